"""Who is named as no part of it: "all members except Malta signed", "the only state apart from Chad that refused"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from foedera.coding.fillers import refilled
from foedera.coding.words import subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import ClaimType
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Filler, Frame, Sentence

_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|barring|bar|save(?: for)?|apart from|aside from|other than|rather than"
    r"|instead of|unlike|as opposed to|via|by way of|with the (?:sole |single |notable )?exceptions? of"
    r"|not(?: (?:to|with|from|by|for|of|in|at|against))?)\s+(?=(?:the )?[A-Z])"
)
"""The last of these as in "Ghana, but not Togo", "not to Ghana but to Togo"; what goes "via Togo" is not its own."""
_TOO = re.compile(r"\b(?:also|too|as well|likewise)\b")
"""With this, what is apart from something comes on top of it: "apart from Malta, Chad also refused"."""
_THINGS = frozenset({"name", "equipment"})
"""Labels of what is dealt in: "Rafale fighters rather than Su-57s"."""


def without_excepted(sentence: Sentence, frame: Frame, kind: ClaimType, text: str) -> Frame:
    """Return a frame without the parts of those whom its sentence excepts, unless it tells of what they do instead."""
    begin, end = sentence.segment.start, sentence.segment.end
    if _EXCEPT.search(text, begin, end) is None:
        return frame
    for start, words in _exceptions(sentence, text):
        if frame.start not in words:
            things = {f.label for f in frame.fillers if f.label in _THINGS and f.start not in words}
            frame = refilled(frame, partial(_kept, start=start, words=words, kind=kind, things=things))
    return frame


def excepted(draft: Draft, context: Context) -> set[str]:
    """Return whom the sentences of a draft except from what it tells, by code: they are not looked for either.

    Nor is whoever has another half of its sentence: "ten tanks to Mali and five to [Niger]".
    """
    numbers = {context.sentence_at(span.start) for span in draft.others}
    named = [each for number in numbers for each in context.named[number]]
    found = {each.polity for each in named if any(s.start <= each.start < s.end for s in draft.others)}
    for number in dict.fromkeys(context.sentence_at(trigger.start) for trigger in draft.triggers):
        for _, words in _exceptions(context.sentences[number], context.text):
            if words.isdisjoint(trigger.start for trigger in draft.triggers):
                found |= {named.polity for named in context.named[number] if named.start in words}
    return found


def _exceptions(sentence: Sentence, text: str) -> Iterator[tuple[int, set[int]]]:
    """Yield where an exception begins, and the offsets of the words of whom it names."""
    begin, end = sentence.segment.start, sentence.segment.end
    for found in _EXCEPT.finditer(text, begin, end):
        if _TOO.search(text, found.end(), end) or _is_done_to(sentence, found.start()):
            continue
        at = _named(sentence, found.end())
        if at is not None:
            below = {i for i in subtree(sentence, at) if i >= at} - _instead(sentence, at)
            words = {sentence.tokens[i].start for i in below}
            yield (
                found.start(),
                words | {t.start for t in sentence.tokens if found.end() <= t.start < sentence.tokens[at].end},
            )


def _is_done_to(sentence: Sentence, start: int) -> bool:
    """Tell whether an exception's first word is a verb: "sanctions [barring] Russia from ports" are on Russia."""
    return any(token.start == start and token.upos == "VERB" for token in sentence.tokens)


def _instead(sentence: Sentence, at: int) -> set[int]:
    """Return the words for what is so instead: "not to Ghana [but to Togo]"."""
    buts = (t.head for t in sentence.tokens if t.deprel == "cc" and t.lemma == "but")
    return {i for other in buts if other > at for i in subtree(sentence, other)}


def _named(sentence: Sentence, start: int) -> int | None:
    """Return the head of the noun phrase that begins at an offset."""
    first = next((i for i, t in enumerate(sentence.tokens) if t.start >= start), None)
    while first is not None and sentence.tokens[first].upos not in {"NOUN", "PROPN"}:
        first = first + 1 if first + 1 < len(sentence.tokens) else None
    if first is None:
        return None
    while sentence.tokens[first].deprel in {"compound", "amod", "flat"} and sentence.tokens[first].head > first:
        first = sentence.tokens[first].head
    return first


def _kept(filler: Filler, start: int, words: set[int], kind: ClaimType, things: set[str]) -> Filler | None:
    """Return a filler as it is, or without the exception at its end; None if it is one of those excepted.

    Args:
        things: Labels of things of which others are told besides.
    """
    if kind.role(filler.label) is None and filler.label not in things:
        return filler
    if filler.start < start < filler.end:
        return replace(filler, end=start - 1)
    return None if filler.start in words else filler
