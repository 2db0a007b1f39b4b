"""The two networks at work, and their loading beside whatever else a program does when it starts.

Both the loading and the running leave the interpreter to other threads.
"""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedera.parse.inputs import Inputs

    Arrays: TypeAlias = list[NDArray[np.float32]]

MODEL: Final = Path(__file__).parent.parent / "assets" / "model"
READER_OUT: Final = ("upos", "xpos", "ner", "arcs", "rels", "triggers", "states")
FRAMER_OUT: Final = ("typed", "types", "status", "inside", "begin")


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


class _Loading(Thread):
    """Loads networks; what went wrong is raised where they are asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(name="foedera-networks")
        self._folder = folder
        self._found: Networks | None = None
        self._fault: BaseException | None = None

    def run(self) -> None:
        try:
            self._found = Networks(self._folder)
        except BaseException as fault:  # noqa: BLE001 - raised again by `result`
            self._fault = fault

    def result(self) -> Networks:
        """Wait for the networks."""
        self.join()
        if self._found is None:
            raise self._fault or RuntimeError("the networks were not loaded")
        return self._found


_begun: dict[Path, _Loading] = {}


def begin_loading(folder: Path = MODEL) -> None:
    """Begin to load the networks of a directory in a thread; the next who asks for them gets these."""
    if folder not in _begun:
        _begun[folder] = loading = _Loading(folder)
        loading.start()


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
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
