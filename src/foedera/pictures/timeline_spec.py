"""The timeline's laid-out lanes as a Vega spec: bars, whiskers, symbols, labels, counts, and how to move in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedera.pictures.bins import Bin, Bins
from foedera.pictures.frame import MARGIN, WHEEL, Key, Plot, rect, rule, status_keys, symbol, text
from foedera.pictures.lanes import LABEL_SIZE, LONGEST_LABEL, Axis, Item, Lane, Spot
from foedera.pictures.look import GLYPHS, HAPPENED, OTHER_HUE, Datum, Spec, ink
from foedera.pictures.measure import clip, wrap
from foedera.pictures.spans import MILLISECONDS
from foedera.types import STATUSES

LEFT = 150
"""Pixels for the lanes' names."""
PLOT_WIDTH = 900
AXIS_HEIGHT = 24
STRIP = 44
"""Height of the overview that a page has below."""
BAR = 13
"""Height of a bar; in narrow rows bars are lower."""
BIN_HEIGHT = 42
_XA = "(datum.oa ? scale('x', datum.z) - 70 : scale('x', datum.a))"
_XZ = f"(datum.oz ? {PLOT_WIDTH} : scale('x', datum.z))"
_MIDDLE = f"(({_XA} + {_XZ}) / 2)"
_LONG = f"(datum.m == 'b' && (datum.oa || datum.oz || {_XZ} - {_XA} > 18))"
"""Whether a bar is long enough to be seen beside its symbol; a shorter one has the symbol at its middle."""
_GLYPH_X = f"({_LONG} ? (datum.oa ? {_XZ} - 6 : max({_XA} + 6, min(7, {_XZ}))) : {_MIDDLE})"
_INSIDE = f"(datum.m == 'b' && (datum.oz || {_XZ} - max({_XA}, 0) - 21 >= datum.w))"
_BEFORE = f"(datum.oz ? {_GLYPH_X} - 12 : min({_XA} - 5, {_GLYPH_X} - 10) - datum.fa * 15)"
_AFTER = f"(max({_XZ} + 5, {_GLYPH_X} + 10) + datum.fz * 15)"
_LABEL_X = f"(datum.ll ? {_BEFORE} : {_INSIDE} ? {_GLYPH_X} + 10 : {_AFTER})"


@dataclass(frozen=True, slots=True)
class Band:
    """One lane as it is drawn: its box from top to bottom, single events and counts."""

    name: str
    count: int
    top: float
    height: float
    spots: tuple[Spot, ...]
    row_height: float
    close: tuple[Spot, ...] = ()
    """Events that show only where the reader has zoomed in."""
    bins: tuple[Bin, ...] = ()
    hue: str = "blue"

    @property
    def peak(self) -> float:
        """The highest count."""
        return max((bin_.total for bin_ in self.bins), default=0)


def bands_of(lanes: Sequence[Lane]) -> list[Band]:
    """Return lanes of single events one below the other."""
    levels = sum(lane.levels for lane in lanes)
    row_height = 20.0 if levels <= 36 else 17.0 if levels <= 60 else 15.0
    bands, top = [], 0.0
    for lane in lanes:
        height = max(38.0, lane.levels * row_height + 10)
        bands.append(Band(lane.name, lane.count, top, height, lane.spots, row_height))
        top += height
    return bands


def crowd_bands(groups: Sequence[tuple[str, list[Item]]], tops: Sequence[list[Spot]], bins: Bins, near: Sequence[Lane]) -> list[Band]:
    """Return lanes of counts, each with its best events below them."""
    bands, top = [], 0.0
    for number, (name, group) in enumerate(groups):
        levels = max((spot.level + 1 for spot in tops[number]), default=0)
        height = BIN_HEIGHT + 14 + levels * 17.0
        close = near[number].spots if near else ()
        counted = tuple(bins.counted(group))
        hues = {item.hue for item in group}
        hue = hues.pop() if len(hues) == 1 else "blue"
        bands.append(Band(name, len(group), top, height, tuple(tops[number]), 17.0, close, counted, hue))
        top += height
    return bands


