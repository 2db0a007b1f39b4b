"""Parquet tables, some rows at a time; polars reads them, which the extra `parquet` brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from foedera.errors import Problem
from foedera.sources.budget import Budget
from foedera.sources.columns import choose_columns
from foedera.sources.faults import DAMAGED, NOT_INSTALLED, SourceFault
from foedera.sources.items import Item
from foedera.sources.rows import row_of

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
