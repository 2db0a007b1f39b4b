"""What merging compares of a claim, worked out once: parties, days, names, systems, subjects, places, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from foedera.codebook import MergeRule
from foedera.events import Entry
from foedera.gazetteer import Gazetteer, load
from foedera.gazetteer.fold import fold, words
from foedera.merge.names import NameView, view
from foedera.merge.rules import Rules, rule_of
from foedera.merge.subjects import subject_words
from foedera.merge.systems import Designation, designation
from foedera.merge.times import Days, days_of
from foedera.types import Actor, CellValue, Claim, Place, Quantity

_NAME_FIELDS = ("name", "field:alias", "field:series")


@dataclass(frozen=True, slots=True)
class Side:
    """The parties on one side of a claim."""

    parties: frozenset[str]
    """Country codes, organisations, and folded names of whoever has neither."""
    vague: bool
    """Whether it also names some without telling who: "nine other countries"."""
    people: frozenset[tuple[str, str]]
    """Country or organisation and surname of the persons named."""
    printed: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The comparables of one claim."""

    id: str
    type: str
    report: str
    status: str
    rule: MergeRule
    sides: tuple[Side, ...]
    days: Days | None
    """When it is, None if the claim does not say."""
    published: int | None
    """First day of the report's date, as an ordinal."""
    names: tuple[NameView, ...]
    systems: tuple[Designation, ...]
    subject: frozenset[str]
    stage: str | None
    edition: int | None
    first: bool
    """Whether it is said to be the first of its kind."""
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]
    values: tuple[Quantity, ...]
    trend: str | None
    level: str | None
    mode: str | None
    people: frozenset[tuple[str, str]]
    """The persons on any side."""
    has: int
    """What it gives to compare, as bits in the order of `score.FEATURES`."""

    @property
    def parties(self) -> frozenset[str]:
        """Everybody on any side."""
        return frozenset().union(*(side.parties for side in self.sides))


def as_profile(claim: Entry | Profile) -> Profile:
    """Return a claim's profile, or the profile that was handed in."""
    return claim if isinstance(claim, Profile) else profile(claim)


def profile(entry: Entry, gazetteer: Gazetteer | None = None, *, rules: Rules | None = None) -> Profile:
    """Work out what merging compares of a claim.

    Args:
        gazetteer: Where to look up weapon systems; the built-in one if not given.
        rules: How claims of each type are compared, where the user has types of their own.
    """
    known = gazetteer or load()
    claim = entry.claim
    rule = rule_of(claim.type, rules)
    given = _given(claim)
    texts = {name: _words(values) for name, values in given.items()}
    names = (
        tuple(dict.fromkeys(view(text) for key in _NAME_FIELDS for text in texts.get(key, ()))) if rule.named else ()
    )
    designated = [text for key in rule.systems for text in texts.get(cell_field(key), ())]
    when = _first(texts.get("when")) or _year_of(names)
    published = days_of(entry.published) if entry.published else None
    sides = tuple(_side(tuple(_actors(given, roles))) for roles in rule.sides)
    made = Profile(
        id=claim.id,
        type=claim.type,
        report=entry.report,
        status=claim.status,
        rule=rule,
        sides=sides,
        days=days_of(when) if when else None,
        published=published.first if published and not published.open else None,
        names=names,
        systems=tuple(dict.fromkeys(designation(known, text) for text in designated)),
        subject=subject_words(text for key in rule.subject for text in texts.get(cell_field(key), ())),
        stage=_first(texts.get("field:stage")),
        edition=_edition(given.get("field:edition", ()), names),
        first=True in given.get("field:first", ()),
        places=tuple(place for place in given.get("where", ()) if isinstance(place, Place)),
        quantities=_numbers(given.get("field:quantity", ())),
        values=_numbers(given.get("field:value", ())),
        trend=_first(texts.get("field:trend")),
        level=_first(texts.get("field:level")),
        mode=_first(texts.get("field:mode")),
        people=sides[0].people.union(*(side.people for side in sides[1:])) if sides else frozenset(),
        has=0,
    )
    object.__setattr__(made, "has", _has(made))  # before anybody sees it
    return made


def _has(profile: Profile) -> int:
    """Return what a claim gives to compare, as bits in the order of `score.FEATURES`."""
    given = (
        profile.stage,
        True,  # parties
        True,  # dates: if not the happening's, the report's
        profile.systems,
        profile.names,
        profile.edition or profile.first,
        profile.people,
        profile.subject and profile.rule.nature != "deal",
        profile.places,
        profile.quantities or profile.values,
        profile.level,
        profile.mode,
        profile.trend,
    )
    return sum(1 << place for place, value in enumerate(given) if value)


