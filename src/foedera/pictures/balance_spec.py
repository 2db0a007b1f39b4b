"""The balance as a Vega spec: a panel for each kind with shares, counts and evenness, and a table of trends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedera.pictures.frame import Key, Plot, rect, rule, text
from foedera.pictures.look import HUES, OTHER_HUE, Datum, Spec, ink
from foedera.pictures.measure import clean, clip, width
from foedera.pictures.records import BalanceRow, Names, Trend
from foedera.pictures.words import party_words

WIDTH = 900.0
_LEFT = 130.0
_SHARES, _EVENNESS = 190.0, 60.0
_ABOVE, _BETWEEN, _BELOW = 40.0, 14.0, 34.0
_PANEL = _ABOVE + _SHARES + _BETWEEN + _EVENNESS + _BELOW
_LINE = 20.0
SURE = 0.05
"""Below this p a trend is called one."""
PATTERNS = ("plain", "lines", "bars", "pale")
"""How powers are told apart beside their colour, in turn."""


@dataclass(frozen=True, slots=True)
class Part:
    """One power's share of one year as a box of pixels."""

    x: float
    y: float
    wide: float
    high: float
    hue: str
    pattern: str
    words: str
    head: str


def balance_plot(rows: Sequence[BalanceRow], trends: Sequence[Trend], names: Names) -> Plot:
    """Return all panels one below the other, then the trends."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    powers = _powers(rows)
    first, last = min(row.year for row in rows), max(row.year for row in rows)
    marks: list[Spec] = []
    parts: list[Part] = []
    for number, kind in enumerate(kinds):
        top = number * _PANEL
        own = [row for row in rows if row.kind == kind]
        parts += _parts(own, powers, (first, last), top + _ABOVE, names)
        marks += _panel(kind, own, (first, last), top)
    height = len(kinds) * _PANEL
    marks = [*marks, *_part_marks()]
    if trends:
        marks += _trend_marks(trends, names, height + 8)
        height += 8 + _LINE * (len(trends) + 2)
    values = [_datum(part) for part in parts]
    dots = [dot for number, kind in enumerate(kinds) for dot in _dots(rows, kind, (first, last), number * _PANEL)]
    data = [
        {"name": "parts", "values": values},
        {"name": "strokes", "values": [stroke for part in parts for stroke in _strokes(part)]},
        {"name": "evenness", "values": dots},
    ]
    keys = [
        Key(clip(party_words(power, names), 180, 11), _icon(hue, pattern)) for power, (hue, pattern) in powers.items()
    ]
    notes = ("Evenness: normalised Shannon entropy of the shares, 1 evenly spread, 0 all with one power; n, dealings.",)
    return Plot(WIDTH, height, [_dot_lines(), *marks, _dot_marks()], data=data, keys=keys, notes=notes)


def _powers(rows: Iterable[BalanceRow]) -> dict[str, tuple[str, str]]:
    """Return colour and pattern of each power, those with most dealings first."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.power] = totals.get(row.power, 0) + row.count
    ranked = sorted(totals, key=lambda power: (-totals[power], power))
    hues = (*HUES, OTHER_HUE)
    return {
        power: (hues[n % len(hues)], PATTERNS[(n + n // len(hues)) % len(PATTERNS)]) for n, power in enumerate(ranked)
    }


def _x(year: float, years: tuple[int, int]) -> float:
    return _LEFT + (year - years[0] + 0.5) * _step(years)


def _step(years: tuple[int, int]) -> float:
    return min(110.0, (WIDTH - _LEFT - 10) / (years[1] - years[0] + 1))


def _parts(
    rows: Sequence[BalanceRow], powers: dict[str, tuple[str, str]], years: tuple[int, int], top: float, names: Names
) -> list[Part]:
    out = []
    wide = _step(years) * 0.82
    order = list(powers)
    for year in sorted({row.year for row in rows}):
        base = top + _SHARES
        for row in sorted(
            (row for row in rows if row.year == year and row.share > 0), key=lambda row: order.index(row.power)
        ):
            high = min(row.share, 1.0) * _SHARES
            base -= high
            name = party_words(row.power, names)
            score = "" if row.score is None else f", score {row.score:.1f}"
            head = f"{year}, {name}: {row.count:,} dealing{'' if row.count == 1 else 's'} ({row.share:.0%}){score}"
            words = _fitting((name, clean(row.power)), wide - 4) if high >= 13 else ""
            hue, pattern = powers[row.power]
            out.append(Part(_x(year, years) - wide / 2, base, wide, high, hue, pattern, words, head))
    return out


def _fitting(words: Sequence[str], room: float) -> str:
    return next((word for word in words if width(word, 10, bold=True) <= room), "")


def _datum(part: Part) -> Datum:
    return {
        "x": round(part.x, 2),
        "y": round(part.y, 2),
        "w": round(part.wide, 2),
        "h": round(part.high, 2),
        "c": part.hue,
        "o": 0.4 if part.pattern == "pale" else 1,
        "t": part.words,
        "head": part.head,
    }


def _strokes(part: Part) -> list[Datum]:
    """Return the lines of a part's pattern."""
    if part.pattern == "lines":
        ys = [
            part.y + 3 + 5 * n
            for n in range(int(max(part.high - 3, 0) // 5) + 1)
            if part.y + 3 + 5 * n < part.y + part.high
        ]
        return [{"x": part.x, "x2": part.x + part.wide, "y": y, "y2": y} for y in ys]
    if part.pattern == "bars":
        xs = [
            part.x + 3 + 6 * n
            for n in range(int(max(part.wide - 3, 0) // 6) + 1)
            if part.x + 3 + 6 * n < part.x + part.wide
        ]
        return [{"x": x, "x2": x, "y": part.y, "y2": part.y + part.high} for x in xs]
    return []


def _icon(hue: str, pattern: str) -> tuple[Spec, ...]:
    box = rect(6, -7, 22, 14, ink(hue), stroke=ink(hue), fillOpacity={"value": 0.4 if pattern == "pale" else 1})
    if pattern == "lines":
        return (box, *(rule(6, y, 28, y, hue="paper") for y in (-3, 2)))
    if pattern == "bars":
        return (box, *(rule(x, -7, x, 7, hue="paper") for x in (10, 16, 22)))
    return (box,)


def _part_marks() -> list[Spec]:
    box = {
        "x": {"field": "x"},
        "y": {"field": "y"},
        "width": {"field": "w"},
        "height": {"field": "h"},
        "fill": {"scale": "paint", "field": "c"},
        "fillOpacity": {"field": "o"},
        "stroke": ink("paper"),
        "tooltip": {"signal": "datum"},
    }
    line = {key: {"field": key} for key in ("x", "x2", "y", "y2")} | {
        "stroke": ink("paper"),
        "strokeOpacity": {"value": 0.75},
    }
    plate = {
        "x": {"signal": "datum.x + datum.w / 2"},
        "y": {"signal": "datum.y + datum.h / 2"},
        "text": {"field": "t"},
        "align": {"value": "center"},
        "baseline": {"value": "middle"},
        "fontSize": {"value": 10},
        "fontWeight": {"value": "bold"},
        "fill": ink("ink"),
    }
    halo = plate | {"stroke": ink("paper"), "strokeWidth": {"value": 4}, "strokeJoin": {"value": "round"}}
    return [
        {"type": "rect", "name": "share", "from": {"data": "parts"}, "encode": {"update": box}},
        {"type": "rule", "interactive": False, "from": {"data": "strokes"}, "encode": {"update": line}},
        *(
            {"type": "text", "interactive": False, "from": {"data": "parts"}, "encode": {"update": code}}
            for code in (halo, plate)
        ),
    ]


def _panel(kind: str, rows: Sequence[BalanceRow], years: tuple[int, int], top: float) -> list[Spec]:
    """Return name, axes and counts of one panel."""
    name = "all kinds" if kind == "all" else clean(kind)
    right = _x(years[1], years) + _step(years) / 2
    base, low = top + _ABOVE + _SHARES, top + _ABOVE + _SHARES + _BETWEEN + _EVENNESS
    out = [
        text(clip(name, _LEFT - 12, 12, bold=True), 0, top + _ABOVE + 6, bold=True),
        text("share of dealings", 0, top + _ABOVE + 24, size=11, hue="dim"),
        text("evenness", 0, low - _EVENNESS / 2 + 4, size=11, hue="dim"),
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = base - share * _SHARES
        out += [rule(_LEFT - 4, y, right, y), text(f"{share:.0%}", _LEFT - 8, y + 4, size=10, hue="dim", align="right")]
    for even in (0, 0.5, 1):
        y = low - even * _EVENNESS
        out += [rule(_LEFT - 4, y, right, y), text(f"{even:g}", _LEFT - 8, y + 4, size=10, hue="dim", align="right")]
    every = max(1, round(34 / _step(years) + 0.4))
    for year in range(years[0], years[1] + 1):
        total = sum(row.count for row in rows if row.year == year)
        x = _x(year, years)
        if (year - years[0]) % every == 0:
            out.append(text(str(year), x, low + 17, size=11, hue="dim", align="center"))
        if total:
            words = f"n={total:,}" if _step(years) >= 38 else f"{total:,}"
            out.append(text(words, x, top + _ABOVE - 6, size=10 if _step(years) > 22 else 8, hue="dim", align="center"))
    return out


def _dots(rows: Sequence[BalanceRow], kind: str, years: tuple[int, int], top: float) -> list[Datum]:
    """Return the evenness of each year; a stretch ends where a year has none."""
    known = {row.year: row.evenness for row in rows if row.kind == kind and row.evenness is not None}
    low = top + _ABOVE + _SHARES + _BETWEEN + _EVENNESS
    out, stretch = [], 0
    for year in sorted(known):
        stretch += year - 1 not in known
        even = known[year]
        assert even is not None
        where = {"x": round(_x(year, years), 2), "y": round(low - even * _EVENNESS, 2)}
        out.append({**where, "line": f"{kind} {stretch}", "head": f"{year}: evenness {even:.2f}"})
    return out


def _dot_lines() -> Spec:
    line = {"x": {"field": "x"}, "y": {"field": "y"}, "stroke": ink("ink"), "strokeWidth": {"value": 1.6}}
    return {
        "type": "group",
        "from": {"facet": {"name": "stretch", "data": "evenness", "groupby": "line"}},
        "marks": [{"type": "line", "interactive": False, "from": {"data": "stretch"}, "encode": {"update": line}}],
    }


def _dot_marks() -> Spec:
    encode = {
        "x": {"field": "x"},
        "y": {"field": "y"},
        "size": {"value": 36},
        "fill": ink("ink"),
        "tooltip": {"signal": "datum"},
    }
    return {"type": "symbol", "name": "even", "from": {"data": "evenness"}, "encode": {"update": encode}}


_COLUMNS = (0.0, 190.0, 330.0, 460.0, 590.0, 690.0, 780.0)


def trend_words(trend: Trend, names: Names) -> tuple[str, ...]:
    """Return a trend as cells: whose, of what, of which kind, whether there is one, tau, p, slope."""
    sign = "no trend" if trend.p >= SURE else "▲ grows" if trend.tau > 0 else "▼ shrinks"
    p = "p < 0.001" if trend.p < 0.001 else f"p = {trend.p:.3f}"
    slope = "" if trend.slope is None else f"{trend.slope:+.2f} a year"
    power = party_words(trend.power, names) if trend.power else "all powers"
    return power, clean(trend.measure), clean(trend.kind), sign, f"τ = {trend.tau:+.2f}", p, slope


def _trend_marks(trends: Sequence[Trend], names: Names, top: float) -> list[Spec]:
    out = [text("Trend over the years (Mann-Kendall test, Sen's slope)", 0, top + 14, bold=True)]
    for number, trend in enumerate(trends):
        y = top + 14 + _LINE * (number + 1)
        sure = trend.p < SURE
        out.append(rule(0, y - 14, WIDTH, y - 14))
        for x, following, words in zip(_COLUMNS, (*_COLUMNS[1:], WIDTH), trend_words(trend, names), strict=True):
            shown = clip(words, following - x - 8, 11, bold=sure)
            out.append(text(shown, x, y, size=11, hue="ink" if sure else "dim", bold=sure))
    return out
