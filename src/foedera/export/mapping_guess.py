"""A first mapping from the header of a register, for a person to correct."""

from __future__ import annotations

from foedera.codebook import Codebook
from foedera.export.table_read import Sheet


def guess_mapping(sheet: Sheet, codebook: Codebook, *, name: str, type: str | None = None) -> str:  # noqa: A002
    """Return the text of a mapping file (YAML) that says of every column what it may be, or that it is not used."""
    raise NotImplementedError
