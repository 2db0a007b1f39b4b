"""What all pictures share: title, summary, legend and notes around a plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foedera.pictures.look import FONT, GLYPHS, Spec, colour_signals, ink, paint_scale
from foedera.pictures.measure import clean, width, wrap
from foedera.types import HAPPENED, STATUSES, Status

MARGIN = 20
TITLE_SIZE = 19
TEXT_SIZE = 12
SMALL_SIZE = 11
WHEEL: Spec = {"source": "view", "type": "wheel", "filter": "event.ctrlKey || event.shiftKey", "consume": True}
"""Turning the wheel moves the page, as readers expect; with a key held it moves in the picture."""
_KEY_HEIGHT = 22
_ICON_WIDTH = 34


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: marks drawn around the middle of a box 26 pixels wide, and what they mean."""

    words: str
    icon: tuple[Spec, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """The middle of a picture: marks in a box of their own, and what they need beside."""

    width: float
    height: float
    marks: Sequence[Spec]
    signals: Sequence[Spec] = ()
    data: Sequence[Spec] = ()
    scales: Sequence[Spec] = ()
    axes: Sequence[Spec] = ()
    projections: Sequence[Spec] = ()
    keys: Sequence[Key] = field(default=())
    notes: Sequence[str] = ()


def frame(title: str, summary: str, plot: Plot, theme: str) -> Spec:
    """Return the whole spec: title and summary above the plot, legend and notes below."""
    top: float = MARGIN
    marks: list[Spec] = []
    for line in wrap(clean(title), plot.width * 0.97, TITLE_SIZE * 1.06, 3):
        top += TITLE_SIZE + 3
        marks.append(text(line, MARGIN, top, size=TITLE_SIZE, bold=True))
    for line in wrap(clean(summary), plot.width, TEXT_SIZE, 3):
        top += TEXT_SIZE + 5
        marks.append(text(line, MARGIN, top, hue="dim"))
    top += 12
    box_top = top
    marks.append(_box(plot, top))
    top += plot.height + 12
    keys, used = _legend(plot.keys, plot.width, top)
    marks += keys
    top += used
    for note in plot.notes:
        for line in wrap(clean(note), plot.width, SMALL_SIZE, 3):
            top += SMALL_SIZE + 5
            marks.append(text(line, MARGIN, top, size=SMALL_SIZE, hue="dim"))
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "description": f"{clean(title)}. {clean(summary)}",
        "width": plot.width + 2 * MARGIN,
        "height": top + MARGIN,
        "padding": 0,
        "autosize": "none",
        "background": ink("paper"),
        "config": {"text": {"font": FONT}, "axis": {"labelFont": FONT, "titleFont": FONT}},
        "signals": [*colour_signals(theme), {"name": "boxY", "value": box_top}, *plot.signals],
        "data": list(plot.data),
        "projections": list(plot.projections),
        "scales": [paint_scale(), *plot.scales],
        "marks": marks,
    }


def _box(plot: Plot, top: float) -> Spec:
    return {
        "type": "group",
        "name": "box",
        "encode": {
            "update": {
                "x": {"value": MARGIN},
                "y": {"value": top},
                "width": {"value": plot.width},
                "height": {"value": plot.height},
            }
        },
        "axes": list(plot.axes),
        "marks": list(plot.marks),
    }


def _legend(keys: Sequence[Key], room: float, top: float) -> tuple[list[Spec], float]:
    """Return the entries set in lines, and the height they take."""
    out: list[Spec] = []
    x, line = 0.0, 0
    for key in keys:
        needed = _ICON_WIDTH + width(key.words, SMALL_SIZE) + 14
        if x and x + needed > room:
            x, line = 0.0, line + 1
        words = text(key.words, _ICON_WIDTH, 4, size=SMALL_SIZE)
        place = {"x": {"value": MARGIN + x}, "y": {"value": top + line * _KEY_HEIGHT + _KEY_HEIGHT / 2}}
        out.append({"type": "group", "encode": {"enter": place}, "marks": [*key.icon, words]})
        x += needed
    return out, (line + 1) * _KEY_HEIGHT if keys else 0.0


def text(
    words: str,
    x: float,
    y: float,
    *,
    size: float = TEXT_SIZE,
    hue: str = "ink",
    bold: bool = False,
    align: str = "left",
) -> Spec:
    """Return a mark that prints a line of text at its baseline."""
    encode: Spec = {
        "x": {"value": x},
        "y": {"value": y},
        "text": {"value": words},
        "fontSize": {"value": size},
        "align": {"value": align},
        "fill": ink(hue),
    }
    if bold:
        encode["fontWeight"] = {"value": "bold"}
    return {"type": "text", "interactive": False, "encode": {"update": encode}}


def rule(
    x: float, y: float, x2: float, y2: float, *, hue: str = "rule", thick: float = 1, dash: Sequence[int] = ()
) -> Spec:
    """Return a mark that draws one straight line."""
    encode: Spec = {
        "x": {"value": x},
        "y": {"value": y},
        "x2": {"value": x2},
        "y2": {"value": y2},
        "stroke": ink(hue),
        "strokeWidth": {"value": thick},
        "strokeDash": {"value": list(dash)},
    }
    return {"type": "rule", "interactive": False, "encode": {"update": encode}}


def rect(x: float, y: float, wide: float, high: float, fill: Spec, **more: Spec) -> Spec:
    """Return a mark that draws one box."""
    box = {"x": {"value": x}, "y": {"value": y}, "width": {"value": wide}, "height": {"value": high}, "fill": fill}
    return {"type": "rect", "interactive": False, "encode": {"update": box | more}}


def symbol(x: float, y: float, shape: str, size: float, **more: Spec) -> Spec:
    """Return a mark that draws one symbol; `size` is its height in pixels."""
    encode = {"x": {"value": x}, "y": {"value": y}, "shape": {"value": shape}, "size": {"value": size * size}}
    return {"type": "symbol", "interactive": False, "encode": {"update": encode | more}}


def status_keys(used: set[Status]) -> list[Key]:
    """Return the legend of the statuses that occur."""
    return [Key(GLYPHS[status].words, (status_symbol(status),)) for status in STATUSES if status in used]


def status_symbol(status: Status) -> Spec:
    """Return the icon of a status."""
    fill = ink("ink") if status in HAPPENED else ink("paper")
    return symbol(17, 0, GLYPHS[status].shape, 11, fill=fill, stroke=ink("ink"), strokeWidth={"value": 1.8})


def blank(title: str, words: str, theme: str) -> Spec:
    """Return a picture that says why there is nothing to see."""
    marks = [
        rect(0, 0, 640, 120, ink("band")),
        text(words, 320, 66, size=15, hue="dim", align="center"),
    ]
    return frame(title, "", Plot(640, 120, marks), theme)
