"""A claim whose words leave open what is told of has to be surer."""

from __future__ import annotations

from typing import Any

import pytest

from foedera.codebook import load
from foedera.coding import rightness
from foedera.coding.rightness import is_sure_enough


class _Draft:
    """What is asked of a draft."""

    type = "deployment"

    def __init__(self, score: float, cells: dict[str, str], *, is_content: bool = False) -> None:
        self.score = score
        self.cells = cells
        self.is_content = is_content

    def has(self, key: str) -> bool:
        name, _, wanted = key.partition(" ")
        return name in self.cells and self.cells[name] in (wanted or self.cells[name])


class _Of:
    """Something with some attributes."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__ |= attributes


@pytest.mark.parametrize(
    ("score", "cells", "lemma", "sure"),
    [
        (0.5, {"field:forces": "battalion"}, "come", True),
        (0.5, {"field:stage": "withdrawal"}, "come", True),
        (0.5, {"field:stage": "arrival"}, "come", False),
        (0.5, {"field:stage": "arrival"}, "presence", True),
        (0.6, {"field:stage": "arrival"}, "come", True),
        (0.3, {"field:forces": "battalion"}, "come", False),
    ],
)
def test_who_comes_without_a_word_for_forces_has_to_be_surer(
    monkeypatch: pytest.MonkeyPatch, score: float, cells: dict[str, str], lemma: str, *, sure: bool
) -> None:
    monkeypatch.setattr(rightness, "words_of", lambda *_: _Of(lemmas={lemma}))
    context: Any = _Of(codebook=load())
    draft: Any = _Draft(score, cells)
    assert is_sure_enough(draft, 0.4, context) is sure


@pytest.mark.parametrize(("score", "sure"), [(0.5, False), (0.6, True)])
def test_what_another_claim_is_about_has_to_be_surer(
    monkeypatch: pytest.MonkeyPatch, score: float, *, sure: bool
) -> None:
    monkeypatch.setattr(rightness, "words_of", lambda *_: _Of(lemmas={"come"}))
    context: Any = _Of(codebook=load())
    draft: Any = _Draft(score, {"field:forces": "battalion"}, is_content=True)
    assert is_sure_enough(draft, 0.4, context) is sure
