"""A small record to export, with everything in it that formats can trip over; invented."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from foedera.codebook import load
from foedera.events import Decision, Entry, Event, FieldView, Link, Reading, Reason
from foedera.export import Material, rules_of
from foedera.types import (
    Actor,
    Cell,
    CellValue,
    Claim,
    Evidence,
    Place,
    Quantity,
    Report,
    SlantMark,
    Span,
    Status,
)

T = TypeVar("T")

SERBIA = Actor("Serbia", "state", "SRB")
CHINA = Actor("China", "state", "CHN")
BRIGADE = Actor("72nd Special Operations Brigade", "unit", "SRB")
NATO = Actor("NATO", "organisation", org="NATO")
SPEAKER = Actor("Li Wei", "person", "CHN")
MAKER = Actor('Works & Sons, "Ltd"', "company", "CHN")  # fmt: skip
HEBEI = Place("Hebei", "CHN", 38.0, 115.5)
CHINA_PLACE = Place("China", "CHN", 35.0, 105.0)
NOWHERE = Place("Blue Valley", "SRB")

TEXT_1 = (
    "BEIJING - Chinese and Serbian special forces held the drill Peace Shield 2025 in Hebei from July 19 to 28, "
    "Li Wei said. About 3,500 soldiers took part. So-called experts objected.\n\n"
    "NATO was not told how many tanks came."
)
TEXT_2 = '=HYPERLINK("http://evil.example") Peace Shield began on July 20.\r\nThe café \U0001f6e1 “closed”.'
TEXT_3 = "Nothing happened, {really} 100% & more."

REPORTS = (
    Report(
        "r1",
        TEXT_1,
        title="Shield & sword: 50% more_drills {this} year #1",
        byline=("Ana Petrović", "Agence Presse Staff"),
        dateline="BEIJING, July 29",
        published="2025-07-29",
        publisher="Tanjug Wire",
        url="https://example.org/a_b%20c?x=1&y={z}#top",
        language="en",
        slant=(SlantMark(TEXT_1.index("So-called"), TEXT_1.index("So-called") + 9, "so-called"),),
    ),
    Report(
        "r2",
        TEXT_2,
        title='@SUM(A1) says\n"more"',
        published="2025-08",
        publisher="-Gazette",
        url="https://example.org/2",
        language="en",
    ),
    Report("r3", TEXT_3, title=None, published=None, publisher=None),
    Report("r4", "Works & Sons sold drones.", title="Ћирилица", published="2024~", publisher="Министарство", url=None),
)  # fmt: skip


def cell(field: str, value: CellValue, printed: str, text: str, score: float = 0.9) -> Cell:
    """Return a cell whose words stand in a text."""
    start = text.index(printed)
    return Cell(field, value, printed, Span(start, start + len(printed)), score)


def sentence(text: str, start: str, *fields: str) -> Evidence:
    """Return the evidence that begins with some words."""
    at = text.index(start)
    return Evidence(at, text.index(".", at) + 1, fields)


DRILL_1 = Claim(
    "c1",
    "exercise",
    "occurred",
    (
        cell("role:participant", CHINA, "Chinese", TEXT_1),
        cell("role:participant", BRIGADE, "Serbian special forces", TEXT_1),
        cell("role:host", CHINA, "Hebei", TEXT_1),
        cell("role:observer", NATO, "NATO", TEXT_1),
        cell("said_by", SPEAKER, "Li Wei", TEXT_1),
        cell("name", "Peace Shield 2025", "Peace Shield 2025", TEXT_1),
        cell("when", "2025-07-19/2025-07-28", "from July 19 to 28", TEXT_1),
        cell("where", HEBEI, "Hebei", TEXT_1),
        cell("field:personnel", Quantity(3500, "about", "SRB", "soldiers"), "About 3,500 soldiers", TEXT_1),
        Cell("field:first", value=True, printed="held", span=Span(49, 53), score=0.9),
        cell("field:edition", Quantity(2), "2025", TEXT_1),
        cell("field:domain", "special forces", "special forces", TEXT_1),
    ),
    (
        sentence(TEXT_1, "Chinese and", "participant", "when", "where", "name"),
        sentence(TEXT_1, "About 3,500", "personnel"),
    ),
    ("equipment:NATO:tanks",),
    0.93,
)
DRILL_2 = Claim(
    "c2",
    "exercise",
    "ongoing",
    (
        cell("name", "Peace Shield", "Peace Shield", TEXT_2),
        cell("when", "2025-07-20/..", "July 20", TEXT_2),
        cell("where", CHINA_PLACE, "Peace", TEXT_2),
        cell("where", NOWHERE, "July", TEXT_2),
        cell("field:activities", '"=1+1"', "HYPERLINK", TEXT_2),
        cell("field:number", -5, "20", TEXT_2),
    ),
    (sentence(TEXT_2, "Peace Shield", "name", "when"),),
    (),
    0.5,
)
SALE = Claim(
    "c4",
    "transfer",
    "planned",
    (
        cell("role:supplier", MAKER, "Works & Sons", REPORTS[3].text),
        cell("field:value", Quantity(1.5e9, "over", None, None, "EUR"), "sold", REPORTS[3].text),
        cell("field:equipment", "drones", "drones", REPORTS[3].text),
    ),
    (sentence(REPORTS[3].text, "Works", "supplier"),),
)
OFFICE = Claim(
    "c5",
    "office",
    "ongoing",
    (cell("role:holder", SPEAKER, "Works", REPORTS[3].text),),
    (Evidence(0, 25, ("holder",)),),
)


def entry(claim: Claim, report: Report, **more: object) -> Entry:
    """Return a claim as it stands in the record."""
    base = Entry(claim, report.id, report.published, report.publisher, report.id, report.title, report.url)
    return replace(base, **more)  # type: ignore[arg-type]


ENTRIES = (
    entry(DRILL_1, REPORTS[0], verdict="accepted", edited=True),
    entry(DRILL_2, REPORTS[1]),
    entry(SALE, REPORTS[3]),
    entry(OFFICE, REPORTS[3], source="table"),
)


def view(field: str, *readings: tuple[CellValue, tuple[str, ...]], conflict: bool = False) -> FieldView:
    """Return what claims say on a field."""
    undisclosed = ("c1",) if field == "field:equipment" else ()
    found = tuple(Reading(value, claims, len(claims)) for value, claims in readings)
    return FieldView(field, found, conflict, undisclosed)


def status_view(*readings: tuple[Status, tuple[str, ...]]) -> FieldView:
    """Return what claims say on the status."""
    return view("status", *readings)


EVENTS = (
    Event(
        "e-c1",
        "exercise",
        "Peace Shield 2025",
        "occurred",
        "2025-07-19/2025-07-28",
        (HEBEI, CHINA_PLACE, NOWHERE),
        ("c1", "c2"),
        (
            status_view(("occurred", ("c1",)), ("ongoing", ("c2",))),
            view("role:participant", (CHINA, ("c1",)), (BRIGADE, ("c1",))),
            view("role:host", (CHINA, ("c1",))),
            view("role:observer", (NATO, ("c1",))),
            view("said_by", (SPEAKER, ("c1",))),
            view("name", ("Peace Shield 2025", ("c1", "c2"))),
            view("when", ("2025-07-19/2025-07-28", ("c1",)), ("2025-07-20/..", ("c2",)), conflict=True),
            view("where", (HEBEI, ("c1",)), (CHINA_PLACE, ("c2",)), (NOWHERE, ("c2",))),
            view("field:personnel", (Quantity(3500, "about", "SRB", "soldiers"), ("c1",))),
            view("field:first", (True, ("c1",))),
            view("field:edition", (Quantity(2), ("c1",)), (Quantity(3), ("c2",)), conflict=True),
            view("field:domain", ("special forces", ("c1",))),
            view("field:activities", ('"=1+1"', ("c2",))),
            view("field:equipment"),
        ),
        "g-peace",
        2,
        "c1",
        2,
        ("two independent publishers", "=they clash on the day"),
        0.93,
    ),
    Event(
        "e-c4",
        "transfer",
        None,
        "planned",
        None,
        (),
        ("c4",),
        (
            view("role:supplier", (MAKER, ("c4",))),
            view("field:value", (Quantity(1.5e9, "over", None, None, "EUR"), ("c4",))),
        ),
        first="c4",
    ),
    Event("e-c5", "office", None, "ongoing", "2021~", (), ("c5",), (view("role:holder", (SPEAKER, ("c5",))),)),
)
LINKS = (
    Link("c1", "c2", 0.97, (Reason("name", 3.5, "Peace Shield 2025", "Peace Shield"), Reason("dates", -0.5, "a", "b"))),
    Link("c4", "c5", 0.1, (), "different"),
)
DECISIONS = (
    Decision("d1", "accept", "c1", "Ana, =she", "2026-01-02T03:04:05.000000Z", "+seen"),
    Decision("d2", "different", "c4", "Bo", "2026-01-02T03:05:05.000000Z", other="c5", shown="abc"),
    Decision("d3", "reliability", "Tanjug Wire", "Bo", "2026-01-02T03:06:05.000000Z", value=json.dumps("B")),
)


def reads(values: Iterable[T]) -> tuple[T, ...]:
    """Return values to be read again and again."""
    return tuple(values)


def material() -> Material:
    """Return the whole record."""
    return Material(
        reports=lambda: iter(REPORTS),
        entries=lambda: iter(ENTRIES),
        events=lambda: iter(EVENTS),
        links=lambda: iter(LINKS),
        decisions=lambda: iter(DECISIONS),
        reliability={"Tanjug Wire": "B"},
        countries={"SRB": "Serbia", "CHN": "China"},
        alpha2={"SRB": "RS", "CHN": "CN"},
        plover=rules_of(load()),
        media=lambda name: name == "Tanjug Wire",
        retrieved=lambda _: "2025-09-01T10:00:00.000000Z",
        now="2026-11-25T18:40:00Z",
        author="Ana",
        version="0.2.0",
    )
