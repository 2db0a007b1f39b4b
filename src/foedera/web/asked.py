"""What an address asks for: the query string as the filters of the command line."""

from __future__ import annotations

import math
from typing import Any

from starlette.datastructures import QueryParams

from foedera.record import QueryError

LISTS = ("country", "type", "status", "publisher")
WORDS = ("since", "until", "text", "verdict")
FILTERS = (*LISTS, "pair", *WORDS, "least", "conflicts")
"""Parameters that choose events and claims, in the order in which they are shown."""
_LONGEST = 2000
_MOST = 100
_TRUE = frozenset({"1", "true", "on", "yes"})
_FALSE = frozenset({"0", "false", "off", "no"})


def filters_of(given: QueryParams) -> dict[str, Any]:
    """Return the filters in a query string; what is empty, as forms send it, is left out.

    Raises:
        QueryError: A value cannot be what it is given for.

    Example:
        >>> filters_of(QueryParams("country=SRB&country=CHN&since=2020&until=&conflicts=1"))
        {'country': ['SRB', 'CHN'], 'since': '2020', 'conflicts': True}
    """
    found: dict[str, Any] = {name: values for name in LISTS if (values := _all(given, name))}
    if pair := _all(given, "pair"):
        found["pair"] = pair
    found |= {name: values[-1] for name in WORDS if (values := _all(given, name))}
    if least := _all(given, "least"):
        found["least"] = _share(least[-1])
    if (flag := _all(given, "conflicts")) and _flag("conflicts", flag[-1]):
        found["conflicts"] = True
    return found


def number_of(given: QueryParams, name: str, usual: int, *, least: int, most: int = 10**9) -> int:
    """Return a whole number of the query string.

    Raises:
        QueryError: It is none, or out of bounds.
    """
    text = (given.get(name) or "").strip()
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or len(text) > 10 or not least <= int(text) <= most:
        message = f"{name} is a whole number from {least} up, not {text[:40]!r}"
        raise QueryError(message)
    return int(text)


def _all(given: QueryParams, name: str) -> list[str]:
    values = [value for value in given.getlist(name) if value.strip()]
    if len(values) > _MOST:
        message = f"{name} is given {len(values)} times; at most {_MOST} are taken"
        raise QueryError(message)
    for value in values:
        check_words(name, value)
    return values


def check_words(name: str, value: str) -> str:
    """Return a text from outside that may be looked for.

    Raises:
        QueryError: It is too long, or holds what no text has: NUL, or half a character.
    """
    if len(value) > _LONGEST:
        message = f"{name} is {len(value)} characters long; at most {_LONGEST} are taken"
        raise QueryError(message)
    if "\0" in value or any(0xD800 <= ord(char) <= 0xDFFF for char in value):
        message = f"{name} holds characters that no text has"
        raise QueryError(message)
    return value


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        message = f"a confidence lies between 0 and 1, not at {text[:40]!r}"
        raise QueryError(message)
    return value


def _flag(name: str, text: str) -> bool:
    if text.casefold() in _TRUE:
        return True
    if text.casefold() in _FALSE:
        return False
    message = f"{name} is 1 or 0, not {text[:40]!r}"
    raise QueryError(message)
