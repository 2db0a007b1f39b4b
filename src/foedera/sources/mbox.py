"""Mailboxes (mbox): one mail at a time, without a table of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedera.errors import Problem
from foedera.sources.budget import Budget
from foedera.sources.faults import DAMAGED, MEMBER_TOO_LARGE, SourceFault
from foedera.sources.items import Item
from foedera.sources.streams import Stream

_LINE = 1024 * 1024
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK = (b"\n", b"\r\n")


def iter_mails(stream: Stream, name: str, budget: Budget) -> Iterator[Item | Problem]:
    """Yield each mail, counted from 1. A mail begins with `From ` at the start or after a blank line.

    Raises:
        SourceFault: The file does not begin as a mailbox does.
    """
    if not stream.peek(5).startswith(b"From "):
        raise SourceFault(DAMAGED, "no mailbox: it does not begin with `From `")
    for number, (parts, whole) in enumerate(_split(stream, budget), 1):
        budget.member()
        place = f"{name}!{number}"
        if not whole:
            yield Problem(MEMBER_TOO_LARGE, place, f"a mail of more than {budget.limits.bytes:,} bytes; it is left out")
        elif data := _QUOTED.sub(rb"\1", b"".join(parts)).strip(b"\r\n"):
            yield Item(place, data + b"\n")


def _split(stream: Stream, budget: Budget) -> Iterator[tuple[list[bytes], bool]]:
    """Yield the lines of each mail, and whether they are all there."""
    parts: list[bytes] = []
    size, blank, first, broken = 0, True, True, False
    while line := stream.readline(_LINE):
        budget.move(len(line))
        if blank and line.startswith(b"From "):
            if not first:
                yield parts, size <= budget.limits.bytes
            parts, size, first, broken = [], 0, False, not line.endswith(b"\n")
        elif broken:  # the rest of a first line without end
            broken = not line.endswith(b"\n")
        else:
            size += len(line)
            if size <= budget.limits.bytes:
                parts.append(line)
            else:
                parts.clear()
        blank = line in _BLANK
    if not first:
        yield parts, size <= budget.limits.bytes
