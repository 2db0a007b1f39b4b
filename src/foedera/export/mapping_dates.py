"""In which order a register writes day and month: "12/03/2026" is settled by another row's "25/03/2026"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedera.export.mapping import Target
from foedera.export.table_values import Unread, read_date

_FIGURES = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_MONTHS = 12


def date_pattern(cells: Iterable[str], all_cells: Iterable[str]) -> str | None:
    """Return how the dates of a column are written that could be two days each, where a register's dates settle it.

    Args:
        cells: Those of the column.
        all_cells: Those of all columns of dates: whoever wrote one wrote the others alike.
    """
    orders = {order for cell in all_cells if (order := _order(cell))}
    figures = [found for cell in cells if (found := _FIGURES.fullmatch(cell.strip()))]
    unclear = {found[2] for found in figures if _order(found[0]) is None and found[1] != found[3]}
    if len(orders) != 1 or len(unclear) != 1:
        return None
    sign = unclear.pop()
    pattern = sign.join((*orders.pop(), "%Y"))
    return pattern if all(_reads(cell, pattern) for cell in cells) else None


def _order(cell: str) -> tuple[str, str] | None:
    """Return whether day or month stands first in a date of figures, where one of them is no month."""
    found = _FIGURES.fullmatch(cell.strip())
    if found is None or (int(found[1]) > _MONTHS) == (int(found[3]) > _MONTHS):
        return None
    return ("%d", "%m") if int(found[1]) > _MONTHS else ("%m", "%d")


def _reads(cell: str, pattern: str) -> bool:
    try:
        read_date(cell, Target("when", date=(pattern,)))
    except Unread:
        return False
    return True
