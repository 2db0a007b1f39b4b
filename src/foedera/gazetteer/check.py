"""Checks across data files: what one entry says of another must be there."""

from __future__ import annotations

from collections.abc import Iterator

from foedera.errors import Problem
from foedera.gazetteer.entries import EntryKind
from foedera.gazetteer.source import Record, Source
from foedera.gazetteer.tables import TABLES

KINDS: dict[str, tuple[EntryKind, str]] = {
    "states": ("state", "code"), "organisations": ("organisation", "short"), "services": ("service", "name"),
    "bodies": ("organisation", "name"), "groups": ("group", "name"), "units": ("unit", "name"),
    "media": ("media", "name"), "companies": ("company", "name"), "systems": ("system", "name"),
    "people": ("person", "name"), "offices": ("office", "name"), "places": ("place", "name"),
}  # fmt: skip
"""Table -> kind of its entries, and the key that names them in their ids."""

_POINTERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("organisations", "part_of", ("organisations",)),
    ("companies", "part_of", ("companies",)),
    ("systems", "maker", ("companies", "bodies")),
    ("systems", "variant_of", ("systems",)),
    ("people", "org", ("organisations",)),
)
"""Table, key, and the tables in which the value must be found."""


def entry_id(record: Record) -> str | None:
    """Return the permanent id of a record's entry, None for tables that hold no entries."""
    if record.table not in KINDS:
        return None
    kind, name_key = KINDS[record.table]
    value = record.text(name_key)
    return None if value is None else f"{kind}:{value}"


def check_references(source: Source) -> list[Problem]:
    """G107, G109: keys that stand twice, and codes, names and ids that nothing bears."""
    known = {
        name: {value for record in records if (value := record.text(TABLES[name].key))}
        for name, records in source.tables.items()
    }
    return [
        *_twice(source),
        *_codes(source, known["states"]),
        *_pointers(source, known),
        *_offices(source, known),
        *_rankings(source),
    ]


def _twice(source: Source) -> Iterator[Problem]:
    for name, records in source.tables.items():
        first: dict[str, Record] = {}
        for record in records:
            value = record.text(TABLES[name].key)
            if value is None:
                continue
            other = first.setdefault(value, record)
            if other is not record:
                message = f"`{value}` stands twice in {name} (first {other.file}:{other.line}); delete one"
                yield Problem("G107", record.file, message, record.line)


def _codes(source: Source, states: set[str]) -> Iterator[Problem]:
    for record in source.records():
        for key, kind in TABLES[record.table].keys.items():
            values = [record.text(key)] if kind == "code" else record.texts(key) if kind == "codes" else []
            for value in values:
                if value is not None and value not in states:
                    message = f"`{value}` under `{key}` is the code of no state; correct it or add the state"
                    yield Problem("G109", record.file, message, record.line)


def _pointers(source: Source, known: dict[str, set[str]]) -> Iterator[Problem]:
    for table, key, targets in _POINTERS:
        for record in source.tables[table]:
            value = record.text(key)
            if value is not None and not any(value in known[target] for target in targets):
                message = f"`{value}` under `{key}` is not in {' or '.join(targets)}; correct it or add it there"
                yield Problem("G109", record.file, message, record.line)


def _offices(source: Source, known: dict[str, set[str]]) -> Iterator[Problem]:
    for record in source.tables["people"]:
        for tenure in record.tenures():
            for key, table in (("office", "offices"), ("org", "organisations"), ("country", "states")):
                value = tenure.get(key)
                if value is not None and value not in known[table]:
                    message = f"`{value}` under `{key}` is not in {table}; correct it or add it there"
                    yield Problem("G109", record.file, message, record.line)


def _rankings(source: Source) -> Iterator[Problem]:
    ids = {entry_id(record) for record in source.records()}
    for record in source.tables["ambiguous"]:
        for meaning in record.texts("means"):
            if meaning not in ids:
                message = f"`{meaning}` is no entry; write kind:name as in state:SRB"
                yield Problem("G109", record.file, message, record.line)
