"""Names of several capitalised words that "and" joins into one: "Defence and Intervention Frigate (FDI)".

The networks take its halves for two things, and the abbreviation behind it for a third.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import tokens_in

if TYPE_CHECKING:
    from foedera.types import Filler, Frame, Sentence, Token

_JOINS = frozenset({"and", "&"})
_THINGS = frozenset({"name", "equipment"})
_BEFORE = frozenset({"compound", "amod", "conj", "flat", "cc", "punct"})
"""Relations within a name to the word that ends it."""


def with_whole_names(sentence: Sentence, frame: Frame) -> Frame:
    """Return a frame in which one name is one filler, and an abbreviation in brackets behind it none."""
    if not any(filler.label in _THINGS for filler in frame.fillers):
        return frame
    fillers = tuple(f for f in _in_one(sentence, frame.fillers) if not _is_abbreviation(sentence, f, frame))
    taken: set[int] = set()
    whole: list[Filler] = []
    for filler in fillers:
        inside = tokens_in(sentence, filler.start, filler.end) if filler.label in _THINGS else ()
        run = run_of(sentence, inside[0]) if inside else None
        if run is None:
            whole.append(filler)
        elif run[0] not in taken:
            taken.add(run[0])
            first, last = sentence.tokens[run[0]], sentence.tokens[run[1]]
            whole.append(replace(filler, label="name", start=first.start, end=last.end))
    return frame if tuple(whole) == frame.fillers else replace(frame, fillers=tuple(whole))


def _in_one(sentence: Sentence, fillers: tuple[Filler, ...]) -> list[Filler]:
    """Return fillers in which the ends of one name are one, with capitals between: "[F-16] Fighting [Falcon]"."""
    whole: list[Filler] = []
    last: int | None = None
    for filler in fillers:
        before = whole[last] if last is not None and filler.label == "name" else None
        if before is not None and last is not None and _goes_through(sentence, before, filler):
            whole[last] = replace(before, end=filler.end)
            continue
        if filler.label == "name":
            last = len(whole)
        whole.append(filler)
    return whole


def _goes_through(sentence: Sentence, one: Filler, other: Filler) -> bool:
    """Tell whether nothing but capitals stands between two names, each of a word of its own."""
    between = tokens_in(sentence, one.end, other.start) if one.end < other.start else []
    return bool(between) and all(_is_capital(sentence.tokens[i]) for i in between)


def run_of(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return the first and last word of the name with an "and" that a word stands in; None where it stands in none."""
    tokens = sentence.tokens
    first = last = at
    while first > 0 and _goes_on(tokens, first - 1):
        first -= 1
    while last + 1 < len(tokens) and _goes_on(tokens, last + 1):
        last += 1
    while first < last and (tokens[first].lemma in _JOINS or tokens[first].upos == "DET"):
        first += 1
    joined = any(tokens[i].lemma in _JOINS for i in range(first, last))
    if not joined or not _is_capital(tokens[last]) or not first <= at <= last:
        return None
    return (first, last) if all(_hangs_on(tokens, i, last) for i in range(first, last)) else None


def _goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word may stand inside a name: a capital, a hyphen, or "and" between two capitals."""
    token = tokens[at]
    if token.lemma in _JOINS or token.text == "-":
        return 0 < at < len(tokens) - 1 and _is_capital(tokens[at - 1]) and _is_capital(tokens[at + 1])
    return _is_capital(token)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _hangs_on(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Tell whether a word belongs to the last one of a name, so that they are not two things."""
    while at != last:
        if at < 0 or tokens[at].deprel.split(":")[0] not in _BEFORE:
            return False
        at = tokens[at].head
    return True


def _is_abbreviation(sentence: Sentence, filler: Filler, frame: Frame) -> bool:
    """Tell whether a name stands in brackets right behind another one, or behind the word for such things."""
    inside = tokens_in(sentence, filler.start, filler.end) if filler.label == "name" else ()
    if not inside or inside[0] < 2 or sentence.tokens[inside[0] - 1].text != "(":
        return False
    behind = sentence.tokens[inside[-1] + 1 : inside[-1] + 2]
    before = sentence.tokens[inside[0] - 2]
    named = (f for f in frame.fillers if f is not filler and f.label in _THINGS)
    return bool(behind) and behind[0].text == ")" and any(f.start <= before.start < f.end for f in named)
