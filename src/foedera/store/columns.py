"""Column types that behave the same in SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from sqlalchemy import Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_ESCAPE = "\x1a"
_UNSTORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
"""What one of the databases refuses in a text (file names that are no UTF-8 hold lone surrogates), and our escape."""
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")
_LONGEST = 400
"""Characters of a text in an index: PostgreSQL takes some 2,700 bytes a row."""


class Words(TypeDecorator[str]):
    """Text of any characters, ordered by code point."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of one database; the order of PostgreSQL's texts would depend on the server's locale."""
        if dialect.name == "postgresql":
            return postgresql.TEXT(collation="C")  # as it is: `type_descriptor` would make VARCHAR of it
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Escape what cannot be stored."""
        return storable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Take the escapes back."""
        return None if value is None else restored(value)


def storable(value: str | None) -> str | None:
    """Return a text as the tables take it: what one of the databases refuses is escaped."""
    if value is None or _UNSTORABLE.search(value) is None:
        return value
    return _UNSTORABLE.sub(lambda match: f"{_ESCAPE}{ord(match[0]):04x}", value)


def restored(value: str) -> str:
    """Return the text that `storable` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value) if _ESCAPE in value else value


def short(text: str) -> str:
    """Return a text as an index takes it: one that is too long by its beginning and its hash.

    Example:
        >>> short("Daily Dispatch"), len(short("x" * 10_000))
        ('Daily Dispatch', 400)
    """
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 33] + "#" + digest(text)


def digest(text: str) -> str:
    """Return 32 letters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
