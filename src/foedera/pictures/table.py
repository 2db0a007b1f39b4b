"""The same content as text: the table below a picture, which a page reads its tooltips from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from foedera.events import Event
from foedera.pictures.measure import clean
from foedera.pictures.records import Link, LinkOf, Names, Passage, PassagesOf
from foedera.pictures.words import (
    credibility_words,
    label,
    parties_words,
    type_words,
    voices_words,
    when_words,
    where_words,
)

_SCHEMES = frozenset({"", "http", "https", "file"})
_BREAKS = re.compile(r"[\x00-\x20\x7f]")
EVENT_HEAD = ("When", "What", "Type", "Status", "Parties", "Where", "Voices", "Credibility", "Source")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells of safe HTML, and whether a picture points at it."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; cells are safe HTML."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def event_table(events: Sequence[Event], names: Names, link_of: LinkOf | None, passages_of: PassagesOf | None) -> Table:
    """Return the events as rows in their order: a datum's `rows` are numbers of these."""
    rows = []
    for event in events:
        link = safe_link(link_of(event)) if link_of else None
        passages = passages_of(event) if passages_of else ()
        words = (
            when_words(event.when, event.status),
            label(event, names),
            type_words(event.type),
            event.status,
            parties_words(event, names),
            where_words(event, names),
            voices_words(event),
            credibility_words(event) + _clashes(event),
        )
        rows.append(Row((*(bidi(word) for word in words), _source(event, link, passages))))
    return Table(f"{len(events):,} events", EVENT_HEAD, tuple(rows))


def event_links(events: Sequence[Event], names: Names, link_of: LinkOf | None) -> tuple[Link | None, ...]:
    """Return where each row leads to, with what is found there; empty if nothing leads anywhere."""
    if link_of is None:
        return ()
    return tuple(_link(event, names, safe_link(link_of(event))) for event in events)


def _link(event: Event, names: Names, address: str | None) -> Link | None:
    if address is None:
        return None
    words = (label(event, names), type_words(event.type), when_words(event.when, event.status), event.status)
    return Link(address, ", ".join(words))


def _clashes(event: Event) -> str:
    fields = [view.field.removeprefix("role:").removeprefix("field:") for view in event.conflicts]
    return f"; claims clash on {', '.join(map(clean, fields))}" if fields else ""


def plain_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table of plain values."""
    return Table(caption, tuple(head), tuple(Row(tuple(bidi(str(cell)) for cell in row)) for row in rows))


def bidi(words: str) -> str:
    """Return text as HTML that neither markup nor letters of the other direction can break out of."""
    return f'<bdi dir="auto">{escape(clean(words))}</bdi>' if words else ""


def _source(event: Event, link: str | None, passages: Sequence[Passage]) -> str:
    parts = []
    if link:
        parts.append(f'<a href="{escape(link)}" rel="noreferrer" target="_top">{escape(clean(event.id))}</a>')
    if passages:
        quotes = "".join(map(_quote, passages))
        noun = "passage" if len(passages) == 1 else "passages"
        parts.append(f"<details><summary>{len(passages)} {noun}</summary>{quotes}</details>")
    if not parts:
        count = len(event.claims)
        parts.append(f"{count} claim{'' if count == 1 else 's'}")
    return " ".join(parts)


def _quote(passage: Passage) -> str:
    by = ", ".join(
        part
        for part in (passage.publisher, when_words(passage.published, "occurred") if passage.published else "")
        if part
    )
    link = safe_link(passage.url)
    source = f'<a href="{escape(link)}" rel="noreferrer">{bidi(by or link)}</a>' if link else bidi(by)
    return f"<blockquote>{bidi(passage.text)}<footer>{source}</footer></blockquote>"


def safe_link(address: str | None) -> str | None:
    """Return an address that a page may link to; scripts and other schemes give None."""
    if not address or _BREAKS.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in _SCHEMES else None
