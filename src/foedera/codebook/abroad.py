"""How the types of general political news are read in a report on how states deal with each other.

Fighters that a state scrambles, or troops that it pulls back, are a deployment there, and a truce is an agreement: what
is told apart inside a state is one of a few kinds of dealing between states. The codebook says which.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.codebook.records import ClaimType, Codebook
    from foedera.codebook.rules import AbroadRule
    from foedera.types import Filler, Frame, Sentence, Token

SURE = 0.6
"""Least probability of a mention that is read as another type: at less it is neither."""


def as_abroad(sentence: Sentence, codebook: Codebook) -> Sentence:
    """Return a sentence whose frames are of the types that they are read as in a report on states' dealings."""
    if not any(_is_read(frame, codebook) for frame in sentence.frames):
        return sentence
    return replace(sentence, frames=tuple(_read(frame, sentence, codebook) for frame in sentence.frames))


def _is_read(frame: Frame, codebook: Codebook) -> bool:
    kind = codebook.types.get(frame.type)
    return kind is not None and bool(kind.abroad) and frame.score >= SURE


def _read(frame: Frame, sentence: Sentence, codebook: Codebook) -> Frame:
    if not _is_read(frame, codebook):
        return frame
    kind = codebook.types[frame.type]
    inside = [token for token in sentence.tokens if frame.start <= token.start < frame.end]
    reading = next((each for each in kind.abroad if _fits(each, kind, frame, inside)), None)
    if reading is None or reading.type not in codebook.types:
        return frame
    parts, labels = dict(reading.parts), codebook.types[reading.type].labels

    def renamed(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        named = (replace(filler, label=parts.get(filler.label, filler.label)) for filler in fillers)
        return tuple(filler for filler in named if filler.label in labels)

    told = reading.status or frame.status
    return replace(frame, type=reading.type, status=told, fillers=renamed(frame.fillers), weak=renamed(frame.weak))


def _fits(reading: AbroadRule, kind: ClaimType, frame: Frame, inside: list[Token]) -> bool:
    if reading.statuses and frame.status not in reading.statuses:
        return False
    if reading.words and " ".join(token.text.casefold() for token in inside) not in reading.words:
        return False
    if any(filler.label in reading.without for filler in frame.fillers):
        return False
    words = " ".join(token.lemma for token in inside)
    return all(kind.enum_value(name, words) in values for name, values in reading.fields)
