"""Names made comparable: accents off, quotes and dashes alike, without moving any offset."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SINGLE = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\u00a0": " ",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A",
})  # fmt: skip
WORD = re.compile(r"[^\W_]+\+?")
"""A word of a name; a plus belongs to it (OPEC+)."""


def fold(text: str) -> str:
    """Return the text without accents. The length may change: for comparing words, not for offsets."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.translate(_SINGLE))
    return "".join(char for char in plain if not unicodedata.combining(char))


def words(name: str) -> list[str]:
    """Return the words of a name, folded and lower-cased; hyphens, dots and apostrophes part words."""
    return WORD.findall(fold(name).casefold())


def key(name: str) -> str:
    """Return the words of a name joined by blanks: equal for spellings that differ in case, accents and marks."""
    return " ".join(words(name))


@lru_cache(maxsize=4096)
def tight(name: str) -> str:
    """Return a designation without blanks and marks: `FK-3`, `FK 3` and `FK3` give `fk3`."""
    return "".join(words(name))
