"""What a sentence speaks of only by the way is no claim: what is threatened, what is aimed at, what dates another."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def _types(code: Coder, text: str) -> list[str]:
    return sorted(claim.type for claim in code(text).claims)


def test_what_is_threatened_is_the_matter_of_the_threat(code: Coder) -> None:
    text = "Lima warned Quito on Monday that any purchase of the tanks could trigger sanctions."
    assert _types(code, text) == ["threat"]


def test_what_is_done_beside_a_threat_is_told(code: Coder) -> None:
    text = "Lima imposed sanctions on Quito on Monday and threatened to close the border."
    assert _types(code, text) == ["sanction", "threat"]


@pytest.mark.parametrize("aim", ["is meant to", "aims to", "is designed to"])
def test_what_a_drill_is_meant_to_do_says_not_how_ties_are(code: Coder, aim: str) -> None:
    text = f"Ghana and Togo began a joint naval exercise on Monday. The drill {aim} deepen ties between Ghana and Togo."
    assert "relations" not in _types(code, text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister of Togo will visit Accra on Friday to discuss closer military cooperation with Ghana.",
        "The exercise in May gives Togo and Ghana the chance to deepen their military ties.",
    ],
)
def test_what_a_visit_or_a_chance_is_for_says_not_how_ties_are(code: Coder, text: str) -> None:
    assert "relations" not in _types(code, text)


def test_how_ties_are_is_told(code: Coder) -> None:
    assert _types(code, "Military ties between Ghana and Togo have deepened since 2019.") == ["relations"]


def test_an_invasion_that_dates_something_else_is_no_claim(code: Coder) -> None:
    text = "Sweden gave up its neutrality after Russia's invasion of Ukraine."
    assert "assault" not in _types(code, text)


def test_an_invasion_that_is_the_matter_is_told(code: Coder) -> None:
    assert "assault" in _types(code, "Russian troops invaded Georgia on Friday and bombed the town of Gori.")


_DRILL = "Ghana and Togo held naval exercises off Lomé in May 2024."


def test_who_only_speaks_of_the_drill_tells_of_no_other(code: Coder) -> None:
    assert _types(code, f"{_DRILL} Third, the drill can be expected to annoy Nigeria and Benin.").count("exercise") == 1


def test_what_is_told_apart_is_another(code: Coder) -> None:
    claims = code(f"{_DRILL} The exercise with Nigeria was called off in June 2024.").claims
    assert {claim.status for claim in claims if claim.type == "exercise"} == {"occurred", "cancelled"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ghana backs Togo's accession to the Commonwealth.", False),
        ("Togo's accession to the Commonwealth took effect on Monday.", True),
        ("Togo has had a seat in the African Union since January.", True),
    ],
)
def test_an_accession_that_somebody_only_wants_is_no_membership(code: Coder, text: str, told: bool) -> None:  # noqa: FBT001 - a table
    assert ("membership" in _types(code, text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ghana has called for the withdrawal of Togolese troops.", ["demand"]),
        ("Ghana demanded on Monday that all Togolese troops leave its territory by May.", ["demand"]),
        ("The withdrawal of Togolese troops from Ghana began in May.", ["deployment"]),
    ],
)
def test_a_withdrawal_that_somebody_only_wants_is_no_deployment(code: Coder, text: str, told: list[str]) -> None:
    assert _types(code, text) == told


def test_who_makes_a_thing_on_offer_has_sold_none(code: Coder) -> None:
    text = "Brazil also offered Peru a discount on six Super Tucano aircraft built by Embraer."
    assert [claim.status for claim in code(text).claims] == ["possible"]


def test_who_is_only_back_meets_nobody(code: Coder) -> None:
    text = "Peru and Chile are at odds. Chile's president, John Banda, will be back on 7 January."
    assert not [claim for claim in code(text).claims if claim.type == "meeting"]


def test_who_is_back_somewhere_for_talks_meets_its_host(code: Coder) -> None:
    (talks,) = code("The Kenyan minister was back in Kampala on Monday for talks.").claims
    assert [actor.country for actor in talks.actors("host")] == ["UGA"]


def test_who_agree_to_hold_a_drill_again_sign_nothing(code: Coder) -> None:
    text = "Mongolia and Slovakia took note of the exercise Steppe Bridge and agreed to hold it again in 2027."
    assert [claim.type for claim in code(text).claims] == ["exercise"]
