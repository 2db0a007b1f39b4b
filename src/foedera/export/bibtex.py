"""The sources as BibTeX, for BibTeX and biblatex alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from foedera.export.citation import Author, Point, Source, iter_sources
from foedera.export.material import Material, Written

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts escaped braces as well
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_ADDRESS = {"%": r"\%", "#": r"\#", "{": "\\%7B", "}": "\\%7D", "\\": "\\%5C", " ": "\\%20", '"': "\\%22"}
_ADDRESS_SPECIAL = re.compile("[" + re.escape("".join(_ADDRESS)) + "]")
_LANGUAGES = {"en": "english"}


def write_bibtex(material: Material, stream: BinaryIO) -> Written:
    """Write the reports as BibTeX entries in UTF-8; LaTeX's own characters are escaped, other scripts stay.

    All are `@misc` with `howpublished`, which both BibTeX and biblatex set properly for pages and news alike.
    """
    count = 0
    for count, source in enumerate(iter_sources(material), 1):  # noqa: B007 - the count is the answer
        fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(source))
        stream.write((f"@misc{{{source.key},\n{fields}\n}}\n\n").encode())
    return Written({"sources": count})


def latex(text: str) -> str:
    r"""Return a text as LaTeX prints it.

    Example:
        >>> latex("50% of R&D_x")
        '50\\% of R\\&D\\_x'
    """
    return _SPECIAL.sub(lambda found: _LATEX[found.group()], text)


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    if source.authors:
        yield "author", "{" + " and ".join(_author(one) for one in source.authors) + "}"
    elif source.publisher:
        yield "author", f"{{{{{latex(source.publisher)}}}}}"
    if source.title:
        yield "title", f"{{{{{latex(source.title)}}}}}"  # doubled: no style lowers the names in it
    if source.publisher:
        yield "howpublished", f"{{{latex(source.publisher)}}}"
    if source.published:
        yield from _dates(source.published, about=source.about)
    if source.url:
        yield "url", f"{{{_address(source.url)}}}"
    if source.retrieved:
        yield "urldate", f"{{{_iso(source.retrieved)}}}"
    if source.language in _LANGUAGES:
        yield "langid", f"{{{_LANGUAGES[source.language]}}}"
    yield "note", f"{{Foedera report {latex(source.report)}}}"


def _dates(point: Point, *, about: bool) -> Iterator[tuple[str, str]]:
    """Give the date twice: `date` for biblatex, `year` and `month` for BibTeX."""
    yield "date", f"{{{_iso(point)}{'~' if about else ''}}}"
    yield "year", f"{{{point[0]:04}}}"
    if len(point) > 1:
        yield "month", _MONTHS[point[1] - 1]


def _iso(point: Point) -> str:
    return "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(point))


def _author(author: Author) -> str:
    if author.given is None:
        return f"{{{latex(author.family)}}}"
    return f"{latex(author.family)}, {latex(author.given)}"


def _address(url: str) -> str:
    """Return an address that may stand in braces: `%` and `#` escaped, braces, blanks and quotes percent-encoded."""
    return _ADDRESS_SPECIAL.sub(lambda found: _ADDRESS[found.group()], url)
