"""One document in, its report with claims out."""

from __future__ import annotations

import gc
import math
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from foedera import codebook as codebooks
from foedera import gazetteer as gazetteers
from foedera.clock import ENDLESS, Clock, LateError
from foedera.coding import LEAST, code, with_nations
from foedera.errors import Problem, ProblemError, ReadError
from foedera.parse import Model, load_glance
from foedera.reading import CODED_TOO_SLOWLY, UNSUPPORTED_LANGUAGE, Document, read
from foedera.types import Claim, Frame, Reading, Report, Sentence

if TYPE_CHECKING:
    from foedera.codebook.records import Pattern
    from foedera.secondreader import SecondReader, SecondReading, Usage

Coder: TypeAlias = Literal["local", "llm", "both"]
NOT_CODED = frozenset({"furniture", "caption", "dateline"})
"""Kinds of segment that give no claims."""
_PART = 400_000
"""Characters for which a report is given so much time, as many times as it has them."""
_FEW = 8
"""Sentences of a report under which all are read: little would be saved."""
_SURE = 0.55
"""Probability from which a frame of the model stands against the codebook's patterns."""
_SURE_AT_HOME = 0.95
"""The same in general political news, which the model has seen less of: there the wordings know more."""


@dataclass(frozen=True, slots=True)
class Coding:
    """Who codes, and how sure a claim must be. The default asks nobody outside this machine."""

    coder: Coder = "local"
    """`llm`: a second reader in place of our own coder; `both`: beside it."""
    endpoint: str | None = None
    """Address of the second reader's server."""
    model: str | None = None
    insecure: bool = False
    """Whether plain HTTP to another machine is allowed."""
    seconds: float = 300.0
    """Most for one answer of the second reader."""
    least: float | None = None
    """Least confidence of a claim of our own coder, 0 to 1; None for the model's own, which is best for F1."""

    domestic: bool = False
    """Whether what happens inside a state counts, between its own people: general political news."""
    most: float = 120.0
    """Processor seconds that parsing and coding may take for each 400,000 characters of a report, or part of them."""

    @property
    def producer(self) -> str:
        """Who gives the claims that are kept: empty for our own coder, or `llm:MODEL`."""
        return f"llm:{self.model}" if self.coder == "llm" else ""


OWN = Coding()
"""Our own coder, as sure as is best."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with claims, and what there is to tell of its second reading."""

    report: Report
    problems: tuple[Problem, ...] = ()
    """Why the second reader failed, where our own coder did not."""
    notes: tuple[Problem, ...] = ()
    """What was dropped of the second reader's answer; no failure."""
    usage: Usage | None = None
    """What the second reading has cost."""


