"""Named users: a file of names, roles and hashed tokens. The tokens themselves are nowhere."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from foedera.errors import FoederaError

Role: TypeAlias = Literal["read", "judge", "admin"]
ROLES: Final[tuple[Role, ...]] = ("read", "judge", "admin")
"""Each may do what those before it may: read; decide and add; manage queries, restore, users."""
_NAME = re.compile(r"[^\W_][\w .@+-]{0,63}")
_FORM: Final = 1


class UsersError(FoederaError):
    """The users file cannot be used, or not changed as asked."""


@dataclass(frozen=True, slots=True)
class User:
    """Who asks."""

    name: str
    role: Role = "read"


@dataclass(frozen=True, slots=True)
class _Kept:
    user: User
    hash: str


class Users:
    """The users of a file. It may be changed while the server runs: the next request goes by what it says then."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._mark: tuple[int, int] | None = None
        self._kept: Mapping[str, _Kept] = {}

    def all(self) -> tuple[User, ...]:
        """Return all users, by name.

        Raises:
            UsersError: The file cannot be read.
        """
        return tuple(kept.user for _, kept in sorted(self._load().items()))

    def find(self, name: str) -> User | None:
        """Return the user of a name."""
        kept = self._load().get(name)
        return kept.user if kept else None

    def of_token(self, token: str) -> User | None:
        """Return the user whom a token belongs to. Every hash is compared, in the same time whatever they are."""
        digest = _hash(token)
        found = None
        for kept in self._load().values():
            if hmac.compare_digest(kept.hash, digest):
                found = kept.user
        return found

    def add(self, name: str, role: str) -> str:
        """Add a user, or give one a new role and token; return the token, which is shown once and kept nowhere.

        Raises:
            UsersError: The name or role will not do, or the file cannot be written.
        """
        if role not in ROLES:
            raise UsersError(f"there is no role {role!r}; there are {', '.join(ROLES)}")
        if not _NAME.fullmatch(name) or name != name.strip():
            raise UsersError(
                f"{name!r} is no name of a user: letters, digits, spaces and . @ + - _, at most 64 of them"
            )
        token = secrets.token_urlsafe(32)
        known: Role = next(each for each in ROLES if each == role)
        kept = dict(self._load()) if self.path.exists() else {}
        self._save(kept | {name: _Kept(User(name, known), _hash(token))})
        return token

    def remove(self, name: str) -> None:
        """Take a user out; what they decided stays in the record.

        Raises:
            UsersError: There is none, or the file cannot be written.
        """
        kept = dict(self._load())
        if kept.pop(name, None) is None:
            raise UsersError(f"there is no user {name!r} in {self.path}")
        self._save(kept)

    def _load(self) -> Mapping[str, _Kept]:
        with self._lock:
            try:
                stat = self.path.stat()
                mark = (stat.st_mtime_ns, stat.st_size)
                if mark != self._mark:
                    self._kept, self._mark = _parse(json.loads(self.path.read_text(encoding="utf-8"))), mark
            except OSError as error:
                raise UsersError(f"cannot read the users in {self.path}: {error.strerror or error}") from error
            except (ValueError, KeyError, TypeError) as error:
                raise UsersError(f"{self.path} is no users file: {error}; make one with `foedera users add`") from error
            return self._kept

    def _save(self, kept: Mapping[str, _Kept]) -> None:
        people = [{"name": k.user.name, "role": k.user.role, "token_sha256": k.hash} for _, k in sorted(kept.items())]
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump({"form": _FORM, "users": people}, file, ensure_ascii=False, indent=1)
                file.write("\n")
            part.replace(self.path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise UsersError(f"cannot write {self.path}: {error.strerror or error}") from error


def _parse(data: Any) -> dict[str, _Kept]:
    if data["form"] != _FORM:
        message = f"form {data['form']!r} is not known"
        raise ValueError(message)
    found = {}
    for each in data["users"]:
        role = next((role for role in ROLES if role == each["role"]), None)
        if role is None or not re.fullmatch(r"[0-9a-f]{64}", each["token_sha256"]):
            message = f"the user {each['name']!r} has no known role or no hash"
            raise ValueError(message)
        found[str(each["name"])] = _Kept(User(str(each["name"]), role), each["token_sha256"])
    return found


def _hash(token: str) -> str:
    """Return the hash of a token: of 256 random bits, which no slow hash is needed to keep from being guessed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
