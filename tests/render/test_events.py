"""Events as text, field by field."""

from __future__ import annotations

from foedera.analysis import corroborate
from foedera.events import Decision
from foedera.render.events import claim_lines, decision_lines, event_full, event_lines
from foedera.render.terminal import Style
from foedera.types import Actor, Quantity
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


def test_an_event_and_a_claim_are_headed_by_who_acts_on_whom() -> None:
    """In the order of acting, whoever was told of first; of a user's own type as its codebook says."""
    sides = {"target": [Actor("China", "state", "CHN")], "actor": [Actor("NATO", "organisation", org="NATO")]}
    told = entry(type="concern", roles=sides)
    lines = [next(event_lines(corroborate([told]), Style(), {})), next(claim_lines(told, Style(), {}))]
    assert [line.partition(" [")[0] for line in lines] == [lines[0], lines[0]]
    assert lines[0] == "CONCERN occurred · NATO → China"
    turned = {"concern": ("target", "actor")}.get
    assert next(event_lines(corroborate([told]), Style(), {}, turned)) == "CONCERN occurred · China → NATO"
    alike = entry(type="relations", roles={"party": [*sides["target"], *sides["actor"]]})
    assert next(event_lines(corroborate([alike]), Style(), {})) == "RELATIONS occurred · China, NATO"
