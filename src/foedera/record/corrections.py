"""What people's decisions make of the claims as read: a pure function of claims and decisions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from foedera.contract import ContractError, claim_from_json
from foedera.events import JUDGEMENT_OF, Decision, Judgement, Outcome, Verdict
from foedera.types import Claim

_VERDICTS: Mapping[str, Verdict] = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """One claim as it stands after the decisions on it."""

    claim: Claim
    verdict: Verdict | None = None
    edited: bool = False


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that no later one has undone, in the order in which they were taken.

    An undo can itself be undone: then what it took back holds again.
    """
    return [decision for decision in not_undone(decisions) if decision.action != "undo"]


def not_undone(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions in force and the undos that nobody has undone, in the order in which they were taken."""
    ordered = sorted(decisions, key=lambda d: (d.time, d.id))
    undone: set[str] = set()
    kept = []
    for decision in reversed(ordered):
        if decision.id in undone:
            continue
        kept.append(decision)
        if decision.action == "undo":
            undone.add(decision.target)
    return kept[::-1]


def stand(claim: Claim, decisions: Iterable[Decision]) -> Standing:
    """Return a claim after the decisions on it that are in force; the latest of a kind holds.

    An edit keeps the claim's id. What a person saw as unsure may be accepted later, and the other way round.
    """
    standing = Standing(claim)
    for decision in in_force(decisions):
        if decision.target != claim.id:
            continue
        if decision.action in _VERDICTS:
            standing = replace(standing, verdict=_VERDICTS[decision.action])
        elif decision.action in ("edit", "add") and decision.value:
            edited = claim_of(decision)
            standing = replace(standing, claim=replace(edited, id=claim.id), edited=True)
    return standing


def claim_of(decision: Decision) -> Claim:
    """Return the claim that an `edit` or `add` brings.

    Raises:
        ContractError: It brings none.
    """
    try:
        return claim_from_json(json.loads(decision.value or "null"))
    except json.JSONDecodeError as error:
        message = f"decision {decision.id} holds no claim: {error}"
        raise ContractError(message) from error


def pair(left: str, right: str) -> Pair:
    """Return two claim ids in the order in which pairs are kept."""
    return (left, right) if left < right else (right, left)


def judgements(decisions: Iterable[Decision]) -> dict[Pair, Judgement]:
    """Return what people think of pairs of claims now; the latest judgement of a pair holds."""
    found: dict[Pair, Judgement] = {}
    for decision in in_force(decisions):
        if decision.action in JUDGEMENT_OF and decision.other:
            found[pair(decision.target, decision.other)] = JUDGEMENT_OF[decision.action]
    return found


def reliability(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the letters, A to F, that people gave to publishers."""
    return {d.target: str(d.value) for d in in_force(decisions) if d.action == "reliability" and d.value}


def resolutions(decisions: Iterable[Decision]) -> dict[str, tuple[Outcome, str | None]]:
    """Return what people decided became of forecasts: outcome, and the claim that shows it, by the forecast's claim."""
    kept = [d for d in in_force(decisions) if d.action == "resolve" and d.value]
    return {d.target: (cast("Outcome", d.value), d.other) for d in kept}


def notes(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the notes by what they are about."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in in_force(decisions):
        if decision.action == "note":
            found[decision.target].append(decision)
    return dict(found)
