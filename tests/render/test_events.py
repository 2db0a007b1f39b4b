"""Events as text, field by field."""

from __future__ import annotations

from foedera.analysis import corroborate
from foedera.events import Decision
from foedera.render.events import decision_lines, event_full
from foedera.render.terminal import Style
from foedera.types import Quantity
from tests.analysis.make import entry


def test_who_gives_another_value_that_agrees_is_marked() -> None:
    """1,340 is not put into the mouth of a source that prints "up to 1,350"."""
    told = (Quantity(1350, "up to"), Quantity(1340))
    entries = [entry(f"c{at}", publisher=f"Paper {at}", fields={"personnel": each}) for at, each in enumerate(told)]
    lines = [line.split() for line in event_full(corroborate(entries), entries, {}, (), Style(), {})]
    assert ["personnel", "1,340", "[≈A", "B]"] in lines
    assert ["status", "occurred", "[A", "B]"] in lines


def test_the_time_of_a_decision_has_its_zone() -> None:
    """Who reads a history far from where it was made is not left to guess."""
    made = Decision("d-1", "accept", "c1", "Ana", "2026-11-25T18:40:00.000000Z")
    (line,) = decision_lines(made, Style(), undone=False)
    assert line.startswith("2026-11-25 18:40:00 UTC Ana")
