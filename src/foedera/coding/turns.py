"""Interviews and briefings: who speaks in which turn of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.scores import FOUND
from foedera.coding.words import in_subject
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.coding.actors import Actors
    from foedera.coding.drafts import Draft

_LABEL = re.compile(
    r"^[ \t]*(?P<label>[^\W\d_](?:[^\n:.?!;()“”\"]|(?<=\bM[rs])\.|(?<=\bDr)\.){0,50})"
    r"(?:[ \t]*\([^()\n]{2,60}\))?:(?=\s)",
    re.MULTILINE,
)
"""Who speaks, at the beginning of a line: "A:", "Question (Radio Adria):", "Deputy Spokesperson Ana Li:"."""
_NO = re.compile(r"[^:\n]{0,70}:\s+(?:No\b|Not (?:yet|true|at all)\b)", re.IGNORECASE)
"""How an answer begins that denies what was asked."""
_TAKES_FOR_GRANTED = re.compile(r"\b(?:how|what|when|where|why|who|whose|which)\b", re.IGNORECASE)
"""Words of questions that ask for a part of what they tell."""
_EVADES = re.compile(
    r"\brefer you\b|\bhave nothing\b|\bcomment\b|\bask (?:them|him|her|the|[A-Z])|"
    r"\b(?:cannot|can['’]t|could not) say\b|\b(?:do not|don['’]t|not) know\b|\bno information\b"
)
"""How an answer begins that is none."""
_FIRST = 120
"""Characters of an answer in which it evades the question."""
_ASKS = frozenset("q question journalist reporter interviewer moderator".split())
_ANSWERS = frozenset("a answer response".split())
_LEAST = 4
"""Turns of a transcript."""
_OF_WHICH_ASK = 0.25
"""Share of its turns with a question mark, or of somebody who asks by name."""
_MOSTLY = 0.5
"""Share of a speaker's turns that ask, from which on the speaker is one who asks."""
_WORDS = 7


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a transcript that one speaker says."""

    start: int
    end: int
    label: Span
    name: str
    """The label, folded."""


class Turns:
    """The turns of one report; none where it is no transcript."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors

    def complete(self, draft: Draft) -> None:
        """Give a draft that names no source the one who answers, and what is asked and answered with no its denial."""
        answer = self._denial(draft)
        if answer is not None:
            draft.status = "denied"
            draft.cells = [c for c in draft.cells if c.field != "said_by"]
        draft.cells = [c for c in draft.cells if c.field != "said_by" or not self._is_asker(c.span)]
        if draft.values("said_by"):
            return
        offsets = (*(t.start for t in draft.triggers), *([answer] if answer is not None else []))
        found = next((found for offset in offsets if (found := self.speaker(offset) or self._answerer(offset))), None)
        if found is not None and not any(cell.value == found[0] for cell in draft.cells):
            actor, label = found
            draft.cells.append(Cell("said_by", actor, self._context.text[label.start : label.end], label, FOUND))

    def _is_asker(self, span: Span) -> bool:
        """Tell whether words name who asks: "Question (Ana Li, Radio Adria):"; nothing is said by asking."""
        at = bisect_right(self._starts, span.start) - 1
        turn = self._turns[at] if at >= 0 else None
        return turn is not None and self._asks(turn.name) and ":" not in self._context.text[turn.start : span.end]

    def _denial(self, draft: Draft) -> int | None:
        """Return where the no stands that a turn gives to the question in which all of a draft is told."""
        if len(draft.triggers) != 1 or draft.status == "denied":
            return None
        at = bisect_right(self._starts, draft.triggers[0].start) - 1
        if at < 0 or at + 1 >= len(self._turns) or not self._asks(self._turns[at].name):
            return None
        asked, answer = self._turns[at], self._turns[at + 1]
        last = self._context.sentences[self._context.sentence_at(draft.triggers[0].start)].segment
        rest = self._context.text[last.start : asked.end].strip()
        if not rest.endswith("?") or rest.count("?") > 1 or self._asks(answer.name):
            return None
        said = _NO.match(self._context.text, answer.label.end, answer.end)
        return said.end() if said else None

    def speaker(self, offset: int) -> tuple[Actor, Span] | None:
        """Return who answers in the turn that an offset lies in, with the label that says so."""
        at = bisect_right(self._starts, offset) - 1
        turn = self._turns[at] if at >= 0 else None
        if turn is None or offset < turn.label.end or self._asks(turn.name):
            return None
        actor = self._speakers.get(turn.name)
        return (actor, turn.label) if actor else None

    def _answerer(self, offset: int) -> tuple[Actor, Span] | None:
        """Return who answers the question that an offset lies in."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or at + 1 >= len(self._turns) or not self._asks(self._turns[at].name):
            return None
        asked = self._context.sentences[self._context.sentence_at(offset)].segment
        said = self._context.text[asked.start : asked.end].rstrip()
        answer = self._turns[at + 1]
        is_asked = said.endswith("?") and not _TAKES_FOR_GRANTED.search(said)
        evaded = _EVADES.search(self._context.text, answer.label.end, min(answer.end, answer.label.end + _FIRST))
        return self.speaker(answer.label.end) if is_asked and evaded is None else None

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self._turns]

    @cached_property
    def _turns(self) -> tuple[Turn, ...]:
        return _turns_of(self._context.text)

    @cached_property
    def _asking(self) -> frozenset[str]:
        """The labels of those who mostly ask."""
        text, asks = self._context.text, defaultdict(list)
        for turn in self._turns:
            asks[turn.name].append("?" in text[turn.label.end : turn.end])
        return frozenset(
            name
            for name, each in asks.items()
            if name in _ASKS or (name not in _ANSWERS and sum(each) >= _MOSTLY * len(each))
        )

    def _asks(self, name: str) -> bool:
        return name in self._asking

    @cached_property
    def _speakers(self) -> dict[str, Actor]:
        """Whom each label of those who answer means: a person where any of its forms names one."""
        labels: dict[str, Span] = {}
        for turn in self._turns:
            if not self._asks(turn.name):
                labels.setdefault(turn.name, turn.label)
        named = {name: self._of(span) for name, span in labels.items() if name not in _ANSWERS}
        people = [(name, actor) for name, actor in named.items() if actor.kind == "person"]
        for name, actor in named.items():
            if actor.kind != "person":
                # "SPOKESMAN ESMAIL KARGAR" speaks first and is "SPOKESMAN" from then on.
                named[name] = next((p for other, p in people if name in other), actor)
        answering = next(iter(named.values()), None) or self._introduced
        if answering:
            named |= dict.fromkeys(_ANSWERS, answering)
        return named

    def _of(self, label: Span) -> Actor:
        """Return who a label names; a label without a known person is a body of those at home: "Spokesperson"."""
        number = self._context.sentence_at(label.start)
        sentence = self._context.sentences[number]
        names = (n for n in sentence.names if n.label == "PER" and n.start < label.end and n.end > label.start)
        name = max(names, key=lambda n: n.end - n.start, default=None)  # "Shri" is no name beside "Randhir Jaiswal"
        span = Span(name.start, name.end) if name else label
        found = next(iter(self._actors.of(number, span.start, span.end)), None)
        if found is not None and found.kind == "person":
            return found
        voice, printed = self._context.voice, self._context.text[label.start : label.end].strip()
        body = voice.org if voice else None
        return Actor(printed, "group", None if body else self._context.home, body)

    @cached_property
    def _introduced(self) -> Actor | None:
        """The person whom the text before the first question tells of."""
        people = []
        for number, sentence in enumerate(self._context.sentences):
            if sentence.segment.start >= self._turns[0].start:
                break
            for name in sentence.names:
                found = next(iter(self._actors.of(number, name.start, name.end)), None) if name.label == "PER" else None
                if found is not None and found.kind == "person":
                    people.append((not in_subject(sentence, name.start, name.end), found))
        return min(people, key=lambda pair: pair[0], default=(True, None))[1]


@lru_cache(maxsize=1)  # who tells of sources asks for them, and who completes drafts
def _turns_of(text: str) -> tuple[Turn, ...]:
    """Return the turns of a text; none where it is no transcript."""
    found = [m for m in _LABEL.finditer(text) if len(m["label"].split()) <= _WORDS]
    ends = [*(m.start() for m in found[1:]), len(text)]
    turns = [
        Turn(m.start(), end, Span(*m.span("label")), " ".join(m["label"].casefold().split()))
        for m, end in zip(found, ends, strict=False)
    ]
    names = [turn.name for turn in turns]
    asked = sum(turn.name in _ASKS or "?" in text[turn.start : turn.end] for turn in turns)
    recurs = len(set(names)) < len(names)
    alternates = len(set(names)) > 1
    is_transcript = len(turns) >= _LEAST and recurs and alternates and asked >= _OF_WHICH_ASK * len(turns)
    return tuple(turns) if is_transcript else ()
