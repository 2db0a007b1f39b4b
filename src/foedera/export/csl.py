"""The sources as CSL-JSON, which Zotero, Pandoc and citeproc read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from foedera.export.citation import Author, Point, Source, iter_sources
from foedera.export.material import Material, Written
from foedera.export.streams import dump, known

_TYPES = {"news": "article-newspaper", "page": "webpage", "document": "document"}


def write_csl(material: Material, stream: BinaryIO) -> Written:
    """Write the reports as one JSON list of items."""
    count = 0
    stream.write(b"[")
    for count, item in enumerate(_items(material), 1):
        stream.write((b",\n" if count > 1 else b"\n") + dump(item).encode())
    stream.write(b"\n]\n")
    return Written({"sources": count})


def _items(material: Material) -> Iterator[dict[str, Any]]:
    return (csl_item(source) for source in iter_sources(material))


def csl_item(source: Source) -> dict[str, Any]:
    """Return one source as a CSL item."""
    item = {
        "id": source.key,
        "type": _TYPES[source.kind],
        "title": source.title,
        "author": [_name(one) for one in source.authors] or None,
        "container-title": source.publisher if source.kind != "document" else None,
        "publisher": source.publisher,
        "issued": _date(source.published, about=source.about),
        "accessed": _date(source.retrieved),
        "URL": source.url,
        "language": source.language,
        "note": f"Foedera report {source.report}",
    }
    return known(**item)


def _name(author: Author) -> dict[str, str]:
    if author.given is None:
        return {"literal": author.family}
    return {"family": author.family, "given": author.given}


def _date(point: Point | None, *, about: bool = False) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"date-parts": [list(point)]} | ({"circa": True} if about else {})
