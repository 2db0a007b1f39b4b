"""The language model at work: segments of a report in, parsed sentences out.

One encoder pass gives tags, tree, names and candidate triggers; a small second network reads each candidate and gives
its type, status and fillers. A batch never mixes reports, so a report's result does not depend on its neighbours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedera.errors import ModelError, Problem
from foedera.parse.decode import Trigger, find_fillers, find_names, find_triggers, log_softmax, softmax
from foedera.parse.features import distance_buckets, tree_features
from foedera.parse.lemmas import lemma
from foedera.parse.pieces import SPECIAL_CASE, Pieces, case_class, load_pieces
from foedera.parse.tree import best_tree
from foedera.parse.words import split_words
from foedera.types import Filler, Frame, Name, Segment, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

MODEL = Path(__file__).parent.parent / "assets" / "model"
_READER_OUT = ("upos", "xpos", "ner", "arcs", "rels", "triggers", "states")
_BATCH_PIECES = 320
_MOST_PIECES = 240
"""Longer sentences are cut between words: the encoder was trained up to 256 pieces."""
_FAINT = 0.1
"""Least probability of a weak filler."""
_CANDIDATES = 48
"""Candidates that the second stage reads at once: bounds its memory."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a model directory's `config.json` holds."""

    upos: list[str]
    xpos: list[str]
    deprels: list[str]
    ner: list[str]
    types: list[str]
    statuses: list[str]
    fillers: list[str]
    candidate: float
    """Least probability for the second stage to look at a word."""
    trigger: float
    """Least probability of a frame that is kept."""
    prior_weight: float
    """Weight of the first stage's opinion of the type beside the second's."""
    filler: dict[str, float]
    """Least probability of a filler by label."""
    calibration: tuple[float, float]
    """Slope and intercept that turn a raw log-odds into a calibrated one."""
    hash: str


@dataclass(slots=True)
class _Cut:
    """One sentence cut into words and pieces."""

    segment: Segment
    spans: list[tuple[int, int]]
    words: list[str]
    pieces: list[tuple[int, ...]]

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces)) + 2


