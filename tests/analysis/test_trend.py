from __future__ import annotations

import math
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis import evenness, mann_kendall, sen_slope
from foedera.analysis.trend import _exact_p, _normal_p

WEIGHTS = st.lists(st.floats(0, 1e6), min_size=2, max_size=8)
SERIES = st.lists(st.integers(-5, 5), min_size=3, max_size=20)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([1, 1], 1.0),
        ([7, 7, 7], 1.0),
        ([4, 0], 0.0),
        ([0, 0, 9], 0.0),
        ([1, 1, 0, 0], 0.5),  # ln 2 / ln 4
        ([2, 1, 1], 1.5 * math.log(2) / math.log(3)),
        ([3, 1], (2 * math.log(2) - 0.75 * math.log(3)) / math.log(2)),
    ],
)
def test_evenness_in_closed_form(weights: list[float], expected: float) -> None:
    assert evenness(weights) == pytest.approx(expected)


@pytest.mark.parametrize("weights", [[], [5], [0, 0], [0, 0, 0]])
def test_nothing_to_divide_has_no_evenness(weights: list[float]) -> None:
    assert evenness(weights) is None


def test_negative_shares_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        evenness([1, -1])


@given(WEIGHTS)
def test_evenness_lies_between_0_and_1_and_ignores_order(weights: list[float]) -> None:
    found = evenness(weights)
    assert found is None if sum(weights) == 0 else 0 <= (found or 0) <= 1
    again = evenness(weights[::-1])
    assert (found is None) == (again is None)
    assert found == pytest.approx(again)


def test_evenness_is_1_only_for_equal_shares() -> None:
    assert evenness([1, 1, 1]) == 1
    assert (evenness([1, 1, 1.1]) or 1) < 1


@pytest.mark.parametrize(
    ("series", "s", "p"),
    [
        ([1, 2, 3], 3, 2 / 6),  # 1 of 3! orders rises throughout, 1 falls
        ([1, 2, 3, 4], 6, 2 / 24),
        ([1, 2, 3, 4, 5], 10, 2 / 120),
        ([1, 3, 2, 4], 4, 8 / 24),  # 3 orders with one falling pair, 1 with none, and as many falling
        ([4, 3, 2, 1], -6, 2 / 24),
        ([2, 1, 4, 3], 2, 18 / 24),
        ([5, 5, 5, 5], 0, 1.0),
        ([0, 0, 0, 1], 3, 2 / 4),  # 4 places for the 1
        ([0, 0, 1, 1], 4, 2 / 6),  # 6 orders of two pairs
        ([0, 0, 1, 2], 5, 2 / 12),
    ],
)
def test_exact_probabilities_in_closed_form(series: list[float], s: int, p: float) -> None:
    trend = mann_kendall(series)
    assert trend is not None
    assert trend.exact
    assert trend.s == s
    assert trend.p == pytest.approx(p)


@given(st.lists(st.integers(0, 3), min_size=3, max_size=7))
def test_exact_probability_counts_all_orders(series: list[int]) -> None:
    def s_of(values: tuple[int, ...]) -> int:
        return sum((b > a) - (b < a) for j, b in enumerate(values) for a in values[:j])

    s = s_of(tuple(series))
    orders = [abs(s_of(order)) for order in permutations(series)]
    expected = sum(other >= abs(s) for other in orders) / len(orders)
    assert _exact_p(s, len(series), list(Counter(series).values())) == pytest.approx(expected)


def test_variance_without_and_with_ties() -> None:
    plain, tied = mann_kendall([1, 2, 3, 4, 5]), mann_kendall([1, 1, 2, 2, 2])
    assert plain is not None
    assert tied is not None
    assert plain.variance == pytest.approx(5 * 4 * 15 / 18)
    assert tied.variance == pytest.approx((5 * 4 * 15 - 2 * 1 * 9 - 3 * 2 * 11) / 18)


def test_long_series_use_the_normal_approximation_which_is_near_the_exact_one() -> None:
    series = [math.sin(i * 1.7) + i / 90 for i in range(60)]
    exact, longer = mann_kendall(series), mann_kendall([*series, 0.3])
    assert exact is not None
    assert longer is not None
    assert (exact.exact, longer.exact) == (True, False)
    assert 0.001 < exact.p < 0.5
    assert _normal_p(exact.s, exact.variance) == pytest.approx(exact.p, abs=0.003)


def test_normal_approximation_in_closed_form() -> None:
    rising = mann_kendall(list(range(70)))
    assert rising is not None
    assert rising.s == 70 * 69 // 2
    z = (rising.s - 1) / math.sqrt(70 * 69 * 145 / 18)
    assert rising.p == pytest.approx(math.erfc(z / math.sqrt(2)), abs=1e-12)
    flat = mann_kendall([3.0] * 70)
    assert flat is not None
    assert (flat.p, flat.tau, flat.word) == (1.0, 0.0, "no trend")


@pytest.mark.parametrize("series", [[], [1], [1, 2]])
def test_two_points_make_no_trend(series: list[float]) -> None:
    assert mann_kendall(series) is None


@pytest.mark.parametrize(
    ("series", "slope"),
    [
        ([1, 3, 5], 2),
        ([0, 0, 3], 1.5),  # 0, 1.5, 3
        ([5, 4, 4, 1], (-4 / 3 - 1) / 2),  # -3, -1.5, -4/3, -1, -0.5, 0
        ([1, 2, 3, 100], (1 + 33) / 2),  # 1, 1, 1, 33, 49, 97
        ([2], 0),
        ([], 0),
    ],
)
def test_sen_slope_is_the_median_slope(series: list[float], slope: float) -> None:
    assert sen_slope(series) == pytest.approx(slope)


def test_words_follow_the_usual_5_percent() -> None:
    words = [trend.word for series in ([1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [1, 2, 3]) if (trend := mann_kendall(series))]
    assert words == ["rising", "falling", "no trend"]


@given(SERIES)
def test_a_trend_turns_round_with_its_series(series: list[int]) -> None:
    trend, back = mann_kendall(series), mann_kendall(series[::-1])
    assert trend is not None
    assert back is not None
    assert (trend.s, trend.variance) == (-back.s, back.variance)
    assert trend.p == pytest.approx(back.p)
    assert trend.slope == pytest.approx(-back.slope)
    assert 0 < trend.p <= 1
    assert -1 <= trend.tau <= 1
