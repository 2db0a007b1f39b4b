"""Answers that take seconds in a large record: the page comes at once, and fetches them when it stands."""

from __future__ import annotations

from foedera.web.context import Context


def comes_later(page: Context, *, known: bool = False) -> bool:
    """Tell whether the slow part of a page is to be fetched once the page stands, with `part=1` in its address.

    Args:
        known: Whether it was found already, so that nobody needs to wait for it.
    """
    return page.given.get("part") is None and not known and page.answers.large
