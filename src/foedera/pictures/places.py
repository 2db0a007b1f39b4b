"""Where events lie: places joined where they would hide each other, and labels where they fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

from foedera.events import Event
from foedera.pictures.measure import clean, clip, isolated, width
from foedera.pictures.project import Degrees, View
from foedera.pictures.records import Names, WholeOf
from foedera.pictures.words import label
from foedera.types import HAPPENED, Place

LABEL_SIZE = 11
LONGEST_LABEL = 210.0
SMALLEST, LARGEST = 4.5, 25.0
"""Radius of a disc, in pixels."""
DISC = 8.0
"""Least radius of the disc for a mere country, so that its hatching shows."""
JOINED = 11.0
"""Places nearer to each other than so many pixels are drawn as one."""
FEW = 30
"""Up to so many places, a single event is named beside its place."""


@dataclass(frozen=True, slots=True)
class Site:
    """One place, or one country, sea or continent for what is only said to be in it."""

    name: str
    at: Degrees
    exact: bool
    rows: tuple[int, ...]
    """Numbers of the events in the table."""
    happened: bool
    """Whether at least one of them has happened."""
    words: str
    """The label."""
    near: int = 0
    """Further places that it stands for."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A site as it is drawn at one zoom, with its label's place if there is room."""

    site: Site
    x: float
    y: float
    radius: float
    label: str
    label_x: float = 0.0
    label_y: float = 0.0
    align: str = "left"


def sites_of(
    events: Sequence[Event], names: Names, middles: Mapping[str, Degrees], whole: WholeOf
) -> tuple[list[Site], int]:
    """Return the sites, the fullest first, and how many events have none.

    Args:
        whole: Tells a place that is a whole country, whose coordinates are but a point in it.
    """
    rows: dict[tuple[bool, Degrees], list[int]] = defaultdict(list)
    words: dict[tuple[bool, Degrees], Counter[str]] = defaultdict(Counter)
    lost = 0
    for row, event in enumerate(events):
        found = dict(_located(event.where, names, middles, whole))
        lost += not found
        for key, name in found.items():
            rows[key].append(row)
            words[key][name] += 1
    sites = [_site(key, rows[key], words[key], events, names, few=len(rows) <= FEW) for key in rows]
    return sorted(sites, key=lambda site: (-len(site.rows), site.name, site.at)), lost


def _located(
    where: Sequence[Place], names: Names, middles: Mapping[str, Degrees], whole: WholeOf
) -> Iterator[tuple[tuple[bool, Degrees], str]]:
    """Return each place with coordinates, and each country of which no such place is known.

    What lies in no country is a sea, a continent or a region of many states: its coordinates are but its middle.
    """
    exact, vague = set(), []
    for place in where:
        known = place.lat is not None and place.lon is not None and abs(place.lat) <= 90 and abs(place.lon) <= 360
        if not known or (place.country in middles and _is_whole(place, names, whole)):
            vague.append(place)
            continue
        assert place.lat is not None
        assert place.lon is not None
        exact.add(place.country)
        closer = place.country is not None
        yield (closer, (round(place.lon, 2), round(place.lat, 2))), isolated(clean(place.name) or "?")
    for place in vague:
        if place.country and place.country in middles and place.country not in exact:
            yield (False, middles[place.country]), isolated(clean(names.get(place.country, place.country)))


def _is_whole(place: Place, names: Names, whole: WholeOf) -> bool:
    """Tell whether a place is no closer than its country."""
    named = clean(names.get(place.country or "", "")).casefold()
    return (bool(named) and clean(place.name).casefold() == named) or whole(place)


def _site(
    key: tuple[bool, Degrees], rows: list[int], words: Counter[str], events: Sequence[Event], names: Names, *, few: bool
) -> Site:
    name = min(words, key=lambda word: (-words[word], word))
    happened = any(events[row].status in HAPPENED for row in rows)
    single = f"{name}: {label(events[rows[0]], names)}" if few and len(rows) == 1 else name
    return Site(name, key[1], key[0], tuple(rows), happened, single)


