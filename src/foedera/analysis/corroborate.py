"""The event that the claims of one cluster add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from foedera.analysis.actors import polity
from foedera.analysis.agreement import learn
from foedera.analysis.credibility import Trust, credibility_of
from foedera.analysis.dates import first_day
from foedera.analysis.kinds import KindOf
from foedera.analysis.names import key
from foedera.analysis.readings import Context, views_of
from foedera.analysis.standing import Standing, standing_of, status_view
from foedera.analysis.voices import voices_of
from foedera.events import Entry, Event, FieldView
from foedera.types import HAPPENED, Actor, Place


def corroborate(
    entries: Sequence[Entry],
    reliability: Mapping[str, str] | None = None,
    group: str | None = None,
    *,
    kind_of: KindOf | None = None,
    affiliation: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
) -> Event:
    """Return the event that claims about one happening add up to.

    The order of the claims does not matter. Values that say the same, one more precisely, are one reading; a field is
    in conflict where two claims cannot both be right. Several places or participants that only some reports list are
    no conflict. Claims that a person marked as unsure are shown like any other and weigh half.

    Args:
        entries: At least one; rejected claims are left out beforehand.
        reliability: Letter A to F of publishers; who has none is F, not judged.
        group: Id of the series or deal that the event belongs to.
        kind_of: The codebook's kinds of fields; guessed from names and values where it is None or does not know one.
        affiliation: The state (code) or organisation whose own organ a publisher is, such as a ministry.
        states: Names of states and their codes, beyond those that the claims name, so that a state is known to hold
            its places.

    Raises:
        ValueError: There are no claims, or claims of several types.
    """
    kinds = {entry.claim.type for entry in entries}
    if len(kinds) != 1:
        message = f"an event is made of claims of one type, not of {sorted(kinds) or 'none'}"
        raise ValueError(message)
    ordered = sorted({entry.id: entry for entry in entries}.values(), key=_when_published)
    context = Context(ordered[0].claim.type, learn(ordered, states or {}), kind_of)
    parties = _parties(ordered)
    standing = standing_of(ordered, parties)
    views = views_of(ordered, context)
    trust = Trust(_by_key(reliability), _by_key(affiliation))
    judged = credibility_of(standing, views, trust, parties, ordered)
    return Event(
        id="e-" + min(entry.id for entry in ordered),
        type=context.type,
        name=_text(views, "name"),
        status=standing.status,
        when=_text(views, "when"),
        where=_places(views, ordered, standing),
        claims=tuple(entry.id for entry in ordered),
        fields=(status_view(ordered, standing), *views),
        group=group,
        voices=voices_of(ordered),
        first=ordered[0].id if ordered[0].published else None,
        credibility=judged.level,
        reasons=judged.reasons,
        confidence=max(entry.claim.confidence for entry in ordered),
    )


def _when_published(entry: Entry) -> tuple[date, str]:
    """Return where a claim stands by publication; those without a date come last."""
    return first_day(entry.published) or date.max, entry.id


def _parties(entries: Sequence[Entry]) -> frozenset[str]:
    actors = (cell.value for entry in entries for cell in entry.claim.cells if cell.field.startswith("role:"))
    return frozenset(code for actor in actors if isinstance(actor, Actor) and (code := polity(actor)))


def _by_key(by_name: Mapping[str, str] | None) -> dict[str, str]:
    """Return what is known by publisher's name, by its key; of two spellings the alphabetically last one counts."""
    return {key(name): value for name, value in sorted((by_name or {}).items())}


def _places(views: Sequence[FieldView], entries: Sequence[Entry], standing: Standing) -> tuple[Place, ...]:
    """Return where it is: of what has happened, where it happened, not where else it was planned."""
    view = next((view for view in views if view.field == "where"), None)
    readings = view.readings if view else ()
    if standing.status in HAPPENED:
        settled = {entry.id for entry in entries if entry.claim.status in HAPPENED}
        readings = tuple(reading for reading in readings if settled & set(reading.claims)) or readings
    return tuple(reading.value for reading in readings if isinstance(reading.value, Place))


def _values(views: Sequence[FieldView], field: str) -> tuple[object, ...]:
    return next((tuple(reading.value for reading in view.readings) for view in views if view.field == field), ())


def _text(views: Sequence[FieldView], field: str) -> str | None:
    values = _values(views, field)
    return str(values[0]) if values else None
