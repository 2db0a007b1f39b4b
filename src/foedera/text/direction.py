"""Which way letters run."""

from __future__ import annotations

import unicodedata

LEFT_TO_RIGHT = "\u200e"
"""A mark without width: what stands between two of them runs from left to right, whatever letters stand around."""
_RTL = frozenset({"R", "AL"})


def right_to_left(text: str) -> bool:
    """Tell whether any letter runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _RTL for letter in text)
