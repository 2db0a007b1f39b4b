"""How a timeline is laid out: events to lanes, lanes to rows, labels where they fit.

Labels are thinned here and not by the drawing: a row is free for an event only from the end of the label before it, and
every label that found no room knows how far a reader must zoom in for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from foedera.codebook.groups import type_group
from foedera.events import Event
from foedera.pictures.measure import clean, clip, isolated, width
from foedera.pictures.records import Lanes, Names
from foedera.pictures.spans import Extent, extent
from foedera.pictures.words import label, parties_words, party_keys, type_words, weight
from foedera.types import HAPPENED

MOST_LANES = 14
MOST_ROWS = 110
"""Rows of a picture in which every event is drawn by itself."""
MOST_SINGLE = 600
"""Events drawn one by one; of more, the counts are drawn."""
LABEL_SIZE = 11
LONGEST_LABEL = 250.0
GLYPH = 7.0
"""Half the room of a symbol, in pixels."""
GAP = 9.0
REST = "other"


@dataclass(frozen=True, slots=True)
class Item:
    """One event on the axis."""

    row: int
    """Its number in the table."""
    event: Event
    extent: Extent
    hue: str
    label: str
    label_width: float


@dataclass(frozen=True, slots=True)
class Spot:
    """An item with its place: row in its lane, side of its label, and the zoom from which the label has room."""

    item: Item
    level: int
    left: bool
    zoom: float


@dataclass(frozen=True, slots=True)
class Lane:
    """Events that belong together, packed in rows."""

    name: str
    count: int
    spots: tuple[Spot, ...]
    levels: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch of time that is shown at first, in days, and the pixels it takes."""

    start: float
    end: float
    pixels: float
    first: float
    """Where all events begin: earlier than `start` where a few lie far from the rest."""
    last: float

    def x(self, day: float) -> float:
        """Return where a day lies."""
        return (day - self.start) / (self.end - self.start) * self.pixels


def items(events: Sequence[Event], names: Names, lanes: Lanes) -> list[Item]:
    """Return the events that have a date, with what is drawn of them."""
    out = []
    for row, event in enumerate(events):
        known = extent(event.when)
        if known is None:
            continue
        words = label(event, names)
        if lanes != "type":
            words = f"{type_words(event.type)}: {words}"
        words = clip(words, LONGEST_LABEL, LABEL_SIZE)
        out.append(Item(row, event, known, type_group(event.type), words, width(words, LABEL_SIZE)))
    return _up_to_now(out)


def _up_to_now(found: list[Item]) -> list[Item]:
    """Return items with those that began and have no known end reaching to the last day that is known to have passed.

    Nobody says that what began in 2015 will still be in 2029, only because something else is planned for then.
    """
    past = [item.extent.end for item in found if item.event.status in HAPPENED]
    now = max(past, default=0.0)
    return [
        replace(item, extent=replace(item.extent, end=max(now, item.extent.end), reached=True))
        if item.extent.open_end and item.event.status in HAPPENED
        else item
        for item in found
    ]


def axis_of(found: Sequence[Item], pixels: float) -> Axis:
    """Return the axis that holds all known ends but the few that would squeeze the rest, with room on both sides."""
    low, high = _span(found)
    near_low, near_high = _focus(found)
    room = max((near_high - near_low) * 0.02, 3)
    first, last = min(low, near_low) - room, max(high, near_high) + room
    return Axis(near_low - room, near_high + room, pixels, first, last)


def _span(found: Iterable[Item]) -> tuple[float, float]:
    extents = [item.extent for item in found]
    return min(known.start for known in extents), max(known.end for known in extents)


