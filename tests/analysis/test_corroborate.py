from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis import corroborate
from foedera.events import Entry
from foedera.types import STATUSES, Actor, Place, Quantity
from tests.analysis.make import BRIGADE, CHINA, OFFICIALS, RUSSIA, SERBIA, USA, entry

ROLES = {"participant": [SERBIA, CHINA]}
MINISTRY = Actor("Ministry of Defence", "organisation", "SRB")


def believed(*entries: Entry, **known: Any) -> tuple[int, str]:
    event = corroborate(entries, **known)
    return event.credibility, "; ".join(event.reasons)


def papers(number: int, **more: Any) -> list[Entry]:
    return [entry(f"c{i}", publisher=f"Paper {'abcdefgh'[i]}", roles=ROLES, **more) for i in range(number)]


@pytest.mark.parametrize(("letter", "level"), [("A", 2), ("B", 2), ("C", 3), ("D", 4), ("E", 5), ("F", 6), (None, 6)])
def test_one_voice_is_as_credible_as_its_publisher(letter: str | None, level: int) -> None:
    known = {"paper A": letter} if letter else {}
    found, why = believed(*papers(1), reliability=known)
    assert found == level
    assert "1 voice (Paper a)" in why
    assert (f"reliability {letter}: Paper a" in why) == (letter not in (None, "F"))


@pytest.mark.parametrize(
    ("number", "letters", "level"),
    [
        (2, "", 2),
        (2, "A", 1),
        (2, "C", 1),
        (2, "D", 3),  # one and a half voices
        (2, "DD", 4),
        (3, "", 1),
        (3, "DDD", 3),
        (3, "EEE", 5),
        (4, "EEEE", 5),
    ],
)
def test_independent_voices_confirm(number: int, letters: str, level: int) -> None:
    known = {f"Paper {'abcd'[i]}": letter for i, letter in enumerate(letters)}
    assert believed(*papers(number), reliability=known)[0] == level


def test_copies_of_one_text_confirm_nothing() -> None:
    level, why = believed(*papers(5, voice="agency"))
    assert level == 6
    assert "1 voice" in why
    assert "in 5 reports" in why


def test_all_who_cite_one_source_are_one_source() -> None:
    level, why = believed(*papers(3, said_by=[USA]))
    assert level == 6
    assert "with only 1 independent source behind them (United States)" in why


def test_one_side_alone_is_capped() -> None:
    level, why = believed(*papers(1, said_by=[MINISTRY]), reliability={"Paper a": "A"})
    assert (level, f"only one party to it says so ({MINISTRY.name})" in why) == (2, True)
    organs = {f"Paper {name}": "SRB" for name in "abc"}
    level, why = believed(*papers(3), affiliation=organs)
    assert (level, "only one party to it says so (Paper a, Paper b and Paper c)" in why) == (2, True)
    both = {"Paper a": "SRB", "Paper b": "CHN", "Paper c": "CHN"}
    assert believed(*papers(3), affiliation=both)[0] == 1


def test_a_mere_denial_by_the_party_is_at_best_possibly_true() -> None:
    denial = papers(1, status="denied", said_by=[MINISTRY])
    level, why = believed(*denial, reliability={"Paper a": "A"})
    assert (level, f"only the party concerned denies it ({MINISTRY.name})" in why) == (3, True)


def test_nameless_sources_and_forecasts_are_capped() -> None:
    level, why = believed(*papers(3, said_by=[OFFICIALS]), reliability={"Paper a": "A"})
    assert (level, "only unnamed sources say so: officials" in why) == (3, True)
    assert believed(*papers(3, status="planned"))[0] == 2
    level, why = believed(*papers(3, status="possible"))
    assert (level, "a forecast (possible), not a happening" in why) == (3, True)


def test_a_happening_fits_what_another_announced() -> None:
    planned = entry("p", "planned", publisher="Bulletin", published="2025-06-01", roles=ROLES)
    level, why = believed(planned, *papers(1))
    assert (level, "fits what was announced or expected before (Bulletin)" in why) == (3, True)
    own = entry("p", "planned", publisher="Paper a", published="2025-06-01", roles=ROLES)
    assert believed(own, *papers(1))[0] == 6


def test_contradiction_costs_credibility_by_its_strength() -> None:
    denial = entry("d1", "denied", publisher="Denier", roles=ROLES)
    assert believed(denial, *papers(1))[0] == 4
    assert believed(denial, *papers(2))[0] == 3
    level, why = believed(denial, *papers(3))
    assert (level, "contradicted: denied by Denier" in why) == (2, True)
    party = entry("d1", "denied", publisher="Denier", said_by=[MINISTRY], roles=ROLES)
    level, why = believed(party, *papers(2))
    assert (level, "denied by Ministry of Defence (party to it)" in why) == (3, True)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ({"where": [Place("Hebei", "CHN")]}, {"where": [Place("Belgrade", "SRB")]}, "in different countries"),
        ({"when": "2025-01"}, {"when": "2025-04"}, "more than a month apart"),
        ({"roles": {**ROLES, "host": [SERBIA]}}, {"roles": {**ROLES, "host": [USA]}}, "different parties (host)"),
    ],
)
def test_reports_that_hardly_tell_of_one_thing_are_less_credible(
    left: dict[str, Any], right: dict[str, Any], reason: str
) -> None:
    level, why = believed(entry("c1", publisher="A", **left), entry("c2", publisher="B", **right))
    assert (level, reason in why) == (3, True)


