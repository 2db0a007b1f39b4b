"""Tensors for training: shapes, padding, masks. Needs torch, which only training does."""

from __future__ import annotations

import random

import pytest

from foedera.parse import MODEL
from foedera.parse.pieces import Pieces, load_pieces
from training.data import Example, from_marked
from training.labels import FILLERS, STATUSES, TRIGGERS, TYPES
from training.markup import parse_line

torch = pytest.importorskip("torch", reason="torch is not installed: only training needs it")
from training import batches  # noqa: E402  (needs torch)
from training.losses import candidates_of  # noqa: E402

LINES = (
    "[Serbia|e1.participant] and [China|e1.participant] held {joint drills|e1 exercise occurred}.",
    "Nothing happened.",
)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    if not (MODEL / "tokenizer.json").exists():
        pytest.skip("the language model is not built")
    return load_pieces(MODEL / "tokenizer.json")


@pytest.fixture
def examples() -> list[Example]:
    return [from_marked(parse_line(line), "x") for line in LINES]


def test_inputs(pieces: Pieces, examples: list[Example]) -> None:
    inputs = batches.encode(examples, pieces)
    shape = (2, max(len(e.words) for e in examples))
    assert all(tuple(inputs[name].shape) == shape for name in ("first", "last", "words"))
    assert inputs["ids"].shape == inputs["cases"].shape == inputs["mask"].shape
    assert inputs["words"].sum(1).tolist() == [len(e.words) for e in examples]
    assert not (inputs["ids"] == pieces.mask).any()


def test_hidden_words_keep_their_length(pieces: Pieces, examples: list[Example]) -> None:
    plain = batches.encode(examples, pieces)
    augment = batches.Augment(case=0, states=0, mask_trigger=1, mask_word=0)
    hidden = batches.encode(examples, pieces, random.Random(1), augment)  # noqa: S311
    assert torch.equal(plain["mask"], hidden["mask"])
    assert torch.equal(plain["cases"], hidden["cases"])
    at = examples[0].words.index("joint")
    first, last = int(plain["first"][0, at]), int(plain["last"][0, at + 1])
    masks = (hidden["ids"] == pieces.mask).nonzero().tolist()
    assert masks == [[0, i] for i in range(first, last + 1)]


def test_trigger_targets(examples: list[Example]) -> None:
    n = len(examples[0].words)
    gold = batches.trigger_targets([*examples, Example(["Tree"], upos=["NOUN"])], n)
    names = [TRIGGERS[i] for i in gold[0].tolist()]
    at = examples[0].words.index("joint")
    assert names[at : at + 2] == ["B-exercise", "I-exercise"]
    assert names.count("O") == n - 2
    assert gold[1].tolist() == [0] * 3 + [batches.IGNORE] * (n - 3)
    assert gold[2].tolist() == [batches.IGNORE] * n


def test_tree_targets() -> None:
    example = Example(["A", "b"], ["DET", "NOUN"], ["DT", "??"], [2, 0], ["det", "root"], ["O", "B-LOC"])
    gold = batches.tree_targets([example], 3, {"DT": 0}, {"det": 0, "root": 1})
    assert gold["heads"].tolist() == [[2, 0, batches.IGNORE]]
    assert gold["xpos"].tolist() == [[0, batches.IGNORE, batches.IGNORE]]
    assert gold["ner"].tolist() == [[0, 5, batches.IGNORE]]


def test_second_stage(examples: list[Example]) -> None:
    """Gold triggers come first; words that look like triggers are added to be refused."""
    n = len(examples[0].words)
    triggers = torch.full((2, n, len(TRIGGERS)), -9.0)
    triggers[..., 0] = 9.0
    triggers[1, 0, 0] = -9.0
    found = candidates_of(examples, triggers, random.Random(1))  # noqa: S311
    assert [(c.sentence, c.start, c.gold is not None) for c in found] == [(0, 4, True), (1, 0, False)]
    gold = batches.framer_targets(found, n)
    assert gold["types"].tolist() == [TYPES.index("exercise"), len(TYPES)]
    assert gold["status"].tolist() == [STATUSES.index("occurred"), batches.IGNORE]
    party = FILLERS.index("participant")
    assert gold["inside"][0, :, party].tolist() == gold["begin"][0, :, party].tolist() == [1, 0, 1, 0, 0, 0, 0]
    assert gold["inside"].shape == (2, n, len(FILLERS))
    assert not gold["inside"][1].any()


def test_batches_hold_all_that_fits(pieces: Pieces, examples: list[Example]) -> None:
    long = Example(["x"] * 300)
    found = list(batches.batched([*examples * 5, long], pieces, 40, random.Random(1)))  # noqa: S311
    assert sum(map(len, found)) == 10
    assert all(long not in batch for batch in found)
