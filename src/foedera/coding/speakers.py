"""Whose words a sentence or a quotation is: the subject of a verb of speech, or whoever speaks in a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from foedera.coding.actors import Actors
from foedera.coding.context import Context
from foedera.coding.offices import POSTS, SPEAKING
from foedera.coding.turns import Turns
from foedera.coding.vouching import is_told_itself
from foedera.coding.words import SPEECH, SUBJECTS, children, subtree, taken_up, with_subject
from foedera.types import Actor, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"[“”„«»\"\n]")
_BEGINS = re.compile(r'\s"\w')
_ENDS = re.compile(r'[\w.,!?]"\s')
"""A straight mark before a quotation, and one behind it, by the characters on both sides."""
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_SHORTEST = 25
"""Characters of a quotation that is more than a word or two of somebody's."""
MOUTHS = (
    (POSTS - {"governor", "chairman", "chairwoman"})
    | SPEAKING
    | frozenset(
        "official diplomat delegate representative ministry embassy parliament office consulate department".split()
    )
)
"""Those who speak for a state without being it; a governor or chairman speaks for what he is put over."""
_BESIDE = frozenset({"appos", "acl", "punct", "parataxis", "det", "conj", "cc", "ccomp", "dep"})
"""Relations of what stands with a subject and is no part of who it names; "dep" is of what the parser cannot place."""
_LONGEST = 8
"""Words behind the head of a subject that are still of it, at most."""
_NEAR = (1, -1, 2, -2, 3, -3)
"""Sentences beside one whose speaker may be its own, the likeliest first."""


class Speakers:
    """Finds the speakers of one report."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors
        self._quotes = list(_quotations(context.text))
        self._known: dict[int, tuple[Actor, Span] | None] = {}
        self._turns = Turns(context, actors)

    def speaker(self, number: int) -> tuple[Actor, Span] | None:
        """Return the subject of a sentence's own verb of speech, with where it stands."""
        if number not in self._known:
            self._known[number] = None  # a "he said" that asks for its own speaker ends here
            self._known[number] = self._find(number)
        return self._known[number]

    def _find(self, number: int) -> tuple[Actor, Span] | None:
        sentence = self._context.sentences[number]
        told = (i for i, token in enumerate(sentence.tokens) if token.lemma in SPEECH and token.upos == "VERB")
        verbs = (i for i in told if self.quoted(sentence.tokens[i].start) is None)  # not the "think" of what is quoted
        return next((found for at in verbs if (found := self.subject(number, at)) is not None), None)

    def subject(self, number: int, verb: int) -> tuple[Actor, Span] | None:
        """Return who is the subject of a verb of speech, with where it stands."""
        sentence = self._context.sentences[number]
        own = with_subject(sentence, verb, unless="or")  # "left, or said that it did"
        for child in children(sentence, own):
            if sentence.tokens[child].deprel not in SUBJECTS or is_told_itself(sentence, verb):
                continue
            noun = taken_up(sentence, child)  # "Togo, which said"
            span = self.phrase(number, child if noun is None else noun)
            actors = self._actors.of(number, span.start, span.end)
            if len(actors) == 1 or (actors and own == verb):
                return actors[0], span
        return None

    def phrase(self, number: int, head: int) -> Span:
        """Return the subject's own words, without appositions and relative clauses."""
        sentence = self._context.sentences[number]
        said = [head]
        if sentence.tokens[head].lemma.casefold() in MOUTHS:  # "Togo's foreign minister, Kofi Anane"
            said += [x for x in children(sentence, head) if sentence.tokens[x].deprel == "appos"]
        inside = [sentence.tokens[x].start for x in said]
        for name in sentence.names:
            if name.label == "PER" and any(name.start <= start < name.end for start in inside):
                return Span(name.start, name.end)
        beside = (x for x in children(sentence, head) if sentence.tokens[x].deprel.split(":")[0] in _BESIDE)
        dropped = {i for child in beside for i in subtree(sentence, child)}
        words = [i for i in subtree(sentence, head) if i not in dropped and i <= head + _LONGEST]
        return Span(sentence.tokens[words[0]].start, sentence.tokens[words[-1]].end)

    def quoted(self, offset: int) -> tuple[int, int] | None:
        """Return the quotation that an offset lies in."""
        at = bisect_right(self._quotes, (offset, len(self._context.text))) - 1
        return self._quotes[at] if at >= 0 and self._quotes[at][0] <= offset < self._quotes[at][1] else None

    def around(self, number: int) -> tuple[Actor, Span] | None:
        """Return the speaker of a sentence, or else of the nearest sentence of its paragraph."""
        own = self.speaker(number)
        if own is not None:
            return own
        paragraph = self._context.sentences[number].segment.paragraph
        for step in _NEAR:
            at = number + step
            if 0 <= at < len(self._context.sentences) and self._context.sentences[at].segment.paragraph == paragraph:
                found = self.speaker(at)
                if found is not None:
                    return found
        return None

    def speaker_at(self, number: int, offset: int) -> Actor | None:
        """Return whose words stand at an offset: the speaker's inside a quotation or turn, nobody's outside one."""
        found = self._turns.speaker(offset) if self.quoted(offset) is None else self.around(number)
        return found[0] if found else None


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each quotation of some length stands; one that is not closed ends with its line.

    Straight marks open and close by turns, so that what stands between two quotations is none; but one between a
    space and a letter opens, as where each sentence of a speech has a mark before it, and none after it.
    """
    start = -1
    for mark in _MARK.finditer(text):
        sign, inside = mark[0], start >= 0
        closes = inside and (sign in _CLOSING or sign in '"\n' or (sign == "“" and text[start - 1] == "„"))
        opens = _opens(text, mark.start(), inside=inside) if sign == '"' else sign in _OPENING and not closes
        if closes and mark.start() - start >= _SHORTEST:
            yield start, mark.start()
        start = mark.end() if opens else -1 if closes else start


def _opens(text: str, mark: int, *, inside: bool) -> bool:
    """Tell whether a straight mark opens a quotation, by what stands on both sides of it or else by turns."""
    before = max(0, mark - 1)
    if _BEGINS.match(text, before) is not None:
        return True
    return not inside and _ENDS.match(text, before) is None
