"""Corrections are a pure function of decisions: the latest in force holds, and an undo of an undo brings back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedera.events import Action, Decision
from foedera.record.corrections import in_force, judgements, reliability, stand
from foedera.types import Claim

CLAIM = Claim("c", "exercise", "occurred", (), ())


def decision(number: int, action: Action, target: str = "c", **more: str) -> Decision:
    """Return a decision that was taken as the so-manieth."""
    return Decision(f"d{number}", action, target, "Ana", f"2026-01-01T00:00:{number:02}.000000Z", **more)


def test_the_latest_verdict_holds() -> None:
    """Accept, then reject: rejected; with the reject taken back: accepted; with that taken back too: rejected."""
    made = [decision(1, "accept"), decision(2, "reject")]
    assert stand(CLAIM, made).verdict == "rejected"
    made.append(decision(3, "undo", "d2"))
    assert stand(CLAIM, made).verdict == "accepted"
    made.append(decision(4, "undo", "d3"))
    assert stand(CLAIM, made).verdict == "rejected"


def test_pairs_know_no_order() -> None:
    """A judgement on (a, b) is one on (b, a)."""
    made = [decision(1, "same", "b", other="a"), decision(2, "different", "a", other="b")]
    assert judgements(made) == {("a", "b"): "different"}


def test_letters_of_publishers() -> None:
    """The last letter counts."""
    made = [decision(1, "reliability", "Hebei Post", value="C"), decision(2, "reliability", "Hebei Post", value="B")]
    assert reliability(made) == {"Hebei Post": "B"}


@given(st.permutations([*(decision(n, "accept" if n % 2 else "reject") for n in range(6)), decision(7, "undo", "d5")]))
def test_the_order_of_reading_does_not_matter(made: list[Decision]) -> None:
    """Decisions come from the store in any order; their times order them."""
    assert [each.id for each in in_force(made)] == ["d0", "d1", "d2", "d3", "d4"]
    assert stand(CLAIM, made).verdict == "rejected"
