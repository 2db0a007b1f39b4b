"""Who is named only to say whose neighbour or ally another is: "[Georgia]'s neighbours Armenia and Azerbaijan"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from foedera.coding.fillers import refilled

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Filler, Frame, Sentence

_OF_WHOM = re.compile(
    r"\b(?P<owner>[A-Z][\w.-]*(?: (?:and |the )?[A-Z][\w.-]*){0,3})(?:['’]s|(?<=s)['’]) "
    r"(?:[a-z][\w-]* ){0,3}"
    r"(?:neighbou?rs?|ally|allies|rivals?|arch-rivals?|foes?|friends?|backers?|patrons?|protégés?|partners?),? "
    r"(?=[A-Z])"
)


def without_relations(sentence: Sentence, frame: Frame, kind: ClaimType, text: str) -> Frame:
    """Return a frame in which nobody plays a part by whom another is only described."""
    begin, end = sentence.segment.start, sentence.segment.end
    owners = [(found.start("owner"), found.end()) for found in _OF_WHOM.finditer(text, begin, end)]
    if not owners:
        return frame
    return refilled(frame, partial(_kept, owners=owners, kind=kind))


def _kept(filler: Filler, owners: list[tuple[int, int]], kind: ClaimType) -> Filler | None:
    """Return a filler without the words for whose neighbour somebody is; None where it is no more than these."""
    if kind.role(filler.label) is None:
        return filler
    for start, end in owners:
        if start <= filler.start < end:
            return replace(filler, start=end) if filler.end > end else None
    return filler
