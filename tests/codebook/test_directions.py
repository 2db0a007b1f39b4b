"""Who acts on whom: which types have a direction, and the line that tells it."""

from __future__ import annotations

import pytest

from foedera.codebook import load
from foedera.codebook.directions import directions_of, party_line
from tests.codebook.trees import OWN

SIDES = ("actor", "target")
HEBREW, ARABIC = "ישראל", "مصر"


def test_a_type_with_a_doer_and_somebody_it_is_done_to_has_a_direction_a_users_own_too() -> None:
    """Those who deal with each other, take part alike or are alone in it have none."""
    kinds = load(OWN)
    direction_of = directions_of(kinds)
    assert {kind for kind in kinds.types if direction_of(kind) is None} == {
        "agreement",
        "exercise",
        "membership",
        "office",
        "relations",
        "variant",
    }
    assert direction_of("border_closure") == SIDES
    assert direction_of("meeting") == ("visitor", "host")
    assert direction_of("no_such_type") is None


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("actor NATO, target China, actor Togo", "NATO, Togo → China"),
        ("target China, actor NATO", "NATO → China"),
        ("actor NATO", "NATO"),
        ("target China", "→ China"),
        ("actor Chad, target Chad", "Chad"),
        ("actor Chad, target Chad, target Togo", "Chad → Chad, Togo"),
        ("actor Chad, target Togo, other Fiji, other Togo", "Chad → Togo, with Fiji"),
        ("target Togo, other Fiji", "Togo, Fiji"),
        ("other Fiji, other Togo, other Fiji", "Fiji, Togo"),
        ("actor A, target B, target C, target D, target E, target F", "A → B, C, D and 2 more"),
        ("actor A, actor B, actor C, target D, target E, target F", "A, B and 1 more → D, E and 1 more"),
        ("", ""),
    ],
)
def test_who_acts_on_whom_in_one_line(told: str, line: str) -> None:
    """Everybody once a side; who is acted on behind an arrow; who is beside both behind "with"; the rest counted."""
    parts = [(role, name) for role, _, name in (each.partition(" ") for each in told.split(", ") if each)]
    assert party_line(parts, SIDES, 4) == line


def test_all_are_listed_where_they_take_part_alike() -> None:
    """Without a direction no arrow, whatever the roles are called."""
    assert party_line([("actor", "Chad"), ("target", "Togo"), ("actor", "Fiji")], None, 2) == "Chad, Togo and 1 more"


def test_the_arrow_points_away_from_who_acts_where_names_run_from_right_to_left() -> None:
    """Marks without width keep the order of the two sides, at the beginning as well; other lines have none."""
    line = party_line([("actor", HEBREW), ("target", ARABIC)], SIDES)
    assert line == f"\u200e{HEBREW}\u200e → \u200e{ARABIC}"
    assert party_line([("actor", HEBREW)], SIDES) == HEBREW
    assert "\u200e" not in party_line([("actor", "Türkiye"), ("target", "Côte d’Ivoire")], SIDES)
