"""A spreadsheet as rows of text: CSV and its kin in any encoding, and Excel workbooks."""

from __future__ import annotations

from dataclasses import dataclass

from foedera.errors import ProblemError


class TableError(ProblemError):
    """A spreadsheet cannot be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Number of each row as a spreadsheet program shows it, and its cells, as many as columns."""
    delimiter: str | None = None
    """What parts the cells of a text file; None for a workbook."""


def read_sheet(
    data: bytes,
    name: str,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    header: int = 1,
) -> Sheet:
    """Read a spreadsheet.

    Args:
        name: File name, for messages.
        delimiter: None: the likeliest of comma, semicolon, tab and bar.
        encoding: None: as for reports.
        sheet: Name of a workbook's sheet; None for the first.
        header: Number of the row that names the columns.

    Raises:
        TableError: It is no spreadsheet, damaged, too large, or without the header.
    """
    raise NotImplementedError
