"""A report's claims as text: at a glance first, then who and what, then the sentences that say so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedera.codebook.directions import DirectionOf, type_direction
from foedera.render import wording
from foedera.render.wording import Names
from foedera.types import Claim, Evidence, Report, Span

BOLD, DIM, _UNDERLINE, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[4m", "\x1b[0m"
COLOURS = {
    "occurred": "\x1b[32m",
    "ongoing": "\x1b[32m",
    "planned": "\x1b[36m",
    "expected": "\x1b[36m",
    "possible": "\x1b[33m",
    "conditional": "\x1b[33m",
    "denied": "\x1b[31m",
    "cancelled": "\x1b[31m",
}
"""What switches to the colour of a status."""
_MOST_SENTENCES = 3
"""Sentences quoted for one claim in a list; all of them are in `foedera show` and the other formats."""
_LONGEST_QUOTE = 420
_CONTEXT = 90
"""Characters kept around the values of a sentence that is too long to quote whole."""
LABEL_WIDTH = 14
_NARROWEST = 40
_BREAK = re.compile("[\t\n\r\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What steers a terminal, turns the order of what follows around, or cannot be written at all."""

_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Letters without width: accents, joiners, marks for the direction of writing."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the terminal is."""

    width: int = 80
    colour: bool = False


def render_terminal(
    report: Report, style: Style, names: Names, direction_of: DirectionOf = type_direction, *, full: bool = False
) -> str:
    """Return a report's title and claims as lines for a terminal of the style's width.

    Control characters of the report are shown as a replacement mark: a document cannot steer the reader's terminal.

    Args:
        names: English names of countries by ISO code.
        direction_of: Directions of types, where the user has types of their own.
        full: Whether all sentences of a claim are quoted, not only those that give most.
    """
    lines = list(_heading(report, style))
    for number, claim in enumerate(report.claims, start=1):
        lines += ["", *claim_block(report, claim, number, style, names, direction_of, full=full)]
    if not report.claims:
        lines += ["", "No claims."]
    if report.slant:
        marks = ", ".join(f"“{report.text[mark.start : mark.end]}” ({mark.kind})" for mark in report.slant)
        lines += ["", *wrap([(f"Loaded wording: {marks}", "")], style, "", "    ")]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _heading(report: Report, style: Style) -> Iterator[str]:
    yield from wrap([(report.title or report.id, BOLD)], style, "", "")
    count = len(report.claims)
    parts = [*wording.imprint(report), f"{count} claim{'' if count == 1 else 's'}"]
    yield from wrap([(" · ".join(parts), DIM)], style, "", "")


def claim_block(
    report: Report,
    claim: Claim,
    number: int,
    style: Style,
    names: Names,
    direction_of: DirectionOf = type_direction,
    *,
    full: bool = False,
) -> Iterator[str]:
    """Yield the lines of one claim; with the number 0 it has none before it."""
    head = [(f"{claim.type.upper()} ", BOLD), (claim.status, COLOURS[claim.status])]
    head += [(f" · {part}", "") for part in wording.headline(claim, names)]
    if len(head) == 2 and (actors := wording.who(claim, names, direction_of)):
        head.append((f" · {actors}", ""))
    sure = f"{wording.confidence_word(claim.confidence)} {claim.confidence:.2f}"
    head.append((f"  [{sure}]", DIM))
    yield from wrap(head, style, f"{number or '':>3}  ", "     ")
    for label, words in wording.details(claim, names):
        yield from wrap([(words, "")], style, f"     {label:<{LABEL_WIDTH}} ", " " * (LABEL_WIDTH + 6))
    yield from _evidence(report, claim, style, len(claim.evidence) if full else _MOST_SENTENCES)


def _evidence(report: Report, claim: Claim, style: Style, most: int) -> Iterator[str]:
    """Quote the sentences that give most, in the order of the report, with the words of the values underlined."""
    best = sorted(claim.evidence, key=lambda e: -len(e.fields))[:most]
    for sentence in sorted(best, key=lambda e: e.start):
        values = [cell.span for cell in claim.cells] + list(claim.triggers)
        pieces = [("“", ""), *_marked(report.text, sentence, values), ("”", "")]
        yield from wrap(pieces, style, "     │ ", "     │ ")
    left = len(claim.evidence) - len(best)
    if left:
        yield f"     │ and {left} more sentence{'' if left == 1 else 's'}"


def _marked(text: str, sentence: Evidence, values: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """Cut a sentence into stretches with and without underline; a long one loses what lies far from all values."""
    spans = _merged(values, sentence)
    at = sentence.start
    long = sentence.end - sentence.start > _LONGEST_QUOTE
    for index, span in enumerate([*spans, Span(sentence.end, sentence.end)]):
        gap = text[at : span.start]
        if long and len(gap) > 2 * _CONTEXT:
            before = "" if index == 0 else gap[:_CONTEXT].rpartition(" ")[0]
            after = "" if index == len(spans) else gap[-_CONTEXT:].partition(" ")[2]
            gap = f"{before} … {after}" if before and after else f"… {after}" if after else f"{before} …"
        yield gap, ""
        yield text[span.start : span.end], _UNDERLINE
        at = span.end


def _merged(values: Iterable[Span], sentence: Evidence) -> list[Span]:
    """Return the values' spans inside a sentence, in order and made one where they meet; never all of it."""
    whole = Span(sentence.start, sentence.end)
    inside = sorted(span for span in set(values) if whole.start <= span.start < span.end <= whole.end and span != whole)
    merged: list[Span] = []
    for span in inside:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def wrap(pieces: Iterable[tuple[str, str]], style: Style, first: str, rest: str) -> Iterator[str]:
    """Break styled text into lines of the style's width, between words; `first` and `rest` begin the lines."""
    width = max(style.width, _NARROWEST)
    first, pieces = _clean(first), [(_clean(text), code) for text, code in pieces]
    line, size, empty = first, _width(first), True
    for word, space, spans in _words(pieces):
        needed = _width(word)
        if not empty and size + space + needed > width:
            yield line
            line, size, empty = rest, _width(rest), True
        if space and not empty:
            line += " "
            size += 1
        for text, code in spans:
            line += f"{code}{text}{_RESET}" if style.colour and code else text
        size += needed
        empty = False
    if not empty:
        yield line


def _words(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bool, list[tuple[str, str]]]]:
    """Cut styled text at spaces: each word plain, whether a space stands before it, and its styled stretches."""
    spans: list[tuple[str, str]] = []
    space = False
    for text, code in pieces:
        for index, part in enumerate(text.split(" ")):
            if index and spans:
                yield "".join(piece for piece, _ in spans), space, spans
                spans, space = [], True
            elif index:
                space = True
            if part:
                spans.append((part, code))
    if spans:
        yield "".join(piece for piece, _ in spans), space, spans


def _clean(text: str) -> str:
    """Return text on one line that leaves the terminal alone."""
    return _CONTROL.sub("\ufffd", _BREAK.sub(" ", text))


def _width(text: str) -> int:
    """Return how many columns text takes."""
    return sum(
        0 if unicodedata.category(char) in _UNSEEN else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
