"""Evenness of shares, and the Mann-Kendall test of a trend with Sen's slope.

Implemented here, since scipy would be 40 MB for three formulas.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import NormalDist, median

from foedera.analysis.records import Trend

_EXACT = 60
"""Longest series whose probability is counted out; beyond, the normal approximation is good to the fourth decimal."""


def evenness(weights: Sequence[float]) -> float | None:
    """Return the normalised Shannon entropy of shares: 1 evenly spread, 0 all with one.

    Returns:
        None where there are fewer than two to divide among, or nothing to divide.

    Raises:
        ValueError: A weight is negative.

    Example:
        >>> evenness([3, 3, 3]), evenness([5, 0]), round(evenness([1, 3]), 4)
        (1.0, 0.0, 0.8113)
    """
    if any(weight < 0 for weight in weights):
        message = "shares of negative weights have no evenness"
        raise ValueError(message)
    total = sum(weights)
    if len(weights) < 2 or total <= 0:
        return None
    if len(set(weights)) == 1:
        return 1.0  # what logarithms would miss by a hair
    shares = [weight / total for weight in weights if weight > 0]
    entropy = -sum(share * math.log(share) for share in shares if share > 0)
    return min(1.0, max(0.0, entropy / math.log(len(weights))))


def mann_kendall(series: Sequence[float]) -> Trend | None:
    """Test whether a series tends to rise or fall; None for fewer than three values, which can show no trend.

    The probability is exact, ties included, up to 60 values: it counts, among all orders of these values, those that
    rise or fall as far. Longer series use the normal approximation with correction for ties and continuity.

    Example:
        >>> trend = mann_kendall([1, 2, 4, 5, 7])
        >>> trend.s, round(trend.p, 5), trend.slope
        (10, 0.01667, 1.5)
    """
    n = len(series)
    if n < 3:
        return None
    s = sum(_sign(series[j] - series[i]) for j in range(n) for i in range(j))
    ties = list(Counter(series).values())
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    exact = n <= _EXACT
    p = _exact_p(s, n, ties) if exact else _normal_p(s, variance)
    pairs = n * (n - 1) // 2
    untied = pairs - sum(t * (t - 1) // 2 for t in ties)
    tau = s / math.sqrt(pairs * untied) if untied else 0.0
    return Trend(n=n, s=s, variance=variance, tau=tau, p=p, exact=exact, slope=sen_slope(series))


def sen_slope(series: Sequence[float]) -> float:
    """Return the median of the slopes between all pairs of values, one step apart each; 0 for fewer than two."""
    slopes = [(series[j] - series[i]) / (j - i) for j in range(len(series)) for i in range(j)]
    return float(median(slopes)) if slopes else 0.0


def _exact_p(s: int, n: int, ties: Sequence[int]) -> float:
    """Return the share of all orders of the values whose S lies as far from 0.

    The orders by number of falling pairs are the coefficients of the Gaussian multinomial: [n]! / ([t1]! [t2]! ...), of
    which the factors (1 - q) cancel.
    """
    counts = [1]
    for k in range(2, n + 1):
        counts = _times_one_less(counts, k)
    for tie in ties:
        for k in range(2, tie + 1):
            counts = _over_one_less(counts, k)
    # n factors (1 - q) above, as many below: those of k = 1 were left out on both sides; the rest divides out here.
    for _ in range(n - 1 - sum(tie - 1 for tie in ties)):
        counts = _over_one_less(counts, 1)
    untied = (n * (n - 1) - sum(tie * (tie - 1) for tie in ties)) // 2
    as_far = sum(count for falling, count in enumerate(counts) if abs(untied - 2 * falling) >= abs(s))
    return as_far / sum(counts)


def _times_one_less(counts: list[int], k: int) -> list[int]:
    """Multiply a polynomial by (1 - q^k)."""
    longer = counts + [0] * k
    return [count - (longer[i - k] if i >= k else 0) for i, count in enumerate(longer)]


def _over_one_less(counts: list[int], k: int) -> list[int]:
    """Divide a polynomial by (1 - q^k), which divides it."""
    out: list[int] = []
    for i, count in enumerate(counts):
        out.append(count + (out[i - k] if i >= k else 0))
    return out[: len(counts) - k]


def _normal_p(s: int, variance: float) -> float:
    if s == 0 or variance <= 0:
        return 1.0
    z = (abs(s) - 1) / math.sqrt(variance)
    return min(1.0, 2 * (1 - NormalDist().cdf(z)))


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)
