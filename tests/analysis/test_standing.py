from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from foedera.analysis import corroborate
from foedera.types import Actor, Status
from tests.analysis.make import CHINA, OFFICIALS, RUSSIA, SERBIA, USA, entry, view

ROLES = {"participant": [SERBIA, CHINA]}
MINISTER = Actor("Ana Anić", "person", "SRB")


class Says(NamedTuple):
    """A claim about Serbia and China."""

    status: Status
    published: str | None = "2025-06-01"
    said_by: Sequence[Actor] = ()
    publisher: str | None = None
    when: str | None = None
    report: str | None = None


CASES: list[tuple[str, list[Says], Status, bool]] = [
    ("planned in June, occurred in August", [Says("planned"), Says("occurred", "2025-08-10")], "occurred", False),
    ("a plan printed after the happening", [Says("occurred"), Says("planned", "2025-08-10")], "occurred", False),
    (
        "a present tense that looks back brings nothing back",
        [Says("occurred", "2025-03-18", when="2025-03-10/2025-03-17"), Says("ongoing", "2025-04-02")],
        "occurred",
        False,
    ),
    ("under way after planned", [Says("planned"), Says("ongoing", "2025-07-20")], "ongoing", False),
    ("over after under way", [Says("ongoing"), Says("occurred", "2025-07-20")], "occurred", False),
    ("signed, then in force", [Says("occurred"), Says("ongoing", "2025-07-20")], "ongoing", False),
    ("occurred against denied", [Says("occurred"), Says("denied", "2025-07-20")], "occurred", True),
    ("two deny", [Says("occurred"), Says("denied"), Says("denied", "2025-07-20")], "denied", True),
    ("the party denies", [Says("occurred", said_by=[USA]), Says("denied", said_by=[MINISTER])], "occurred", True),
    (
        "no plans in June, held in August",
        [Says("denied"), Says("occurred", "2025-08-10", when="2025-08-01/2025-08-05")],
        "occurred",
        False,
    ),
    (
        "denied when it was said to be over",
        [Says("denied", "2025-08-09"), Says("occurred", "2025-08-10", when="2025-08-01/2025-08-05")],
        "occurred",
        True,
    ),
    (
        "its own denial taken back",
        [Says("denied", said_by=[MINISTER]), Says("occurred", "2025-08-10", [MINISTER])],
        "occurred",
        False,
    ),
    (
        "its own report taken back",
        [Says("occurred", publisher="Same"), Says("denied", "2025-08-10", publisher="Same")],
        "denied",
        False,
    ),
    ("called off after planned", [Says("planned"), Says("cancelled", "2025-07-20")], "cancelled", False),
    ("planned anew", [Says("cancelled"), Says("planned", "2025-07-20")], "planned", False),
    ("may come after all", [Says("cancelled"), Says("possible", "2025-07-20")], "cancelled", False),
    ("called off, yet held", [Says("cancelled"), Says("occurred", "2025-07-20")], "occurred", False),
    ("held, and said to be called off", [Says("occurred"), Says("cancelled", "2025-07-20")], "occurred", True),
    (
        "one voice does not contradict itself",
        [Says("ongoing", report="r", publisher="Same"), Says("denied", report="r", publisher="Same")],
        "ongoing",
        False,
    ),
    (
        "ordered, then put off, in one report",
        [Says("occurred", report="r", publisher="Same"), Says("cancelled", report="r", publisher="Same")],
        "occurred",
        False,
    ),
    ("broken off under way", [Says("ongoing"), Says("cancelled", "2025-07-20")], "cancelled", False),
    (
        "called off, and never planned",
        [Says("cancelled", said_by=[USA], report="r"), Says("denied", said_by=[MINISTER], report="r")],
        "cancelled",
        True,
    ),
    ("planned against denied", [Says("planned"), Says("denied", said_by=[USA])], "planned", True),
    ("expected against a source", [Says("expected"), Says("denied", said_by=[OFFICIALS])], "expected", True),
    ("expected, has not happened", [Says("expected"), Says("denied")], "denied", False),
    ("has not happened, could still", [Says("denied"), Says("conditional", "2025-07-20")], "denied", False),
    ("has not happened, now expected", [Says("denied"), Says("expected", "2025-07-20")], "expected", False),
    (
        "may be, as some say, which another denies in one report",
        [Says("possible", said_by=[OFFICIALS], report="r"), Says("denied", said_by=[MINISTER], report="r")],
        "denied",
        True,
    ),
    ("a plan before forecasts", [Says("expected", "2025-07-20"), Says("planned"), Says("possible")], "planned", False),
    ("the better supported forecast", [Says("expected"), Says("possible"), Says("possible")], "possible", False),
    ("the latest forecast", [Says("expected"), Says("possible", "2025-07-20")], "possible", False),
    ("no dates at all", [Says("planned", None), Says("occurred", None)], "occurred", False),
]


@pytest.mark.parametrize(("says", "status", "conflict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_status_moves_with_evidence_and_time(says: list[Says], status: Status, *, conflict: bool) -> None:
    entries = [
        entry(
            f"c{i}",
            one.status,
            roles=ROLES,
            published=one.published,
            said_by=one.said_by,
            publisher=one.publisher or f"Publisher {'abcdef'[i]}",
            when=one.when,
            report=one.report,
        )
        for i, one in enumerate(says)
    ]
    for order in (entries, entries[::-1]):
        event = corroborate(order)
        assert (event.status, view(event, "status").conflict) == (status, conflict)
        assert event.values("status")[0] == status


def test_statuses_are_shown_with_those_who_say_so() -> None:
    event = corroborate(
        [
            entry("c1", "denied", publisher="A", said_by=[RUSSIA], roles=ROLES),
            entry("c2", publisher="B", roles=ROLES),
            entry("c3", publisher="C", roles=ROLES),
        ]
    )
    shown: list[tuple[Any, ...]] = [(r.value, r.claims, r.voices) for r in view(event, "status").readings]
    assert shown == [("occurred", ("c2", "c3"), 2), ("denied", ("c1",), 1)]
