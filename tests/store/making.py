"""Reports, claims and events of our own writing for the tests of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from foedera.events import Entry, Event, FieldView, Reading
from foedera.store import Kept, page_identity
from foedera.types import Actor, Cell, Claim, Evidence, Place, Quantity, Report, SlantMark, Span, Status

TEXT = "Serbia and Norland held the drills Blue Harbour near Osava on 4 May 2024. Some 300 soldiers took part."


def make_claim(
    name: str,
    *,
    kind: str = "exercise",
    status: Status = "occurred",
    states: Sequence[str] = ("SRB", "NOR"),
    when: str | None = "2024-05-04",
    confidence: float = 0.9,
    title: str = "Firm Anchor",
) -> Claim:
    """Return a claim whose cells are of every kind."""
    cells = [
        Cell("role:participant", Actor(f"Land of {code}", "state", code), code, Span(0, 6), 0.9) for code in states
    ]
    cells += [
        Cell("name", title, title, Span(37, 48), 0.8),
        Cell("where", Place("Osava", "SRB", 44.5, 20.25), "Osava", Span(54, 59), 0.7),
        Cell("field:personnel", Quantity(300.0, "about", None, "soldiers"), "300 soldiers", Span(80, 92), 0.6),
        Cell("field:first", True, "first", Span(0, 5), 0.5),  # noqa: FBT003 - a value of the field
        Cell("said_by", Actor("Defence Ministry", "organisation", "SRB"), "the ministry", Span(0, 6), 0.5),
    ]
    if when is not None:
        cells.append(Cell("when", when, "4 May 2024", Span(63, 73), 1.0))
    evidence = (Evidence(0, 74, ("when", "where", "name")), Evidence(75, 104, ("personnel",)))
    return Claim(name, kind, status, tuple(cells), evidence, ("participant:NOR:unit",), confidence, (Span(23, 27),))


def make_report(name: str, *claims: Claim, **more: Any) -> Report:
    """Return a report."""
    given: dict[str, Any] = {
        "text": TEXT,
        "title": f"Drills of {name}",
        "byline": ("Ana Ilic", "B. Dahl"),
        "published": "2024-05-05",
        "publisher": "Osava Courier",
        "language": "en",
        "slant": (SlantMark(0, 6, "so-called"),),
    }
    return Report(name, claims=claims, **{**given, **more})


def make_kept(report: Report, source: str | None = None, **more: Any) -> Kept:
    """Return a report as it is kept, its original being its text."""
    source = source or f"/reports/{report.id}.txt"
    original = more.pop("original", f"{report.id}\n{report.text}".encode("utf-8", "surrogatepass"))
    given: dict[str, Any] = {
        "media_type": "text/plain",
        "offsets": ((0, 10), (5, 20), (10, 94), (104,)),
        "original_text": original.decode("utf-8", "surrogatepass"),
        "page": page_identity(report.url, source),
        "producer": "foedera 1",
        "model": "m1",
        "codebook": "c1",
        "signature": hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).digest(),
        "bands": (report.text[:20], report.text[-20:], report.id),
    }
    return Kept(report, source, original, **{**given, **more})


def make_entry(claim: Claim, report: Report, **more: Any) -> Entry:
    """Return a claim as it stands when nobody decided anything."""
    given: dict[str, Any] = {
        "published": report.published,
        "publisher": report.publisher,
        "voice": report.id,
        "title": report.title,
        "url": report.url,
    }
    return Entry(claim, report.id, **{**given, **more})


def make_event(*claims: Claim, conflict: bool = False, **more: Any) -> Event:
    """Return the event of some claims."""
    first = claims[0]
    ids = tuple(claim.id for claim in claims)
    fields = dict.fromkeys(cell.field for claim in claims for cell in claim.cells)
    views = tuple(
        FieldView(
            field,
            tuple(
                Reading(value, ids, 1, ids[1:])
                for value in dict.fromkeys(v for claim in claims for v in claim.values(field))
            ),
            conflict and field == "when",
            ids[:1],
        )
        for field in fields
    )
    whens = first.values("when")
    given: dict[str, Any] = {
        "id": f"e-{min(ids)}",
        "type": first.type,
        "name": "Firm Anchor",
        "status": first.status,
        "when": str(whens[0]) if whens else None,
        "where": (Place("Osava", "SRB", 44.5, 20.25),),
        "claims": ids,
        "fields": views,
        "group": None,
        "voices": len(ids),
        "first": ids[0],
        "credibility": 2,
        "reasons": ("two voices",),
        "confidence": first.confidence,
    }
    return Event(**{**given, **more})
