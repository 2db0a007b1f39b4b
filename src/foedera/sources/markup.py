"""Feeds and sitemaps are XML of strangers: parsed piece by piece, without entities, external parts or a network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from foedera.sources.budget import Budget
from foedera.sources.faults import DAMAGED, MEMBER_TOO_LARGE, SourceFault
from foedera.sources.streams import Stream

_PIECE = 65_536


def iter_elements(stream: Stream, wanted: frozenset[str], budget: Budget) -> Iterator[Any]:
    """Yield the elements of some local names when they end; what is no longer needed is let go.

    Raises:
        SourceFault: It is no XML, or one element is too large.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    since = inside = opened = 0
    while data := stream.read(_PIECE):
        budget.move(len(data))
        since += len(data)
        try:
            parser.feed(data)
        except etree.LxmlError as error:
            raise SourceFault(DAMAGED, f"damaged: {error}"[:300]) from error
        for event, element in parser.read_events():
            step = 1 if event == "start" else -1
            opened += step
            if local(element) not in wanted:
                continue
            inside += step
            if event == "end":
                yield element
                since = 0
                if not inside:
                    _let_go(element)
        if since > budget.limits.bytes:
            raise SourceFault(MEMBER_TOO_LARGE, f"an entry of more than {budget.limits.bytes:,} bytes")
    if opened:
        log = [entry for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL]
        told = f" (line {log[0].line}: {log[0].message})" if log else ""
        raise SourceFault(DAMAGED, f"damaged or cut off{told}; what was read before stands"[:300])


def local(element: Any) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *names: str) -> Any | None:
    """Return the first child of the first of some names (`{namespace}name`, or local) that there is."""
    for name in names:
        for each in element:
            if each.tag == name or (not name.startswith("{") and local(each) == name):
                return each
    return None


def text_of(element: Any | None) -> str:
    """Return all text in an element, stripped; nothing for none."""
    return "" if element is None else "".join(element.itertext(with_tail=False)).strip()


def _let_go(element: Any) -> None:
    """Free an element and what stood before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None and local(element.getprevious()) == local(element):
        del parent[0 if local(parent[0]) == local(element) else parent.index(element.getprevious())]
