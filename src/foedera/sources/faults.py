"""The reasons why an archive, table or address cannot be taken, with their permanent codes (docs/archives.md)."""

from __future__ import annotations

from typing import Final

from foedera.errors import Problem

DAMAGED: Final = "R200"
ENCRYPTED: Final = "R201"
MEMBER_TOO_LARGE: Final = "R202"
RATIO: Final = "R203"
TOO_MANY: Final = "R204"
TOO_DEEP: Final = "R205"
UNPACKED: Final = "R206"
TOO_SLOW: Final = "R207"
CRASHED: Final = "R208"
NO_COLUMN: Final = "R209"
BAD_ROW: Final = "R210"
METHOD: Final = "R211"
NOT_INSTALLED: Final = "R212"
NOT_FOLLOWED: Final = "R214"
NO_REPORT: Final = "R215"
BAD_ADDRESS: Final = "R220"
NO_HOST: Final = "R221"
REFUSED_ADDRESS: Final = "R222"
ROBOTS: Final = "R223"
STATUS: Final = "R224"
REDIRECT: Final = "R225"
FETCH_TOO_LARGE: Final = "R226"
FETCH_TOO_SLOW: Final = "R227"
CONNECTION: Final = "R228"
ENCODING: Final = "R229"
BAD_CACHE: Final = "R230"


class SourceFault(Exception):  # noqa: N818  (half an error: the input's name is added where it is known)
    """Why one member, row or address cannot be taken; what is around it goes on where it can."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def problem(self, source: str) -> Problem:
        """Return the problem that names the input."""
        return Problem(self.code, source, self.message)


class Stopped(SourceFault):
    """A cap on the whole input: nothing more of it is taken."""
