"""Those who keep away from the exercise that others hold."""

from __future__ import annotations

import pytest

from foedera.types import Claim
from tests.coding.conftest import Coder

_HELD = "The exercise Coral Wind, with ships of Kenya and India, took place at Mombasa from 6 to 10 May. "


def _away(code: Coder, text: str) -> list[Claim]:
    return [c for c in code(text).claims if c.type == "exercise" and c.status == "denied"]


@pytest.mark.parametrize(
    "text",
    [
        "Oman had been invited but stayed away.",
        "Oman, which froze its ties with India in 2024, turned down an invitation.",
        "Oman did not send forces to Mombasa.",
        "Oman was absent.",
    ],
)
def test_who_keeps_away_takes_no_part(code: Coder, text: str) -> None:
    (claim,) = _away(code, _HELD + text)
    assert "OMN" in {actor.country for actor in claim.actors("participant")}
    assert list(claim.values("name")) == ["Coral Wind"]


@pytest.mark.parametrize(
    "text",
    ["It would be strange if Oman sent no wreath.", "Oman turned down a loan.", "Oman did not send flowers to her."],
)
def test_what_is_no_absence_adds_nothing(code: Coder, text: str) -> None:
    assert not [c for c in _away(code, _HELD + text) if c.values("name")]


def test_what_the_clause_names_itself_stays(code: Coder) -> None:
    claims = _away(code, _HELD + "Oman will not take part in the exercise Desert Fox next year.")
    assert {str(name) for c in claims for name in c.values("name")} <= {"Desert Fox"}


@pytest.mark.parametrize(
    ("text", "away", "held"),
    [
        (
            "Slovakia did not take part in the exercise Steel Meadow, held by Hungary and Serbia near Szeged in May.",
            {"SVK"},
            {"HUN", "SRB"},
        ),
        (
            "Neither Oman nor Jordan sent ships to the exercise Blue Dune, which Turkey held with Georgia in May.",
            {"OMN", "JOR"},
            {"TUR", "GEO"},
        ),
        (
            "Ghana did not send troops to the exercise Blue Dune that Togo and Benin held in May.",
            {"GHA"},
            {"TGO", "BEN"},
        ),
    ],
)
def test_what_others_hold_is_held_without_who_keeps_away(
    code: Coder, text: str, away: set[str], held: set[str]
) -> None:
    told = {c.status: {a.country for a in c.actors("participant")} for c in code(text).claims if c.type == "exercise"}
    assert told == {"denied": away, "occurred": held}


def test_what_two_keep_away_from_is_held_once(code: Coder) -> None:
    text = "Malta did not attend and Cyprus stayed away from the exercise held by Chad and Togo in May."
    drills = [c for c in code(text).claims if c.type == "exercise" and c.status == "occurred"]
    assert [{actor.country for actor in drill.actors("participant")} for drill in drills] == [{"TCD", "TGO"}]
