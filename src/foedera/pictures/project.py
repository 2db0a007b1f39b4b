"""From degrees to pixels: the world in one equal-area projection, a region in another that keeps its shape.

The formulas are those that Vega draws the outlines with, so that our points lie where its coasts are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from foedera.pictures.look import Spec

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
_WORLD_MERIDIAN = 11.0
"""Middle of the world map: no country but those at the date line is cut."""
_WORLD_SOUTH, _WORLD_NORTH = -57.0, 83.0
_REGION = 45.0
"""Degrees from the middle within which all places must lie for a map of their region."""
_LEAST = 7.0
"""Degrees that a region measures at least."""

Degrees = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class View:
    """A projection fitted to a box of pixels."""

    kind: str
    """Vega's name of the projection."""
    middle: Degrees
    scale: float
    x: float
    y: float

    def pixels(self, point: Degrees) -> tuple[float, float]:
        """Return where a point lies."""
        right, up = _RAW[self.kind](point, self.middle)
        return self.x + self.scale * right, self.y - self.scale * up

    @property
    def spec(self) -> Spec:
        """The rotation and kind in Vega's words."""
        return {"type": self.kind, "rotate": [-self.middle[0], -self.middle[1], 0]}


def view_of(points: Sequence[Degrees], width: float, height: float) -> View:
    """Return the view that holds all points: their region if they lie close together, else the world."""
    region = _region(points)
    if region is None or not points:
        middle = (_WORLD_MERIDIAN, 0.0)
        corners = [(-179.99 + _WORLD_MERIDIAN, 0.0), (179.99 + _WORLD_MERIDIAN, 0.0), (_WORLD_MERIDIAN, _WORLD_NORTH)]
        south = min([_WORLD_SOUTH, *(lat - 3 for _, lat in points)])
        return _fitted("equalEarth", middle, [*corners, (_WORLD_MERIDIAN, max(south, -89.0))], (width, height), 1.0)
    spread = max(_angle(region, point) for point in points)
    pad = max(_LEAST - spread, 0.0)
    around = [(region[0], max(-89.0, min(89.0, region[1] + side * pad))) for side in (-1, 1)] if pad else []
    return _fitted("azimuthalEqualArea", region, [*points, *around], (width, height), 1.25)


def _fitted(kind: str, middle: Degrees, points: Sequence[Degrees], box: tuple[float, float], room: float) -> View:
    raw = [_RAW[kind](point, middle) for point in points]
    left, right = min(x for x, _ in raw), max(x for x, _ in raw)
    low, high = min(y for _, y in raw), max(y for _, y in raw)
    width, height = box
    scale = min(width / max((right - left) * room, 1e-6), height / max((high - low) * room, 1e-6))
    return View(kind, middle, scale, width / 2 - scale * (left + right) / 2, height / 2 + scale * (low + high) / 2)


def _region(points: Sequence[Degrees]) -> Degrees | None:
    """Return the middle of points that lie in one region: halfway between the two that are farthest apart."""
    if not points:
        return None
    far = max(points, key=lambda point: (_angle(points[0], point), point))
    farthest = max(points, key=lambda point: (_angle(far, point), point))
    x, y, z = (a + b for a, b in zip(_vector(far), _vector(farthest), strict=True))
    if hypot(x, y, z) < 1e-6:
        return None
    middle = (degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y))))
    return middle if all(_angle(middle, point) <= _REGION for point in points) else None


def _vector(point: Degrees) -> tuple[float, float, float]:
    east, north = radians(point[0]), radians(point[1])
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _angle(one: Degrees, two: Degrees) -> float:
    """Return the degrees between two points on the globe."""
    (a1, b1), (a2, b2) = one, two
    half = sin(radians(b2 - b1) / 2) ** 2 + cos(radians(b1)) * cos(radians(b2)) * sin(radians(a2 - a1) / 2) ** 2
    return degrees(2 * asin(sqrt(min(1.0, half))))


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def _equal_earth(point: Degrees, middle: Degrees) -> tuple[float, float]:
    turn = asin(_M * sin(radians(point[1])))
    square = turn * turn
    sixth = square**3
    right = radians(_turned(point[0] - middle[0])) * cos(turn)
    right /= _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
    return right, turn * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def _azimuthal(point: Degrees, middle: Degrees) -> tuple[float, float]:
    east, north, base = radians(point[0] - middle[0]), radians(point[1]), radians(middle[1])
    toward = sin(base) * sin(north) + cos(base) * cos(north) * cos(east)
    stretch = sqrt(2 / max(1 + toward, 1e-9))
    up = cos(base) * sin(north) - sin(base) * cos(north) * cos(east)
    return stretch * cos(north) * sin(east), stretch * up


_RAW = {"equalEarth": _equal_earth, "azimuthalEqualArea": _azimuthal}
