"""Other editions of what is held again and again."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.drafts import Draft
from foedera.coding.series import is_another_of_many
from foedera.types import Actor, Cell, Span
from tests.coding.conftest import Coder


def _exercise(number: int, name: str | None, **parts: str) -> Draft:
    span = Span(number, number + 1)
    roles = [
        Cell(f"role:{role}", Actor(code, "state", code), code, span, 0.9)
        for role, codes in parts.items()
        for code in codes.split()
    ]
    names = [Cell("name", name, name, span, 0.9)] if name else []
    return Draft("exercise", "planned", 0.9, 0.9, [*roles, *names], [number], [span])


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([_exercise(0, "Swift Otter", participant="PER CHL ECU")], True),
        ([_exercise(0, "Swift Otter", participant="PER CHL")], False),
        ([_exercise(0, "Loud Heron", participant="PER CHL ECU")], False),
        ([_exercise(5, "Swift Otter", participant="PER CHL ECU")], False),
    ],
)
def test_who_comes_to_the_next_of_many_is_not_guessed(others: list[Draft], *, expected: bool) -> None:
    kind = pipeline.load(None, 2).codebook.types["exercise"]
    role = kind.roles[0]
    hosted = _exercise(2, "Swift Otter", host="PER")
    assert is_another_of_many(hosted, kind, role, others) is expected
    assert not is_another_of_many(_exercise(2, None, host="PER", participant="CHL"), kind, role, others)
    assert not is_another_of_many(_exercise(2, None), kind, role, others)


def test_of_a_drill_that_is_only_named_nobody_but_the_host_is_guessed(code: Coder) -> None:
    text = (
        "The sea is busy. Russia sent a note to Moldova on Monday. Turkey and Georgia signed a fisheries accord.\n\n"
        "The annual exercise Breeze is due to open at Varna on 18 September."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("participant")} == {"BGR"}
    assert {actor.country for actor in drill.actors("host")} == {"BGR"}
