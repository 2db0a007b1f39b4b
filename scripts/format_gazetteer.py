"""Write data/gazetteer in its one canonical form: `python scripts/format_gazetteer.py [DIRECTORY]`.

Entries are sorted by key, keys stand in the order of tables.py, strings are quoted, lists break at 120 columns.
Remarks (`#`) are kept at the head of a file only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from pathlib import Path

from foedera.errors import GazetteerError
from foedera.gazetteer.source import Record, Source, Value, load_source
from foedera.gazetteer.tables import TABLES

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
WIDTH = 120


def canonical_files(source: Source) -> Iterator[tuple[Path, str]]:
    """Iterate over the files of a source with the text that each should have.

    Raises:
        GazetteerError: A file has faults, so that rewriting it could lose something.
    """
    if source.problems:
        raise GazetteerError(*source.problems)
    for file, records in groupby(sorted(source.records(), key=_place), key=lambda record: record.file):
        path = Path(file)
        head = takewhile(lambda line: line.startswith("#"), path.read_text(encoding="utf-8").splitlines())
        yield path, "".join(f"{line}\n" for line in (*head, *_entries(list(records))))


def _place(record: Record) -> tuple[str, str]:
    return record.file, record.text(TABLES[record.table].key) or ""


def _entries(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        mark = "- "
        for key in TABLES[record.table].keys:
            if key in record.values:
                yield from _value(f"{mark}{key}:", record.values[key])
                mark = "  "


def _value(label: str, value: Value) -> Iterator[str]:
    if isinstance(value, bool):
        yield f"{label} {str(value).lower()}"
    elif isinstance(value, float):
        yield f"{label} {value}"
    elif isinstance(value, str):
        yield f"{label} {_quoted(value)}"
    elif value and isinstance(value[0], dict):
        yield label
        for tenure in value:
            if isinstance(tenure, dict):
                yield "    - {" + ", ".join(f"{key}: {_quoted(text)}" for key, text in tenure.items()) + "}"
    else:
        yield from _list(label, [item for item in value if isinstance(item, str)])


def _list(label: str, items: Sequence[str]) -> Iterator[str]:
    line = f"{label} [{', '.join(map(_quoted, items))}]"
    if len(line) <= WIDTH:
        yield line
        return
    yield f"{label} ["
    line = "     "
    for item in items:
        part = f" {_quoted(item)},"
        if len(line + part) > WIDTH - 2:
            yield line
            line = "     "
        line += part
    yield line
    yield "    ]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> int:
    """Rewrite the files that are not in canonical form and name them."""
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    try:
        for path, text in canonical_files(load_source(directory)):
            if path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                print(f"formatted {path}")
    except GazetteerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
