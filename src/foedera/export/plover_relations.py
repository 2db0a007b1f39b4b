"""How the PLOVER events of a report stand to each other: who acts in both, whether one sentence tells of both."""

from __future__ import annotations

from typing import Any, TypeAlias

Event: TypeAlias = dict[str, Any]
"""A PLOVER event as `plover.plover_event` gives it."""
Party: TypeAlias = tuple[str | None, str | None, str]
"""Country, organisation and sector."""
DEEDS = frozenset({"ASSAULT", "COERCE"})
"""Types of event that are done to somebody."""


def acting(event: Event) -> set[Party]:
    """Return who acts, finer than by state: police impose a curfew after clashes of parties of the same state."""
    return who(event["actor"])


def everybody(event: Event) -> set[Party]:
    """Return who acts and who is meant, as finely."""
    return who(event["actor"]) | who(event["recipient"])


def who(side: list[dict[str, Any]]) -> set[Party]:
    """Return the parties of one side, one with each of its sectors."""
    return {(one["country"], one["org"], sector) for one in side for sector in one["sectors"]}


def parties(event: Event) -> set[tuple[str | None, str | None]]:
    """Return the countries and organisations of both sides."""
    return {(one["country"], one["org"]) for side in ("actor", "recipient") for one in event[side]}


def share_sentence(one: Event, other: Event) -> bool:
    """Tell whether a sentence tells of both of two events."""
    return one is not other and any(sentence in other["sentences"] for sentence in one["sentences"])
