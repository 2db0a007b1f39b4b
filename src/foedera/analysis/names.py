"""Names and phrases compared: spellings, parts of a name, people by their surname."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ə": "a"}
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an and at by de for from in of on or other the to with".split())
"""Words that tell no names apart."""
_MOST_WORDS = 200
"""Names with more words are no names: they are equal or not, and cost no time."""


@lru_cache(maxsize=16384)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, marks and the s of a plural.

    Example:
        >>> words("Vučić’s F-35s"), words("nine others")
        (('vucic', 'f', '35'), ('nine', 'other'))
    """
    low = unicodedata.normalize("NFD", name.casefold().translate(_LETTERS))
    plain = "".join(char for char in low if not unicodedata.combining(char))
    found = (_singular(word) for word in _WORD.findall(plain))
    return tuple(word for word in found if word != "s")


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """Return a name's words as one string, equal for spellings that differ in case, accents, marks and blanks."""
    return "".join(words(name))


@lru_cache(maxsize=65536)
def alike(left: str, right: str) -> bool:
    """Tell whether one name or phrase may be a fuller form or another spelling of the other.

    A number that differs tells them apart (FK-3, FK-2), and so does a year.

    Example:
        >>> alike("Talisman Sabre", "Talisman Sabre 2025"), alike("Golden Dragon 2024", "Golden Dragon 2025")
        (True, False)
    """
    if key(left) == key(right):
        return True
    shorter, longer = sorted((_telling(left), _telling(right)), key=lambda words: (len(words), words))
    return 0 < len(shorter) <= len(longer) <= _MOST_WORDS and all(
        any(_same_word(word, other) for other in longer) for word in shorter
    )


def same_person(left: str, right: str) -> bool:
    """Tell whether two names may be one person's: a surname and the full name, initials, or parts of a longer name.

    Example:
        >>> same_person("Vucic", "Aleksandar Vučić"), same_person("A. Vučić", "Aleksandar Vučić")
        (True, True)
        >>> same_person("Donald Tusk", "Łukasz Tusk")
        False
    """
    shorter, longer = sorted((words(left), words(right)), key=lambda words: (len(words), words))
    if shorter == longer:
        return True
    if not shorter or len(longer) > _MOST_WORDS:
        return False
    if not any(_same_word(word, other) for word in shorter for other in longer if len(word) > 1):
        return False
    return all(any(_same_word(word, other) or _initial(word, other) for other in longer) for word in shorter)


def stands_for(short: str, name: str) -> bool:
    """Tell whether a short name is a name's own, or its initials (EU, European Union)."""
    initials = "".join(word[0] for word in words(name) if word not in _SMALL)
    return key(short) in (key(name), initials)


def _telling(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words(name) if word not in _SMALL))


def _singular(word: str) -> str:
    plural = len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural and (len(word) > 3 or word[0].isdigit()) else word


def _initial(left: str, right: str) -> bool:
    return min(len(left), len(right)) == 1 and left[0] == right[0]


def _same_word(left: str, right: str) -> bool:
    """Tell whether two words are equal but for one letter more, less or other in a long one without digits."""
    if left == right:
        return True
    if min(len(left), len(right)) < 6 or not (left.isalpha() and right.isalpha()):
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]
