"""A joined draft becomes a claim: one value where the field holds one, evidence, identity, confidence."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedera.coding.context import Context, party, polity
from foedera.coding.joining import alike, norm
from foedera.coding.naming import is_designation
from foedera.coding.somebody import is_told_of_state
from foedera.coding.strangers import is_stranger
from foedera.coding.undisclosed import find_undisclosed
from foedera.text.dates import combine
from foedera.types import Actor, Cell, Claim, Evidence, Place, Quantity

if TYPE_CHECKING:
    from foedera.clock import Clock
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_as_json = json.JSONEncoder(ensure_ascii=False).encode
_SINGLE = {"number", "phrase", "enumeration", "flag", "name", "place", "time", "actor"}


_SAME_NAME = 0.85
_LISTED = 2
"""States named from which on a word for all of them adds nothing."""
_PEOPLE = frozenset("all everybody everyone population public people citizens residents inhabitants nationals".split())
"""Words for people at large."""
_ANYWHERE = frozenset(
    "air area base bay camp centre center city ground island lake land pier place port river sea ship site town "
    "village woods".split()
)
"""Words for a place that say nothing of which it is."""
_OTHERS = frozenset("other others more additional further another rest remaining".split())


def to_claim(draft: Draft, context: Context, *, domestic: bool = False) -> Claim | None:
    """Return the claim that a draft makes; None where it says too little to be worth showing.

    Args:
        domestic: Whether one side is enough: "the minister resigned", "a banker was charged".
    """
    context.clock.check()
    kind = context.codebook.types[draft.type]
    cells = (
        _roles(draft, kind, context, domestic=domestic)
        + _sources(draft)
        + _name(draft, kind)
        + _when(draft)
        + _where(draft)
    )
    cells += _fields(draft, kind)
    if not _is_enough(cells, kind, context, domestic=domestic) or (not domestic and _is_to_own_people(cells, kind)):
        return None
    evidence = _evidence(draft, cells, context)
    body: list[Any] = [
        draft.type,
        draft.status,
        [(c.field, _plain(c.value)) for c in cells],
        [e.start for e in evidence],
    ]
    digest = hashlib.sha256(_as_json([context.report.id, body]).encode()).hexdigest()
    return Claim(
        digest[:16],
        draft.type,
        draft.status,
        tuple(cells),
        evidence,
        find_undisclosed(draft, context),
        round(draft.score, 3),
        tuple(draft.triggers),
    )


def _plain(value: object) -> object:
    if isinstance(value, Actor | Place | Quantity):  # flat records: no need for a deep copy
        return {name: getattr(value, name) for name in value.__slots__}
    return value


def _is_enough(cells: list[Cell], kind: ClaimType, context: Context, *, domestic: bool) -> bool:
    """Tell whether a claim has somebody in it, and what its required roles ask for."""
    if kind.needs and not domestic and not any(c.field in kind.needs for c in cells):
        return False
    filled = {c.field.removeprefix("role:") for c in cells if c.field.startswith("role:")}
    if not kind.roles:
        return _are_two_things(cells, kind, context)
    filled |= {
        role.joins for role in kind.roles if role.joins and role.name in filled
    }  # whoever hosts a drill holds it
    grounds = {f"role:{role.name}" for role in kind.roles if role.place and not role.joins}
    at_home = {c.value for c in cells if c.field in grounds and party(c)}
    if any(is_stranger(c) for c in cells) or (domestic and len(at_home) > 1):
        grounds = set()  # a government and its rebels who meet at home
    acting = [c for c in cells if c.field.startswith("role:") and c.field not in grounds]
    if not any(map(party, acting)) and (domestic or not is_told_of_state(acting, cells, kind, context)):
        return False  # nobody of any state or organisation does anything: a robbery, a blaze, a match abroad
    return domestic or all(role.name in filled for role in kind.roles if role.required)


def _are_two_things(cells: list[Cell], kind: ClaimType, context: Context) -> bool:
    """Tell whether a claim between things (a variant) has both: not "a copy made in Turkey", not "the K2 version"."""
    fields = {f"field:{field.name}" for field in kind.fields if field.kind in {"name", "phrase"}}
    one = {str(c.value).casefold() for c in cells if c.field == "name"}
    others = {str(c.value) for c in cells if c.field in fields}
    return bool(one) and any(other.casefold() not in one and context.resolve(other) is None for other in others)


def _is_to_own_people(cells: list[Cell], kind: ClaimType) -> bool:
    """Tell whether a position is held towards people, and no other state or body: "calls upon the population"."""
    if not kind.is_position:
        return False
    actors = [(c.field.removeprefix("role:"), c.printed, polity(c.value)) for c in cells if isinstance(c.value, Actor)]
    holders = {None, *(of for role, _, of in actors if role == kind.doer)}
    to = [(printed, of) for role, printed, of in actors if kind.role(role) and role != kind.doer]
    heads = (printed.casefold().partition(" of ")[0].split()[-1:] for printed, _ in to)
    return bool(to) and all(_PEOPLE.issuperset(head) for head in heads) and all(of in holders for _, of in to)


def _distinct(cells: list[Cell]) -> list[Cell]:
    """Keep the first cell of each value."""
    seen: dict[object, Cell] = {}
    for cell in cells:
        seen.setdefault(cell.value, cell)
    return list(seen.values())


def _roles(draft: Draft, kind: ClaimType, context: Context, *, domestic: bool) -> list[Cell]:
    """Return who plays which part: each once, as the most specific that is told, and as a state where a state acts."""
    kept: list[Cell] = []
    for role in kind.roles:
        cells = []
        for cell in draft.values(f"role:{role.name}"):
            actor = cell.value
            if not isinstance(actor, Actor):
                continue
            for_state = role.kinds and actor.kind not in role.kinds and "state" in role.kinds
            if domestic and actor.kind == "group":
                cells.append(cell)  # rebels who talk with their government are not their state
            elif for_state and actor.country:  # a minister signs for the state
                cells.append(replace(cell, value=context.state(actor.country)))
            else:
                cells.append(cell)
        paired = any(key == f"pair:{role.name}" for key in kind.join.one_per)
        kept += _most_specific(_distinct(cells), context.clock, paired=paired, domestic=domestic)
    return kept


def _most_specific(cells: list[Cell], clock: Clock, *, paired: bool, domestic: bool) -> list[Cell]:
    """Drop a state beside a unit, company or person of it, and the short name of one named in full.

    Args:
        paired: Whether the role is of two: then nobody in particular ("other powers") is no third.
        domestic: Whether a movement may face its state, whose name it bears.
    """
    actors = [c.value for c in cells if isinstance(c.value, Actor)]
    own = {a.country for a in actors if a.kind in {"unit", "company", "person"} and a.country}
    known = {a.country or a.org for a in actors} - {None}
    kept: list[Cell] = []
    for cell in cells:
        clock.check()
        actor = cell.value
        if not isinstance(actor, Actor):
            continue
        if actor.kind == "state" and actor.country in own:
            continue
        if len(known) >= _LISTED and (_is_collective(actor) or (paired and not polity(actor))):
            continue
        if any(
            isinstance(k.value, Actor)
            and (k.value.country, k.value.org) == (actor.country, actor.org)
            and alike(norm(k.value.name), norm(actor.name)) >= 0.85
            and not (domestic and {k.value.kind, actor.kind} == {"state", "group"})
            for k in kept
        ):
            continue
        kept.append(cell)
    return kept


def _is_collective(actor: Actor) -> bool:
    """Tell whether an actor is a word for several ("Southeast Asian"), with nobody of its own in it."""
    if actor.kind != "group" or actor.country or actor.org:
        return False
    words = set(norm(actor.name).split())
    return not words & _OTHERS and not any(char.isdigit() for char in actor.name)


def _sources(draft: Draft) -> list[Cell]:
    return _distinct(draft.values("said_by"))


def _name(draft: Draft, kind: ClaimType) -> list[Cell]:
    """Return the name, the most complete of the first-printed likeness; other names of one thing become aliases."""
    cells = draft.values("name")
    if not cells or any(draft.has(key) for key in kind.join.nameless):
        return []
    strong = [c for c in cells if c.score >= 0.3] or cells
    strong = [c for c in strong if is_designation(str(c.value))] or strong  # "drones" in the headline, "Aksungur" below
    first = strong[0]
    name = _singular(str(first.value))
    fuller: list[Cell] = []
    others: list[Cell] = []  # in one go: a text of megabytes may give one thing its name in every sentence
    for cell in strong:
        (fuller if alike(_singular(str(cell.value)), name) >= _SAME_NAME else others).append(cell)
    best = max(fuller, key=lambda c: (len(str(c.value)), -c.span.start))
    if kind.field("alias") is None:
        return [best]
    return [best, *(replace(c, field="field:alias") for c in _distinct(others))]


def _singular(name: str) -> str:
    """Return a name in a form to compare: "Gripens" in the headline is the "JAS 39 Gripen" of the text."""
    return " ".join(word.removesuffix("s") for word in norm(name).split())


def _when(draft: Draft) -> list[Cell]:
    cells = _distinct(draft.values("when"))
    if len(cells) < 2:
        return cells
    combined = combine([str(c.value) for c in cells])
    same = next((c for c in cells if c.value == combined), None)
    return [same or replace(cells[0], value=combined or cells[0].value)]


def _where(draft: Draft) -> list[Cell]:
    """Return the places that have a name, or at least say which: no mere "sea" or "base"."""
    return _distinct([cell for cell in draft.values("where") if cell.printed.casefold() not in _ANYWHERE])


def _fields(draft: Draft, kind: ClaimType) -> list[Cell]:
    """Return the values of a draft's fields in the order of its type, the surest one of those that have only one."""
    found: list[Cell] = []
    filled = {cell.field for cell in draft.cells}
    for field in kind.fields:
        if f"field:{field.name}" not in filled:
            continue
        cells = _distinct(draft.values(f"field:{field.name}"))
        if field.kind in _SINGLE:
            # Words marked for the field go before what the trigger or a default suggests.
            best = max(cells, key=lambda c: (c.score > 0.5, -c.span.start))
            instead = field.in_denial(best.value) if draft.status == "denied" else None
            found.append(replace(best, value=instead) if instead else best)
        else:
            found += cells
    return found


def _evidence(draft: Draft, cells: list[Cell], context: Context) -> tuple[Evidence, ...]:
    """Return the passages that tell of a claim, in order, each with the fields that stand in it."""
    found = []
    order = sorted(range(len(cells)), key=lambda at: cells[at].span.start)
    starts = [cells[at].span.start for at in order]
    for number in sorted(draft.sentences):
        segment = context.sentences[number].segment
        first, after = (bisect_left(starts, offset) for offset in (segment.start, segment.end))
        here = (cells[at].field for at in sorted(order[first:after]))
        fields = dict.fromkeys(field.partition(":")[2] or field for field in here)
        found.append(Evidence(segment.start, segment.end, tuple(fields)))
    return tuple(dict.fromkeys(found))
