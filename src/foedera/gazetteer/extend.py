"""Adding a user's own data files to the built gazetteer, after the same checks as ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from foedera.gazetteer.compile import Compiled, compile_source
from foedera.gazetteer.fold import key
from foedera.gazetteer.places import PlaceRow
from foedera.gazetteer.source import Record, Source, load_source

OWN_RANK = 2_000
"""Places written by hand rank like a city of two million."""


def dump_source(source: Source, root: Path) -> list[list[Any]]:
    """Return all records as JSON values; files are named from `root` on, the same on every machine."""
    return [
        [record.table, Path(record.file).relative_to(root).as_posix(), record.line, record.values]
        for record in source.records()
    ]


def compile_with(built: list[list[Any]], extra: Path, places: Path) -> tuple[Compiled, Path, dict[str, list[PlaceRow]]]:
    """Compile our records (as `dump_source` gave them) together with a user's directory.

    Raises:
        GazetteerError: The user's files have faults, alone or against ours.
    """
    own = load_source(extra)
    source = Source(problems=own.problems)
    for table, file, line, values in built:
        source.tables[table].append(Record(table, file, line, values))
    for record in own.records():
        source.tables[record.table].append(record)
    return compile_source(source), places, place_rows(own.tables["places"])


def place_rows(records: list[Record]) -> dict[str, list[PlaceRow]]:
    """Return places written by hand by their folded names."""
    rows: dict[str, list[PlaceRow]] = {}
    for record in records:
        kind = "region" if record.text("kind") in {"region", "continent", "islands", "island"} else "place"
        lat, lon = record.number("lat") or 0.0, record.number("lon") or 0.0
        for name in (record.text("name") or "", *record.texts("aliases")):
            rows.setdefault(key(name), []).append(PlaceRow(record.text("country"), lat, lon, kind, OWN_RANK))
    return rows
