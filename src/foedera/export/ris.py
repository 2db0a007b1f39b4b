"""The sources as RIS, which reference managers read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from foedera.export.citation import Author, Source, iter_sources
from foedera.export.material import Material, Written

_TYPES = {"news": "NEWS", "page": "ELEC", "document": "GEN"}


def write_ris(material: Material, stream: BinaryIO) -> Written:
    """Write the reports as RIS records in UTF-8, with the line ends that the format asks for."""
    count = 0
    for count, source in enumerate(iter_sources(material), 1):  # noqa: B007 - the count is the answer
        lines = "".join(f"{tag}  - {value}\r\n" for tag, value in _lines(source))
        stream.write((lines + "ER  - \r\n\r\n").encode())
    return Written({"sources": count})


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    """Yield tags and values; values hold no line break, which would begin a new tag."""
    yield "TY", _TYPES[source.kind]
    yield "ID", source.key
    if source.title:
        yield "TI", source.title
    yield from (("AU", _author(one)) for one in source.authors)
    if source.publisher:
        yield "T2" if source.kind == "news" else "PB", source.publisher
    if source.published:
        year, *rest = source.published
        parts = [f"{year:04}", *(f"{part:02}" for part in rest), *[""] * (2 - len(rest))]
        yield "PY", f"{year:04}"
        yield "DA", "/".join(parts) + ("/circa" if source.about else "/")
    if source.retrieved:
        yield "Y2", "/".join(f"{part:02}" for part in source.retrieved) + "/"
    if source.url:
        yield "UR", source.url
    if source.language:
        yield "LA", source.language
    yield "N1", f"Foedera report {source.report}"


def _author(author: Author) -> str:
    """Return a person as `Family, Given`; other names end in a comma, so that no program splits them."""
    return f"{author.family}, {author.given}" if author.given else f"{author.family},"
