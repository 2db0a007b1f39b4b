"""From what the networks and the joining make of a claim to the probability that it is right."""

from __future__ import annotations

import math
from dataclasses import dataclass

_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Sureness:
    """A logistic curve, fitted on claims that nothing was trained on, and the least confidence of a claim shown."""

    least: float = 0.55
    """0 to 1. The model's own is where the F1 of held-back claims is best (`training/calibrate.py`)."""
    slope: float = 1.0
    """Of the log-odds; positive, so that no order of claims changes."""
    intercept: float = 0.0

    def of(self, score: float) -> float:
        """Return the probability that a claim of this score is right.

        Example:
            >>> Sureness(slope=0.8).of(0.95) < 0.95
            True
        """
        p = min(max(score, _EDGE), 1 - _EDGE)
        odds = self.slope * math.log(p / (1 - p)) + self.intercept
        return 1 / (1 + math.exp(-odds))
