"""The timeline's laid-out lanes as a Vega spec: bars, whiskers, symbols, labels, counts, and how to move in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedera.pictures.bins import Bin, Bins
from foedera.pictures.frame import Key, Plot, rect, rule, text
from foedera.pictures.lanes import LABEL_SIZE, Axis, Item, Lane, Spot
from foedera.pictures.look import GLYPHS, OTHER_HUE, Datum, Spec, ink
from foedera.pictures.measure import wrap
from foedera.pictures.spans import milliseconds
from foedera.pictures.timeline_marks import BAR, PLOT_WIDTH, bin_mark, event_marks
from foedera.pictures.timeline_moving import time_signals
from foedera.types import HAPPENED, STATUSES

LEFT = 150
"""Pixels for the lanes' names."""
AXIS_HEIGHT = 24
STRIP = 44
"""Height of the overview that a page has below."""
BIN_HEIGHT = 42


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


def crowd_bands(
    groups: Sequence[tuple[str, list[Item]]], tops: Sequence[list[Spot]], bins: Bins, near: Sequence[Lane]
) -> list[Band]:
    """Return lanes of counts, each with its best events below them."""
    bands, top = [], 0.0
    for number, (name, group) in enumerate(groups):
        levels = max((spot.level + 1 for spot in tops[number]), default=0)
        height = BIN_HEIGHT + 14 + levels * 17.0
        close = near[number].spots if near else ()
        counted = tuple(bins.counted(group))
        hues = {item.hue for item in group}
        hue = hues.pop() if len(hues) == 1 else OTHER_HUE
        bands.append(Band(name, len(group), top, height, tuple(tops[number]), 17.0, close, counted, hue))
        top += height
    return bands


def timeline_plot(
    bands: Sequence[Band], axis: Axis, *, live: bool, bins: Bins, keys: Sequence[Key], notes: Sequence[str]
) -> Plot:
    """Return the plot for a picture that stands still, or for one that moves in a page."""
    height = bands[-1].top + bands[-1].height
    total = height + 2 * AXIS_HEIGHT + (STRIP + AXIS_HEIGHT if live else 0)
    crowd = any(band.bins for band in bands)
    marks = [
        *_names(bands),
        _lanes_box(bands, height, crowd=crowd, live=live),
        _axis_group(AXIS_HEIGHT, "top"),
        _axis_group(AXIS_HEIGHT + height, "bottom"),
    ]
    if live:
        marks.append(_strip(height + 2 * AXIS_HEIGHT + 10, bands, bins))
    return Plot(
        LEFT + PLOT_WIDTH,
        total,
        marks,
        signals=time_signals(axis, LEFT, height + 2 * AXIS_HEIGHT + 10, live=live, crowd=crowd),
        data=_data(bands, crowd=crowd, live=live),
        scales=_scales(axis),
        keys=keys,
        notes=notes,
    )


def _scales(axis: Axis) -> list[Spec]:
    full = [milliseconds(axis.first), milliseconds(axis.last)]
    shapes = {"type": "ordinal", "domain": list(STATUSES)}
    return [
        {"name": "x", "type": "utc", "domain": {"signal": "dom"}, "range": [0, PLOT_WIDTH]},
        {"name": "whole", "type": "utc", "domain": full, "range": [0, PLOT_WIDTH]},
        {"name": "shape", **shapes, "range": [GLYPHS[status].shape for status in STATUSES]},
        {"name": "dash", **shapes, "range": [list(GLYPHS[status].dash) for status in STATUSES]},
        {"name": "full", **shapes, "range": [int(status in HAPPENED) for status in STATUSES]},
    ]


def _data(bands: Sequence[Band], *, crowd: bool, live: bool) -> list[Spec]:
    values = [_datum(spot, band, close=False, crowd=crowd) for band in bands for spot in band.spots]
    values += [_datum(spot, band, close=True, crowd=crowd) for band in bands for spot in band.close]
    stacks = [datum for band in bands for datum in _stacks(band)]
    seen = "(datum.ez || datum.z >= dom[0]) && (datum.oa || datum.a <= dom[1])"
    out: list[Spec] = [
        {"name": "events", "values": values},
        {"name": "seen", "source": "events", "transform": [{"type": "filter", "expr": seen}]},
    ]
    if crowd and live:
        near = [
            {"type": "filter", "expr": "datum.k == 1"},
            {"type": "aggregate", "fields": [None], "ops": ["count"], "as": ["count"]},
        ]
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
        below = (
            BIN_HEIGHT + 10
            if band.bins
            else (band.height - band.row_height * (1 + max(s.level for s in band.spots))) / 2
        )
        y = band.top + below + (spot.level + 0.5) * band.row_height
    return {
        "rows": [spot.item.row],
        "k": 2 if not crowd else int(close),
        "a": milliseconds(known.start),
        "z": milliseconds(known.end),
        "y": round(y, 1),
        "s": spot.item.event.status,
        "c": spot.item.hue,
        "m": "p" if known.point else "w" if known.within else "b",
        "fa": int(known.about_start),
        "fz": int(known.about_end),
        "oa": int(known.open_start),
        "oz": int(known.open_end),
        "ez": int(known.endless),
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
                place = {"a": milliseconds(bin_.start), "z": milliseconds(bin_.end), "y": base - high, "y2": base}
                out.append({**place, "kind": kind, "c": band.hue, "head": head, "rows": bin_.rows})
                base -= high
    return out


def _share(number: float) -> str:
    whole = round(number)
    return (
        f"{whole:,} event{'' if whole == 1 else 's'}" if abs(number - whole) < 0.05 else f"about {number:,.1f} events"
    )


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
    grid = {
        "orient": "bottom",
        "scale": "x",
        "grid": True,
        "domain": False,
        "ticks": False,
        "labels": False,
        "zindex": 0,
    }
    grid |= {"gridColor": ink("rule"), "gridDash": [1, 3], "tickCount": 9, "aria": False}
    box = {
        "x": {"value": LEFT},
        "y": {"value": AXIS_HEIGHT},
        "width": {"value": PLOT_WIDTH},
        "height": {"value": height},
        "clip": {"value": True},
    }
    bar = 9 if crowd and live else min(BAR, bands[0].row_height - 5)
    marks = [bin_mark(), *event_marks(bar)] if crowd else event_marks(bar)
    return {"type": "group", "name": "plot", "encode": {"update": box}, "axes": [grid], "marks": marks}


def _axis_group(y: float, orient: str) -> Spec:
    axis: Spec = {"orient": orient, "scale": "x", "tickCount": 9, "labelFontSize": 11, "labelOverlap": "parity"}
    axis |= {key: ink("dim") for key in ("labelColor", "tickColor", "domainColor")}
    place = {"x": {"value": LEFT}, "y": {"value": y}, "width": {"value": PLOT_WIDTH}, "height": {"value": 0}}
    return {
        "type": "group",
        "name": f"axis-{orient}",
        "interactive": False,
        "encode": {"update": place},
        "axes": [axis],
    }


def _strip(top: float, bands: Sequence[Band], bins: Bins) -> Spec:
    """Return the overview of the whole time, on which a reader draws what to see."""
    found = [spot.item for band in bands for spot in (band.close or band.spots)]
    counted = bins.counted(found)
    peak = max(bin_.total for bin_ in counted)
    values = [
        {"a": milliseconds(b.start), "z": milliseconds(b.end), "h": max(1.0, b.total / peak * (STRIP - 6))}
        for b in counted
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
