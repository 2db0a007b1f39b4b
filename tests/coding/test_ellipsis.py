"""Clauses that lean on what was told before: who does likewise, and what became of it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def _actors(code: Coder, text: str, kind: str) -> set[tuple[str, str | None]]:
    return {
        (claim.status, claim.actors("actor")[0].country)
        for claim in code(text).claims
        if claim.type == kind and claim.actors("actor")
    }


def test_so_has_another(code: Coder) -> None:
    text = "Ghana has condemned the coup in Niger. So has Senegal, the ministry said."
    assert _actors(code, text, "oppose") == {("occurred", "GHA"), ("occurred", "SEN")}


def test_another_did_the_same(code: Coder) -> None:
    text = "Norway barred Russian trawlers from its ports in July, after Iceland had done the same."
    assert {("occurred", "NOR"), ("occurred", "ISL")} <= _actors(code, text, "sanction")


def test_it_stands_for_the_treaty_of_the_sentence_before(code: Coder) -> None:
    text = "Chile and Peru signed a defence pact in Lima in October 2023. It came into force in July."
    stages = {
        str(claim.values("field:stage")[0]): str(claim.values("when")[0])
        for claim in code(text).claims
        if claim.type == "agreement"
    }
    assert stages == {"signed": "2023-10", "in force": "2025-07/.."}


def test_it_without_a_stage_adds_nothing(code: Coder) -> None:
    text = "Chile and Peru signed a defence agreement in Lima in October 2023. It rained all day."
    assert len([claim for claim in code(text).claims if claim.type == "agreement"]) == 1


def _stages(code: Coder, text: str) -> dict[str, tuple[str, str | None]]:
    return {
        str(claim.values("field:stage")[0]): (claim.status, next(map(str, claim.values("when")), None))
        for claim in code(text).claims
        if claim.type == "agreement"
    }


def test_it_is_the_treaty_also_in_another_clause_and_as_an_object(code: Coder) -> None:
    text = "The fisheries treaty between Peru and Chile was signed in June and our parliament has ratified it."
    assert _stages(code, text) == {"signed": ("occurred", "2025-06"), "ratified": ("occurred", None)}


def test_what_has_yet_to_be_done_has_not_been_done(code: Coder) -> None:
    text = "Peru and Chile signed a fisheries treaty on Monday. Parliament in Lima has yet to ratify it."
    assert _stages(code, text)["ratified"] == ("denied", None)


def test_a_stage_of_the_next_sentence_is_not_what_is_negotiated(code: Coder) -> None:
    text = "Peru and Chile are negotiating a treaty on fishing. It could be signed in October, the official added."
    assert _stages(code, text) == {"negotiation": ("ongoing", None), "signed": ("possible", "2025-10")}


def test_it_is_nothing_told_before_that_has_no_stages(code: Coder) -> None:
    text = "Chile and Peru signed a defence agreement. Their exercise Andes was held in May; it was suspended in 2020."
    assert "suspended" not in _stages(code, text)


def test_so_has_somebody_takes_up_no_clause_with_another_auxiliary(code: Coder) -> None:
    text = "Chile backs Haftar, whose son is to visit Peru later this month. So has Togo."
    visitors = {a.country for c in code(text).claims if c.type == "meeting" for a in c.actors("visitor")}
    assert "TGO" not in visitors


def _told_of(code: Coder, text: str, kind: str, role: str) -> list[tuple[str | None, str | None]]:
    """Return who plays a part and when, of each claim of a type."""
    claims = [claim for claim in code(text).claims if claim.type == kind]
    return [(claim.actors(role)[0].country, next(map(str, claim.values("when")), None)) for claim in claims]


def test_a_state_that_follows_does_the_same(code: Coder) -> None:
    text = "Chad withdrew its troops from Nigeria in January, and Niger followed in March."
    assert _told_of(code, text, "deployment", "actor") == [("TCD", "2025-01"), ("NER", "2025-03")]
    assert all(
        (claim.actors("host")[0].country, claim.values("field:stage")) == ("NGA", ("withdrawal",))
        for claim in code(text).claims
    )


def test_who_follows_with_ships_of_its_own_does_something_else(code: Coder) -> None:
    text = "Two Russian destroyers sailed through the Sound on Monday; a Chinese frigate followed on Tuesday."
    forces = [set(map(str, c.values("field:forces"))) for c in code(text).claims if c.type == "deployment"]
    assert forces == [{"destroyers"}, {"frigate"}]


def test_who_did_the_same_takes_every_part_of_who_did_it_first(code: Coder) -> None:
    """Chad, by whose order they left, is their host, and so is Senegal."""
    text = (
        "Chad ordered all French forces out of the country in November 2023, and Senegal did the same "
        "three months later."
    )
    assert _told_of(code, text, "deployment", "host") == [("TCD", "2023-11"), ("SEN", "2024-02~")]
    assert {actor.country for claim in code(text).claims for actor in claim.actors("actor")} == {"FRA"}


def test_an_auxiliary_alone_tells_who_does_otherwise(code: Coder) -> None:
    text = "Togo and Benin condemned the coup in Mali. Ghana did not."
    assert {("occurred", "TGO"), ("denied", "GHA")} <= _actors(code, text, "oppose")
    text = "Peru will not take part in sanctions against Cuba; Ecuador, however, will."
    assert _actors(code, text, "sanction") == {("denied", "PER"), ("planned", "ECU")}


def test_neither_of_two_does_what_another_did(code: Coder) -> None:
    text = "Estonia has expelled two Belarusian diplomats; neither Latvia nor Lithuania has."
    assert _actors(code, text, "sanction") == {("occurred", "EST"), ("denied", "LVA")}


def test_an_auxiliary_alone_says_the_opposite_of_what_was_told(code: Coder) -> None:
    text = "Iran has not supplied drones to Ethiopia, its ambassador insisted. Western officials say it has."
    claims = [claim for claim in code(text).claims if claim.type == "transfer"]
    told = {claim.status: getattr(claim.values("said_by")[0], "name", None) for claim in claims}
    assert told == {"denied": "ambassador", "occurred": "Western officials"}


def test_an_auxiliary_alone_is_no_term_and_no_measure(code: Coder) -> None:
    text = "Chile will expel the Cuban ambassador if Peru does, and earlier than Bolivia did."
    assert {actor for _, actor in _actors(code, text, "sanction")} <= {"CHL"}


def test_who_says_the_one_says_the_other(code: Coder) -> None:
    text = "“Serbia is not a member of NATO, Albania is, and yet we talk to each other,” Marko Petrovic said."
    said = {
        claim.actors("actor")[0].country: [getattr(who, "name", None) for who in claim.values("said_by")]
        for claim in code(text).claims
        if claim.type == "membership" and claim.actors("actor")
    }
    assert said == {"SRB": ["Marko Petrovic"], "ALB": ["Marko Petrovic"]}


def test_who_follows_does_what_is_only_half_told(code: Coder) -> None:
    text = "Norway condemned the coup in Togo.\n\nCanada imposed sanctions on 14 Belarusian judges on Monday, and "
    claims = code(text + "Australia followed suit a day later.").claims
    followed = [c for c in claims if {a.country for a in c.actors("actor")} == {"AUS"}]
    assert [(c.type, [a.country for a in c.actors("target")]) for c in followed] == [("sanction", ["BLR"])]
    assert [str(value) for value in followed[0].values("when")] == ["2025-08-12"]


def test_who_did_so_stands_right_behind_that(code: Coder) -> None:
    text = (
        "Oman sold tanks to Mali in May. Niger, Oman's partner, condemned the sale, and so did Chad, but Togo did not."
    )
    claims = [claim for claim in code(text).claims if claim.type == "oppose"]
    said = {claim.status for claim in claims if "TGO" in {actor.country for actor in claim.actors("actor")}}
    assert said == {"denied"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Norway has imposed no sanctions on Ghana, and neither has Togo.", {"NOR", "TGO"}),
        ("Norway did not impose sanctions on Ghana. Nor did Togo send troops to the border.", {"NOR"}),
    ],
)
def test_nor_did_is_of_the_same_only_without_a_verb(code: Coder, text: str, actors: set[str]) -> None:
    claims = [claim for claim in code(text).claims if claim.type == "sanction"]
    assert {claim.status for claim in claims} == {"denied"}
    assert {actor.country for claim in claims for actor in claim.actors("actor")} == actors


@pytest.mark.parametrize(
    ("text", "who", "status"),
    [
        ("Fiji has signed the accord on river police, and Tonga is about to.", "TON", "expected"),
        ("Kenya and Uganda have ratified the pact; Rwanda has yet to.", "RWA", "denied"),
    ],
)
def test_a_bare_to_says_how_it_stands_with_another(code: Coder, text: str, who: str, status: str) -> None:
    claims = [claim for claim in code(text).claims if claim.type == "agreement"]
    assert {claim.status for claim in claims if who in {actor.country for actor in claim.actors("party")}} >= {status}
