"""The files of a model directory that say what it is: JSON and sums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from foedera.parse.check import SUMS


def digest(*paths: Path) -> str:
    """Return the SHA-256 of some files one after the other."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def write_json(path: Path, value: Any) -> None:
    """Write readable JSON."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def seal(folder: Path) -> None:
    """Write the sums of the files of a model directory."""
    sums = [f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir()) if path.name != SUMS]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
