"""Reports with known events, made up from a seed: wordings, precision and gaps vary as in real ones; no model needed.

`generate(1000, seed=1)` yields reports with claims (about so many in all) and, for each claim, the id of the happening
that it tells of. Some reports are near copies of others, with another headline, furniture and cuts.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from benchmarks.world import SURNAMES, Happening, World
from foedera.types import Actor, Cell, CellValue, Claim, Evidence, Place, Quantity, Report, Span, Status

AGENCIES = ("Meridian Press", "Baltic Wire", "Harbour News Agency")
PUBLISHERS = tuple(
    f"{place} {kind}"
    for place in (
        "Adria",
        "Capital",
        "Delta",
        "Eastern",
        "Federal",
        "Gulf",
        "Highland",
        "Island",
        "Northern",
        "Pacific",
    )
    for kind in ("Herald", "Gazette", "Online", "Defence Review", "Today")
)
FILLER = (
    "Officials gave no further details on {day}.",
    "Analysts in {city} called the step expected.",
    "The {adj} statement was published in the afternoon.",
    "Observers had waited for word since the spring session.",
    "A spokesperson declined to answer questions about {topic}.",
    "The region has seen a number of such steps over the past years.",
    "Opposition members of parliament asked for a debate on {topic}.",
    "It was not immediately clear how neighbours would respond.",
    "State television carried the news in its main {adj} bulletin.",
    "Local residents told the paper that they had noticed {topic} first.",
    "Markets in {city} hardly moved.",
    "The budget for {topic} is under review.",
)
_TOPICS = (
    "harbour fees,grain exports,the railway,road works,the new law,energy prices,water rights,school reform,the census,"
    "pensions"
).split(",")
_ADJ = "short long joint second brief late early final updated corrected".split()
_WORDED = frozenset({"subject", "issue", "item", "forces", "activities", "topics", "quantity", "value"})
"""Fields that reports put in words of their own."""
_SPREAD = 45
"""Days before and after within which most reports on a happening appear."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report and what its claims tell of."""

    report: Report
    events: tuple[str, ...]
    """Id of the true happening of each claim, in order."""
    groups: tuple[str | None, ...]
    """The series or deal of each."""
    copy_of: str | None = None
    """Id of the report that it copies."""


def generate(claims: int, seed: int = 0, copies: float = 0.15) -> Iterator[Told]:
    """Yield reports with about so many claims in all, in order of publication.

    Args:
        copies: Share of reports that are near copies of another.
    """
    draw = random.Random(seed)  # noqa: S311 - a reproducible world, not a secret
    world = World(seed)
    tellings = _tellings(world, claims, draw, copies)
    by_pair: dict[frozenset[str], list[Happening]] = {}
    written = 0
    for number, (day, happening) in enumerate(tellings):
        states = frozenset(code for _, codes in happening.sides for code in codes)
        earlier = by_pair.setdefault(states, [])
        others = [other for other in islice(reversed(earlier), 4) if other.id != happening.id and draw.random() < 0.5]
        if not earlier or earlier[-1].id != happening.id:
            earlier.append(happening)
        told = _Writer(world, draw).report(number, day, [happening, *others])
        family = [told]
        while draw.random() < copies:
            family.append(_copy(told, draw))
        yield from family
        written += sum(len(each.events) for each in family)
        if written >= claims:
            return


def _tellings(world: World, claims: int, draw: random.Random, copies: float) -> list[tuple[date, Happening]]:
    """Return who is told of on what day, sorted: most happenings by few reports, some by many."""
    tellings: list[tuple[date, Happening]] = []
    share = 1.35 / (1 - copies)  # claims a telling: background and copies
    for happening in world.happenings():
        times = min(40, int(draw.paretovariate(1.1)))
        tellings.extend((_told_on(happening, draw), happening) for _ in range(times))
        if len(tellings) * share >= claims:
            break
    return sorted(tellings, key=lambda telling: (telling[0], telling[1].id))


