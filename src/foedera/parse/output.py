"""From decoded numbers to the records of `foedera.types`: words become code points of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from foedera.parse.config import Config
from foedera.parse.decode import Filled, Found, Trigger, find_fillers, find_names, log_softmax, sigmoid, softmax
from foedera.parse.inputs import Cut, Outputs
from foedera.parse.lemmas import lemma
from foedera.parse.tree import best_tree
from foedera.types import Filler, Frame, Name, Sentence, Token

_FAINT = 0.1
"""Least probability of a weak filler."""
_FAINT_FRAME = 0.15
"""Least probability of a faint frame."""
_NEVER = 2.0
"""A threshold that no probability reaches."""
_UNREAD = "X"
"""Part of speech of words that were not read."""
_GLUED = 2
"""Words that a hyphen joins to a name: itself and the next."""


def to_sentences(
    batch: Sequence[Cut], read: Outputs, frames: Sequence[Sequence[Frame]], config: Config
) -> list[Sentence]:
    """Return the parsed sentences of a batch.

    Args:
        read: The first stage's outputs, padded.
        frames: Of each sentence, faint ones too.
    """
    lengths = [len(cut.words) for cut in batch]
    names = find_names(read["ner"], lengths, config.ner)
    tags = [read[name].tolist() for name in ("upos", "xpos", "rels")]
    inner = ["dep" if rel == "root" else rel for rel in config.deprels]
    heads = [best_tree(read["arcs"][i, :n, : n + 1]) for i, n in enumerate(lengths)]
    return [
        Sentence(
            cut.segment,
            _tokens(cut, (tags[0][i], tags[1][i], tags[2][i]), heads[i], config, inner),
            _names(cut.spans, names[i]),
            tuple(frame for frame in frames[i] if frame.score >= config.trigger),
            tuple(frame for frame in frames[i] if frame.score < config.trigger),
        )
        for i, cut in enumerate(batch)
    ]


def unread(cut: Cut) -> Sentence:
    """Return a sentence that the networks have not read: its words, all of them below the first."""
    tokens = [
        Token(start, end, word, lemma(word, "NOUN"), _UNREAD, "", -1 if at == 0 else 0, "root" if at == 0 else "dep")
        for at, ((start, end), word) in enumerate(zip(cut.spans, cut.words, strict=True))
    ]
    return Sentence(cut.segment, tuple(tokens))


def _names(spans: list[tuple[int, int]], found: list[Found]) -> tuple[Name, ...]:
    return tuple(
        Name(spans[start][0], spans[_glued(spans, end) - 1][1], label, score)  # type: ignore[arg-type]
        for start, end, label, score in found
    )


def _tokens(
    cut: Cut, tags: tuple[list[int], list[int], list[int]], heads: list[int], config: Config, inner: list[str]
) -> tuple[Token, ...]:
    """Return the words of a sentence from the numbers of their tags, their heads and relations (padded).

    Args:
        inner: The relations by number. Only the root is `root`: a word whose relation was scored at another head than
            the tree gives it may seem to be one.
    """
    upos, xpos = [config.upos[i] for i in tags[0][: len(heads)]], [config.xpos[i] for i in tags[1][: len(heads)]]
    relations = ["root" if head == 0 else inner[i] for i, head in zip(tags[2], heads, strict=False)]
    starts, ends = zip(*cut.spans, strict=True)
    lemmas, above = map(lemma, cut.words, upos, xpos), [head - 1 for head in heads]
    return tuple(map(Token, starts, ends, cut.words, lemmas, upos, xpos, above, relations))


def _glued(spans: list[tuple[int, int]], end: int) -> int:
    """Return where a name ends that was cut at a hyphen ("Ahn Gyu|-|back"): words without space belong together."""
    at = end
    while at < len(spans) and spans[at][0] == spans[at - 1][1] and at - end < _GLUED:
        at += 1
    # A possessive or a comma is glued too, but is not what a hyphen joins: two more words must follow.
    return at if at - end == _GLUED and spans[end][1] - spans[end][0] == 1 else end


def to_frames(
    triggers: Sequence[Trigger],
    batch: Sequence[Cut],
    read: Outputs,
    config: Config,
    thresholds: NDArray[np.float32],
    worth_of: Callable[[NDArray[np.float32]], NDArray[np.float32]],
) -> list[Frame | None]:
    """Return the frames of some candidate triggers, faint ones too, None where the second stage refuses one.

    Args:
        read: The second stage's outputs for the candidates, padded.
        thresholds: [L] least probability of a filler of each label.
        worth_of: Gives [K] what the features of K frames, [K, F], speak for a claim, in log-odds.
    """
    priors = np.array([trigger.prior for trigger in triggers])
    joint = joint_scores(read["typed"], priors, config.prior_weight)
    scores = frame_scores(joint, config.prior_weight, config.calibration)
    frames: list[Frame | None] = [None] * len(triggers)
    kept = np.flatnonzero(scores >= min(config.trigger, _FAINT_FRAME)).tolist()
    likely, kinds = softmax(read["status"][kept]), softmax(joint[kept, :-1])
    cuts = [batch[triggers[number].sentence] for number in kept]
    found, weak = _fillers(read["inside"][kept], read["begin"][kept], cuts, config.fillers, thresholds)
    worth = worth_of(read["features"][kept])
    for row, (number, cut) in enumerate(zip(kept, cuts, strict=True)):
        trigger, kind = triggers[number], int(read["types"][number])
        best = int(likely[row].argmax())
        frames[number] = Frame(
            type=config.types[kind],
            status=config.statuses[best],  # type: ignore[arg-type]
            start=cut.spans[trigger.start][0],
            end=cut.spans[trigger.end - 1][1],
            fillers=_placed(found[row], cut),
            score=float(scores[number]),
            status_score=float(likely[row, best]),
            producer="model",
            type_score=float(kinds[row, kind]),
            weak=_placed(weak[row], cut),
            worth=float(worth[row]),
        )
    return frames


def _fillers(
    inside: NDArray[np.float32],
    begin: NDArray[np.float32],
    cuts: Sequence[Cut],
    labels: Sequence[str],
    thresholds: NDArray[np.float32],
) -> tuple[list[list[Filled]], list[list[Filled]]]:
    """Return the fillers of each frame, and the weak ones of labels of which it has none; from [K, N, L] logits."""
    sure, begins = sigmoid(inside), sigmoid(begin) >= 0.5
    lengths = [len(cut.words) for cut in cuts]
    found = find_fillers(sure, begins, lengths, labels, thresholds)
    faint = np.full((len(cuts), len(labels)), _FAINT, dtype=np.float32)
    for row, fillers in enumerate(found):
        faint[row, [labels.index(label) for label, *_ in fillers]] = _NEVER
    return found, find_fillers(sure, begins, lengths, labels, faint)


def _placed(found: Sequence[Filled], cut: Cut) -> tuple[Filler, ...]:
    return tuple(Filler(label, cut.spans[start][0], cut.spans[end - 1][1], p) for label, start, end, p in found)


def joint_scores(typed: NDArray[np.float32], prior: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    """Return [K, types + 1] what both stages think of each type, "no frame" last, as unnormalised log-probabilities.

    Args:
        typed: [K, types + 1] the second stage's logits.
        prior: [K, types + 1] the first stage's log-probabilities.
        weight: Of the first stage's opinion.
    """
    return np.asarray(log_softmax(typed) + weight * prior, np.float32)


def frame_scores(joint: NDArray[np.float32], weight: float, calibration: Sequence[float]) -> NDArray[np.float64]:
    """Return [K] calibrated probabilities that candidates are frames, of whatever type.

    Args:
        joint: [K, types + 1] of `joint_scores`.
        weight: By which they were made.
    """
    odds = (np.logaddexp.reduce(joint[:, :-1], axis=1) - joint[:, -1]).astype(np.float64) / (1 + weight)
    return np.asarray(1 / (1 + np.exp(-(calibration[0] * odds + calibration[1]))))
