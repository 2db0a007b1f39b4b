"""Which files there are to read, and their bytes, never more than the limits allow."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from foedera.errors import Problem, ReadError
from foedera.reading.faults import MISSING
from foedera.reading.limits import DEFAULT, Limits

NO_FILES: Final = "R111"
EXTENSIONS: Final = frozenset(".txt .text .md .markdown .html .htm .xhtml .mht .mhtml .pdf .docx .eml".split())
"""Endings of the files of a folder that are read; a file that is named itself is read whatever its ending."""
STANDARD_INPUT: Final = "-"
_LONGEST = 80
"""Characters that are shown of what was taken for a name."""
_LONGEST_PART = 255
"""Characters of the longest name of a file on usual systems."""


def find_files(paths: Iterable[str]) -> Iterator[Path | Problem]:
    """Return the files that paths mean, each once; a folder means the files of known kinds in it, at any depth.

    Hidden files and folders are left out, and links to folders are not followed. A path that means nothing gives a
    problem in its place. `-` stands for standard input.
    """
    seen: set[Path] = set()
    for name in paths:
        found = False
        for path in _files_of(name):
            found = True
            key = path if name == STANDARD_INPUT else path.resolve()
            if key not in seen:
                seen.add(key)
                yield path
        if not found:
            known = " ".join(sorted(EXTENSIONS))
            if Path(name).is_dir():
                yield Problem(NO_FILES, name, f"folder without a file to read; known endings are {known}")
            else:
                yield Problem(MISSING, name, "no such file")


def load_bytes(path: Path, limits: Limits = DEFAULT) -> bytes:
    """Return the bytes of a file; one byte more than the limit where there are more, so that reading refuses it.

    Raises:
        ReadError: There is no such file, or it may not be read.
    """
    try:
        with path.open("rb") as file:
            return load_stream(file, limits)
    except FileNotFoundError:
        raise ReadError(_no_file(str(path))) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise ReadError(_no_file(str(path))) from None
        raise ReadError(Problem(MISSING, str(path), f"cannot be opened: {error.strerror or error}")) from None


def _no_file(name: str) -> Problem:
    """Return what is wrong with a name that no file has: a whole text is none, and is not shown whole."""
    if "\n" not in name and all(len(part) <= _LONGEST_PART for part in Path(name).parts):
        return Problem(MISSING, name, "no such file")
    begins = " ".join(name[:_LONGEST].split())
    return Problem(MISSING, f"{begins}...", "is a text and no path: give its bytes, as text.encode() does")


def load_stream(stream: BinaryIO, limits: Limits = DEFAULT) -> bytes:
    """Return the bytes of a stream, one more than the limit at most."""
    return stream.read(limits.bytes + 1)


def _files_of(name: str) -> Iterator[Path]:
    path = Path(name)
    if name == STANDARD_INPUT or (path.exists() and not path.is_dir()):
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and Path(file).suffix.casefold() in EXTENSIONS:
                yield Path(folder, file)