def _told_on(happening: Happening, draw: random.Random) -> date:
    kind = draw.random()
    if kind < 0.25:
        return happening.start - timedelta(days=draw.randrange(1, _SPREAD))
    if kind < 0.85:
        return happening.start + timedelta(days=int(draw.expovariate(1 / 4)))
    return happening.end + timedelta(days=draw.randrange(_SPREAD * 8))


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class _Writer:
    """Writes one report, keeping the place of each value."""

    def __init__(self, world: World, draw: random.Random) -> None:
        self._world = world
        self._draw = draw
        self._text = ""

    def report(self, number: int, day: date, happenings: list[Happening]) -> Told:
        """Write a report on some happenings, the first one first."""
        draw = self._draw
        name = _digest("report", number, day)
        publisher = draw.choice(AGENCIES) if draw.random() < 0.3 else draw.choice(PUBLISHERS)
        claims = []
        for place, happening in enumerate(happenings):
            self._fill(draw.randrange(1, 4))
            claims.append(self._claim(_digest(name, place), happening, day, background=place > 0))
            self._text += "\n\n" if draw.random() < 0.5 else " "
        self._fill(draw.randrange(3, 9))
        title = f"{self._state(happenings[0], 0)}: {happenings[0].type} ({number})"
        report = Report(
            name,
            self._text,
            title=title,
            published=day.isoformat() if draw.random() < 0.97 else None,
            publisher=publisher,
            language="en",
            url=f"https://{publisher.casefold().replace(' ', '')}.example/{number}",
            claims=tuple(claims),
        )
        return Told(report, tuple(h.id for h in happenings), tuple(h.group for h in happenings))

    def _fill(self, count: int) -> None:
        for sentence in self._draw.sample(FILLER, count):
            topics = f"{self._draw.choice(_TOPICS)} and {self._draw.choice(_TOPICS)}"
            words = {
                "day": f"{self._draw.choice(('Monday', 'Tuesday', 'Friday'))} {self._draw.choice(('morning', 'noon'))}",
                "city": self._world.name(self._draw.choice(("FRA", "IND", "BRA", "KEN", "POL", "JPN", "CAN", "EGY"))),
                "topic": f"{topics} in {self._draw.choice(('the north', 'the south', 'the capital', 'two provinces'))}",
                "adj": self._draw.choice(_ADJ),
            }
            number = self._draw.randrange(2, 900)
            authors = f"{self._draw.choice(SURNAMES)} and {self._draw.choice(SURNAMES)}"
            aside = f", {authors} wrote in note {number}, page {number % 37}. "
            self._text += sentence.format(**words).rstrip(".") + aside

    def _state(self, happening: Happening, side: int) -> str:
        return self._world.name(happening.sides[side][1][0])

    def _claim(self, name: str, happening: Happening, day: date, *, background: bool) -> Claim:
        start = len(self._text)
        cells: list[Cell] = []
        for role, actor in self._actors(happening):
            self._put(cells, f"role:{role}", actor, actor.name)
        self._text += f"in the matter of {happening.type} "
        for field, value in self._values(happening, day, background=background):
            self._put(cells, field, value, _printed(value))
        self._text = self._text.rstrip(", ") + "."
        status = self._status(happening, day)
        fields = tuple(dict.fromkeys(cell.field.partition(":")[2] or cell.field for cell in cells))
        evidence = (Evidence(start, len(self._text), fields),)
        confidence = round(self._draw.uniform(0.5, 1.0), 3)
        return Claim(name, happening.type, status, tuple(cells), evidence, (), confidence)

    def _put(self, cells: list[Cell], field: str, value: CellValue, printed: str) -> None:
        begin = len(self._text)
        self._text += printed + ", "
        cells.append(
            Cell(field, value, printed, Span(begin, begin + len(printed)), round(self._draw.uniform(0.6, 1.0), 3))
        )

    def _actors(self, happening: Happening) -> Iterator[tuple[str, Actor]]:
        """Yield who is named: now and then one of several is left out, or a unit or person stands for a state."""
        people = dict(happening.people)
        silent = self._silent(happening)
        for role, codes in happening.sides:
            if role == silent:
                continue
            kept = [code for code in codes if len(codes) < 3 or self._draw.random() < 0.8] or list(codes[:1])
            for code in kept:
                state = self._world.name(code)
                if code in people and self._draw.random() < 0.7:
                    yield role, Actor(people[code], "person", code)
                elif happening.type in {"exercise", "deployment"} and self._draw.random() < 0.15:
                    yield role, Actor(f"{self._draw.randrange(1, 90)}th Brigade of {state}", "unit", code)
                else:
                    yield role, Actor(state, "state", code)

    def _silent(self, happening: Happening) -> str | None:
        """Return the role that a report says nothing on: of a drill often who is host, else seldom one of the two."""
        if len(happening.sides) < 2:
            return None
        if happening.type == "exercise":
            return "host" if self._draw.random() < 0.5 else None
        return self._draw.choice(happening.sides)[0] if self._draw.random() < 0.08 else None

    def _values(self, happening: Happening, day: date, *, background: bool) -> Iterator[tuple[str, CellValue]]:
        draw = self._draw
        if happening.names and draw.random() < (0.95 if happening.type == "transfer" else 0.75):
            yield "name", draw.choice([*[happening.names[0]] * 3, *happening.names])
        when = self._when(happening, day, vague=background)
        if when:
            yield "when", when
        if happening.place and draw.random() < 0.6:
            yield (
                "where",
                happening.place
                if draw.random() < 0.8
                else Place(self._world.name(happening.place.country or ""), happening.place.country),
            )
        for field, value in happening.fields:
            if draw.random() < (0.85 if field in {"stage", "subject", "issue"} else 0.5):
                yield f"field:{field}", _reworded(value, draw) if field in _WORDED else value

    def _when(self, happening: Happening, day: date, *, vague: bool) -> str | None:
        """Return a date as precise as reports are: days, now and then a day off, a month, a year, or nothing."""
        draw, start, end = self._draw, happening.start, happening.end
        if happening.type in {"relations", "oppose", "support", "concern", "demand"} and draw.random() < 0.7:
            return None
        kind = draw.random() + (0.25 if vague else 0.0)
        if kind < 0.5:
            shift = timedelta(days=draw.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, -1)))
            return (
                (start + shift).isoformat()
                if start == end or draw.random() < 0.3
                else f"{(start + shift).isoformat()}/{end.isoformat()}"
            )
        if kind < 0.62:
            return f"{start.year}-{start.month:02}"
        if kind < 0.68 and start != end:
            return f"../{end.isoformat()}" if day > start else f"{start.isoformat()}/.."
        return f"{start.year}" if kind > 1.05 or 0.68 < kind < 0.72 else None

    def _status(self, happening: Happening, day: date) -> Status:
        lasting = ("stage", "in service") in happening.fields or ("stage", "negotiation") in happening.fields
        if self._draw.random() < 0.02:
            return "denied"
        if day < happening.start:
            return self._draw.choice(("planned", "planned", "planned", "expected", "possible"))
        if lasting or happening.type == "relations" or day <= happening.end != happening.start:
            return "ongoing"
        return "occurred"