def radius_factor(counts: Sequence[int]) -> float:
    """Return the radius of one event: areas are as the counts, and the largest has a bound."""
    return min(SMALLEST, LARGEST / sqrt(max(counts, default=1)))


def radius(count: int, factor: float, *, exact: bool) -> float:
    """Return the radius of a disc for a number of events."""
    return max(factor * sqrt(count), SMALLEST if exact else DISC)


def discs_at(
    sites: Sequence[Site], view: View, zoom: float, box: tuple[float, float], factor: float | None = None
) -> list[Disc]:
    """Return what is drawn at one zoom: sites that hide each other joined, the fullest labelled first.

    Positions are those of zoom 1: a drawing multiplies them. Distances count as the reader sees them.

    Args:
        factor: Radius of one event, where several zooms are to have the same.
    """
    joined: list[tuple[Site, float, float]] = []
    for site in sites:
        x, y = view.pixels(site.at)
        near = next((n for n, other in enumerate(joined) if _hides(other, site, x, y, zoom)), None)
        if near is None:
            joined.append((site, x, y))
        else:
            joined[near] = (_with(joined[near][0], site), *joined[near][1:])
    joined.sort(key=lambda place: (-len(place[0].rows), place[0].name))
    unit = factor or radius_factor([len(site.rows) for site, _, _ in joined])
    discs = [Disc(site, x, y, radius(len(site.rows), unit, exact=site.exact), site.words) for site, x, y in joined]
    return _labelled(discs, zoom, box)


def _hides(place: tuple[Site, float, float], site: Site, x: float, y: float, zoom: float) -> bool:
    other, other_x, other_y = place
    return other.exact == site.exact and hypot(other_x - x, other_y - y) * zoom < JOINED


def _with(first: Site, other: Site) -> Site:
    """Return a site that stands for one more."""
    rows = tuple(dict.fromkeys((*first.rows, *other.rows)))
    near = first.near + 1
    return replace(
        first,
        rows=rows,
        happened=first.happened or other.happened,
        near=near,
        words=f"{first.name} + {near} near",
    )


def _labelled(discs: list[Disc], zoom: float, box: tuple[float, float]) -> list[Disc]:
    taken = [
        (
            disc.x * zoom - disc.radius,
            disc.y * zoom - disc.radius,
            disc.x * zoom + disc.radius,
            disc.y * zoom + disc.radius,
        )
        for disc in discs
    ]
    out = []
    for number, disc in enumerate(discs):
        words = clip(disc.label, LONGEST_LABEL, LABEL_SIZE)
        wide = width(words, LABEL_SIZE)
        for x, y, align in _sides(disc, zoom):
            left = x - (wide if align == "right" else wide / 2 if align == "center" else 0)
            area = (left - 2, y - 7, left + wide + 2, y + 7)
            inside = area[0] >= 0 and area[1] >= 0 and area[2] <= box[0] * zoom and area[3] <= box[1] * zoom
            if inside and not any(_meet(area, other) for n, other in enumerate(taken) if n != number):
                taken.append(area)
                out.append(
                    Disc(disc.site, disc.x, disc.y, disc.radius, words, x - disc.x * zoom, y - disc.y * zoom, align)
                )
                break
        else:
            out.append(Disc(disc.site, disc.x, disc.y, disc.radius, ""))
    return out


def _sides(disc: Disc, zoom: float) -> list[tuple[float, float, str]]:
    x, y, off = disc.x * zoom, disc.y * zoom, disc.radius + 4
    return [
        (x + off, y, "left"),
        (x - off, y, "right"),
        (x, y - off - 6, "center"),
        (x, y + off + 6, "center"),
        (x + off * 0.7, y - off * 0.7 - 4, "left"),
        (x + off * 0.7, y + off * 0.7 + 4, "left"),
    ]


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
