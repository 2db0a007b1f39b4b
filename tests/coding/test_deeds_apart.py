"""What befalls other persons, or towns that lie apart, is another deed."""

from __future__ import annotations

import pytest

from foedera.coding.deeds import _lie_apart
from foedera.types import Actor, Place
from tests.coding.conftest import Coder


def _deeds(code: Coder, text: str, kind: str) -> list[set[str]]:
    claims = [claim for claim in code(text, "2003-05-06").claims if claim.type == kind]
    return [
        {
            c.value.name
            for c in claim.cells
            if c.field in {"where", "role:target"} and isinstance(c.value, Place | Actor)
        }
        for claim in claims
    ]


def test_two_men_are_arrested_one_by_one(code: Coder) -> None:
    text = (
        "Pakistani police have arrested Karim Haddad, Islamabad says. "
        "American officials say that Nabil Sorour was detained after he had been seen at the airport."
    )
    assert _deeds(code, text, "coerce") == [{"Karim Haddad"}, {"Nabil Sorour"}]


def test_one_man_is_arrested_once(code: Coder) -> None:
    text = (
        "Pakistani police have arrested Karim Haddad, Islamabad says. "
        "American officials say that Mr Haddad was detained after he had been seen at the airport."
    )
    assert _deeds(code, text, "coerce") == [{"Karim Haddad"}]


def test_attacks_on_towns_that_lie_apart_are_two(code: Coder) -> None:
    text = (
        "American warplanes bombed Iraqi soldiers in Mosul, the Pentagon said. "
        "American warplanes bombed Iraqi soldiers in Basra, too, the Pentagon said."
    )
    deeds = _deeds(code, text, "assault")
    assert not any({"Mosul", "Basra"} <= deed for deed in deeds)
    assert len(deeds) > 1


def test_an_attack_on_a_town_and_its_country_is_one(code: Coder) -> None:
    text = (
        "American warplanes bombed Iraqi soldiers in Mosul, the Pentagon said. "
        "The air strikes in northern Iraq killed 20 Iraqi soldiers, it said."
    )
    assert len(_deeds(code, text, "assault")) == 1


@pytest.mark.parametrize(("east", "apart"), [(-179.95, False), (-179.0, True), (179.95, False)])
def test_a_town_on_the_date_line_lies_not_apart_from_itself(east: float, apart: bool) -> None:  # noqa: FBT001
    one, two = (Place("Waiyevo", "FJI", lat=-16.8, lon=lon) for lon in (179.98, east))
    assert _lie_apart(one, two) is apart