def timeline_plot(bands: Sequence[Band], axis: Axis, *, live: bool, bins: Bins, keys: Sequence[Key], notes: Sequence[str]) -> Plot:
    """Return the plot for a picture that stands still, or for one that moves in a page."""
    height = bands[-1].top + bands[-1].height
    total = height + 2 * AXIS_HEIGHT + (STRIP + AXIS_HEIGHT if live else 0)
    crowd = any(band.bins for band in bands)
    marks = [
        *_names(bands),
        _lanes_box(bands, height, crowd=crowd, live=live),
        _axis_group(AXIS_HEIGHT, "top", height),
        _axis_group(AXIS_HEIGHT + height, "bottom", height),
    ]
    if live:
        marks.append(_strip(height + 2 * AXIS_HEIGHT + 10, bands, bins))
    return Plot(
        LEFT + PLOT_WIDTH,
        total,
        marks,
        signals=_signals(axis, height, live=live, crowd=crowd),
        data=_data(bands, crowd=crowd, live=live),
        scales=_scales(axis),
        keys=keys,
        notes=notes,
    )


def _milliseconds(day: float) -> int:
    return round(day * MILLISECONDS)


def _scales(axis: Axis) -> list[Spec]:
    full = [_milliseconds(axis.first), _milliseconds(axis.last)]
    shapes = {"type": "ordinal", "domain": list(STATUSES)}
    return [
        {"name": "x", "type": "utc", "domain": {"signal": "dom"}, "range": [0, PLOT_WIDTH]},
        {"name": "whole", "type": "utc", "domain": full, "range": [0, PLOT_WIDTH]},
        {"name": "shape", **shapes, "range": [GLYPHS[status].shape for status in STATUSES]},
        {"name": "dash", **shapes, "range": [list(GLYPHS[status].dash) for status in STATUSES]},
        {"name": "full", **shapes, "range": [int(status in HAPPENED) for status in STATUSES]},
    ]


def _signals(axis: Axis, height: float, *, live: bool, crowd: bool) -> list[Spec]:
    shown = [_milliseconds(axis.start), _milliseconds(axis.end)]
    full = [_milliseconds(axis.first), _milliseconds(axis.last)]
    zoom = {"name": "zoom", "update": f"{shown[1] - shown[0]} / (dom[1] - dom[0])"}
    if not live:
        return [{"name": "dom", "value": shown}, zoom, {"name": "detail", "value": not crowd}]
    near = "data('near').length ? data('near')[0].count <= 260 : true" if crowd else "true"
    left = MARGIN + LEFT
    at = f"invert('x', x() - {left})"
    over = f"invert('whole', x() - {left})"
    began = f"invert('whole', down[0] - {left})"
    limits = f"{full[0]}, {full[1]}"
    pan = f"(x() - down[0]) / {PLOT_WIDTH} * (down[3] - down[2])"
    drag = f"clampRange([down[2] - {pan}, down[3] - {pan}], {limits})"
    brush = f"abs(x() - down[0]) < 4 ? dom : clampRange([min({began}, {over}), max({began}, {over})], {limits})"
    return [
        {"name": "step", "value": {"kind": ""}},
        {
            "name": "down",
            "value": None,
            "on": [
                {"events": "pointerdown", "update": "[x(), y(), dom[0], dom[1]]"},
                {"events": "window:pointerup", "update": "null"},
            ],
        },
        {"name": "stripTop", "update": f"boxY + {height + 2 * AXIS_HEIGHT + 10}"},
        {
            "name": "dom",
            "value": shown,
            "on": [
                {"events": "window:pointermove", "update": f"down ? (down[1] < stripTop ? {drag} : {brush}) : dom"},
                {
                    "events": WHEEL,
                    "update": _zoomed(at, "pow(1.0015, event.deltaY + event.deltaX)", limits),
                },
                {"events": "dblclick", "update": _zoomed(at, "0.35", limits)},
                {"events": {"signal": "step"}, "update": _stepped(limits)},
            ],
        },
        zoom,
        {"name": "detail", "update": near},
    ]


def _zoomed(anchor: str, factor: str, limits: str) -> str:
    """Return the expression for a domain drawn together around a moment, not below five days."""
    part = f"max({factor}, {5 * MILLISECONDS} / (dom[1] - dom[0]))"
    return f"clampRange([{anchor} + (dom[0] - {anchor}) * {part}, {anchor} + (dom[1] - {anchor}) * {part}], {limits})"


