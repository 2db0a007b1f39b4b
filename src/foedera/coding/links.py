"""What speaks for two mentions of a report telling of one happening, to be weighed by learned weights.

What is weighed (`signs`) is plain: which values agree, differ or stand on one side alone, how the trigger is worded,
how far apart the two stand, and what the codebook's own rules say. `python -m training.links` learns the weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedera.coding.joining import agrees, fields_of, likeness, same_kind_of_status
from foedera.coding.words import tokens_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.coding.joining import Mention
    from foedera.coding.weights import Weights
    from foedera.types import Sentence, Token

_APART = frozenset(
    "another other further new second third next previous last earlier similar separate more additional fresh annual "
    "future past subsequent".split()
)
"""Words before a noun that count it as one more."""
_SORTS = (
    ("one more", _APART),
    ("pointing", frozenset("this that these those".split())),
    ("owned", frozenset("its their his her our".split())),
    ("indefinite", frozenset({"a", "an"})),
    ("definite", frozenset({"the"})),
)
"""What words beside a trigger make of it."""
_CROSSED = frozenset(
    {
        *("status same", "status differs", "name differs", "first role agrees", "second role agrees", "when differs"),
        *("field:stage differs", "somebody shared", "rules silent", "rules against", "next sentence", "verb"),
        *("takes up", "same noun", "one more", "indefinite", "pointing", "definite"),
    }
)
"""Signs that weigh differently for each type."""


def crossed(kind: str, signs: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the signs with their values, and those that weigh differently by type once more."""
    yield f"type: {kind}", 1.0
    for name, value in signs.items():
        yield name, value
        if name in _CROSSED:
            yield f"{kind}: {name}", value


def likely(weights: Weights, kind: str, signs: Mapping[str, float]) -> float:
    """Return how likely it is that two mentions of a type are of one happening: what `crossed` yields, weighed."""
    return weights.probability([(f"type: {kind}", 1.0), *signs.items()], f"{kind}: ")


def signs(
    mention: Mention, told: Mention, kind: ClaimType, sentences: tuple[Sentence, ...], others: int, *, latest: bool
) -> dict[str, float]:
    """Return what speaks for and against a mention being what was told before, by name.

    Args:
        told: A happening told before, with all its mentions.
        others: How many happenings of the type were told before, this one included; at least 1.
        latest: Whether this is the one that was first told of last.
    """
    roles = [f"role:{role.name}" for role in kind.roles]
    found = dict(_values(mention, told, kind, roles))
    found |= _parties(players_in(mention, roles), players_in(told, roles))
    found |= dict.fromkeys(_wording(mention, told, sentences), 1.0)
    found |= _distance(mention, told)
    found["happenings"], found["mentions"] = math.log(others), math.log(len(told.draft.triggers))
    found["latest"] = float(latest)
    found["lasts"] = float(kind.lasts)
    found["told much"] = min(len(mention.draft.cells), 8) / 8
    rule = likeness(mention, told)
    found["rules against"], found["rules silent"] = float(rule is None), float(rule == 0)
    found["rules for"] = min(rule or 0, 4) / 4
    return found


def _values(mention: Mention, told: Mention, kind: ClaimType, roles: list[str]) -> Iterator[tuple[str, float]]:
    """Yield on which values a mention and what was told agree, and which of them only one of the two has."""
    places = dict(zip(roles, ("first role", "second role"), strict=False))
    told_of = fields_of(mention, told)
    keys = ("name", "when", "where", *places, *(f"field:{field.name}" for field in kind.fields))
    for key in (key for key in keys if key in told_of):
        mine, theirs = mention.values(key), told.values(key)
        name = places.get(key, key)
        if mine and theirs:
            yield f"{name} {'agrees' if agrees(mine, theirs, key) else 'differs'}", 1.0
            if mine == theirs:
                yield f"{name} the same", 1.0
            elif mine <= theirs:
                yield f"{name} part of it", 1.0
        elif mine:
            yield f"{name} new", 1.0
        elif theirs:
            yield f"{name} not told again", 1.0


def players_in(mention: Mention, roles: list[str]) -> frozenset[str]:
    """Return who plays any of some roles in a mention."""
    return frozenset().union(*[mention.values(role) for role in roles if role in mention.fields])


def _parties(mine: frozenset[str], theirs: frozenset[str]) -> dict[str, float]:
    """Return how many of those who have a part in either have one in both."""
    if not mine or not theirs:
        return {}
    shared = len(mine & theirs)
    return {
        "somebody shared": float(shared > 0),
        "nobody shared": float(not shared),
        "share of parties": shared / len(mine | theirs),
        "all shared": float(mine <= theirs),
    }


def _wording(mention: Mention, told: Mention, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield what the words of a mention say for or against its being what was told."""
    draft = mention.draft
    if draft.status == told.draft.status:
        yield "status same"
    else:
        yield "status alike" if same_kind_of_status(draft, told.draft, mention.rules) else "status differs"
    if draft.refers_back:
        yield "takes up"
    if mention.lemmas & told.lemmas:
        yield "same noun"
    if mention.worded is None:
        mention.worded = tuple(_worded(draft, sentences))
    yield from mention.worded


def _worded(draft: Draft, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield how the first trigger of a mention is worded, which is the same whatever it is held against."""
    sentence = sentences[draft.sentences[0]]
    inside = tokens_in(sentence, draft.triggers[0].start, draft.triggers[0].end)
    if inside:
        yield from _trigger(sentence.tokens[inside[-1]], [t for t in sentence.tokens if t.head in inside])


def _trigger(head: Token, kids: list[Token]) -> Iterator[str]:
    """Yield how a trigger is worded.

    Args:
        kids: The words that hang on the trigger's.
    """
    words = {token.text.casefold() for token in kids}
    for name, sort in _SORTS:
        if words & sort:
            yield name
    yield "verb" if head.upos == "VERB" else "noun"
    if head.upos == "NOUN" and head.text.casefold() != head.lemma.casefold():
        yield "several"
    if head.upos != "VERB" and not any(t.upos == "DET" or t.deprel == "nmod:poss" for t in kids):
        yield "bare"


def _distance(mention: Mention, told: Mention) -> dict[str, float]:
    """Return how far behind what was told a mention stands."""
    at = mention.draft.sentences[0]
    last = told.last_to(at)
    before = at if last is None else last
    return {
        "distance": math.log1p(at - before),
        "same sentence": float(at == before),
        "next sentence": float(at - before == 1),
        "distance from the first": math.log1p(max(at - told.draft.sentences[0], 0)),
        "told at the top": float(told.draft.sentences[0] <= 1),
    }
