"""Which of two states of one land "the North" and "the South" are: North Korea, in a report that names it so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.gazetteer import Gazetteer
    from foedera.types import Actor, Report

_HALF = re.compile(r"\b[Tt]he (North|South)\b(?![ -][A-Z])")
_WHOLE = re.compile(r"\b(North|South) ([A-Z][a-z]+)")
_OTHER = {"North": "South", "South": "North"}


def halves_of(report: Report, gazetteer: Gazetteer) -> dict[str, Actor]:
    """Return the state that each half of a land is, where the report names it and there is another half."""
    spoken_of = {match[1] for match in _HALF.finditer(report.text)}
    found: dict[str, Actor] = {}
    for whole in _WHOLE.finditer(report.text) if spoken_of else ():
        actor = gazetteer.resolve(whole[0], report.published)
        other = gazetteer.resolve(f"{_OTHER[whole[1]]} {whole[2]}", report.published)
        if actor is not None and other is not None and actor.kind == other.kind == "state":
            found.setdefault(whole[1], actor)
            found.setdefault(_OTHER[whole[1]], other)
    return found


def halves_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where a stretch of text speaks of a half of a land."""
    for match in _HALF.finditer(text, start, end):
        yield match.start(1), match.end(1)
