"""What is no meeting though a word of one tells it, and where a guest tells of one."""

from __future__ import annotations

import pytest

from foedera.types import Place
from tests.coding.conftest import Coder


def kinds(code: Coder, text: str) -> set[str]:
    return {claim.type for claim in code(text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "Senior US officials say they are certain that Osama bin Laden was in the Tora Bora mountains in Afghanistan.",
        "Peru's former president, Jorge Vela, may have been seen in Hamilton, Canada, in May.",
        "UN secretary-general Kofi Annan has accepted the Nobel Peace Prize in the Norwegian capital, Oslo.",
        "Hamid Karzai of Afghanistan has been cooperating with the United States to calm unrest among the tribes.",
    ],
)
def test_where_somebody_was_and_what_he_was_given_is_no_meeting(code: Coder, text: str) -> None:
    assert "meeting" not in kinds(code, text)


@pytest.mark.parametrize(
    "text",
    [
        "President Petro of Colombia was in Quito on Monday for talks with the president of Ecuador.",
        "The Chilean minister saw the president of Peru in Lima on Monday.",
    ],
)
def test_who_was_in_a_town_visits_it(code: Coder, text: str) -> None:
    assert "meeting" in kinds(code, text)


@pytest.mark.parametrize(
    ("text", "role", "states"),
    [
        ("Chilean minister Ana Ruiz has led a delegation of farmers to Washington.", "visitor", {"CHL"}),
        ("The Australian Government is continuing to talk to Indian authorities.", "participant", {"AUS", "IND"}),
    ],
)
def test_who_leads_a_delegation_visits_and_who_goes_on_talking_meets(
    code: Coder, text: str, role: str, states: set[str]
) -> None:
    found = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert {actor.country for actor in found.actors(role)} - {None} == states


def test_who_speaks_in_a_town_met_those_at_home_in_it_there(code: Coder) -> None:
    text = (
        "US Secretary of State Colin Powell said in Berlin that peace was near. Speaking after meeting with German "
        "Chancellor Ivo Berg, Mr Powell said the talks had gone well."
    )
    found = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert [place.name for place in found.values("where") if isinstance(place, Place)] == ["Berlin"]
    assert {a.country for a in found.actors("host")} == {"DEU"}
    assert {a.country for a in found.actors("visitor")} == {"USA"}
