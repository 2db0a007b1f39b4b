"""Texts that nobody wrote for Foedera, as their sources hold them: two treebanks, and corpora that packages carry.

They are the work of others and no part of this repository. `training/README.md`, "Treebanks", says where they come
from.
"""

from __future__ import annotations

import csv
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from foedera.text.sentences import split

WIRES = "*.cor"
"""Corpora of plain reports, one a line."""
EDITORIALS = "nytEditorialSnippets*.txt"
"""Collections of sentences: `ARTICLE_NUMBER`, a figure and the sentence, with tabs between."""
ARTICLES = "NewsArticles.csv"
"""Pages of news sites: number, day (seldom with an hour), address, headline, line below it, text."""
_SITES = {
    "tass.com": "TASS",
    "aljazeera.com": "Al Jazeera",
    "bbc.co.uk": "BBC News",
    "dw.com": "Deutsche Welle",
    "rte.ie": "RTÉ News",
    "cnn.com": "CNN",
    "abcnews.go.com": "ABC News",
    "europe.chinadaily.com.cn": "China Daily",
    "huffingtonpost.com": "HuffPost",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text as its source has it."""

    name: str
    """As the treebank's `newdoc id` has it; else what kind it is and its number, `lee:12`."""
    text: str
    header: str = ""
    """`Title:`, `Publisher:` and `Published:` lines, where the source tells them."""


def sources_in(folder: Path) -> list[Path]:
    """Return the treebanks and corpora of a folder."""
    return [path for form in ("en_*.conllu.xz", WIRES, EDITORIALS, ARTICLES) for path in sorted(folder.glob(form))]


def sentences_of(source: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield the sentences of a treebank or a corpus: document, number of its paragraph, id, and text as printed.

    The sentences of plain texts are cut as for reading; their ids say where they stand, `lee:12:0-81`.
    """
    if source.match(EDITORIALS):
        yield from _of_rows(source)
    elif source.match(WIRES) or source.match(ARTICLES):
        for document in documents_of(source):
            for sentence in split(document.text):
                start, end = sentence.start, sentence.end
                yield document.name, 0, f"{document.name}:{start}-{end}", document.text[start:end]
    else:
        yield from _of_treebank(source)


def documents_of(source: Path) -> Iterator[Document]:
    """Yield each document: of a treebank sentences as printed, a blank line between paragraphs."""
    if source.match(WIRES):
        yield from _wires(source)
    elif source.match(ARTICLES):
        yield from _articles(source)
    else:
        for name, sentences in groupby(sentences_of(source), key=lambda each: each[0]):
            paragraphs = groupby(sentences, key=lambda each: each[1])
            yield Document(name, "\n\n".join(" ".join(text for *_, text in each) for _, each in paragraphs))


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


def _wires(corpus: Path) -> Iterator[Document]:
    for number, line in enumerate(corpus.read_text(encoding="cp1252").splitlines(), 1):
        if text := line.strip():
            yield Document(f"{corpus.stem}:{number}", text)


def _articles(table: Path) -> Iterator[Document]:
    """The line below the headline goes before the text unless the text begins with it; pages without a day are not."""
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            day, lead, text = (row[key].strip() for key in ("publish_date", "subtitle", "text"))
            parts = [int(part) for part in day.partition(" ")[0].split("/") if part]
            if text and len(parts) == 3:
                site = (urlsplit(row["article_source_link"]).hostname or "").removeprefix("www.")
                lines = ("Title", row["title"].strip()), ("Publisher", _SITES[site]), ("Published", date(*parts))
                header = "".join(f"{key}: {value}\n" for key, value in lines)
                body = text if text.startswith(lead) else f"{lead}\n\n{text}"
                yield Document(f"news:{row['article_id']}", body, header)
