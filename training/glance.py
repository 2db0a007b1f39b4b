"""Learn which sentences the networks need not read: `python -m training.glance`.

A logistic regression on the signs of `foedera.parse.glance`, of three kinds of sentences: those of `frames/`, which are
and the codebook's examples, wanted if they have a frame; those of `texts/`, if networks or patterns find a frame there;
and, counted several times, those of `reports/`, if the claims of the report would be others without them: a sentence
without a frame may name who speaks in the next. Printed: which share of words is left out, and which of the
sentences that are wanted, of what was held back of `frames/` and of every fifth report. Takes some ten minutes; writes
`src/foedera/assets/glance.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from foedera import pipeline
from foedera.codebook import Codebook
from foedera.coding import code
from foedera.parse.glance import Glance, signs
from foedera.parse.inputs import Cut
from foedera.parse.output import unread
from foedera.parse.words import split_words
from foedera.types import Claim, Sentence
from training.data import load_frames
from training.evaluate import HERE
from training.markup import parse

ASSET = HERE.parent / "src" / "foedera" / "assets" / "glance.json"
LEAST = 0.25
"""Probability under which a sentence is not read: of the claims of reports none but a few are lost (EXPERIMENTS.md)."""
TIMES = 5
"""How often a sentence of a report counts, for which is known what would be lost, and an example of the codebook."""
RARE = 8
"""Sentences in which a sign must stand."""
RIDGE = 1.5
FAINT = 0.1
"""Least weight, either way, that is kept."""
HELD = 5
"""Of so many reports one is held back for the figures."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, and whether it is wanted."""

    words: Sequence[str]
    wanted: bool


def of_marks(part: str) -> Iterator[Row]:
    """Yield the marked sentences of a part of `frames/`."""
    for example in load_frames(HERE / "frames")[part]:
        yield Row(example.words, bool(example.frames))


def of_codebook(book: Codebook) -> Iterator[Row]:
    """Yield the examples of what each type is and is not; the latter may be of another type."""
    for kind in book.types.values():
        for line in (*kind.examples, *kind.counterexamples):
            text, triggers, _ = parse(line)
            yield Row([text[start:end] for start, end in split_words(text)], bool(triggers))


def of_texts(engine: pipeline.Engine) -> Iterator[Row]:
    """Yield the sentences of the texts that nobody has marked."""
    for path in sorted((HERE / "texts").glob("*.txt")):
        for text in filter(str.strip, path.read_text(encoding="utf-8").split("\n\n")):
            for sentence in engine.parse(pipeline.document_of(text.encode(), path.name)):
                yield Row([t.text for t in sentence.tokens], bool(engine.with_patterns(sentence).frames))


def of_report(engine: pipeline.Engine, path: Path) -> Iterator[Row]:
    """Yield the sentences of a report, wanted if its claims would be others had they not been read."""
    document = pipeline.document_of(path.read_bytes(), path.name)
    parsed = engine.parse(document)

    def claims(sentences: tuple[Sentence, ...]) -> tuple[Claim, ...]:
        return code(document.report, sentences, engine.codebook, engine.gazetteer)

    sentences = tuple(map(engine.with_patterns, parsed))
    whole = claims(sentences)
    told = [span for claim in whole for span in claim.evidence]
    for number, sentence in enumerate(sentences):
        first, last = sentence.tokens[0].start, sentence.tokens[-1].end
        without = (*sentences[:number], _unread(sentence), *sentences[number + 1 :])
        wanted = any(first < span.end and span.start < last for span in told) or claims(without) != whole
        yield Row([token.text for token in sentence.tokens], wanted)


def _unread(sentence: Sentence) -> Sentence:
    """Return a sentence as it is where the networks do not read it."""
    spans = [(token.start, token.end) for token in sentence.tokens]
    return unread(Cut(sentence.segment, spans, [token.text for token in sentence.tokens], [], 0))


def learn(rows: Sequence[Row]) -> Glance:
    """Return the weights that tell best which sentences are wanted."""
    seen = [signs(row.words) for row in rows]
    counts = dict[str, int]()
    for sign in chain.from_iterable(seen):
        counts[sign] = counts.get(sign, 0) + 1
    names = sorted(sign for sign, count in counts.items() if count >= RARE)
    weights, bias = fit(seen, np.array([row.wanted for row in rows], dtype=np.float32), names)
    least = np.log(LEAST / (1 - LEAST)) - bias
    kept = {name: round(100 * weight) for name, weight in zip(names, weights, strict=True) if abs(weight) >= FAINT}
    return Glance(kept, round(100 * float(least)))


def fit(seen: Sequence[Collection[str]], wanted: NDArray[np.float32], names: list[str]) -> tuple[list[float], float]:
    """Return weights and bias of a ridge logistic regression on signs that are there or not."""
    places = {name: number for number, name in enumerate(names)}
    inside = [[places[sign] for sign in each if sign in places] for each in seen]
    signs_of_all = torch.tensor(list(chain.from_iterable(inside)))
    begins = torch.tensor(np.cumsum([0, *map(len, inside[:-1])]))
    target = torch.from_numpy(wanted)
    weights, bias = torch.zeros(len(names), 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    steps = torch.optim.LBFGS([weights, bias], max_iter=80, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        odds = torch.nn.functional.embedding_bag(signs_of_all, weights, begins, mode="sum")[:, 0] + bias
        value = torch.nn.functional.binary_cross_entropy_with_logits(odds, target, reduction="sum")
        value = value + RIDGE * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach()[:, 0].tolist(), float(bias.detach())


def figures(glance: Glance, rows: Sequence[Row]) -> dict[str, float]:
    """Return which shares of some sentences, of their words and of those that are wanted are left out."""
    out = [row for row in rows if not glance.wants(row.words)]
    return {
        "sentences": round(len(out) / len(rows), 3),
        "words": round(sum(len(row.words) for row in out) / sum(len(row.words) for row in rows), 3),
        "wanted": round(sum(row.wanted for row in out) / sum(row.wanted for row in rows), 4),
    }


def main() -> None:
    """Read, learn, write, and say what is left out."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    engine = pipeline.load()
    reports = [list(of_report(engine, path)) for path in sorted((HERE / "reports").glob("*.txt"))]
    others = [*of_marks("train"), *TIMES * list(of_codebook(engine.codebook)), *of_texts(engine)]
    learned = [row for number, rows in enumerate(reports) if number % HELD for row in rows]
    trial = learn([*others, *TIMES * learned])
    held = {"frames": list(of_marks("test")), "reports": [row for rows in reports[::HELD] for row in rows]}
    print(json.dumps({name: figures(trial, rows) for name, rows in held.items()}, indent=1))
    glance = learn([*others, *TIMES * list(chain.from_iterable(reports))])
    data = {"least": glance.least, "weights": glance.weights}
    ASSET.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
