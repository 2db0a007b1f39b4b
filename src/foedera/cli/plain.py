"""Standard output that cannot show every letter: text for people in the letters it has, data in UTF-8 all the same."""

from __future__ import annotations

import codecs
import unicodedata
from io import TextIOWrapper
from typing import TextIO

_LIKES = {
    "→": "->",
    "·": "|",
    "│": "|",
    "─": "-",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "≈": "~",
    "≠": "!",
    "€": "EUR ",
    "£": "GBP ",
    "¥": "JPY ",
}
"""What stands for the signs of our own texts."""
_NEEDED = "".join(_LIKES)


def fit(stream: TextIO, *, text: bool) -> None:
    """Let what is printed be printed, whatever letters a stream has.

    Args:
        text: Whether people read it. Data are never put in other letters: they are UTF-8, as in a file.
    """
    if not isinstance(stream, TextIOWrapper):
        return
    try:
        _NEEDED.encode(stream.encoding)
    except UnicodeEncodeError:
        codecs.register_error("foedera-plain", _plain)
        stream.reconfigure(errors="foedera-plain") if text else stream.reconfigure(encoding="utf-8")


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Return what is printed for letters that a stream lacks: a sign's like, a letter without its accent, or "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_like(letter, error.encoding) for letter in lacking), error.end


def _like(letter: str, encoding: str) -> str:
    if unicodedata.category(letter) == "Cf":  # marks for the direction of writing
        return ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return _LIKES.get(letter) or bare.encode(encoding, "ignore").decode(encoding) or "?"
