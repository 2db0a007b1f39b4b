"""Who is named and has no part: a medium that is told, NATO in its name for a weapon, where an envoy is sent."""

from __future__ import annotations

import pytest

from foedera.coding.offices import sent_to
from foedera.coding.unconcerned import has_no_part
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("before", "heard"),
    [
        ("a spokesman told ", True),
        ("he said in an interview with Qatari broadcaster ", True),
        ("she told the state news agency ", True),
        ("the army blocked ", False),
        ("he criticised ", False),
    ],
)
def test_a_medium_that_is_told_has_no_part(before: str, heard: bool) -> None:  # noqa: FBT001
    assert has_no_part(f"{before}Al Jazeera", len(before), len(before) + 10, "media") is heard


@pytest.mark.parametrize(
    ("before", "after", "compared"),
    [
        ("a region the size of ", ", erupted", True),
        ("a state twice the size of ", ".", True),
        ("an island larger than ", " was", True),
        ("concern about the size of ", "'s army", False),
        ("the capital of ", " was", False),
    ],
)
def test_with_whom_the_size_of_a_land_is_compared_has_no_part(before: str, after: str, compared: bool) -> None:  # noqa: FBT001
    assert has_no_part(f"{before}Chile{after}", len(before), len(before) + 5, "state") is compared


def test_rebels_of_a_land_as_large_as_another_are_not_of_that(code: Coder) -> None:
    text = (
        "The conflict in Tibesti, a region the size of Uruguay, erupted in 2023 when rebels rose against Chad's "
        "government, accusing it of marginalising the region. Libya sends the rebels weapons."
    )
    actors = [actor for claim in code(text).claims for role in ("actor", "target") for actor in claim.actors(role)]
    assert actors
    assert "URY" not in {actor.country for actor in actors}


def test_a_body_by_whose_list_a_weapon_is_called_has_no_part(code: Coder) -> None:
    text = "Russia delivered two S-400 batteries (NATO reporting name: SA-21 Growler) to Turkey in May."
    claims = [claim for claim in code(text).claims if claim.type == "transfer"]
    assert [claim.values("name") for claim in claims] == [("S-400",)]
    assert {actor.org for claim in claims for role in ("supplier", "recipient") for actor in claim.actors(role)} == {
        None
    }


@pytest.mark.parametrize(
    ("before", "sent"),
    [
        ("The UN special envoy for ", True),
        ("the rapporteur on the ", True),
        ("The president of ", False),
        ("troops for ", False),
    ],
)
def test_where_an_envoy_is_sent_is_not_whose_he_is(before: str, sent: bool) -> None:  # noqa: FBT001
    assert (sent_to(f"{before}Syria", len(before)) is not None) is sent


def test_an_envoy_is_of_whoever_sent_him(code: Coder) -> None:
    text = "UN special envoy for Syria Leif Anders met Peru's foreign minister Ana Ruiz in Lima on Monday."
    claims = [claim for claim in code(text).claims if claim.type == "meeting"]
    assert {actor.org for claim in claims for actor in claim.actors("visitor")} == {"UN"}
