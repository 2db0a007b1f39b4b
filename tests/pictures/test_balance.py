"""The balance: shares fill the year, counts and trends are printed, a year without dealings is a gap."""

from __future__ import annotations

import pytest

from foedera.pictures import BalanceRow, Trend, balance
from foedera.pictures.balance_spec import PATTERNS, balance_plot, trend_words
from tests.pictures.sample import NAMES, words_of

ROWS = [
    BalanceRow(2020, "CHN", 6, 0.6, evenness=0.97, score=12.5),
    BalanceRow(2020, "RUS", 4, 0.4, evenness=0.97),
    BalanceRow(2022, "CHN", 5, 1.0, evenness=0.0),
    BalanceRow(2022, "RUS", 0, 0.0, evenness=0.0),
    BalanceRow(2022, "CHN", 2, 1.0, kind="arms"),
]
TRENDS = [
    Trend("CHN", 0.8, 0.0004, 1.25),
    Trend("RUS", -0.5, 0.03, -0.5),
    Trend("", 0.1, 0.05, None, "evenness"),
]


def test_shares_fill_the_year_from_bottom_to_top() -> None:
    """Parts of one year touch and add up to the whole height."""
    plot = balance_plot(ROWS[:4], (), NAMES)
    parts = next(data for data in plot.data if data["name"] == "parts")["values"]
    assert [part["head"] for part in parts] == [
        "2020, China: 6 dealings (60%), score 12.5",
        "2020, Russia: 4 dealings (40%)",
        "2022, China: 5 dealings (100%)",
    ]
    assert parts[0]["y"] == pytest.approx(parts[1]["y"] + parts[1]["h"])
    assert parts[0]["h"] + parts[1]["h"] == pytest.approx(parts[2]["h"])
    assert parts[0]["x"] == parts[1]["x"] < parts[2]["x"]


def test_counts_evenness_and_kinds_are_printed() -> None:
    """Every kind has a panel, "all" the first; units and what evenness means are said."""
    words = words_of(balance(ROWS, format="svg", names=NAMES, title="Scales", trends=TRENDS))
    assert "Shares of 15 dealings with 2 powers, 2020–2022." in words
    assert words.count("n=10") == 1
    assert {"all kinds", "arms", "share of dealings", "evenness", "2021", "100%"} <= set(words)
    assert any("Shannon" in word for word in words)


def test_a_year_without_dealings_breaks_the_line_of_evenness() -> None:
    """No line joins 2020 and 2022."""
    dots = next(data for data in balance_plot(ROWS, (), NAMES).data if data["name"] == "evenness")["values"]
    assert [dot["line"] for dot in dots] == ["all 1", "all 2"]


def test_trends_in_words() -> None:
    """Only below 0.05 it is called a trend."""
    assert trend_words(TRENDS[0], NAMES) == (
        "China",
        "count",
        "all",
        "▲ grows",
        "τ = +0.80",
        "p < 0.001",
        "+1.25 a year",
    )
    assert trend_words(TRENDS[1], NAMES)[3] == "▼ shrinks"
    assert trend_words(TRENDS[2], NAMES)[:4] == ("all powers", "evenness", "all", "no trend")


def test_powers_differ_by_more_than_colour() -> None:
    """Neighbours in the stack have patterns of their own, and the page a table with the same figures."""
    rows = [BalanceRow(2020, code, 10 - n, 0.1) for n, code in enumerate(NAMES)]
    plot = balance_plot(rows, (), NAMES)
    assert len(plot.keys) == len(NAMES)
    assert len({repr(key.icon) for key in plot.keys}) == len(NAMES)
    assert len(set(PATTERNS)) == 4
    page = balance(ROWS, format="html", names=NAMES, title="Scales", trends=TRENDS).decode()
    assert page.count("<table id=") == 2
    assert "p = 0.030" in page
