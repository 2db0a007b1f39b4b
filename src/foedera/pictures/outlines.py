"""Outlines of countries: the asset that `scripts/build_outlines.py` builds from Natural Earth."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent.parent / "assets" / "outlines.json"


@cache
def load_outlines() -> dict[str, Any]:
    """Return the outlines as TopoJSON; countries have their ISO alpha-3 code as id."""
    topology: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return topology


@cache
def load_middles() -> dict[str, tuple[float, float]]:
    """Return longitude and latitude, by code, of the point that stands for "somewhere in" a country."""
    geometries = load_outlines()["objects"]["countries"]["geometries"]
    return {
        shape["id"]: (shape["properties"]["at"][0], shape["properties"]["at"][1])
        for shape in geometries
        if "id" in shape
    }
