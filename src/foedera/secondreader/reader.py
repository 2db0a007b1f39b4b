"""The second reader: a report goes out in pieces; what comes back is checked, joined and made claims by our rules."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from foedera.codebook import Codebook
from foedera.coding.claims import to_claim
from foedera.coding.drafts import Draft
from foedera.coding.gathering import gather
from foedera.coding.timing import settle
from foedera.errors import Problem
from foedera.gazetteer import Gazetteer
from foedera.secondreader.answer import Answered, read_answer
from foedera.secondreader.chat import Chat, Usage
from foedera.secondreader.checking import MEANINGS, NO_TYPE, TOO_LITTLE, Checker
from foedera.secondreader.endpoint import Endpoint, key_from_environment, target_of
from foedera.secondreader.faults import CUT_OFF, NO_CLAIMS, TOO_LONG, Fault
from foedera.secondreader.http import Client
from foedera.secondreader.pieces import Piece, cut
from foedera.secondreader.prompt import messages, piece_message, response_forms, system_message
from foedera.types import Claim, Report, Sentence

MOST_PIECES = 60
"""Of one report: some 300,000 characters. A longer one is refused, not half read."""


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the second reader found in one report, what was dropped of it, and what it has cost."""

    claims: tuple[Claim, ...]
    dropped: Counter[str]
    """Claims and values that were not taken, by code."""
    usage: Usage

    def notes(self, source: str) -> tuple[Problem, ...]:
        """Return what is told of the dropped; it is no failure of the input."""
        return tuple(
            Problem(code, source, f"second reader: {count} {_plural(what, count)} dropped: {why}")
            for code, count in sorted(self.dropped.items())
            for what, why in [MEANINGS[code]]
            if count
        )


@dataclass(slots=True)
class SecondReader:
    """Reads reports with one model by one codebook."""

    endpoint: Endpoint
    codebook: Codebook
    gazetteer: Gazetteer
    chat: Chat = field(init=False)
    _system: str = field(init=False)

    def __post_init__(self) -> None:
        target_of(self.endpoint)
        self.chat = Chat(Client(self.endpoint), response_forms(self.codebook))
        self._system = system_message(self.codebook)

    def read(self, report: Report, sentences: tuple[Sentence, ...]) -> SecondReading:
        """Return the claims of one report.

        Args:
            sentences: Its parsed sentences; their frames are not looked at.

        Raises:
            Fault: The endpoint or the model failed; what was told so far is dropped, since it is not the report's.
        """
        self.chat.client.key = key_from_environment()
        checker = Checker(report, sentences, self.codebook, self.gazetteer)
        before = replace(self.chat.usage)
        drafts = list[Draft]()
        pieces = cut(list(dict.fromkeys(sentence.segment for sentence in sentences)))
        if len(pieces) > MOST_PIECES:
            raise Fault(TOO_LONG, f"the report takes {len(pieces)} questions; at most {MOST_PIECES} are asked")
        for piece in pieces:
            drafts = self._joined(drafts, list(self._drafts(checker, piece, report)), checker)
        claims = tuple(self._claims(checker, drafts))
        return SecondReading(claims, checker.dropped, _difference(self.chat.usage, before))

    def _drafts(self, checker: Checker, piece: Piece, report: Report) -> Iterator[Draft]:
        """Yield the claims of a piece that hold; a piece too long for the model's answer is asked in halves."""
        try:
            answered = self._answer(piece, report)
        except Fault as fault:
            halves = piece.halves() if fault.code == CUT_OFF else ()
            if not halves:
                raise
            for half in halves:
                yield from self._drafts(checker, half, report)
            return
        checker.dropped[NO_TYPE] += answered.malformed
        for told in answered.claims:
            draft = checker.draft(told, piece)
            if draft is not None:
                yield draft

    def _answer(self, piece: Piece, report: Report) -> Answered:
        """Ask about a piece; once more where the answer is no JSON."""
        asked = piece_message(piece.words(report.text), published=report.published, title=report.title)
        try:
            return read_answer(self.chat.ask(messages(self._system, asked)))
        except Fault as fault:
            if fault.code != NO_CLAIMS:
                raise
        return read_answer(self.chat.ask(messages(self._system, asked, again=True)))

    def _joined(self, before: list[Draft], new: list[Draft], checker: Checker) -> list[Draft]:
        """Join what a piece tells with what the pieces before it have told; within a piece the model's word stands."""
        out, fresh = list(before), list[Draft]()
        for draft in new:
            for at, other in enumerate(out):
                joined = gather([other, draft], checker.context)
                if len(joined) == 1:
                    joined[0].score = other.score  # said twice by one reader is not said more surely
                    joined[0].sentences.sort()
                    out[at] = joined[0]
                    break
            else:
                fresh.append(draft)
        return out + fresh

    def _claims(self, checker: Checker, drafts: list[Draft]) -> Iterator[Claim]:
        """Yield the claims of drafts in the order of their evidence, each once, their values marked with the model."""
        found: dict[str, Claim] = {}
        for draft in drafts:
            settle(draft, checker.context)
            claim = to_claim(draft, checker.context)
            if claim is None:
                checker.dropped[TOO_LITTLE] += 1
                continue
            own = hashlib.sha256(f"{self.endpoint.producer}\n{claim.id}".encode()).hexdigest()[:16]
            cells = tuple(replace(cell, producer=self.endpoint.producer) for cell in claim.cells)
            found.setdefault(own, replace(claim, id=own, cells=cells))
        yield from sorted(found.values(), key=lambda c: (c.evidence[0].start, c.id))


def _difference(now: Usage, before: Usage) -> Usage:
    return Usage(now.requests - before.requests, now.tokens_in - before.tokens_in, now.tokens_out - before.tokens_out)


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
