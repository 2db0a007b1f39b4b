"""The legend of a timeline: what is used of statuses, forms of dates, counts and colours."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from foedera.codebook.groups import GROUP_NAMES
from foedera.pictures.frame import Key, rect, rule, status_keys, symbol
from foedera.pictures.lanes import Item
from foedera.pictures.look import ink
from foedera.pictures.measure import clip
from foedera.pictures.timeline_marks import BAR


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


def hue_keys(hues: Collection[str]) -> list[Key]:
    """Return the legend of the colours of types, which are those of their groups."""
    shown = [(group, words) for group, words in GROUP_NAMES.items() if group in hues]
    return [Key(clip(words, 160, 11), (rect(8, -6, 18, 12, ink(group)),)) for group, words in shown]


def all_keys(found: Sequence[Item], *, hues: bool, crowd: bool, unit: str) -> list[Key]:
    """Return the whole legend; of colours too where lanes do not tell what they mean."""
    statuses = status_keys({item.event.status for item in found})
    colours = hue_keys({item.hue for item in found}) if hues else []
    return [*statuses, *date_keys(found, crowd=crowd, unit=unit), *colours]
