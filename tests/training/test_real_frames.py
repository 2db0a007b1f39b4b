"""Marks of real sentences are kept without the sentences, and put back into them."""

import lzma
from pathlib import Path

import pytest

from training.markup import parse_line
from training.real_frames import Sentences, keep, lay_out, marks_of, rows_in, rows_of, with_marks

TREEBANK = """# newdoc id = weblog-a
# sent_id = weblog-a-1
# text = Peru threatened [sic] Chile.
1\tPeru\t_
# sent_id = weblog-a-2
# text = ###
# sent_id = weblog-a-3
# text = The threat came late.
# newdoc id = weblog-b
# sent_id = weblog-b-1
# text = Nothing is told.
"""
MARKED = """# document | weblog-a
[Peru|e1.actor] {threatened|e1 threat occurred} \\[sic\\] [Chile|e1.target].
The {threat|e1 threat occurred} came late.
#= 1.e1 2.e1

# document | weblog-b
Nothing is told.
"""


def files_in(tmp_path: Path, marked: str = MARKED) -> tuple[Sentences, Path]:
    with lzma.open(tmp_path / "en_small.conllu.xz", "wt", encoding="utf-8") as out:
        out.write(TREEBANK)
    (tmp_path / "marked.txt").write_text(marked, encoding="utf-8")
    return Sentences.read(tmp_path), tmp_path / "marked.txt"


def test_marks_are_kept_without_words_and_laid_out_again(tmp_path: Path) -> None:
    known, marked = files_in(tmp_path)
    table = tmp_path / "marks.tsv"
    keep(rows_of(marked, known), table)
    assert not {"Peru", "Chile", "late", "Nothing"} & set(table.read_text(encoding="utf-8").split())
    assert lay_out(table, known, tmp_path) == 3
    first, second = ((tmp_path / f"found_0{n}.txt").read_text(encoding="utf-8") for n in (1, 2))
    assert first == MARKED.partition("\n\n")[0].replace("document | ", "") + "\n"
    assert second == "# weblog-b\nNothing is told.\n"


def test_wires_are_marked_as_treebanks_are(tmp_path: Path) -> None:
    (tmp_path / "lee.cor").write_text("Peru left. Chile stayed.\n", encoding="cp1252")
    (tmp_path / "marked.txt").write_text("# lee:1\n[Peru|e1.actor] {left|e1 protest occurred}.\nChile stayed.\n")
    table = tmp_path / "marks.tsv"
    keep(rows_of(tmp_path / "marked.txt", Sentences.read(tmp_path)), table)
    assert "lee:1\t0\tlee:1:0-10\t0-4 e1.actor;5-9 e1 protest occurred" in table.read_text(encoding="utf-8")
    assert lay_out(table, Sentences.read(tmp_path), tmp_path) == 2


def test_a_trigger_may_fill_a_part_of_another_frame() -> None:
    line = "[Peru|e1.actor] {urged|e1 demand occurred} {sanctions|e2 sanction possible e1.issue}."
    marked = parse_line(line)
    assert with_marks(marked.text, marks_of(marked)) == line


@pytest.mark.parametrize("marks", ["4-2 e1.actor", "0-99 e1.actor", "0-4 e1.actor;2-6 e1.target", "Peru e1.actor"])
def test_marks_that_do_not_fit_are_named(marks: str) -> None:
    with pytest.raises(ValueError, match="is no mark in 'Peru threatened Chile"):
        with_marks("Peru threatened Chile.", marks)


def test_a_file_that_changed_a_sentence_is_refused(tmp_path: Path) -> None:
    known, marked = files_in(tmp_path, MARKED.replace("came late", "came early"))
    with pytest.raises(ValueError, match=r"weblog-a: 'The threat came late.' expected"):
        list(rows_of(marked, known))


def test_a_sentence_that_no_treebank_has_is_named(tmp_path: Path) -> None:
    known, marked = files_in(tmp_path)
    table = tmp_path / "marks.tsv"
    keep(rows_of(marked, known), table)
    assert [row.sentence for row in rows_in(table)] == ["weblog-a-1", "weblog-a-3", "=", "weblog-b-1"]
    del known.texts["weblog-b-1"]
    with pytest.raises(ValueError, match="weblog-b: no sentence weblog-b-1"):
        lay_out(table, known, tmp_path)
