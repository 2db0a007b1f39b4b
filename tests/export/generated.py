"""Records of any kind and content, made by Hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from foedera.codebook import load
from foedera.events import Entry, Event, FieldView, Reading
from foedera.export import Material, rules_of
from foedera.types import STATUSES, Actor, Cell, CellValue, Claim, Evidence, Place, Quantity, Report, Span

# Any text, and more often what is dangerous or odd: formulas, line ends, NUL, other scripts, halves of characters.
ODD = (
    "=1", "+1", '"=x', "\t@", "-", "\r\n", "\x00", "{}", "{", "}x", "\\", "%", "Ћ", "\U0001f6e1", "\ud800", "'", "null",
    "  ", "\u200d", "a;b",
)  # fmt: skip
texts = st.one_of(st.sampled_from(ODD), st.text(max_size=12), st.text(alphabet="abc =+-@\"'\t\r\n,;", max_size=12))
names = texts.filter(lambda text: bool(text.strip()))
codes = st.sampled_from(["SRB", "CHN", "RUS", "SUN", "XKX"])
whens = st.sampled_from(
    ["2025", "2025-07", "2025-07-19", "2021~", "2025-07-19/..", "../2027", "2025-07-11~/2025-07-31~", "2020/2024"]
)
floats = st.floats(allow_nan=False, allow_infinity=True)
actors = st.builds(
    Actor,
    names,
    st.sampled_from(["state", "organisation", "person", "unit", "company", "group"]),
    st.none() | codes,
    st.none() | st.sampled_from(["NATO", "EU"]),
)
places = st.builds(
    Place,
    names,
    st.none() | codes,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
)
quantities = st.builds(Quantity, floats, st.none() | st.just("about"), st.none() | codes, st.none() | names)
values: st.SearchStrategy[CellValue] = st.one_of(quantities, texts, st.booleans(), st.integers(-5, 5))
kinds = st.sampled_from(["exercise", "transfer", "meeting", "relations", "office", "demand", "own_type"])
roles = st.sampled_from(["role:participant", "role:host", "role:actor", "role:target", "role:supplier", "said_by"])
fields = st.sampled_from(["field:quantity", "field:activities", "field:domain", "field:stage"])


@st.composite
def cells(draw: st.DrawFn, length: int) -> Cell:
    """Return a cell of any field that points into a text."""
    field, value = draw(
        st.one_of(
            st.tuples(roles, actors),
            st.tuples(fields, values),
            st.tuples(st.just("where"), places),
            st.tuples(st.just("when"), whens),
            st.tuples(st.just("name"), names),
        )
    )
    start = draw(st.integers(0, length))
    return Cell(field, value, draw(texts), Span(start, draw(st.integers(start, length))), draw(st.floats(0, 1)))


@st.composite
def claims(draw: st.DrawFn, name: str, length: int) -> Claim:
    """Return a claim on a text of some length."""
    evidence = draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted), max_size=2))
    return Claim(
        name,
        draw(kinds),
        draw(st.sampled_from(STATUSES)),
        tuple(draw(st.lists(cells(length), max_size=5))),
        tuple(Evidence(start, end, ("when",)) for start, end in evidence),
        tuple(draw(st.lists(st.sampled_from(["value", "personnel:RUS:ships", "=x:SRB"]), max_size=2))),
        draw(st.floats(0, 1)),
    )


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Return a record of up to three reports whose claims are drawn together to events as it happens."""
    reports, entries = [], []
    for number in range(draw(st.integers(0, 3))):
        report = Report(
            f"r{number}",
            draw(st.text(max_size=30)),
            draw(st.none() | texts),
            tuple(draw(st.lists(names, max_size=2))),
            draw(st.none() | texts),
            draw(st.none() | whens),
            draw(st.none() | names),
            draw(st.none() | st.sampled_from(["https://a.example/x", "javascript:alert(1)", "file", "http://a b"])),
            draw(st.none() | st.sampled_from(["en", "xx"])),
        )
        reports.append(report)
        for place in range(draw(st.integers(0, 2))):
            claim = draw(claims(f"c{number}{place}", len(report.text)))
            entries.append(Entry(claim, report.id, report.published, report.publisher, report.id))
    events = tuple(_events(draw, entries))
    return Material(
        reports=lambda: iter(reports),
        entries=lambda: iter(entries),
        events=lambda: iter(events),
        countries={"SRB": "Serbia"},
        alpha2={"SRB": "RS", "CHN": "CN", "RUS": "RU", "XKX": "XK"},
        plover=rules_of(load()),
        now="2026-11-25T18:40:00Z",
    )


def _events(draw: st.DrawFn, entries: Sequence[Entry]) -> list[Event]:
    """Return the entries as events of one to three claims, every value of a field a reading."""
    events, rest = [], list(entries)
    while rest:
        count = draw(st.integers(1, 3))
        own, rest = rest[:count], rest[count:]
        found: dict[str, dict[CellValue, list[str]]] = {}
        for entry in own:
            for cell in entry.claim.cells:
                claims_of = found.setdefault(cell.field, {}).setdefault(cell.value, [])
                claims_of += [entry.id] if entry.id not in claims_of else []
        views = tuple(
            FieldView(field, tuple(Reading(value, tuple(of), 1) for value, of in readings.items()), draw(st.booleans()))
            for field, readings in found.items()
        )
        first = own[0].claim
        event = Event(
            f"e-{first.id}", first.type, None, first.status, None, (), tuple(entry.id for entry in own), views
        )
        where = tuple(place for place in event.values("where") if isinstance(place, Place))
        when = next((value for value in event.values("when") if isinstance(value, str)), None)
        name = next((value for value in event.values("name") if isinstance(value, str)), None)
        events.append(replace(event, where=where, when=when, name=name, credibility=draw(st.integers(1, 6))))
    return events
