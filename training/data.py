"""Training examples: treebank sentences (tags, tree, names) and marked sentences (frames)."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from foedera.parse.words import split_words
from foedera.text.sentences import split
from training.markup import Marked, iter_passages

HELD_BACK = 0.15
DEV = 0.06


@dataclass(slots=True)
class FrameExample:
    """One frame over words: trigger and fillers as word ranges, end exclusive."""

    type: str
    status: str
    trigger: tuple[int, int]
    fillers: list[tuple[str, int, int]]


@dataclass(slots=True)
class Example:
    """One sentence. `upos` is None without a tree, `ner` without names, `frames` without frame annotation."""

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    ner: list[str] | None = None
    frames: list[FrameExample] | None = None
    lemmas: list[str] = field(default_factory=list)
    source: str = ""
    text: str = ""


def load_treebank(folder: Path, name: str) -> list[Example]:
    """Read one `NAME.conllu.xz`; EWT gets the names of Universal NER where they are there."""
    names = _load_names(folder, name) if name.startswith("en_ewt") else {}
    examples = []
    for sent_id, text, rows in _iter_conllu(folder / f"{name}.conllu.xz"):
        example = Example(
            words=[r[1] for r in rows],
            upos=[r[3] for r in rows],
            xpos=[r[4] for r in rows],
            heads=[int(r[6]) for r in rows],
            deprels=[r[7] for r in rows],
            lemmas=[r[2] for r in rows],
            source=sent_id,
            text=text,
        )
        ner = names.get(sent_id)
        if ner and len(ner) == len(rows):
            example.ner = ner
        examples.append(example)
    return examples


def _iter_conllu(path: Path) -> Iterator[tuple[str, str, list[list[str]]]]:
    sent_id, text = "", ""
    rows: list[list[str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                sent_id = line[12:].strip()
            elif line.startswith("# text = "):
                text = line[9:].rstrip("\n")
            elif not line.strip():
                if rows:
                    yield sent_id, text, rows
                rows = []
            elif line[0] != "#":
                row = line.rstrip("\n").split("\t")
                if row[0].isdigit():
                    rows.append(row)


def _load_names(folder: Path, name: str) -> dict[str, list[str]]:
    """Return BIO tags by sent_id; tags that end in -OTH or -O are no entities."""
    found: dict[str, list[str]] = {}
    sent_id = ""
    tags: list[str] = []
    with lzma.open(folder / f"uner_{name}.iob2.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                sent_id = line[12:].strip()
            elif not line.strip():
                if tags:
                    found[sent_id] = tags
                tags = []
            elif line[0] != "#":
                tag = line.split("\t")[2].strip()
                tags.append(tag if tag[2:] in {"PER", "ORG", "LOC"} else "O")
    if tags:
        found[sent_id] = tags
    return found


def load_frames(folder: Path) -> dict[str, list[Example]]:
    """Read all marked sentences, split by passage into train, dev and test (held back).

    The split hangs on a hash of the passage's first sentence, so that adding material moves no passage.
    """
    parts: dict[str, list[Example]] = {"train": [], "dev": [], "test": []}
    for path in sorted(folder.glob("*.txt")):
        for number, passage in enumerate(iter_passages(path)):
            first = passage.sentences[0].text
            share = int(hashlib.sha256(first.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
            part = "test" if share < HELD_BACK else "dev" if share < HELD_BACK + DEV else "train"
            parts[part] += [from_marked(s, f"{path.stem}:{number}") for s in passage.sentences]
    return parts


def load_texts(folder: Path) -> list[Example]:
    """Read the sentences of plain reports, one paragraph a line; nobody has marked them."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for number, segment in enumerate(split(text)):
            words = [text[start:end] for start, end in split_words(text, segment.start, segment.end)]
            if words:
                found.append(Example(words, source=f"{path.stem}:{number}", text=text[segment.start : segment.end]))
    return found


def from_marked(marked: Marked, source: str) -> Example:
    """Lay the marks of one sentence on its words; a mark that cuts a word takes the whole word."""
    spans = split_words(marked.text)

    def words_of(start: int, end: int) -> tuple[int, int]:
        inside = [i for i, (s, e) in enumerate(spans) if s < end and e > start]
        return inside[0], inside[-1] + 1

    frames = [
        FrameExample(
            t.type,
            t.status,
            words_of(t.start, t.end),
            [(f.label, *words_of(f.start, f.end)) for f in marked.fillers_of(t.id)],
        )
        for t in marked.triggers
    ]
    return Example(words=[marked.text[s:e] for s, e in spans], frames=frames, source=source, text=marked.text)
