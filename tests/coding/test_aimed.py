"""At whom what is hostile is aimed."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (
            "Police say the Al Qaeda network was planning terrorist attacks in Chile, Peru and Brazil.",
            {"CHL", "PER", "BRA"},
        ),
        ("Police say the Al Qaeda network was planning terrorist attacks in Peru.", set[str]()),
        ("Hamas has carried out a wave of anti-Israeli suicide attacks since 1994, the source said in Cairo.", {"ISR"}),
    ],
)
def test_states_beside_a_deed_tell_at_whom_it_is_aimed(code: Coder, text: str, target: set[str]) -> None:
    protest = "Peru and Chile have protested to Oslo." if "Peru" in text else ""
    claims = [claim for claim in code(f"{text} {protest}", "2001-12-10").claims if claim.type == "assault"]
    assert {actor.country for actor in claims[0].actors("target")} == target


def test_who_is_named_as_one_of_those_who_do_it_does_it(code: Coder) -> None:
    text = "Terrorist attacks on Israel by radical groups such as Hamas continued in 1995."
    actors = [actor.name for claim in code(text).claims for actor in claim.actors("actor")]
    assert "Hamas" in actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Peru said on Monday that it would not lift its anti-Chilean sanctions. Bolivia trades with both.", "PER"),
        ("Anti-Chilean sanctions introduced by Bolivia did not harm them, Peru's ambassador in Lome said.", "BOL"),
    ],
)
def test_sanctions_are_against_whom_they_are_called(code: Coder, text: str, actor: str) -> None:
    claims = [claim for claim in code(text).claims if claim.type == "sanction"]
    assert [[each.country for each in claim.actors("actor")] for claim in claims] == [[actor]]
    assert [[each.country for each in claim.actors("target")] for claim in claims] == [["CHL"]]
