"""Small reports on known happenings, with their claims written by hand: no language model is needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import foedera
from foedera.record import Record
from foedera.types import Actor, Cell, Claim, Evidence, Place, Quantity, Report, Span, Status

NAMES = {"SRB": "Serbia", "CHN": "China", "RUS": "Russia", "HUN": "Hungary"}


def claim_in(
    report: str,
    text: str,
    *,
    type_: str = "exercise",
    status: Status = "occurred",
    parties: Sequence[str] = ("SRB", "CHN"),
    name: str | None = None,
    when: str | None = None,
    personnel: float | None = None,
    confidence: float = 0.9,
) -> Claim:
    """Return a claim that stands on the whole of a text."""
    span = Span(0, len(text))
    cells = [Cell(f"role:{role}", _state(code), code, span, 0.9) for role, code in _roles(type_, parties)]
    cells += [Cell("name", name, name, span, 0.9)] if name else []
    cells += [Cell("when", when, when, span, 0.9)] if when else []
    cells += [Cell("where", Place("Hebei", "CHN", 38.0, 115.5), "Hebei", span, 0.9)] if "Hebei" in text else []
    if personnel is not None:
        cells.append(Cell("field:personnel", Quantity(personnel, unit="soldiers"), str(personnel), span, 0.9))
    evidence = (Evidence(0, len(text), ("when", "name")),)
    return Claim(f"c-{report}-{type_}-{status}", type_, status, tuple(cells), evidence, confidence=confidence)


def _roles(type_: str, parties: Sequence[str]) -> list[tuple[str, str]]:
    if type_ == "transfer":
        return [("supplier", parties[0]), ("recipient", parties[1])]
    return [("participant" if type_ == "exercise" else "party", code) for code in parties]


def _state(code: str) -> Actor:
    return Actor(NAMES[code], "state", code)


def report_of(name: str, text: str, published: str, publisher: str, *claims: Claim) -> Report:
    """Return a report."""
    return Report(name, text, f"Title of {name}", (), None, published, publisher, None, "en", (), claims)


def three_on_one(personnel: Sequence[float] = (120, 120, 150)) -> list[Report]:
    """Return three reports by three publishers on one exercise, the first of them before it took place."""
    texts = (
        "Serbia and China will hold the exercise Peace Guardian 2025 in Hebei in July, the ministry in Belgrade said.",
        "The exercise Peace Guardian 2025 of the Serbian and Chinese special forces ended in Hebei after ten days.",
        "In Hebei the drill that Belgrade calls Mirovnik 2025 was held by China and Serbia, an analyst wrote.",
    )
    statuses: tuple[Status, ...] = ("planned", "occurred", "occurred")
    names = ("Peace Guardian 2025", "Peace Guardian 2025", "Mirovnik 2025")
    whens = ("2025-07", "2025-07-19/2025-07-28", "2025-07-19~/2025-07-28~")
    days = ("2025-07-01", "2025-07-29", "2025-08-13")
    papers = ("Belgrade Courier", "Hebei Post", "Danube Review")
    rows = zip(texts, statuses, names, whens, days, papers, personnel, strict=True)
    return [
        report_of(
            f"r{at}", text, day, paper,
            claim_in(f"r{at}", text, status=status, name=name, when=when, personnel=people),
        )
        for at, (text, status, name, when, day, paper, people) in enumerate(rows)
    ]  # fmt: skip


def new_record(folder: Path, *reports: Report) -> Record:
    """Return a record that holds reports."""
    record = foedera.open(folder / "record.db", author="Tester")
    if reports:
        record.put(reports)
    return record
