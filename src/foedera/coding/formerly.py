"""What was otherwise before: "250 soldiers, up from 150 last year", "Peru, until now an observer, takes part"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.fillers import refilled
from foedera.types import Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Filler, Frame, Sentence, Token

_HELD_AGAINST = frozenset(
    (("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("as", "against"))
)
"""Two words that begin what a number is held against."""
_OF_THEN = frozenset({"personnel", "quantity", "value", "first", "edition", "when", "duration"})
"""Labels of what then was otherwise, or for the first time."""
_LOOKED_ON = re.compile(
    r"(?i)\b(?:previously|formerly|hitherto|so far|until (?:now|then|last year|this year|recently)|once|earlier"
    r"|had (?:only |merely |so far )?been)(?: (?:only|just|merely|no more than))?(?: an?)? observers?\b"
)


def without_former(sentence: Sentence, frame: Frame, kind: ClaimType, text: str) -> Frame:
    """Return a frame without the numbers and times of what it is held against, which are of another happening.

    Who looked on before and takes part now, takes part.
    """
    begin, end = sentence.segment.start, sentence.segment.end
    looked_on = _LOOKED_ON.search(text, begin, end) if any(f.label == kind.onlooker for f in frame.fillers) else None
    if looked_on is not None:
        said = Span(*looked_on.span())
        onlookers = [f for f in frame.fillers if f.label == kind.onlooker and _looked_on(sentence, f, said)]
        now = (replace(f, label=kind.doer) if f in onlookers else f for f in frame.fillers)
        frame = replace(frame, fillers=tuple(now))
    told = (f for f in (*frame.fillers, *frame.weak) if f.label in _OF_THEN)
    then = _held_against(sentence, frame) if any(filler.start >= frame.end for filler in told) else None
    return frame if then is None else refilled(frame, lambda f: None if _is_of(f, then) else f)


def _looked_on(sentence: Sentence, filler: Filler, said: Span) -> bool:
    """Tell whether words are of an observer: "[Peru], until now an observer", where others still "sent observers"."""
    between = range(min(filler.end, said.end), max(filler.start, said.start))
    return not any(t.upos == "VERB" and t.start in between for t in sentence.tokens)


def _held_against(sentence: Sentence, frame: Frame) -> Span | None:
    """Return the words that say what was before: from "up from" to the end of the clause."""
    tokens = sentence.tokens
    for at, (token, after) in enumerate(itertools.pairwise(tokens)):
        if token.start < frame.end or (token.text.casefold(), after.text.casefold()) not in _HELD_AGAINST:
            continue
        ends = (t.start for t, following in itertools.pairwise(tokens[at:]) if _breaks_off(t, following))
        return Span(token.start, next(ends, tokens[-1].end))
    return None


def _breaks_off(token: Token, following: Token) -> bool:
    return token.text in {";", ":"} or (token.text == "," and following.upos == "CCONJ")


def _is_of(filler: Filler, then: Span) -> bool:
    return filler.label in _OF_THEN and then.start <= filler.start < then.end
