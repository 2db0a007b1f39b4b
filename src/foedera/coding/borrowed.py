"""The time of what is told without one: one that is faintly marked, or that of a clause or sentence around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.clauses import (
    BESIDE,
    answered,
    apposition,
    clause_of,
    coincides,
    follows,
    is_fronted,
    nearness,
    opens_when,
    since_when,
)
from foedera.coding.context import Context
from foedera.coding.reckoning import Reckoning, whole_time
from foedera.coding.scores import INFERRED
from foedera.coding.times import PARTS, is_deadline
from foedera.coding.undertaking import is_of_undertaking
from foedera.coding.words import head_of, sentence_span
from foedera.text.edtf import OPEN
from foedera.types import AHEAD, Cell, Filler, Sentence, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_FAINT = 0.4
"""Least probability of a time below the threshold that is taken where no other is told."""
_FAINTER = 0.2
"""The same for what has occurred, which has a time as a rule."""
_WANTED: dict[str, tuple[str, ...]] = {"occurred": ("with", "scene", "since"), "ongoing": ("since",)}
"""How the time of another clause may hold for a happening, by its status; for others only where both are at once."""
_MONTH = 7
"""Length of a month in EDTF."""


class BorrowedTimes:
    """Finds when what a report tells without a time was."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._reckoning = Reckoning(context)

    def complete(self, draft: Draft) -> None:
        """Give a draft without a time that of the sentence around it, where it holds for all that is told there."""
        if draft.values("when"):
            return
        weak: dict[int, list[Filler]] = {}
        for filler, at in draft.weak:
            if filler.label == "when" and filler.score >= (_FAINTER if draft.status == "occurred" else _FAINT):
                weak.setdefault(at, []).append(filler)
        for trigger in draft.triggers:
            number = self._context.sentence_at(trigger.start)
            found = self._faint(draft, weak.get(number, []), number, trigger) or self._around(draft, number, trigger)
            if found is not None:
                span, value = found
                draft.cells.append(Cell("when", value, self._context.text[span.start : span.end], span, INFERRED))
                return

    def _faint(self, draft: Draft, weak: list[Filler], number: int, trigger: Span) -> tuple[Span, str] | None:
        """Return the likeliest of a sentence's times below the threshold that stands by the trigger."""
        sentence = self._context.sentences[number]
        own = {sentence.tokens[i].start for i in apposition(sentence, trigger)}
        for filler in sorted(weak, key=lambda f: -f.score):
            span = whole_time(sentence, Span(filler.start, filler.end), self._context.text)
            if own and span.start not in own:
                continue
            if draft.status in AHEAD and is_of_undertaking(sentence, span, self._context.text):
                continue
            value = self._reckoning.value(number, span, past=draft.status not in AHEAD)
            due = draft.status == "occurred" and value is not None and value.startswith(OPEN)
            if value is None or due or is_deadline(draft, value, self._context):
                continue  # "by May" is when something else is to be done
            if nearness(sentence, trigger, span) >= BESIDE:
                return span, value
        return None

    def _around(self, draft: Draft, number: int, trigger: Span) -> tuple[Span, str] | None:
        """Return the time that the whole sentence is told of, or that a clause gives which tells when or since when."""
        sentence = self._context.sentences[number]
        own = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
        if own is None:
            return None
        begin, stop = sentence_span(sentence)
        found: dict[str, tuple[Span, str]] = {}
        for span in self._context.times_in(begin, stop):
            value = self._reckoning.value(number, span, past=draft.status not in AHEAD)
            if value and opens_when(sentence, own, span):
                value = value.removesuffix(f"/{OPEN}")  # "since 2019, when it warned": the warning was then
            if value is None or OPEN in value:
                continue
            how = self._holds(sentence, own, trigger, span, value)
            if how == "since":
                found.setdefault(how, (span, f"{value}/{OPEN}"))
            elif how == "scene":
                found[how] = (span, value)
            elif how:
                found.setdefault(how, (span, value))
            elif span.end <= trigger.start:
                found.pop("scene", None)
        return next((found[how] for how in _WANTED.get(draft.status, ("with",)) if how in found), None)

    def _holds(self, sentence: Sentence, own: int, trigger: Span, span: Span, value: str) -> str:
        """Return how a time holds for a trigger in another clause: `since`, `with` it, as the `scene`, or not."""
        time, deed = head_of(sentence, span.start, span.end), head_of(sentence, trigger.start, trigger.end)
        other = clause_of(sentence, time)
        if other is None or time is None or deed is None or answered(sentence, time) != answered(sentence, deed):
            return ""
        since = since_when(sentence, trigger, span)
        if since is not None:
            return "since" if clause_of(sentence, since) == own else ""
        precise = len(value.split("/", maxsplit=1)[0]) >= _MONTH  # what was bought in a year is not all of it
        at_once = coincides(sentence, own, other) or opens_when(sentence, own, span)
        if at_once or (precise and follows(sentence, own, other)):
            return "with"
        apart = span.end > trigger.start or PARTS.search(self._context.text, span.end, trigger.start)
        return "scene" if not apart and is_fronted(sentence, span) else ""
