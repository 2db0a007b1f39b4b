"""What the claims of one event say on each field: readings that agree within, and whether they clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedera.analysis.actors import is_polity, polity
from foedera.analysis.agreement import Lore, agree, identical, precision
from foedera.analysis.dates import apart, days_of
from foedera.analysis.kinds import SINGLE, KindOf, is_open, kind_of_field
from foedera.analysis.numbers import same_measure
from foedera.analysis.voices import support, voices_of
from foedera.events import Entry, FieldView, Reading
from foedera.types import AHEAD, HAPPENED, Actor, CellValue, Place, Quantity

_LEAD = ("name", "when", "where")
_SEVERAL = frozenset({"actor", "source", "place"})
"""Kinds of which an event has several values beside each other."""


@dataclass(frozen=True, slots=True)
class Context:
    """What reading the fields of one event needs to know."""

    type: str
    lore: Lore
    kind_of: KindOf | None


def views_of(entries: Sequence[Entry], context: Context) -> tuple[FieldView, ...]:
    """Return what the claims say on each field but status: name, when and where first, then roles, fields, sources.

    Args:
        entries: Sorted, so that the result does not depend on the order in which claims came.
    """
    silent = _undisclosed(entries, context)
    names = {cell.field for entry in entries for cell in entry.claim.cells} | set(silent)
    places = _role_places(entries)
    ordered = sorted(names, key=lambda name: _place_of(name, places))
    return tuple(view_of(name, entries, context, silent.get(name, ())) for name in ordered)


def view_of(field: str, entries: Sequence[Entry], context: Context, silent: Sequence[str] = ()) -> FieldView:
    """Return what the claims say on one field."""
    values = {entry.id: entry.claim.values(field) for entry in entries}
    sayers: dict[CellValue, list[Entry]] = {}
    for entry in entries:
        for value in values[entry.id]:
            sayers.setdefault(value, []).append(entry)
    if not sayers:
        return FieldView(field, (), conflict=False, undisclosed=tuple(silent))
    kind = kind_of_field(context.type, field, min(sayers, key=repr), context.kind_of)
    groups = _groups(sayers, kind, context.lore)
    if len(groups) > 1:
        places = {value: place for place, value in enumerate(sayers)}
        groups.sort(key=lambda group: min(places[value] for value in group))
        if kind in SINGLE:
            groups.sort(key=lambda group: precision(group[0], kind, context.lore), reverse=True)
        groups.sort(key=lambda group: _standing(_sayers(group, sayers)))
    readings = [_reading(group, sayers, kind, context.lore) for group in groups]
    may_clash = len(readings) > 1 and _can_clash(field, kind, context)
    conflict = may_clash and _conflict(field, kind, entries, values, context)
    return FieldView(field, tuple(readings), conflict, tuple(silent))


def _role_places(entries: Sequence[Entry]) -> dict[str, int]:
    """Return how far in front each role stands in the claims, which name those that act before those that look on."""
    places: dict[str, int] = {}
    for entry in entries:
        roles = dict.fromkeys(cell.field for cell in entry.claim.cells if cell.field.startswith("role:"))
        for place, role in enumerate(roles):
            places[role] = min(place, places.get(role, place))
    return places


def _place_of(field: str, roles: Mapping[str, int]) -> tuple[int, int, str]:
    if field in _LEAD:
        return _LEAD.index(field), 0, field
    kind = 3 if field.startswith("role:") else 4 if field.startswith("field:") else 5
    return kind, roles.get(field, len(roles)), field


def _groups(sayers: Mapping[CellValue, list[Entry]], kind: str, lore: Lore) -> list[list[CellValue]]:
    """Group values that all agree with each other, starting from the most precise.

    A vague value supports one reading only. Of actors and places, one that fits several groups ("Serbia" beside two of
    its brigades) is a reading of its own; a number goes to the nearest ("about 1,200" to 1,200 rather than to 1,300), a
    date to the best supported one ("July").
    """
    if len(sayers) == 1:
        return [list(sayers)]
    order = sorted(sayers, key=repr)
    order.sort(key=lambda value: (precision(value, kind, lore), support(sayers[value])), reverse=True)
    groups: list[list[CellValue]] = []
    for value in order:
        fitting = [group for group in groups if all(agree(value, other, kind, lore) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(value)
        elif fitting and kind not in _SEVERAL:
            max(fitting, key=lambda group: (-_off(value, group[0]), support(_sayers(group, sayers)))).append(value)
        else:
            groups.append([value])
    return groups


def _off(value: CellValue, other: CellValue) -> float:
    """Return how far apart two numbers are; other values that agree are not apart."""
    return abs(value.n - other.n) if isinstance(value, Quantity) and isinstance(other, Quantity) else 0.0


def _sayers(group: Iterable[CellValue], sayers: Mapping[CellValue, list[Entry]]) -> list[Entry]:
    return list({entry.id: entry for value in group for entry in sayers[value]}.values())


def _reading(group: list[CellValue], sayers: Mapping[CellValue, list[Entry]], kind: str, lore: Lore) -> Reading:
    """Return a group as one reading, under its most precise value; of names, under the one that most reports use."""
    claims = _sayers(group, sayers)
    value = group[0]
    if len(group) == 1:
        pass
    elif kind == "name":
        users = {value: _sayers([other for other in group if _within(other, value)], sayers) for value in group}
        value = max(group, key=lambda value: (support(users[value]), precision(value, kind, lore), str(value)))
    elif isinstance(value, Actor):
        value = _of_state_and_person(value, group, sayers)
    elif settled := [value for value in group if any(entry.claim.status in HAPPENED for entry in sayers[value])]:
        value = _of_both_tenses(settled[0], value, kind)
    exact = {entry.id for other in group if identical(value, other, kind) for entry in sayers[other]}
    ids = tuple(sorted(entry.id for entry in claims))
    return Reading(value, ids, voices_of(claims), tuple(each for each in ids if each not in exact))


def _of_state_and_person(
    actor: Actor, group: Sequence[CellValue], sayers: Mapping[CellValue, list[Entry]]
) -> CellValue:
    """Return who stands for a reading: a person only where at least as many reports name one as name the state."""
    if actor.kind != "person":
        return actor
    named = {value: support(sayers[value]) for value in group}
    states = [value for value in group if isinstance(value, Actor) and is_polity(value)]
    persons = sum(named[value] for value in group if isinstance(value, Actor) and value.kind == "person")
    return max(states, key=named.__getitem__) if sum(named[value] for value in states) > persons else actor


def _of_both_tenses(settled: CellValue, precise: CellValue, kind: str) -> CellValue:
    """Return which of two values that agree stands: of what happened, or the most precise, which may only be planned.

    A count after the event stands before a planned one; a day on which it happened before the week it was planned for;
    but planned days before a report that it happened some time that month.
    """
    if isinstance(settled, Quantity):
        return settled
    if kind == "time" and days_of(str(settled)) <= days_of(str(precise)):
        return settled
    return precise


def _within(part: CellValue, whole: CellValue) -> bool:
    """Tell whether a name is a shorter form of another, without the help of what reports say on other names."""
    return agree(part, whole, "phrase", Lore())


def _standing(claims: Sequence[Entry]) -> tuple[int, float]:
    """Return where a reading stands: what is said to have happened before forecasts, then the best supported first."""
    settled = any(entry.claim.status in HAPPENED for entry in claims)
    return (0 if settled else 1, -support(claims))


def _conflict(
    field: str,
    kind: str,
    entries: Sequence[Entry],
    values: Mapping[str, tuple[CellValue, ...]],
    context: Context,
) -> bool:
    """Tell whether two claims cannot both be right on a field.

    Only claims of one tense are held against each other: what was planned in June and came otherwise in August is no
    contradiction, and what is denied is not described.
    """
    for tense in (HAPPENED, AHEAD):
        if field == "field:stage" and tense is AHEAD:
            continue  # an order and a delivery can both lie ahead
        inside = [entry for entry in entries if entry.claim.status in tense and values[entry.id]]
        distinct = sorted({(values[entry.id], _moment(field, entry)) for entry in inside}, key=repr)
        if any(
            _clash(kind, left, right, context.lore)
            and not _moved(field, before, after)
            and not (kind in ("actor", "place") and _joined(left, right, [both for both, _ in distinct], kind, context))
            for number, (left, before) in enumerate(distinct)
            for right, after in distinct[:number]
        ):
            return True
    return False


def _joined(
    left: Sequence[CellValue],
    right: Sequence[CellValue],
    claims: Sequence[Sequence[CellValue]],
    kind: str,
    context: Context,
) -> bool:
    """Tell whether some claim names what both others name apart: then each of these only gave a part."""
    return any(
        all(any(agree(value, known, kind, context.lore) for value in side for known in claim) for side in (left, right))
        for claim in claims
    )


def _can_clash(field: str, kind: str, context: Context) -> bool:
    """Tell whether values of a field can exclude each other at all."""
    if kind == "actor":
        return not is_open(context.type, field, context.kind_of)
    return kind == "place" or kind in SINGLE


def _clash(kind: str, left: Sequence[CellValue], right: Sequence[CellValue], lore: Lore) -> bool:
    """Tell whether two claims' values of one field, which can exclude each other, do."""
    if kind == "actor":
        return _other_parties(left, right, lore)
    if kind == "place":
        return _other_countries(left, right)
    if kind == "numbers" or all(isinstance(value, Quantity) for value in (*left, *right)):
        return any(_other_numbers(value, left, right, lore) for value in left)
    return not any(agree(a, b, kind, lore) for a in left for b in right)


