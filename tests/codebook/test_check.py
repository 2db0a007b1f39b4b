"""Every fault of a codebook file is named with its code and line, and all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.codebook import check, load
from foedera.codebook.layout import new_type
from foedera.errors import CodebookError, Problem
from foedera.types import Segment, Sentence, Token
from tests.codebook.trees import OWN, read_trees

GOOD = (OWN / "border_closure.yaml").read_text(encoding="utf-8")
TREES = read_trees(OWN / "border_closure.trees")


def faults(directory: Path, text: str, name: str = "border_closure.yaml") -> list[tuple[str, str]]:
    """Return (code, text of the line that is named) for each fault of one file."""
    (directory / name).write_text(text, encoding="utf-8")
    lines = text.splitlines()
    return [(problem.code, lines[(problem.line or 1) - 1].strip()) for problem in check(directory)]


def parse(text: str) -> Sentence:
    """Return the tree of an example, or a bare one of a carrier sentence; no tree is a sentence without words."""
    match text.split():
        case ["They", "would", ("sealed" | "slams") as word, "it."]:
            lemma = {"sealed": "seal", "slams": "slam"}[word]
            token = Token(11, 11 + len(word), word, lemma, "VERB", "VB", -1, "root")
            return Sentence(Segment(0, len(text), "prose", 0), (token,))
    return TREES.get(text, Sentence(Segment(0, len(text), "prose", 0), ()))


def test_a_good_file_has_no_faults() -> None:
    assert check(OWN) == []
    assert check(OWN, parse) == []


def test_a_new_type_passes_every_check(tmp_path: Path) -> None:
    assert faults(tmp_path, new_type("greeting"), "greeting.yaml") == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('id: "border_closure"', 'id: "border_closure', "C101", 'definition: "A state closes'),
        ('name: "target"', 'name: "target"\n    name: "target"', "C102", 'name: "target"'),
        ('label: "crossing"\n', "label: crossing\n", "C103", "label: crossing"),
        ('pos: ["VERB"]', "pos: [no]", "C103", "pos: [no]"),
        ('nouns: ["closure"]', 'nouns: &n ["closure"]', "C104", 'nouns: &n ["closure"]'),
        ('nouns: ["closure"]', 'nouns: !!python/name ["closure"]', "C104", "nouns: !!python/name"),
        ("  supports: 2", "  support: 2", "C105", "support: 2"),
        ('definition: "A state closes its border, or a crossing, to another."\n', "", "C106", 'id: "border_closure"'),
        ("required: true\n    kinds", 'required: "yes"\n    kinds', "C107", 'required: "yes"'),
        ('kinds: ["state", "group"]', 'kinds: ["state", "crowd"]', "C107", 'kinds: ["state", "crowd"]'),
        ('kinds: ["state", "group"]', "kinds: []", "C107", "kinds: []"),
        ("  supports: 2", "  supports: true", "C107", "supports: true"),
        ('id: "border_closure"', 'id: "Border closure"', "C110", 'id: "Border closure"'),
        ('id: "border_closure"', 'id: "closed_border"', "C110", 'id: "closed_border"'),
        ('label: "reason"', 'label: "crossing"', "C112", 'label: "crossing"'),
        ('label: "reason"', 'label: "target"', "C112", 'label: "target"'),
        ('label: "reason"', 'label: "when"', "C112", 'label: "when"'),
        ('- name: "reason"', '- name: "crossing"', "C112", '- name: "crossing"'),
        ("    required: true", "    required: true\n    minimum: 2\n    maximum: 1", "C113", '- name: "actor"'),
        ('kind: "phrase"\n    definition: "What for."', 'kind: "enumeration"\n    definition: "What for."', "C114", ""),
        ('"foot", "passenger"', '"freights"', "C115", 'words: ["pedestrian", "traveller", "freights"]'),
        ('{value: "people", triggers', '{value: "all", triggers', "C116", '- {value: "all", triggers: ["seal"]}'),
        ('sources: ["crossing", "trigger"]', 'sources: ["road"]', "C116", 'sources: ["road"]'),
        ('- value: "goods"', '- value: "goods"\n        elsewhere: "all"', "C116", 'elsewhere: "all"'),
        ('key: "role:target"', 'key: "role:goal"', "C117", '- {key: "role:goal"'),
        ("  supports: 2", '  supports: 2\n  one_per: ["pair:goal"]', "C117", 'one_per: ["pair:goal"]'),
        ("\nroles:\n", '\nneeds: ["role:goal"]\nroles:\n', "C117", 'needs: ["role:goal"]'),
        ("  supports: 2", '  supports: 2\n  name_from: ["road"]', "C117", 'name_from: ["road"]'),
        ("    required: true\n", '    required: true\n    at_home: "goal"\n', "C116", 'at_home: "goal"'),
        ('["denied"], ["cancelled"]]', '["denied"], ["occurred"]]', "C117", "join:"),
        ('event: "COERCE"', 'event: "CLOSE"', "C118", '- event: "CLOSE"'),
        ('recipient: "target"', 'recipient: "goal"', "C118", 'recipient: "goal"'),
        ("\nroles:\n", '\nabroad:\n  - {type: "sanction", parts: {goal: "target"}}\nroles:\n', "C118", "- {type:"),
        ("\nroles:\n", '\nabroad:\n  - {type: "sanction", fields: {extent: ["half"]}}\nroles:\n', "C118", "- {type:"),
        ("[Benin|e1.target]", "[Benin|e1.goal]", "C119", '- "[Niger|e1.actor]'),
        ("[Benin|e1.target]", "[Benin|e2.target]", "C119", '- "[Niger|e1.actor]'),
        ("[Benin|e1.target]", "[Benin", "C119", '- "[Niger|e1.actor]'),
        ("{closed|e1 border_closure occurred}", "{closed|e1 border_closure done}", "C119", '- "[Niger|e1.actor]'),
        (
            "The bakery closed its",
            "[Bern|e1.actor] {closed|e1 border_closure occurred} its",
            "C121",
            '- "[Bern|e1.actor]',
        ),
        ("The bakery closed its doors in spring.", "The closure of the old mine cost two hundred jobs.", "C122", ""),
        ("\nroles:", '\nmerge: {nature: "feud"}\n\nroles:', "C107", "merge: "),
        ("\nroles:", '\nmerge:\n  subject: ["goal"]\n\nroles:', "C117", "subject: "),
        ("\nroles:", '\nmerge:\n  stages: [["signed"]]\n\nroles:', "C117", "stages: "),
        ('id: "closure-of-border"', 'id: "close-border"', "C130", '- id: "close-border"'),
        ('{relation: "obl:to", label: "target"}', '{relation: "obl:to", label: "goal"}', "C131", ""),
        ('relation: "obl:over"', 'relation: "over"', "C132", '- {relation: "over"'),
        ('relation: "obj > nmod:with"', 'relation: "obj > obj:with"', "C132", '- {relation: "obj > obj:with"'),
        ('"seal", "shut down"', '"Seal", "shut down"', "C133", 'trigger: ["close", "Seal", "shut down"]'),
        ('{relation: "obl:to", label: "target"}', '{relation: "obl:to"}', "C134", '- {relation: "obl:to"}'),
    ],
)
def test_a_fault_is_named_with_code_and_line(tmp_path: Path, old: str, new: str, code: str, line: str) -> None:
    assert GOOD.count(old) >= 1
    found = faults(tmp_path, GOOD.replace(old, new, 1))
    assert code in [number for number, _ in found]
    if line:
        assert any(number == code and named.startswith(line) for number, named in found), found


def test_a_type_that_nothing_finds_is_a_fault(tmp_path: Path) -> None:
    start, end = GOOD.index("patterns:"), GOOD.index("examples:")
    assert ("C135", 'id: "border_closure"') in faults(tmp_path, GOOD[:start] + GOOD[end:])


def test_an_example_without_the_type_is_a_fault(tmp_path: Path) -> None:
    text = GOOD.replace("examples:\n", 'examples:\n  - "Nothing is marked here at all."\n', 1)
    assert ("C120", '- "Nothing is marked here at all."') in faults(tmp_path, text)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("id: one\ncolour: 3\n", encoding="utf-8")
    (tmp_path / "two.yaml").write_text("- 1\n", encoding="utf-8")
    (tmp_path / "three.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "four.yaml").write_text("", encoding="utf-8")
    codes = [(Path(problem.source).stem, problem.code) for problem in check(tmp_path)]
    assert {("one", "C103"), ("one", "C105"), ("one", "C106"), ("two", "C107")} <= set(codes)
    assert {("three", "C101"), ("four", "C101")} <= set(codes)
    with pytest.raises(CodebookError) as raised:
        load(tmp_path)
    assert len(raised.value.problems) == len(codes)


def test_an_id_twice_in_a_directory_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "again.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "border_closure.yaml").write_text(GOOD, encoding="utf-8")
    assert "C111" in [problem.code for problem in check(tmp_path)]


@pytest.mark.parametrize("make", [False, True])
def test_a_directory_without_files_is_a_fault(tmp_path: Path, make: bool) -> None:  # noqa: FBT001 - a case, no flag
    directory = tmp_path / "none"
    if make:
        directory.mkdir()
    assert [problem.code for problem in check(directory)] == ["C108"]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ('"seal", "shut down"', '"seal", "shut down", "slam"', "C139", "`slam` is the lemma of no known word"),
        ('"seal", "shut down"', '"sealed", "shut down"', "C139", "the lemma is `seal`"),
        ('"seal", "shut down"', '"seal", "shut down", "slams"', "C139", "the lemma is `slam`"),
        ('{relation: "obl:over", label: "reason"}', '{relation: "obl:at", required: true}', "C136", "close"),
        ('"seal", "shut down"', '"shut down"', "C137", "no pattern matches at `sealed`"),
        (', lemmas: ["border", "frontier", "crossing"], required: true}', "}", "C138", "close-border"),
        ('{relation: "nsubj", label: "actor"}', '{relation: "csubj", label: "actor"}', "C140", "find `Niger` as actor"),
        ("border_closure planned", "border_closure possible", "C140", "is read as planned"),
    ],
)
def test_patterns_are_held_against_the_trees(tmp_path: Path, old: str, new: str, code: str, message: str) -> None:
    assert GOOD.count(old) >= 1
    (tmp_path / "border_closure.yaml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    problems = check(tmp_path, parse)
    assert any(problem.code == code and message in problem.message for problem in problems), problems


def test_statuses_are_checked(tmp_path: Path) -> None:
    text = 'statuses:\n  - id: "denied"\n    definition: "No."\n    wording: ["no"]\n    markers: ["no"]\n'
    text += '  - id: "planned"\n    definition: "To be."\n    wording: ["to be"]\n    markers: ["no"]\n'
    problems = faults(tmp_path, text, "statuses.yaml")
    assert ("C123", 'markers: ["no"]') in problems
    assert sum(code == "C123" for code, _ in problems) == 7


def test_a_problem_reads_as_one_line(tmp_path: Path) -> None:
    (tmp_path / "border_closure.yaml").write_text(GOOD.replace("supports: 2", "support: 2"), encoding="utf-8")
    problem: Problem = check(tmp_path)[0]
    assert str(problem).startswith(f"C105 {tmp_path / 'border_closure.yaml'}:")
    assert "\n" not in str(problem)
