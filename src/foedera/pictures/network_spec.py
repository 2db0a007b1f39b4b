"""The network as a Vega spec: ties as lines by tone, actors as symbols by kind, labels."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, sqrt

from foedera.pictures.forces import places
from foedera.pictures.frame import MARGIN, Key, Plot, rule, symbol
from foedera.pictures.look import Datum, Spec, ink
from foedera.pictures.measure import clip, width
from foedera.pictures.moving import moving_signals
from foedera.pictures.records import Names
from foedera.pictures.ties import TONES, Kind, Node, Tie, Tone
from foedera.pictures.words import party_words

WIDTH = 1050.0
LABEL_SIZE = 11
_SHAPES: dict[Kind, str] = {"state": "circle", "organisation": "square", "other": "diamond"}
_KIND_WORDS: dict[Kind, str] = {
    "state": "state, with what belongs to it",
    "organisation": "organisation",
    "other": "other actor",
}
_HUES: dict[Tone, str] = {"cooperation": "blue", "conflict": "red", "neither": "grey"}
_DASHES: dict[Tone, list[int]] = {"cooperation": [], "conflict": [7, 4], "neither": [2, 3]}
_WIDEST = 7.0
_X, _Y = "(off[0] + datum.x * zoom)", "(off[1] + datum.y * zoom)"
_COLD = "hot && datum.a != hot && datum.b != hot"


def network_plot(
    nodes: Sequence[Node], ties: Sequence[Tie], names: Names, notes: Sequence[str], *, scored: bool, live: bool
) -> Plot:
    """Return the plot; its height grows with the number of actors."""
    height = min(820.0, 300.0 + len(nodes) * 12)
    factor = min(5.0, 24 / sqrt(len(nodes[0].rows)))
    radii = [max(5.0, factor * sqrt(len(node.rows))) for node in nodes]
    labels = [clip(party_words(node.key, names), 170, LABEL_SIZE) for node in nodes]
    # the label stands below its node
    boxes = [
        (max(radius, width(words, LABEL_SIZE) / 2) + 4, radius + 11)
        for radius, words in zip(radii, labels, strict=True)
    ]
    number = {node.key: n for n, node in enumerate(nodes)}
    edges = [(number[tie.left], number[tie.right], tie.weight) for tie in ties]
    at = [(x, y - 8) for x, y in places(len(nodes), edges, boxes, (WIDTH, height))]
    actors = [_actor(node, xy, r, words) for node, xy, r, words in zip(nodes, at, radii, labels, strict=True)]
    most = max((len(rows) for tie in ties for rows in tie.rows.values()), default=1)
    lines = [line for tie in reversed(ties) for line in _lines(tie, at, number, names, most)]
    return Plot(
        WIDTH,
        height,
        [_box(height, scored=scored)],
        signals=[*moving_signals(MARGIN, WIDTH, height, 12 if live else 0), _hot(live=live)],
        data=[{"name": "ties", "values": lines}, {"name": "actors", "values": actors}],
        keys=[*_tone_keys(ties, scored=scored), *_width_keys(most), *_kind_keys(nodes)],
        notes=notes,
    )


def _hot(*, live: bool) -> Spec:
    if not live:
        return {"name": "hot", "value": None}
    events = [
        {"events": "@actor:pointerover", "update": "datum.a"},
        {"events": "@actor:pointerout", "update": "null"},
    ]
    return {"name": "hot", "value": None, "on": events}


def _actor(node: Node, at: tuple[float, float], radius: float, words: str) -> Datum:
    number = len(node.rows)
    return {
        "a": node.key,
        "rows": list(node.rows),
        "head": f"{words}: {number:,} event{'' if number == 1 else 's'}",
        "x": round(at[0], 1),
        "y": round(at[1], 1),
        "r": round(radius, 2),
        "shape": _SHAPES[node.kind],
        "t": words,
        "n": f"{number:,}" if radius >= 9 else "",
    }


def _lines(tie: Tie, at: Sequence[tuple[float, float]], number: dict[str, int], names: Names, most: int) -> list[Datum]:
    """Return a line for each tone of a tie, side by side."""
    (x1, y1), (x2, y2) = at[number[tie.left]], at[number[tie.right]]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    across = ((y1 - y2) / length, (x2 - x1) / length)
    widths = {tone: thickness(len(rows), most) for tone, rows in tie.rows.items()}
    shift = -(sum(widths.values()) + 2 * (len(widths) - 1)) / 2
    pair = f"{party_words(tie.left, names)} – {party_words(tie.right, names)}"
    out = []
    for tone in TONES:
        if tone not in widths:
            continue
        middle = shift + widths[tone] / 2
        shift += widths[tone] + 2
        count = len(tie.rows[tone])
        tail = "" if tone == "neither" else f" of {tone}"
        out.append(
            {
                "a": tie.left,
                "b": tie.right,
                "rows": list(tie.rows[tone]),
                "head": f"{pair}: {count:,} event{'' if count == 1 else 's'}{tail}",
                "x": x1,
                "y": y1,
                "x2": x2,
                "y2": y2,
                "dx": round(across[0] * middle, 2),
                "dy": round(across[1] * middle, 2),
                "w": round(widths[tone], 2),
                "tone": tone,
            }
        )
    return out


def thickness(count: int, most: int) -> float:
    """Return how thick the line for a number of events is."""
    widest = min(_WIDEST, 1 + 0.8 * (most - 1))
    return 1 + (widest - 1) * sqrt((count - 1) / max(most - 1, 1))


def _box(height: float, *, scored: bool) -> Spec:
    box = {"x": {"value": 0}, "y": {"value": 0}, "width": {"value": WIDTH}, "height": {"value": height}}
    return {
        "type": "group",
        "name": "plot",
        "encode": {"update": box | {"fill": ink("band"), "clip": {"value": True}}},
        "marks": [_tie_mark(scored=scored), _actor_mark(), _text("n", 0), _text("t", 1, halo=True), _text("t", 1)],
    }


def _tie_mark(*, scored: bool) -> Spec:
    hues = [{"test": f"datum.tone == '{tone}'", "signal": f"c_{hue}"} for tone, hue in _HUES.items()]
    dashes = [{"test": f"datum.tone == '{tone}'", "value": dash} for tone, dash in _DASHES.items()]
    encode = {
        "x": {"signal": "off[0] + datum.x * zoom + datum.dx"},
        "y": {"signal": "off[1] + datum.y * zoom + datum.dy"},
        "x2": {"signal": "off[0] + datum.x2 * zoom + datum.dx"},
        "y2": {"signal": "off[1] + datum.y2 * zoom + datum.dy"},
        "stroke": [*hues, {"signal": "c_grey"}],
        "strokeDash": [*dashes, {"value": []}] if scored else {"value": []},
        "strokeWidth": {"field": "w"},
        "opacity": [{"test": _COLD, "value": 0.06}, {"value": 0.62}],
        "tooltip": {"signal": "datum"},
        "href": {"field": "href"},
        "cursor": {"value": "pointer"},
    }
    return {"type": "rule", "name": "tie", "from": {"data": "ties"}, "encode": {"update": encode}}


def _actor_mark() -> Spec:
    encode = {
        "x": {"signal": _X},
        "y": {"signal": _Y},
        "shape": {"field": "shape"},
        "size": {"signal": "datum.r * datum.r * (datum.shape == 'circle' ? 4 : datum.shape == 'square' ? 3.2 : 5)"},
        "fill": ink("ink"),
        "stroke": ink("band"),
        "strokeWidth": {"value": 1.5},
        "tooltip": {"signal": "datum"},
        "href": {"field": "href"},
        "cursor": {"value": "pointer"},
    }
    return {"type": "symbol", "name": "actor", "from": {"data": "actors"}, "encode": {"update": encode}}


def _text(field: str, below: int, *, halo: bool = False) -> Spec:
    encode: Spec = {
        "x": {"signal": _X},
        "y": {"signal": f"{_Y} + {below} * (datum.r + 11)"},
        "text": {"field": field},
        "align": {"value": "center"},
        "baseline": {"value": "middle"},
        "fontSize": {"value": LABEL_SIZE if below else 10},
        "fontWeight": {"value": "normal" if below else "bold"},
        "fill": ink("ink" if below else "paper"),
    }
    if halo:
        encode |= {
            "stroke": ink("band"),
            "strokeWidth": {"value": 3.5},
            "strokeOpacity": {"value": 0.85},
            "strokeJoin": {"value": "round"},
        }
    return {"type": "text", "interactive": False, "from": {"data": "actors"}, "encode": {"update": encode}}


def _tone_keys(ties: Sequence[Tie], *, scored: bool) -> list[Key]:
    if not scored:
        return []
    words: dict[Tone, str] = {
        "cooperation": "cooperation",
        "conflict": "conflict",
        "neither": "neither of both, or no score",
    }
    used = {tone for tie in ties for tone in tie.rows}
    return [
        Key(words[tone], (rule(2, 0, 31, 0, hue=_HUES[tone], thick=3, dash=_DASHES[tone]),))
        for tone in TONES
        if tone in used
    ]


def _width_keys(most: int) -> list[Key]:
    return [
        Key(
            f"{number:,} event{'' if number == 1 else 's'} in common",
            (rule(2, 0, 31, 0, hue="grey", thick=thickness(number, most)),),
        )
        for number in sorted({1, most})
    ]


def _kind_keys(nodes: Sequence[Node]) -> list[Key]:
    used = {node.kind for node in nodes}
    return [
        Key(_KIND_WORDS[kind], (symbol(17, 0, shape, 12, fill=ink("ink")),))
        for kind, shape in _SHAPES.items()
        if kind in used
    ]
