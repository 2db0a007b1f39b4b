"""EDTF values: what is valid, what days they bound, and how several add up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.text.edtf import OPEN, bounds, combine, day_point, join, previous, split, valid_edtf

VALID = ["2025", "2025-07", "2025-07-19", "2021~", "2025-07-19/..", "../2027", "2025-07-11~/2025-07-31~", "2020/2024"]
INVALID = [
    "",
    "..",
    "../..",
    "2025-13",
    "2025-02-30",
    "2025-8-1",
    "25",
    "2025-07-19/2025-07-18",
    "2025/2026/2027",
    "July",
    "0000",
    "2025-07-19T10:00",
    "2025/",
]


@pytest.mark.parametrize("value", VALID)
def test_valid_values(value: str) -> None:
    """The forms of the contract are valid and split and join without change."""
    assert valid_edtf(value)
    assert join(*split(value)) == value


@pytest.mark.parametrize("value", INVALID)
def test_invalid_values(value: str) -> None:
    """What is no date is refused, and has no bounds."""
    assert not valid_edtf(value)
    assert bounds(value) == (None, None)


def test_bounds() -> None:
    """A value means its first to its last day; an open side has no bound."""
    assert bounds("2024-02~") == (date(2024, 2, 1), date(2024, 2, 29))
    assert bounds("2020/2024") == (date(2020, 1, 1), date(2024, 12, 31))
    assert bounds("../2027") == (None, date(2027, 12, 31))
    assert bounds("2018/..") == (date(2018, 1, 1), None)


@given(first=st.dates(), length=st.integers(0, 5000))
def test_intervals_of_days_keep_their_bounds(first: date, length: int) -> None:
    """Writing and reading an interval loses nothing."""
    last = min(first.toordinal() + length, date.max.toordinal())
    value = join(day_point(first), day_point(date.fromordinal(last)))
    assert bounds(value) == (first, date.fromordinal(last))


def test_previous_point_is_of_the_same_precision() -> None:
    """The day, month or year before; the mark of approximation stays."""
    assert previous("2024-03-01") == "2024-02-29"
    assert previous("2024-01~") == "2023-12~"
    assert previous("2020") == "2019"
    assert bounds(previous("2025-08-05"))[0] == date(2025, 8, 5) - timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        (["2024-07-08", "../2024-07-19"], "2024-07-08/2024-07-19"),
        (["2024-07-08", "../2024-07-19", "2024-07", "2024", None], "2024-07-08/2024-07-19"),
        (["2025-07-13", "2025-08-04"], "2025-07-13/2025-08-04"),
        (["2025-08-04", "2025-07-13/2025-08-04"], "2025-07-13/2025-08-04"),
        (["2025-07-19/..", "../2025-07-28"], "2025-07-19/2025-07-28"),
        (["2025-07-19/..", "../2025-07-28", "2025-07-24"], "2025-07-19/2025-07-28"),
        (["2018/..", "2025-07-24"], "2025-07-24"),
        (["2025-07-19/..", "2025-07-19/.."], "2025-07-19/.."),
        (["../2025-07-28"], "../2025-07-28"),
        (["2025-07", "2025-07-11~/2025-07-31~"], "2025-07-11~/2025-07-31~"),
        ([None, "nonsense"], None),
        ([], None),
    ],
)
def test_mentions_add_up(values: list[str | None], whole: str | None) -> None:
    """A start and an end make an interval; the vaguer mention gives way."""
    assert combine(values) == whole


@given(st.lists(st.sampled_from([*VALID, *INVALID, OPEN]) | st.dates().map(str), max_size=6))
def test_any_mentions_add_up_to_a_valid_value(values: list[str]) -> None:
    """Whatever is put together, the sum is valid or none."""
    whole = combine(values)
    assert whole is None or valid_edtf(whole)
