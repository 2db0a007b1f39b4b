"""Calibrate the confidence of claims, not of frames: `python -m training.calibrate [MODEL] [--keep]`.

`tune` calibrates what the networks say of one sentence. What is shown are claims: sentences are joined, drafts that
name nobody fall away, and each join makes a claim surer. So every passage of the tuning part is read as a small report
through the whole coder; a claim is right if a gold happening of its type has a trigger where the claim has one. A
logistic curve (monotone: no order of claims changes) from said to observed confidence is fitted there, measured on the
held-back passages, and written into the model's `config.json` as `claims`, with the threshold of the best F1 as
`least`, but never less than two in five (`--floor`). Neither part is trained on. No report of `../shared/reports` or
`benchmarks/reports` is read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedera import codebook as codebooks
from foedera import gazetteer as gazetteers
from foedera.parse import MODEL, Model
from foedera.parse.check import SUMS
from foedera.pipeline import Engine
from foedera.types import Claim, Report, Segment, Sentence
from training.data import load_frames
from training.evaluate import HERE
from training.markup import Passage, iter_passages
from training.tune import calibration_error, logistic, platt

Floats = NDArray[np.float64]
LOWEST = 0.2
"""Least confidence of a claim that is looked at: below it none is ever shown."""
GRID = tuple(round(0.2 + 0.05 * step, 2) for step in range(15))
FLOOR = 0.4
"""Least confidence shown. Below it the tuning passages' F1 no longer grows (0.711 at 0.3, 0.709 at 0.4), and a reader
meets more that is wrong; on reports that nobody tuned for 0.5 costs two points of F1."""
SHORTEST = 4
"""Sentences of a passage, at least: in less, nothing is told twice, and joining cannot go wrong."""
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Happening:
    """One gold happening of a passage: its type and where its triggers stand."""

    type: str
    triggers: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Claims of a part with what they say of themselves and what is so."""

    sure: Floats
    right: NDArray[np.bool_]
    wanted: int

    def f1(self, least: float) -> float:
        """Return the F1 of the claims that are at least so sure."""
        shown = self.sure >= least
        hits = int(self.right[shown].sum())
        total = int(shown.sum()) + self.wanted
        return 2 * hits / total if total else 0.0


def passages(folder: Path, part: str, without: str = "extra_*") -> list[Passage]:
    """Return the longer passages of one part of the split, without the files that seek rare wordings by design."""
    texts = {example.text for example in load_frames(folder)[part]}
    left_out = set(folder.glob(f"{without}.txt"))
    files = (path for path in sorted(folder.glob("*.txt")) if path not in left_out)
    found = (one for path in files for one in iter_passages(path) if len(one.sentences) >= SHORTEST)
    return [one for one in found if one.sentences[0].text in texts]


def as_report(passage: Passage) -> tuple[Report, list[Segment], list[Happening]]:
    """Return a passage as a report without date, its sentences, and its happenings."""
    segments, at = list[Segment](), 0
    for sentence in passage.sentences:
        segments.append(Segment(at, at + len(sentence.text), "prose", 0))
        at += len(sentence.text) + 1
    text = " ".join(sentence.text for sentence in passage.sentences)
    report = Report("passage", text)
    where = {
        (number, trigger.id): (trigger.type, (segment.start + trigger.start, segment.start + trigger.end))
        for number, (sentence, segment) in enumerate(zip(passage.sentences, segments, strict=True), start=1)
        for trigger in sentence.triggers
    }  # groups count sentences from 1
    grouped = [[key for key in group if key in where] for group in passage.groups]
    alone = [[key] for key in where if not any(key in group for group in grouped)]
    found = [group for group in (*grouped, *alone) if group]
    return report, segments, [Happening(where[g[0]][0], tuple(where[key][1] for key in g)) for g in found]


