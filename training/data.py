"""Training examples: treebank sentences (tags, tree, names) and marked sentences (frames)."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedera.parse.words import split_words
from foedera.text.sentences import split
from training.markup import Marked, iter_passages

HELD_BACK = 0.15
UNKNOWN: Mapping[str, Any] = {"names": (), "players": {}}
"""The cast of a passage of which nobody says who is named in it."""
DEV = 0.06


@dataclass(slots=True)
class FrameExample:
    """One frame over words: trigger and fillers as word ranges, end exclusive."""

    type: str
    status: str
    trigger: tuple[int, int]
    fillers: list[tuple[str, int, int]]
    players: dict[str, frozenset[str]] = field(default_factory=dict)
    """By role who plays it, in whichever sentence they are named, as far as that is known (`training.casts`)."""


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
    document: str = ""
    """What it stands in, behind the sentence before it in a list."""
    polities: dict[int, str] = field(default_factory=dict)
    """The state or organisation that a word names or is of."""


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
            document=f"{name}:{sent_id.rpartition('-')[0]}",
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


def load_frames(folder: Path, casts: Mapping[str, Any] | None = None) -> dict[str, list[Example]]:
    """Read all marked sentences, split by passage into train, dev and test (held back).

    The split hangs on a hash of the passage's first sentence, so that adding material moves no passage.

    Args:
        folder: The frame files.
        casts: By passage who is named where and who plays what, as `training.casts` writes it.
    """
    parts: dict[str, list[Example]] = {"train": [], "dev": [], "test": []}
    for path in sorted(folder.glob("*.txt")):
        for number, passage in enumerate(iter_passages(path)):
            first = passage.sentences[0].text
            share = int(hashlib.sha256(first.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
            part = "test" if share < HELD_BACK else "dev" if share < HELD_BACK + DEV else "train"
            source = f"{path.stem}:{number}"
            cast = (casts or {}).get(source, UNKNOWN)
            parts[part] += [from_marked(s, source, i, cast) for i, s in enumerate(passage.sentences)]
    return parts


def load_texts(folder: Path) -> list[Example]:
    """Read the sentences of plain reports, one paragraph a line; nobody has marked them."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for number, segment in enumerate(split(text)):
            words = [text[start:end] for start, end in split_words(text, segment.start, segment.end)]
            if words:
                shown = text[segment.start : segment.end]
                found.append(Example(words, source=f"{path.stem}:{number}", text=shown, document=path.stem))
    return found


def from_marked(marked: Marked, source: str, number: int = 0, cast: Mapping[str, Any] = UNKNOWN) -> Example:
    """Lay the marks of one sentence on its words; a mark that cuts a word takes the whole word.

    Args:
        marked: The sentence.
        source: File and number of its passage.
        number: Its own in the passage, from 0.
        cast: Who is named where in the passage, and who plays what.
    """
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
            {role: frozenset(who) for role, who in cast["players"].get(f"{number + 1}.{t.id}", {}).items()},
        )
        for t in marked.triggers
    ]
    names = [(start, end, who) for sentence, start, end, who in cast["names"] if sentence == number]
    polities = {i: who for start, end, who in names for i in range(*words_of(start, end))}
    words = [marked.text[s:e] for s, e in spans]
    return Example(words, frames=frames, source=source, text=marked.text, document=source, polities=polities)
