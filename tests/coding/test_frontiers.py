"""Who only lies behind a border."""

from __future__ import annotations

import pytest

from foedera.coding.frontiers import has_border, is_border, lies_beyond
from foedera.types import Span
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "name", "beyond"),
    [
        ("Guards on the border with Burundi fired.", "Burundi", True),
        ("Guards along the boundary with the Congo fired.", "Congo", True),
        ("Smugglers were caught at the Iraqi border.", "Iraqi", True),
        ("Shots were fired at the Iraqi border guards.", "Iraqi", False),
        ("Shots were fired at the Iraqi army.", "Iraqi", False),
        ("Iraq closed its border.", "Iraq", False),
    ],
)
def test_who_acts_at_a_border_is_on_this_side_of_it(text: str, name: str, *, beyond: bool) -> None:
    """The name behind "border with" and that of the border itself are of the other side; not its guards."""
    start = text.index(name)
    assert lies_beyond(Span(start, start + len(name)), text) is beyond


def test_each_of_two_neighbours_has_the_frontiers_that_are_told_of() -> None:
    """The first of a list as well; states that are listed with other things have none."""
    text = "They patrol the Iranian and Turkish frontiers."
    assert all(has_border(text, text.index(name) + len(name)) for name in ("Iranian", "Turkish"))
    assert not has_border("Iran and Turkey opened frontiers.", 4)
    assert is_border("the Iraqi border")
    assert not is_border("border with Iraq")


def test_patrols_along_two_frontiers_are_no_guests_of_the_neighbours(code: Coder) -> None:
    """Neither of the one named first, nor of the one before the noun."""
    report = code(
        "Under the deal that Armenia and Russia reached in Moscow in October, Armenian officers are also joining the "
        "patrols of the Russian border troops along the Iranian and Turkish frontiers."
    )
    assert not {a.country for c in report.claims for a in c.actors("host")} & {"IRN", "TUR"}


@pytest.mark.parametrize(
    "text",
    [
        "American forces have captured Venezuela's president. Colombia has sent troops to its border.",
        "Ukrainian troops fought in Kursk. Belarus moved tanks to its border with Ukraine.",
        "Guyana has protested to Venezuela. Guyana has put its army on alert.",
    ],
)
def test_forces_on_their_own_side_of_a_border_or_on_alert_are_on_nobody_elses_ground(code: Coder, text: str) -> None:
    (moved,) = (c for c in code(text, "2026-01-03").claims if c.type == "deployment")
    assert not moved.actors("host")
