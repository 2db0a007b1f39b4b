"""Export a checkpoint as a model directory: `python -m training.export CHECKPOINT OUT`.

The matrices become int8 (per output channel, activations per tensor at run time), the word embeddings int8 per row.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.labels import DISTANCES, FILLERS, NER, STATUSES, TYPES, UPOS
from training.model import STATE, TREE_FEATURES, LanguageModel, pretrained

READER_IN = ("ids", "cases", "mask", "first", "last", "words")
READER_OUT = ("upos", "xpos", "ner", "arcs", "rels", "triggers", "states")
FRAMER_IN = ("states", "words", "marks", "distances", "tree", "rels", "prior")
FRAMER_OUT = ("typed", "types", "status", "inside", "begin", "features")
WHOLE = ("prior", "typed", "types", "status", "features")
"""What the second stage takes or gives once a candidate, not once a word."""
PIECES_IN = ("ids", "cases", "mask")
SETTINGS = {
    "candidate": 0.15,
    "trigger": 0.5,
    "prior_weight": 1.0,
    "filler": dict.fromkeys(FILLERS, 0.4),
    "calibration": [1.0, 0.0],
}
"""Before `training.tune` has set them on the development part."""


class ReaderForExport(nn.Module):
    """First stage with the choices that need no further search made inside the graph."""

    def __init__(self, model: LanguageModel) -> None:
        super().__init__()
        self.reader = model.reader

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs in the order of `READER_OUT`, tags and relations as indices."""
        out = self.reader(*inputs)
        for name in ("upos", "xpos", "rels"):
            out[name] = out[name].argmax(-1)
        return tuple(out[name] for name in READER_OUT)


class FramerForExport(nn.Module):
    """Second stage as it is, with outputs in order."""

    def __init__(self, model: LanguageModel) -> None:
        super().__init__()
        self.framer = model.framer

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs in the order of `FRAMER_OUT`."""
        out = self.framer(*inputs)
        return tuple(out[name] for name in FRAMER_OUT)


def load(path: Path) -> LanguageModel:
    """Load the `model.pt` of a training run."""
    return LanguageModel.load(path).eval()


def export(model: LanguageModel, out: Path, settings: dict[str, Any] | None = None) -> None:
    """Write `reader.onnx`, `framer.onnx`, `tokenizer.json` and `config.json`."""
    out.mkdir(parents=True, exist_ok=True)
    write_graph(ReaderForExport(model), sample_reader_inputs(), READER_IN, READER_OUT, out / "reader.onnx")
    write_graph(FramerForExport(model), sample_framer_inputs(), FRAMER_IN, FRAMER_OUT, out / "framer.onnx")
    shutil.copy(pretrained() / "tokenizer.json", out / "tokenizer.json")
    config = {
        "upos": UPOS,
        "xpos": model.xpos,
        "deprels": model.deprels,
        "ner": NER,
        "types": TYPES,
        "statuses": STATUSES,
        "fillers": FILLERS,
        **(settings or SETTINGS),
    }
    digest = hashlib.sha256(b"".join((out / f"{n}.onnx").read_bytes() for n in ("reader", "framer")))
    config["hash"] = digest.hexdigest()[:16]
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def sample_reader_inputs() -> tuple[Tensor, ...]:
    """Return two sentences of nine pieces and five words, to trace the graph with."""
    ones, place = torch.ones(2, 9, dtype=torch.long), torch.arange(1, 6).repeat(2, 1)
    return ones * 1012, ones, ones, place, place, torch.ones(2, 5, dtype=torch.long)


def sample_framer_inputs() -> tuple[Tensor, ...]:
    """Return three candidates in sentences of five words, likewise."""
    ones = torch.ones(3, 5, dtype=torch.long)
    return (
        torch.randn(3, 5, STATE),
        ones,
        torch.eye(3, 5),
        ones * (DISTANCES // 2),
        torch.rand(3, 5, TREE_FEATURES),
        ones,
        torch.randn(3, len(TYPES) + 1),
    )


def axes_of(name: str) -> dict[int, str]:
    """Return which axes of an input or output vary: rows, pieces (s), words (n), possible heads."""
    if name in WHOLE:
        return {0: "rows"}
    if name == "arcs":
        return {0: "rows", 1: "n", 2: "heads"}
    return {0: "rows", 1: "s" if name in PIECES_IN else "n"}


def write_graph(
    module: nn.Module, inputs: tuple[Tensor, ...], ins: Sequence[str], outs: Sequence[str], path: Path
) -> None:
    """Trace a network and write it as an int8 graph."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / path.name
        torch.onnx.export(
            module.eval(),
            inputs,
            str(raw),
            input_names=list(ins),
            output_names=list(outs),
            dynamic_axes={name: axes_of(name) for name in (*ins, *outs)},
            opset_version=17,
            dynamo=False,
        )
        quantise(raw, path)


def quantise(raw: Path, out: Path) -> None:
    """Turn one float graph into int8."""
    ready = raw.with_suffix(".ready.onnx")
    quant_pre_process(str(raw), str(ready), skip_symbolic_shape=True)
    small = raw.with_suffix(".int8.onnx")
    quantize_dynamic(
        str(ready),
        str(small),
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    graph = onnx.load(str(small))
    embeddings_by_row(graph)
    onnx.save(graph, str(out))


def embeddings_by_row(model: onnx.ModelProto) -> None:
    """Replace each large float table that is only looked up by int8 rows and a scale a row."""
    graph = model.graph
    tables = {t.name: t for t in graph.initializer if is_large(t)}
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        nodes += [node] if table is None else looked_up_by_row(graph, table, node)
    del graph.node[:]
    graph.node.extend(nodes)


def is_large(table: onnx.TensorProto) -> bool:
    """Say whether a table is worth storing by row."""
    return table.data_type == TensorProto.FLOAT and len(table.dims) == 2 and table.dims[0] >= 1000


def looked_up_by_row(graph: onnx.GraphProto, table: onnx.TensorProto, node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Store one table anew and return the nodes that stand for its look-up."""
    full = numpy_helper.to_array(table)
    scale = np.maximum(np.abs(full).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
    rows = np.clip(np.round(full / scale), -127, 127).astype(np.int8)
    base, index, result = table.name, node.input[1], node.output[0]
    graph.initializer.remove(table)
    graph.initializer.extend(
        [numpy_helper.from_array(rows, f"{base}_rows"), numpy_helper.from_array(scale, f"{base}_scale")]
    )
    return [
        helper.make_node("Gather", [f"{base}_rows", index], [f"{result}_i8"], axis=0),
        helper.make_node("Cast", [f"{result}_i8"], [f"{result}_f"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{base}_scale", index], [f"{result}_s"], axis=0),
        helper.make_node("Mul", [f"{result}_f", f"{result}_s"], [result]),
    ]


def main() -> None:
    """Export one checkpoint."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("out", type=Path)
    args = ap.parse_args()
    export(load(args.checkpoint), args.out)
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
