"""What a model directory's `config.json` says: label sets, and the settings made by tuning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Config:
    """Label sets in the order of the networks' outputs, and thresholds."""

    upos: list[str]
    xpos: list[str]
    deprels: list[str]
    ner: list[str]
    types: list[str]
    statuses: list[str]
    fillers: list[str]
    candidate: float
    """Least probability for the second stage to look at a word."""
    trigger: float
    """Least probability of a frame that is kept."""
    prior_weight: float
    """Weight of the first stage's opinion of the type beside the second's."""
    filler: dict[str, float]
    """Least probability of a filler by label."""
    calibration: tuple[float, float]
    """Slope and intercept that turn a raw log-odds into a calibrated one."""
    hash: str
    worth: Sequence[float] = ()
    """[F + 1] what each feature of a frame speaks for a claim, in log-odds, and the intercept; or none, not learned."""

    def thresholds(self) -> NDArray[np.float32]:
        """Return the least probabilities of fillers in the order of the labels."""
        return np.array([self.filler[label] for label in self.fillers], dtype=np.float32)


def load_config(path: Path) -> Config:
    """Read a configuration; keys that inference does not need (data, dates) are left to other readers.

    Raises:
        KeyError: A key is missing.
    """
    settings = json.loads(path.read_text(encoding="utf-8"))
    wanted = (field for field in fields(Config) if field.name in settings or field.default is MISSING)
    return Config(**{field.name: settings[field.name] for field in wanted})
