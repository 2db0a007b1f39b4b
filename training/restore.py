"""Write the checkpoint that a model directory was exported from: `python -m training.restore OUT [MODEL]`.

Checkpoints are no part of the repository; the shipped model is, and training can go on from it. Its int8 tables become
floats again, each the very value that the networks work with: exported once more, they give the same tables.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from foedera.parse import MODEL
from training.export import export
from training.model import LanguageModel

Table: TypeAlias = NDArray[np.float32]
GRAPHS = ("reader.onnx", "framer.onnx")
_STEP = 0.05
"""How far int8 puts a weight of the unit normal distribution from where it was, at most."""
_ABSENT = 1e-6
"""Least share of a layer in a mixture, so that its logarithm is finite."""


def restored(folder: Path) -> LanguageModel:
    """Return the model of a model directory, with the weights that its networks work with.

    The graphs name most tables by numbers. So a model of random weights is exported, and what stands in its tables
    tells whose they are.

    Raises:
        ValueError: Other networks, or another exporter, made the directory.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = LanguageModel(config["xpos"], config["deprels"])
    with torch.no_grad():
        for weights in model.parameters():
            weights.normal_()
    with tempfile.TemporaryDirectory() as there:
        export(model, Path(there))
        drawn = tables(Path(there))
    shipped, found = tables(folder), dict[str, Tensor]()
    for name, table in drawn.items():
        if name not in shipped or shipped[name].shape != table.shape:
            raise ValueError(f"{folder}: no table {name} of {table.shape}: other networks made it")
        found |= weights_of(model, table, shipped[name])
    missing = sorted(name for name, _ in model.named_parameters() if name not in found)
    if missing:
        raise ValueError(f"{folder}: no table for {', '.join(missing)}: another exporter made it")
    model.load_state_dict(model.state_dict() | found)
    return model


def tables(folder: Path) -> dict[str, Table]:
    """Return the float tables of the graphs by graph and name, int8 ones as what they stand for."""
    found: dict[str, Table] = {}
    for file in GRAPHS:
        graph = onnx.load(str(folder / file)).graph
        raw = {table.name: numpy_helper.to_array(table) for table in graph.initializer}
        raw |= {n.output[0]: numpy_helper.to_array(n.attribute[0].t) for n in graph.node if n.op_type == "Constant"}
        for name, value in raw.items():
            base, _, kind = name.rpartition("_")
            if value.dtype == np.int8 and kind in {"quantized", "rows"}:
                found[f"{file} {base}"] = value.astype(np.float32) * raw[f"{base}_scale"]
            elif value.dtype == np.float32 and value.size > 1 and kind != "scale":
                found[f"{file} {name}"] = value
    return found


def weights_of(model: LanguageModel, drawn: Table, shipped: Table) -> dict[str, Tensor]:
    """Return what a shipped table says of the weights whose values stand in the like table of a model of random ones.

    Three things are in the graphs otherwise than in the model: matrices may be turned, the relations are one matrix,
    and of the mixtures of layers there are the shares alone. A table that holds no weights gives nothing.
    """
    for name, weights in model.state_dict().items():
        own = weights.numpy()
        if _like(own, drawn):
            return {name: torch.from_numpy(shipped.copy())}
        if own.ndim == 2 and _like(own.T, drawn):
            return {name: torch.from_numpy(shipped.T.copy())}
    relations = model.reader.rel.detach().transpose(0, 1)
    if _like(relations.flatten(1).numpy(), drawn):
        return {"reader.rel": torch.from_numpy(shipped.copy()).view(relations.shape).transpose(0, 1).contiguous()}
    mixes = {name: getattr(model.reader, name) for name in ("mix_tree", "mix_names", "mix_frames")}
    if _like(torch.stack([mix.shares() for mix in mixes.values()]).detach().numpy(), drawn):
        return {
            f"reader.{name}.{part}": weights
            for name, shares in zip(mixes, torch.from_numpy(shipped.copy()), strict=True)
            for part, weights in _mixture(shares).items()
        }
    return {}


def _like(own: Table, drawn: Table) -> bool:
    return own.shape == drawn.shape and bool(np.allclose(own, drawn, rtol=0, atol=_STEP))


def _mixture(shares: Tensor) -> dict[str, Tensor]:
    """Return weights and scale of a mixture with such shares."""
    scale = shares.sum()
    return {"weights": torch.log((shares / scale).clamp(min=_ABSENT)), "scale": scale.reshape(1)}


def main() -> None:
    """Write the checkpoint."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("model", type=Path, nargs="?", default=MODEL)
    wanted = ap.parse_args()
    torch.save(restored(wanted.model).checkpoint(), wanted.out)


if __name__ == "__main__":
    main()
