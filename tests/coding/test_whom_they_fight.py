"""The side of a fight that is left open, by who else fights in the report."""

from __future__ import annotations

from tests.coding.conftest import Coder

_RAIDS = "Israeli warplanes bombed Palestinian police in Gaza City on Sunday, killing four. "


def _attacks(code: Coder, text: str) -> list[tuple[set[str], set[str]]]:
    claims = [claim for claim in code(text, "2001-12-12").claims if claim.type == "assault"]
    return [tuple({a.country or "-" for a in claim.actors(role)} for role in ("actor", "target")) for claim in claims]  # type: ignore[misc]


def test_helicopters_are_of_the_only_one_who_fights_those_they_attack(code: Coder) -> None:
    text = _RAIDS + "On Tuesday helicopters fired missiles at the offices of Palestinian leader Yasser Arafat in Jenin."
    assert all("ISR" in actor and "PSE" in target for actor, target in _attacks(code, text))
    assert len(_attacks(code, text)) > 1


def test_whom_one_of_two_who_fight_attacks_is_the_other(code: Coder) -> None:
    text = _RAIDS + "On Wednesday Hamas carried out two suicide attacks, its spokesman said."
    assert ({"PSE"}, {"ISR"}) in _attacks(code, text)


def test_places_of_a_movement_of_no_state_are_nobodys(code: Coder) -> None:
    text = "US warplanes bombed Taliban troops in Kandahar on Sunday. On Monday US jets attacked al-Qaeda positions."
    assert ({"USA"}, {"-"}) in _attacks(code, text)
