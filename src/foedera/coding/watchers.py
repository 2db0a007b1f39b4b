"""Those who only watch what others do together, told of right after it: "Ghana was represented by observers".

The model sees no happening in such a sentence, since it tells of none but the one before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.antecedents import is_onlooker
from foedera.coding.context import Context, NamedActor
from foedera.coding.drafts import by_sentence, known_in
from foedera.coding.scores import FOUND
from foedera.coding.words import head_of
from foedera.types import Cell, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.coding.drafts import Draft

_AS_OBSERVERS = re.compile(
    r"\b(?:(?:represented by|send|sends|sent|sending|had|have|as) (?:[a-z-]+ )?observers\b"
    r"|with (?:[a-z-]+ )?observers\b(?! \w+ing\b))(?! (?:of|in|at|to)\b)"
)
"""Words of those who watch; who sends "observers to the border" watches something else.

"Ghana voted in May, with observers noting fraud" has no observers of its own.
"""
_NEAR = 3
"""Sentences after those that tell of a happening, in which whoever watches watches it."""


def with_watchers(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts of a report, with those who are told to watch in the sentences after them."""
    kinds = context.codebook.types
    watched = by_sentence(d for d in drafts if d.status != "denied" and kinds[d.type].onlooker)
    for number, told in watched.items():
        for draft in told:
            _watch(draft, number, _looking_on(draft, number, context), context)
    last: Draft | None = None
    for number in range(len(context.sentences)):
        if number in watched:
            last = watched[number][-1]
        elif last is not None and _is_near(last, number, context):
            _watch(last, number, list(_watching(number, context)), context)
    return drafts


def _is_near(draft: Draft, number: int, context: Context) -> bool:
    """Tell whether a sentence stands shortly after the first of a draft, and in the same section."""
    first = draft.sentences[0]
    return number - first <= _NEAR and not context.are_apart(number, first)


def _watching(number: int, context: Context) -> Iterator[NamedActor]:
    """Yield the states and bodies that are told to watch in a sentence: those before the words that say so."""
    segment = context.sentences[number].segment
    told = _AS_OBSERVERS.search(context.text, segment.start, segment.end)
    if told is not None:
        yield from (n for n in context.named[number] if n.subject and n.end <= told.start())


def _looking_on(draft: Draft, number: int, context: Context) -> list[NamedActor]:
    """Return those of whom the very sentence says that they look on: "with Samoa looking on"."""
    sentence, known = context.sentences[number], known_in(draft)
    named = (n for n in context.named[number] if n.polity not in known and n.actor.country)
    return [n for n in named if is_onlooker(sentence, head_of(sentence, n.start, n.end))]


def _watch(draft: Draft, number: int, watching: list[NamedActor], context: Context) -> None:
    """Add those who watch to a draft, and the sentence that tells it."""
    if not watching:
        return
    field = f"role:{context.codebook.types[draft.type].onlooker}"
    draft.sentences = list(dict.fromkeys([*draft.sentences, number]))
    draft.cells += [
        Cell(field, context.whole(n), context.text[n.start : n.end], Span(n.start, n.end), FOUND) for n in watching
    ]