def _stepped(limits: str) -> str:
    middle = "((+dom[0] + +dom[1]) / 2)"
    nearer, farther = _zoomed(middle, "0.5", limits), _zoomed(middle, "2", limits)
    quarter = "(dom[1] - dom[0]) / 4"
    left = f"clampRange([+dom[0] - {quarter}, +dom[1] - {quarter}], {limits})"
    right = f"clampRange([+dom[0] + {quarter}, +dom[1] + {quarter}], {limits})"
    kinds = {"in": nearer, "out": farther, "left": left, "right": right, "reset": f"[{limits}]"}
    return "".join(f"step.kind == '{kind}' ? {value} : " for kind, value in kinds.items()) + "dom"


def _data(bands: Sequence[Band], *, crowd: bool, live: bool) -> list[Spec]:
    values = [_datum(spot, band, close=False, crowd=crowd) for band in bands for spot in band.spots]
    values += [_datum(spot, band, close=True, crowd=crowd) for band in bands for spot in band.close]
    stacks = [datum for band in bands for datum in _stacks(band)]
    seen = "(datum.oz || datum.z >= dom[0]) && (datum.oa || datum.a <= dom[1])"
    out: list[Spec] = [
        {"name": "events", "values": values},
        {"name": "seen", "source": "events", "transform": [{"type": "filter", "expr": seen}]},
    ]
    if crowd and live:
        near = [{"type": "filter", "expr": "datum.k == 1"}, {"type": "aggregate", "fields": [None], "ops": ["count"], "as": ["count"]}]
        out.append({"name": "near", "source": "seen", "transform": near})
    shown = "datum.k == 2 || datum.k == (detail ? 1 : 0)"
    out += [
        {"name": "shown", "source": "seen", "transform": [{"type": "filter", "expr": shown}]},
        {"name": "stacks", "values": stacks},
        {"name": "bins", "source": "stacks", "transform": [{"type": "filter", "expr": "!detail"}]},
    ]
    return out


def _datum(spot: Spot, band: Band, *, close: bool, crowd: bool) -> Datum:
    known = spot.item.extent
    if close:
        levels = 1 + max(other.level for other in band.close)
        y = band.top + 9 + (band.height - 18) * (spot.level + 0.5) / levels
    else:
        below = BIN_HEIGHT + 10 if band.bins else (band.height - band.row_height * (1 + max(s.level for s in band.spots))) / 2
        y = band.top + below + (spot.level + 0.5) * band.row_height
    return {
        "rows": [spot.item.row],
        "k": 2 if not crowd else int(close),
        "a": _milliseconds(known.start),
        "z": _milliseconds(known.end),
        "y": round(y, 1),
        "s": spot.item.event.status,
        "c": spot.item.hue,
        "m": "p" if known.point else "w" if known.within else "b",
        "fa": int(known.about_start),
        "fz": int(known.about_end),
        "oa": int(known.open_start),
        "oz": int(known.open_end),
        "t": spot.item.label,
        "w": round(spot.item.label_width, 1),
        "ll": int(spot.left),
        "lz": spot.zoom,
    }


def _stacks(band: Band) -> list[Datum]:
    """Return the bins of a lane as boxes one on the other: happened, not happened, vague."""
    out = []
    for bin_ in band.bins:
        base = band.top + BIN_HEIGHT + 6
        head = f"{bin_.words}, {band.name}: {_share(bin_.total)}"
        for kind, part in (("h", bin_.happened), ("o", bin_.other), ("v", bin_.vague)):
            if part:
                high = max(1.0, part / band.peak * BIN_HEIGHT)
                place = {"a": _milliseconds(bin_.start), "z": _milliseconds(bin_.end), "y": base - high, "y2": base}
                out.append({**place, "kind": kind, "c": band.hue, "head": head, "rows": bin_.rows})
                base -= high
    return out


def _share(number: float) -> str:
    whole = round(number)
    return f"{whole:,} event{'' if whole == 1 else 's'}" if abs(number - whole) < 0.05 else f"about {number:,.1f} events"


