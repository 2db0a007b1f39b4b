"""A report as a source to be cited: what the citation formats have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from foedera.export.material import Material
from foedera.export.streams import whole
from foedera.text.edtf import split, valid_edtf
from foedera.types import Report

Kind: TypeAlias = Literal["news", "page", "document"]
Point: TypeAlias = tuple[int, ...]
"""Year; year and month; or year, month and day."""

_COLLECTIVE = frozenset(
    "agency agencies army bureau centre center command committee correspondent correspondents council delegation desk "
    "department division editors editorial embassy forces gazette government group headquarters herald institute "
    "ministry mission monitor monitoring navy network news newspaper newsroom office post press radio reporter "
    "reporters review secretariat service staff team television times tribune university wire writer writers".split()
)
"""Words of a byline that is no person's name."""
_PARTICLES = frozenset("van von der den de del della di da dos du la le al el bin ibn ter ten zu zum".split())
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a report; `given` is None where the name is not a person's, or has one word."""

    family: str
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A report as a source."""

    key: str
    """Short, ASCII, different for every report."""
    report: str
    kind: Kind
    """`news` from a newspaper, agency or broadcaster, else `page` where there is an address."""
    title: str | None
    authors: tuple[Author, ...]
    publisher: str | None
    published: Point | None
    about: bool
    """Whether the date is about right only."""
    url: str | None
    language: str | None
    retrieved: Point | None


def iter_sources(material: Material) -> Iterator[Source]:
    """Yield the reports as sources, in their order. Memory: a key for each report."""
    taken: set[str] = set()
    for report in material.reports():
        yield source(report, material, taken)


def source(report: Report, material: Material, taken: set[str]) -> Source:
    """Return one report as a source.

    Args:
        taken: Keys that are in use; the report's is added.
    """
    published, about = _point(report.published)
    retrieved, _ = _point((material.retrieved(report.id) or "")[:10])
    news = report.publisher is not None and material.media(report.publisher)
    return Source(
        _key(report, published, taken),
        report.id,
        "news" if news else "page" if report.url else "document",
        one_line(report.title),
        tuple(author(name) for name in map(one_line, report.byline) if name),
        one_line(report.publisher),
        published,
        about,
        one_line(report.url),
        report.language,
        retrieved,
    )


def one_line(text: str | None) -> str | None:
    """Return a text without line breaks, control characters and halves of characters; None where nothing is left."""
    if text is None:
        return None
    plain = "".join(" " if unicodedata.category(char) == "Cc" else char for char in whole(text))
    return " ".join(plain.split()) or None


def author(name: str) -> Author:
    """Return who a byline means; what is no plain name of a person stays whole.

    Example:
        >>> author("Ludwig van der Berg"), author("Agence Presse Staff")
        (Author(family='van der Berg', given='Ludwig'), Author(family='Agence Presse Staff', given=None))
    """
    words = name.split()
    if not 2 <= len(words) <= 5 or any(word.strip(".,").casefold() in _COLLECTIVE for word in words):
        return Author(name)
    if not all(_WORD.fullmatch(word) for word in words) or any(word in ("of", "the", "and", "for") for word in words):
        return Author(name)
    cut = next((place for place, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    if not all(word[0].isupper() for word in (*words[:cut], words[-1])):
        return Author(name)
    return Author(" ".join(words[cut:]), " ".join(words[:cut]))


def _point(edtf: str | None) -> tuple[Point | None, bool]:
    """Return the first point of an EDTF date, and whether it is about right only."""
    if not edtf or not valid_edtf(edtf):
        return None, False
    first = next(side for side in split(edtf) if side != "..")
    return tuple(int(part) for part in first.rstrip("~?%").split("-")), first[-1] in "~?%"


def _key(report: Report, published: Point | None, taken: set[str]) -> str:
    """Return a citation key: publisher, year and first long word of the title, or the id where that is taken."""
    publisher = "".join(_slug(report.publisher).split("-")[:2]) or "anon"
    year = str(published[0]) if published else "nd"
    word = next((part for part in _slug(report.title).split("-") if len(part) > 3), "")
    key = f"{publisher[:20]}{year}{word[:15]}"
    if key in taken:
        key = f"{key}-{_slug(report.id)[:8]}"
    number = 2
    while key in taken:
        key, number = f"{key.rsplit('_', 1)[0]}_{number}", number + 1
    taken.add(key)
    return key


def _slug(text: str | None) -> str:
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))
