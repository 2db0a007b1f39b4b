"""What the documents show is what happens: their console blocks and their Python run, in a folder of their own.

A `console` block holds commands after `$ `, each followed by what it prints; `...` ends what is shown of longer output,
and a command without output below it is only run. `FOEDERA_FIX=1 pytest tests/test_docs_run.py` writes the output anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import foedera
from foedera.parse import MODEL

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PROBABILITY = re.compile(r"\b[01]\.\d\d\b")
pytestmark = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")


@dataclass(frozen=True)
class Shown:
    """One command of a document and the lines shown below it."""

    document: Path
    command: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.document.name}: {self.command}"


def shown() -> Iterator[Shown]:
    """Yield every command of every console block."""
    for document in DOCUMENTS:
        for kind, body in BLOCK.findall(document.read_text(encoding="utf-8")):
            if kind == "console":
                for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                    command, *lines = part.rstrip("\n").split("\n")
                    yield Shown(document, command, tuple(lines))


def python_blocks() -> list[tuple[str, str]]:
    """Return the Python of every document."""
    found = [(path.name, block) for path in DOCUMENTS for block in BLOCK.findall(path.read_text(encoding="utf-8"))]
    return [(name, body) for name, (kind, body) in found if kind == "python"]


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples."""
    path = tmp_path_factory.mktemp("documents") / "drills.db"
    with foedera.open(path) as made:
        made.add(ROOT / "examples", jobs=1)
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Path) -> Path:
    """Change to a folder that holds what the documents name: the examples, their record, a claim type of one's own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(record, tmp_path / "drills.db")
    (tmp_path / "my_types").mkdir()
    shutil.copy(ROOT / "tests" / "codebook" / "own" / "border_closure.yaml", tmp_path / "my_types")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("example", list(shown()), ids=str)
def test_a_command_prints_what_is_shown(example: Shown, folder: Path) -> None:
    """The command ends well; its output begins with the lines shown, probabilities aside."""
    script = folder / "foedera"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m foedera "$@"\n')
    script.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    run = subprocess.run(
        ["/bin/bash", "-c", example.command], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr
    if not example.lines:
        return
    printed = [line.rstrip() for line in run.stdout.rstrip("\n").split("\n")]
    if example.lines[-1] == "...":
        printed = [*printed[: len(example.lines) - 1], "..."]
    if os.environ.get("FOEDERA_FIX"):
        rewrite(example, printed)
    else:
        assert plain(example.lines) == plain(printed)


def plain(lines: Iterable[str]) -> list[str]:
    """Return lines without what may differ between processors."""
    return [_PROBABILITY.sub("p", line) for line in lines]


def rewrite(example: Shown, printed: list[str]) -> None:
    """Put what a command printed in the place of what the document shows."""
    page = example.document.read_text(encoding="utf-8")
    old = "\n".join([f"$ {example.command}", *example.lines])
    assert page.count(old) == 1
    example.document.write_text(page.replace(old, "\n".join([f"$ {example.command}", *printed])), encoding="utf-8")


@pytest.mark.parametrize(("name", "code"), python_blocks())
@pytest.mark.usefixtures("folder")
def test_python_runs(name: str, code: str) -> None:
    """The Python of the documents runs as it stands."""
    exec(compile(code, name, "exec"), {})  # noqa: S102 - our own documents


def test_every_problem_code_of_reading_is_listed_and_no_other() -> None:
    """docs/reading.md explains just the codes that inputs can fail with."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "foedera").rglob("*.py"))
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert set(re.findall(r'"(R1\d\d)"', sources)) == set(re.findall(r"^\| (R1\d\d) \|", page, re.MULTILINE))


def test_every_problem_code_of_the_gazetteer_is_listed_and_no_other() -> None:
    """docs/gazetteer.md explains just the codes that data files can fail with."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/foedera/gazetteer").glob("*.py"))
    page = (ROOT / "docs" / "gazetteer.md").read_text(encoding="utf-8")
    listed = "\n".join(line for line in page.splitlines() if line.startswith("| G"))
    assert set(re.findall(r'"(G1\d\d)"', sources)) == set(re.findall(r"\bG1\d\d\b", listed))


@pytest.mark.parametrize("document", [*DOCUMENTS, ROOT / "CHANGELOG.md"], ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of the repository finds it."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