def _other_numbers(value: CellValue, left: Sequence[CellValue], right: Sequence[CellValue], lore: Lore) -> bool:
    """Tell whether the other claim gives numbers of this one's measure, none of which any of ours agrees with."""
    if not isinstance(value, Quantity):
        return False
    ours = [other for other in left if isinstance(other, Quantity) and same_measure(value, other)]
    theirs = [other for other in right if isinstance(other, Quantity) and same_measure(value, other)]
    return bool(theirs) and not any(agree(a, b, "numbers", lore) for a in ours for b in theirs)


def _other_parties(left: Sequence[CellValue], right: Sequence[CellValue], lore: Lore) -> bool:
    ours, theirs = ([value for value in side if isinstance(value, Actor)] for side in (left, right))
    if not ours or not theirs or any(polity(actor) is None for actor in (*ours, *theirs)):
        return False
    if any(agree(a, b, "actor", lore) for a in ours for b in theirs):
        return False
    return not {polity(actor) for actor in ours} & {polity(actor) for actor in theirs}


def _other_countries(left: Sequence[CellValue], right: Sequence[CellValue]) -> bool:
    ours, theirs = ({value.country for value in side if isinstance(value, Place)} for side in (left, right))
    return None not in ours | theirs and not ours & theirs


def _moment(field: str, entry: Entry) -> tuple[str, ...]:
    """Return what tells whether two claims mean one moment: the stage beside the time, the time beside the stage."""
    if field not in ("when", "field:stage"):
        return ()
    return tuple(str(value) for value in entry.claim.values("field:stage" if field == "when" else "when"))


def _moved(field: str, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether claims differ because the thing moved on: signed in October, in force in July."""
    if field == "when":
        return bool(left) and bool(right) and not set(left) & set(right)
    return any(apart(a, b) > 0 for a in left for b in right)


def _undisclosed(entries: Sequence[Entry], context: Context) -> dict[str, tuple[str, ...]]:
    """Return, for each field, the claims that say expressly that it was not disclosed.

    `participant:CHN:unit` is about a role where any claim has such a role, or the codebook has no such field.
    """
    roles = {cell.field for entry in entries for cell in entry.claim.cells if cell.field.startswith("role:")}
    found: dict[str, list[str]] = {}
    for entry in entries:
        for note in entry.claim.undisclosed:
            head = note.partition(":")[0]
            unknown = context.kind_of is not None and context.kind_of(context.type, head) is None
            role = f"role:{head}" in roles or unknown
            field = head if head in _LEAD else f"role:{head}" if role else f"field:{head}"
            claims = found.setdefault(field, [])
            if entry.id not in claims:
                claims.append(entry.id)
    return {field: tuple(claims) for field, claims in found.items()}
