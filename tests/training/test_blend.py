"""Models that went on from one and the same are blended by their weights."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: only training needs it")
from training.blend import blend, share_of  # noqa: E402 - needs torch


def test_shares_are_taken_in_proportion_and_counts_as_they_are(tmp_path: Path) -> None:
    shares = {}
    for name, value, share in (("a", 1.0, 3), ("b", 5.0, 1)):
        weights = {"w": torch.tensor([value, -value]), "n": torch.tensor([7])}
        torch.save({"xpos": ["NN"], "weights": weights}, tmp_path / f"{name}.pt")
        shares[tmp_path / f"{name}.pt"] = share
    blend(tmp_path / "out.pt", shares)
    out = torch.load(tmp_path / "out.pt", weights_only=True)
    assert out["xpos"] == ["NN"]
    assert out["weights"]["w"].tolist() == [2.0, -2.0]
    assert out["weights"]["n"].tolist() == [7]


def test_a_share_follows_its_checkpoint() -> None:
    assert share_of("runs/a=b/epoch-5.pt=0.3") == (Path("runs/a=b/epoch-5.pt"), 0.3)
