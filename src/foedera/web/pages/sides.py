"""An event with its sources side by side: a column for each independent voice, a row for each field.

Near copies of one agency text are one voice and share a column; what they add is folded below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from foedera.events import Entry, Event, FieldView, Reading
from foedera.render import wording
from foedera.render.wording import Names
from foedera.types import Claim, Evidence

Stand: TypeAlias = Literal["clash", "agreed", "alone", "more", "withheld"]
"""How a field stands: values clash, several voices agree, one voice says so, values add up, expressly not disclosed."""
STAND_WORDS: Mapping[Stand, str] = {
    "clash": "claims clash",
    "agreed": "agreed",
    "alone": "one voice",
    "more": "adds up",
    "withheld": "not disclosed",
}
_ORDER = ("status", "name", "when", "where")
MOST_PASSAGES = 3
_LONGEST = 420
"""Characters of a passage that are shown; the report has all of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a passage: whether it prints a value of the claim."""

    text: str
    marked: bool


Passage: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One independent voice."""

    letter: str
    entry: Entry
    """Its claim that was published first."""
    others: tuple[Entry, ...]
    """Near copies, and further claims of its reports."""
    passages: tuple[Passage, ...]
    left: int
    """Passages that are not shown."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All its claims."""
        return (self.entry, *self.others)


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice says on a field."""

    words: str
    printed: str
    claim: str
    report: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the event for a field."""

    words: str
    letters: tuple[str, ...]
    voices: int
    near: tuple[str, ...] = ()
    """Letters of the voices that only give values that agree with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field: what it comes to, and what each voice says."""

    field: str
    label: str
    stand: Stand
    values: tuple[Value, ...]
    withheld: tuple[str, ...]
    """Letters of the voices that say expressly that it was not disclosed."""
    said: tuple[tuple[Said, ...], ...]
    """For each voice, in the order of the columns."""


def sides_of(entries: Sequence[Entry], texts: Mapping[str, str]) -> tuple[Side, ...]:
    """Return the voices of an event in the order in which they first spoke.

    Args:
        entries: The claims of the event, in its order.
        texts: The text of each report.
    """
    by_voice: dict[str, list[Entry]] = {}
    for entry in entries:
        by_voice.setdefault(entry.voice, []).append(entry)
    return tuple(_side(letter_of(at), group, texts) for at, group in enumerate(by_voice.values()))


def _side(letter: str, group: Sequence[Entry], texts: Mapping[str, str]) -> Side:
    first = group[0]
    shown = first.claim.evidence[:MOST_PASSAGES]
    passages = tuple(passage_of(texts.get(first.report, ""), each, first.claim) for each in shown)
    return Side(letter, first, tuple(group[1:]), passages, len(first.claim.evidence) - len(shown))


def passage_of(text: str, evidence: Evidence, claim: Claim) -> Passage:
    """Return a sentence of evidence, cut where a value or trigger of the claim begins or ends."""
    start, end = max(0, evidence.start), min(evidence.end, len(text), max(0, evidence.start) + _LONGEST)
    spans = [(cell.span.start, cell.span.end) for cell in claim.cells]
    spans += [(span.start, span.end) for span in claim.triggers]
    inside = _joined((max(a, start), min(b, end)) for a, b in spans if (a, b) != (evidence.start, evidence.end))
    pieces: list[Piece] = []
    at = start
    for first, last in inside:
        if at < first:
            pieces.append(Piece(text[at:first], marked=False))
        pieces.append(Piece(text[first:last], marked=True))
        at = last
    rest = text[at:end] + ("…" if end < evidence.end else "")
    return (*pieces, Piece(rest, marked=False)) if rest else tuple(pieces)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans that have an extent, those that touch or overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def rows_of(event: Event, sides: Sequence[Side], names: Names) -> tuple[Row, ...]:
    """Return the fields of an event, the clashing ones first, then in the order of a sentence."""
    letters = {entry.id: side.letter for side in sides for entry in side.entries}
    rows = [_row(view, event, sides, letters, names) for view in event.fields if view.readings or view.undisclosed]
    return tuple(sorted(rows, key=lambda row: (row.stand != "clash", *_place(row.field))))


def _place(field: str) -> tuple[int, bool]:
    return (_ORDER.index(field) if field in _ORDER else len(_ORDER), not field.startswith("role:"))


def _row(view: FieldView, event: Event, sides: Sequence[Side], letters: Mapping[str, str], names: Names) -> Row:
    values = tuple(_value(view.field, reading, event, letters, names) for reading in view.readings)
    said = tuple(_said(view.field, side, names) for side in sides)
    withheld = _letters(view.undisclosed, letters)
    return Row(view.field, wording.label(view.field), _stand(view), values, withheld, said)


def _value(field: str, reading: Reading, event: Event, letters: Mapping[str, str], names: Names) -> Value:
    exact = _letters((claim for claim in reading.claims if claim not in reading.near), letters)
    all_ = _letters(reading.claims, letters)
    near = tuple(letter for letter in all_ if letter not in exact)
    return Value(_words(field, reading.value, event, names), all_, reading.voices, near)


def _words(field: str, value: object, event: Event, names: Names) -> str:
    if field == "when":
        return when(str(value), event.status)
    return wording.value_words(value, names)  # type: ignore[arg-type]  # readings hold values of cells


def when(value: str, status: str) -> str:
    """Return a date in words; as it stands where it is none, as a spreadsheet may have it."""
    try:
        return wording.when_words(value, status)
    except (ValueError, IndexError):
        return value


def _stand(view: FieldView) -> Stand:
    if view.conflict:
        return "clash"
    if not view.readings:
        return "withheld"
    if len(view.readings) > 1:
        return "more"
    return "agreed" if view.readings[0].voices > 1 else "alone"


def _letters(claims: Iterable[str], letters: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({letters[claim] for claim in claims if claim in letters}, key=lambda each: (len(each), each)))


def _said(field: str, side: Side, names: Names) -> tuple[Said, ...]:
    found: dict[str, Said] = {}
    for entry in side.entries:
        claim = entry.claim
        if field == "status":
            found.setdefault(claim.status, Said(claim.status, "", claim.id, entry.report))
        for cell in claim.cells:
            if cell.field == field:
                words = (
                    when(str(cell.value), claim.status) if field == "when" else wording.value_words(cell.value, names)
                )
                found.setdefault(words, Said(words, cell.printed, claim.id, entry.report))
    return tuple(found.values())


def letter_of(at: int) -> str:
    """Return the mark of a voice: A to Z, then AA, AB ...

    Example:
        >>> letter_of(0), letter_of(25), letter_of(26)
        ('A', 'Z', 'AA')
    """
    return chr(65 + at) if at < 26 else letter_of(at // 26 - 1) + chr(65 + at % 26)
