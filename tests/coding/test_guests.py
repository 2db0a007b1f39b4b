"""Who comes to those at home is looked for where a meeting names nobody else."""

from __future__ import annotations

from tests.coding.conftest import Coder

_ELSEWHERE = "Fiji's parliament debated the budget on Monday. Fiji had a hard year. "


def _parts(code: Coder, text: str, role: str) -> set[str | None]:
    meeting = next(claim for claim in code(text).claims if claim.type == "meeting")
    return {actor.country for actor in meeting.actors(role)}


def test_a_trip_that_names_no_traveller_is_one_of_whom_the_report_is_about(code: Coder) -> None:
    text = _ELSEWHERE + "A trip to Beijing planned for last week did not take place."
    assert (_parts(code, text, "visitor"), _parts(code, text, "host")) == ({"FJI"}, {"CHN"})


def test_a_guest_who_is_only_named_is_of_whom_the_report_is_about(code: Coder) -> None:
    text = _ELSEWHERE + "Peter Vaka visited Beijing on Friday."
    assert _parts(code, text, "visitor") == {"FJI"}


def test_talks_that_name_nobody_are_of_the_two_whom_the_report_is_about(code: Coder) -> None:
    text = "Fiji and Tonga signed a treaty on Monday. Both are islands. Talks in Beijing are planned for May."
    assert _parts(code, text, "participant") == {"FJI", "TON"}


def test_those_who_are_known_to_meet_are_left_as_they_are(code: Coder) -> None:
    text = _ELSEWHERE + "Chile's president visited Peru on Friday."
    assert _parts(code, text, "visitor") == {"CHL"}


def test_travellers_of_whom_no_report_tells_meet_nobody(code: Coder) -> None:
    assert not code("Two tourists came to Beijing on Friday. They saw the sights.").claims


def test_who_is_named_at_home_receives_and_no_state_stands_in(code: Coder) -> None:
    text = (
        "President Kassym-Jomart Tokayev of Kazakhstan is to meet US President Donald Trump in Washington in November, "
        "an aide said."
    )
    meeting = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert {a.name for role in ("host", "participant", "visitor") for a in meeting.actors(role)} == {
        "Kassym-Jomart Tokayev",
        "Donald Trump",
    }
