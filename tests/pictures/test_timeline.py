"""The timeline: every form of date and status has its own mark, labels never overlap, many events become counts."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.events import Event
from foedera.pictures import LANES, PictureError, timeline
from foedera.pictures import lanes as layout
from foedera.pictures.bins import bins_for
from foedera.pictures.lanes import items
from foedera.pictures.look import GLYPHS
from foedera.pictures.spans import Extent, extent
from foedera.types import STATUSES
from tests.pictures.sample import FORMS, NAMES, crowd, every_date, every_status, made, parsed

MANY = crowd(5000)


def _svg(events: list[Event], **more: str) -> str:
    return timeline(events, format="svg", names=NAMES, title="Time", **more).decode()  # type: ignore[arg-type]


def test_every_status_has_a_shape_of_its_own() -> None:
    """Shapes differ, or the same shape is filled and hollow; the legend names all."""
    looks = {(glyph.shape, glyph.filled) for glyph in GLYPHS.values()}
    assert len(looks) == len(STATUSES)
    svg = _svg(every_status())
    for status in STATUSES:
        assert f">{GLYPHS[status].words}<" in svg
        assert f">Drill {status}<" in svg


def test_the_legend_has_only_what_is_used() -> None:
    """One exact day needs no key for intervals."""
    svg = _svg([made()])
    assert ">occurred<" in svg
    assert ">planned<" not in svg
    assert "some time within" not in svg


@pytest.mark.parametrize("when", FORMS)
def test_every_form_of_date_is_drawn_as_what_it_is(when: str) -> None:
    """Days as points, months and years as whiskers, intervals as bars, open and approximate ends marked."""
    svg = _svg([made(1, when=when), made(2, when="2022-01-01"), made(3, when="2026-01-01")])
    root = parsed(svg)
    marks = {name: _visible(root, name) for name in ("bar", "within", "open-a", "open-z", "about-a", "about-z")}
    known = extent(when)
    assert known is not None
    assert marks == {
        "bar": int(not known.point and not known.within),
        "within": int(known.within and not known.point),
        "open-a": int(known.open_start),
        "open-z": int(known.open_end),
        "about-a": int(known.about_start),
        "about-z": int(known.about_end),
    }


def test_what_began_and_has_no_end_is_not_drawn_into_the_future() -> None:
    """Only because another event is planned for 2029; what is planned without an end may go on."""
    events = [
        made(1, when="2015/.."),
        made(2, when="2026-03-01"),
        made(3, when="2029-06-01", status="planned"),
        made(4, when="2027/..", status="planned"),
    ]
    found = {item.row: item.extent for item in items(events, NAMES, "type")}
    assert (found[0].end, found[0].open_end, found[0].endless) == (found[1].end, True, False)
    assert (found[3].end, found[3].endless) == (found[3].start, True)
    (only,) = items(events[:1], NAMES, "type")
    assert only.extent.end >= only.extent.start


def _visible(root: ET.Element, name: str) -> int:
    groups = [node for node in root.iter() if name in node.get("class", "").split()]
    return sum(node.get("opacity", "1") != "0" for group in groups for node in group)


def test_events_without_a_date_are_counted_in_a_note() -> None:
    """Nothing is left out silently."""
    drawn = _svg(every_date())
    assert "Not drawn: 1 event of which no report gives a date." in drawn
    count = len(every_date())
    assert f"{count - 1} of {count} events by type" in drawn
    assert "None of 2 events has a date." in _svg([made(1, when=None), made(2, when="soon")])


def test_a_few_events_far_away_do_not_squeeze_the_rest() -> None:
    """They are outside what is shown at first, and a note says how many."""
    events = [made(n, when=f"2024-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(60)]
    assert "Outside the time shown: 1 event (1 before)." in _svg([*events, made(99, when="1804")])
    assert "Outside" not in _svg(events)


when_texts = st.builds(
    lambda year, month, day, form: form.format(y=year, m=f"{month:02}", d=f"{day:02}", z=year + 1),
    st.integers(2015, 2026),
    st.integers(1, 12),
    st.integers(1, 28),
    st.sampled_from(["{y}-{m}-{d}", "{y}-{m}", "{y}", "{y}-{m}-{d}/..", "../{y}-{m}", "{y}~", "{y}-{m}/{z}-{m}"]),
)


@settings(max_examples=40)
@given(st.lists(st.tuples(when_texts, st.text("abcd ", max_size=40)), min_size=1, max_size=120), st.sampled_from(LANES))
def test_no_two_marks_or_labels_of_a_row_overlap(given_events: list[tuple[str, str]], lanes: str) -> None:
    """Neither of those that have their label from the start nor of the bare ones."""
    events = [made(n, name=name.strip() or None, when=when) for n, (when, name) in enumerate(given_events)]
    found = layout.items(events, NAMES, lanes)  # type: ignore[arg-type]
    axis = layout.axis_of(found, 900)
    groups = layout.by_lane(found, events, NAMES, lanes)  # type: ignore[arg-type]
    assert sum(len(group) for _, group in groups) == len(events)
    packed = layout.single_lanes(groups, axis)
    if packed is not None:
        assert all(layout.overlapping(lane, axis) == 0 for lane in packed)
        assert sorted(spot.item.row for lane in packed for spot in lane.spots) == list(range(len(events)))


def test_five_thousand_events_become_counts_with_the_best_by_name() -> None:
    """The picture stays small, counts everything and labels without overlap."""
    svg = _svg(MANY)
    assert len(svg) < 1_500_000
    assert "counts per month" in svg
    assert "5,000 events by type" in svg
    shown = re.findall(r">(Shield \d+)<", svg)
    assert 20 < len(shown) < 300
    voices = {event.name: event.voices for event in MANY}
    # a gap in a row may hold a lesser event, but those of most voices come first
    assert sum(voices[name] >= 5 for name in shown) > 0.8 * len(shown)


def test_counts_hold_every_event_once() -> None:
    """Events of vague dates are spread, and still add up."""
    found = layout.items(MANY, NAMES, "type")
    bins = bins_for(layout.axis_of(found, 900))
    counted = bins.counted(found)
    assert bins.unit == "month"
    assert sum(bin_.total for bin_ in counted) == pytest.approx(len(found))
    assert {row for bin_ in counted for row in bin_.rows} == {item.row for item in found}
    assert all(bin_.start < bin_.end for bin_ in counted)


def test_a_page_of_five_thousand_has_every_event_to_zoom_to() -> None:
    """The spec that moves holds all events, each with the zoom from which its label has room."""
    page = timeline(MANY, format="html", names=NAMES, title="Time").decode()
    assert len(page) < 8_000_000
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    events = next(part for part in data["spec"]["data"] if part["name"] == "events")["values"]
    assert {row for event in events if event["k"] == 1 for row in event["rows"]} == set(range(5000))


def test_lanes_by_pair_and_series() -> None:
    """Pairs are named by their states, series by their names; the small ones are joined."""
    pairs = _svg([made(1), made(2, parties=("HUN", "RUS")), made(3, parties=("HUN", "RUS", "CHN"))], lanes="pair")
    for name in ("China – Serbia", "Hungary – Russia", "three or more parties"):
        assert f">{name}<" in pairs
    series = _svg([made(1, name="Danube Guard 2024", group="g1"), made(2, group="g1"), made(3)], lanes="series")
    assert ">Danube Guard 2024<" in series
    assert ">no series<" in series
    assert ">other (27 more)<" in _svg(crowd(200), lanes="series")


def test_unknown_lanes_are_an_error() -> None:
    """The message names the known ones."""
    with pytest.raises(PictureError, match="no lanes by 'colour': choose type, pair or series"):
        _svg([made()], lanes="colour")


def test_dates_at_the_ends_of_the_calendar_are_drawn() -> None:
    """Years 1 and 9999 are dates."""
    assert "2 events" in _svg([made(1, when="0001"), made(2, when="9999-12-31")])


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("1970-01-02", Extent(1, 2, within=False)),
        ("1970", Extent(0, 365, within=True)),
        ("1970-01-01/1970-01-03", Extent(0, 3, within=False)),
        ("1970-01-02~", Extent(1, 2, within=False, about_start=True, about_end=True)),
        ("1970-01-01~/1970-01-03~", Extent(0, 3, within=True, about_start=True, about_end=True)),
        ("../1970-01-01", Extent(1, 1, within=False, open_start=True)),
        ("1970-01-02/..", Extent(1, 1, within=False, open_end=True)),
        ("1970-13", None),
        (None, None),
    ],
)
def test_extents(when: str | None, expected: Extent | None) -> None:
    """A date's ends in days, and what is known of them."""
    assert extent(when) == expected
