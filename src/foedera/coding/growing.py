"""What is asked of a happening again and again while it grows, kept by key: a text of megabytes may tell of one.

Each looks only at what was added since it was asked last, so that all the asking together grows with the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import head_of

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Cell, Span

FEW = 32
"""Cells up to which to go through them is faster than to look them up."""


class Fields:
    """Where in a list of cells those of each field stand.

    A list may grow, and a cell may give way to another of the same field; for another list it is made anew.
    """

    __slots__ = ("_cells", "_places", "seen")

    def __init__(self, cells: list[Cell]) -> None:
        self._cells = cells
        self._places: dict[str, list[int]] = {}
        self.seen = 0
        """Cells that were looked at."""

    def fits(self, cells: list[Cell]) -> bool:
        """Tell whether this is still of a draft's cells."""
        return self._cells is cells and self.seen <= len(cells)

    def of(self, name: str) -> list[Cell]:
        """Return the cells of one field, in order."""
        for at in range(self.seen, len(self._cells)):
            self._places.setdefault(self._cells[at].field, []).append(at)
        self.seen = len(self._cells)
        return [self._cells[at] for at in self._places.get(name, ())]


class Words:
    """The triggers of a draft by the sentence that they stand in, and the words by which it is told."""

    __slots__ = ("_by_sentence", "_triggers", "lemmas", "seen")

    def __init__(self, triggers: list[Span]) -> None:
        self._triggers = triggers
        self._by_sentence: dict[int, list[Span]] = {}
        self.lemmas: set[str] = set()
        """Of its nouns and verbs, folded."""
        self.seen = 0
        """Triggers that were looked at."""

    def fits(self, triggers: list[Span]) -> bool:
        """Tell whether this is still of a draft's triggers."""
        return self._triggers is triggers and self.seen <= len(triggers)

    def look(self, context: Context) -> None:
        """Look at what was added."""
        for trigger in self._triggers[self.seen :]:
            number = context.sentence_at(trigger.start)
            sentence = context.sentences[number]
            self._by_sentence.setdefault(number, []).append(trigger)
            at = head_of(sentence, trigger.start, trigger.end)
            if at is not None:
                self.lemmas.add(sentence.tokens[at].lemma.casefold())
        self.seen = len(self._triggers)

    def within(self, number: int) -> list[Span]:
        """Return the triggers in one sentence, in order."""
        return self._by_sentence.get(number, [])


def words_of(draft: Draft, context: Context) -> Words:
    """Return the triggers and words of a draft."""
    words = draft.words
    if words is None or not words.fits(draft.triggers):
        words = draft.words = Words(draft.triggers)
    words.look(context)
    return words
