"""Fields that no sure filler gives: the likeliest of those that stayed below the threshold, where it is likely enough.

A wrong actor makes a claim wrong and waits for better reasons (`inference`); a place, a name or a phrase that the model
half believes is more often right than wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.naming import is_designation, is_named
from foedera.coding.values import Values, clean_name
from foedera.types import Cell, Filler, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

LEAST = 0.3
"""Least probability of a weak filler, from which more are right than wrong."""
LEAST_NAME = 0.2
"""The same of a designation, which is a name by its look."""
LEAST_OWN_NAME = 0.1
"""The same where only a name of its own tells which one a happening or thing is: a drill, a howitzer."""
_OTHERWISE_NAMED = frozenset({"trigger", "organisation"})
"""What else names treaties and memberships, by `name_from` of their types."""
_NAMES = frozenset({"name", "field:alias"})
_PHRASES = frozenset({"phrase", "phrases"})


class Remainder:
    """Fills the empty fields of the joined drafts of one report."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._values = Values(context)

    def complete(self, draft: Draft) -> None:
        """Give a draft its likeliest weak place, name and phrases, each where it has none."""
        best: dict[str, Filler] = {}
        names = [cell.span for cell in draft.cells if cell.field in _NAMES]
        for filler, at in draft.weak:
            if filler.label == "where" and any(s.start < filler.end and filler.start < s.end for s in names):
                continue  # Calm Strait is what the exercise is called
            if filler.label == "name" and self._is_person(filler, at):
                continue  # who answers a question is not what is sold
            if filler.label not in best or filler.score > best[filler.label].score:
                best[filler.label] = filler
        for filler in best.values():
            if filler.label == "name":
                self._name(draft, filler)
            elif filler.score >= LEAST:
                self._take(draft, filler)

    def _is_person(self, filler: Filler, number: int) -> bool:
        """Tell whether a name is somebody's, all of it."""
        names = self._context.sentences[number].names
        return any(n.label == "PER" and (n.start, n.end) == (filler.start, filler.end) for n in names)

    def _name(self, draft: Draft, filler: Filler) -> None:
        """Take a designation in place of a word for a kind of thing, and any likely name where there is none."""
        printed = self._context.text[filler.start : filler.end]
        sources = self._context.codebook.types[draft.type].join.name_from
        least = LEAST_NAME if _OTHERWISE_NAMED & set(sources) else LEAST_OWN_NAME
        names = filler.score >= least and is_designation(printed)
        if (names and not is_named(draft)) or (filler.score >= LEAST and not draft.values("name")):
            cell = Cell("name", clean_name(printed), printed, Span(filler.start, filler.end), filler.score)
            draft.cells = [*(c for c in draft.cells if c.field != "name"), cell]

    def _take(self, draft: Draft, filler: Filler) -> None:
        kind = self._context.codebook.types[draft.type]
        field = kind.field_of_label(filler.label)
        printed, span = self._context.text[filler.start : filler.end], Span(filler.start, filler.end)
        if filler.label == "where" and not draft.values("where"):
            draft.cells.append(Cell("where", self._values.place(draft, printed), printed, span, filler.score))
        elif field is not None and field.kind in _PHRASES and not draft.values(f"field:{field.name}"):
            self._values.field(draft, kind, filler.label, printed, span, filler.score)