def _names(bands: Sequence[Band]) -> list[Spec]:
    out: list[Spec] = []
    for number, band in enumerate(bands):
        top = AXIS_HEIGHT + band.top
        if number % 2 == 0:
            out.append(rect(0, top, LEFT + PLOT_WIDTH, band.height, ink("band")))
        lines = wrap(band.name, LEFT - 20, LABEL_SIZE * 1.1, 2 if band.height >= 44 else 1)
        y = top + 16
        for line in lines:
            out.append(text(line, 6, y, size=LABEL_SIZE + 1, bold=True))
            y += 14
        peak = f", {_peak(band.peak)}" if band.bins else ""
        out.append(text(f"{band.count:,} event{'' if band.count == 1 else 's'}{peak}", 6, y, size=10, hue="dim"))
        if band.bins:
            out.append(rule(LEFT, top + 6, LEFT + PLOT_WIDTH, top + 6, dash=(1, 3)))
    return out


def _peak(number: float) -> str:
    return f"max {number:,.0f}" if number >= 1 else f"max {number:.1f}"


def _lanes_box(bands: Sequence[Band], height: float, *, crowd: bool, live: bool) -> Spec:
    grid = {"orient": "bottom", "scale": "x", "grid": True, "domain": False, "ticks": False, "labels": False, "zindex": 0}
    grid |= {"gridColor": ink("rule"), "gridDash": [1, 3], "tickCount": 9, "aria": False}
    box = {
        "x": {"value": LEFT},
        "y": {"value": AXIS_HEIGHT},
        "width": {"value": PLOT_WIDTH},
        "height": {"value": height},
        "clip": {"value": True},
    }
    bar = 9 if crowd and live else min(BAR, bands[0].row_height - 5)
    marks = [_bin_mark(), *_event_marks(bar)] if crowd else _event_marks(bar)
    return {"type": "group", "name": "plot", "encode": {"update": box}, "axes": [grid], "marks": marks}


def _axis_group(y: float, orient: str, height: float) -> Spec:
    axis: Spec = {"orient": orient, "scale": "x", "tickCount": 9, "labelFontSize": 11, "labelOverlap": "parity"}
    axis |= {key: ink("dim") for key in ("labelColor", "tickColor", "domainColor")}
    place = {"x": {"value": LEFT}, "y": {"value": y}, "width": {"value": PLOT_WIDTH}, "height": {"value": 0}}
    return {"type": "group", "name": f"axis-{orient}", "interactive": False, "encode": {"update": place}, "axes": [axis]}


def _bin_mark() -> Spec:
    fill = [
        {"test": "datum.kind == 'h'", "scale": "paint", "field": "c"},
        {"test": "datum.kind == 'o'", "signal": "c_paper"},
        {"signal": "c_rule"},
    ]
    encode = {
        "x": {"signal": "scale('x', datum.a) + 0.5"},
        "x2": {"signal": "max(scale('x', datum.z) - 0.5, scale('x', datum.a) + 1)"},
        "y": {"field": "y"},
        "y2": {"field": "y2"},
        "fill": fill,
        "stroke": [{"test": "datum.kind == 'v'", "signal": "c_dim"}, {"scale": "paint", "field": "c"}],
        "strokeDash": [{"test": "datum.kind == 'v'", "value": [1, 1.5]}, {"value": []}],
        "strokeWidth": {"value": 0.8},
        "tooltip": {"signal": "datum"},
    }
    return {"type": "rect", "name": "bin", "from": {"data": "bins"}, "encode": {"update": encode}}


_HUE = {"scale": "paint", "field": "c"}
_EDGE = {"stroke": _HUE, "strokeDash": {"scale": "dash", "field": "s"}}
_OPEN_PAPER = [{"test": "scale('full', datum.s)", "scale": "paint", "field": "c"}, {"signal": "c_paper"}]