def _focus(found: Sequence[Item]) -> tuple[float, float]:
    """Return the span without up to one event in twenty at its ends, if that shows the rest half as large again."""
    starts = sorted(item.extent.start for item in found)
    ends = sorted(item.extent.end for item in found)
    low, high = starts[0], ends[-1]
    best = (low, high)
    for spared in range(1, len(found) // 20 + 1):
        spans = [(ends[early - spared - 1], starts[early]) for early in range(spared + 1)]
        end, start = min(spans, key=lambda span: span[0] - span[1])
        if end - start < (best[1] - best[0]) * 0.9:
            best = (start, end)
    return best if (best[1] - best[0]) * 1.5 < high - low else (low, high)


def outside(found: Sequence[Item], axis: Axis) -> tuple[int, int]:
    """Return how many events lie wholly before and after what is shown at first."""
    before = sum(item.extent.end < axis.start and not item.extent.endless for item in found)
    after = sum(item.extent.start > axis.end and not item.extent.open_start for item in found)
    return before, after


def by_lane(found: Sequence[Item], events: Sequence[Event], names: Names, lanes: Lanes) -> list[tuple[str, list[Item]]]:
    """Return the items of each lane, the fullest lane first, small lanes joined in a last one."""
    groups: dict[str, list[Item]] = defaultdict(list)
    series = _series_names(events) if lanes == "series" else {}
    for item in found:
        groups[_lane_name(item.event, names, lanes, series)].append(item)
    ranked = sorted(groups.items(), key=lambda group: (group[0] in _LAST, -len(group[1]), group[0]))
    if len(ranked) <= MOST_LANES:
        return ranked
    kept, rest = ranked[: MOST_LANES - 1], ranked[MOST_LANES - 1 :]
    name = f"{REST} ({len(rest)} more)"
    return [*kept, (name, [item for _, group in rest for item in group])]


_ALONE, _MANY, _NO_SERIES = "one party", "three or more parties", "no series"
_LAST = frozenset({_ALONE, _MANY, _NO_SERIES})


def _lane_name(event: Event, names: Names, lanes: Lanes, series: dict[str, str]) -> str:
    if lanes == "type":
        return type_words(event.type)
    if lanes == "pair":
        keys = party_keys(event)
        return parties_words(event, names) if len(keys) == 2 else _MANY if len(keys) > 2 else _ALONE
    return series.get(event.group or "", _own_series(event) or _NO_SERIES)


def _own_series(event: Event) -> str | None:
    value = next((value for value in event.values("field:series") if isinstance(value, str)), None)
    return isolated(clean(value)) if value else None


def _series_names(events: Sequence[Event]) -> dict[str, str]:
    """Return what each group is called: its series, or else the name that its best event has."""
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.group:
            groups[event.group].append(event)
    out = {}
    for group, members in groups.items():
        ranked = sorted(members, key=weight)
        found = [_own_series(event) for event in ranked] + [isolated(clean(event.name or "")) for event in ranked]
        out[group] = next((name for name in found if name), type_words(ranked[0].type))
    return out


def single_lanes(groups: Sequence[tuple[str, list[Item]]], axis: Axis) -> list[Lane] | None:
    """Return lanes in which every event has a place of its own; None where they are too many to read.

    As many events as possible have their label from the start, the best corroborated first.
    """
    ranked = sorted((item for _, group in groups for item in group), key=lambda item: weight(item.event))
    if len(ranked) > MOST_SINGLE:
        return None
    for share in (1.0, 0.75, 0.5, 0.35, 0.2, 0.1, 0.0):
        labelled = {item.row for item in ranked[: round(len(ranked) * share)]}
        lanes = [_packed(name, group, axis, labelled) for name, group in groups]
        if sum(lane.levels for lane in lanes) <= MOST_ROWS:
            return lanes
    return None


def _packed(name: str, group: list[Item], axis: Axis, labelled: set[int]) -> Lane:
    """Put each event on the first row that is free where it begins."""
    boxes = sorted((_box(item, axis, shown=item.row in labelled), item.row, item) for item in group)
    ends: list[float] = []
    rows: list[list[tuple[tuple[float, float, bool], Item]]] = []
    for box, _, item in boxes:
        level = next((level for level, end in enumerate(ends) if end + GAP <= box[0]), len(ends))
        if level == len(ends):
            ends.append(box[1])
            rows.append([])
        ends[level] = box[1]
        rows[level].append((box, item))
    spots = [spot for level, row in enumerate(rows) for spot in _spots(level, row, axis, labelled)]
    return Lane(name, len(group), tuple(spots), max(len(rows), 1))


def _box(item: Item, axis: Axis, *, shown: bool) -> tuple[float, float, bool]:
    """Return the pixels that an event takes, its label included if shown, and whether the label is on its left."""
    start, end = mark_ends(item.extent, axis)
    visible = max(start, 0.0)
    if not item.extent.within and end - visible - 3 * GLYPH >= item.label_width:
        return start, end, False  # the label stands in the bar
    right = (visible + GLYPH if item.extent.endless else end) + GLYPH + item.label_width
    if right <= axis.pixels:
        return start, max(end, right) if shown else end, False
    return start - item.label_width - GLYPH if shown else start, end, True


def mark_ends(known: Extent, axis: Axis) -> tuple[float, float]:
    """Return the pixels from the first to the last of an event's mark."""
    start = axis.x(known.start) - (70 if known.open_start else 0)
    end = axis.pixels if known.endless else axis.x(known.end)
    if known.point:
        middle = axis.x(known.middle)
        fade = 16 if known.about_start else 0
        return middle - GLYPH - fade, middle + GLYPH + fade
    return start - (16 if known.about_start else GLYPH), max(end, start + GLYPH) + (16 if known.about_end else 2)


def _spots(level: int, row: list[tuple[tuple[float, float, bool], Item]], axis: Axis, labelled: set[int]) -> list[Spot]:
    """Return a row's events with the zoom from which each label has room, all of them shown together."""
    out = []
    for number, ((start, end, left), item) in enumerate(row):
        zoom = 0.0
        if item.row not in labelled:
            beside = number - 1 if left else number + 1
            free, needed = inf, item.label_width + 2 * GAP
            if 0 <= beside < len(row):
                (other_start, other_end, other_left), other = row[beside]
                free = start - other_end if left else other_start - end
                if other.row not in labelled and other_left is not left:
                    needed += other.label_width + GAP
            elif not left:
                free = axis.pixels - end
            zoom = needed / max(free, 0.01)
        out.append(Spot(item, level, left, round(zoom, 2)))
    return out


def detail_lanes(groups: Sequence[tuple[str, list[Item]]], axis: Axis, levels: int) -> list[Lane]:
    """Return lanes of a fixed number of rows for readers who zoom in: the rows that are free longest come first."""
    crowd = sum(len(group) for _, group in groups)
    near = replace(axis, pixels=axis.pixels * max(1.0, crowd / 120))
    return [_fixed(name, group, near, levels, near.pixels / axis.pixels) for name, group in groups]


def _fixed(name: str, group: list[Item], near: Axis, levels: int, zoom: float) -> Lane:
    ends = [-inf] * levels
    rows: list[list[tuple[tuple[float, float, bool], Item]]] = [[] for _ in range(levels)]
    for item in sorted(group, key=lambda item: (item.extent.start, item.row)):
        box = _box(item, near, shown=False)
        level = min(
            range(levels), key=lambda level: (ends[level] > box[0], ends[level] if ends[level] > box[0] else level)
        )
        ends[level] = max(ends[level], box[1])
        rows[level].append(((box[0], box[1], False), item))
    spots = [
        replace(spot, zoom=round(max(spot.zoom, 0.01) * zoom, 2))
        for level, row in enumerate(rows)
        for spot in _spots(level, row, near, set())
    ]
    return Lane(name, len(group), tuple(spots), levels)


def top_spots(group: list[Item], axis: Axis, levels: int) -> list[Spot]:
    """Return the best corroborated events of a crowded lane that find room, each with its label, on a few rows."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(levels)]
    out = []
    for item in sorted(group, key=lambda item: weight(item.event)):
        start, end, left = _box(item, axis, shown=True)
        if item.extent.open_end or item.extent.open_start or end - start > axis.pixels * 0.4 or start < 0:
            continue
        for level, boxes in enumerate(taken):
            if all(end + GAP <= other[0] or other[1] + GAP <= start for other in boxes):
                boxes.append((start, end))
                out.append(Spot(item, level, left, 0.0))
                break
    return out


def overlapping(lane: Lane, axis: Axis) -> int:
    """Return how many labels shown from the start overlap in a lane: 0, if the layout is right."""
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for spot in lane.spots:
        box = _box(spot.item, axis, shown=spot.zoom <= 1)
        rows[spot.level].append((box[0], box[1]))
    return sum(one[1] > two[0] for row in rows.values() for one, two in pairwise(sorted(row)))
