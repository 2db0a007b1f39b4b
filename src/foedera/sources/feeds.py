"""RSS (0.9 to 2.0), RDF and Atom feeds, and sitemaps.

Dates, names and links are taken; a feed's entries give their own content.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from foedera.errors import Problem
from foedera.sources.budget import Budget
from foedera.sources.columns import MARKUP, compose
from foedera.sources.dates import day_of
from foedera.sources.faults import NO_REPORT
from foedera.sources.items import Item, Link
from foedera.sources.markup import child, iter_elements, local, text_of
from foedera.sources.streams import Stream

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENTRIES = frozenset(("item", "entry"))
_PLACES = frozenset(("url", "sitemap"))
_MARKED = ("html", "text/html")
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def iter_feed(stream: Stream, name: str, budget: Budget, base: str | None) -> Iterator[Link | Item | Problem]:
    """Yield each entry: a link with the entry's own content, or the content alone where there is no link.

    Args:
        base: Address of the feed, where it was fetched.
    """
    for number, entry in enumerate(iter_elements(stream, _ENTRIES, budget), 1):
        budget.member()
        yield _entry(entry, f"{name}!{number}", base)


def _entry(entry: Any, place: str, base: str | None) -> Link | Item | Problem:
    title = " ".join(_unmarked(child(entry, "title")).split()) or None
    url = _link(entry, base)
    published = _published(entry)
    publisher = _publisher(entry)
    body = _body(entry)
    if not body.strip() and url is None:
        return Problem(NO_REPORT, place, "an entry without content or link")
    own = Item(place, compose(title, body), published, publisher, url, title) if body.strip() else None
    return own if own and url is None else Link(url or "", published, publisher, title, own=own)


def _published(entry: Any) -> str | None:
    """Return the day of publication; that of the last change where no other is given."""
    for names in (("pubDate",), ("published", "issued"), (_DC + "date",), ("updated", "modified")):
        found = text_of(child(entry, *names))
        if found and (day := day_of(found)):
            return day
    return None


def _publisher(entry: Any) -> str | None:
    """Return who published an entry: the source that it names, else the feed's own title."""
    source = child(entry, "source")
    if source is not None:
        named = text_of(child(source, "title")) or (text_of(source) if not len(source) else "")
        if named:
            return " ".join(named.split())
    named = text_of(child(entry, _DC + "publisher"))
    feed = entry.getparent()
    if not named and feed is not None:
        holder = child(feed, "channel") if local(feed) == "RDF" else feed
        named = _unmarked(child(holder, "title")) if holder is not None else ""
    return " ".join(named.split()) or None


def _link(entry: Any, base: str | None) -> str | None:
    """Return an entry's address; that of its page, not of its comments or enclosures."""
    for each in entry:
        if local(each) != "link":
            continue
        address = each.get("href") if each.get("href") is not None else text_of(each)
        if each.get("rel", "alternate") == "alternate" and address and (found := _absolute(address, each, base)):
            return found
    guid = child(entry, "guid", "id")
    if guid is not None and guid.get("isPermaLink", "true") != "false":
        return _absolute(text_of(guid), guid, base)
    return None


def _absolute(address: str, element: Any, base: str | None) -> str | None:
    try:
        whole = urljoin(urljoin(base or "", element.base or ""), address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def _body(entry: Any) -> str:
    """Return an entry's content as a page or as text, the fullest that there is."""
    found = child(entry, _CONTENT)
    if found is not None and text_of(found):
        return _page(text_of(found))
    for name in ("content", "description", "summary"):
        element = child(entry, name)
        if element is None:
            continue
        body = _inner(element) if element.get("type") == "xhtml" or len(element) else text_of(element)
        if body.strip():
            plain = element.get("type", "html" if name == "description" else "text") not in _MARKED
            return body if plain else _page(body)
    return ""


def _page(body: str) -> str:
    """Return markup as a part of a page; what has none, as text."""
    if MARKUP.search(body):
        return body
    return f"<div>{body}</div>" if _TAG.search(body) else html.unescape(body)


def _inner(element: Any) -> str:
    """Return the markup inside an element, without namespaces, which readers of pages do not know."""
    for each in element.iter():
        if isinstance(each.tag, str) and _PLAIN_NAME.fullmatch(name := local(each)):
            each.tag = name
    parts = [element.text or "", *(etree.tostring(each, encoding="unicode", method="html") for each in element)]
    return "".join(parts)


def _unmarked(element: Any | None) -> str:
    """Return a title, which may be escaped markup."""
    text = text_of(element)
    if "<" in text:
        text = "".join(part.rpartition(">")[2] for part in text.split("<"))
    return html.unescape(text)


def iter_sitemap(stream: Stream, budget: Budget, base: str | None) -> Iterator[Link]:
    """Yield the addresses that a sitemap lists; those of other sitemaps are marked."""
    for element in iter_elements(stream, _PLACES, budget):
        budget.member()
        address = _absolute(text_of(child(element, "loc")), element, base)
        if address is None:
            budget.left_out["addresses in sitemaps that are none"] += 1
            continue
        news = child(element, "news")
        title = " ".join(text_of(child(news, "title")).split()) if news is not None else ""
        published = day_of(text_of(child(news, "publication_date"))) if news is not None else None
        publication = child(news, "publication") if news is not None else None
        publisher = text_of(child(publication, "name")) if publication is not None else ""
        yield Link(address, published, publisher or None, title or None, nested=local(element) == "sitemap")
