"""Events that belong together without being one: editions of a series, the steps of a deal or of a treaty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedera.events import Entry
from foedera.merge.blocking import LIMIT, WINDOW
from foedera.merge.names import NameView, likeness
from foedera.merge.profiles import Profile, as_profile
from foedera.merge.subjects import shared
from foedera.merge.systems import Designation
from foedera.merge.unions import Unions

_NAMED = 0.84
_SUBJECT = 0.5


@dataclass(frozen=True, slots=True)
class _Step:
    """An event as far as series and deals go."""

    id: str
    type: str
    nature: str
    sides: tuple[frozenset[str], ...]
    names: tuple[NameView, ...]
    systems: tuple[Designation, ...]
    subject: frozenset[str]
    day: int

    @property
    def keys(self) -> Iterable[str]:
        """Where it may meet its like: its type with each party and each thing that it is called."""
        whats = {name.key for name in self.names if not name.descriptive}
        whats |= {system.key for system in self.systems if system.key}
        whats |= self.subject if self.nature != "happening" else frozenset()
        whats |= {word for system in self.systems for word in system.kind} if not whats else set()
        parties = frozenset().union(*self.sides)
        return sorted(f"{self.type}|{who}|{what}" for who in parties for what in whats)


def groups(events: Iterable[Sequence[Entry | Profile]]) -> dict[str, str]:
    """Return the group of each event that belongs to one: `g-` and the smallest claim id of the group's events.

    Exercises of one name with a party in common are a series; talks, order, delivery and service of one family of
    systems between the same states are a deal; negotiation, signing, ratification and end of one paper between the same
    parties, sanctions imposed, extended and lifted for one cause, arrival and withdrawal of the same forces likewise.

    Args:
        events: The claims of each event.
    """
    steps = [_step([as_profile(claim) for claim in event]) for event in events]
    blocks: dict[str, list[_Step]] = {}
    for step in steps:
        if step.names or step.nature in {"deal", "treaty"}:
            for key in step.keys:
                blocks.setdefault(key, []).append(step)
    unions = Unions(step.id for step in steps)
    for block in blocks.values():
        _meet(block, unions)
    return {f"e-{step}": f"g-{head}" for step, head in unions.heads().items() if unions.size(step) > 1}


def _meet(block: list[_Step], unions: Unions) -> None:
    """Join the events of a block that belong together; in a large one, neighbours in time only."""
    order = sorted(block, key=lambda step: (step.day, step.id))
    reach = len(order) if len(order) <= LIMIT else WINDOW + 1
    for place, left in enumerate(order):
        for right in order[place + 1 : place + reach]:
            if unions.find(left.id) != unions.find(right.id) and _belong(left, right):
                unions.join(left.id, right.id)


def _step(claims: Sequence[Profile]) -> _Step:
    first = min(claims, key=lambda claim: claim.id)
    sides = [frozenset().union(*(claim.sides[place].parties for claim in claims)) for place in range(len(first.sides))]
    days = [claim.days.first if claim.days and claim.days.first > 0 else claim.published or 0 for claim in claims]
    return _Step(
        first.id,
        first.type,
        "happening" if first.rule.series else first.rule.nature if first.rule.stages else "",
        tuple(sides),
        tuple(dict.fromkeys(name for claim in claims for name in claim.names))
        if first.rule.series
        else _titles(claims),
        tuple(dict.fromkeys(system for claim in claims for system in claim.systems)),
        frozenset().union(*(claim.subject for claim in claims)),
        min(days),
    )


def _titles(claims: Sequence[Profile]) -> tuple[NameView, ...]:
    if claims[0].rule.nature != "treaty":
        return ()
    return tuple(dict.fromkeys(name for claim in claims for name in claim.names))


def _belong(left: _Step, right: _Step) -> bool:
    if not all(mine & theirs or not mine or not theirs for mine, theirs in zip(left.sides, right.sides, strict=True)):
        return False
    if left.nature == "deal":
        return _one_system(left, right)
    if left.nature == "happening":
        return _one_name(left, right)
    clash = any(mine - theirs and theirs - mine for mine, theirs in zip(left.sides, right.sides, strict=True))
    return not clash and (_one_name(left, right) or shared(left.subject, right.subject) >= _SUBJECT)


def _one_name(left: _Step, right: _Step) -> bool:
    return any(
        likeness(a, b) >= _NAMED for a in left.names for b in right.names if not a.descriptive and not b.descriptive
    )


def _one_system(left: _Step, right: _Step) -> bool:
    mine, theirs = ({system.key for system in step.systems if system.key} for step in (left, right))
    if mine and theirs:
        return bool(mine & theirs)
    kinds = [frozenset().union(*(system.kind for system in step.systems)) for step in (left, right)]
    return not mine and not theirs and shared(*kinds) >= _SUBJECT
