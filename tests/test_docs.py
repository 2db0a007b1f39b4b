"""What the documents show works: commands are accepted, Python runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from foedera.cli.arguments import build_parser
from foedera.parse import MODEL

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[tuple[str, str]]:
    """Return the blocks in a language, each with its document."""
    return [
        (document.name, body)
        for document in DOCUMENTS
        for kind, body in BLOCK.findall(document.read_text(encoding="utf-8"))
        if kind == language
    ]


@pytest.mark.parametrize(
    "command",
    [
        line.removeprefix("$ ")
        for language in ("sh", "console")
        for _, body in blocks(language)
        for line in body.splitlines()
        if line.removeprefix("$ ").startswith("foedera ")
    ],
)
def test_commands_are_accepted(command: str) -> None:
    """Every command line of the documents is one that the program takes."""
    words = shlex.split(command.partition(" | ")[0].partition(" > ")[0], comments=True)
    assert build_parser().parse_args(words[1:]).run


def test_readme_has_two_setup_commands() -> None:
    """Two commands set Foedera up, and the README says so first."""
    first = blocks("sh")[0][1]
    assert len(first.splitlines()) == 2


def test_every_command_is_documented() -> None:
    """The README names every command."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("read", "codebook show", "codebook new", "codebook check", "schema", "doctor"):
        assert f"foedera {command}" in readme


@pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")
@pytest.mark.parametrize("code", [body for name, body in blocks("python") if name == "README.md"])
def test_python_runs(code: str) -> None:
    """The Python of the README runs as it stands; that of docs/ needs files, which its own tests lay out."""
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own documents
