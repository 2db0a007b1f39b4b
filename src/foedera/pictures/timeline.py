"""The timeline: what happened, was announced or denied, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedera.events import Event
from foedera.pictures import lanes as layout
from foedera.pictures.bins import Bins, bins_for
from foedera.pictures.draw import check, draw
from foedera.pictures.frame import Key, Plot, blank, frame
from foedera.pictures.lanes import Axis, Item
from foedera.pictures.page import Picture
from foedera.pictures.records import LANES, Lanes, LinkOf, Names, PassagesOf, PictureError
from foedera.pictures.table import event_links, event_table
from foedera.pictures.timeline_keys import all_keys
from foedera.pictures.timeline_marks import PLOT_WIDTH
from foedera.pictures.timeline_spec import bands_of, crowd_bands, timeline_plot
from foedera.pictures.words import count

TOP_LEVELS = 2
"""Rows of labelled events below the counts of a lane."""
CLOSE_LEVELS = 5
"""Rows of a lane in which events show when the reader zooms in."""
_HINT = (
    "Drag to move, draw on the strip below to choose a time, Ctrl + wheel or double click to zoom; "
    "keys + – ← → 0. Click an event for its passages."
)
_BY = {"type": "type", "pair": "pair of parties", "series": "series"}


def timeline(  # noqa: PLR0913 - each is a choice of the caller's, by keyword
    events: Sequence[Event],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    link_of: LinkOf | None = None,
    passages_of: PassagesOf | None = None,
    lanes: Lanes = "type",
    theme: str = "auto",
) -> bytes:
    """Draw events along time, in lanes by type, by pair of parties or by series.

    Few events are drawn and labelled one by one; of many, the counts per month are drawn and the best corroborated
    labelled, and the page shows single events where the reader zooms in. No events give a picture that says so.

    Raises:
        PictureError: No such format, theme or lanes.
    """
    check(format, theme)
    if lanes not in LANES:
        raise PictureError(f"no lanes by {lanes!r}: choose {', '.join(LANES[:-1])} or {LANES[-1]}")
    ordered = sorted(events, key=_order)
    found = layout.items(ordered, names, lanes)
    table = event_table(ordered, names, link_of, passages_of)
    links = event_links(ordered, names, link_of)
    if not found:
        words = "No events in this selection." if not ordered else f"None of {count(len(ordered), 'event')} has a date."
        return draw(Picture(title, words, blank(title, words, theme), None, table, theme=theme), format)
    scene = _scene(ordered, found, names, lanes)
    still = frame(title, scene.summary, _plot(scene, live=False), theme)
    live = frame(title, scene.summary, _plot(scene, live=True), theme) if format == "html" else None
    return draw(Picture(title, scene.summary, still, live, table, _HINT, theme=theme, links=links), format)


def _order(event: Event) -> tuple[str, str]:
    return (event.when or "~").lstrip("./"), event.id


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the picture that stands still and the one that moves have in common."""

    axis: Axis
    bins: Bins
    groups: list[tuple[str, list[Item]]]
    single: list[layout.Lane] | None
    """Lanes in which every event is drawn by itself; None where they are too many."""
    summary: str
    notes: list[str]
    keys: list[Key]


def _scene(events: Sequence[Event], found: list[Item], names: Names, lanes: Lanes) -> _Scene:
    axis = layout.axis_of(found, PLOT_WIDTH)
    bins = bins_for(axis)
    groups = layout.by_lane(found, events, names, lanes)
    single = layout.single_lanes(groups, axis)
    summary = _summary(events, found, bins, lanes, crowd=single is None)
    keys = all_keys(found, hues=lanes != "type", crowd=single is None, unit=bins.unit)
    return _Scene(axis, bins, groups, single, summary, _notes(events, found, axis), keys)


def _plot(scene: _Scene, *, live: bool) -> Plot:
    if scene.single is not None:
        bands = bands_of(scene.single)
    else:
        tops = [layout.top_spots(group, scene.axis, TOP_LEVELS) for _, group in scene.groups]
        near = layout.detail_lanes(scene.groups, scene.axis, CLOSE_LEVELS) if live else ()
        bands = crowd_bands(scene.groups, tops, scene.bins, near)
    return timeline_plot(bands, scene.axis, live=live, bins=scene.bins, keys=scene.keys, notes=scene.notes)


def _summary(events: Sequence[Event], found: Sequence[Item], bins: Bins, lanes: Lanes, *, crowd: bool) -> str:
    of_all = f"{len(found):,} of " if len(found) < len(events) else ""
    drawn = f"{of_all}{count(len(events), 'event')} by {_BY[lanes]}"
    if crowd:
        drawn += f": counts per {bins.unit}, with the best corroborated events by name"
    claims = sum(len(item.event.claims) for item in found)
    return f"{drawn}, from {count(claims, 'claim')}."


def _notes(events: Sequence[Event], found: Sequence[Item], axis: Axis) -> list[str]:
    missing = len(events) - len(found)
    notes = [f"Not drawn: {count(missing, 'event')} of which no report gives a date."] if missing else []
    before, after = layout.outside(found, axis)
    if before or after:
        sides = [f"{number:,} {side}" for number, side in ((before, "before"), (after, "after")) if number]
        notes.append(f"Outside the time shown: {count(before + after, 'event')} ({', '.join(sides)}).")
    return notes
