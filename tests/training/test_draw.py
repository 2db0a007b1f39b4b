"""How often the sentences of a file come in an epoch of training."""

import random

import pytest

pytest.importorskip("torch", reason="torch is not installed: only training needs it")

from foedera.parse import MODEL
from foedera.parse.pieces import load_pieces
from training.blend import pair_of
from training.data import Example
from training.train import Data


def test_the_first_pattern_that_fits_decides() -> None:
    frames = [
        Example(["a"], frames=[], source=f"{name}:{i}") for name in ("real_a", "extra_b", "plain_c") for i in range(400)
    ]
    draws = (pair_of("real_*=2"), pair_of("*_c=0"), ("extra_*", 0.5))
    data = Data([], frames, load_pieces(MODEL / "tokenizer.json"), 100, random.Random(1), draws)  # noqa: S311
    drawn = [example.source.split(":")[0] for example in data.drawn()]
    assert drawn.count("real_a") == 800
    assert 150 < drawn.count("extra_b") < 250
    assert not drawn.count("plain_c")


def test_a_pattern_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        pair_of("real_*=often")
