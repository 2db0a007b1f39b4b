"""Fillers cut clean by the tree: no stray particles at their ends, no half of a name."""

from __future__ import annotations

from dataclasses import replace

from foedera.coding.context import tokens_in
from foedera.types import Filler, Frame, Sentence, Token

_STRAY_BEFORE = frozenset({"PUNCT", "DET", "CCONJ", "ADP", "PART", "SCONJ", "AUX"})
_STRAY_AFTER = frozenset({"PUNCT", "DET", "CCONJ", "ADP", "PART", "SCONJ", "AUX"})
_TIMES = frozenset({"when", "since", "frequency"})
_THINGS = frozenset(
    "name where equipment activity domain topic item forces issue subject purpose kind of series alias".split()
)
"""Labels whose fillers are never bare numbers."""
_OPENERS = frozenset({"(", "“", '"', "‘"})


def tidy(sentence: Sentence, frame: Frame) -> Frame:
    """Return a frame with its fillers cut clean; those of which nothing is left are dropped."""
    fillers = tuple(f for filler in frame.fillers if (f := _tidy(sentence, filler)) is not None)
    weak = tuple(f for filler in frame.weak if (f := _tidy(sentence, filler)) is not None)
    return replace(frame, fillers=fillers, weak=weak)


def _tidy(sentence: Sentence, filler: Filler) -> Filler | None:
    inside = tokens_in(sentence, filler.start, filler.end)
    if not inside:
        return None
    tokens = sentence.tokens
    first, last = inside[0], inside[-1]
    if filler.label not in _TIMES:
        while first <= last and _is_stray(tokens[first], _STRAY_BEFORE):
            first += 1
    while last >= first and _is_stray(tokens[last], _STRAY_AFTER) and not _closes(tokens, first, last):
        last -= 1
    if filler.label in _THINGS and all(t.upos in {"NUM", "DET", "PUNCT"} for t in tokens[first : last + 1]):
        return None
    if first > last:
        return None if len(inside) > 1 or tokens[inside[0]].upos != "DET" else filler
    first, last = _whole_name(sentence, first, last)
    return replace(filler, start=tokens[first].start, end=tokens[last].end)


def _is_stray(token: Token, kinds: frozenset[str]) -> bool:
    # "both", "this" and "some 70" are meant; "%" and "$" are part of an amount.
    return token.upos in kinds and token.text.casefold() not in {"both", "all", "no", "some", "%", "$", "€", "£", "-"}


def _closes(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell whether a closing mark belongs to an opening one inside the span."""
    return tokens[last].text in {")", "”", '"', "’"} and any(t.text in _OPENERS for t in tokens[first:last])


def _whole_name(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Widen a span over the rest of a proper name that it cuts."""
    tokens = sentence.tokens
    while first > 0 and tokens[first].upos == "PROPN" and _joined(tokens, first - 1, first, last):
        first -= 1
    while last + 1 < len(tokens) and tokens[last].upos == "PROPN" and _joined(tokens, last + 1, first, last):
        last += 1
    return first, last


def _joined(tokens: tuple[Token, ...], outer: int, first: int, last: int) -> bool:
    token = tokens[outer]
    if token.upos != "PROPN" or token.deprel.split(":")[0] not in {"compound", "flat"}:
        return False
    return first <= token.head <= last
