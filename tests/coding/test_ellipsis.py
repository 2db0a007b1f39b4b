"""Clauses that lean on what was told before: who does likewise, and what became of it."""

from __future__ import annotations

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
