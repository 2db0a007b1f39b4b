"""Long chains of decisions of every kind: taken back one by one, all is as it was before each; taken anew, as after."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.events import Action, Decision
from foedera.record import DecisionError, Record
from foedera.types import Report
from tests.record.making import claim_in, new_record, report_of, three_on_one

LENGTH = 50
Step = Callable[[Record, random.Random], list[Decision]]


def told() -> list[Report]:
    """Return reports on several happenings, some alike, some not, one a forecast, one that a coder missed."""
    rows = (
        ("a", "Serbia and China signed an agreement in Hebei.", "agreement", "occurred", "2025-03-02"),
        ("b", "China and Serbia signed an agreement, the ministry said.", "agreement", "occurred", "2025-03"),
        ("c", "Serbia and China plan an agreement.", "agreement", "planned", "2025-09"),
        ("d", "Serbia and China will hold an exercise.", "exercise", "expected", "2026-05"),
    )
    others = [
        report_of(
            name, text, f"2025-08-0{at + 1}", f"Paper {name}",
            claim_in(name, text, type_=kind, status=status, when=when),  # type: ignore[arg-type]
        )
        for at, (name, text, kind, status, when) in enumerate(rows)
    ]  # fmt: skip
    return [*three_on_one(), *others, report_of("plain", "Hungary joined in Hebei.", "2025-08-09", "Sava Press")]


def claims(record: Record) -> list[str]:
    """Return the ids of all claims."""
    return [entry.id for entry in record.store.entries.iter()]


def judge(record: Record, draw: random.Random) -> list[Decision]:
    """Accept, reject or doubt a claim."""
    return [draw.choice((record.accept, record.reject, record.doubt))(draw.choice(claims(record)))]


def edit(record: Record, draw: random.Random) -> list[Decision]:
    """Change the time or the status of a claim."""
    claim = record.claim(draw.choice(claims(record))).claim
    day = f"2025-07-{draw.randrange(10, 29)}"
    cells = tuple(replace(cell, value=day) if cell.field == "when" else cell for cell in claim.cells)
    return [record.edit(replace(claim, cells=cells, status=draw.choice(("planned", "occurred", "denied"))))]


def add(record: Record, draw: random.Random) -> list[Decision]:
    """Add a claim that the coder missed."""
    day = f"2025-07-{draw.randrange(10, 29)}"
    claim = claim_in("plain", "Hungary joined in Hebei.", parties=("HUN", "CHN"), when=day)
    return [record.add_claim(claim, "plain")]


def merge(record: Record, draw: random.Random) -> list[Decision]:
    """Say that two events are one."""
    return record.merge(*(f"e-{claim}" for claim in draw.sample(claims(record), 2)))


def split(record: Record, draw: random.Random) -> list[Decision]:
    """Take a claim out of its event."""
    return record.split(draw.choice(claims(record)))


def compare(record: Record, draw: random.Random) -> list[Decision]:
    """Judge a pair."""
    actions: tuple[Action, ...] = ("same", "different", "doubt")
    return record.compare(draw.choice(actions), *draw.sample(claims(record), 2))


def rate(record: Record, draw: random.Random) -> list[Decision]:
    """Give a publisher its letter."""
    return [record.rate(draw.choice(("Belgrade Courier", "Hebei Post", "Paper a", "Paper d")), draw.choice("ABCDEF"))]


def note(record: Record, draw: random.Random) -> list[Decision]:
    """Write something on a claim, a report or a publisher."""
    return [record.note(draw.choice((*claims(record), "plain", "Hebei Post")), f"look again {draw.random()}")]


def resolve(record: Record, draw: random.Random) -> list[Decision]:
    """Say what became of a forecast."""
    outcome = draw.choice(("came true", "did not", "overtaken", "open"))
    return [record.resolve("c-d-exercise-expected", outcome, draw.choice((None, "c-r1-exercise-occurred")))]


STEPS: tuple[Step, ...] = (judge, edit, add, merge, split, compare, rate, note, resolve)


def act(record: Record, step: Step, draw: random.Random) -> list[Decision]:
    """Take decisions of a kind; none where what was drawn cannot be, as a merge of two types."""
    try:
        return step(record, draw)
    except DecisionError:
        return []


def standing(record: Record) -> list[Any]:
    """Return all that decisions change: events with their fields and credibility, claims, links, forecasts."""
    entries = sorted(record.store.entries.iter(), key=lambda entry: entry.id)
    links = sorted(record.store.links.of([entry.id for entry in entries]), key=lambda link: (link.left, link.right))
    events = sorted(record.iter_events(), key=lambda event: event.id)
    return [events, entries, links, record.forecasts()]


@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_decisions_are_taken_back_one_by_one_and_taken_anew(tmp_path: Path, seed: int) -> None:
    """Each undo comes to what was before; undoing the undos, the last one first, to what was after each."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    with new_record(tmp_path, *told()) as record:
        stages = [standing(record)]
        acts: list[list[Decision]] = []
        kinds = [step for step in STEPS for _ in range(LENGTH // len(STEPS) + 2)]
        draw.shuffle(kinds)
        while len(acts) < LENGTH:
            made = act(record, kinds.pop(), draw)
            if made:
                acts.append(made)
                stages.append(standing(record))
        assert len({decision.action for made in acts for decision in made}) >= 9
        undos = []
        for at in range(LENGTH, 0, -1):
            undos.append(record.undo())
            assert standing(record) == stages[at - 1], [decision.action for decision in acts[at - 1]]
        with pytest.raises(DecisionError, match="nothing to take back"):
            record.undo()
        for at, undone in enumerate(reversed(undos), 1):
            record.undo(undone[0].id)
            assert standing(record) == stages[at], [decision.action for decision in acts[at - 1]]
        record.rebuild()
        assert standing(record) == stages[-1]


@settings(max_examples=8)
@given(st.lists(st.sampled_from(STEPS), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_any_decision_can_be_taken_back_out_of_turn(steps: list[Step], draw: random.Random) -> None:
    """What then stands is what the others come to in a record that is built anew."""
    with tempfile.TemporaryDirectory() as name, new_record(Path(name), *told()) as record:
        acts = [made for step in steps if (made := act(record, step, draw))]
        for made in draw.sample(acts, len(acts) // 2):
            record.undo(made[0].id)
        found = standing(record)
        record.rebuild()
        assert standing(record) == found
