"""Build the gazetteer's assets from data/gazetteer and GeoNames: `python scripts/build_assets.py`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from foedera.errors import GazetteerError
from foedera.gazetteer.compile import compile_source
from foedera.gazetteer.source import load_source

ROOT = Path(__file__).resolve().parent.parent


def build(assets: Path) -> None:
    """Write the assets into a directory."""
    compiled = compile_source(load_source(ROOT / "data" / "gazetteer"))
    text = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (assets / "gazetteer.json").write_text(text + "\n", encoding="utf-8")
    places = assets / "places.tsv"
    if not places.exists():
        places.write_text("", encoding="utf-8")


def main() -> int:
    """Build into the package; print every fault of the data files."""
    try:
        build(ROOT / "src" / "foedera" / "assets")
    except GazetteerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
