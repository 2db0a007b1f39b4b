"""Meetings told by no more than who stands with whom: "she said in Quito, standing beside her host, Luis Mora"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.coding.drafts import Draft, known_in
from foedera.coding.scores import FOUND
from foedera.coding.words import CLAUSAL, SPEECH, children, head_of, subject_above, subtree
from foedera.types import HAPPENED, Actor, Cell, Place, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedera.codebook import ClaimType, Role
    from foedera.coding.actors import Actors
    from foedera.coding.people import People
    from foedera.types import Sentence

_BESIDE = re.compile(
    r"(?i)\b(?:(?:stand|stood|sit|sat|sitting|appear|appeared|appearing|speaking|spoke)(?:ing|ing there)? "
    r"(?:beside|alongside|next to|side by side with)"
    r"|flanked by|joint (?:press|news) (?:conference|briefing) (?:there )?with) (?!each\b|one another)"
)
"""Words of those who are seen together, before the other one."""
ALONGSIDE = "alongside"
"""Who produced such a draft, of which what the networks learned of words says nothing."""
_HOST = re.compile(r"\bhosts?\b")
_GUEST = re.compile(r"\b(?:guest|visitor|visiting)\b")
_STOPS = frozenset({".", ";", ":", "who", "which"})
_LONG = 14
"""Words in which the other one is named, at most."""
_VOICES = frozenset({"tell", "call", "hail", "promise", "vow", "praise"})
_UP = frozenset({"advcl", "acl", "conj", "xcomp", "obl", "nmod", "dep", "ccomp"})
_STEPS = 5
"""Words up the tree to who is seen with somebody."""


class Alongside:
    """Finds the meetings of a report that nothing else in it tells."""

    def __init__(self, context: Context, actors: Actors, people: People, quoted: Callable[[int], object]) -> None:
        """`quoted`: whether an offset lies in a quotation, in which somebody tells of the past."""
        self._context, self._actors, self._people, self._quoted = context, actors, people, quoted

    def told(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts of a report with those meetings, each where its sentence comes."""
        kinds = self._context.codebook.types.values()
        kind = next((kind for kind in kinds if any(role.at_home for role in kind.roles)), None)
        if kind is None or _BESIDE.search(self._context.text) is None:
            return drafts
        met = [known_in(draft) for draft in drafts if draft.type == kind.id and draft.status in HAPPENED]
        drafts = list(drafts)
        for draft in self._found(kind):
            if not any(known_in(draft) <= known for known in met):
                met.append(known_in(draft))
                drafts.insert(bisect_right(drafts, draft.sentences[0], key=lambda each: each.sentences[0]), draft)
        return drafts

    def _found(self, kind: ClaimType) -> Iterator[Draft]:
        meet = next(role for role in kind.roles if role.at_home)
        for number, sentence in enumerate(self._context.sentences):
            segment = sentence.segment
            for match in _BESIDE.finditer(self._context.text, segment.start, segment.end):
                cells = [] if self._quoted(match.start()) else self._cells(number, sentence, match, meet)
                if cells:
                    trigger = Span(match.start(), match.start() + len(match[0].rstrip()))
                    yield Draft(kind.id, "occurred", FOUND, FOUND, cells, [number], [trigger], producer=ALONGSIDE)

    def _cells(self, number: int, sentence: Sentence, match: re.Match[str], meet: Role) -> list[Cell]:
        """Return the two who are seen together, of two states, with the parts that the words give them."""
        subject = _speaker(sentence, head_of(sentence, match.start(), match.end()))
        speaks = None if subject is None else _span(sentence, subject)
        words = None if speaks is None else _words_of_other(sentence, match.end(), speaks.start)
        if speaks is None or words is None:
            return []
        one, other = self._somebody(number, speaks), self._somebody(number, words)
        if one is None or other is None or one[0].kind != "person" or polity(one[0]) == polity(other[0]):
            return []  # a Kenyan farmer beside an envoy meets nobody for Kenya
        said = self._context.text[words.start : words.end].casefold()
        grounds = [cell for country, cell in self._grounds(number) if country in {polity(one[0]), polity(other[0])}]
        there = {cell.value.country for cell in grounds if isinstance(cell.value, Place)}
        first, second = meet.name, meet.name
        if _HOST.search(said) or there == {polity(other[0])}:
            first, second = meet.away, meet.at_home
        elif _GUEST.search(said) or there == {polity(one[0])}:
            first, second = meet.at_home, meet.away
        parts = zip((first, second), (one, other), strict=True)
        told = [Cell(f"role:{part}", who, self._printed(span), span, FOUND) for part, (who, span) in parts]
        return [*told, *grounds[:1]]

    def _printed(self, span: Span) -> str:
        return self._context.text[span.start : span.end]

    def _somebody(self, number: int, span: Span) -> tuple[Actor, Span] | None:
        """Return the first person in some words, or whom they stand for, of whom it is known whose they are."""
        people = self._people.inside(number, span.start, span.end)
        named = next(((who, Span(start, end)) for start, end, who in people if polity(who)), None)
        if named is not None:
            return named
        states = (n for n in self._context.named[number] if span.start <= n.start and n.end <= span.end)
        state = next((n for n in states if n.actor.country), None)
        if state is not None:
            return self._context.whole(state), Span(state.start, state.end)
        meant = self._actors.of(number, span.start, span.end)
        return (meant[0], span) if len(meant) == 1 and polity(meant[0]) else None

    def _grounds(self, number: int) -> Iterator[tuple[str, Cell]]:
        """Yield the towns in which a sentence tells something, with their countries."""
        for name in self._context.sentences[number].names:
            span = Span(name.start, name.end)
            told = name.label == "LOC" and not self._quoted(name.start)
            place = self._context.gazetteer.place(self._printed(span)) if told else None
            before = self._context.text[max(0, name.start - len("in ")) : name.start]
            if before in {"in ", "at "} and place is not None and place.country:
                yield place.country, Cell("where", place, self._printed(span), span, FOUND)