def judge(claims: Sequence[Claim], happenings: Sequence[Happening]) -> Iterator[tuple[float, bool]]:
    """Yield confidence and rightness of each claim; a happening is found once."""
    left = list(happenings)
    for claim in sorted(claims, key=lambda c: -c.confidence):
        hit = next((h for h in left if h.type == claim.type and _meets(claim, h)), None)
        if hit is not None:
            left.remove(hit)
        yield claim.confidence, hit is not None


def _meets(claim: Claim, happening: Happening) -> bool:
    return any(span.start < end and start < span.end for span in claim.triggers for start, end in happening.triggers)


def judged(engine: Engine, some: Sequence[Passage]) -> Judged:
    """Read passages and judge their claims.

    Gold happenings that no claim can tell of (nobody of any state in them) are not counted as missed: the coder leaves
    them out on purpose, whatever their confidence.
    """
    pairs, wanted = list[tuple[float, bool]](), 0
    for passage in some:
        report, segments, happenings = as_report(passage)
        parsed: tuple[Sentence, ...] = tuple(engine.model.parse(report.text, segments))
        claims = engine.claims(report, parsed, LOWEST)
        pairs += judge(claims, happenings)
        wanted += len(happenings)
    sure, right = (np.array(column) for column in zip(*pairs, strict=True))
    return Judged(sure.astype(float), right.astype(bool), wanted)


def fit(part: Judged) -> tuple[float, float]:
    """Return slope and intercept from the log-odds of said to those of observed confidence."""
    return platt(_odds(part.sure), part.right)


def mapped(part: Judged, slope: float, intercept: float) -> Judged:
    """Return a part with its confidences calibrated."""
    return replace(part, sure=logistic(slope * _odds(part.sure) + intercept))


def best_threshold(part: Judged) -> float:
    """Return the least confidence with the best F1; of several that give it, to a thousandth, the highest."""
    return max(at for at in GRID if round(part.f1(at), 3) == max(round(part.f1(other), 3) for other in GRID))


def keep(model: Path, settings: dict[str, Any]) -> None:
    """Write settings into a model's configuration, and its checksum where there are checksums."""
    path, sums = model / "config.json", model / SUMS
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(config | settings, indent=1) + "\n", encoding="utf-8")
    if sums.is_file():
        wanted = f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        lines = [wanted if line.endswith(f"  {path.name}") else line for line in sums.read_text().splitlines()]
        sums.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _odds(p: Floats) -> Floats:
    clipped = np.clip(p, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(clipped / (1 - clipped)))


def told(part: Judged) -> dict[str, Any]:
    """Return what is to be printed of a part."""
    best = max(GRID, key=part.f1)
    return {
        "claims": len(part.sure),
        "ece": round(calibration_error(part.sure, part.right), 3),
        "best F1 from": best,
        "F1 at": {f"{at:.2f}": round(part.f1(at), 3) for at in GRID},
    }


def main() -> None:
    """Fit, measure, and write the curve if asked to."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model", type=Path, nargs="?", default=MODEL)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--floor", type=float, default=FLOOR, help="least confidence shown, however good a lower one is")
    ap.add_argument("--keep", action="store_true", help="write slope and intercept into the model's config.json")
    args = ap.parse_args()
    engine = Engine(Model(args.model, threads=2), codebooks.load(), gazetteers.load())
    engine.model.adjust(claims=(1.0, 0.0))
    parts = {part: judged(engine, passages(args.frames, part)) for part in ("dev", "test")}
    slope, intercept = fit(parts["dev"])
    after = {name: mapped(part, slope, intercept) for name, part in parts.items()}
    best = best_threshold(after["dev"])
    settings = {"claims": [round(slope, 4), round(intercept, 4)], "least": max(args.floor, best)}
    if args.keep:
        keep(args.model, settings)
    figures = {name: {"as they were": told(parts[name]), "calibrated": told(after[name])} for name in parts}
    print(json.dumps(settings | {"best threshold": best} | figures, indent=1))


if __name__ == "__main__":
    main()