@dataclass(slots=True)
class Engine:
    """Everything that reading needs, loaded once a process."""

    model: Model
    codebook: codebooks.Codebook
    gazetteer: gazetteers.Gazetteer
    seconds: dict[Coding, SecondReader] = field(default_factory=dict)
    """Second readers that were asked for; each remembers what its server takes."""
    whole: bool = False
    """Whether the networks read every sentence: what a user's own types tell of, a glance has never learned."""

    def read(self, data: bytes, name: str, *, published: str | None = None, publisher: str | None = None) -> Report:
        """Read one document.

        Args:
            name: Path or other name, for its ending and for messages.
            published: EDTF date to use where the document gives none.
            publisher: Likewise.

        Raises:
            ReadError: The document cannot be read, or is in a language that the coder does not know.
        """
        return self.code_by(document_of(data, name, published=published, publisher=publisher), OWN, name).report

    def code(
        self, document: Document, least: float | None = None, *, domestic: bool = False, clock: Clock = ENDLESS
    ) -> Report:
        """Return a document's report with its claims.

        Args:
            least: Least confidence of a claim, 0 to 1; None for the usual one.
            domestic: Whether what happens inside a state counts.
            clock: When to give up.

        Raises:
            LateError: It took too long.
        """
        glance = not (self.whole or domestic or (least is not None and least < LEAST))
        parsed = self.parse(document, glance=glance, clock=clock)
        claims = self.claims(document.report, parsed, least, domestic=domestic, clock=clock)
        return replace(document.report, claims=claims)

    def code_by(self, document: Document, coding: Coding, name: str) -> Coded:
        """Return a document's report with its claims by whoever is to code it.

        Args:
            name: The input, for messages.

        Raises:
            ReadError: It took too long.
            SecondReaderError: The second reader was to read it alone and failed.
        """
        seconds = coding.most * math.ceil(len(document.report.text) / _PART)
        try:
            return self._code_by(document, coding, name, Clock(seconds))
        except LateError as late:
            message = f"parsing and coding its text {late}; split it, or give it more with --coding-time"
            raise ReadError(Problem(CODED_TOO_SLOWLY, name, message)) from late

    def _code_by(self, document: Document, coding: Coding, name: str, clock: Clock) -> Coded:
        report = document.report
        if coding.coder != "llm":
            report = self.code(document, coding.least, domestic=coding.domestic, clock=clock)
        if coding.coder == "local":
            return Coded(report)
        parsed = self.parse(document, clock=clock)
        try:
            read = self._read_second(document.report, parsed, coding, name)
        except ProblemError as error:
            if coding.coder == "llm":
                raise
            return Coded(report, problems=error.problems)
        if coding.coder == "llm":
            report = replace(report, claims=read.claims)
        else:
            report = replace(report, second=Reading(f"llm:{coding.model}", read.claims))
        return Coded(report, notes=read.notes(name), usage=read.usage)

    def _read_second(self, report: Report, parsed: tuple[Sentence, ...], coding: Coding, name: str) -> SecondReading:
        from foedera.secondreader import Fault, SecondReader, endpoint_of  # noqa: PLC0415 - reading alone never calls out

        try:
            if coding not in self.seconds:
                self.seconds[coding] = SecondReader(endpoint_of(coding), self.codebook, self.gazetteer)
            return self.seconds[coding].read(report, parsed)
        except Fault as fault:
            raise fault.of(name) from fault

    def parse(self, document: Document, *, glance: bool = False, clock: Clock = ENDLESS) -> tuple[Sentence, ...]:
        """Return the sentences of a document that can give claims: words, tree, names, and the model's frames.

        Args:
            glance: Whether those of a longer report that seem to tell of nothing stay unread, with no more than words.
        """
        segments = [s for s in document.segments if s.kind not in NOT_CODED]
        wants = load_glance().wants if glance and len(segments) >= _FEW else None
        return tuple(self.model.parse(document.report.text, segments, wants, clock))

    def claims(
        self,
        report: Report,
        parsed: tuple[Sentence, ...],
        least: float | None = None,
        *,
        domestic: bool = False,
        clock: Clock = ENDLESS,
    ) -> tuple[Claim, ...]:
        """Return the claims of a report's parsed sentences that are at least so sure."""
        sentences: list[Sentence] = []
        for sentence in parsed:
            clock.check()
            sentences.append(self.with_patterns(sentence, domestic=domestic))
        shown, books = LEAST if least is None else least, (self.codebook, self.gazetteer)
        return code(report, tuple(sentences), *books, least=shown, domestic=domestic, clock=clock)

    def with_patterns(self, sentence: Sentence, *, domestic: bool = False) -> Sentence:
        """Add the frames that the codebook's patterns find where the model found none that it believes in.

        In general political news a pattern confirms what the model half believes: then the model's fillers stay.
        """
        least = _SURE_AT_HOME if domestic else _SURE
        firm = tuple(frame for frame in sentence.frames if frame.score >= least)
        believed = sentence if len(firm) == len(sentence.frames) else replace(sentence, frames=firm)
        named = believed if domestic else with_nations(believed, self.gazetteer)
        found = codebooks.match(named, self.codebook, domestic=domestic)
        if domestic:
            found = tuple(_confirmed(frame, (*sentence.frames, *sentence.faint)) for frame in found)
            new = tuple(f for f in found if not any(_meet(f, g) for g in firm))
        else:
            found = tuple(f if f.producer == "model" else self._enriched(f, sentence.frames) for f in found)
            new = tuple(f for f in found if self._outdoes(f) or not any(_meet(f, g) for g in firm))
        firm = tuple(g for g in firm if not any(_meet(f, g) and f.producer != "model" for f in new))
        old = tuple(g for g in sentence.frames if g in firm or not any(_meet(f, g) for f in new))
        completed = {(f.type, f.start, f.end): f for f in found if f.producer == "model"}
        old = tuple(completed.get((g.type, g.start, g.end), g) for g in old)
        told = replace(sentence, frames=old + new) if found else sentence
        return told if domestic else codebooks.as_abroad(told, self.codebook)

    def _pattern(self, frame: Frame) -> Pattern | None:
        """Return the pattern that found a frame, if one did."""
        kind, _, wanted = frame.producer.partition(":")
        patterns = self.codebook.types[frame.type].patterns if kind == "pattern" else ()
        return next((pattern for pattern in patterns if pattern.id == wanted), None)

    def _outdoes(self, frame: Frame) -> bool:
        """Tell whether a frame stands against another type of the model: "gave [trucks]" tells of arms, not aid."""
        pattern = self._pattern(frame)
        return pattern is not None and pattern.is_exact

    def _labelled_as(self, kind: str, frame: Frame) -> Frame:
        """Return a frame whose givers and takers are labelled as another type has them: donors supply."""
        mine, other = (
            [role.name for role in self.codebook.types[name].roles if role.does and not role.joins]
            for name in (frame.type, kind)
        )
        if frame.type == kind or not mine or len(mine) != len(other):
            return frame
        labels = dict(zip(mine, other, strict=True))
        fillers = tuple(replace(f, label=labels.get(f.label, f.label)) for f in frame.fillers)
        return replace(frame, fillers=fillers)

    def _enriched(self, found: Frame, believed: tuple[Frame, ...]) -> Frame:
        """Return a pattern's frame with what the model believes of the same mention, where it is surer or alone."""
        met = [frame for frame in believed if _meet(frame, found)]
        if not met:
            return found
        met_best = max(met, key=lambda frame: (frame.type == found.type, frame.score))
        best = self._labelled_as(found.type, met_best)
        kind = self.codebook.types[found.type]
        # A treaty is not called what the tanks are called that it is about.
        known = (
            kind.labels - {"name"} if met_best.type != found.type and "trigger" in kind.join.name_from else kind.labels
        )
        sure = {filler.label for filler in best.fillers if filler.score > found.score} & known
        own = tuple(filler for filler in found.fillers if filler.label not in sure)
        labels = {filler.label for filler in own}
        added = tuple(filler for filler in best.fillers if filler.label in known - labels)
        pattern = self._pattern(found)
        told = found if pattern and pattern.act else max(found, best, key=lambda frame: frame.status_score)
        return replace(found, fillers=own + added, status=told.status, status_score=told.status_score)


