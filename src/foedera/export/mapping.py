"""The mapping file: which columns of a register say what of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foedera.codebook import Codebook
from foedera.errors import ProblemError


class MappingError(ProblemError):
    """A mapping file has faults; each is named with its line."""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a mapping file says (see docs for the file's form)."""


def load_mapping(path: Path, codebook: Codebook) -> TableMapping:
    """Read and check a mapping file.

    Raises:
        MappingError: It has faults (codes I1xx), all named at once.
    """
    return parse_mapping(path.read_bytes(), str(path), codebook)


def parse_mapping(data: bytes, name: str, codebook: Codebook) -> TableMapping:
    """Check a mapping file's bytes."""
    raise NotImplementedError
