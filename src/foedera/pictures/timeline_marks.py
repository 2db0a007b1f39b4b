"""The marks of a timeline: counts, bars, whiskers, arrows, symbols, labels."""

from __future__ import annotations

from foedera.pictures.lanes import LABEL_SIZE, LONGEST_LABEL
from foedera.pictures.look import Spec, ink

PLOT_WIDTH = 900
BAR = 13
"""Height of a bar; in narrow rows bars are lower."""
_XA = "(datum.oa ? scale('x', datum.z) - 70 : scale('x', datum.a))"
_XZ = f"(datum.ez ? {PLOT_WIDTH} : scale('x', datum.z))"
_MIDDLE = f"(({_XA} + {_XZ}) / 2)"
_LONG = f"(datum.m == 'b' && (datum.oa || datum.oz || {_XZ} - {_XA} > 18))"
"""Whether a bar is long enough to be seen beside its symbol; a shorter one has the symbol at its middle."""
_GLYPH_X = f"({_LONG} ? (datum.oa ? {_XZ} - 6 : max({_XA} + 6, min(7, {_XZ}))) : {_MIDDLE})"
_INSIDE = f"(datum.m == 'b' && (datum.ez || {_XZ} - max({_XA}, 0) - 21 >= datum.w))"
_BEFORE = f"(datum.oz ? {_GLYPH_X} - 12 : min({_XA} - 5, {_GLYPH_X} - 10) - datum.fa * 15)"
_AFTER = f"(max({_XZ} + 5, {_GLYPH_X} + 10) + datum.fz * 15)"
_LABEL_X = f"(datum.ll ? {_BEFORE} : {_INSIDE} ? {_GLYPH_X} + 10 : {_AFTER})"


def bin_mark() -> Spec:
    """Return the mark of counts."""
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


def event_marks(bar_height: float) -> list[Spec]:
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
        "href": {"signal": "datum.m == 'b' ? datum.href : null"},
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
    return _mark("symbol", "event", encode | {"href": {"field": "href"}}, "true")


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
    shown = "datum.lz <= zoom"
    return _mark("text", "label", encode | {"href": {"signal": f"{shown} ? datum.href : null"}}, shown)
