"""Counting right, wanted and given: trees, names, triggers, statuses, fillers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from foedera.types import Filler, Frame, Sentence
from training.data import Example
from training.markup import Marked, MarkedTrigger

Span = tuple[int, int]
Labelled = tuple[str, int, int]
NAMES = ("PER", "ORG", "LOC")


def ratio(right: float, wanted: float, given: float) -> dict[str, float]:
    """Return precision, recall and F1 in per cent, and how many were wanted."""
    p, r = right / given if given else 0.0, right / wanted if wanted else 0.0
    f1 = round(200 * p * r / (p + r), 1) if p + r else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": f1, "n": int(wanted)}


def overlap(a: Span, b: Span) -> bool:
    """Say whether two stretches share anything."""
    return a[0] < b[1] and b[0] < a[1]


def span_of(mark: Frame | MarkedTrigger) -> Span:
    """Return where a trigger stands."""
    return mark.start, mark.end


def bio_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the entities of BIO tags as word ranges; I without B begins one."""
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-") or (tag.startswith("I-") and start is None):
            start = i


@dataclass(slots=True)
class TreeScores:
    """Figures over treebank sentences; one that is too long to be parsed counts as all wrong."""

    words: int = 0
    right: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Example, parsed: Sentence | None) -> None:
        """Count one sentence."""
        self.words += len(gold.words)
        if parsed is None:
            return
        columns = zip(
            parsed.tokens,
            gold.upos or (),
            gold.xpos or (),
            gold.heads or (),
            gold.deprels or (),
            gold.lemmas,
            strict=True,
        )
        for token, upos, xpos, head, rel, lemma in columns:
            attached = token.head + 1 == head
            self.right["upos"] += token.upos == upos
            self.right["xpos"] += token.xpos == xpos
            self.right["uas"] += attached
            self.right["las"] += attached and token.deprel == rel
            self.right["las_universal"] += attached and token.deprel.split(":")[0] == rel.split(":")[0]
            self.right["lemma"] += token.lemma == lemma
        if gold.ner:
            self._add_names(gold.ner, parsed)

    def _add_names(self, tags: Sequence[str], parsed: Sentence) -> None:
        starts = {token.start: i for i, token in enumerate(parsed.tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(parsed.tokens)}
        found = {(starts[name.start], ends[name.end], str(name.label)) for name in parsed.names}
        gold = set(bio_spans(tags))
        for label in (*NAMES, ""):
            mine, wanted = ({x for x in part if not label or x[2] == label} for part in (found, gold))
            self.names[f"{label}tp"] += len(mine & wanted)
            self.names[f"{label}p"] += len(mine)
            self.names[f"{label}g"] += len(wanted)

    def figures(self) -> dict[str, float]:
        """Return UPOS, XPOS, UAS, LAS (subtypes counted), LAS of universal relations, lemmas, names; in per cent."""
        out = {name: round(100 * count / self.words, 2) for name, count in self.right.items()}
        for label in (*NAMES, ""):
            if self.names[f"{label}g"]:
                score = ratio(self.names[f"{label}tp"], self.names[f"{label}g"], self.names[f"{label}p"])
                out[f"ner{'_' * bool(label)}{label}"] = score["f1"]
        return out


@dataclass(slots=True)
class FillerScores:
    """Fillers by label: right (overlapping, the same), wanted and given."""

    overlap: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def add_frames(self, sentence: Marked, found: Sequence[Frame]) -> None:
        """Count the fillers of a sentence's gold triggers, given the frames that the model made of these."""
        for trigger in sentence.triggers:
            gold = [(f.label, f.start, f.end) for f in sentence.fillers_of(trigger.id)]
            mine = next((f.fillers for f in found if _same(f, trigger)), ())
            self.add(gold, mine)

    def add(self, gold: Sequence[Labelled], mine: Sequence[Filler]) -> None:
        """Count the fillers of one frame; each is right once."""
        self.wanted.update(label for label, _, _ in gold)
        self.given.update(filler.label for filler in mine)
        left = list(mine)
        for label, start, end in gold:
            fits = [f for f in left if f.label == label and overlap((f.start, f.end), (start, end))]
            hit = next((f for f in fits if (f.start, f.end) == (start, end)), fits[0] if fits else None)
            if hit:
                left.remove(hit)
                self.overlap[label] += 1
                self.exact[label] += (hit.start, hit.end) == (start, end)

    def figures(self) -> dict[str, Any]:
        """Return precision, recall and F1 of all labels together."""
        wanted, given = self.wanted.total(), self.given.total()
        return {
            "fillers, overlap": ratio(self.overlap.total(), wanted, given),
            "fillers, exact": ratio(self.exact.total(), wanted, given),
        }

    def by_label(self) -> dict[str, dict[str, float]]:
        """Return precision, recall and F1 (overlap) of each label."""
        return {k: ratio(self.overlap[k], self.wanted[k], self.given[k]) for k in sorted(self.wanted)}


def _same(frame: Frame, trigger: MarkedTrigger) -> bool:
    return frame.type == trigger.type and overlap(span_of(frame), span_of(trigger))


@dataclass(slots=True)
class TriggerScores:
    """Typed triggers and the statuses of those that are right."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    exact: int = 0
    sentences: Counter[str] = field(default_factory=Counter)
    status: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, sentence: Marked, found: Sequence[Frame]) -> None:
        """Count one sentence; each frame found is right at most once."""
        self.sentences["right"] += bool(found) and bool(sentence.triggers)
        self.sentences["wanted"] += bool(sentence.triggers)
        self.sentences["given"] += bool(found)
        self.wanted.update(t.type for t in sentence.triggers)
        self.given.update(f.type for f in found)
        left = list(found)
        for trigger in sentence.triggers:
            hit = next((f for f in left if _same(f, trigger)), None)
            if hit is None:
                other = next((f.type for f in found if overlap(span_of(f), span_of(trigger))), "-")
                self.confused[trigger.type, other] += 1
            else:
                left.remove(hit)
                self._add_right(trigger, hit)
        for frame in left:
            if not any(overlap(span_of(frame), span_of(trigger)) for trigger in sentence.triggers):
                self.confused["-", frame.type] += 1

    def _add_right(self, trigger: MarkedTrigger, hit: Frame) -> None:
        self.right[trigger.type] += 1
        self.exact += span_of(hit) == span_of(trigger)
        self.status[trigger.status] += hit.status == trigger.status
        self.statuses[trigger.status] += 1

    def figures(self) -> dict[str, Any]:
        """Return the main figures; statuses in per cent of right triggers."""
        wanted, given, seen = self.wanted.total(), self.given.total(), self.sentences
        return {
            "typed trigger": ratio(self.right.total(), wanted, given),
            "typed trigger, exact": ratio(self.exact, wanted, given),
            "sentence has a frame": ratio(seen["right"], seen["wanted"], seen["given"]),
            "status": round(100 * self.status.total() / max(1, self.statuses.total()), 1),
            "status by": {k: [round(100 * self.status[k] / n, 1), n] for k, n in sorted(self.statuses.items())},
        }

    def by_type(self) -> dict[str, dict[str, float]]:
        """Return precision, recall and F1 of each type."""
        return {k: ratio(self.right[k], n, self.given[k]) for k, n in sorted(self.wanted.items())}

    def most_confused(self, most: int = 40) -> dict[str, int]:
        """Return the commonest confusions, gold first; "-" is no frame."""
        return {f"{a} -> {b}": n for (a, b), n in self.confused.most_common(most)}
