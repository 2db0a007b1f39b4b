"""Plain words of reporting tell of a happening too, with the real model's trees."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "kind", "status", "roles"),
    [
        (
            "President Gustavo Petro was in Quito on Monday.",
            "meeting",
            "occurred",
            {"visitor": {"COL"}, "host": {"ECU"}},
        ),
        (
            "Two Kenyan regiments have been in Haiti since May, the defence ministry in Nairobi said.",
            "deployment",
            "ongoing",
            {"actor": {"KEN"}, "host": {"HTI"}},
        ),
        ("Rome has some 300 soldiers in Ghana.", "deployment", "ongoing", {"actor": {"ITA"}, "host": {"GHA"}}),
        (
            "Mali and Niger agreed on Monday to set up a joint border commission, the ministers said.",
            "agreement",
            "occurred",
            {"party": {"MLI", "NER"}},
        ),
        (
            '"Such flights must stop," Latvia\'s foreign minister said on Monday.',
            "demand",
            "occurred",
            {"actor": {"LVA"}},
        ),
        ("Colombia took the shipping line off its list in May.", "sanction", "occurred", {"actor": {"COL"}}),
        ("Peru sent tents to Haiti after the storm.", "aid", "occurred", {"donor": {"PER"}, "recipient": {"HTI"}}),
        ("Chad gave Togo 48 vehicles for its army in May.", "transfer", "occurred", {"supplier": {"TCD"}}),
        ("Norwegian frigates may come in the spring.", "deployment", "possible", {"actor": {"NOR"}}),
        ("Polish jets are guarding the airspace of Lithuania.", "deployment", "ongoing", {"actor": {"POL"}}),
        (
            "Sofia insists that Skopje should change the text.",
            "demand",
            "occurred",
            {"actor": {"BGR"}},
        ),
        ("Kenyan officers visited Kampala in May.", "meeting", "occurred", {"visitor": {"KEN"}, "host": {"UGA"}}),
        ("Peru is in the Pacific Alliance.", "membership", "ongoing", {"actor": {"PER"}}),
        ("Chile has frozen its participation in the Lima Group.", "membership", "cancelled", {"actor": {"CHL"}}),
        (
            "Jordan asked France for four more helicopters.",
            "demand",
            "occurred",
            {"actor": {"JOR"}, "target": {"FRA"}},
        ),
    ],
)
def test_plain_words_tell_of_dealings(
    code: Coder, text: str, kind: str, status: str, roles: dict[str, set[str]]
) -> None:
    claims = [claim for claim in code(text).claims if claim.type == kind]
    assert [(claim.status, {role: {a.country for a in claim.actors(role)} for role in roles}) for claim in claims] == [
        (status, roles)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper was in good form on Monday.",
        "The singer has two bases, a drum and a piano in Ghana.",
        "The neighbours agreed to set up a tent.",
        "Doctors had asked for the bus in the spring.",
    ],
)
def test_plain_words_of_other_things_tell_nothing(code: Coder, text: str) -> None:
    assert code(text).claims == ()


def test_a_day_by_which_something_is_done_does_it_not(code: Coder) -> None:
    text = (
        "Bulgaria ordered 24 K9 Thunder howitzers from South Korea on Tuesday. "
        "The first six vehicles will be delivered by the end of 2027, the remaining 18 by 2029."
    )
    claims = [claim for claim in code(text).claims if claim.type == "transfer"]
    assert len(claims) == 3  # the order, and each of its two parts
    for claim in claims:
        assert [actor.country for actor in claim.actors("supplier")] == ["KOR"]


@pytest.mark.parametrize(
    "text", ["Peru recalled its ambassador from Chile on Monday.", "Peru has withdrawn its envoy from Chile."]
)
def test_who_recalls_an_ambassador_strains_relations(code: Coder, text: str) -> None:
    (claim,) = code(text).claims
    assert (claim.type, claim.status) == ("relations", "occurred")
    assert {actor.country for actor in claim.actors("party")} == {"PER", "CHL"}
    assert claim.values("field:trend") == ("strained",)
