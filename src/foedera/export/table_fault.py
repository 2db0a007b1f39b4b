"""What may be wrong with a spreadsheet, and how large one may be."""

from __future__ import annotations

from foedera.errors import FoederaError, ProblemError

MAX_ROWS = 1_048_576
"""As many as Excel has."""
MAX_CELLS = 5_000_000


class TableError(ProblemError):
    """A spreadsheet cannot be read."""


class TableFault(FoederaError):  # noqa: N818 - half an error: the file's name is added where it is known
    """Code and message of what is wrong, before it is known how the user calls the file."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
