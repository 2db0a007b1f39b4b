"""The root error, one class per cause, and problems as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class FoederaError(Exception):
    """Root of every error that Foedera raises on purpose."""

    usage: ClassVar[bool] = False
    """Whether what was asked means nothing, so that no other input and no other time would help: exit code 2."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one input or data file, to be shown to a person."""

    code: str
    """Permanent: `R1xx` reading, `C1xx` codebook, `G1xx` gazetteer, `M1xx` model."""
    source: str
    """File or input, as the user named it."""
    message: str
    """What is wrong and what to do next."""
    line: int | None = None

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{self.code} {place}: {self.message}"


class ProblemError(FoederaError):
    """One or more problems that stop the work at hand."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class ReadError(ProblemError):
    """An input cannot be read."""


class CodebookError(ProblemError):
    """The codebook has faults."""


class GazetteerError(ProblemError):
    """The gazetteer has faults."""


class ModelError(ProblemError):
    """The language model cannot be loaded."""
