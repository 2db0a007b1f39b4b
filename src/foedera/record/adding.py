"""Reports go into the record: read by several processes, written by this one, and merged at the end.

What is reported as added is stored: each batch is one transaction, and its outcomes are given out after it. Inputs that
the record already holds are not read again, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from foedera import merge
from foedera.contract import to_json
from foedera.errors import Problem
from foedera.pipeline import OWN, Coding
from foedera.run import LOCAL, Engine, Outcome, Source, read_many
from foedera.run.producer import model_hash, version
from foedera.store import Added, Kept, page_identity
from foedera.types import Report

if TYPE_CHECKING:
    from foedera.record.knowledge import Knowledge
    from foedera.secondreader import Usage
    from foedera.store import Store

T = TypeVar("T")
BATCH = 16
"""Reports in one transaction: the fewer, the less is lost when the power goes; the more, the faster."""
Kind: TypeAlias = Literal["new", "same", "version", "failed"]
_PATIENCE = 2.0
"""After so many seconds without a transaction, the next report is stored at once: a very long one may follow it."""
_SAID = ("published", "publisher", "url")
"""What an archive, table or feed may say of a document."""


@dataclass(frozen=True, slots=True)
class AddOutcome:
    """What became of one input that was to be added."""

    source: str
    kind: Kind
    """`same`: the record holds it already. `version`: it is another version of a page that the record holds."""
    report: str | None = None
    """Id of the report."""
    claims: int = 0
    version_of: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    """What there is to tell of it that is no failure."""
    usage: Usage | None = None
    """What a second reader has cost."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How inputs are to be read."""

    published: str | None = None
    publisher: str | None = None
    codebook: Path | None = None
    jobs: int | None = None
    engine: Engine = LOCAL
    coding: Coding = OWN


def add_sources(
    store: Store, knowledge: Knowledge, sources: Iterable[Source | Problem], wishes: Wishes, *, at_once: bool = False
) -> Iterator[AddOutcome]:
    """Read inputs and store them; yield what became of each, in order, once it is stored.

    A problem among the inputs, of an archive that is damaged for example, is stored as the failure that it is.

    Args:
        at_once: Whether each report is a transaction of its own, for a person who waits.
    """
    skipper = _Skipper(store, trusting=wishes.published is None and wishes.publisher is None)
    fresh = skipper.fresh(sources)
    outcomes = read_many(
        fresh,
        published=wishes.published,
        publisher=wishes.publisher,
        codebook=wishes.codebook,
        jobs=wishes.jobs,
        keep=True,
        engine=wishes.engine,
        coding=wishes.coding,
    )
    writer = _Writer(store, knowledge)
    batch: list[tuple[Outcome, str]] = []
    written = monotonic()
    for outcome in outcomes:
        yield from skipper.passed()
        batch.append((outcome, skipper.path_of(outcome.source)))
        if at_once or len(batch) == BATCH or monotonic() - written > _PATIENCE:
            yield from writer.write(batch)
            batch, written = [], monotonic()
    yield from writer.write(batch)
    yield from skipper.passed()


class _Skipper:
    """Leaves out inputs whose bytes the record holds already."""

    def __init__(self, store: Store, *, trusting: bool) -> None:
        self._store, self._trusting = store, trusting
        self._passed: list[AddOutcome] = []
        self._paths: dict[str, str] = {}

    def fresh(self, sources: Iterable[Source | Problem]) -> Iterator[Source]:
        """Yield the inputs that must be read. With a date or publisher of the user's own, all of them must."""
        for source in sources:
            if isinstance(source, Problem):
                self._store.failures.put(source.source, source.code, source.message)
                self._passed.append(AddOutcome(source.source, "failed", problems=(source,)))
                continue
            known = self._known(source) if self._trusting else None
            if known is None:
                self._paths[source.name] = str(source.path.resolve()) if source.path else ""
                yield source
            else:
                self._passed.append(AddOutcome(source.name, "same", known))

    def path_of(self, name: str) -> str:
        """Return the full path of an input in work, which is then forgotten; empty for one that is no file."""
        return self._paths.pop(name, "")

    def passed(self) -> list[AddOutcome]:
        """Return the inputs left out since the last call."""
        passed, self._passed = self._passed, []
        return passed

    def _known(self, source: Source) -> str | None:
        digest = _digest(source)
        if digest is None:
            return None
        found = self._store.reports.known([digest]).get(digest, ())
        said = [getattr(source, name) for name in _SAID]
        if not found or not any(said):
            return found[0] if found else None
        # The same text may stand in two rows of a table, by two publishers.
        reports = self._store.reports.many(found)
        for id_, stored in reports.items():
            there = [getattr(stored.report, name) for name in _SAID]
            if all(value is None or value == other for value, other in zip(said, there, strict=True)):
                return id_
        return None


def _digest(source: Source) -> str | None:
    """Return the hash of an input's bytes; None where reading will say what is wrong with it."""
    if source.data is not None:
        return hashlib.sha256(source.data).hexdigest()
    try:
        if source.path is None or not source.path.is_file():
            return None
        with source.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


