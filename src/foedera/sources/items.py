"""What comes out of an archive, table or feed, and how it crosses the pipe: a line of JSON, then the bytes.

JSON and bytes only: nothing that a hostile file could turn into code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

from foedera.errors import Problem

MAX_HEAD = 1024 * 1024
"""Bytes of the line before the bytes; names and addresses are cut far below."""
_MAX_VALUE = 4_000


@dataclass(frozen=True, slots=True)
class Item:
    """One document, with what its container says about it."""

    name: str
    """`archive.zip!folder/page.html`."""
    data: bytes
    published: str | None = None
    """EDTF."""
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    report: bool = False
    """The bytes are a report of the contract with its claims, which is taken as it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a feed or sitemap lists, with what it says about the page."""

    url: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    nested: bool = False
    """It is another sitemap."""
    own: Item | None = None
    """The entry's own content, for when the page is not fetched or cannot be."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The process is at work; nothing has come out."""


@dataclass(frozen=True, slots=True)
class End:
    """All has been read."""

    left_out: Counter[str] = field(default_factory=Counter)
    """What was passed over on purpose, in words, with its count."""
    again: bool = True
    """Whether the process can take another input."""


Found: TypeAlias = Item | Link | Problem | Tick | End


def pack(found: Found) -> bytes:
    """Return the bytes of one message."""
    if isinstance(found, Item):
        return _frame({"kind": "item", **_item(found)}, found.data)
    if isinstance(found, Link):
        own = found.own
        head = {"kind": "link", **_cut({**asdict(found), "own": None}), "own": _item(own) if own else None}
        return _frame(head, own.data if own else b"")
    if isinstance(found, Problem):
        return _frame({"kind": "problem", **_cut(asdict(found))}, b"")
    if isinstance(found, End):
        return _frame({"kind": "end", "left_out": found.left_out, "again": found.again}, b"")
    return _frame({"kind": "tick"}, b"")


def unpack(line: bytes, read: Callable[[int], bytes]) -> Found:
    """Return the message that a line begins.

    Args:
        read: Gives as many bytes as it is asked for.

    Raises:
        ValueError: It is no message: the process has gone wrong.
    """
    head: dict[str, Any] = json.loads(line)
    kind, size = head.pop("kind"), head.pop("size")
    data = read(size)
    if kind == "item":
        return Item(data=data, **head)
    if kind == "link":
        own = head.pop("own")
        return Link(**head, own=Item(data=data, **own) if own else None)
    if kind == "problem":
        return Problem(**head)
    return End(Counter(head["left_out"]), bool(head["again"])) if kind == "end" else Tick()


def _item(item: Item) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in ("name", "published", "publisher", "url", "title", "report")}
    return _cut(values)


def _cut(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value[:_MAX_VALUE] if isinstance(value, str) else value for key, value in values.items()}


def _frame(head: dict[str, Any], data: bytes) -> bytes:
    return json.dumps({**head, "size": len(data)}).encode("ascii") + b"\n" + data
