"""docs/codebook.md: its type is the tests' own, its code runs, its tables are those of the codebook."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.codebook import load
from tests.codebook.trees import OWN

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Return the one code block in a language."""
    found = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_example_is_the_type_that_the_tests_use() -> None:
    assert block("yaml") == (OWN / "border_closure.yaml").read_text(encoding="utf-8")


def test_the_python_block_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_types").mkdir()
    shutil.copy(OWN / "border_closure.yaml", tmp_path / "my_types")
    monkeypatch.chdir(tmp_path)
    exec(compile(block("python"), "docs/codebook.md", "exec"), {})  # noqa: S102 - our own documentation


def test_every_type_and_status_is_listed() -> None:
    codebook = load()
    for claim_type in codebook.types.values():
        roles = ", ".join(role.name for role in claim_type.roles) or "-"
        fields = ", ".join(field.name for field in claim_type.fields)
        assert f"| `{claim_type.id}` | {claim_type.definition} | {roles} | {fields} |" in DOCS
    for rule in codebook.statuses:
        assert f"| {rule.id} | {rule.definition[0].lower()}{rule.definition[1:].rstrip('.')} |" in DOCS


def test_every_code_is_listed_and_no_other() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/foedera/codebook").glob("*.py"))
    assert set(re.findall(r'"(C1\d\d)"', sources)) == set(re.findall(r"\bC1\d\d\b", DOCS))
