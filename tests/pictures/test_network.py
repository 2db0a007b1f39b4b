"""The network: ties counted by tone, a layout that always comes out the same, nothing on top of anything."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.events import Event
from foedera.pictures import PictureError, network
from foedera.pictures.forces import places
from foedera.pictures.ties import nodes_of, ties_of
from foedera.types import Actor
from tests.pictures.sample import NAMES, crowd, made, words_of

NATO = Actor("NATO", "organisation", None, "NATO")
UNIT = Actor("63rd Parachute Brigade", "unit", "SRB")
EVENTS = [
    made(1, parties=("SRB", "CHN")),
    made(2, kind="sanction", parties=("SRB", "CHN")),
    made(3, parties=(UNIT, NATO)),
    made(4, parties=("SRB", NATO, Actor("Free Valley Front", "group"))),
]


def _score(event: Event) -> float | None:
    return {"sanction": -5.0, "exercise": 4.0}.get(event.type)


def test_actors_are_counted_by_the_state_or_organisation_they_belong_to() -> None:
    """A brigade counts for its state; a group without a state for itself."""
    assert [(node.key, node.kind, len(node.rows)) for node in nodes_of(EVENTS)] == [
        ("SRB", "state", 4),
        ("CHN", "state", 2),
        ("NATO", "organisation", 2),
        ("Free Valley Front", "other", 1),
    ]


def test_ties_count_cooperation_and_conflict_apart() -> None:
    """An event of many parties ties each pair of them less."""
    ties = {(tie.left, tie.right): tie for tie in ties_of(EVENTS, _score)}
    assert ties["CHN", "SRB"].rows == {"cooperation": (0,), "conflict": (1,)}
    assert ties["CHN", "SRB"].weight == 2
    assert ties["NATO", "SRB"].weight == 1.5
    assert ties["Free Valley Front", "NATO"].weight == 0.5
    assert {tone for tie in ties_of(EVENTS, None) for tone in tie.rows} == {"neither"}


def test_tones_have_colour_and_dash_in_the_legend() -> None:
    """Without scores the picture does not speak of cooperation at all."""
    drawn = network(EVENTS, format="svg", names=NAMES, title="Ties", score_of=_score)
    assert {"cooperation", "conflict", "organisation", "other actor", "Serbia", "NATO"} <= set(words_of(drawn))
    assert b'stroke-dasharray="7,4"' in drawn
    plain = words_of(network(EVENTS, format="svg", names=NAMES, title="Ties"))
    assert "cooperation" not in plain
    assert "Serbia" in plain


def test_the_rest_of_many_actors_is_summed_up() -> None:
    """Nothing is left out silently."""
    events = [made(n, parties=(Actor(f"Front {n}", "group"), "SRB")) for n in range(200)]
    words = words_of(network(events, format="svg", names=NAMES, title="Ties", most=50))
    assert "Not drawn: 151 further actors, in 151 events." in words
    assert sum(word.startswith("Front ") for word in words) == 49 * 2  # each with the paper around it


def test_no_actors_is_an_error_and_events_without_parties_are_not() -> None:
    """The one is a wrong request, the other a fact."""
    with pytest.raises(PictureError, match="0 actors cannot be drawn"):
        network(EVENTS, format="svg", names=NAMES, title="Ties", most=0)
    drawn = network([made(1, parties=())], format="svg", names=NAMES, title="Ties")
    assert "None of 1 event has a party." in words_of(drawn)


@settings(max_examples=15)
@given(
    st.integers(1, 60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59), st.floats(0.1, 50)), max_size=150),
)
def test_nodes_with_their_labels_lie_apart_and_within_the_picture(
    count: int, edges: list[tuple[int, int, float]]
) -> None:
    """Whatever the ties; and the same ties give the same places."""
    known = [(one, two, strength) for one, two, strength in edges if one < count and two < count and one != two]
    boxes = [(20.0 + n % 30, 14.0) for n in range(count)]
    at = places(count, known, boxes, (1050, 820))
    assert at == places(count, known, boxes, (1050, 820))
    for (x, y), (wide, high) in zip(at, boxes, strict=True):
        assert wide - 0.1 <= x <= 1050.1 - wide
        assert high - 0.1 <= y <= 820.1 - high
    pairs = combinations(zip(at, boxes, strict=True), 2)
    overlaps = sum(
        abs(one[0] - two[0]) < a[0] + b[0] - 1 and abs(one[1] - two[1]) < a[1] + b[1] - 1
        for (one, a), (two, b) in pairs
    )
    assert overlaps == 0


def test_five_thousand_events_stay_a_picture() -> None:
    """Its size has a bound."""
    drawn = network(crowd(5000), format="svg", names=NAMES, title="Ties", score_of=_score)
    assert len(drawn) < 300_000
