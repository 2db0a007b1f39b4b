"""Answers that take seconds in a large record: the page comes at once, and fetches them when it stands."""

from __future__ import annotations

from foedera.web.context import Context

LARGE = 20_000
"""Claims from which on analyses of the whole record take longer than a page may."""


def comes_later(page: Context) -> bool:
    """Tell whether the slow part of a page is to be fetched once the page stands, with `part=1` in its address."""
    return page.given.get("part") is None and page.record.store.entries.count() > LARGE
