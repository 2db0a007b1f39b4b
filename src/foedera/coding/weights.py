"""Learned weights of plain signs: a logistic regression as a table that can be read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

_ASSETS = Path(__file__).parent.parent / "assets"


@dataclass(frozen=True)
class Weights:
    """What each sign weighs, in log-odds."""

    bias: float
    weights: Mapping[str, float]
    least: float
    """Least probability that counts as a yes."""

    @cached_property
    def types(self) -> frozenset[str]:
        """Claim types that were trained on; empty where types play no part."""
        return frozenset(key.removeprefix("type: ") for key in self.weights if key.startswith("type: "))

    def probability(self, signs: Iterable[tuple[str, float]]) -> float:
        """Return how likely the answer is yes, 0 to 1; unknown signs weigh nothing."""
        weigh = self.weights.get
        total = 0.0
        for name, value in signs:  # a loop: `sum` rounds otherwise from Python 3.12 on
            total += weigh(name, 0.0) * value
        return 1 / (1 + math.exp(-(self.bias + total)))


def table(name: str) -> Any:
    """Return a table that Foedera ships as JSON under a name."""
    return json.loads((_ASSETS / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def load(name: str) -> Weights:
    """Return the weights that Foedera ships under a name, `links` or `guesses` say."""
    data = table(name)
    return Weights(data["bias"], data["weights"], data["least"])
