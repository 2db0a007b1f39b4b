"""The balance: how a state's dealings divide among powers, year by year, and whether that changes."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.pictures.records import BalanceRow, Names, Trend


def balance(  # noqa: PLR0913 - each is a choice of the caller's, by keyword
    rows: Sequence[BalanceRow],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    trends: Sequence[Trend] = (),
    theme: str = "light",
) -> bytes:
    """Draw stacked shares by year with their counts, the evenness of the shares, and the trend of each power.

    Args:
        rows: One per year, power and kind; kinds other than "all" get a panel each.

    Raises:
        PictureError: No such format or theme.
    """
    raise NotImplementedError
