"""What the sentences around a reference say of those whom it may mean: what they do there, whose people and places are.

Whom the same deed names in another part is meant seldom ("[Fiji] lent the country a ship"), and who had the same part
in an earlier one often. Signs for the weights of `meant`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from foedera.coding.antecedents import Reference
from foedera.coding.context import Context, NamedActor, polity
from foedera.coding.words import PLURAL, SUBJECTS, children, head_of, in_subject

if TYPE_CHECKING:
    from foedera.coding.people import People
    from foedera.types import Frame, Sentence

_DEEDS = 8
"""Sentences back in which a part in some deed counts."""
_OF = frozenset({"amod", "compound", "nmod"})
"""Relations of a state's name to what is its own."""
_ANOTHER = re.compile(
    r"(?i)\b(?:neighbou?r|all(?:y|ies)|partner|friend|rival|enem|foe|opponent|adversar|customer|supplier)"
)
"""Words for somebody who is another's, and not that other: who condemns "its neighbours" is whose they are."""
_HERE, _BEFORE = "here", "before"


class Deed(NamedTuple):
    """What a frame of a sentence tells of, with the parts that those named in the sentence have in it."""

    frame: Frame
    parts: dict[str, frozenset[str]]
    """The roles of each state and organisation, by its code."""


class Around:
    """Knows the deeds, people and places of the sentences of one report."""

    def __init__(self, context: Context, people: People) -> None:
        self._context = context
        self._people = people
        self._deeds: dict[int, list[Deed]] = {}

    def deeds(self, number: int) -> list[Deed]:
        """Return what the networks' frames of a sentence tell of."""
        if number not in self._deeds:
            named, types = self._context.named[number], self._context.codebook.types
            frames = (frame for frame in self._context.sentences[number].frames if frame.type in types)
            self._deeds[number] = [Deed(frame, self._parts(frame, named)) for frame in frames]
        return self._deeds[number]

    def _parts(self, frame: Frame, named: list[NamedActor]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        kind = self._context.codebook.types[frame.type]
        for filler in (filler for filler in frame.fillers if kind.role(filler.label)):
            for name in named:
                key = polity(name.actor)
                if key and name.actor.kind != "company" and name.start < filler.end and filler.start < name.end:
                    found.setdefault(key, set()).add(filler.label)
        return {key: frozenset(roles) for key, roles in found.items()}

    def own_parts(self, reference: Reference) -> list[tuple[Deed, frozenset[str]]]:
        """Return the deeds in which a reference has parts itself, with its roles."""
        start, end = reference.start, end_of(self._context, reference)
        found = []
        for deed in self.deeds(reference.sentence):
            kind = self._context.codebook.types[deed.frame.type]
            mine = (
                f.label
                for f in deed.frame.fillers
                if f.start < end and start < f.end and kind.role(f.label) and not self._is_anothers(end, f.end)
            )
            if roles := frozenset(mine):
                found.append((deed, roles))
        return found

    def _is_anothers(self, end: int, stop: int) -> bool:
        """Tell whether the words of a part behind a reference are for somebody who is only its: "its [two allies]"."""
        return _ANOTHER.search(self._context.text, end, stop) is not None

    def signs(self, reference: Reference) -> Iterator[tuple[str, str]]:
        """Yield the code of a state or organisation and what is so of it, more than once where it is so twice."""
        yield from self._beside(reference)
        yield from self._somebody(reference)
        yield from self._at_large(reference)
        yield from ((key, "called so") for key in self._called(reference))
        if reference.kind == "they":
            yield from self._several(reference)

    def _beside(self, reference: Reference) -> Iterator[tuple[str, str]]:
        """Yield who has parts in what a reference has a part in, or had such parts before."""
        number = reference.sentence
        for deed, mine in self.own_parts(reference):
            for key, roles in deed.parts.items():
                yield from ((key, "another part beside it") for _ in roles - mine)
                yield from ((key, "the same part beside it") for _ in roles & mine)
            for earlier in (e for at in range(max(0, number - _DEEDS), number + 1) for e in self.deeds(at)):
                if earlier.frame.start < reference.start:
                    yield from _alike(deed, mine, earlier)
        for deed in self.deeds(number - 1) if number else ():
            yield from ((key, "a part in the sentence before") for key in deed.parts)

    def _called(self, reference: Reference) -> Iterator[str]:
        """Yield who is called what a reference is: "[Peru] is the only country that"."""
        sentence = self._context.sentences[reference.sentence]
        at = head_of(sentence, reference.start, end_of(self._context, reference))
        below = children(sentence, at) if at is not None else []
        if not any(sentence.tokens[i].deprel == "cop" for i in below):
            return
        subject = next((i for i in below if sentence.tokens[i].deprel in SUBJECTS), None)
        for name in self._context.named[reference.sentence]:
            key = polity(name.actor)
            if key and subject is not None and head_of(sentence, name.start, name.end) == subject:
                yield key

    def _near(self, reference: Reference) -> Iterator[tuple[int, str]]:
        yield reference.sentence, _HERE
        if reference.sentence:
            yield reference.sentence - 1, _BEFORE

    def _somebody(self, reference: Reference) -> Iterator[tuple[str, str]]:
        """Yield whose people are told of right before a reference."""
        for number, where in self._near(reference):
            sentence = self._context.sentences[number]
            for start, end, person in self._people.inside(number, 0, len(self._context.text)):
                key = polity(person)
                if key and start < reference.start:
                    yield key, f"somebody of it {where}"
                    if in_subject(sentence, start, end):
                        yield key, f"somebody of it acts {where}"

    def _at_large(self, reference: Reference) -> Iterator[tuple[str, str]]:
        """Yield whose places are near, who is at home, and whom the report and the section are on."""
        context = self._context
        for number, where in self._near(reference):
            for mention in context.mentions[number]:
                if mention.entry.kind == "place" and mention.entry.country:
                    yield mention.entry.country, f"a place of it {where}"
        if context.told_home:
            yield context.told_home, "at home"
        yield from ((key, "the report is on it") for actor in context.main[:1] if (key := polity(actor)))
        section = [key for actor in context.section(reference.sentence) if (key := polity(actor))]
        if len(section) == 1:
            yield section[0], "its section"

    def share_of_places(self, key: str) -> float:
        """Return which share of the places that the report names are one's, 0 to 1."""
        return len(self._context.towns.get(key, ())) / max(1, self._places)

    @cached_property
    def _places(self) -> int:
        return sum(map(len, self._context.towns.values()))

    def _several(self, reference: Reference) -> Iterator[tuple[str, str]]:
        """Yield of whom several are told of right before a reference: "[Fijian] soldiers came. They"."""
        for number, where in self._near(reference):
            sentence = self._context.sentences[number]
            for name in self._context.named[number]:
                key = polity(name.actor)
                if key and name.start < reference.start:
                    yield from ((key, f"{sign} {where}") for sign in _people_of(sentence, name))


def _alike(deed: Deed, mine: frozenset[str], earlier: Deed) -> Iterator[tuple[str, str]]:
    """Yield who had the part of a reference in an earlier deed, or another where that was of the same type."""
    for key, roles in earlier.parts.items():
        if roles & mine:
            yield key, "that part before"
        if earlier.frame.type == deed.frame.type:
            yield key, "that part of its type before" if roles & mine else "another part of its type before"


def _people_of(sentence: Sentence, name: NamedActor) -> Iterator[str]:
    """Yield whether a name is of several people of a state, or only tells whose something is."""
    at = head_of(sentence, name.start, name.end)
    if at is None:
        return
    token = sentence.tokens[at]
    above = sentence.tokens[token.head] if token.head >= 0 and token.deprel.split(":")[0] in _OF else None
    if token.xpos in PLURAL or (above is not None and above.xpos in PLURAL):
        yield "several of it"
        if name.subject:
            yield "several of it act"
    elif above is not None:
        yield "only something of it"


def end_of(context: Context, reference: Reference) -> int:
    """Return where a reference ends, whose words may begin before it: "the" of "the [country]"."""
    length = len(reference.words)
    printed = context.text[reference.start : reference.start + length].casefold()
    return reference.start + (length if length and printed == reference.words else 1)
