"""Who hosts, who takes part and on whose ground forces are, where words or the rest of the report tell."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

_TWO = "Chile and Peru had a hard year. Peru's parliament met in Lima. Chile's parliament met on Monday. "


def parts(code: Coder, text: str, kind: str, publisher: str | None = None) -> dict[str, set[str | None]]:
    """Return who plays which part in the last claim of a type."""
    claim = [claim for claim in code(text, publisher=publisher).claims if claim.type == kind][-1]
    roles = {cell.field.removeprefix("role:") for cell in claim.cells if cell.field.startswith("role:")}
    found = {role: {a.country or a.org for a in claim.actors(role)} - {None} for role in roles}
    return {role: who for role, who in found.items() if who}


@pytest.mark.parametrize("sent", ["scrambled two fighter jets", "called up reservists"])
def test_who_goes_after_others_or_arms_at_home_is_on_nobodys_ground(code: Coder, sent: str) -> None:
    assert parts(code, _TWO + f"Peru {sent} on Tuesday.", "deployment") == {"actor": {"PER"}}


def test_forces_at_home_are_on_nobody_elses_ground(code: Coder) -> None:
    text = _TWO + "Peru sent 300 marines to Tacna in Peru on Tuesday."
    assert "CHL" not in parts(code, text, "deployment").get("host", set())


def test_where_forces_return_to_is_their_own_and_hosts_nobody(code: Coder) -> None:
    text = (
        "Fiji has had 300 soldiers in Iraq since May. Iraq thanked Fiji for its help. "
        "About 150 soldiers will return to Fiji before the end of this month."
    )
    assert parts(code, text, "deployment") == {"actor": {"FJI"}, "host": {"IRQ"}}


def test_who_was_to_join_stays_away_alone(code: Coder) -> None:
    text = (
        "Peru and Chile ended the naval exercise Blue Heron off Callao on Monday. "
        "A Brazilian frigate, which was to join it, did not come because of a storm."
    )
    assert parts(code, text, "exercise")["participant"] == {"BRA"}


def test_a_drill_of_ones_own_is_nobody_elses(code: Coder) -> None:
    text = _TWO + "Peru conducted its own drill, Blue Heron, with 3,000 soldiers."
    assert set().union(*parts(code, text, "exercise").values()) == {"PER"}


def test_the_next_of_many_is_held_at_home_and_nobody_knows_who_comes(code: Coder) -> None:
    text = (
        "LIMA - Peru, Chile, Brazil and Ecuador ended the exercise Blue Heron near Tacna in Peru on Monday. "
        "Soldiers practised river crossings. The next exercise is scheduled for 2027."
    )
    assert parts(code, text, "exercise")["participant"] == {"PER"}


def test_those_who_take_part_and_in_whose_places_it_is_are_hosts(code: Coder) -> None:
    text = "Norwegian, Swedish and Dutch soldiers held the exercise Blue Heron in Troms, Norway, and in Kiruna in May."
    assert parts(code, text, "exercise")["host"] == {"NOR", "SWE"}


def test_who_hosts_talks_is_host_also_in_a_relative_clause(code: Coder) -> None:
    text = "Oman, which hosted a meeting of Peru and Chile in May, was silent."
    assert parts(code, text, "meeting") == {"host": {"OMN"}, "participant": {"PER", "CHL"}}


def test_those_who_host_rounds_of_talks_do_not_take_part(code: Coder) -> None:
    text = "Peru and Chile broke off relations in 2016. Iraq and Oman hosted five rounds of talks from 2021."
    assert parts(code, text, "meeting") == {"host": {"IRQ", "OMN"}, "participant": {"PER", "CHL"}}


def test_where_others_bring_things_from_takes_no_part(code: Coder) -> None:
    text = (
        "Soldiers from Finland, Sweden and Britain are taking part in the artillery exercise Blue Heron in Lapland. "
        "The British have brought rocket launchers from Estonia to the exercise."
    )
    assert "EST" not in parts(code, text, "exercise")["participant"]


def test_coast_guards_are_those_of_states_told_before(code: Coder) -> None:
    text = "Peru and Chile share a border. Last week the two coast guards held a joint exercise off Arica."
    assert parts(code, text, "exercise")["participant"] == {"PER", "CHL"}


def test_a_prefix_that_only_one_navy_has_tells_whose_a_ship_is_whoever_is_named(code: Coder) -> None:
    text = (
        "The USS Harry S. Truman arrived in Souda Bay in Crete on Tuesday. German soldiers are in Lithuania. German "
        "Defense Minister Boris Pistorius visited Vilnius."
    )
    first = next(claim for claim in code(text).claims if claim.type == "deployment")
    assert [actor.country for actor in first.actors("actor")] == ["USA"]


@pytest.mark.parametrize("ports", ["Suva, Apia and Nuku'alofa", "Suva and Apia, and in Nuku'alofa"])
def test_all_places_of_a_list_have_hosts(code: Coder, ports: str) -> None:
    text = f"The Australian destroyer docked in {ports} in April."
    assert parts(code, text, "deployment") == {"actor": {"AUS"}, "host": {"FJI", "WSM", "TON"}}


def test_who_is_somewhere_is_not_whoever_is_at_home_there(code: Coder) -> None:
    text = "Chad and Ghana are partners. In 2018 a hospital ship called at Accra for eight days."
    (claim,) = [each for each in code(text).claims if each.type == "deployment"]
    assert [actor.country for actor in claim.actors("actor")] == ["TCD"]
    assert [actor.country for actor in claim.actors("host")] == ["GHA"]
