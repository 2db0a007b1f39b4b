"""Foedera reads open-source reports on how states deal with each other and codes sourced claims."""

from foedera.api import compare, open, read  # noqa: A004 - foedera.open, as the user reads it
from foedera.errors import CodebookError, FoederaError, ModelError, Problem, ReadError
from foedera.types import Actor, Cell, Claim, Evidence, Place, Quantity, Report, SlantMark, Span

__all__ = [
    "Actor",
    "Cell",
    "Claim",
    "CodebookError",
    "Evidence",
    "FoederaError",
    "ModelError",
    "Place",
    "Problem",
    "Quantity",
    "ReadError",
    "Report",
    "SlantMark",
    "Span",
    "compare",
    "open",
    "read",
]