class _Writer:
    """Stores what was read, and finds near copies among it and the record."""

    def __init__(self, store: Store, knowledge: Knowledge) -> None:
        self._store = store
        self._producer = f"foedera {version()}"
        self._codebook = knowledge.codebook.hash
        self._model = model_hash()

    def write(self, batch: Sequence[tuple[Outcome, str]]) -> list[AddOutcome]:
        """Store a batch in one transaction and return what became of each input."""
        if not batch:
            return []
        kept = [self._kept(outcome, path) for outcome, path in batch if outcome.report is not None]
        with self._store.writing():
            added = iter(self._store.reports.add_many(kept))
            results = [self._result(outcome, added) for outcome, _ in batch]
            new = [result.report for result in results if result.kind in ("new", "version") and result.report]
            settle_voices(self._store, new)
        return results

    def _result(self, outcome: Outcome, added: Iterator[Added]) -> AddOutcome:
        if outcome.report is None:
            for problem in outcome.problems:
                self._store.failures.put(outcome.source, problem.code, problem.message)
            return AddOutcome(outcome.source, "failed", problems=outcome.problems)
        stored = next(added)
        if stored.kind == "refused":
            problem = stored.problem or Problem("S199", outcome.source, "the record refuses it")
            return AddOutcome(outcome.source, "failed", problems=(replace(problem, source=outcome.source),))
        claims = len(outcome.report.claims) if stored.kind != "same" else 0
        name, version = stored.report, stored.version_of
        return AddOutcome(outcome.source, stored.kind, name, claims, version, notes=outcome.notes, usage=outcome.usage)

    def _kept(self, outcome: Outcome, path: str) -> Kept:
        assert outcome.report is not None
        assert outcome.original is not None
        report, original = outcome.report, outcome.original
        *maps, length = original.offsets
        signature = merge.signature(report.text)
        return Kept(
            report,
            outcome.source,
            original.data,
            original.media_type,
            (*maps, (length,)) if original.text is not None else (),
            original.text,
            page_identity(report.url, path or None),
            self._producer,
            outcome.producer or reader_of(report) or self._model,
            self._codebook,
            signature,
            merge.bands(signature),
        )


def put_reports(store: Store, knowledge: Knowledge, reports: Iterable[Report], source: str) -> Iterator[AddOutcome]:
    """Store reports that were read elsewhere, each with its JSON as the original; yield what became of each.

    Args:
        source: Where they come from, for people.
    """
    producer, codebook, model = f"foedera {version()}", knowledge.codebook.hash, model_hash()
    for batch in batches(reports, BATCH):
        kept = []
        for report in batch:
            plain = json.dumps(to_json(report, knowledge.list_fields), ensure_ascii=False, sort_keys=True)
            signature = merge.signature(report.text)
            kept.append(
                Kept(
                    report,
                    source,
                    plain.encode("utf-8", "surrogatepass"),
                    "application/json",
                    page=page_identity(report.url, None),
                    producer=producer,
                    model=reader_of(report) or model,
                    codebook=codebook,
                    signature=signature,
                    bands=merge.bands(signature),
                )
            )
        with store.writing():
            added = store.reports.add_many(kept)
            settle_voices(store, [each.report for each in added if each.kind in ("new", "version")])
        for report, each in zip(batch, added, strict=True):
            problems = (each.problem,) if each.problem else ()
            kind: Kind = "failed" if each.kind == "refused" else each.kind
            claims = len(report.claims) if each.kind in ("new", "version") else 0
            yield AddOutcome(source, kind, each.report, claims, each.version_of, problems)


def reader_of(report: Report) -> str | None:
    """Return the second reader that a report's claims are of; None where they are our own coder's."""
    cells = (cell for claim in report.claims for cell in claim.cells)
    return next((cell.producer for cell in cells if cell.producer), None)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of a size."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def settle_voices(store: Store, reports: Sequence[str]) -> None:
    """Give new reports their voices: near copies of one text, and versions of one page, are one.

    The voice of a group is its smallest report id, whatever came first.
    """
    if not reports:
        return
    mine = store.copies.signatures(reports)
    edges = [
        (report, other)
        for report, others in store.copies.near(reports).items()
        for other, signature in others.items()
        if report in mine and merge.same_text(mine[report], signature)
    ]
    edges += [
        (report, other)
        for page, report, other in store.reports.of_one_page(reports)
        # what follows under one address is the publisher's own correction; under one file name it may be another report
        if page.startswith("url:")
    ]
    if not edges:
        return
    touched = sorted({id_ for edge in edges for id_ in edge})
    fellows = store.copies.of_voices(sorted(set(store.copies.voices(touched).values())))
    edges += [(voice, member) for voice, members in fellows.items() for member in members]
    nodes = sorted({id_ for edge in edges for id_ in edge})
    store.copies.set_voices(merge.voices(nodes, edges))
