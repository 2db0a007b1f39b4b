"""Groups by the event's own claims: series of exercises, deals, papers."""

from __future__ import annotations

from foedera.events import Entry
from foedera.merge import group_of
from foedera.types import Actor, Cell, Claim, Span


def entry(id_: str, type_: str, cells: dict[str, str], parties: dict[str, str]) -> Entry:
    """Return a claim with some cells and one state a role."""
    made = [Cell(f"role:{role}", Actor(code, "state", code), code, Span(0, 1), 1.0) for role, code in parties.items()]
    made += [Cell(field, value, value, Span(0, 1), 1.0) for field, value in cells.items()]
    return Entry(Claim(id_, type_, "occurred", tuple(made), ()), f"r-{id_}", "2025-08-01", "Paper", f"r-{id_}")


def test_editions_of_an_exercise_are_one_series() -> None:
    """The year, the language of the name and who else took part do not matter; another name does."""
    first = entry("a", "exercise", {"name": "Peace Guardian 2024"}, {"participant": "SRB", "host": "CHN"})
    second = entry("b", "exercise", {"name": "Mirovnik-2025"}, {"participant": "CHN"})
    other = entry("c", "exercise", {"name": "Steel Anchor 2025"}, {"participant": "CHN", "host": "SRB"})
    assert group_of([first]) == group_of([second])
    assert group_of([first]) is not None
    assert group_of([other]) != group_of([first])


def test_steps_of_a_deal_are_one_group() -> None:
    """Order and service of one family of systems between the same states; another buyer is another deal."""
    pair = {"supplier": "CHN", "recipient": "SRB"}
    order = entry("a", "transfer", {"name": "FK-3", "field:stage": "order"}, pair)
    service = entry("b", "transfer", {"name": "FK-3", "field:stage": "in service"}, pair)
    elsewhere = entry("c", "transfer", {"name": "FK-3"}, {"supplier": "CHN", "recipient": "MMR"})
    assert group_of([order]) == group_of([service])
    assert group_of([elsewhere]) != group_of([order])


def test_what_tells_nothing_belongs_nowhere() -> None:
    """Without a name, a system or parties there is no group; positions have none at all."""
    assert group_of([entry("a", "exercise", {}, {"participant": "SRB"})]) is None
    assert group_of([entry("b", "transfer", {"name": "FK-3"}, {"supplier": "CHN"})]) is None
    assert group_of([entry("c", "oppose", {"field:issue": "sanctions"}, {"actor": "SRB", "target": "EU"})]) is None