def _speaker(sentence: Sentence, at: int | None) -> int | None:
    """Return who is seen with somebody: the subject of the very verb, whoever says something, or else one above."""
    own = [] if at is None else [i for i in children(sentence, at) if sentence.tokens[i].deprel == "nsubj"]
    if own:
        return own[0]
    for verb, token in enumerate(sentence.tokens):
        if token.upos == "VERB" and token.lemma in SPEECH | _VOICES:
            subject = next((i for i in children(sentence, verb) if sentence.tokens[i].deprel == "nsubj"), None)
            if subject is not None:
                return subject
    return None if at is None else subject_above(sentence, at, _UP, _STEPS)


def _span(sentence: Sentence, at: int) -> Span:
    """Return the words of a subject, as far as the comma behind it."""
    below = [i for i in subtree(sentence, at) if i <= at or sentence.tokens[i].head == at]
    stop = next((i for i in below if i > at and sentence.tokens[i].text == ","), below[-1] + 1)
    below = [i for i in below if i < stop]
    return Span(sentence.tokens[below[0]].start, sentence.tokens[below[-1]].end)


def _words_of_other(sentence: Sentence, start: int, subject: int) -> Span | None:
    """Return the words behind "standing beside", as far as the next clause.

    Args:
        subject: Where who is seen with them begins, which may stand behind: "Standing beside him, [Ana Ruiz] said".
    """
    begin = next((i for i, token in enumerate(sentence.tokens) if token.start >= start), None)
    if begin is None:
        return None
    end = begin
    for token in sentence.tokens[begin : begin + _LONG]:
        if token.upos in CLAUSAL or token.text in _STOPS or token.start == subject:
            break
        end += 1
    return Span(start, sentence.tokens[end - 1].end) if end > begin else None