def test_details_that_differ_are_said_and_cost_nothing() -> None:
    entries = [
        entry(f"c{i}", publisher=f"P{i}x", fields={"personnel": [Quantity(n)]}) for i, n in enumerate([56, 63, 63])
    ]
    level, why = believed(*entries)
    assert (level, "reports differ on personnel" in why) == (1, True)


def test_a_doubtful_claim_is_shown_and_weighs_half() -> None:
    sure, doubtful = papers(2)
    doubtful = entry("c1", publisher="Paper b", roles=ROLES, verdict="unsure")
    event = corroborate([sure, doubtful])
    assert event.voices == 2
    assert event.credibility == 3
    assert "1 claim in doubt, at half weight" in event.reasons


def test_an_event_names_its_claims_first_report_and_group() -> None:
    entries = [
        entry("b", published="2025-06-02", confidence=0.7),
        entry("c", published="2025-06", publisher="B", confidence=0.9),
        entry("a", published=None, publisher="C", confidence=0.2),
    ]
    event = corroborate(entries, group="g-1")
    assert (event.id, event.claims, event.first, event.group) == ("e-a", ("c", "b", "a"), "c", "g-1")
    assert event.confidence == 0.9
    assert corroborate(entries[2:]).first is None


def test_no_claims_and_claims_of_two_types_make_no_event() -> None:
    with pytest.raises(ValueError, match="none"):
        corroborate([])
    with pytest.raises(ValueError, match="'exercise', 'meeting'"):
        corroborate([entry("c1"), entry("c2", type="meeting")])


PUBLISHERS = st.sampled_from(["A", "B", "C", None])
ENTRIES = st.builds(
    lambda i, status, **more: entry(f"c{i:02}", status, **more),
    st.integers(0, 30),
    st.sampled_from(STATUSES),
    publisher=PUBLISHERS,
    published=st.sampled_from(["2025-06-01", "2025-08", "2025-08-10", None, "soon"]),
    voice=st.sampled_from([None, "v1", "v2"]),
    verdict=st.sampled_from([None, "accepted", "unsure"]),
    confidence=st.sampled_from([0.2, 1.0]),
    said_by=st.lists(st.sampled_from([SERBIA, OFFICIALS, RUSSIA]), max_size=2),
    name=st.sampled_from([None, "Joint Sea", "Joint Sea 2025", "Maritime Interaction"]),
    when=st.sampled_from([None, "2025", "2025-07", "2025-07-08", "2025-07-09/2025-07-12", "2025-07/..", "odd"]),
    where=st.lists(
        st.sampled_from([Place("Hebei", "CHN"), Place("China", "CHN"), Place("Belgrade", "SRB")]), max_size=2
    ),
    roles=st.fixed_dictionaries(
        {
            "participant": st.lists(st.sampled_from([SERBIA, CHINA, BRIGADE]), max_size=3),
            "host": st.lists(st.sampled_from([SERBIA, CHINA]), max_size=1),
        }
    ),
    fields=st.fixed_dictionaries(
        {
            "edition": st.lists(st.integers(1, 2), max_size=1),
            "personnel": st.lists(st.sampled_from([Quantity(500, "about"), Quantity(512), Quantity(600)]), max_size=2),
        }
    ),
    undisclosed=st.lists(st.sampled_from(["when", "participant:SRB", "value"]), max_size=1),
)


@given(
    st.lists(ENTRIES, min_size=1, max_size=8, unique_by=lambda entry: entry.id),
    st.dictionaries(st.sampled_from("ABC"), st.sampled_from("ABCDEF")),
    st.randoms(use_true_random=False),
)
def test_an_event_does_not_depend_on_order_and_keeps_its_bounds(
    entries: list[Entry], letters: dict[str, str], chance: Any
) -> None:
    event = corroborate(entries, letters, affiliation={"A": "SRB"})
    shuffled = chance.sample(entries, len(entries))
    assert corroborate(shuffled, dict(reversed(letters.items())), affiliation={"A": "SRB"}) == event
    assert corroborate([*entries, *entries], letters, affiliation={"A": "SRB"}) == event
    assert 1 <= event.credibility <= 6
    assert event.reasons
    assert event.status in {entry.claim.status for entry in entries}
    assert 1 <= event.voices <= len(entries)
    said = {(cell.field, entry.id) for entry in entries for cell in entry.claim.cells}
    shown = {(view.field, claim) for view in event.fields for reading in view.readings for claim in reading.claims}
    assert said | {("status", entry.id) for entry in entries} == shown
    for view in event.fields:
        assert all(1 <= reading.voices <= event.voices for reading in view.readings)
        assert len(view.readings) > 1 or not view.conflict
