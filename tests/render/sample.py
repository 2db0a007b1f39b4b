"""A report of our own with claims that overlap, clash and carry every kind of value."""

from __future__ import annotations

from foedera.types import Actor, Cell, CellValue, Claim, Evidence, Place, Quantity, Report, SlantMark, Span

TEXT = (
    "Serbia and China end first commando drill\n"
    "“Peace Guardian 2025”, the first joint exercise of Serbian and Chinese special forces, took place in Hebei from "
    "July 19 to 28, the ministry said, with about 120 soldiers of the 72nd Special Operations Brigade.\n"
    "Belgrade paid €2.7bn for <FK-3> missiles & radars. NATO is concerned about so-called steel friendship."
)
SERBIA = Actor("Serbia", "state", "SRB")
CHINA = Actor("China", "state", "CHN")
NAMES = {"SRB": "Serbia", "CHN": "China"}


def span(words: str) -> Span:
    """Return where words first stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def cell(field: str, value: CellValue, words: str, score: float = 0.9) -> Cell:
    """Return a cell printed by words of the text."""
    return Cell(field, value, words, span(words), score)


def evidence(first: str, last: str, *fields: str) -> Evidence:
    """Return the evidence from some words to others."""
    return Evidence(span(first).start, span(last).end, fields)


EXERCISE = Claim(
    "c1",
    "exercise",
    "occurred",
    (
        cell(
            "role:participant",
            Actor("72nd Special Operations Brigade", "unit", "SRB"),
            "72nd Special Operations Brigade",
        ),
        cell("role:participant", CHINA, "Chinese"),
        cell("role:host", CHINA, "Hebei"),
        cell("said_by", Actor("ministry", "organisation", "SRB"), "ministry"),
        cell("name", "Peace Guardian 2025", "Peace Guardian 2025"),
        cell("when", "2025-07-19/2025-07-28", "from July 19 to 28"),
        cell("where", Place("Hebei", "CHN", 38.0, 115.5), "Hebei"),
        cell("field:first", True, "first joint"),  # noqa: FBT003 - a cell's value
        cell("field:domain", "special forces", "special forces"),
        cell("field:personnel", Quantity(120, "about", "SRB", "soldiers"), "about 120 soldiers"),
    ),
    (evidence("“Peace", "72nd Special Operations Brigade.", "participant", "host", "name", "when", "where", "first"),),
    ("participant:CHN:unit",),
    0.93,
    (span("exercise"),),
)
TRANSFER = Claim(
    "c2",
    "transfer",
    "occurred",
    (
        cell("role:recipient", SERBIA, "Belgrade"),
        cell("name", "FK-3", "FK-3"),
        cell("field:equipment", "=missiles", "missiles"),
        cell("field:value", Quantity(2_700_000_000, currency="EUR"), "€2.7bn"),
    ),
    (evidence("Belgrade paid", "radars.", "recipient", "name", "equipment", "value"),),
    confidence=0.7,
    triggers=(span("paid"),),
)
CONCERN = Claim(
    "c3",
    "concern",
    "ongoing",
    (
        cell("role:actor", Actor("NATO", "organisation", org="NATO"), "NATO"),
        cell("field:issue", "steel friendship", "so-called steel friendship"),
    ),
    (evidence("NATO", "friendship.", "actor", "issue"),),
    confidence=0.4,
    triggers=(span("concerned"),),
)
RELATIONS = Claim(
    "c4",
    "relations",
    "ongoing",
    (
        cell("role:party", SERBIA, "Serbian"),
        cell("role:party", CHINA, "Chinese"),
        cell("field:trend", "deepening", "first joint exercise"),
    ),
    (evidence("“Peace", "72nd Special Operations Brigade.", "party", "trend"),),
)
REPORT = Report(
    "r1",
    TEXT,
    "Serbia and China end first commando drill",
    ("A. Writer",),
    "Belgrade",
    "2025-08-01",
    "Danube <Post>",
    language="en",
    slant=(SlantMark(span("so-called").start, span("so-called").end, "so-called"),),
    claims=(EXERCISE, TRANSFER, CONCERN, RELATIONS),
)
SILENT = Report("r2", "The weather stays fine.", "Weather")
