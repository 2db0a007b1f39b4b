"""Real texts are put together from the treebanks' sentences."""

import lzma
from pathlib import Path

import pytest

from training.real_sources import documents_of, sentences_of
from training.real_texts import lay_out, lay_out_archive

TREEBANK = """# newdoc id = weblog-a
# newpar
# text = One is said.
1\tOne\t_
# text = Two is said.
# newpar
# text = Three is said.
# newdoc id = weblog-b
# newpar id = weblog-b-p1
# text = Four is said.
"""
HEAD = "name\tdocument\tstart\tend\tpublished\thalf\n"


def folder_with(tmp_path: Path, parts: str) -> Path:
    with lzma.open(tmp_path / "en_small.conllu.xz", "wt", encoding="utf-8") as out:
        out.write(TREEBANK)
    (tmp_path / "parts.tsv").write_text(HEAD + parts, encoding="utf-8")
    return tmp_path


def test_a_part_is_cut_from_its_document_with_its_paragraphs(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "r1\tweblog-a\t13\t41\t2004-06-04\tseen\nr2\tweblog-b\t0\t13\t\theld\n")
    assert lay_out(tmp_path, folder) == 2
    assert (folder / "r1.txt").read_text(
        encoding="utf-8"
    ) == "Published: 2004-06-04\n\nTwo is said.\n\nThree is said.\n"
    assert (folder / "r2.txt").read_text(encoding="utf-8") == "Four is said.\n"


def test_a_wire_is_a_line_of_its_corpus(tmp_path: Path) -> None:
    (tmp_path / "lee.cor").write_bytes("Nothing happened.\nTalks cost £5. He left.\n".encode("cp1252"))
    folder = folder_with(tmp_path, "l1\tlee:2\t0\t23\t2001-12-03\theld\n")
    assert lay_out(tmp_path, folder) == 1
    assert (folder / "l1.txt").read_text(encoding="utf-8") == "Published: 2001-12-03\n\nTalks cost £5. He left.\n"
    told = [
        (sentence, text) for document, _, sentence, text in sentences_of(tmp_path / "lee.cor") if document == "lee:2"
    ]
    assert told == [("lee:2:0-14", "Talks cost £5."), ("lee:2:15-23", "He left.")]


def _texts(folder: Path) -> dict[str, str]:
    return {page.name: page.read_text(encoding="utf-8") for page in folder.iterdir()}


def test_an_archive_is_laid_out_alike_each_time(tmp_path: Path) -> None:
    rows = ["article_id,publish_date,article_source_link,title,subtitle,text"]
    rows += [f"{n},2017/2/7,http://tass.com/a/{n},Head {n},,Told {n}." for n in range(1, 9)]
    (tmp_path / "NewsArticles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert lay_out_archive(tmp_path, tmp_path / "one", 3) == 3
    assert lay_out_archive(tmp_path, tmp_path / "two", 20) == 8
    one, two = (_texts(tmp_path / name) for name in ("one", "two"))
    assert len(one) == 3
    assert one.items() <= two.items()


def test_editorials_are_told_without_what_they_repeat(tmp_path: Path) -> None:
    rows = [
        "4_2\t.1\tOne is told.",
        "4_1\t0\tA head One is told.",
        "4_3\t0\tTwo.",
        "4_4\t0\tTwo.",
        "5_1\t0\tThree.",
    ]
    collection = tmp_path / "nytEditorialSnippets_GroundTruth.txt"
    collection.write_text("\n".join(rows), encoding="latin-1")
    assert [row[2:] for row in sentences_of(collection)] == [
        ("editorial:4_2", "One is told."),
        ("editorial:4_3", "Two."),
        ("editorial:5_1", "Three."),
    ]


def test_a_document_that_no_treebank_has_is_named(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "r1\tweblog-c\t0\t5\t\tseen\n")
    with pytest.raises(ValueError, match="no document weblog-c"):
        lay_out(tmp_path, folder)


def test_a_page_of_a_news_site_has_its_headline_and_day_before_it(tmp_path: Path) -> None:
    (tmp_path / "NewsArticles.csv").write_text(
        "article_id,publish_date,article_source_link,title,subtitle,text\n"
        "7,2017/2/9,http://www.dw.com/en/a,Peru leaves,A step,Peru left. Chile stayed.\n"
        "8,2017/2/9 7:11,http://tass.com/b,Chile stays,Chile stayed,Chile stayed. Peru left.\n"
        "9,       ,http://tass.com/c,Nobody knows,When,A page without a day.\n",
        encoding="utf-8",
    )
    first, second = documents_of(tmp_path / "NewsArticles.csv")
    assert (first.name, first.text) == ("news:7", "A step\n\nPeru left. Chile stayed.")
    assert first.header == "Title: Peru leaves\nPublisher: Deutsche Welle\nPublished: 2017-02-09\n"
    assert second.text == "Chile stayed. Peru left."
    assert [row[2] for row in sentences_of(tmp_path / "NewsArticles.csv")][-1] == "news:8:14-24"
    folder = folder_with(tmp_path, "n7\tnews:7\t0\t18\t2017-02-09\tseen\n")
    assert lay_out(tmp_path, folder) == 1
    assert (folder / "n7.txt").read_text(encoding="utf-8") == f"{first.header}\nA step\n\nPeru left.\n"
