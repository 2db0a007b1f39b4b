"""The compiled gazetteer on disk: lines that are parsed only when they are asked for.

The first line is a JSON object: what is small, and under `blocks` the name and the number of lines of each block after
it. The block `entries` has one JSON array a line, the others have `key TAB json`. So a start parses some 100 kB of
2 MB, and a report what it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import methodcaller
from typing import Any, overload

from foedera.gazetteer.entries import Entry

_TABLES = ("lexicon", "people", "surnames", "system_keys", "systems")
_ROWS = "entries"
_PAIR = methodcaller("split", "\t", 1)


class Entries(Sequence[Entry]):
    """The gazetteer's entries, each made when it is asked for."""

    def __init__(self, rows: Sequence[str | list[Any]]) -> None:
        """Take rows over as JSON text, or as the values of `Entry`."""
        self._rows = rows
        self._made: dict[int, Entry] = {}
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        found = self._made.get(index)
        if found is None:
            row = self._rows[index]
            found = self._made[index] = Entry(*(json.loads(row) if isinstance(row, str) else row))
            self._places[found.id] = index
        return found

    def place_of(self, entry: Entry) -> int:
        """Return where an entry of these stands."""
        return self._places[entry.id]


class Table(Mapping[str, Any]):
    """Values by key, each parsed when it is asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take lines `key TAB json` over."""
        self._lines: Iterable[str] = lines
        self._parsed: dict[str, Any] = {}

    @cached_property
    def texts(self) -> dict[str, Any]:
        """The values as JSON text."""
        return dict(map(_PAIR, self._lines))

    def __getitem__(self, key: str) -> Any:
        if key not in self._parsed:
            self._parsed[key] = json.loads(self.texts[key])
        return self._parsed[key]

    def __contains__(self, key: object) -> bool:
        return key in self.texts

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


def pack(compiled: Mapping[str, Any]) -> str:
    """Return the file of a compiled gazetteer, the same for the same values."""
    small = {name: value for name, value in compiled.items() if name not in {*_TABLES, _ROWS}}
    blocks, lines = [], []
    for name in (_ROWS, *_TABLES):
        value = compiled[name]
        rows = [_json(row) for row in value] if name == _ROWS else [f"{k}\t{_json(value[k])}" for k in sorted(value)]
        blocks.append([name, len(rows)])
        lines += rows
    return "\n".join([_json({**small, "blocks": blocks}), *lines, ""])


def unpack(text: str) -> dict[str, Any]:
    """Return a compiled gazetteer from its file.

    Raises:
        ValueError: It is no such file.
        KeyError: Likewise.
    """
    head, *lines = text.split("\n")
    compiled: dict[str, Any] = json.loads(head)
    at = 0
    for name, count in compiled.pop("blocks"):
        some = lines[at : at + count]
        compiled[name] = some if name == _ROWS else Table(some)
        at += count
    return compiled


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
