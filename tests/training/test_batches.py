"""Arrays and tensors for training: shapes, padding, masks. Needs torch, which only training does."""

from __future__ import annotations

import random

import numpy as np
import pytest

from foedera.parse import MODEL
from foedera.parse.features import distance_buckets
from foedera.parse.features import tree_features as shipped_features
from foedera.parse.pieces import Pieces, load_pieces
from training.data import Example, from_marked
from training.labels import FILLERS, STATUSES, TRIGGERS, TYPES
from training.markup import parse_line

torch = pytest.importorskip("torch", reason="torch is not installed: only training needs it")
from training import batches  # noqa: E402  (needs torch)
from training.losses import asked, refused  # noqa: E402

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


def made(examples: list[Example], pieces: Pieces, **settings: object) -> batches.Arrays:
    return batches.Maker(pieces, {}, {}, **settings).make(examples, random.Random(1))  # type: ignore[arg-type]  # noqa: S311


def test_inputs(pieces: Pieces, examples: list[Example]) -> None:
    inputs = made(examples, pieces)
    shape = (2, max(len(e.words) for e in examples))
    assert all(inputs[name].shape == shape for name in ("first", "last", "words"))
    assert inputs["ids"].shape == inputs["cases"].shape == inputs["mask"].shape
    assert inputs["words"].sum(1).tolist() == [len(e.words) for e in examples]
    assert not (inputs["ids"] == pieces.mask).any()


def test_hidden_words_keep_their_length(pieces: Pieces, examples: list[Example]) -> None:
    plain = made(examples, pieces)
    hidden = made(examples, pieces, augment=batches.Augment(case=0, states=0, mask_trigger=1, mask_word=0))
    assert (plain["mask"] == hidden["mask"]).all()
    assert (plain["cases"] == hidden["cases"]).all()
    at = examples[0].words.index("joint")
    first, last = int(plain["first"][0, at]), int(plain["last"][0, at + 1])
    masks = np.argwhere(hidden["ids"] == pieces.mask).tolist()
    assert masks == [[0, i] for i in range(first, last + 1)]


def test_a_reworded_sentence_has_no_gold(pieces: Pieces, examples: list[Example]) -> None:
    """Words with neighbours give way to them, all others stay, and the marks go."""
    (joint,), (drills,) = pieces.of(["joint"])[0], pieces.of(["drills"])[0]
    plain, varied = (
        made(examples, pieces, augment=batches.Augment(0, 0, 0, 0, reworded, word=1), neighbours={joint: [drills]})
        for reworded in (0, 1)
    )
    changed = plain["ids"] != varied["ids"]
    assert plain["ids"][changed].tolist() == [joint]
    assert varied["ids"][changed].tolist() == [drills]
    assert len(plain["frames"]) == 1
    assert not len(varied["frames"])
    assert not len(varied["fillers"])
    assert (varied["triggers"] == batches.IGNORE).all()


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


def test_frame_targets(examples: list[Example]) -> None:
    n = len(examples[0].words)
    frames, fillers = batches.frame_targets(examples[::-1])
    assert frames.tolist() == [[1, 4, 6, TYPES.index("exercise"), STATUSES.index("occurred")]]
    gold = batches.filler_targets(torch.from_numpy(fillers), len(frames), n)
    party = FILLERS.index("participant")
    assert gold["inside"][0, :, party].tolist() == gold["begin"][0, :, party].tolist() == [1, 0, 1, 0, 0, 0, 0]
    assert gold["inside"].shape == (1, n, len(FILLERS))
    assert gold["inside"].sum() == 2


def test_no_frames_give_empty_targets() -> None:
    frames, fillers = batches.frame_targets([Example(["Tree"])])
    assert (frames.shape, fillers.shape) == ((0, 5), (0, 4))
    assert batches.filler_targets(torch.from_numpy(fillers), 0, 3)["inside"].shape == (0, 3, len(FILLERS))


def test_words_that_look_like_triggers_are_refused() -> None:
    """Not those that are marked, nor those that do not look like any, and two of a sentence at most."""
    looks = torch.tensor([[0.9, 0.9, 0.01, 0.9], [0.9, 0.9, 0.9, 0.9]])
    free = torch.tensor([[False, True, True, False], [True, True, True, True]])
    found = refused(free, looks)
    assert found[0].tolist() == [0, 1, 2, len(TYPES), batches.IGNORE]
    assert found[:, 0].tolist() == [0, 1, 1]
    assert len(set(found[1:, 1].tolist())) == 2


def test_the_teacher_is_asked_on_what_looks_like_a_trigger(examples: list[Example], pieces: Pieces) -> None:
    """On the gold frames, and on words that nobody marked, with the words that go on within them."""
    batch = batches.tensors(made(examples, pieces))
    p = torch.zeros(2, 7, len(TRIGGERS))
    p[..., 0] = 1
    for word, label in ((0, "B-transfer"), (1, "I-transfer")):
        p[1, word, 0], p[1, word, TRIGGERS.index(label)] = 0.1, 0.9
    found = asked(batch, p).tolist()
    assert found[0] == [0, 4, 6, TYPES.index("exercise")]
    assert found[1] == [1, 0, 2, len(TYPES)]


def test_the_second_stage_is_told_what_the_shipped_one_is() -> None:
    """Distances and tree features are those of `foedera.parse`, though made by torch for many candidates at once."""
    torch.manual_seed(3)
    out = {
        "arcs": torch.randn(2, 9, 10),
        "states": torch.randn(2, 9, 4),
        "rels": torch.randn(2, 9, 5),
        "triggers": torch.randn(2, 9, len(TRIGGERS)),
    }
    candidates = torch.tensor([[1, 3, 5], [0, 8, 9]])
    found = batches.framer_inputs(candidates, out, torch.ones(2, 9, dtype=torch.long))
    arcs = torch.softmax(out["arcs"], -1).numpy()
    for row, (sentence, start, end) in enumerate(candidates.tolist()):
        assert found["distances"][row].tolist() == distance_buckets(9, start, end).tolist()
        np.testing.assert_allclose(found["tree"][row], shipped_features(arcs[sentence], start, end), atol=1e-6)


def test_batches_hold_all_that_fits(pieces: Pieces, examples: list[Example]) -> None:
    long = Example(["x"] * 300)
    some = [*examples * 5, long]
    found = list(batches.batched(some, batches.sizes_of(some, pieces), 40, random.Random(1)))  # noqa: S311
    assert sum(map(len, found)) == 10
    assert all(long not in batch for batch in found)
