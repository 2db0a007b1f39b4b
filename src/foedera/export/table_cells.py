"""The cells of one row as the cells of one claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from foedera.codebook import ClaimType
from foedera.export import table_values as values
from foedera.export.mapping import TableMapping, Target, find_target
from foedera.export.table_text import RowText
from foedera.export.table_values import Unread
from foedera.text.numbers import parse_ordinal
from foedera.types import Actor, ActorKind, Cell, CellValue, Place, Span

ActorOf: TypeAlias = Callable[[str, str | None], Actor | None]
"""Who a name means on a day (EDTF, or None); None where nobody is known by it."""
PlaceOf: TypeAlias = Callable[[str, str | None], Place | None]
"""Which place a name means, in a country where one is known."""

_CODE = re.compile(r"[A-Z]{3}")
_NOTHING = frozenset({"-", "–", "—", "n/a", "?", ".", "/"})
"""Cells that say nothing in any register."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One value of one cell as it stands in the text."""

    printed: str
    text: str
    """What it means by the mapping's list."""
    span: Span
    target: Target
    field: str


@dataclass(slots=True)
class Found:
    """What a row says."""

    cells: tuple[Cell, ...] = ()
    undisclosed: tuple[str, ...] = ()
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Code and reason."""


class CellReader:
    """Reads rows by a mapping."""

    def __init__(
        self,
        mapping: TableMapping,
        actor_of: ActorOf,
        place_of: PlaceOf,
        countries: Mapping[str, str],
        *,
        stored: bool,
    ) -> None:
        """Take what is needed to know actors and places.

        Args:
            stored: Whether the file keeps numbers as numbers (a workbook), whatever the register's decimal sign.
        """
        self._mapping, self._actor_of, self._place_of = mapping, actor_of, place_of
        self._countries, self._stored = countries, stored

    def read(self, row: RowText, kind: ClaimType) -> Found:
        """Return the cells of a row's claim, and what could not be read."""
        found = Found()
        parts = list(self._parts(row, kind, found))
        when = self._when(parts, found)
        day = str(when[0].value) if when else None
        cells = when + self._where(parts, found, day)
        for part in parts:
            if part.field.startswith(("when", "where")):
                continue
            if part.field == "undisclosed":
                found.undisclosed += (part.text,)
                continue
            try:
                value = self._value(part, kind, day)
            except Unread as reason:
                found.problems.append(("I304", f"{part.target.to}: {reason}; the cell is left out."))
                continue
            cells.append(Cell(part.field, value, part.printed, part.span, 1.0))
        order = {name: place for place, name in enumerate(("role", "said_by", "name", "when", "where"))}
        cells.sort(key=lambda cell: order.get(cell.field.partition(":")[0], 9))
        found.cells = tuple(dict.fromkeys(cells))
        return found

    def _parts(self, row: RowText, kind: ClaimType, found: Found) -> Iterator[_Part]:
        """Yield the values of the row, those of constants too: they are said by the row as a whole."""
        for text, target in self._mapping.constants:
            if name := find_target(target.to, kind):
                yield _Part("", text, Span(row.start, row.end), target, name)
        for column, target in self._mapping.columns:
            said = row.cell(column)
            if said is None or self._is_empty(said[0]):
                continue
            name = find_target(target.to, kind)
            if name is None:
                found.problems.append(("I305", f"{column}: `{kind.id}` has no `{target.to}`; the cell is left out."))
                continue
            for printed, start in _split(*said, target.split):
                meaning = target.meaning(printed)
                if meaning and not self._is_empty(printed):
                    yield _Part(printed, meaning, Span(start, start + len(printed)), target, name)

    def _is_empty(self, text: str) -> bool:
        return text.casefold() in self._mapping.empty or text in _NOTHING

    def _when(self, parts: list[_Part], found: Found) -> list[Cell]:
        """Return the time of the row: a date, or the start and the end."""
        dates: dict[str, tuple[str, _Part]] = {}
        for part in parts:
            if not part.field.startswith("when"):
                continue
            try:
                dates.setdefault(part.field, (values.read_date(part.text, part.target), part))
            except Unread as reason:
                found.problems.append(("I304", f"{part.target.to}: {reason}; the cell is left out."))
        start, end = dates.get("when.start") or dates.get("when"), dates.get("when.end")
        if start is None and end is None:
            return []
        try:
            value = values.join_dates(start[0] if start else None, end[0] if end else None)
        except Unread as reason:
            found.problems.append(("I304", f"when: {reason}; the start is taken."))
            value = start[0] if start else None
        if start is None and value and "/" not in value:
            value = f"../{value}"  # only the end is known
        part = (start or end or ("", parts[0]))[1]
        return [Cell("when", value, part.printed, part.span, 1.0)] if value else []

    def _where(self, parts: list[_Part], found: Found, day: str | None) -> list[Cell]:
        """Return the places of the row; coordinates and country of their own columns belong to its one place."""
        places = [part for part in parts if part.field == "where"]
        country = self._country(next((part for part in parts if part.field == "where.country"), None), found, day)
        lat = self._degrees(parts, "where.lat", 90, found)
        lon = self._degrees(parts, "where.lon", 180, found)
        if not places:
            return self._unnamed_place(parts, country, lat, lon)
        cells = []
        for part in places:
            own = part.target.country or country
            place = self._place_of(part.text, own)
            place = replace(place, name=part.text) if place else Place(part.text, own)
            if lat is not None and lon is not None and len(places) == 1:
                place = replace(place, country=own or place.country, lat=lat, lon=lon)
            cells.append(Cell("where", place, part.printed, part.span, 1.0))
        return cells

    def _unnamed_place(
        self, parts: list[_Part], country: str | None, lat: float | None, lon: float | None
    ) -> list[Cell]:
        """Return the place of a row that names only a country, or only coordinates."""
        part = next((part for part in parts if part.field.startswith("where.")), None)
        if part is None or (country is None and (lat is None or lon is None)):
            return []
        if lat is not None and lon is not None:
            place = Place(f"{lat}, {lon}", country, lat, lon)
        else:
            name = self._countries.get(country or "", part.text)
            place = self._place_of(name, country) or Place(name, country)
        return [Cell("where", place, part.printed, part.span, 1.0)]

    def _country(self, part: _Part | None, found: Found, day: str | None) -> str | None:
        if part is None:
            return None
        actor = self._known(part.text, day)
        if actor is None or actor.country is None:
            found.problems.append(("I304", f"where.country: no country is known as `{part.text}`; it is left out."))
            return None
        return actor.country

    def _degrees(self, parts: list[_Part], name: str, limit: int, found: Found) -> float | None:
        part = next((part for part in parts if part.field == name), None)
        if part is None:
            return None
        try:
            return values.read_degrees(part.text, limit)
        except Unread as reason:
            found.problems.append(("I304", f"{name}: {reason}; the cell is left out."))
            return None

    def _value(self, part: _Part, kind: ClaimType, day: str | None) -> CellValue:
        """Return the value of a role, a name or a field."""
        if part.field == "name":
            return part.text
        own = kind.field(part.field.removeprefix("field:")) if part.field.startswith("field:") else None
        if own is None or own.kind == "actor":
            return self._actor(part, day)
        if own.kind in ("number", "numbers"):
            # An edition is which one of its kind, not how many.
            ordinal = parse_ordinal(part.text) if own.label == "edition" else None
            quantity = values.read_number(str(ordinal or part.text), part.target, stored=self._stored)
            return int(quantity.n) if own.label == "edition" else quantity
        if own.kind == "flag":
            return values.read_flag(part.text)
        if own.kind == "time":
            return values.read_date(part.text, part.target)
        if own.kind in ("enumeration", "enumerations"):
            return values.read_word(part.text, kind, own.name)
        return part.text

    def _actor(self, part: _Part, day: str | None) -> Actor:
        """Return who a cell names; what the mapping says of its column helps where the gazetteer does not know.

        Raises:
            Unread: Nobody is known by the name, and the mapping does not say what it is.
        """
        actor, wanted = self._known(part.text, day), cast("ActorKind | None", part.target.kind)
        if actor and wanted in (None, actor.kind):
            return actor
        if wanted == "state":
            raise Unread(f"no state is known as `{part.text}`; say which it is with `values`")
        if wanted is None:
            raise Unread(f"nobody is known as `{part.text}`; say who it is with `values`, or what with `kind`")
        return Actor(part.text, wanted, part.target.country or (actor.country if actor else None))

    def _known(self, text: str, day: str | None) -> Actor | None:
        """Return who a name or a country code means."""
        if _CODE.fullmatch(text) and text in self._countries:
            return Actor(self._countries[text], "state", text)
        return self._actor_of(text, day)


def _sign(sign: str) -> str:
    """Return the pattern of a sign; a word (`and`) is one only by itself, not inside `Finland`."""
    return rf"(?<!\w){re.escape(sign)}(?!\w)" if sign.isalpha() else re.escape(sign)


def _split(text: str, start: int, signs: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Yield the values of a cell, without blanks around them, and where each begins."""
    at = 0
    pattern = re.compile("|".join(map(_sign, sorted(signs, key=len, reverse=True)))) if signs else None
    ends = [(found.start(), found.end()) for found in pattern.finditer(text)] if pattern else []
    for stop, after in (*ends, (len(text), len(text))):
        part = text[at:stop]
        if part.strip():
            yield part.strip(), start + at + len(part) - len(part.lstrip())
        at = after
