"""Places of the world: a sorted table searched in the file's bytes, so that loading parses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foedera.gazetteer.fold import key
from foedera.types import Place


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place under one of its names."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    rank: int
    """Importance: the higher wins where nothing else decides."""


class PlaceTable:
    """Finds places by folded name.

    Each line is `key TAB name TAB country TAB lat TAB lon TAB kind TAB rank`; lines stand in byte order.
    """

    def __init__(self, path: Path) -> None:
        """Read the table; missing files are an error of the installation, not an empty table."""
        self._data = path.read_bytes()

    def rows(self, name: str) -> list[PlaceRow]:
        """Return the places with a name, the most important first."""
        wanted = key(name).encode() + b"\t"
        position = self._first_at_least(wanted)
        found = []
        while self._data.startswith(wanted, position):
            end = self._data.index(b"\n", position)
            found.append(_row(self._data[position:end].decode()))
            position = end + 1
        return sorted(found, key=lambda row: -row.rank)

    def _first_at_least(self, wanted: bytes) -> int:
        data = self._data
        low, high = 0, len(data)
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.index(b"\n", middle) + 1
            if data[middle:end] < wanted:
                low = end
            else:
                high = middle
        return low


def _row(line: str) -> PlaceRow:
    _, name, country, lat, lon, kind, rank = line.split("\t")
    return PlaceRow(name, country or None, float(lat) if lat else None, float(lon) if lon else None, kind, int(rank))


def to_place(row: PlaceRow, printed: str) -> Place:
    """Return the shared record of a place under the name that was printed."""
    return Place(printed, row.country, row.lat, row.lon)
