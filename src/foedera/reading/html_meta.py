"""What a page says about itself: JSON-LD, meta elements, its title, its byline."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from foedera.reading.front import Front, parse_byline
from foedera.reading.html_blocks import Page
from foedera.text.dates import parse_published

_ARTICLE = re.compile(r"Article|Report|BlogPosting|WebPage|Posting", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
)
_TITLE_NAMES = ("og:title", "twitter:title", "headline", "dc.title", "citation_title")
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "byl",
    "citation_author",
    "twitter:creator",
)
_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "citation_journal_title",
    "article:publisher",
)
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_TITLE_TAIL = re.compile(r"(?<!\s)\s++[-|–—•·»]\s+([^|–—•·»]{2,60})$")
_DEPTH = 6


def find_page_front(page: Page) -> Front:
    """Return title, authors, date, publisher, address and language, from the most explicit place that has each."""
    structured = _from_json_ld(page)
    metas: dict[str, str] = {}
    for name, content in page.metas:
        if content:
            metas.setdefault(name, content)
    title, site = _split_title(page.title)
    named = Front(
        title=_first(metas, _TITLE_NAMES),
        byline=_authors(_first(metas, _AUTHOR_NAMES) or ""),
        published=_date(_first(metas, _DATE_NAMES) or ""),
        publisher=_first(metas, _SITE_NAMES, reject="http"),
        url=metas.get("og:url") or page.canonical or None,
        language=(page.language or metas.get("og:locale", "")).replace("_", "-").partition("-")[0].lower() or None,
    )
    printed = Front(
        title=next((block.text for block in page.blocks if block.level == 1), None) or title or None,
        byline=next(
            (
                names
                for block in page.blocks
                if block.author and len(block.text) < 100 and (names := _authors(block.text))
            ),
            (),
        ),
        published=_date(page.times[0]) if page.times else None,
        publisher=site,
    )
    front = structured.or_else(named).or_else(printed)
    return Front(
        _untailed(front.title, front.publisher),
        front.byline,
        None,
        front.published,
        front.publisher,
        front.url,
        front.language,
    )


def _first(values: dict[str, str], names: tuple[str, ...], reject: str = "\0") -> str | None:
    found = (" ".join(values[name].split()) for name in names if name in values)
    return next((value for value in found if value and not value.startswith(reject)), None)


def _date(value: str) -> str | None:
    iso = _ISO.match(value.strip())
    return parse_published(iso[0] if iso else value)


def _authors(value: str) -> tuple[str, ...]:
    """Return named authors; addresses and account names are none."""
    if value.startswith(("http", "@")):
        return ()
    return tuple(
        name for name in parse_byline(value) if 2 <= len(name) <= 60 and not any(char.isdigit() for char in name)
    )


def _split_title(title: str) -> tuple[str, str | None]:
    tail = _TITLE_TAIL.search(title)
    return (title[: tail.start()], tail[1].strip()) if tail else (title, None)


def _untailed(title: str | None, publisher: str | None) -> str | None:
    """Take the publisher's name off the end of a title."""
    tail = _TITLE_TAIL.search(title or "")
    if (
        title
        and tail
        and publisher
        and tail[1].strip().casefold() in (publisher.casefold(), publisher.casefold().removeprefix("the "))
    ):
        return title[: tail.start()]
    return title


def _from_json_ld(page: Page) -> Front:
    for text in page.json_ld:
        try:
            values = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(values, 0):
            kinds = item.get("@type")
            if _ARTICLE.search(" ".join(kinds) if isinstance(kinds, list) else str(kinds)) and (
                item.get("headline") or item.get("datePublished")
            ):
                return Front(
                    title=_string(item.get("headline")),
                    byline=tuple(
                        name for author in _listed(item.get("author")) for name in _authors(_named(author) or "")
                    ),
                    published=_date(_string(item.get("datePublished")) or ""),
                    publisher=next((name for entry in _listed(item.get("publisher")) if (name := _named(entry))), None),
                    url=_string(item.get("url")) or _string(item.get("mainEntityOfPage")),
                )
    return Front()


def _items(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _items(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _items(value.get("@graph"), depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: Any) -> str | None:
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _string(value: Any) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None
