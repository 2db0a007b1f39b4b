"""Lay out the real texts beside their gold claims: `python -m training.real_texts`.

Weblogs, newsgroup posts, news, speeches and interviews of the two treebanks, wires of the Lee corpora, and pages of
news sites are the only texts here that nobody wrote for Foedera (a collection of editorials gives marked sentences
besides). `reports_r/`, `reports_l/` and `reports_n/` hold their claims, coded blind, and `parts.tsv` tells where each
text stands. The texts are the work of others and no part of this repository: they are put together from what the
sources hold, and git ignores them.
"""

from __future__ import annotations

import argparse
import csv
import zlib
from dataclasses import dataclass
from pathlib import Path

from training.real_sources import ARTICLES, documents_of, sources_in

HERE = Path(__file__).parent
SETS = (HERE / "reports_r", HERE / "reports_l", HERE / "reports_n")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document that is read as one report."""

    name: str
    document: str
    """As `real_sources.Document` names it."""
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


def lay_out(treebanks: Path, folder: Path) -> int:
    """Write the texts that `parts.tsv` lists beside their gold, and return how many.

    Raises:
        ValueError: A document is in none of the treebanks and corpora.
    """
    parts = parts_in(folder / "parts.tsv")
    wanted = {part.document for part in parts}
    found = {
        each.name: each for source in sources_in(treebanks) for each in documents_of(source) if each.name in wanted
    }
    if missing := sorted(wanted - found.keys()):
        raise ValueError(f"{treebanks}: no document {missing[0]} ({len(missing)} missing)")
    for part in parts:
        document = found[part.document]
        header = document.header or (f"Published: {part.published}\n" if part.published else "")
        text = document.text[part.start : part.end]
        _write(folder / f"{part.name}.txt", header, text)
    return len(parts)


def lay_out_archive(treebanks: Path, folder: Path, count: int) -> int:
    """Write so many pages of news sites as they come, on whatever they are, and return how many there were.

    To measure speed on: what an archive holds is mostly sport, business and domestic news. Which ones goes by the hash
    of their names, so that they are the same each time.
    """
    pages = [page for source in treebanks.glob(ARTICLES) for page in documents_of(source)]
    pages.sort(key=lambda page: zlib.crc32(page.name.encode()))
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages[:count]:
        _write(folder / f"{page.name.replace(':', '_')}.txt", page.header, page.text)
    return min(count, len(pages))


def _write(path: Path, header: str, text: str) -> None:
    path.write_text(f"{header}\n{text}\n" if header else f"{text}\n", encoding="utf-8")


def main() -> None:
    """Lay out the texts and say how many."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--reports", type=Path, nargs="+", default=SETS, metavar="FOLDER")
    ap.add_argument("--archive", type=Path, metavar="FOLDER", help="lay out pages as they come there instead")
    ap.add_argument("--pages", type=int, default=300, help="how many of them")
    wanted = ap.parse_args()
    if wanted.archive:
        print(f"{lay_out_archive(wanted.treebanks, wanted.archive, wanted.pages)} pages in {wanted.archive}")
        return
    for folder in wanted.reports:
        print(f"{lay_out(wanted.treebanks, folder)} texts in {folder}")


if __name__ == "__main__":
    main()
