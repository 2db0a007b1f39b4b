"""The record as CSV files with a data dictionary: a folder that Frictionless Data tools and spreadsheets open."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from foedera.export import rows
from foedera.export.dictionary import write_dictionary
from foedera.export.folders import whole_folder
from foedera.export.material import Material, Written, event_ids
from foedera.export.streams import whole
from foedera.export.tables import TABLES, Table, iter_units

_FORMULA = re.compile(r"[\s\x00-\x1f'\"‘’“”«»`]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may run: also behind blanks and quotes, which some programs strip, and in full width."""
_UNITS = tuple(dict.fromkeys(table.unit for table in TABLES))


def write_csv(material: Material, folder: Path) -> Written:
    """Write the tables, `datapackage.json` and `README.md` into a folder.

    Files are as RFC 4180 says, in UTF-8 (what is no Unicode becomes U+FFFD). An empty cell is an unknown value. Numbers
    stay numbers; other text that a spreadsheet would run as a formula gets an apostrophe before it (`unsafe` takes it
    away).

    Raises:
        ExportError: The folder holds something that is no earlier export.
    """
    known = event_ids(material)
    counts: dict[str, int] = {}
    with whole_folder(folder) as part:
        for unit in _UNITS:
            _write_tables([table for table in TABLES if table.unit == unit], material, part, known, counts)
        told = write_dictionary(material, counts, "csv", part)
    files = (*(f"{table.name}.csv" for table in TABLES), *told)
    return Written({table.name: counts[table.name] for table in TABLES}, files=files)


def _write_tables(
    tables: Iterable[Table], material: Material, folder: Path, known: dict[str, str], counts: dict[str, int]
) -> None:
    """Write all tables that are made of one kind of unit in one read."""
    with ExitStack() as stack:
        writers: list[tuple[Table, Any]] = []
        for table in tables:
            file = (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
            writer = csv.writer(stack.enter_context(file))
            writer.writerow([column.name for column in table.columns])
            writers.append((table, writer))
            counts[table.name] = 0
        for unit in iter_units(material, writers[0][0].unit):
            for table, writer in writers:
                for row in table.rows(unit, material, known):
                    writer.writerow(_cells(row, _KINDS[table.name]))
                    counts[table.name] += 1


_KINDS = {table.name: tuple(column.kind for column in table.columns) for table in TABLES}


def _cells(row: rows.Row, kinds: tuple[str, ...]) -> list[str]:
    return [_WRITE[kind](item) if item is not None else "" for kind, item in zip(kinds, row, strict=True)]


def _number(item: Any) -> str:
    """Return a number; the three that are none have the names that Frictionless gives them."""
    if math.isfinite(item):
        return rows.number_text(item)
    return "NaN" if math.isnan(item) else "INF" if item > 0 else "-INF"


def _text(item: Any) -> str:
    return safe(whole(str(item)))


def _day(item: date) -> str:
    return item.isoformat()


_WRITE: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "integer": str,
    "number": _number,
    "boolean": lambda item: "true" if item else "false",
    "date": _day,
}


def safe(text: str) -> str:
    r"""Return a text that no spreadsheet runs as a formula.

    Example:
        >>> safe("=1+1"), safe('"@SUM(A1)'), safe("Peace Guardian")
        ("'=1+1", '\'"@SUM(A1)', 'Peace Guardian')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unsafe(text: str) -> str:
    """Return the text that `safe` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
