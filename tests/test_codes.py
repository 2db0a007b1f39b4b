"""Every code that a message begins with is explained in the documents, and nothing is explained that no message has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
FAMILIES = "CGILMRSWX"
CODE = re.compile(rf"\b([{FAMILIES}]\d{{3}})\b")
IN_SOURCE = re.compile(rf"[\"']([{FAMILIES}]\d{{3}})[\"']")
ROW = re.compile(rf"(?m)^\| ((?:[{FAMILIES}]\d{{3}}(?:, )?)+) \||\b(?=L12\d )(L12\d) ")
"""A row that begins with codes; what a second reader's answer loses is told in a sentence."""


def in_source() -> set[str]:
    """Return the codes that stand as text in the program."""
    sources = (ROOT / "src" / "foedera").rglob("*.py")
    found = {code for path in sources for code in IN_SOURCE.findall(path.read_text(encoding="utf-8"))}
    # a mapping of spreadsheets is read as a codebook is, and its faults are named after those
    return found | {f"I{code[1:]}" for code in ("C101", "C102", "C103", "C104") if code in found}


def explained() -> list[str]:
    """Return the codes of all tables of the documents: one row may explain several."""
    return [
        code
        for path in (ROOT / "docs").glob("*.md")
        for row in map("".join, ROW.findall(path.read_text(encoding="utf-8")))
        for code in CODE.findall(row)
    ]


def test_every_code_is_explained() -> None:
    assert sorted(in_source() - set(explained())) == []


def test_nothing_else_is_explained() -> None:
    assert sorted(set(explained()) - in_source()) == []


def test_codes_are_explained_once() -> None:
    found = explained()
    assert len(found) > 150
    assert sorted({code for code in found if found.count(code) > 1}) == []
