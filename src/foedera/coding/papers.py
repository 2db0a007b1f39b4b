"""Papers that stand for whoever wrote them: "ministry figures", "the statement", and who only passes them on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.words import DEFINITE, children, head_of
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.coding.actors import Actors
    from foedera.types import Sentence

_PAPERS = frozenset("statement figure note announcement release communiqué communique notice filing website".split())
_CARRIES = frozenset("carry publish broadcast post relay distribute".split())
_WHOSE = frozenset({"compound", "nmod:poss"})


class Papers:
    """Finds who wrote the papers that a report names as its sources."""

    def __init__(self, context: Context, actors: Actors, speaker: Callable[[int], tuple[Actor, Span] | None]) -> None:
        """Take what finds the speaker of a sentence, whose statement the next sentence may go on about."""
        self._context = context
        self._actors = actors
        self._speaker = speaker

    def only_carries(self, cell: Cell) -> bool:
        """Tell whether a source only passes on what somebody says: "in a statement carried by Lomé papers"."""
        if cell.field != "said_by":
            return False
        _, sentence, at = self._head(cell)
        if at is None or sentence.tokens[at].deprel != "obl:agent":
            return False
        verb = sentence.tokens[sentence.tokens[at].head]
        return verb.lemma in _CARRIES and sentence.tokens[verb.head].lemma in _PAPERS

    def with_writer(self, cell: Cell) -> Cell:
        """Return a source that is a paper as whoever wrote it, as far as the report tells; any other as it is."""
        if cell.field != "said_by" or not isinstance(cell.value, Actor) or cell.value.kind != "group":
            return cell
        number, sentence, at = self._head(cell)
        if at is None or sentence.tokens[at].lemma not in _PAPERS:
            return cell
        writer = self._named(cell, number, at) or self._told_before(number, at)
        return replace(cell, value=writer) if writer is not None else cell

    def _head(self, cell: Cell) -> tuple[int, Sentence, int | None]:
        number = self._context.sentence_at(cell.span.start)
        sentence = self._context.sentences[number]
        return number, sentence, head_of(sentence, cell.span.start, cell.span.end)

    def _named(self, cell: Cell, number: int, at: int) -> Actor | None:
        """Return whose paper it is by the words before it: "[ministry] figures", "the [navy]'s statement"."""
        tokens = self._context.sentences[number].tokens
        for child in children(self._context.sentences[number], at):
            if tokens[child].deprel in _WHOSE and cell.span.start <= tokens[child].start < tokens[at].start:
                return next(iter(self._actors.of(number, cell.span.start, tokens[child].end)), None)
        return None

    def _told_before(self, number: int, at: int) -> Actor | None:
        """Return who spoke in the sentence before, which "the statement" takes up."""
        tokens = self._context.sentences[number].tokens
        if not number or not at or tokens[at - 1].lemma not in DEFINITE:
            return None
        found = self._speaker(number - 1)
        return found[0] if found else None
