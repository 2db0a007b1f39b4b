"""Actors compared: whose they are, and whether two names mean one."""

from __future__ import annotations

from foedera.analysis.names import alike, key, same_person, stands_for, words
from foedera.types import Actor

_RANK = {"group": 0, "state": 2, "organisation": 3, "unit": 4, "company": 4, "person": 4}

_OWN_VOICE = frozenset({"person", "company"})
"""What speaks for itself, whosesoever it is."""


def polity(actor: Actor) -> str | None:
    """Return the organisation or else the state that an actor belongs to; None where the report gives neither.

    An official of the EU is the EU's, whatever country he comes from.
    """
    return actor.org or actor.country


def is_polity(actor: Actor) -> bool:
    """Tell whether an actor is a state or an intergovernmental organisation itself, not a part of one."""
    if actor.kind == "state":
        return True
    return actor.kind == "organisation" and actor.org is not None and stands_for(actor.org, actor.name)


def same_source(left: Actor, right: Actor) -> bool:
    """Tell whether two actors who say something are one, or one a part that speaks for the other.

    A ministry speaks for its state. A person who is quoted and a company are sources beside it, who may have said less
    than it or something else.

    Example:
        >>> general, state = Actor("Ana Anić", "person", "SRB"), Actor("Serbia", "state", "SRB")
        >>> same_source(general, state), same_actor(general, state)
        (False, True)
    """
    if left.kind != right.kind and (left.kind in _OWN_VOICE or right.kind in _OWN_VOICE):
        return False
    return same_actor(left, right)


def same_actor(left: Actor, right: Actor) -> bool:
    """Tell whether two actors are one, or one a part that acts for the other.

    A state and its brigade, ministry, company or president agree: reports name the one or the other for one party. Two
    brigades of one state do not, unless their names are alike.

    Example:
        >>> brigade = Actor("72nd Special Operations Brigade", "unit", "SRB")
        >>> same_actor(brigade, Actor("Serbia", "state", "SRB"))
        True
        >>> same_actor(brigade, Actor("63rd Parachute Brigade", "unit", "SRB"))
        False
    """
    ours, theirs = polity(left), polity(right)
    if ours and theirs and ours != theirs:
        return False
    if ours and theirs and (is_polity(left) or is_polity(right)):
        return True
    if "person" in (left.kind, right.kind):
        return left.kind == right.kind and same_person(left.name, right.name)
    if is_polity(left) != is_polity(right):  # one of them is nobody's as far as the reports say
        return key(left.name) == key(right.name)
    return alike(left.name, right.name)


def actor_precision(actor: Actor) -> tuple[int, int, int]:
    """Return a key that is greater the more exactly an actor is named."""
    rank = 1 if actor.kind == "group" and polity(actor) else _RANK[actor.kind]
    return (2 if is_polity(actor) else rank, len(words(actor.name)), len(actor.name))