def _printed(value: CellValue) -> str:
    if isinstance(value, Actor | Place):
        return value.name
    if isinstance(value, Quantity):
        return f"{value.n:g} {value.currency or value.unit or ''}".strip()
    return str(value)


def _reworded(value: CellValue, draw: random.Random) -> CellValue:
    """Return a value as another reporter might give it."""
    if isinstance(value, Quantity) and draw.random() < 0.15:
        return replace(value, n=round(value.n * draw.choice((0.8, 0.9, 1.1, 1.5))) or 1, qual="about")
    if isinstance(value, str) and " " in value and draw.random() < 0.3:
        return f"{draw.choice(('new', 'common', 'further', 'alleged'))} {value}"
    return value


def _copy(told: Told, draw: random.Random) -> Told:
    """Return a near copy: another site's headline and furniture, perhaps without the end of the text."""
    original = told.report
    name = _digest("copy", original.id, draw.random())
    head = f"{draw.choice(('WORLD', 'REGION', 'POLITICS'))} | Share this article | {draw.randrange(10**6)}\n\n"
    keep = len(original.text) if draw.random() < 0.5 else int(len(original.text) * draw.uniform(0.5, 0.95))
    keep = max(keep, original.claims[0].evidence[-1].end)
    kept = [place for place, claim in enumerate(original.claims) if claim.evidence[-1].end <= keep]
    claims = tuple(_moved(original.claims[place], len(head), _digest(name, place)) for place in kept)
    publisher = draw.choice(PUBLISHERS)
    text = head + original.text[:keep].rstrip() + f"\n\nMore from {publisher}: weather, sport, puzzles."
    url = f"https://{publisher.casefold().replace(' ', '')}.example/{name}"
    title = f"{draw.choice(('Report', 'News', 'Latest'))}: {original.title}"
    report = replace(original, id=name, text=text, title=title, publisher=publisher, url=url, claims=claims)
    return Told(report, tuple(told.events[p] for p in kept), tuple(told.groups[p] for p in kept), original.id)


def _moved(claim: Claim, by: int, name: str) -> Claim:
    cells = tuple(replace(cell, span=Span(cell.span.start + by, cell.span.end + by)) for cell in claim.cells)
    evidence = tuple(replace(e, start=e.start + by, end=e.end + by) for e in claim.evidence)
    return replace(claim, id=name, cells=cells, evidence=evidence)
