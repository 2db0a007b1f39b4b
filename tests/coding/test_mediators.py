"""Who mediates talks, or is host of others', takes no part in them, however few of those who do are named beside it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "talks",
    [
        "Talks that Algeria had mediated took place in Oslo in May.",
        "Under Qatar's mediation, talks took place in May.",
    ],
)
def test_whoever_mediates_is_no_participant(code: Coder, talks: str) -> None:
    claims = code(f"Chad and Niger are at odds over a well. {talks}").claims
    (claim,) = [each for each in claims if each.type == "meeting"]
    assert {actor.country for actor in claim.actors("participant")} == {"TCD", "NER"}


@pytest.mark.parametrize(
    "offer", ["Algeria, which knows both, offered to mediate.", "Algeria is ready to mediate between the two, it said."]
)
def test_whoever_would_mediate_is_the_host(code: Coder, offer: str) -> None:
    claims = code(f"Chad and Niger are at odds over a well. {offer}").claims
    (claim,) = [each for each in claims if each.type == "meeting"]
    assert {actor.country for actor in claim.actors("host")} == {"DZA"}
    assert {actor.country for actor in claim.actors("participant")} == {"TCD", "NER"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Turkey hosted the foreign ministers of Chad and Niger in Ankara for talks on Monday.", "participant"),
        ("Turkey received the ministers of Chad and Niger separately for talks in Ankara on Monday.", "visitor"),
        ("The presidents of Chad and Niger visited Ankara on Monday.", "visitor"),
    ],
)
def test_guests_of_a_third_who_talk_take_part_with_each_other(code: Coder, text: str, role: str) -> None:
    (claim,) = code(text).claims
    assert {actor.country for actor in claim.actors("host")} == {"TUR"}
    assert {actor.country for actor in claim.actors(role)} == {"TCD", "NER"}
