"""Learned weights of plain signs: a logistic regression as a table that can be read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

_ASSETS = Path(__file__).parent.parent / "assets"
_EDGE = 0.003


@dataclass(frozen=True)
class Weights:
    """What each sign weighs, in log-odds."""

    bias: float
    weights: Mapping[str, float]
    least: float
    """Least probability that counts as a yes."""
    underrated: Mapping[str, float] = field(default_factory=dict)
    """By how much, in log-odds, claims of some types are likelier than the signs say, on reports that nothing was
    learned from. Measured by hand, so that weights learned anew come without it."""
    in_conflict: float = 0.0
    """The same of all claims of a report on a conflict."""

    @cached_property
    def types(self) -> frozenset[str]:
        """Claim types that were trained on; empty where types play no part."""
        return frozenset(key.removeprefix("type: ") for key in self.weights if key.startswith("type: "))

    @cached_property
    def _in_groups(self) -> dict[tuple[str, ...], dict[str, float]]:
        """What signs weigh in groups, made when a group is first asked for."""
        return {}

    def _within(self, groups: tuple[str, ...]) -> Mapping[str, float]:
        """Return what each sign weighs for members of some groups: by itself, and once more as a sign of each."""
        if groups not in self._in_groups:
            found = dict(self.weights)
            for group in groups:
                for key in (key for key in self.weights if key.startswith(group)):
                    name = key[len(group) :]
                    found[name] = found.get(name, 0.0) + self.weights[key]
            self._in_groups[groups] = found
        return self._in_groups[groups]

    def probability(self, signs: Iterable[tuple[str, float]], *groups: str) -> float:
        """Return how likely the answer is yes, 0 to 1, as `odds` has it."""
        return logistic(self.odds(signs, *groups))

    def odds(self, signs: Iterable[tuple[str, float]], *groups: str) -> float:
        """Return the log-odds of a yes; unknown signs weigh nothing.

        Args:
            groups: What stands before the names of signs that weigh otherwise for the likes of what is asked about:
                with `gift: `, a sign `verb` weighs what `verb` and `gift: verb` do.
        """
        weigh = self._within(groups).get
        total = 0.0
        for name, value in signs:  # a loop: `sum` rounds otherwise from Python 3.12 on
            total += weigh(name, 0.0) * value
        return self.bias + total


def logistic(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + math.exp(-odds))


def odds(p: float) -> float:
    """Return the log-odds of a probability, kept finite."""
    p = min(max(p, _EDGE), 1 - _EDGE)
    return math.log(p / (1 - p))


def table(name: str) -> Any:
    """Return a table that Foedera ships as JSON under a name."""
    return json.loads((_ASSETS / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def load(name: str) -> Weights:
    """Return the weights that Foedera ships under a name, `links` or `guesses` say."""
    data = table(name)
    return Weights(
        data["bias"], data["weights"], data["least"], data.get("underrated", {}), data.get("in_conflict", 0.0)
    )