class Model:
    """The loaded networks. One instance serves one thread; processes load their own."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        """Load a model directory.

        Raises:
            ModelError: A file is missing or broken.
        """
        try:
            settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self.config = Config(**{k: settings[k] for k in Config.__slots__})
            self._pieces = load_pieces(str(folder / "tokenizer.json"))
            self._reader = _session(folder / "reader.onnx", threads)
            self._framer = _session(folder / "framer.onnx", threads)
        except Exception as fault:  # onnxruntime and tokenizers raise bare Exceptions of many kinds
            raise ModelError(
                Problem("M101", str(folder), f"the language model cannot be loaded ({fault}); reinstall foedera")
            ) from fault
        self._thresholds = np.array([self.config.filler[label] for label in self.config.fillers], dtype=np.float32)

    def parse(self, text: str, segments: Sequence[Segment]) -> list[Sentence]:
        """Parse some segments of one text; the result is in their order.

        A segment too long for the encoder gives several sentences. A segment without words gives none.
        """
        cuts = [cut for segment in segments for cut in self._cut(text, segment)]
        done: dict[int, Sentence] = {}
        for batch in _batches(cuts):
            for number, sentence in zip(batch, self._read(text, [cuts[i] for i in batch]), strict=True):
                done[number] = sentence
        return [done[i] for i in range(len(cuts))]

    def parse_words(self, words: Sequence[str]) -> Sentence:
        """Parse one sentence whose words are given (at most 240 pieces); offsets count in the words joined by blanks."""
        text, spans, at = " ".join(words), [], 0
        for word in words:
            spans.append((at, at + len(word)))
            at += len(word) + 1
        cut = _Cut(Segment(0, len(text), "prose", 0), spans, list(words), self._pieces.of(words))
        return self._read(text, [cut])[0]

    def frames_at(self, text: str, segment: Segment, triggers: Sequence[tuple[int, int, str]]) -> list[Frame]:
        """Give status and fillers of triggers that are already known, as (start, end, type) in code points.

        A trigger outside the segment's first 240 pieces, or of a type that the model was not trained on, is left out.
        """
        cut = next(iter(self._cut(text, segment)), None)
        if cut is None:
            return []
        inputs = _tensors([cut], self._pieces)
        out: dict[str, Any] = dict(zip(_READER_OUT, self._reader.run(_READER_OUT, inputs), strict=True))
        known = []
        for start, end, kind in triggers:
            inside = [i for i, (s, e) in enumerate(cut.spans) if s < end and e > start]
            if inside and kind in self.config.types:
                prior = np.full(len(self.config.types) + 1, -1e3, dtype=np.float32)
                prior[self.config.types.index(kind)] = 0
                known.append(Trigger(0, inside[0], inside[-1] + 1, prior))
        found = self._fill(known, [cut], out, inputs["words"]) if known else []
        return [frame for frame in found if frame is not None]

    def encoder_batches(self, text: str, segments: Sequence[Segment]) -> Iterable[dict[str, NDArray[np.int64]]]:
        """Yield the encoder's inputs for some segments, for measuring the bare network."""
        cuts = [cut for segment in segments for cut in self._cut(text, segment)]
        for batch in _batches(cuts):
            yield _tensors([cuts[i] for i in batch], self._pieces)

    def run_encoder(self, inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """Run the first network alone."""
        found: list[NDArray[np.float32]] = self._reader.run(_READER_OUT, inputs)
        return found

    def _cut(self, text: str, segment: Segment) -> Iterable[_Cut]:
        part = text[segment.start : segment.end]
        spans = [(segment.start + s, segment.start + e) for s, e in split_words(part)]
        words = [text[s:e] for s, e in spans]
        pieces = self._pieces.of(words)
        at = 0
        while at < len(words):
            end, size = at, 2
            while end < len(words) and size + len(pieces[end]) <= _MOST_PIECES:
                size += len(pieces[end])
                end += 1
            yield _Cut(segment, spans[at:end], words[at:end], pieces[at:end])
            at = end

    def _read(self, text: str, batch: list[_Cut]) -> list[Sentence]:
        inputs = _tensors(batch, self._pieces)
        out: dict[str, Any] = dict(zip(_READER_OUT, self._reader.run(_READER_OUT, inputs), strict=True))
        lengths = [len(cut.words) for cut in batch]
        frames = self._frames(batch, out, inputs["words"], lengths)
        return [self._sentence(text, cut, i, out, frames[i]) for i, cut in enumerate(batch)]

    def _sentence(self, text: str, cut: _Cut, i: int, out: dict[str, Any], frames: list[Frame]) -> Sentence:
        config, n, spans = self.config, len(cut.words), cut.spans
        heads = best_tree(out["arcs"][i, :n, : n + 1])
        tags = [config.upos[t] for t in out["upos"][i, :n].tolist()]
        fine = [config.xpos[t] for t in out["xpos"][i, :n].tolist()]
        rels = [config.deprels[t] for t in out["rels"][i, :n].tolist()]
        tokens = tuple(
            Token(spans[w][0], spans[w][1], cut.words[w], lemma(cut.words[w], tags[w], fine[w]), tags[w], fine[w],
                  heads[w] - 1, _relation(rels[w], heads[w]))
            for w in range(n)
        )
        found = tuple(
            Name(spans[s][0], spans[e - 1][1], label, score)  # type: ignore[arg-type]
            for s, e, label, score in find_names(out["ner"][i], n, config.ner)
        )
        return Sentence(cut.segment, tokens, found, tuple(frames))

    def _frames(
        self, batch: list[_Cut], out: dict[str, Any], words: NDArray[np.int64], lengths: list[int]
    ) -> list[list[Frame]]:
        frames: list[list[Frame]] = [[] for _ in batch]
        triggers = find_triggers(out["triggers"], lengths, len(self.config.types), self.config.candidate)
        for at in range(0, len(triggers), _CANDIDATES):
            some = triggers[at : at + _CANDIDATES]
            for trigger, frame in zip(some, self._fill(some, batch, out, words), strict=True):
                if frame is not None:
                    frames[trigger.sentence].append(frame)
        return frames

    def _fill(
        self, triggers: list[Trigger], batch: list[_Cut], out: dict[str, Any], words: NDArray[np.int64]
    ) -> list[Frame | None]:
        """Let the second stage read some candidates; None where it refuses one."""
        config = self.config
        width = max(len(batch[t.sentence].words) for t in triggers)
        at = [t.sentence for t in triggers]
        arcs = {i: softmax(out["arcs"][i]) for i in set(at)}
        marks = np.zeros((len(triggers), width), dtype=np.float32)
        for row, t in enumerate(triggers):
            marks[row, t.start : t.end] = 1
        read = self._framer.run(
            ("typed", "types", "status", "inside", "begin"),
            {
                "states": out["states"][at, :width],
                "words": words[at, :width],
                "marks": marks,
                "distances": np.stack([distance_buckets(width, t.start, t.end) for t in triggers]),
                "tree": np.stack([tree_features(arcs[t.sentence][:width, : width + 1], t.start, t.end) for t in triggers]),
                "rels": out["rels"][at, :width],
                "prior": np.stack([t.prior for t in triggers]) * config.prior_weight,
            },
        )
        return [
            self._frame(t, batch[t.sentence], *(part[row] for part in read)) for row, t in enumerate(triggers)
        ]

    def _frame(  # noqa: PLR0913  (one argument an output of the network)
        self, trigger: Trigger, cut: _Cut, typed: Any, kind: Any, status: Any, inside: Any, begin: Any
    ) -> Frame | None:
        config = self.config
        score = frame_score(typed, trigger.prior, config.prior_weight, config.calibration)
        if score < config.trigger:
            return None
        spans = cut.spans
        likely = softmax(status)
        best = int(likely.argmax())
        n = len(cut.words)
        found = find_fillers(inside, begin, n, config.fillers, self._thresholds)
        have = {label for label, *_ in found}
        faint = np.array([2.0 if label in have else _FAINT for label in config.fillers], dtype=np.float32)
        weak = find_fillers(inside, begin, n, config.fillers, faint)
        return Frame(
            config.types[int(kind)],
            config.statuses[best],  # type: ignore[arg-type]
            spans[trigger.start][0],
            spans[trigger.end - 1][1],
            tuple(Filler(label, spans[s][0], spans[e - 1][1], p) for label, s, e, p in found),
            score,
            float(likely[best]),
            "model",
            tuple(Filler(label, spans[s][0], spans[e - 1][1], p) for label, s, e, p in weak),
        )


def frame_score(
    typed: NDArray[np.float32], prior: NDArray[np.float32], weight: float, calibration: Sequence[float]
) -> float:
    """Return the calibrated probability that a candidate is a frame, from both stages' log-probabilities."""
    joint = log_softmax(typed) + weight * prior
    odds = float(np.logaddexp.reduce(joint[:-1]) - joint[-1]) / (1 + weight)
    return float(1 / (1 + np.exp(-(calibration[0] * odds + calibration[1]))))


def _relation(rel: str, head: int) -> str:
    """Keep `root` for the root alone: the relation was scored at the greedy head, the tree may differ."""
    if head == 0:
        return "root"
    return "dep" if rel == "root" else rel


def _session(path: Path, threads: int) -> Any:
    import onnxruntime  # noqa: PLC0415  (a heavy import, needed only here)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # shapes differ from batch to batch: patterns would only pile up
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(cuts: list[_Cut]) -> Iterable[list[int]]:
    """Yield index lists of like length, each at most `_BATCH_PIECES` padded pieces (or one sentence)."""
    order = sorted(range(len(cuts)), key=lambda i: (cuts[i].size, i))
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * cuts[i].size > _BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _tensors(batch: list[_Cut], pieces: Pieces) -> dict[str, NDArray[np.int64]]:
    """Return the first stage's inputs: ids, cases, mask [B, S]; first, last, words [B, N]."""
    s, n = max(cut.size for cut in batch), max(len(cut.words) for cut in batch)
    ids, cases, mask = (np.zeros((len(batch), s), dtype=np.int64) for _ in range(3))
    first, last, words = (np.zeros((len(batch), n), dtype=np.int64) for _ in range(3))
    for row, cut in enumerate(batch):
        sizes = np.fromiter(map(len, cut.pieces), dtype=np.int64, count=len(cut.pieces))
        ends = np.cumsum(sizes)
        ids[row, : cut.size] = [pieces.cls, *(i for word in cut.pieces for i in word), pieces.sep]
        kinds = np.fromiter(map(case_class, cut.words), dtype=np.int64, count=len(cut.words))
        cases[row, : cut.size] = SPECIAL_CASE
        cases[row, 1 : cut.size - 1] = np.repeat(kinds, sizes)
        mask[row, : cut.size] = 1
        first[row, : len(sizes)] = ends - sizes + 1
        last[row, : len(sizes)] = ends
        words[row, : len(sizes)] = 1
    return {"ids": ids, "cases": cases, "mask": mask, "first": first, "last": last, "words": words}
