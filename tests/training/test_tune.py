"""The calibration and the choice of thresholds."""

from __future__ import annotations

import numpy as np
import pytest

from training.tune import best_threshold, calibration_error, logistic, platt


@pytest.mark.parametrize(("slope", "intercept"), [(0.4, -0.9), (1.0, 0.0), (2.5, 1.0)])
@pytest.mark.parametrize("spread", [2.0, 12.0])
def test_the_fit_finds_how_odds_are_off(slope: float, intercept: float, spread: float) -> None:
    """Also from odds far out, at which Newton's full steps run away."""
    rng = np.random.default_rng(1)
    odds = rng.normal(0, spread, 20_000)
    right = rng.random(len(odds)) < logistic(slope * odds + intercept)
    assert platt(odds, right) == pytest.approx((slope, intercept), abs=0.15)
    assert calibration_error(logistic(slope * odds + intercept), right) < 0.02


def test_the_fit_survives_what_hardly_ever_is_right() -> None:
    """Many candidates are sure to be wrong and a few sure to be right, one of each by mistake."""
    odds = np.array([-15.0] * 3000 + [15.0] * 800 + [-14.0, 14.0])
    right = np.array([False] * 3000 + [True] * 800 + [True, False])
    slope, intercept = platt(odds, right)
    assert 0.1 < slope < 1
    assert abs(intercept) < 3


def test_the_best_threshold_is_the_best_of_all() -> None:
    rng = np.random.default_rng(2)
    odds = rng.normal(size=300)
    right = rng.random(300) < logistic(2 * odds)
    wanted = int(right.sum()) + 20
    cut, f1 = best_threshold(odds, right, wanted)

    def f1_at(least: float) -> float:
        kept = odds >= least
        return float(2 * right[kept].sum() / (kept.sum() + wanted))

    assert f1_at(cut) == pytest.approx(f1)
    assert all(f1_at(float(least)) <= f1 + 1e-9 for least in odds)
