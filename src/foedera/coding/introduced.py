"""People whom a report tells of by their office before it names them: "its foreign minister said ... Ana Ruiz told".

Wire copy opens with the office and gives the name in a later sentence: with the same office beside it ("Peru's envoy
... Peruvian Ambassador Luis Vega"), or alone, since the reader was told who it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.offices import SOMEBODY
from foedera.coding.titles import title_before
from foedera.coding.words import SPEECH, SUBJECTS, children, head_of, subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.types import Name, Sentence

_REACH = 3
"""Sentences back in which whoever is named alone was told of by an office."""
_FAR = 6
"""The same for who is named with the office."""
_BEFORE_OFFICE = frozenset({"ADJ", "NOUN", "PROPN", "PART"})
"""Parts of speech of what tells an office from others: "Peru's deputy foreign [minister]"."""
_ITS = frozenset({"its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office whose holder a sentence does not name: "its foreign minister said"."""

    sentence: int
    start: int
    words: frozenset[str]
    """What it is called, without whose it is: "foreign", "minister"."""
    country: str | None


class Offices:
    """The offices of one report that act without their holders' names."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found: dict[int, list[Office]] = {}

    def taken_by(self, number: int, name: Name, country: str | None) -> Office | None:
        """Return the office, told of before, of somebody who is named for the first time.

        Args:
            number: The sentence that names the person.
            country: The person's state where it is known.
        """
        title = title_before(self._context, number, name)
        if title is None:
            alone = self._before(number, _REACH) if self._speaks_alone(number, name) else ()
            office = next(iter(alone), None)
            return office if office is not None and country in {None, office.country} else None
        words = frozenset(self._context.text[title.start : title.end].casefold().split())
        same = (office for office in self._before(number, _FAR) if office.words == words)
        return next((office for office in same if country is not None and office.country == country), None)

    def _before(self, number: int, reach: int) -> Iterator[Office]:
        """Yield the offices of the sentences before one, the last first."""
        for at in range(number - 1, max(-1, number - reach - 1), -1):
            if at not in self._found:
                self._found[at] = list(self._of(at))
            yield from reversed(self._found[at])

    def _of(self, number: int) -> Iterator[Office]:
        """Yield the offices of a sentence whose holder acts there and is not named beside it."""
        sentence = self._context.sentences[number]
        people = [name for name in sentence.names if name.label == "PER"]
        for at, token in enumerate(sentence.tokens):
            if token.text.casefold() not in SOMEBODY or not acts(sentence, at):
                continue
            whole = subtree(sentence, at)
            start, end = sentence.tokens[whole[0]].start, sentence.tokens[whole[-1]].end
            if any(name.start < end and start < name.end for name in people):
                continue
            yield self._office(number, at)

    def _office(self, number: int, at: int) -> Office:
        """Return the office that a noun names, with the words before it and whose it is: "its foreign [minister]"."""
        sentence, names = self._context.sentences[number], self._context.named[number]
        first, last = phrase(sentence, at)
        begin, end = sentence.tokens[first].start, sentence.tokens[last].end
        whose = [n for n in names if begin <= n.start and n.end <= end]
        words = [t for t in sentence.tokens[first : at + 1] if not any(n.start <= t.start < n.end for n in whose)]
        if not whose and first > 0 and sentence.tokens[first - 1].text.casefold() in _ITS:
            whose = [n for n in names if n.end <= begin and n.subject]
        country = whose[0].actor.country if whose else self._context.home
        called = frozenset(t.text.casefold() for t in words if t.upos in _BEFORE_OFFICE - {"PART"})
        return Office(number, sentence.tokens[at].start, called, country)

    def _speaks_alone(self, number: int, name: Name) -> bool:
        """Tell whether a sentence has somebody say something without a word on who it is."""
        sentence = self._context.sentences[number]
        tokens, at = sentence.tokens, head_of(sentence, name.start, name.end)
        if at is None or tokens[at].deprel not in SUBJECTS or tokens[tokens[at].head].lemma not in SPEECH:
            return False
        inside = {i for i in subtree(sentence, at) if not name.start <= tokens[i].start < name.end}
        return all(tokens[i].upos == "PUNCT" or _is_of_relative(sentence, i, at) for i in inside)


def _is_of_relative(sentence: Sentence, at: int, head: int) -> bool:
    """Tell whether a word stands in a relative clause on a noun."""
    while sentence.tokens[at].head != head:
        at = sentence.tokens[at].head
    return sentence.tokens[at].deprel.startswith("acl:relcl")


def acts(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun is who does or says what a sentence tells: its subject, or "according to the envoy"."""
    token = sentence.tokens[at]
    told = token.deprel.split(":")[0] == "obl" and any(
        t.head == at and t.text.casefold() == "according" for t in sentence.tokens
    )
    return told or token.deprel in SUBJECTS


def phrase(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return first and last word of an office: what stands right before it, and whose it is: "envoy of the Gambia"."""
    first, inside = at, set(subtree(sentence, at))
    while first - 1 in inside and sentence.tokens[first - 1].upos in _BEFORE_OFFICE:
        first -= 1
    of = next((i for i in children(sentence, at) if i > at and sentence.tokens[i].deprel == "nmod"), at)
    owns = any(sentence.tokens[i].lemma == "of" for i in children(sentence, of))
    return first, of if owns else at
