"""Parquet tables, some rows at a time; polars reads them, which the extra `parquet` brings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from foedera.errors import Problem
from foedera.sources.budget import Budget
from foedera.sources.columns import choose_columns
from foedera.sources.faults import BAD_ROW, DAMAGED, NOT_INSTALLED, SourceFault
from foedera.sources.items import Item
from foedera.sources.rows import row_of

MARK: Final = "foedera.reports"
"""Stands in the metadata of parts that `foedera read -f parquet` has written."""
_ROWS = 256
"""Read at once: with the largest rows that are taken, they would fill the memory allowed, so they are few."""


def iter_parquet(
    file: BinaryIO, name: str, budget: Budget, columns: Mapping[str, str] | None
) -> Iterator[Item | Problem]:
    """Yield the report of each row, counted from 1.

    Raises:
        SourceFault: It is damaged, has no column of text, or polars is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        raise SourceFault(NOT_INSTALLED, 'needs polars: pip install "foedera[parquet]"') from None
    try:
        if columns is None and MARK in pl.read_parquet_metadata(file):
            yield from _iter_reports(file, name, budget)
            return
        file.seek(0)
        table = pl.scan_parquet(file)
        chosen = choose_columns(columns, table.collect_schema().names())
        wanted = table.select(pl.selectors.by_name(*dict.fromkeys(chosen.names.values())))  # names, not patterns
        number = 0
        for batch in wanted.collect_batches(chunk_size=_ROWS, maintain_order=True):
            budget.unpack(int(batch.estimated_size()))
            for values in batch.iter_rows(named=True):
                number += 1
                budget.row()
                yield row_of(values, chosen, f"{name}!{number}")
    except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException) as error:
        raise SourceFault(DAMAGED, f"damaged: {error}; get it again"[:300]) from error


def _iter_reports(file: BinaryIO, name: str, budget: Budget) -> Iterator[Item | Problem]:
    """Yield the reports of a part that was read before, with their claims; what failed then as the failure it was."""
    import polars as pl  # noqa: PLC0415 - an extra

    file.seek(0)
    wanted = pl.scan_parquet(file).select("source", "report", "problems")
    number = 0
    for batch in wanted.collect_batches(chunk_size=_ROWS, maintain_order=True):
        budget.unpack(int(batch.estimated_size()))
        for row in batch.iter_rows(named=True):
            number += 1
            budget.row()
            if isinstance(row["report"], str):
                yield Item(f"{name}!{number}", row["report"].encode(), report=True)
            else:
                yield _failure(f"{name}!{number}", row)


def _failure(place: str, row: dict[str, Any]) -> Problem:
    """Return what is told of an input that could not be read when its part was written."""
    try:
        first = json.loads(row["problems"])[0]
        return Problem(str(first["code"]), place, f"{row['source']}: {first['message']}"[:1000])
    except (KeyError, IndexError, TypeError, ValueError):
        return Problem(BAD_ROW, place, "holds neither a report nor why there is none")
