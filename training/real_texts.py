"""Lay out the real texts beside their gold claims: `python -m training.real_texts`.

Weblogs, newsgroup posts, news, speeches and interviews of the two treebanks, and wires of the Lee corpora, are the only
texts here that nobody wrote for Foedera (a collection of editorials gives marked sentences besides). `reports_r/` and
`reports_l/` hold their claims, coded blind, and `parts.tsv` tells where each text stands. The texts are the work of
others and no part of this repository: they are put together from what the sources hold, and git ignores them.
"""

from __future__ import annotations

import argparse
import csv
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from foedera.text.sentences import split

HERE = Path(__file__).parent
SETS = (HERE / "reports_r", HERE / "reports_l")
WIRES = "*.cor"
"""Corpora of plain reports, one a line."""
EDITORIALS = "nytEditorialSnippets*.txt"
"""Collections of sentences: `ARTICLE_NUMBER`, a figure and the sentence, with tabs between."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document that is read as one report."""

    name: str
    document: str
    """As the treebank's `newdoc id` has it; of a corpus of plain reports its name and the line, `lee:12`."""
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


def sentences_of(source: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield the sentences of a treebank or a corpus: document, number of its paragraph, id, and text as printed."""
    if source.match(WIRES):
        yield from _of_lines(source)
    elif source.match(EDITORIALS):
        yield from _of_rows(source)
    else:
        yield from _of_treebank(source)


def _of_treebank(treebank: Path) -> Iterator[tuple[str, int, str, str]]:
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


def _of_lines(corpus: Path) -> Iterator[tuple[str, int, str, str]]:
    """Sentences are cut as for reading; their ids say where they stand in the line, `lee:12:0-81`."""
    for document, text in _wires(corpus):
        for sentence in split(text):
            place = f"{document}:{sentence.start}-{sentence.end}"
            yield document, 0, place, text[sentence.start : sentence.end]


def _of_rows(collection: Path) -> Iterator[tuple[str, int, str, str]]:
    """Repeated sentences are left out, and a first one that holds the second."""
    articles: dict[str, dict[int, str]] = {}
    for row in collection.read_text(encoding="latin-1").split("\n"):
        if row:
            key, _, text = row.split("\t")
            article, _, number = key.rpartition("_")
            articles.setdefault(article, {})[int(number)] = text
    for article, told in articles.items():
        first = {text: number for number, text in sorted(told.items(), reverse=True)}
        texts = sorted(first, key=lambda text: first[text])
        for text in texts[1:] if len(texts) > 1 and texts[1] in texts[0] else texts:
            yield f"editorial:{article}", 0, f"editorial:{article}_{first[text]}", text


def _wires(corpus: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(corpus.read_text(encoding="cp1252").splitlines(), 1):
        if text := line.strip():
            yield f"{corpus.stem}:{number}", text


def sources_in(folder: Path) -> list[Path]:
    """Return the treebanks and corpora of a folder."""
    return [path for form in ("en_*.conllu.xz", WIRES, EDITORIALS) for path in sorted(folder.glob(form))]


def documents_of(source: Path) -> Iterator[tuple[str, str]]:
    """Yield each document with its text: of a treebank sentences as printed, a blank line between paragraphs."""
    if source.match(WIRES):
        yield from _wires(source)
        return
    for document, sentences in groupby(sentences_of(source), key=lambda each: each[0]):
        paragraphs = groupby(sentences, key=lambda each: each[1])
        yield document, "\n\n".join(" ".join(text for *_, text in each) for _, each in paragraphs)


def lay_out(treebanks: Path, folder: Path) -> int:
    """Write the texts that `parts.tsv` lists beside their gold, and return how many.

    Raises:
        ValueError: A document is in none of the treebanks and corpora.
    """
    parts = parts_in(folder / "parts.tsv")
    wanted = {part.document for part in parts}
    texts = {name: text for source in sources_in(treebanks) for name, text in documents_of(source) if name in wanted}
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
    ap.add_argument("--reports", type=Path, nargs="+", default=SETS, metavar="FOLDER")
    wanted = ap.parse_args()
    for folder in wanted.reports:
        print(f"{lay_out(wanted.treebanks, folder)} texts in {folder}")


if __name__ == "__main__":
    main()
