"""docs/architecture.md has the rooms as the import contract orders them and as they are on the disk."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]


def documented() -> list[set[str]]:
    """Return the rooms of each row of the table, the highest first."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows: dict[int, set[str]] = {}
    for row, room in re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.MULTILINE):
        rows.setdefault(int(row), set()).add(room)
    return [rows[row] for row in sorted(rows)]


def test_the_table_is_the_contract() -> None:
    """Every layer of the contract is a row of the table, in the same order."""
    assert documented() == [{room.strip() for room in layer.split("|")} for layer in CONTRACT["layers"]]


def test_the_table_is_the_disk() -> None:
    """Every package and module is a room, and the other way round."""
    source = ROOT / "src" / "foedera"
    found = {path.stem for path in source.glob("*.py")} | {path.parent.name for path in source.glob("*/__init__.py")}
    assert found - {"__init__", *CONTRACT["exhaustive_ignores"]} == set().union(*documented())


def test_every_module_of_coding_is_in_the_map_once() -> None:
    """A newcomer finds each module of the largest room by what it is for."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = page.partition("## The modules of `coding`")[2].partition("\n## ")[0].splitlines()
    mapped = [name for row in rows if row.startswith("|") for name in re.findall(r"`(\w+)`", row.split("|")[2])]
    folder = ROOT / "src" / "foedera" / "coding"
    assert sorted(mapped) == sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
