"""A register as a text that a person can read, with the place of every cell in it."""

from __future__ import annotations

from dataclasses import dataclass

from foedera.export.mapping import TableMapping
from foedera.export.table_read import Sheet


@dataclass(frozen=True, slots=True)
class RowText:
    """One row in the text."""

    number: int
    """As a spreadsheet program shows it."""
    start: int
    end: int
    cells: tuple[tuple[str, str, int], ...]
    """Column, cell, and where the cell begins in the text; empty cells are left out."""

    def cell(self, column: str) -> tuple[str, int] | None:
        """Return a column's cell and where it begins, None where it is empty."""
        return next(((text, start) for name, text, start in self.cells if name == column), None)


def write_text(sheet: Sheet, mapping: TableMapping) -> tuple[str, tuple[RowText, ...]]:
    """Return the rows as text, one paragraph each: `Row 12: Participants: China; Serbia | Start: 2025-07-19`.

    All columns are there, also those that the mapping does not use: they are what a reader of a claim wants to see
    beside it.
    """
    parts: list[str] = []
    rows: list[RowText] = []
    length = 0

    def add(text: str) -> int:
        nonlocal length
        parts.append(text)
        length += len(text)
        return length

    title = mapping.source.get("title")
    if title:
        add(f"{title}\n\n")
    for number, cells in sheet.rows:
        start = length
        placed: list[tuple[str, str, int]] = []
        add(f"Row {number}: ")
        for name, cell in zip(sheet.columns, cells, strict=True):
            if cell:
                add(f"{' | ' if placed else ''}{name}: ")
                placed.append((name, cell, length))
                add(cell)
        rows.append(RowText(number, start, length, tuple(placed)))
        add("\n\n")
    return "".join(parts).rstrip("\n"), tuple(rows)
