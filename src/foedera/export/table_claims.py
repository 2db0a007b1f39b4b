"""Rows of a register as claims, with the register as their source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from foedera.codebook import Codebook
from foedera.errors import Problem
from foedera.export.mapping import TableMapping
from foedera.types import Actor, Place, Report

ActorOf: TypeAlias = Callable[[str, str | None], Actor | None]
"""Who a name means on a day (EDTF, or None); None where nobody is known by it."""
PlaceOf: TypeAlias = Callable[[str, str | None], Place | None]
"""Which place a name means, in a country where one is known."""


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """What came of a register."""

    report: Report
    """Its text is the rows, readable; its claims point into them."""
    problems: tuple[Problem, ...]
    """Rows and cells that could not be taken, each with its row number as `line` and the reason."""
    rows: int
    skipped: int
    """Rows that gave no claim."""


def import_table(
    data: bytes,
    name: str,
    mapping: TableMapping,
    codebook: Codebook,
    *,
    actor_of: ActorOf,
    place_of: PlaceOf,
) -> ImportedTable:
    """Turn a register into one report with a claim for each row.

    Claims get `source="table"` in the record by the caller; ids depend on file and mapping only.

    Raises:
        TableError: The file cannot be read, or lacks a column that the mapping names.
    """
    raise NotImplementedError
