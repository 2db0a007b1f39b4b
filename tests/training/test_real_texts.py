"""Real texts are put together from the treebanks' sentences."""

import lzma
from pathlib import Path

import pytest

from training.real_texts import lay_out

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


def test_a_document_that_no_treebank_has_is_named(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "r1\tweblog-c\t0\t5\t\tseen\n")
    with pytest.raises(ValueError, match="no document weblog-c"):
        lay_out(tmp_path, folder)
