"""Claims as a table, one row a cell, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from foedera.render import wording
from foedera.render.wording import Names
from foedera.types import Actor, Claim, Place, Report

COLUMNS = (
    "report",
    "published",
    "publisher",
    "claim",
    "type",
    "status",
    "confidence",
    "field",
    "value",
    "country",
    "printed",
    "start",
    "end",
    "quote",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_rows(report: Report, names: Names) -> Iterator[tuple[str, ...]]:
    """Return a report's cells as rows of `COLUMNS`; a claim's `undisclosed` entries are rows too.

    Dates stay EDTF. Text that a spreadsheet would run as a formula gets an apostrophe before it; who reads the table
    back drops one where `=`, `+`, `-`, `@` or white space follows it.
    """
    for claim in report.claims:
        yield from claim_rows(report, claim, names)


def claim_rows(report: Report, claim: Claim, names: Names) -> Iterator[tuple[str, ...]]:
    """Return one claim's cells as rows of `COLUMNS`."""
    yield from (tuple(neutral(value) for value in row) for row in _rows(report, claim, names))


def _rows(report: Report, claim: Claim, names: Names) -> Iterator[tuple[str, ...]]:
    source = (report.id, report.published or "", report.publisher or "")
    head = (*source, claim.id, claim.type, claim.status, f"{claim.confidence:.3f}")
    for cell in claim.cells:
        value = cell.value
        country = value.country or "" if isinstance(value, Actor | Place) else ""
        words = value.name if isinstance(value, Actor | Place) else wording.value_words(value, names)
        start, end = cell.span.start, cell.span.end
        yield (*head, cell.field, words, country, cell.printed, str(start), str(end), _quote(report, claim, start))
    for entry in claim.undisclosed:
        first = claim.evidence[0] if claim.evidence else None
        at = (str(first.start), str(first.end)) if first else ("", "")
        yield (*head, "undisclosed", entry, "", "", *at, report.text[first.start : first.end] if first else "")


def _quote(report: Report, claim: Claim, start: int) -> str:
    """Return the sentence of the claim's evidence in which a value stands."""
    sentence = next((e for e in claim.evidence if e.start <= start < e.end), None)
    return report.text[sentence.start : sentence.end] if sentence else ""


def neutral(value: str) -> str:
    """Return text that a spreadsheet will not run as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
