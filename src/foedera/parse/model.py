"""The language model at work: segments of a report in, parsed sentences out.

One encoder pass gives tags, tree, names and candidate triggers; a small second network reads each candidate and gives
its type, status and fillers. A batch never mixes reports, so a report's result does not depend on its neighbours.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedera.clock import ENDLESS, Clock
from foedera.errors import ModelError, Problem
from foedera.parse.beside import Beside
from foedera.parse.config import load_config
from foedera.parse.decode import Trigger, find_triggers
from foedera.parse.inputs import (
    Cut,
    Inputs,
    Outputs,
    batches,
    cut_segment,
    cut_words,
    framer_inputs,
    reader_inputs,
    size_of,
)
from foedera.parse.networks import FRAMER_OUT, MODEL, READER_OUT, load_networks
from foedera.parse.output import to_frames, to_sentences, unread
from foedera.parse.pieces import load_pieces
from foedera.types import Frame, Segment, Sentence

_TOGETHER = 6
"""Batches that go through each step together: one network drives all else out of the processor's caches, and what
comes between two of its runs is so much the slower. Bounds the memory for what the first network gives."""
_CANDIDATES = 48
"""Candidates that the second stage reads at once: bounds its memory."""


class Model:
    """The loaded networks. One instance serves one thread; processes load their own."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        """Load a model directory.

        Args:
            threads: Batches of one report that are read at once.

        Raises:
            ModelError: A file is missing or broken.
        """
        try:
            self.config = load_config(folder / "config.json")
            self._thresholds, self._worth = self._numbers()
            self._pieces = load_pieces(folder / "tokenizer.json")
            self._networks = load_networks(folder)
        except Exception as fault:  # onnxruntime raises bare Exceptions of many kinds
            raise ModelError(
                Problem("M101", str(folder), f"the language model cannot be loaded ({fault}); reinstall foedera")
            ) from fault
        self._threads = threads

    def parse(
        self,
        text: str,
        segments: Sequence[Segment],
        wants: Callable[[Sequence[str]], bool] | None = None,
        clock: Clock = ENDLESS,
    ) -> list[Sentence]:
        """Parse some segments of one text; the result is in their order.

        A segment too long for the encoder gives several sentences. A segment without words gives none.

        Args:
            wants: Tells by its words whether a sentence is to be read; of others no more than the words comes back.
            clock: When to give up.

        Raises:
            LateError: It took too long.
        """
        cuts = self._cuts(text, segments)
        wanted = [i for i, cut in enumerate(cuts) if wants is None or wants(cut.words)]
        numbers = [[wanted[i] for i in batch] for batch in batches([cuts[i] for i in wanted])]
        done: dict[int, Sentence] = {}
        for batch, sentences in zip(
            numbers, self._read_each([[cuts[i] for i in n] for n in numbers], clock), strict=True
        ):
            done.update(zip(batch, sentences, strict=True))
        return [done[i] if i in done else unread(cut) for i, cut in enumerate(cuts)]

    def parse_words(self, words: Sequence[str]) -> Sentence:
        """Parse one sentence whose words are given; offsets count in the words joined by blanks.

        It must have words, and at most 256 pieces (`size_of`): it is not cut.
        """
        return self._read([[cut_words(words, self._pieces)]])[0][0]

    def size_of(self, words: Sequence[str]) -> int:
        """Return how many pieces the encoder sees of a sentence."""
        return size_of(self._pieces.of(words))

    def frames_at(self, text: str, segment: Segment, triggers: Sequence[tuple[int, int, str]]) -> list[Frame]:
        """Give status and fillers of triggers that are already known, as (start, end, type) in code points.

        A trigger outside the segment's first 240 pieces, or of a type that the model was not trained on, is left out.
        """
        cut = next(cut_segment(text, segment, self._pieces), None)
        known = self._known(cut, triggers) if cut else []
        if cut is None or not known:
            return []
        inputs = reader_inputs([cut], self._pieces)
        seconds = framer_inputs(known, [cut], self._run_reader(inputs), inputs["words"], self.config.prior_weight)
        found = self._fill(known, [cut], seconds)
        return [frame for frame in found if frame is not None and frame.score >= self.config.trigger]

    def worth_of(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return [K] for how many log-odds what K frames are in their sentences, [K, F], speaks for a claim.

        Whoever learns this looks at the features here.
        """
        if not self._worth.size:
            return np.zeros(len(features), dtype=np.float32)
        return np.asarray(features @ self._worth[:-1] + self._worth[-1])

    def adjust(self, **settings: Any) -> None:
        """Change settings of the configuration by name, for tuning."""
        self.config = replace(self.config, **settings)
        self._thresholds, self._worth = self._numbers()

    def network_inputs(self, text: str, segments: Sequence[Segment]) -> Iterator[tuple[Inputs, list[Inputs]]]:
        """Yield both networks' inputs for each batch of some segments, for measuring the bare networks."""
        cuts = self._cuts(text, segments)
        for numbers in batches(cuts):
            batch = [cuts[i] for i in numbers]
            inputs = reader_inputs(batch, self._pieces)
            yield inputs, [second for _, second in self._candidates(batch, self._run_reader(inputs), inputs["words"])]

    def run_encoder(self, inputs: Inputs) -> list[NDArray[np.float32]]:
        """Run the first network alone."""
        return self._networks.read(inputs)

    def run_framer(self, inputs: Inputs) -> list[NDArray[np.float32]]:
        """Run the second network alone."""
        return self._networks.frame(inputs)

    def _numbers(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the thresholds and what each feature weighs, as the configuration has them."""
        return self.config.thresholds(), np.array(self.config.worth, dtype=np.float32)

    def _run_reader(self, inputs: Inputs) -> Outputs:
        return dict(zip(READER_OUT, self.run_encoder(inputs), strict=True))

    def _run_framer(self, inputs: Inputs) -> Outputs:
        return dict(zip(FRAMER_OUT, self.run_framer(inputs), strict=True))

    def _cuts(self, text: str, segments: Sequence[Segment]) -> list[Cut]:
        return [cut for segment in segments for cut in cut_segment(text, segment, self._pieces)]

    def _read_each(self, many: list[list[Cut]], clock: Clock) -> list[list[Sentence]]:
        """Return the sentences of each batch, several at once where this model may take more threads."""
        size = max(1, min(_TOGETHER, len(many) // self._threads))
        parts = [many[at : at + size] for at in range(0, len(many), size)]
        waiting, found = deque(enumerate(parts)), dict[int, list[list[Sentence]]]()
        others = [
            Beside(partial(self._read_from, waiting, found, clock)) for _ in range(1, min(self._threads, len(parts)))
        ]
        try:
            self._read_from(waiting, found, clock)
            for other in others:
                other.result()
        finally:
            waiting.clear()  # whoever is interrupted leaves the others nothing to go on with
        return [sentences for number in range(len(parts)) for sentences in found[number]]

    def _read_from(
        self, waiting: deque[tuple[int, list[list[Cut]]]], found: dict[int, list[list[Sentence]]], clock: Clock
    ) -> None:
        """Read batches while any wait; several threads take from the same ones."""
        while True:
            try:
                number, some = waiting.popleft()
            except IndexError:
                return
            clock.check()
            found[number] = self._read(some)

    def _read(self, many: list[list[Cut]]) -> list[list[Sentence]]:
        """Return the sentences of some batches, which go through each step together."""
        inputs = [reader_inputs(batch, self._pieces) for batch in many]
        read = [self._run_reader(each) for each in inputs]
        words = [each["words"] for each in inputs]
        filled = [list(self._filled(*each)) for each in zip(many, read, words, strict=True)]
        return [
            to_sentences(batch, outputs, self._frames(batch, some), self.config)
            for batch, outputs, some in zip(many, read, filled, strict=True)
        ]

    def _frames(self, batch: list[Cut], filled: Sequence[tuple[list[Trigger], Outputs]]) -> list[list[Frame]]:
        """Return the frames of each sentence of a batch, faint ones too, in order of their triggers."""
        frames: list[list[Frame]] = [[] for _ in batch]
        for some, outputs in filled:
            read = to_frames(some, batch, outputs, self.config, self._thresholds, self.worth_of)
            for trigger, frame in zip(some, read, strict=True):
                if frame is not None:
                    frames[trigger.sentence].append(frame)
        return frames

    def _filled(
        self, batch: list[Cut], read: Outputs, words: NDArray[np.int64]
    ) -> Iterator[tuple[list[Trigger], Outputs]]:
        """Yield the words that may be triggers, so many at a time, with what the second network makes of them."""
        for some, inputs in self._candidates(batch, read, words):
            yield some, self._run_framer(inputs)

    def _candidates(
        self, batch: list[Cut], read: Outputs, words: NDArray[np.int64]
    ) -> Iterator[tuple[list[Trigger], Inputs]]:
        """Yield the words that may be triggers, so many at a time, with what the second network is told of them."""
        triggers = find_triggers(read["triggers"], [len(cut.words) for cut in batch], self.config.candidate)
        for at in range(0, len(triggers), _CANDIDATES):
            some = triggers[at : at + _CANDIDATES]
            yield some, framer_inputs(some, batch, read, words, self.config.prior_weight)

    def _fill(self, triggers: list[Trigger], batch: list[Cut], inputs: Inputs) -> list[Frame | None]:
        """Let the second stage read some candidates; None where it refuses one."""
        return to_frames(triggers, batch, self._run_framer(inputs), self.config, self._thresholds, self.worth_of)

    def _known(self, cut: Cut, triggers: Sequence[tuple[int, int, str]]) -> list[Trigger]:
        """Return given triggers as candidates whose type the first stage is sure of."""
        known = []
        for start, end, kind in triggers:
            inside = [i for i, (s, e) in enumerate(cut.spans) if s < end and e > start]
            if inside and kind in self.config.types:
                prior = np.full(len(self.config.types) + 1, -1e3, dtype=np.float32)
                prior[self.config.types.index(kind)] = 0
                known.append(Trigger(0, inside[0], inside[-1] + 1, prior))
        return known
