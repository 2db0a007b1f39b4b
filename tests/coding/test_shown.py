"""A claim whose words leave open what is told of has to be surer."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from foedera.codebook import load
from foedera.coding.rightness import is_sure_enough


@dataclass
class _Draft:
    score: float
    cells: dict[str, str] = field(default_factory=dict)
    type: str = "deployment"

    def values(self, name: str) -> list[Any]:
        return [SimpleNamespace(value=self.cells[name])] if name in self.cells else []


@pytest.mark.parametrize(
    ("score", "cells", "sure"),
    [
        (0.5, {"field:forces": "battalion"}, True),
        (0.5, {"field:stage": "withdrawal"}, True),
        (0.5, {"field:stage": "arrival"}, False),
        (0.6, {"field:stage": "arrival"}, True),
        (0.3, {"field:forces": "battalion"}, False),
    ],
)
def test_who_comes_without_a_word_for_forces_has_to_be_surer(
    score: float, cells: dict[str, str], *, sure: bool
) -> None:
    context: Any = SimpleNamespace(codebook=load())
    draft: Any = _Draft(score, cells)
    assert is_sure_enough(draft, 0.4, context) is sure
