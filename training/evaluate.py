"""Measure a model directory: `python -m training.evaluate [MODEL] [--part test] [--json OUT]`.

Trees with the treebanks' words, punctuation and relation subtypes counted; frames from plain text on the held-back
passages. A typed trigger is right if its type is and its words overlap the gold's (`exact`: are the same).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from foedera.parse.model import MODEL, Model
from foedera.types import Filler, Frame, Segment, Sentence
from training.data import Example, load_frames, load_treebank
from training.markup import Marked, iter_passages
from training.data import DEV, HELD_BACK

HERE = Path(__file__).parent
Span = tuple[int, int]


def ratio(right: float, wanted: float, given: float) -> dict[str, float]:
    p, r = right / given if given else 0.0, right / wanted if wanted else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / (p + r), 1) if p + r else 0.0,
            "n": int(wanted)}


def trees(model: Model, examples: Sequence[Example]) -> dict[str, float]:
    """Return UPOS, XPOS, UAS, LAS (subtypes counted), LAS of universal relations, lemmas, all in per cent."""
    right: Counter[str] = Counter()
    names: Counter[str] = Counter()
    total = 0
    for e in examples:
        parsed = model.parse_words(e.words) if sum(map(len, model._pieces.of(e.words))) < 238 else None
        tokens = parsed.tokens if parsed else ()
        total += len(e.words)
        for i, t in enumerate(tokens):
            head = t.head + 1 == e.heads[i]
            right["upos"] += t.upos == e.upos[i]
            right["xpos"] += t.xpos == e.xpos[i]
            right["uas"] += head
            right["las"] += head and t.deprel == e.deprels[i]
            right["las_universal"] += head and t.deprel.split(":")[0] == e.deprels[i].split(":")[0]
            right["lemma"] += t.lemma == e.lemmas[i]
        if e.ner and parsed:
            starts = {t.start: i for i, t in enumerate(tokens)}
            ends = {t.end: i + 1 for i, t in enumerate(tokens)}
            found = {(starts[n.start], ends[n.end], n.label) for n in parsed.names}
            gold = set(bio_spans(e.ner))
            for label in ("PER", "ORG", "LOC", ""):
                f, g = ({x for x in part if not label or x[2] == label} for part in (found, gold))
                names[f"{label}tp"] += len(f & g)
                names[f"{label}p"] += len(f)
                names[f"{label}g"] += len(g)
    out = {k: round(100 * v / total, 2) for k, v in right.items()}
    for label in ("PER", "ORG", "LOC", ""):
        if names[f"{label}g"]:
            out[f"ner{'_' * bool(label)}{label}"] = ratio(names[f"{label}tp"], names[f"{label}g"], names[f"{label}p"])["f1"]
    return out


def bio_spans(tags: Sequence[str]) -> Iterable[tuple[int, int, str]]:
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-") or (tag.startswith("I-") and start is None):
            start = i


def marked_part(folder: Path, part: str, only: str = "*") -> list[Marked]:
    """Return the marked sentences of one part (train, dev, test) as plain text with marks."""
    texts = {e.text for e in load_frames(folder)[part]}
    return [s for path in sorted(folder.glob(f"{only}.txt")) for p in iter_passages(path) for s in p.sentences if s.text in texts]


def overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def frames(model: Model, sentences: Sequence[Marked]) -> dict[str, object]:
    """Return trigger, status and filler figures over some marked sentences."""
    tp: Counter[str] = Counter()
    exact = wanted = given = 0
    want_of, give_of = Counter[str](), Counter[str]()
    has = Counter[str]()
    status, status_n = Counter[str](), Counter[str]()
    fills: dict[str, Counter[str]] = {"overlap": Counter(), "exact": Counter()}
    fill_want, fill_give = Counter[str](), Counter[str]()
    confusion: Counter[tuple[str, str]] = Counter()
    for s in sentences:
        segment = Segment(0, len(s.text), "prose", 0)
        found = [f for parsed in model.parse(s.text, [segment]) for f in parsed.frames]
        has["tp"] += bool(found) and bool(s.triggers)
        has["g"] += bool(s.triggers)
        has["p"] += bool(found)
        wanted += len(s.triggers)
        given += len(found)
        want_of.update(t.type for t in s.triggers)
        give_of.update(f.type for f in found)
        left = list(found)
        for t in s.triggers:
            hit = next((f for f in left if f.type == t.type and overlap((f.start, f.end), (t.start, t.end))), None)
            if hit is None:
                other = next((f for f in found if overlap((f.start, f.end), (t.start, t.end))), None)
                confusion[t.type, other.type if other else "-"] += 1
                continue
            left.remove(hit)
            tp[t.type] += 1
            exact += (hit.start, hit.end) == (t.start, t.end)
            status[t.status] += hit.status == t.status
            status_n[t.status] += 1
        for f in left:
            if not any(overlap((f.start, f.end), (t.start, t.end)) for t in s.triggers):
                confusion["-", f.type] += 1
        if s.triggers:
            given_frames = model.frames_at(s.text, segment, [(t.start, t.end, t.type) for t in s.triggers])
            for t in s.triggers:
                gold = [(f.label, f.start, f.end) for f in s.fillers_of(t.id)]
                mine = next((f.fillers for f in given_frames if overlap((f.start, f.end), (t.start, t.end)) and f.type == t.type), ())
                score_fillers(gold, mine, fills, fill_want, fill_give)
    labels = sorted(fill_want)
    return {
        "typed trigger": ratio(sum(tp.values()), wanted, given),
        "typed trigger, exact": ratio(exact, wanted, given),
        "sentence has a frame": ratio(has["tp"], has["g"], has["p"]),
        "status": round(100 * sum(status.values()) / max(1, sum(status_n.values())), 1),
        "status by": {k: [round(100 * status[k] / n, 1), n] for k, n in sorted(status_n.items())},
        "fillers, overlap": ratio(sum(fills["overlap"].values()), sum(fill_want.values()), sum(fill_give.values())),
        "fillers, exact": ratio(sum(fills["exact"].values()), sum(fill_want.values()), sum(fill_give.values())),
        "by type": {k: ratio(tp[k], n, give_of[k]) for k, n in sorted(want_of.items())},
        "by label": {k: ratio(fills["overlap"][k], fill_want[k], fill_give[k]) for k in labels},
        "confused": {f"{a} -> {b}": n for (a, b), n in confusion.most_common(40)},
    }


def score_fillers(gold: list[tuple[str, int, int]], mine: Sequence[Filler], hits: dict[str, Counter[str]],
                  want: Counter[str], give: Counter[str]) -> None:
    want.update(label for label, _, _ in gold)
    give.update(f.label for f in mine)
    left = list(mine)
    for label, start, end in gold:
        hit = next((f for f in left if f.label == label and (f.start, f.end) == (start, end)), None) or next(
            (f for f in left if f.label == label and overlap((f.start, f.end), (start, end))), None)
        if hit:
            left.remove(hit)
            hits["overlap"][label] += 1
            hits["exact"][label] += (hit.start, hit.end) == (start, end)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("model", type=Path, nargs="?", default=MODEL)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--part", default="test")
    ap.add_argument("--only", default="*", help="glob of frame files, without .txt")
    ap.add_argument("--no-trees", action="store_true")
    ap.add_argument("--json", type=Path)
    args = ap.parse_args()
    model = Model(args.model, threads=2)
    out: dict[str, object] = {}
    if not args.no_trees:
        for name in ("en_ewt", "en_gum"):
            out[f"{name}-{args.part}"] = trees(model, load_treebank(args.treebanks, f"{name}-{args.part}"))
    sentences = marked_part(args.frames, args.part, args.only)
    out["frames"] = {"sentences": len(sentences), **frames(model, sentences)}
    text = json.dumps(out, indent=1)
    print(text)
    if args.json:
        args.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