def _event_marks(bar_height: float) -> list[Spec]:
    """Return the marks of single events, the lowest first."""
    when = "datum.m == 'w'"
    y = {"field": "y"}
    bar = {
        "x": {"signal": _XA},
        "x2": {"signal": f"max({_XZ}, {_XA} + 2)"},
        "y": {"signal": f"datum.y - {bar_height / 2}"},
        "height": {"value": bar_height},
        "fill": _OPEN_PAPER,
        "fillOpacity": [{"test": "scale('full', datum.s)", "value": 0.3}, {"value": 0.85}],
        "strokeWidth": {"value": 1.2},
        "cornerRadius": {"value": 2},
        **_EDGE,
    }
    whisker = {"x": {"signal": _XA}, "x2": {"signal": _XZ}, "y": y, "strokeWidth": {"value": 1.6}, "stroke": _HUE}
    return [
        _mark("rect", "bar", bar, "datum.m == 'b'"),
        *(_fade(side) for side in ("a", "z")),
        _mark("rule", "within", whisker | {"strokeDash": [{"test": "datum.fa", "value": [3, 3]}, {"value": []}]}, when),
        *(_cap(side) for side in ("a", "z")),
        *(_arrow(side) for side in ("a", "z")),
        _glyph_mark(),
        _label_mark(),
    ]


def _mark(kind: str, name: str, encode: Spec, test: str) -> Spec:
    """Return a mark over the events that pass a test; the others have it invisible."""
    return {
        "type": kind,
        "name": name,
        "from": {"data": "shown"},
        "encode": {
            "update": {
                **encode,
                "opacity": [{"test": test, "value": 1}, {"value": 0}],
                "tooltip": {"signal": "datum"},
                "cursor": {"value": "pointer"},
            }
        },
    }


def _fade(side: str) -> Spec:
    """Return the fading, dashed whisker at an approximate end."""
    edge, sign = ("a", -1) if side == "a" else ("z", 1)
    base = f"(datum.m == 'p' ? {_MIDDLE} + {6 * sign} : {_XA if edge == 'a' else _XZ})"
    encode = {
        "x": {"signal": base},
        "x2": {"signal": f"{base} + {14 * sign}"},
        "y": {"field": "y"},
        "stroke": _HUE,
        "strokeWidth": {"value": 2},
        "strokeDash": {"value": [3, 3]},
    }
    return _mark("rule", f"about-{side}", encode, f"datum.f{side} && !datum.o{side}")


def _cap(side: str) -> Spec:
    """Return the end of a whisker: somewhere between two of these."""
    at = _XA if side == "a" else _XZ
    encode = {
        "x": {"signal": at},
        "y": {"signal": "datum.y - 5"},
        "y2": {"signal": "datum.y + 5"},
        "stroke": _HUE,
        "strokeWidth": {"value": 1.6},
    }
    return _mark("rule", f"cap-{side}", encode, f"datum.m == 'w' && !datum.f{side}")


def _arrow(side: str) -> Spec:
    """Return the arrow head of an end that is not known."""
    at, shape = (f"{_XA} - 1", "triangle-left") if side == "a" else (f"{_XZ} - 6", "triangle-right")
    encode = {
        "x": {"signal": at},
        "y": {"field": "y"},
        "shape": {"value": shape},
        "size": {"value": 110},
        "fill": _HUE,
    }
    return _mark("symbol", f"open-{side}", encode, f"datum.o{side}")


def _glyph_mark() -> Spec:
    encode = {
        "x": {"signal": _GLYPH_X},
        "y": {"field": "y"},
        "shape": {"scale": "shape", "field": "s"},
        "size": {"value": 100},
        "fill": _OPEN_PAPER,
        "stroke": _HUE,
        "strokeWidth": {"value": 2},
    }
    return _mark("symbol", "event", encode, "true")


def _label_mark() -> Spec:
    encode = {
        "x": {"signal": _LABEL_X},
        "y": {"field": "y"},
        "text": {"field": "t"},
        "align": [{"test": "datum.ll", "value": "right"}, {"value": "left"}],
        "baseline": {"value": "middle"},
        "fontSize": {"value": LABEL_SIZE},
        "limit": {"value": LONGEST_LABEL + 40},
        "fill": ink("ink"),
    }
    return _mark("text", "label", encode, "datum.lz <= zoom")


