"""Lay out the real texts beside their gold claims: `python -m training.real_texts`.

Weblogs, newsgroup posts, news, speeches and interviews of the two treebanks are the only texts here that nobody wrote
for Foedera. `reports_r/` holds their claims, coded blind, and `parts.tsv` tells where each text stands in a treebank.
The texts are the work of others and no part of this repository: they are put together from the treebanks' sentences,
and git ignores them.
"""

from __future__ import annotations

import argparse
import csv
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document that is read as one report."""

    name: str
    document: str
    """As the treebank's `newdoc id` has it."""
    start: int
    end: int
    """Offsets into the document's text, in code points."""
    published: str
    """A date, or nothing where none is known."""
    half: str
    """`seen`, or `held` where nobody has looked at an error."""


def parts_in(table: Path) -> list[Part]:
    """Return the parts that a table lists."""
    with table.open(encoding="utf-8", newline="") as rows:
        return [
            Part(r["name"], r["document"], int(r["start"]), int(r["end"]), r["published"], r["half"])
            for r in csv.DictReader(rows, delimiter="\t")
        ]


def sentences_of(treebank: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield the sentences of a treebank: document, number of its paragraph in the treebank, id, and text as printed."""
    document, paragraph, sentence = "", 0, ""
    with lzma.open(treebank, "rt", encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.rstrip("\n").partition(" = ")
            if key == "# newdoc id":
                document, paragraph = value.strip(), paragraph + 1
            elif line.startswith("# newpar"):
                paragraph += 1
            elif key == "# sent_id":
                sentence = value.strip()
            elif key == "# text":
                yield document, paragraph, sentence, value.strip()


def documents_of(treebank: Path) -> Iterator[tuple[str, str]]:
    """Yield each document of a treebank with its text: sentences as printed, a blank line between paragraphs."""
    for document, sentences in groupby(sentences_of(treebank), key=lambda each: each[0]):
        paragraphs = groupby(sentences, key=lambda each: each[1])
        yield document, "\n\n".join(" ".join(text for *_, text in each) for _, each in paragraphs)


def lay_out(treebanks: Path, folder: Path) -> int:
    """Write the texts that `parts.tsv` lists beside their gold, and return how many.

    Raises:
        ValueError: A document is in none of the treebanks.
    """
    parts = parts_in(folder / "parts.tsv")
    wanted = {part.document for part in parts}
    texts = {
        name: text
        for treebank in sorted(treebanks.glob("en_*.conllu.xz"))
        for name, text in documents_of(treebank)
        if name in wanted
    }
    if missing := sorted(wanted - texts.keys()):
        raise ValueError(f"{treebanks}: no document {missing[0]} ({len(missing)} missing)")
    for part in parts:
        header = f"Published: {part.published}\n\n" if part.published else ""
        text = texts[part.document][part.start : part.end]
        (folder / f"{part.name}.txt").write_text(f"{header}{text}\n", encoding="utf-8")
    return len(parts)


def main() -> None:
    """Lay out the texts and say how many."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--reports", type=Path, default=HERE / "reports_r")
    wanted = ap.parse_args()
    print(f"{lay_out(wanted.treebanks, wanted.reports)} texts in {wanted.reports}")


if __name__ == "__main__":
    main()
