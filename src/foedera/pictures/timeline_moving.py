"""Moving in time: the signals of a timeline that answer to pointer, wheel, buttons and keys."""

from __future__ import annotations

from foedera.pictures.frame import MARGIN, WHEEL
from foedera.pictures.lanes import Axis
from foedera.pictures.look import Spec
from foedera.pictures.spans import MILLISECONDS, milliseconds
from foedera.pictures.timeline_marks import PLOT_WIDTH


def time_signals(axis: Axis, begin: float, strip: float, *, live: bool, crowd: bool) -> list[Spec]:
    """Return `dom`, the time shown, `zoom` and `detail`, which tells single events from counts.

    Args:
        begin: Where time begins in the plot, in pixels.
        strip: Where the overview begins.
    """
    shown = [milliseconds(axis.start), milliseconds(axis.end)]
    full = [milliseconds(axis.first), milliseconds(axis.last)]
    zoom = {"name": "zoom", "update": f"{shown[1] - shown[0]} / (dom[1] - dom[0])"}
    if not live:
        return [{"name": "dom", "value": shown}, zoom, {"name": "detail", "value": not crowd}]
    near = "data('near').length ? data('near')[0].count <= 260 : true" if crowd else "true"
    left = MARGIN + begin
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
        {"name": "stripTop", "update": f"boxY + {strip}"},
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
