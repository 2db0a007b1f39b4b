"""The reasons why an input cannot be read, with their permanent codes."""

from __future__ import annotations

from typing import Final

from foedera.errors import Problem, ReadError

MISSING: Final = "R101"
EMPTY: Final = "R102"
BINARY: Final = "R103"
ENCRYPTED: Final = "R104"
DAMAGED: Final = "R105"
TOO_LARGE: Final = "R106"
UNKNOWN_ENCODING: Final = "R107"
NO_TEXT: Final = "R108"
UNSUPPORTED_LANGUAGE: Final = "R109"
TOO_SLOW: Final = "R110"
NOT_INSTALLED: Final = "R112"
PAGES_MISSING: Final = "R113"
CODED_TOO_SLOWLY: Final = "R114"


class Fault(Exception):  # noqa: N818  (half an error: the input's name is added where it is known)
    """Why parsing stopped, before it is known what the user calls the input."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def read_error(name: str, fault: Fault) -> ReadError:
    """Return the error that names the input and the reason."""
    return ReadError(Problem(fault.code, name, fault.message))
