"""What can be wrong with a record, each as one error that names it and says what to do.

Codes are permanent:
S100 folder missing · S101 no such record · S102 not a record · S103 damaged · S104 newer than this program · S105 not
allowed to write (or read) · S106 in use by another process · S107 disk full · S108 server not reached · S109 connection
lost · S110 driver missing · S111 address not understood · S112 server or library not fit · S113 disk error · S114 older
than this program and read-only · S115 the server refuses the login · S120 no such thing in the record · S121 report
refused · S122 changed since it was shown · S123 question not understood · S124 not rows of an archive · S125 decision
refused · S199 fault in this program
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from foedera.errors import Problem, ProblemError
from foedera.store.records import State

LOST: Final = "S109"
UNREACHED: Final = "S108"


class StoreError(ProblemError):
    """The record cannot do what was asked; its problem says why and what to do."""

    @property
    def code(self) -> str:
        """The permanent code of the first problem."""
        return self.problems[0].code


class ConflictError(StoreError):
    """What a person decided on has changed since it was shown to them; nothing was stored."""

    def __init__(self, problem: Problem, state: State) -> None:
        super().__init__(problem)
        self.state = state
        """How it stands now."""


def store_error(code: str, address: str, message: str) -> StoreError:
    """Return the error for one fault of the record at an address (or of one thing in it)."""
    return StoreError(Problem(code, address, message))


_DAMAGED = (
    "the file is damaged; keep it, and restore a copy, or import the last archive (`foedera export archive`) into a "
    "new record"
)
_SQLITE: Final[dict[str, tuple[str, str]]] = {
    "SQLITE_BUSY": ("S106", "another process is writing and has not finished; wait, or end it, and try again"),
    "SQLITE_LOCKED": ("S106", "another process is writing and has not finished; wait, or end it, and try again"),
    "SQLITE_FULL": (
        "S107",
        "the disk is full; nothing of this step was stored, all before it is safe. Free space and run it again",
    ),
    "SQLITE_CORRUPT": ("S103", _DAMAGED),
    "SQLITE_NOTADB": ("S102", "not a record of Foedera (no SQLite file, or encrypted); name another file"),
    "SQLITE_READONLY": ("S105", "it cannot be written; make the file and its folder writable, or open it read-only"),
    "SQLITE_PERM": ("S105", "it cannot be opened with your permissions; change those of the file and its folder"),
    "SQLITE_AUTH": ("S105", "it cannot be opened with your permissions; change those of the file and its folder"),
    "SQLITE_CANTOPEN": ("S105", "it cannot be opened; check that file and folder may be read and written"),
    "SQLITE_IOERR": (
        "S113",
        "the disk failed, is full or is over your quota; nothing of this step was stored. Check it and run it again",
    ),
    "SQLITE_TOOBIG": ("S121", "a text or document is larger than the database can hold"),
    "SQLITE_NOMEM": ("S112", "out of memory"),
}
_POSTGRES: Final[dict[str, tuple[str, str]]] = {
    "57P": (LOST, "the server is stopping or starting; nothing of this step was stored. Run it again"),
    "08": (LOST, "the connection to the server was lost; nothing of this step was stored. Run it again"),
    "53100": ("S107", "the server's disk is full; nothing of this step was stored. Free space and run it again"),
    "53": ("S112", "the server is short of memory or connections; try again later"),
    "55P03": ("S106", "another process is writing and has not finished; wait, or end it, and try again"),
    "40": (LOST, "the server broke the transaction off; nothing of this step was stored. Run it again"),
    "25006": ("S105", "it was opened read-only, or the server allows no writing"),
    "28": ("S115", "the server refuses the login; check user and password in the address"),
    "3D": ("S101", "there is no such database; create it with `createdb`"),
    "42501": ("S105", "your user may not do that; ask for rights on the database's tables"),
    "54": ("S121", "a text or document is larger than the database can hold"),
    "XX": ("S103", "the server reports damaged data; see its log and restore a backup"),
}


def translate(error: SQLAlchemyError, address: str) -> StoreError:
    """Return the error that tells a person what a driver's error means."""
    before: BaseException | None = error
    while before is not None:  # what broke first may have made taking it back impossible, too
        found = (_by_sqlite(before) or _by_postgres(before)) if isinstance(before, DBAPIError) else None
        if found is not None:
            return store_error(found[0], address, found[1])
        before = before.__context__
    cause = error.orig if isinstance(error, DBAPIError) else error
    words = " ".join(str(cause).split())[:300]
    return store_error("S199", address, f"internal error, please report it: {type(cause).__name__}: {words}")


def is_lost(error: BaseException) -> bool:
    """Tell whether an error means that the same step may succeed over a new connection."""
    return isinstance(error, StoreError) and error.code in (LOST, UNREACHED)


def _by_sqlite(error: DBAPIError) -> tuple[str, str] | None:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is None:
        return None
    return next((known for key, known in _SQLITE.items() if name == key or name.startswith(key + "_")), None)


def _by_postgres(error: DBAPIError) -> tuple[str, str] | None:
    if not type(error.orig).__module__.startswith("psycopg"):
        return None
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # the driver itself speaks: before a connection stood, or after it broke
        return _without_state(error)
    return next((known for key, known in _POSTGRES.items() if state.startswith(key)), None)


def _without_state(error: DBAPIError) -> tuple[str, str] | None:
    words = str(error.orig)
    if "password authentication failed" in words or "no password supplied" in words or "no pg_hba.conf" in words:
        return _POSTGRES["28"]
    if "does not exist" in words and "database" in words:
        return _POSTGRES["3D"]
    if "role" in words and "does not exist" in words:
        return _POSTGRES["28"]
    if "the database system is " in words:  # starting up, in recovery, shutting down
        return _POSTGRES["57P"]
    if error.connection_invalidated:
        return _POSTGRES["08"]
    if type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout"):
        last = words.strip().splitlines()[-1] if words.strip() else "no answer"
        return UNREACHED, f"the server cannot be reached ({last.strip()}); is it running, and is the address right?"
    return None
