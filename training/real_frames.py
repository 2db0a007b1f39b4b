"""Lay out the marked sentences of real texts: `python -m training.real_frames`; `--keep FILE...` takes more in.

The sentences are those of treebanks and of the Lee corpora and no part of this repository: `frames_r/marks.tsv` says
which sentence has which marks where. Laid out they are files of frame markup like the others (`frames/found_*.txt`,
ignored by git), one a document.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.markup import Marked, Passage, iter_passages
from training.real_sources import sentences_of, sources_in

HERE = Path(__file__).parent
GROUP = "="
"""In place of a sentence: frames of this passage that tell of the same happening."""
_COLUMNS = ("document", "passage", "sentence", "marks")
_LITERAL = re.compile(r"([\[\]{}|])")
_SPAN = re.compile(r"(\d+)-(\d+) (.+)")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a marked document, or a group of its frames."""

    document: str
    """As `training.real_sources.Document` names it."""
    passage: int
    """From 0 within the document."""
    sentence: str
    """As the treebank's `sent_id` has it, or as `sentences_of` numbers it, or `GROUP`."""
    marks: str
    """`START-END LABELS` behind semicolons, offsets in code points of the sentence; of a group its frames."""


@dataclass(slots=True)
class Sentences:
    """The sentences of treebanks and corpora by their ids, and the ids of each document in order."""

    texts: dict[str, str] = field(default_factory=dict)
    documents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, treebanks: Path) -> Sentences:
        """Read all treebanks and corpora of a folder."""
        found = cls()
        for source in sources_in(treebanks):
            for document, _, sentence, text in sentences_of(source):
                found.texts[sentence] = text
                found.documents[document].append(sentence)
        return found


# --- marks beside the text -------------------------------------------------------------------------------------------


def marks_of(marked: Marked) -> str:
    """Return the marks of a sentence without its words.

    Example:
        >>> from training.markup import parse_line
        >>> marks_of(parse_line("[Peru|e1.actor] {threatened|e1 threat occurred} [Chile|e1.target]."))
        '0-4 e1.actor;5-15 e1 threat occurred;16-21 e1.target'
    """
    labels: dict[tuple[int, int], list[str]] = defaultdict(list)
    for t in marked.triggers:
        labels[t.start, t.end].append(f"{t.id} {t.type} {t.status}")
    for f in marked.fillers:
        labels[f.start, f.end].append(f"{f.frame}.{f.label}")
    return ";".join(f"{start}-{end} {' '.join(said)}" for (start, end), said in sorted(labels.items()))


def with_marks(text: str, marks: str) -> str:
    """Return a sentence in frame markup.

    Raises:
        ValueError: The marks are no marks, or do not fit into the sentence.

    Example:
        >>> with_marks("Peru threatened Chile.", "0-4 e1.actor;5-15 e1 threat occurred")
        '[Peru|e1.actor] {threatened|e1 threat occurred} Chile.'
    """
    out, at = "", 0
    for mark in filter(None, marks.split(";")):
        found = _SPAN.fullmatch(mark)
        if not found or not at <= int(found[1]) < int(found[2]) <= len(text):
            raise ValueError(f"{mark!r} is no mark in {text!r}")
        start, end = int(found[1]), int(found[2])
        opening, closing = "[]" if "." in found[3].split()[0] else "{}"
        out += f"{_escaped(text[at:start])}{opening}{_escaped(text[start:end])}|{found[3]}{closing}"
        at = end
    return out + _escaped(text[at:])


def _escaped(text: str) -> str:
    return _LITERAL.sub(r"\\\1", text)


# --- into the table and out of it ------------------------------------------------------------------------------------


def rows_in(table: Path) -> list[Row]:
    """Return the rows of a table."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(r["document"], int(r["passage"]), r["sentence"], r["marks"]) for r in rows]


def rows_of(marked: Path, known: Sentences) -> Iterator[Row]:
    """Yield the rows of a marked file whose remarks name the document of each passage.

    A sentence that begins with `#` would be a remark in the markup: it has no row.

    Raises:
        ValueError: A passage is not the next one of its document.
    """
    left: dict[str, list[str]] = {}
    number: dict[str, int] = {}
    document = ""
    for passage in iter_passages(marked):
        for remark in passage.remarks:
            named = [part.strip() for part in remark.split("|")]
            document = next((name for name in named if name in known.documents), document)
        ids = left.setdefault(document, [i for i in known.documents[document] if known.texts[i][:1] != "#"])
        number[document] = number.get(document, -1) + 1
        yield from _rows_of_passage(document, number[document], passage, ids, known)


def _rows_of_passage(document: str, number: int, passage: Passage, ids: list[str], known: Sentences) -> Iterator[Row]:
    for sentence in passage.sentences:
        if not ids or known.texts[ids[0]] != sentence.text:
            wanted = known.texts[ids[0]] if ids else "its end"
            raise ValueError(f"{document}: {wanted!r} expected, not {sentence.text!r}")
        yield Row(document, number, ids.pop(0), marks_of(sentence))
    for group in passage.groups:
        yield Row(document, number, GROUP, " ".join(f"{at}.{frame}" for at, frame in group))


def keep(rows: Iterable[Row], table: Path) -> None:
    """Write a table."""
    with table.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(_COLUMNS)
        writer.writerows((r.document, r.passage, r.sentence, r.marks) for r in rows)


def lay_out(table: Path, known: Sentences, folder: Path) -> int:
    """Write a file of frame markup for each document of a table, and return how many sentences there are.

    Raises:
        ValueError: A sentence is in none of the treebanks and corpora, or its marks do not fit.
    """
    documents: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    kept = rows_in(table)
    for row in kept:
        documents[row.document][row.passage].append(row)
    for number, (document, passages) in enumerate(documents.items(), 1):
        texts = ["\n".join(_lines(rows, known)) for rows in passages.values()]
        (folder / f"found_{number:02}.txt").write_text(f"# {document}\n" + "\n\n".join(texts) + "\n", encoding="utf-8")
    return sum(row.sentence != GROUP for row in kept)


def _lines(rows: Sequence[Row], known: Sentences) -> Iterator[str]:
    for row in rows:
        if row.sentence == GROUP:
            yield f"#= {row.marks}"
        elif row.sentence not in known.texts:
            raise ValueError(f"{row.document}: no sentence {row.sentence} in the treebanks and corpora")
        else:
            yield with_marks(known.texts[row.sentence], row.marks)


def main() -> None:
    """Lay out the sentences, or keep the marks of files, and say how many."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--table", type=Path, default=HERE / "frames_r" / "marks.tsv")
    ap.add_argument("--frames", type=Path, default=HERE / "frames", help="where the files are laid out")
    ap.add_argument("--keep", type=Path, nargs="+", metavar="FILE", help="take the marks of these files into the table")
    wanted = ap.parse_args()
    known = Sentences.read(wanted.treebanks)
    if wanted.keep:
        rows = rows_in(wanted.table) if wanted.table.exists() else []
        more = [row for path in wanted.keep for row in rows_of(path, known)]
        fresh = {row.document for row in more}
        keep([*(row for row in rows if row.document not in fresh), *more], wanted.table)
        print(f"{len(more)} rows of {len(fresh)} documents kept in {wanted.table}")
    else:
        print(f"{lay_out(wanted.table, known, wanted.frames)} sentences in {wanted.frames}/found_*.txt")


if __name__ == "__main__":
    main()
