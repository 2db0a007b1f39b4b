"""Learning how likely a claim is right: cases of passages and reports, the measures that are printed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from foedera.coding.drafts import Draft
from foedera.parse.check import SUMS
from foedera.types import Claim, Segment, Span
from training.rightness import (
    Case,
    Noting,
    claims_of,
    directions,
    figures,
    fitting_bias,
    from_features,
    separation,
    set_worth,
    with_reports_apart,
    words_of,
)

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


def test_features_are_kept_beside_frames_that_know_nothing_of_them() -> None:
    text = "Serbia and China held a joint exercise in Hebei."
    model = Noting()
    sentences = model.parse(text, [Segment(0, len(text), "prose", 0)])
    plain, features = model.unnoted(sentences)
    (exercise,) = plain[0].frames
    assert sentences[0].frames[0].worth >= 1
    assert exercise.worth == 0
    assert features[Span(exercise.start, exercise.end)].shape == model.kept[0].shape


def test_directions_are_those_in_which_features_differ() -> None:
    rng = np.random.default_rng(3)
    alike = rng.normal(size=(200, 1)).astype(np.float32)
    noise = rng.normal(size=(200, 3)) * [0.1, 0.1, 1]
    features = (np.hstack([alike * 5 + 1, alike * 2 - 3, alike * 0]) + noise).astype(np.float32)
    along = features @ directions(features)[:-1] + directions(features)[-1]
    assert along.mean(0) == pytest.approx([0, 0, 0], abs=1e-4)
    assert abs(np.corrcoef(along[:, 0], alike[:, 0])[0, 1]) > 0.98


def test_what_only_features_tell_is_learned() -> None:
    pytest.importorskip("torch", reason="torch is not installed: only training needs it")
    rng = np.random.default_rng(5)
    cases = []
    for number in range(300):
        right = number % 3 > 0
        features = rng.normal(size=4).astype(np.float32) + np.array([0, 2 * right, 0, 0], dtype=np.float32)
        signs = (("score", 1.0), ("type: aid", 1.0))
        cases.append(Case(f"r{number}", signs, right=right, coded=True, features=features))
    learned = from_features([*cases, Case("p", (("type: aid", 1.0),), right=True, coded=True)])
    odds = np.array([learned.odds(case) for case in cases], dtype=np.float32)
    assert separation(odds, np.array([case.right for case in cases])) > 0.85
    assert int(np.abs(learned.worth[:-1]).argmax()) == 1


def test_what_features_weigh_is_written_and_sealed(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"hash": "abc", "worth": [1]}', encoding="utf-8")
    (tmp_path / "framer.onnx").write_bytes(b"net")
    set_worth(tmp_path, [0.25, -1.5])
    assert json.loads((tmp_path / "config.json").read_text(encoding="utf-8")) == {"hash": "abc", "worth": [0.25, -1.5]}
    assert {line.split()[1] for line in (tmp_path / SUMS).read_text().splitlines()} == {"config.json", "framer.onnx"}
