"""Where the nodes of a network lie: forces that always start from the same place, then labels pushed apart."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

Box = tuple[float, float]
"""Half the width and half the height of what a node takes, its label included."""

_TURN = pi * (3 - sqrt(5))
"""The golden angle: points on a spiral that never line up."""
_ROUNDS = 400
_PUSHES = 200


def places(count: int, edges: Sequence[tuple[int, int, float]], boxes: Sequence[Box], size: Box) -> list[Box]:
    """Return x and y of each node within a box of pixels; the same input gives the same places.

    Args:
        edges: Numbers of two nodes and the strength of what draws them together.
        boxes: What each node takes.
        size: Width and height of the whole.
    """
    import numpy as np  # noqa: PLC0415 - only networks need it

    number = np.arange(count)
    radius = np.sqrt((number + 0.5) / max(count, 1)) * 0.5
    at = np.stack([radius * np.cos(number * _TURN), radius * np.sin(number * _TURN)], axis=1)
    pull = np.zeros((count, count))
    for left, right, strength in edges:
        pull[left, right] = pull[right, left] = np.log1p(strength)
    ideal = 0.8 / sqrt(max(count, 1))
    for turn in range(_ROUNDS if count > 1 else 0):
        apart = at[:, None, :] - at[None, :, :]
        far = np.sqrt((apart**2).sum(axis=2)) + 1e-4
        push = ideal**2 / far**2 - pull * far / ideal * 0.35
        np.fill_diagonal(push, 0)
        move = (apart * push[:, :, None] / 1.0).sum(axis=1) - at * 0.9 * ideal
        length = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        at += move / length * np.minimum(length, 0.06 * (1 - turn / _ROUNDS) + 0.0005)
    return _apart(_fitted(at.tolist(), boxes, size), boxes, size)


def _fitted(at: Sequence[Sequence[float]], boxes: Sequence[Box], size: Box) -> list[Box]:
    """Spread the places over the box, a small network over less of it.

    Half of a place is where the forces put it, half its rank among the others: a node that nothing holds cannot press
    the rest together.
    """
    fill = min(1.0, 0.35 + len(at) * 0.04)
    spread = []
    for axis in (0, 1):
        ordered = sorted(place[axis] for place in at)
        few = len(at) // 12
        low, high = ordered[few], ordered[-1 - few]
        span = high - low
        values = [place[axis] for place in at]
        rank = {
            number: share
            for share, number in enumerate(sorted(range(len(at)), key=lambda number: (values[number], number)))
        }
        last = max(len(at) - 1, 1)
        inner = [min(max((value - low) / span, 0.0), 1.0) if span > 1e-6 else 0.5 for value in values]
        shares = [inner[n] * 0.5 + rank[n] / last * 0.5 for n in range(len(at))]
        rooms = [size[axis] * fill - 2 * box[axis] for box in boxes]
        spread.append([size[axis] / 2 + (share - 0.5) * room for share, room in zip(shares, rooms, strict=True)])
    return list(zip(*spread, strict=True))


def _apart(at: list[Box], boxes: Sequence[Box], size: Box) -> list[Box]:
    """Push overlapping nodes apart along the shorter way, and all of them back into the box."""
    places = [list(place) for place in at]
    for _ in range(_PUSHES):
        moved = False
        for one in range(len(places)):
            for two in range(one):
                moved |= _push(places[one], places[two], boxes[one], boxes[two])
        for place, box in zip(places, boxes, strict=True):
            for axis in (0, 1):
                place[axis] = min(max(place[axis], box[axis]), size[axis] - box[axis])
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in places]


def _push(one: list[float], two: list[float], box: Box, other: Box) -> bool:
    over = [box[axis] + other[axis] + 3 - abs(one[axis] - two[axis]) for axis in (0, 1)]
    if over[0] <= 0 or over[1] <= 0:
        return False
    axis = 0 if over[0] < over[1] else 1
    step = over[axis] / 2 * (1 if one[axis] >= two[axis] else -1)
    one[axis] += step
    two[axis] -= step
    return True
