"""Moving in a flat picture: signals for zoom and offset that answer to pointer, wheel, buttons and keys."""

from __future__ import annotations

from foedera.pictures.frame import WHEEL
from foedera.pictures.look import Spec


def moving_signals(left: float, width: float, height: float, most: float) -> list[Spec]:
    """Return the signals `zoom` and `off`: what lies at x is drawn at `off[0] + x * zoom`.

    Args:
        left: Where the plot begins in the picture.
        most: The largest zoom; 0 for a picture that stands still.
    """
    if not most:
        return [{"name": "zoom", "value": 1}, {"name": "off", "value": [0, 0]}]
    middle = f"[{width / 2}, {height / 2}]"
    pointer = f"[x() - {left}, y() - boxY]"
    by = "pow(1.002, -event.deltaY - event.deltaX)"
    return [
        {"name": "step", "value": {"kind": ""}},
        {
            "name": "down",
            "value": None,
            "on": [
                {"events": "pointerdown", "update": "[x(), y(), off[0], off[1]]"},
                {"events": "window:pointerup", "update": "null"},
            ],
        },
        {
            # zoom by so much around a point, then move on: the signals below read this alone, since two updates that
            # answer to one event would overwrite each other
            "name": "pull",
            "value": {"by": 1, "at": [0, 0], "on": [0, 0]},
            "on": [
                {"events": WHEEL, "update": f"{{by: clamp({by}, 1 / zoom, {most} / zoom), at: {pointer}, on: [0, 0]}}"},
                {"events": "dblclick", "update": f"{{by: min(2, {most} / zoom), at: {pointer}, on: [0, 0]}}"},
                {"events": {"signal": "step"}, "update": _pulled(middle, most, (width / 4, height / 4))},
            ],
        },
        {"name": "zoom", "value": 1, "on": [{"events": {"signal": "pull"}, "update": "pull.by ? zoom * pull.by : 1"}]},
        {
            "name": "off",
            "value": [0, 0],
            "on": [
                {"events": {"signal": "pull"}, "update": _offset()},
                {
                    "events": "window:pointermove",
                    "update": "down ? [down[2] + x() - down[0], down[3] + y() - down[1]] : off",
                },
            ],
        },
    ]


def _pulled(middle: str, most: float, quarter: tuple[float, float]) -> str:
    across, along = quarter
    moves = {"left": (across, 0), "right": (-across, 0), "up": (0, along), "down": (0, -along)}
    kinds = {
        "in": f"{{by: min(1.6, {most} / zoom), at: {middle}, on: [0, 0]}}",
        "out": f"{{by: max(1 / 1.6, 1 / zoom), at: {middle}, on: [0, 0]}}",
        "reset": "{by: 0, at: [0, 0], on: [0, 0]}",
        **{kind: f"{{by: 1, at: [0, 0], on: [{x}, {y}]}}" for kind, (x, y) in moves.items()},
    }
    return "".join(f"step.kind == '{kind}' ? {pull} : " for kind, pull in kinds.items()) + "pull"


def _offset() -> str:
    across, along = (
        f"pull.at[{axis}] - (pull.at[{axis}] - off[{axis}]) * pull.by + pull.on[{axis}]" for axis in (0, 1)
    )
    return f"pull.by ? [{across}, {along}] : [0, 0]"