def _given(claim: Claim) -> dict[str, tuple[CellValue, ...]]:
    """Return the distinct values of every field, in order of appearance."""
    found: dict[str, dict[CellValue, None]] = {}
    for cell in claim.cells:
        found.setdefault(cell.field, {})[cell.value] = None
    return {name: tuple(values) for name, values in found.items()}


def _actors(given: Mapping[str, Iterable[CellValue]], roles: Iterable[str]) -> Iterator[Actor]:
    """Return the actors in some roles."""
    for role in roles:
        for value in given.get(f"role:{role}", ()):
            if isinstance(value, Actor):
                yield value


def _first(values: Sequence[str] | None) -> str | None:
    return values[0] if values else None


def cell_field(name: str) -> str:
    """Return the field of cells that holds a field of the codebook, or the name."""
    return name if name == "name" else f"field:{name}"


_SAYS: dict[str, tuple[str, ...]] = {
    "name": _NAME_FIELDS,
    "equipment": ("name", "field:equipment"),
    "quantity": ("field:quantity", "field:value"),
    "edition": ("field:edition",),
    "stage": ("field:stage",),
    "level": ("field:level",),
    "mode": ("field:mode",),
    "trend": ("field:trend",),
    "place": ("where",),
}
"""The fields that a feature compares."""


def says(entry: Entry, known: Profile) -> dict[str, str]:
    """Return what a claim, of which the profile is known, says on each feature, as words, for reasons."""
    rule = known.rule
    texts = {name: _words(values) for name, values in _given(entry.claim).items()}
    fields = _SAYS | {"subject": tuple(cell_field(name) for name in rule.subject)}
    said = {
        feature: "; ".join(value for name in names for value in texts.get(name, ())) or "not given"
        for feature, names in fields.items()
    }
    when = next(iter(texts.get("when", ())), None)
    status = entry.claim.status
    said["parties"] = " → ".join(side.printed for side in known.sides)
    said["person"] = ", ".join(sorted(actor.name for actor in _persons(entry, rule))) or "not given"
    said["dates"] = when or f"{status}, no day given, reported {entry.published or 'at an unknown time'}"
    said["status"] = f"{status}, in the same report"
    return said


def _persons(entry: Entry, rule: MergeRule) -> list[Actor]:
    found = [actor for roles in rule.sides for role in roles for actor in entry.claim.actors(role)]
    return list(dict.fromkeys(actor for actor in found if actor.kind == "person"))


def _words(values: Iterable[CellValue]) -> tuple[str, ...]:
    """Return the values of a field that are words, or can be put into some."""
    found: dict[str, None] = {}
    for value in values:
        if isinstance(value, str):
            found[value] = None
        elif isinstance(value, Place):
            found[value.name] = None
        elif isinstance(value, Quantity):
            found[f"{value.n:g} {value.unit or value.currency or ''}".strip()] = None
    return tuple(found)


def _year_of(names: Iterable[NameView]) -> str | None:
    """Return the year that a name gives ("Platinum Wolf 25"), for claims without a date."""
    return next((str(name.year) for name in names if name.year), None)


def _edition(values: Iterable[CellValue], names: Iterable[NameView]) -> int | None:
    for value in values:
        number = value.n if isinstance(value, Quantity) else value
        if isinstance(number, int | float) and not isinstance(number, bool):
            return int(number)
        if isinstance(value, str) and value.isdecimal():
            return int(value)
    return next((name.edition for name in names if name.edition), None)


def _numbers(values: Iterable[CellValue]) -> tuple[Quantity, ...]:
    return tuple(value for value in values if isinstance(value, Quantity) and value.n)


@lru_cache(maxsize=65536)
def _side(found: tuple[Actor, ...]) -> Side:
    parties = frozenset(key for actor in found if (key := party(actor)))
    people = frozenset(
        (actor.country or actor.org or "", surname(actor.name)) for actor in found if actor.kind == "person"
    )
    printed = ", ".join(sorted({actor.name for actor in found})) or "not given"
    return Side(parties, any(party(actor) is None for actor in found), people, printed)


def party(actor: Actor) -> str | None:
    """Return what an actor is compared by: state, organisation or name; None for a group of nobody in particular."""
    if actor.country or actor.org:
        return actor.country or actor.org
    return None if actor.kind == "group" else " ".join(words(actor.name))


@lru_cache(maxsize=16384)
def surname(name: str) -> str:
    """Return the last word of a person's name, folded: what reports have in common."""
    parts = fold(name).casefold().replace(".", " ").split()
    return parts[-1] if parts else ""
