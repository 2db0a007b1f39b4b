"""One thing that comes in parts: "the first six will be delivered by the end of 2027, the remaining 18 by 2029".

Each part has a number and a time of its own; everything else is told of them all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.dividing import Part, times_of
from foedera.coding.scores import FOUND
from foedera.coding.words import tokens_in
from foedera.types import Filler, Frame, Sentence, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Token

_COUNT = "quantity"
_THINGS = frozenset({"name", "equipment", "item", "forces"})
"""Labels of what an instalment may have of its own: "and 30 [vehicles] last year"."""
_LISTING = frozenset({"and", "with"})
_LATER = frozenset(
    "remaining remainder rest other others last next second third further final another balance batch lot "
    "tranche".split()
)
"""Words for what of a number is still to come, or came later."""
_PLAIN = frozenset({"DET", "ADJ", "NUM", "NOUN", "ADP", "PART", "PROPN", "ADV"})
"""Parts of speech between a border and the time of an instalment: no verb, no subject of another one."""
_LONG = 9
"""Words of an instalment before its time, at most."""


def instalments(sentence: Sentence, frame: Frame, kind: ClaimType) -> list[Part]:
    """Return a frame as one happening for each number that has a time of its own; none where only one has."""
    if any(role.shared for role in kind.roles) or not any(f.label == _COUNT for f in frame.fillers):
        return []  # what each brings to a drill is all of one drill
    times = sorted((f for f in times_of(sentence, frame) if f.start > frame.start), key=lambda f: f.start)
    found = [(border, count, time) for time in times for border, count in [_before(sentence, time)] if border]
    borders = [sentence.tokens[border].start for border, _, _ in found]
    first = next((f for f in (*times, *frame.fillers) if found and f.label == "when" and f.end <= borders[0]), None)
    if first is None or not any(f.label == _COUNT and f.end <= borders[0] for f in frame.fillers):
        return []
    whole = [f for f in frame.fillers if f.start < borders[0]]
    parts = [_part(frame, whole, [time for _, _, time in found])]
    for (at, count, time), border in zip(found, borders, strict=True):
        own = [f for f in frame.fillers if f.label in _THINGS and border < f.start < time.start]
        if not own and _names_a_thing(sentence, at, time):
            return []
        shared = [f for f in whole if f.label not in {"when", _COUNT} and not (own and f.label in _THINGS)]
        number = [Filler(_COUNT, count.start, count.end, FOUND)] if count is not None else []
        others = [other for other in times if other is not time]
        parts.append(_part(frame, [*shared, *own, *number, time], others))
    return parts


def _part(frame: Frame, fillers: list[Filler], others: list[Filler]) -> Part:
    """Return one of the happenings; `others`: the times of the rest of them."""
    elsewhere = tuple(Span(other.start, other.end) for other in others)
    weak = tuple(f for f in frame.weak if f.label not in {"when", _COUNT})
    return Part(replace(frame, fillers=tuple(sorted(fillers, key=lambda f: f.start)), weak=weak), elsewhere=elsewhere)


def _before(sentence: Sentence, time: Filler) -> tuple[int, Token | None]:
    """Return the border before an instalment and its number, by the time that ends it; border 0 where it is none."""
    tokens = sentence.tokens
    inside = tokens_in(sentence, time.start, time.end)
    if not inside:
        return 0, None
    at = inside[0] - 1
    while at > 0 and inside[0] - at <= _LONG and not _is_border(tokens[at]):
        if tokens[at].upos not in _PLAIN:
            return 0, None
        at -= 1
    words = tokens[at + 1 : inside[0]]
    count = next((token for token in words if token.upos == "NUM"), None)
    if not _is_border(tokens[at]) or not (count or any(token.lemma in _LATER for token in words)):
        return 0, None
    return at, count


def _is_border(token: Token) -> bool:
    return token.text in {",", ";"} or token.lemma in _LISTING


def _names_a_thing(sentence: Sentence, border: int, time: Filler) -> bool:
    """Tell whether an instalment is of something else, whatever that is: "and 64 of the K2PL [version] in 2028"."""
    words = (t for t in sentence.tokens[border + 1 :] if t.start < time.start)
    return any(t.upos in {"NOUN", "PROPN"} and t.lemma not in _LATER for t in words)
