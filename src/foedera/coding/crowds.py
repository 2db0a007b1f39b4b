"""Who has a part in general news where nobody is named: whom a participle describes, the people of the place.

"Police fired on [striking] miners": they strike. "Rioting broke out in Lagos": its people riot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.types import Actor, Cell, Place, Span

if TYPE_CHECKING:
    from foedera.coding.actors import Actors
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_FAINT = 0.25
_NOUNS = frozenset({"ADJ", "NOUN", "PROPN"})
"""Words of a noun with those before it that tell who somebody is."""


def cast_described(draft: Draft, context: Context, actors: Actors) -> None:
    """Give a part of a draft in which nobody has any to those whom its trigger describes: "striking [miners]"."""
    kind = context.codebook.types[draft.type]
    span = _described(context.sentences[draft.sentences[0]], draft.triggers[0])
    if not kind.is_of_people or span is None or any(cell.field.startswith("role:") for cell in draft.cells):
        return
    printed = context.text[span.start : span.end]
    if context.gazetteer.agents.sectors(printed):
        for actor in actors.of(draft.sentences[0], span.start, span.end):
            draft.cells.append(Cell(f"role:{kind.doer}", actor, printed, span, _FAINT))


def _described(sentence: Sentence, trigger: Span) -> Span | None:
    """Return the words of the noun after a trigger that describes it: "striking [miners]"."""
    tokens = sentence.tokens
    at = next((i for i, token in enumerate(tokens) if token.start == trigger.start), None)
    if at is None or tokens[at].deprel != "amod" or not tokens[at].text.casefold().endswith("ing"):
        return None
    size = next((n for n, token in enumerate(tokens[at + 1 :]) if token.upos not in _NOUNS), 0)
    return Span(tokens[at + 1].start, tokens[at + size].end) if size else None


def cast_place(draft: Draft, context: Context, countries: Sequence[Mapping[int, str]]) -> None:
    """Let the people of the place stand for those whom nobody names: "rioting broke out in Lagos".

    Args:
        countries: The countries that each sentence names, by where they stand.
    """
    kind = context.codebook.types[draft.type]
    role = next((role.name for role in kind.roles if role.people), None)
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place) and cell.value.country]
    if role is None or len({cell.value.country for cell in places if isinstance(cell.value, Place)}) != 1:
        _cast_people(draft, context, countries)
        return
    where = places[0]
    if isinstance(where.value, Place):
        people = Actor(where.value.name, "group", where.value.country)
        draft.cells.append(replace(where, field=f"role:{role}", value=people))


def _cast_people(draft: Draft, context: Context, countries: Sequence[Mapping[int, str]]) -> None:
    """Let the people of the only state that a sentence names be the crowd: "Chile gave in after days of riots"."""
    kind = context.codebook.types[draft.type]
    named = set(countries[draft.sentences[0]].values())
    span = draft.triggers[0]
    elsewhere = any(isinstance(cell.value, Place) and cell.value.country for cell in draft.values("where"))
    if not kind.is_of_people or len(named) != 1 or elsewhere:
        return
    printed = context.text[span.start : span.end]
    country = named.pop()
    people = Actor(context.gazetteer.state(country).name, "group", country)
    draft.cells.append(Cell(f"role:{kind.doer}", people, printed, span, _FAINT))
