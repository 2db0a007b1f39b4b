"""Foedera from Python: `foedera.read`, `foedera.open`, and reports that show themselves in a notebook."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.types import Report

if TYPE_CHECKING:
    from foedera.codebook import Codebook
    from foedera.coding import Comparison
    from foedera.gazetteer import Gazetteer
    from foedera.pipeline import Coder
    from foedera.record import Record

_LISTS = frozenset({"numbers", "phrases", "enumerations"})
"""Kinds of field that hold a list."""


def read(  # noqa: PLR0913 - each is something that a user may wish
    source: str | PathLike[str] | bytes,
    *,
    published: str | None = None,
    publisher: str | None = None,
    codebook: str | PathLike[str] | None = None,
    confidence: float | None = None,
    coder: Coder = "local",
    endpoint: str | None = None,
    model: str | None = None,
    insecure_endpoint: bool = False,
) -> Report:
    """Read one document and return its report with the claims.

    The language model is loaded by the first call and kept. Nothing leaves this machine unless `coder` says so.

    Args:
        source: Path of a file, or the document's bytes. Text in hand is `text.encode()`.
        published: Date of publication (EDTF, as "2025-08-13"), where the document does not give it.
        publisher: Likewise.
        codebook: Folder of claim types of one's own, beside the built ones.
        confidence: Least confidence of a claim, 0 to 1; None for the best balance of precision and recall.
        coder: `llm` sends the report to a language model in place of our own coder, `both` beside it: then the
            report's `second` holds what it makes of it, and `compare` tells how the two agree.
        endpoint: OpenAI-compatible server of the second reader; its key, if any, is taken from FOEDERA_LLM_KEY.
        model: Model to ask there.
        insecure_endpoint: Whether plain http to another machine is allowed.

    Raises:
        ReadError: The document cannot be read; its `problems` say why.
        CodebookError: The codebook has faults.
        SecondReaderError: The second reader failed.
    """
    from foedera import pipeline
    from foedera.reading.files import load_bytes

    engine = pipeline.load(Path(codebook) if codebook else None, 2)
    data = source if isinstance(source, bytes) else load_bytes(Path(source))
    name = "document" if isinstance(source, bytes) else str(source)
    document = pipeline.document_of(data, name, published=published, publisher=publisher)
    coding = pipeline.Coding(coder, endpoint, model, insecure_endpoint, least=confidence)
    coded = engine.code_by(document, coding, name)
    if coded.problems:
        from foedera.secondreader import SecondReaderError

        raise SecondReaderError(*coded.problems)
    return coded.report


def compare(report: Report) -> Comparison | None:
    """Return how the two readers of a report agree, claim by claim; None where it has had only one."""
    from foedera import coding

    return coding.compare(report)


def open(  # noqa: A001 - foedera.open, as the user reads it
    address: str | PathLike[str] = "foedera.db",
    *,
    create: bool = True,
    read_only: bool = False,
    codebook: str | PathLike[str] | None = None,
    author: str | None = None,
) -> Record:
    """Open a record of many reports: a file, or a `postgresql://` address.

    Args:
        create: Whether a file that is not there is made.
        codebook: Folder of claim types of one's own, beside the built ones.
        author: Who decides; FOEDERA_AUTHOR or the user of this machine where nobody is named.

    Raises:
        StoreError: It cannot be opened; the message says why and what to do.

    Example:
        >>> with open("record.db") as record:  # doctest: +SKIP
        ...     record.add("reports/")
        ...     record.events(country="SRB").to_polars()
    """
    from foedera.record import open_record

    return open_record(address, create=create, read_only=read_only, codebook=codebook, author=author)


def country_names(gazetteer: Gazetteer) -> dict[str, str]:
    """Return the usual English names of the countries by their codes."""
    return {code: gazetteer.state(code).name for code in gazetteer.state_codes}


def list_fields(codebook: Codebook) -> frozenset[str]:
    """Return the fields, each with its type, that hold a list under a codebook."""
    types = codebook.types.values()
    return frozenset(f"{kind.id}.{field.name}" for kind in types for field in kind.fields if field.kind in _LISTS)


def _show_in_notebook(report: Report) -> str:
    from foedera import pipeline
    from foedera.render import render_notebook

    return render_notebook(report, country_names(pipeline.load(None, 2).gazetteer))


setattr(Report, "_repr_html_", _show_in_notebook)  # noqa: B010 - the records know nothing of how they are shown
