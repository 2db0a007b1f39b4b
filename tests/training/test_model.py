"""The networks in training: both shapes, and what a teacher's opinion costs. Needs torch, which only training does."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedera.parse import MODEL
from foedera.parse.pieces import load_pieces
from training.data import Example, from_marked
from training.markup import parse_line

torch = pytest.importorskip("torch", reason="torch is not installed: only training needs it")
from training import model as networks  # noqa: E402  (needs torch)
from training.batches import Maker, tensors  # noqa: E402
from training.losses import Weights, gold_loss, read, taught_loss  # noqa: E402
from training.neighbours import neighbours_of  # noqa: E402

if TYPE_CHECKING:
    from torch import Tensor

LINES = (
    "[Serbia|e1.participant] and [China|e1.participant] held {joint drills|e1 exercise occurred}.",
    "Nothing happened.",
)
SMALL = networks.Shape(2, 24, 2, 32, 30522, 64, 1e-12, relative=False)
LARGE = networks.Shape(3, 36, 2, 32, 30527, 64, 1e-5, relative=True)


@pytest.fixture(scope="module")
def batch() -> dict[str, Tensor]:
    examples = [from_marked(parse_line(line), "x") for line in LINES]
    tree = Example(["Apples", "ripen"], ["NOUN", "VERB"], ["NNS", "VBP"], [2, 0], ["nsubj", "root"], ["O", "O"])
    maker = Maker(load_pieces(MODEL / "tokenizer.json"), {"NNS": 0, "VBP": 1}, {"nsubj": 0, "root": 1})
    return tensors(maker.make([*examples, tree], random.Random(1)))  # noqa: S311


def model_of(shape: networks.Shape, seed: int) -> networks.LanguageModel:
    torch.manual_seed(seed)
    return networks.LanguageModel(["NNS", "VBP"], ["nsubj", "root"], shape)


@pytest.mark.parametrize("shape", [SMALL, LARGE])
def test_gold_is_learned(shape: networks.Shape, batch: dict[str, Tensor]) -> None:
    model = model_of(shape, 1)
    steps = torch.optim.Adam(model.parameters(), 1e-3)
    costs = []
    for _ in range(40):
        loss = gold_loss(model, batch, Weights())
        steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        steps.step()
        costs.append(loss.item())
    assert costs[-1] < 0.5 * costs[0]


def test_a_model_learns_what_its_teachers_think(batch: dict[str, Tensor]) -> None:
    """By two large ones it comes nearer to their mean, in sentences that nobody has marked as well."""
    teachers = [model_of(LARGE, seed).eval() for seed in (2, 3)]
    model = model_of(SMALL, 4)
    words = batch["words"].bool()

    def triggers_of(some: networks.LanguageModel) -> Tensor:
        with torch.no_grad():
            read_by = read(some.eval(), batch, batch["heads"])
        shares: Tensor = torch.softmax(read_by["triggers"].float(), -1)
        return shares[words]

    mean = (triggers_of(teachers[0]) + triggers_of(teachers[1])) / 2
    before = (triggers_of(model) - mean).abs().sum()
    steps = torch.optim.Adam(model.parameters(), 1e-3)
    for _ in range(60):
        loss = taught_loss(model.train(), teachers, batch, Weights(gold=0))
        steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        steps.step()
    assert (triggers_of(model) - mean).abs().sum() < 0.5 * before


def test_layers_are_mixed_by_their_shares() -> None:
    """One product of matrices gives what the sums of the layers, each with its share, give."""
    torch.manual_seed(6)
    states = [torch.randn(2, 4, 5) for _ in range(3)]
    mixes = [networks.Mix(2), networks.Mix(2)]
    for mix in mixes:
        torch.nn.init.normal_(mix.weights)
        torch.nn.init.normal_(mix.scale)
    for mix, mixed in zip(mixes, networks.mixtures(states, mixes), strict=True):
        shares = torch.softmax(mix.weights, 0)
        torch.testing.assert_close(mixed, mix.scale * sum(shares[i] * states[i] for i in range(3)))


def test_distances_are_counted_as_mpnet_does() -> None:
    """Near ones singly, far ones in wider buckets, those to the right in the upper half."""
    found = networks.buckets(200, torch.device("cpu"))
    assert found[0, :8].tolist() == [0, 17, 18, 19, 20, 21, 22, 23]
    assert found[8:, 0].tolist() == sorted(found[8:, 0].tolist())
    assert found[199, 0] == 15
    assert found[0, 199] == 31


def test_mpnet_has_numbers_of_its_own() -> None:
    numbers = networks.mpnet_numbers().tolist()
    assert len(set(numbers)) == len(numbers)
    assert [numbers[i] for i in (0, 100, 101, 102, 103, 1996)] == [1, 104, 0, 2, 30526, 2000]


def test_a_checkpoint_knows_its_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "SMALL", SMALL)
    monkeypatch.setattr(networks, "LARGE", LARGE)
    for shape in (SMALL, LARGE):
        model = model_of(shape, 5)
        torch.save(model.checkpoint(), tmp_path / "model.pt")
        loaded = networks.LanguageModel.load(tmp_path / "model.pt")
        assert loaded.shape == shape
        assert all(torch.equal(v, loaded.state_dict()[k]) for k, v in model.state_dict().items())


def test_neighbours_are_whole_words_with_like_vectors() -> None:
    words = {"the": 1996, "sent": 2741, "shipped": 8022, "##ship": 9650, "soup": 11350, "1914": 4941}
    vectors = torch.zeros(30522, 3)
    for word, vector in (("the", (1, 0, 0)), ("sent", (1, 0.1, 0)), ("shipped", (1, 0.2, 0)), ("soup", (0, 0, 1))):
        vectors[words[word]] = torch.tensor(vector)
    vectors[9650] = vectors[4941] = torch.tensor((1.0, 0.1, 0.0))
    assert neighbours_of(vectors, words) == {2741: [8022], 8022: [2741]}