def _strip(top: float, bands: Sequence[Band], bins: Bins) -> Spec:
    """Return the overview of the whole time, on which a reader draws what to see."""
    found = [spot.item for band in bands for spot in (band.close or band.spots)]
    counted = bins.counted(found)
    peak = max(bin_.total for bin_ in counted)
    values = [
        {"a": _milliseconds(b.start), "z": _milliseconds(b.end), "h": max(1.0, b.total / peak * (STRIP - 6))} for b in counted
    ]
    bars = {
        "x": {"signal": "scale('whole', datum.a)"},
        "x2": {"signal": "max(scale('whole', datum.z) - 0.5, scale('whole', datum.a) + 1)"},
        "y": {"signal": f"{STRIP} - datum.h"},
        "y2": {"value": STRIP},
        "fill": ink("grey"),
    }
    brush = {
        "x": {"signal": "scale('whole', dom[0])"},
        "x2": {"signal": "scale('whole', dom[1])"},
        "y": {"value": 0},
        "height": {"value": STRIP},
        "fill": ink("blue"),
        "fillOpacity": {"value": 0.18},
        "stroke": ink("blue"),
        "strokeWidth": {"value": 1.5},
    }
    axis: Spec = {"orient": "bottom", "scale": "whole", "tickCount": 9, "labelFontSize": 10}
    axis |= {key: ink("dim") for key in ("labelColor", "tickColor", "domainColor")}
    box = {"x": {"value": LEFT}, "y": {"value": top}, "width": {"value": PLOT_WIDTH}, "height": {"value": STRIP}}
    return {
        "type": "group",
        "name": "strip",
        "encode": {"update": box | {"fill": ink("band"), "cursor": {"value": "col-resize"}}},
        "axes": [axis],
        "data": [{"name": "overview", "values": values}],
        "marks": [
            {"type": "rect", "interactive": False, "from": {"data": "overview"}, "encode": {"update": bars}},
            {"type": "rect", "name": "brush", "interactive": False, "encode": {"update": brush}},
        ],
    }


def date_keys(found: Sequence[Item], *, crowd: bool, unit: str) -> list[Key]:
    """Return the legend of the forms of dates that occur."""
    extents = [item.extent for item in found]
    line = {"stroke": ink("ink"), "strokeWidth": {"value": 1.6}}
    caps = (rule(6, -5, 6, 5, hue="ink", thick=1.6), rule(28, -5, 28, 5, hue="ink", thick=1.6))
    wide = rect(5, -BAR / 2, 24, BAR, ink("ink"), fillOpacity={"value": 0.25}, **line)
    keys = []
    if crowd:
        keys += _bin_keys(unit)
    if any(not e.point and not e.within for e in extents):
        keys.append(Key("lasts from start to end", (wide,)))
    if any(e.within and not e.about_start for e in extents):
        keys.append(Key("some time within", (rule(6, 0, 28, 0, hue="ink", thick=1.6), *caps)))
    if any(e.about_start or e.about_end for e in extents):
        keys.append(Key("about then", (rule(4, 0, 30, 0, hue="ink", thick=2, dash=(3, 3)),)))
    if any(e.open_start or e.open_end for e in extents):
        arrow = symbol(27, 0, "triangle-right", 10, fill=ink("ink"))
        keys.append(Key("start or end not known", (rule(4, 0, 26, 0, hue="ink", thick=2), arrow)))
    return keys


def _bin_keys(unit: str) -> list[Key]:
    box = {"stroke": ink("ink"), "strokeWidth": {"value": 1}}
    vague = {"stroke": ink("dim"), "strokeWidth": {"value": 1}, "strokeDash": {"value": [1, 1.5]}}
    return [
        Key(f"events a {unit} that happened (each lane has its own scale)", (rect(10, -8, 14, 16, ink("ink"), **box),)),
        Key("planned, expected, denied ...", (rect(10, -8, 14, 16, ink("paper"), **box),)),
        Key(f"date vaguer than a {unit}: spread evenly", (rect(10, -8, 14, 16, ink("rule"), **vague),)),
    ]


def hue_keys(hues: dict[str, str]) -> list[Key]:
    """Return the legend of the colours of types."""
    named = [Key(clip(words, 160, 11), (rect(8, -6, 18, 12, ink(hue)),)) for words, hue in hues.items()]
    return named


def all_keys(found: Sequence[Item], hues: dict[str, str], *, crowd: bool, unit: str) -> list[Key]:
    """Return the whole legend."""
    statuses = status_keys({item.event.status for item in found})
    other = any(item.hue == OTHER_HUE for item in found)
    colours = hue_keys(hues | ({"other types": OTHER_HUE} if other else {})) if hues else []
    return [*statuses, *date_keys(found, crowd=crowd, unit=unit), *colours]
