"""Learning how likely a claim is right: cases of passages and reports, the measures that are printed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from foedera.coding.drafts import Draft
from foedera.types import Claim, Span
from training.rightness import Case, claims_of, figures, fitting_bias, separation, with_reports_apart, words_of

FRAMES = "".join(
    f"[Peru|e1.actor] {{condemned|e1 oppose occurred}} [Togo|e1.target] for the {number}th time.\n\n"
    for number in range(60)
)


def test_words_are_counted_in_what_is_trained_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRAMES, encoding="utf-8")
    words = words_of(tmp_path)
    told, stood = words["oppose"]["condemned"]
    assert told == stood
    assert 30 < told < 60  # the rest is for tuning and measuring


def test_separation_is_the_share_of_pairs_in_order() -> None:
    scores = np.array([0.1, 0.4, 0.35, 0.8], dtype=np.float32)
    assert separation(scores, np.array([False, False, True, True])) == pytest.approx(0.75)


def test_reports_have_signs_of_their_own() -> None:
    x = np.array([[1, 2], [3, 4]], dtype=np.float32)
    apart = with_reports_apart(x, np.array([False, True]))
    assert apart.tolist() == [[1, 2, 0, 0, 0], [3, 4, 3, 4, 1]]


def test_items_of_one_frame_go_to_their_claims_by_order() -> None:
    trigger = Span(5, 9)
    drafts = [Draft("transfer", "occurred", 0.9, 0.9, [], [0], [trigger]) for _ in range(3)]
    claims = tuple(Claim(str(n), "transfer", "occurred", (), (), confidence=0.9, triggers=(trigger,)) for n in range(2))
    other = Claim("x", "aid", "occurred", (), (), confidence=0.9, triggers=(trigger,))
    assert [at for _, at in claims_of(drafts, (*claims, other))] == [0, 1]


def test_figures_of_reports_leave_passages_out() -> None:
    cases = [
        Case("a", (("score", 1.0),), right=True, coded=True),
        Case("a", (("score", 2.0),), right=False, coded=True),
        Case("b", (("score", 9.0),), right=False, coded=False),
    ]
    told = figures(cases, np.array([0.9, 0.2, 0.99], dtype=np.float32), coded=True)
    assert (told["claims"], told["right"]) == (2, 1)
    assert (told["separation by score"], told["separation learned"]) == (0.0, 1.0)


def test_the_bias_gives_the_share_that_was_right() -> None:
    odds = np.array([-1.0, 0.0, 2.0], dtype=np.float32)
    bias = fitting_bias(odds, 0.4)
    assert float((1 / (1 + np.exp(-(odds + bias)))).mean()) == pytest.approx(0.4, abs=1e-6)
