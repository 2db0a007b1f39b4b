"""A report's text cut into passages: each with the claims whose values or evidence it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedera.types import Claim, Report


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text within which nothing begins or ends."""

    start: int
    end: int
    values: tuple[int, ...] = ()
    """Numbers of the claims of which a value or trigger covers the passage."""
    evidence: tuple[int, ...] = ()
    """Numbers of the claims of whose evidence it is part."""
    slant: tuple[str, ...] = ()
    """Kinds of loaded wording."""


def cut_passages(report: Report) -> Iterator[Passage]:
    """Cut the whole text at every boundary of a value, a sentence of evidence or a mark of slant.

    Spans that reach beyond the text are cut off at its ends. Takes time in proportion to the passages and their claims.
    """
    opening: dict[int, list[tuple[str, int | str]]] = {}
    closing: dict[int, list[tuple[str, int | str]]] = {}
    for start, end, mark in _marks(report):
        first, last = max(0, start), min(end, len(report.text))
        if first < last:
            opening.setdefault(first, []).append(mark)
            closing.setdefault(last, []).append(mark)
    here: dict[tuple[str, int | str], int] = {}
    at = 0
    for point in sorted({*opening, *closing, len(report.text)}):
        if at < point:
            yield _passage(at, point, here)
        for mark in closing.get(point, ()):
            here[mark] -= 1
            if not here[mark]:
                del here[mark]
        for mark in opening.get(point, ()):
            here[mark] = here.get(mark, 0) + 1
        at = point


def _marks(report: Report) -> Iterator[tuple[int, int, tuple[str, int | str]]]:
    for number, claim in enumerate(report.claims):
        yield from ((span.start, span.end, ("value", number)) for span in value_spans(claim))
        yield from ((each.start, each.end, ("evidence", number)) for each in claim.evidence)
    yield from ((mark.start, mark.end, ("slant", mark.kind)) for mark in report.slant)


def value_spans(claim: Claim) -> list[Passage]:
    """Return the passages of a claim's values and triggers; a value that is a whole sentence of evidence is none."""
    whole = {(each.start, each.end) for each in claim.evidence}
    spans = {(cell.span.start, cell.span.end) for cell in claim.cells} | {(s.start, s.end) for s in claim.triggers}
    return [Passage(*span) for span in sorted(spans - whole)]


def _passage(start: int, end: int, here: dict[tuple[str, int | str], int]) -> Passage:
    def of(kind: str) -> Sequence[int | str]:
        return [number for name, number in here if name == kind]

    values = tuple(sorted(number for number in of("value") if isinstance(number, int)))
    evidence = tuple(sorted(number for number in of("evidence") if isinstance(number, int)))
    return Passage(start, end, values, evidence, tuple(sorted(str(kind) for kind in of("slant"))))
