"""The frame markup, and every file that is written in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.markup import Marked, MarkupError, Passage, iter_passages, parse_line

FRAMES = Path(__file__).parents[2] / "training" / "frames"
FILES = sorted(FRAMES.glob("*.txt"))
LINE = (
    "[Serbia|e1.participant] and [China|e1.participant e2.supplier] held {drills|e1 exercise occurred} and "
    r"{delivered|e2 transfer ongoing e1.activity} \[sic\] jets."
)


def escape(text: str) -> str:
    return re.sub(r"([\[\]{}|])", r"\\\1", text)


def written(sentence: Marked) -> str:
    """Write a marked sentence anew; marks never nest, so each stretch of text has one mark."""
    marks: dict[tuple[int, int], list[str]] = {}
    heads = {(t.start, t.end): f"{t.id} {t.type} {t.status}" for t in sentence.triggers}
    for filler in sentence.fillers:
        marks.setdefault((filler.start, filler.end), []).append(f"{filler.frame}.{filler.label}")
    out, at = "", 0
    for start, end in sorted({*heads, *marks}):
        labels = marks.get((start, end), [])
        words = escape(sentence.text[start:end])
        out += escape(sentence.text[at:start])
        if (start, end) in heads:
            out += "{" + words + "|" + " ".join([heads[start, end], *labels]) + "}"
        else:
            out += f"[{words}|{' '.join(labels)}]"
        at = end
    return out + escape(sentence.text[at:])


def passages(path: Path) -> list[Passage]:
    return list(iter_passages(path))


def test_there_is_material() -> None:
    assert len(FILES) > 100
    assert sum(len(p.sentences) for path in FILES for p in passages(path)) > 10_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_reads_and_reads_the_same_when_written_anew(path: Path) -> None:
    for passage in passages(path):
        for sentence in passage.sentences:
            again = parse_line(written(sentence), f"{path.name}:{sentence.line}")
            assert again.text == sentence.text
            assert again.triggers == sentence.triggers
            assert set(again.fillers) == set(sentence.fillers)


def test_a_line() -> None:
    marked = parse_line(LINE, "x.txt:7")
    assert marked.text == "Serbia and China held drills and delivered [sic] jets."
    assert marked.line == 7
    assert [(t.id, t.type, t.status) for t in marked.triggers] == [
        ("e1", "exercise", "occurred"),
        ("e2", "transfer", "ongoing"),
    ]
    labels = [(marked.text[f.start : f.end], f.frame, f.label) for f in marked.fillers]
    assert labels == [
        ("Serbia", "e1", "participant"),
        ("China", "e1", "participant"),
        ("China", "e2", "supplier"),
        ("delivered", "e1", "activity"),
    ]
    assert written(marked) == LINE


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a {b|e1 exercise}", "bad trigger"),
        ("a {b|e1 picnic occurred}", "bad trigger"),
        ("a {b|e1 exercise maybe}", "bad trigger"),
        ("a {b|x1 exercise occurred}", "bad trigger"),
        ("a [b|]", "no label"),
        ("a [b|e1]", "bad label"),
        ("a [b|e1.host]", "has no trigger"),
        ("[b|e1.supplier] {a|e1 exercise occurred}", "is no role of exercise"),
        ("{a|e1 exercise occurred} {b|e1 transfer occurred}", "same id"),
        ("a | b", "stray"),
        ("a [b", "stray"),
        ("#= 1.e1", "no sentence 1"),
        ("Fine.\n#= 1.e9", "no frame e9"),
        ("Fine.\n#= one", "bad group"),
        ("Fine.\n#~ 1 it", "bad reference"),
        ("Fine.\n#~ 2: it = e1", "no sentence 2"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(f"A fine sentence.\n\n# a remark\n{line}\n", encoding="utf-8")
    number = 4 + line.count("\n")
    with pytest.raises(MarkupError, match=re.escape(f"{path}:{number}: ") + f".*{message}"):
        list(iter_passages(path))


def test_groups_and_references_belong_to_their_passage(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = (
        "# first\n{Drills|e1 exercise occurred} began.\nThe {exercise|e1 exercise ongoing} goes on.\n#= 1.e1 2.e1\n"
        "#~ 2: The exercise = 1.e1\n\n# second\nNothing here.\n"
    )
    path.write_text(text, encoding="utf-8")
    first, second = passages(path)
    assert (first.remarks, second.remarks) == (["first"], ["second"])
    assert first.groups == [[(1, "e1"), (2, "e1")]]
    assert [(r.sentence, r.phrase, r.stands_for) for r in first.references] == [(2, "The exercise", "1.e1")]
    assert [s.line for s in (*first.sentences, *second.sentences)] == [2, 3, 8]
    assert not second.groups
