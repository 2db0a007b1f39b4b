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
    text = "Chile and Peru signed a defence agreement in Lima in October 2023. It entered into force last July."
    stages = {
        str(claim.values("field:stage")[0]): str(claim.values("when")[0])
        for claim in code(text).claims
        if claim.type == "agreement"
    }
    assert stages == {"signed": "2023-10", "in force": "2025-07"}


def test_it_without_a_stage_adds_nothing(code: Coder) -> None:
    text = "Chile and Peru signed a defence agreement in Lima in October 2023. It rained all day."
    assert len([claim for claim in code(text).claims if claim.type == "agreement"]) == 1
