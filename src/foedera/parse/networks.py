"""The two networks at work, and their loading beside whatever else a program does when it starts.

Both the loading and the running leave the interpreter to other threads.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from foedera.parse.beside import Beside

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedera.parse.inputs import Inputs

    Arrays: TypeAlias = list[NDArray[np.float32]]

MODEL: Final = Path(__file__).parent.parent / "assets" / "model"
READER_OUT: Final = ("upos", "xpos", "ner", "arcs", "rels", "triggers", "states")
FRAMER_OUT: Final = ("typed", "types", "status", "inside", "begin", "features")
_SLOWER: Final = ("SkipLayerNormFusion",)
"""What onnxruntime would do to a graph although it is slower: its sum and norm in one take six times as long as the two
one after the other (1.32, AVX-512), an eighth of a run."""


class Networks:
    """Both networks. Several threads may run them at once; each run takes one."""

    def __init__(self, folder: Path) -> None:
        """Load the networks of a model directory; whatever onnxruntime finds wrong with them is raised."""
        self._reader = _session(folder / "reader.onnx")
        self._framer = _session(folder / "framer.onnx")

    def read(self, inputs: Inputs) -> Arrays:
        """Run the first network; outputs in the order of `READER_OUT`."""
        found: Arrays = self._reader.run(READER_OUT, inputs)
        return found

    def frame(self, inputs: Inputs) -> Arrays:
        """Run the second network; outputs in the order of `FRAMER_OUT`."""
        found: Arrays = self._framer.run(FRAMER_OUT, inputs)
        return found


_begun: dict[Path, Beside[Networks]] = {}


def begin_loading(folder: Path = MODEL) -> None:
    """Begin to load the networks of a directory beside other work; the next who asks for them gets these."""
    if folder not in _begun:
        _begun[folder] = Beside(partial(Networks, folder))


def load_networks(folder: Path) -> Networks:
    """Return the networks of a directory, those whose loading was begun if it was."""
    begun = _begun.pop(folder, None)
    return Networks(folder) if begun is None else begun.result()


def _session(path: Path) -> Any:
    import onnxruntime  # noqa: PLC0415  (a heavy import, needed only here)

    options = onnxruntime.SessionOptions()
    # One thread a run: matrices of one batch are so small that a second costs more than it does
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # shapes differ from batch to batch: patterns would only pile up
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOWER)
    )
