"""What the model tells is held against the report: words are looked up, and our own data and rules give the values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from foedera.codebook import ClaimType, Codebook, Field
from foedera.coding.actors import Actors, strip
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.people import People
from foedera.coding.reference import References
from foedera.coding.speakers import Speakers
from foedera.coding.times import PAST
from foedera.coding.values import Values, clean_name
from foedera.gazetteer import Gazetteer
from foedera.secondreader.answer import Told, ToldCell
from foedera.secondreader.pieces import Piece
from foedera.secondreader.quotes import SHORTEST_SENTENCE, Quotable, letters
from foedera.text.dates import find_time_at, resolve
from foedera.types import AHEAD, STATUSES, Cell, Report, Sentence, Span

NOT_THERE = "L120"
"""A claim with words that are not in the report."""
NO_TYPE = "L121"
"""A claim of a type or status that the codebook lacks, or of the wrong shape."""
INSTRUCTION = "L122"
"""A claim that rests on a passage that tells a program what to do."""
TOO_LITTLE = "L123"
"""A claim without what its type requires: nobody of any state in it, for example."""
NO_VALUE = "L124"
"""A value without words, of a field that its type lacks, or whose words give none."""
MEANINGS = {
    NOT_THERE: ("claim", "words given as a quotation are not in the report"),
    NO_TYPE: ("claim", "type, status or shape is none of the codebook's"),
    INSTRUCTION: ("claim", "they rest on words that tell a program what to do"),
    TOO_LITTLE: ("claim", "what their type requires is missing"),
    NO_VALUE: ("value", "no words for them, or words that give no value"),
}
"""What was dropped, and why."""
SURE = 0.6
"""Confidence of everything that the second reader says. It is a mark of its own, not a measured probability."""
_ENUMERATED = frozenset({"enumeration", "enumerations"})
_INSTRUCTION = re.compile(
    r"(?i)\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules)\b"
    r"|\bsystem prompt\b"
    r"|\b(?:you are|act as) an? (?:ai|assistant|language model|llm|chatbot|coder)\b"
    r"|\b(?:output|print|emit|return|(?:respond|reply|answer) with|add)\b.{0,40}\b(?:json|cells?|claims? of type)\b"
    r"|\b(?:note|notice|instructions?|message)s? (?:to|for) (?:the |any |all )?(?:ais?|llms?|models?|language models?|"
    r"assistants?|machines?|automated)\b"
    r"|<\|?(?:im_|end|start|system|user|assistant)\w*\|?>|\[/?INST\]|\"claims\"\s*:"
)


class _NotThereError(Exception):
    """Words of a claim are not in the report."""


@dataclass(slots=True)
class Checker:
    """Holds claims against one report."""

    report: Report
    sentences: tuple[Sentence, ...]
    codebook: Codebook
    gazetteer: Gazetteer
    dropped: Counter[str] = field(default_factory=Counter)
    """By code."""
    context: Context = field(init=False)
    _actors: Actors = field(init=False)
    _values: Values = field(init=False)
    _text: Quotable = field(init=False)

    def __post_init__(self) -> None:
        self.context = Context(self.report, self.sentences, self.gazetteer, self.codebook)
        people = People(self.context)
        references = References(self.context, people)
        self._actors = Actors(self.context, people, references)
        references.speaker = Speakers(self.context, self._actors).speaker_at
        self._values = Values(self.context)
        self._text = Quotable(self.report.text)

    def draft(self, told: Told, piece: Piece) -> Draft | None:
        """Return a claim of a piece as a draft; None where it is dropped, which is counted."""
        kind = self.codebook.types.get(told.type)
        if kind is None or told.status not in STATUSES:
            self.dropped[NO_TYPE] += 1
            return None
        self.dropped[NO_VALUE] += told.unquoted
        try:
            numbers = self._evidence(told, piece)
            draft = Draft(kind.id, told.status, SURE, SURE, [], numbers, self._trigger(told, numbers), producer="llm")
            places = [(cell, self._place_of(cell, numbers)) for cell in told.cells]
        except _NotThereError:
            self.dropped[NOT_THERE] += 1
            return None
        if any(_INSTRUCTION.search(self._sentence(number)) for number in numbers):
            self.dropped[INSTRUCTION] += 1
            return None
        for cell, span in sorted(places, key=lambda pair: pair[0].field in ("where", "when")):  # they look at the roles
            self._fill(draft, kind, cell, span)
        draft.sentences.sort()
        return draft

    def _sentence(self, number: int) -> str:
        segment = self.sentences[number].segment
        return self.report.text[segment.start : segment.end]

    def _evidence(self, told: Told, piece: Piece) -> list[int]:
        """Return the numbers of the sentences that a claim quotes, in the order given."""
        found: dict[int, None] = {}
        for quote in told.evidence:
            if letters(quote) < SHORTEST_SENTENCE:
                raise _NotThereError
            spans = list(self._text.find(quote, piece.start, piece.end)) or list(self._text.find(quote))
            numbers = self._numbers(spans[0]) if spans else []
            if not numbers:
                raise _NotThereError
            found |= dict.fromkeys(numbers)
        return list(found)

    def _numbers(self, span: tuple[int, int]) -> list[int]:
        """Return the sentences that a stretch of the text meets; none for one that is no prose, such as a caption."""
        start, end = span
        first = self.context.sentence_at(start)
        return [
            number
            for number in range(first, len(self.sentences))
            if self.sentences[number].segment.start < end and start < self.sentences[number].segment.end
        ]

    def _trigger(self, told: Told, numbers: Sequence[int]) -> list[Span]:
        """Return where the happening is named; without words for that, the first sentence that tells of it."""
        if told.trigger:
            return [Span(*self._find(told.trigger, numbers))]
        segment = self.sentences[numbers[0]].segment
        return [Span(segment.start, segment.end)]

    def _place_of(self, cell: ToldCell, numbers: list[int]) -> Span:
        """Return where a value's words stand; a sentence that is not yet among the evidence is added to it."""
        start, end = self._find(cell.printed, numbers)
        for number in self._numbers((start, end)):
            if number not in numbers:
                numbers.append(number)
        return Span(start, end)

    def _find(self, words: str, numbers: Sequence[int]) -> tuple[int, int]:
        """Return where words stand: in a quoted sentence, else in the one nearest to these that can be coded.

        Raises:
            _NotThereError: Nowhere.
        """
        for number in numbers:
            segment = self.sentences[number].segment
            if found := next(self._text.find(words, segment.start, segment.end), None):
                return found
        start = self.sentences[numbers[0]].segment.start
        spans = [span for span in self._text.find(words) if self._numbers(span)]
        if not spans:
            raise _NotThereError
        return min(spans, key=lambda span: (abs(span[0] - start), span[0]))

    def _fill(self, draft: Draft, kind: ClaimType, cell: ToldCell, span: Span) -> None:
        """Add what a value's words mean to a draft; nothing, counted, where they mean nothing."""
        before = len(draft.cells)
        printed = self.report.text[span.start : span.end]
        name = cell.field
        number = self.context.sentence_at(span.start)
        if name == "said_by" or (name.startswith("role:") and kind.role(name.removeprefix("role:"))):
            for actor in self._actors.of(number, span.start, span.end):
                draft.cells.append(Cell(name, actor, printed, span, SURE))
        elif name == "name" and letters(printed):
            draft.cells.append(Cell("name", clean_name(printed), printed, span, SURE))
        elif name == "when":
            self._add_time(draft, number, span)
        elif name == "where":
            draft.cells.append(Cell("where", self._values.place(draft, printed), printed, span, SURE))
        elif name.startswith("field:") and (found := kind.field(name.removeprefix("field:"))):
            self._add_field(draft, kind, found, cell, span)
        if len(draft.cells) == before:
            self.dropped[NO_VALUE] += 1

    def _add_time(self, draft: Draft, number: int, span: Span) -> None:
        """Add the time that words mean on the day of publication; the whole expression that they belong to counts."""
        segment = self.sentences[number].segment
        whole = find_time_at(self._sentence(number), span.start - segment.start, span.end - segment.start)
        if whole is not None:
            span = Span(segment.start + whole.start, segment.start + whole.end)
        printed = self.report.text[span.start : span.end]
        past = True if draft.status in PAST else False if draft.status in AHEAD else None
        value = resolve(printed, self.report.published, past=past)
        if value:
            draft.cells.append(Cell("when", value, printed, span, SURE))

    def _add_field(self, draft: Draft, kind: ClaimType, wanted: Field, cell: ToldCell, span: Span) -> None:
        name, printed = f"field:{wanted.name}", self.report.text[span.start : span.end]
        if wanted.kind in _ENUMERATED:
            known = {value.value for value in wanted.values}
            value = cell.value if cell.value in known else kind.enum_value(wanted.name, printed)
            draft.cells += [Cell(name, value, printed, span, SURE)] if value else []
        elif wanted.label is not None:
            self._values.field(draft, kind, wanted.label, printed, span, SURE)
        elif wanted.kind == "flag":
            draft.cells.append(Cell(name, True, printed, span, SURE))  # noqa: FBT003 - a flag's value is true
        elif strip(printed):
            draft.cells.append(Cell(name, strip(printed), printed, span, SURE))
