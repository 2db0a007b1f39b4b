"""Whether "it" takes up a movement that acts in the sentence before: "Hezbollah vowed revenge. [It] attacked"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import SUBJECTS, in_subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.coding.antecedents import Reference
    from foedera.coding.context import Context
    from foedera.types import Actor, Sentence

_KNOWN = frozenset({"the", "that", "this"})
"""Words before a noun that takes up who was told of."""


def movement_before(
    context: Context, reference: Reference, noun: Callable[[int, int, int], Actor | None]
) -> Actor | None:
    """Return the movement that alone is the subject of the sentence before, for "it" that goes on so.

    Args:
        noun: Whom a noun of a sentence, between two offsets, takes up: "the group".
    """
    number, start = reference.sentence, reference.start
    if reference.kind != "it" or number == 0 or not in_subject(context.sentences[number], start, start + 1):
        return None
    if any(named.end <= start for named in context.named[number]):
        return None
    before = context.sentences[number - 1]
    at = _subject(before)
    if at is None:
        return None
    for mention in context.mentions[number - 1]:
        if mention.entry.kind == "group" and mention.start <= before.tokens[at].start < mention.end:
            return context.resolve(context.text[mention.start : mention.end])
    token = before.tokens[at]
    is_known = any(t.head == at and t.text.casefold() in _KNOWN for t in before.tokens)
    taken_up = noun(number - 1, token.start, token.end) if is_known and token.upos == "NOUN" else None
    return taken_up if taken_up is not None and taken_up.kind == "group" else None


def _subject(sentence: Sentence) -> int | None:
    """Return the subject of a sentence's first verb; None where it is one of several."""
    tokens = sentence.tokens
    found = (i for i, t in enumerate(tokens) if t.deprel in SUBJECTS and tokens[t.head].deprel == "root")
    at = next(found, None)
    return None if at is None or any(t.head == at and t.deprel == "conj" for t in tokens) else at