def document_of(
    data: bytes,
    name: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Document:
    """Return a document that can be coded.

    Raises:
        ReadError: It cannot be read, or is in a language that the coder does not know.
    """
    document = read(data, name, published=published, publisher=publisher, url=url, title=title)
    foreign = [problem for problem in document.problems if problem.code == UNSUPPORTED_LANGUAGE]
    if foreign:
        raise ReadError(*foreign)
    return document


def _confirmed(found: Frame, believed: tuple[Frame, ...]) -> Frame:
    """Return a pattern's frame with the fillers that the model gives the same mention, be it believed a little.

    What the model reads there, of whatever type, tells the status where no word told the pattern.
    """
    met = sorted((frame for frame in believed if _meet(frame, found)), key=lambda frame: -frame.score)
    status, sure = found.status, found.status_score
    if met and met[0].status_score > sure and met[0].score >= _SURE:
        status, sure = met[0].status, met[0].status_score
    best = next((frame for frame in met if frame.type == found.type), None)
    if best is None:
        return replace(found, status=status, status_score=sure)
    labels = {filler.label for filler in best.fillers}
    added = tuple(filler for filler in found.fillers if filler.label not in labels)
    return replace(best, fillers=best.fillers + added, score=found.score, status=status, status_score=sure)


def _meet(a: Frame, b: Frame) -> bool:
    return a.start < b.end and b.start < a.end


@lru_cache(maxsize=2)
def load(codebook: Path | None = None, threads: int = 1) -> Engine:
    """Load model, codebook and gazetteer.

    Args:
        codebook: A directory of claim types of the user's own, added to ours.
        threads: Threads of the language model. One a process is fastest where several processes read.

    Raises:
        CodebookError: The user's codebook has faults.
        ModelError: The model is missing or broken.
    """
    book = codebooks.load(codebook) if codebook else codebooks.load()
    engine = Engine(Model(threads=threads), book, gazetteers.load(), whole=codebook is not None)
    gc.freeze()  # what is loaded stays: the collector of garbage need not go through it again with every few reports
    return engine
