"""The map as a Vega spec: land and borders, tinted parties, discs, labels, and how to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedera.pictures.frame import MARGIN, Key, Plot, rect, symbol
from foedera.pictures.look import HATCHED, Datum, Spec, ink
from foedera.pictures.moving import moving_signals
from foedera.pictures.outlines import load_outlines
from foedera.pictures.places import LABEL_SIZE, Disc, radius, radius_factor
from foedera.pictures.project import View

WIDTH, HEIGHT = 1050.0, 520.0
_TINTS = ("tint1", "tint2", "tint3")
_X, _Y = "(off[0] + datum.x * zoom)", "(off[1] + datum.y * zoom)"
_LARGEST_KEY = 11.0
_NUMBER = (18.0, 12.0)
"""Width and height of the number on a disc, in pixels."""
_SEEN = "zoom >= datum.from && zoom < datum.to"


def map_plot(
    view: View, levels: Sequence[tuple[float, list[Disc]]], parties: Mapping[str, int], *, notes: Sequence[str]
) -> Plot:
    """Return the plot; with more than one level of zoom it can be moved."""
    live = len(levels) > 1
    steps = [1, *_steps(parties), max(parties.values(), default=1) + 1]
    tints = [{"id": code, "tint": _tint(number, steps)} for code, number in sorted(parties.items())]
    values = [datum for number in range(len(levels)) for datum in _data(levels, number)]
    looked_up = {
        "type": "lookup",
        "from": "tints",
        "key": "id",
        "fields": ["id"],
        "values": ["tint"],
        "default": "land",
    }
    projection = {
        "name": "earth",
        **view.spec,
        "scale": {"signal": f"{view.scale} * zoom"},
        "translate": {"signal": f"[off[0] + {view.x} * zoom, off[1] + {view.y} * zoom]"},
        "clipExtent": [[-20, -20], [WIDTH + 20, HEIGHT + 20]],
    }
    outlines = {"values": load_outlines(), "format": {"type": "topojson", "feature": "countries"}}
    return Plot(
        WIDTH,
        HEIGHT,
        [_box()],
        signals=moving_signals(MARGIN, WIDTH, HEIGHT, 64) if live else moving_signals(MARGIN, WIDTH, HEIGHT, 0),
        data=[
            {"name": "tints", "values": tints},
            {"name": "countries", **outlines, "transform": [looked_up]},
            {"name": "sites", "values": values},
            {"name": "shown", "source": "sites", "transform": [{"type": "filter", "expr": _SEEN}]},
        ],
        projections=[projection],
        keys=_keys(levels[0][1], steps if parties else []),
        notes=notes,
    )


def _steps(parties: Mapping[str, int]) -> list[int]:
    """Return from which counts on a tint is darker; counts of states differ by orders, so the steps grow."""
    most = max(parties.values(), default=1)
    return sorted({step for step in (round(most ** (1 / 3)) + 1, round(most ** (2 / 3)) + 1) if 1 < step <= most})


def _tint(number: int, steps: Sequence[int]) -> str:
    return _TINTS[sum(number >= step for step in steps[1:-1])]


def _data(levels: Sequence[tuple[float, list[Disc]]], number: int) -> list[Datum]:
    zoom, discs = levels[number]
    counted = _counted(discs, zoom)
    begin = zoom if number else 0
    end = levels[number + 1][0] if number + 1 < len(levels) else 1e6
    return [
        {
            "rows": list(disc.site.rows),
            "head": _head(disc),
            "x": round(disc.x, 2),
            "y": round(disc.y, 2),
            "r": round(disc.radius, 2),
            "n": f"{len(disc.site.rows):,}" if place in counted else "",
            "exact": disc.site.exact,
            "done": disc.site.happened,
            "t": disc.label,
            "lx": round(disc.label_x, 1),
            "ly": round(disc.label_y, 1),
            "al": disc.align,
            "from": begin,
            "to": end,
        }
        for place, disc in enumerate(discs)
    ]


def _counted(discs: Sequence[Disc], zoom: float) -> set[int]:
    """Return the discs that have their number of events on them: no number stands on another one."""
    taken: list[tuple[float, float]] = []
    found = set()
    for place, disc in enumerate(discs):  # the fullest first
        x, y = disc.x * zoom, disc.y * zoom
        free = all(abs(x - left) >= _NUMBER[0] or abs(y - top) >= _NUMBER[1] for left, top in taken)
        if len(disc.site.rows) > 1 and disc.radius >= 8 and free:
            found.add(place)
            taken.append((x, y))
    return found


def _head(disc: Disc) -> str:
    site = disc.site
    place = site.name if site.exact else f"somewhere in {site.name}"
    near = f" and {site.near} more near it" if site.near else ""
    number = len(disc.site.rows)
    return f"{place}{near}: {number:,} event{'' if number == 1 else 's'}"


def _box() -> Spec:
    land = {
        "fill": {"scale": "paint", "field": "tint"},
        "stroke": ink("border"),
        "strokeWidth": {"value": 0.6},
    }
    countries = {
        "type": "shape",
        "name": "land",
        "interactive": False,
        "aria": False,
        "from": {"data": "countries"},
        "encode": {"update": land},
        "transform": [{"type": "geoshape", "projection": "earth"}],
    }
    box = {"x": {"value": 0}, "y": {"value": 0}, "width": {"value": WIDTH}, "height": {"value": HEIGHT}}
    return {
        "type": "group",
        "name": "plot",
        "encode": {"update": box | {"fill": ink("sea"), "clip": {"value": True}}},
        "marks": [countries, _discs(), _numbers(), _labels()],
    }


def _discs() -> Spec:
    fill = [
        {"test": "!datum.exact", "value": "transparent"},
        {"test": "datum.done", "signal": "c_blue"},
        {"signal": "c_paper"},
    ]
    encode = {
        "x": {"signal": _X},
        "y": {"signal": _Y},
        "shape": {"signal": f"datum.exact ? 'circle' : {HATCHED!r}"},
        # a circle's size is its area's square in pixels; a shape of our own fills the square
        "size": {"signal": "datum.r * datum.r * 4"},
        "fill": fill,
        "fillOpacity": {"value": 0.75},
        "stroke": [{"test": "datum.exact && datum.done", "signal": "c_paper"}, {"signal": "c_blue"}],
        "strokeWidth": [{"test": "datum.exact", "value": 1.4}, {"value": 1.2}],
        "strokeDash": [{"test": "datum.done", "value": []}, {"value": [3, 2]}],
        "tooltip": {"signal": "datum"},
        "href": {"field": "href"},
        "cursor": {"value": "pointer"},
    }
    return {"type": "symbol", "name": "site", "from": {"data": "shown"}, "encode": {"update": encode}}


def _numbers() -> Spec:
    outlined: list[Spec] = [{"test": "datum.exact && datum.done", "value": 0}, {"value": 3}]
    encode = {
        "x": {"signal": _X},
        "y": {"signal": _Y},
        "text": {"field": "n"},
        "align": {"value": "center"},
        "baseline": {"value": "middle"},
        "fontSize": {"signal": "datum.r > 14 ? 12 : 10"},
        "fontWeight": {"value": "bold"},
        "fill": [{"test": "datum.exact && datum.done", "signal": "c_paper"}, {"signal": "c_ink"}],
    }
    return _haloed("number", encode, outlined)


def _labels() -> Spec:
    encode = {
        "x": {"signal": f"{_X} + datum.lx"},
        "y": {"signal": f"{_Y} + datum.ly"},
        "text": {"field": "t"},
        "align": {"field": "al"},
        "baseline": {"value": "middle"},
        "fontSize": {"value": LABEL_SIZE},
        "fill": ink("ink"),
    }
    return _haloed("label", encode, [{"value": 3}])


def _haloed(name: str, encode: Spec, widths: list[Spec]) -> Spec:
    """Return text with an edge of paper around it: first the edge, then the letters on it."""
    edge = {**encode, "stroke": ink("paper"), "strokeWidth": widths, "strokeJoin": {"value": "round"}}
    marks = [("edge", edge | {"strokeOpacity": {"value": 0.8}}), ("text", encode)]
    parts = [
        {
            "type": "text",
            "name": f"{name}-{part}",
            "interactive": False,
            "from": {"data": "shown"},
            "encode": {"update": code},
        }
        for part, code in marks
    ]
    return {"type": "group", "interactive": False, "marks": parts}


def _keys(discs: Sequence[Disc], steps: Sequence[int]) -> list[Key]:
    sites = [disc.site for disc in discs]
    blue = {"fill": ink("blue"), "stroke": ink("paper")}
    keys = []
    if any(site.exact and site.happened for site in sites):
        keys.append(Key("place", (symbol(17, 0, "circle", 12, **blue),)))
    if any(not site.exact for site in sites):
        hatched = symbol(17, 0, HATCHED, 18, stroke=ink("blue"), strokeWidth={"value": 1.2})
        keys.append(Key("somewhere in the country or area", (hatched,)))
    if any(not site.happened for site in sites):
        dashed = {"stroke": ink("blue"), "strokeDash": {"value": [3, 2]}, "strokeWidth": {"value": 1.4}}
        keys.append(
            Key(
                "nothing there has happened yet, or at all", (symbol(17, 0, "circle", 12, fill=ink("paper"), **dashed),)
            )
        )
    keys += _size_keys([len(site.rows) for site in sites], exact=any(site.exact for site in sites))
    for tint, low, high in zip(_TINTS, steps, steps[1:], strict=False):
        words = f"{low:,}" if low + 1 == high else f"{low:,}–{high - 1:,}"
        noun = "event" if high == 2 else "events"
        box = rect(8, -7, 18, 14, ink(tint), stroke=ink("border"), strokeWidth={"value": 0.6})
        keys.append(Key(f"party to {words} {noun}", (box,)))
    return keys


def _size_keys(counts: Sequence[int], *, exact: bool) -> list[Key]:
    """Return discs for numbers of events; the largest that a line of the legend holds is the last."""
    most, factor = max(counts), radius_factor(counts)
    if most == 1:
        return []
    largest = min(most, int((_LARGEST_KEY / factor) ** 2))
    step = 10 ** (len(str(largest)) - 1)
    keys = []
    for number in sorted({1, max(largest // step * step, 2)}):
        size = 2 * radius(number, factor, exact=exact)
        look: Spec = {"fill": ink("blue")} if exact else {"stroke": ink("blue"), "strokeWidth": {"value": 1.2}}
        icon = symbol(17, 0, "circle" if exact else HATCHED, size, **look)
        keys.append(Key(f"{number:,} event{'' if number == 1 else 's'}", (icon,)))
    return keys
