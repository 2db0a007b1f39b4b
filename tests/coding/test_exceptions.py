"""Who is excepted plays no part."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "role", "countries"),
    [
        ("All NATO members except Hungary and Turkey signed the declaration on Monday.", "party", {"HUN", "TUR"}),
        (
            "Peru is the only country in the region apart from Chile that has refused to impose sanctions on Bolivia.",
            "actor",
            {"CHL"},
        ),
        ("Every member of the bloc other than Malta condemned Iran over the missile test.", "actor", {"MLT"}),
        ("Ghana bought 12 tanks from France rather than from Serbia in May.", "supplier", {"SRB"}),
    ],
)
def test_whoever_is_excepted_plays_no_part(code: Coder, text: str, role: str, countries: set[str]) -> None:
    claims = [claim for claim in code(text).claims if claim.actors(role)]
    assert claims
    assert not {actor.country for claim in claims for actor in claim.actors(role)} & countries


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru will probably buy French Rafale fighters rather than Russian Su-57s.", "Rafale"),
        ("Ghana has ordered the T-50, not the M-346, from South Korea.", "T-50"),
    ],
)
def test_a_thing_that_is_excepted_is_not_dealt_in(code: Coder, text: str, name: str) -> None:
    assert [claim.values("name") for claim in code(text).claims if claim.type == "transfer"] == [(name,)]


def test_what_they_do_instead_is_theirs(code: Coder) -> None:
    text = "Unlike Mali, which expelled the French ambassador in May, Ghana supports France."
    (support,) = (claim for claim in code(text).claims if claim.type == "support")
    assert {actor.country for actor in support.actors("actor")} == {"GHA"}
    assert "MLI" in {actor.country for claim in code(text).claims for actor in claim.actors("actor")}


def test_apart_from_somebody_others_did_so_too(code: Coder) -> None:
    text = "Apart from Ghana, Togo also condemned Mali for the coup."
    actors = {actor.country for claim in code(text).claims for actor in claim.actors("actor")}
    assert actors == {"GHA", "TGO"}


def test_what_goes_by_way_of_somebody_is_not_from_them(code: Coder) -> None:
    (claim,) = code("The guns reached Ukraine via Poland and the Czech Republic.").claims
    assert not claim.actors("supplier")


@pytest.mark.parametrize(
    "text", ["The EU adopted sanctions barring Russia from its ports.", "Norway decided to bar Russia from its ports."]
)
def test_who_is_barred_is_no_exception(code: Coder, text: str) -> None:
    (sanction,) = code(text).claims
    assert {actor.country for actor in sanction.actors("target")} == {"RUS"}
