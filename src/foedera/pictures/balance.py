"""The balance: how a state's dealings divide among powers, year by year, and whether that changes."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.pictures.balance_spec import balance_plot, trend_words
from foedera.pictures.draw import check, draw
from foedera.pictures.frame import blank, frame
from foedera.pictures.page import Picture
from foedera.pictures.records import BalanceRow, Names, Trend
from foedera.pictures.table import Table, plain_table
from foedera.pictures.words import count, party_words

ALL = "all"


def balance(
    rows: Sequence[BalanceRow],
    *,
    format: str,  # noqa: A002 - the word that the command line has
    names: Names,
    title: str,
    trends: Sequence[Trend] = (),
    theme: str = "auto",
) -> bytes:
    """Draw stacked shares by year with their counts, the evenness of the shares, and the trend of each power.

    Args:
        rows: One per year, power and kind; every kind has a panel, "all" first.

    Raises:
        PictureError: No such format or theme.
    """
    check(format, theme)
    ordered = sorted(rows, key=lambda row: (row.kind != ALL, row.kind, row.year, row.power))
    table = _rows_table(ordered, names)
    if not any(row.count for row in ordered):
        words = "No dealings in this selection."
        return draw(Picture(title, words, blank(title, words, theme), None, table, theme=theme), format)
    tested = sorted(trends, key=lambda trend: (trend.kind != ALL, trend.kind, trend.measure, trend.power))
    summary = _summary(ordered)
    spec = frame(title, summary, balance_plot(ordered, tested, names), theme)
    more = (_trends_table(tested, names),) if tested else ()
    return draw(Picture(title, summary, spec, spec if format == "html" else None, table, "", more, theme), format)


def _summary(rows: Sequence[BalanceRow]) -> str:
    first, last = min(row.year for row in rows), max(row.year for row in rows)
    powers = len({row.power for row in rows})
    of_all = [row for row in rows if row.kind == ALL] or list(rows)
    dealings = sum(row.count for row in of_all)
    years = str(first) if first == last else f"{first}–{last}"
    return f"Shares of {count(dealings, 'dealing')} with {count(powers, 'power')}, {years}."


def _rows_table(rows: Sequence[BalanceRow], names: Names) -> Table:
    head = ("Year", "Power", "Kind", "Dealings", "Share", "Score", "Evenness of the year")
    body = [
        (
            row.year,
            party_words(row.power, names),
            row.kind,
            row.count,
            f"{row.share:.0%}",
            "" if row.score is None else f"{row.score:.1f}",
            "" if row.evenness is None else f"{row.evenness:.2f}",
        )
        for row in rows
    ]
    return plain_table(count(len(rows), "row"), head, body)


def _trends_table(trends: Sequence[Trend], names: Names) -> Table:
    head = ("Power", "Of", "Kind", "Trend", "Kendall's tau", "p", "Change a year (Sen)")
    return plain_table(
        "Trends over the years (Mann-Kendall test)", head, [trend_words(trend, names) for trend in trends]
    )
