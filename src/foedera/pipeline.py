"""One document in, its report with claims out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from foedera import codebook as codebooks
from foedera import gazetteer as gazetteers
from foedera.coding import LEAST, code
from foedera.errors import ReadError
from foedera.parse import Model
from foedera.reading import UNSUPPORTED_LANGUAGE, Document, read
from foedera.types import Claim, Frame, Report, Sentence

NOT_CODED = frozenset({"furniture", "caption", "dateline"})
"""Kinds of segment that give no claims."""
_SURE = 0.55
"""Probability from which a frame of the model stands against the codebook's patterns."""


@dataclass(slots=True)
class Engine:
    """Everything that reading needs, loaded once a process."""

    model: Model
    codebook: codebooks.Codebook
    gazetteer: gazetteers.Gazetteer

    def read(self, data: bytes, name: str, *, published: str | None = None, publisher: str | None = None) -> Report:
        """Read one document.

        Args:
            name: Path or other name, for its ending and for messages.
            published: EDTF date to use where the document gives none.
            publisher: Likewise.

        Raises:
            ReadError: The document cannot be read, or is in a language that the coder does not know.
        """
        return self.code(document_of(data, name, published=published, publisher=publisher))

    def code(self, document: Document, least: float = LEAST) -> Report:
        """Return a document's report with its claims.

        Args:
            least: Least confidence of a claim, 0 to 1.
        """
        return replace(document.report, claims=self.claims(document.report, self.parse(document), least))

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """Return the sentences of a document that can give claims: words, tree, names, and the model's frames."""
        segments = [s for s in document.segments if s.kind not in NOT_CODED]
        return tuple(self.model.parse(document.report.text, segments))

    def claims(self, report: Report, parsed: tuple[Sentence, ...], least: float = LEAST) -> tuple[Claim, ...]:
        """Return the claims of a report's parsed sentences that are at least so sure."""
        sentences = tuple(self._with_patterns(sentence) for sentence in parsed)
        return code(report, sentences, self.codebook, self.gazetteer, least)

    def _with_patterns(self, sentence: Sentence) -> Sentence:
        """Add the frames that the codebook's patterns find where the model found none that it believes in."""
        sure = tuple(frame for frame in sentence.frames if frame.score >= _SURE)
        found = codebooks.match(replace(sentence, frames=sure), self.codebook)
        new = tuple(f for f in found if not any(_meet(f, g) for g in sure))
        old = tuple(g for g in sentence.frames if g in sure or not any(_meet(f, g) for f in new))
        return replace(sentence, frames=old + new) if new else sentence


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
    return Engine(Model(threads=threads), book, gazetteers.load())
