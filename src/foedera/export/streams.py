"""Writing JSON and lines to a binary stream piece by piece, in text that every reader takes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    r"""Return a text without halves of surrogate pairs, which no encoding can write; they become U+FFFD.

    Example:
        >>> whole("caf\ud83d\u00e9") == "caf\ufffd\u00e9"
        True
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def dump(value: Any) -> str:
    """Return a value as one line of JSON; a number that JSON has no word for becomes `INF`, `-INF` or `NaN`."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return whole(text)


def write_lines(stream: BinaryIO, values: Iterable[Any]) -> int:
    """Write one JSON value a line; return how many."""
    count = 0
    for count, value in enumerate(values, 1):  # noqa: B007 - the count is the answer
        stream.write(dump(value).encode() + b"\n")
    return count


def write_array(stream: BinaryIO, head: Mapping[str, Any], name: str, values: Iterable[Any]) -> int:
    """Write an object with a long list as its last member, one element a line; return how many.

    Args:
        head: The members before the list.
    """
    start = dump(dict(head))[:-1] + ("," if head else "") + json.dumps(name) + ":["
    stream.write(start.encode())
    count = 0
    for count, value in enumerate(values, 1):
        stream.write((b",\n" if count > 1 else b"\n") + dump(value).encode())
    stream.write(b"\n]}\n")
    return count


def known(**values: Any) -> dict[str, Any]:
    """Return the values that are not None."""
    return {key: value for key, value in values.items() if value is not None}


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
