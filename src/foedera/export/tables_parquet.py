"""The same tables as Parquet files, through polars (extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.export.dictionary import write_dictionary
from foedera.export.folders import whole_folder
from foedera.export.material import Material, MissingExtraError, Written
from foedera.export.streams import whole
from foedera.export.tables import TABLES, Table, iter_rows

if TYPE_CHECKING:
    import polars  # noqa: ICN001 - as below

_BATCH = 10_000


def write_parquet(material: Material, folder: Path) -> Written:
    """Write the tables, `datapackage.json` and `README.md` into a folder; batch by batch, so that memory stays flat.

    Raises:
        MissingExtraError: polars is not installed.
        ExportError: The folder holds something that is no earlier export.
    """
    pl = _polars()
    with whole_folder(folder) as part:
        counts = {table.name: _write_table(pl, table, material, part) for table in TABLES}
        told = write_dictionary(material, counts, "parquet", part)
    return Written(counts, files=(*(f"{table.name}.parquet" for table in TABLES), *told))


def _polars() -> Any:
    try:
        import polars  # noqa: ICN001, PLC0415 - 0.2 s, and optional
    except ImportError as error:
        message = "Parquet needs the package polars, which is not installed: pip install 'foedera[parquet]'"
        raise MissingExtraError(message) from error
    return polars


def _write_table(pl: Any, table: Table, material: Material, folder: Path) -> int:
    from polars.io.plugins import register_io_source  # noqa: PLC0415 - optional

    types = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}
    schema = {column.name: types[column.kind] for column in table.columns}
    count = 0

    def batches(with_columns: list[str] | None, *_: object) -> Iterator[polars.DataFrame]:
        nonlocal count
        found = iter_rows(table, material)
        while batch := [_clean(row) for row in islice(found, _BATCH)]:
            count += len(batch)
            frame: polars.DataFrame = pl.DataFrame(batch, schema=schema, orient="row")
            yield frame if with_columns is None else frame.select(with_columns)

    path = folder / f"{table.name}.parquet"
    register_io_source(batches, schema=schema).sink_parquet(
        path, maintain_order=True, compression="zstd", row_group_size=2 * _BATCH
    )
    return count


def _clean(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(whole(item) if isinstance(item, str) else item for item in row)
