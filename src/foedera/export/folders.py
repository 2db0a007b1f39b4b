"""A folder of files that appears whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foedera.export.material import ExportError

MARK = "datapackage.json"
"""File by which an earlier export is known; it is moved in last."""
_PART = ".unfinished"


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a place to write files into; they go to the folder when all are written, and away when something fails.

    Raises:
        ExportError: The folder cannot be made, or holds something that is no earlier export: nothing is mixed.
    """
    part = folder / _PART
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = any(path.name != _PART for path in folder.iterdir()) and not (folder / MARK).is_file()
        if not strange:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
    except OSError as error:
        message = f"{folder}: no folder can be made here ({error.strerror or error})"
        raise ExportError(message) from error
    if strange:
        message = f"{folder}: holds files that are no earlier export; name a new or an empty folder"
        raise ExportError(message)
    try:
        yield part
        for path in sorted(part.iterdir(), key=lambda path: path.name == MARK):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
