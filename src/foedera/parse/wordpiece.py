"""Word pieces of the uncased BERT vocabulary (WordPiece), as the `tokenizers` package cuts them.

That package and what it brings take 30 ms of every start to load for a search that is a dozen lines; a test holds that
both give the same pieces.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNKNOWN = "[UNK]"
_INNER = "##"
"""Before a piece that goes on within a word."""
_LONGEST = 100
"""Code points of a word; a longer one is unknown."""
_CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
"""Ranges of signs that are words of their own (one of them with the slip that BERT's tokenizers share)."""
_SPACES = frozenset("\t\n\r")
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Categories of characters that are taken out."""


class WordPiece:
    """Cuts words into the numbers of their pieces."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take a vocabulary over: piece to number.

        Raises:
            KeyError: It has no unknown piece.
        """
        self._vocabulary = vocabulary
        self.unknown = vocabulary[UNKNOWN]

    def number(self, piece: str) -> int:
        """Return the number of a piece.

        Raises:
            KeyError: There is no such piece.
        """
        return self._vocabulary[piece]

    def cut(self, word: str) -> list[int]:
        """Return the pieces of a word; none where nothing of it is left after cleaning."""
        if word.isascii() and word.isalnum():
            return self._pieces(word.lower())
        return [number for part in _parts(_normal(word)) for number in self._pieces(part)]

    def _pieces(self, part: str) -> list[int]:
        """Cut a stretch of letters and figures, or one mark, always taking the longest piece there is."""
        whole = self._vocabulary.get(part)
        if whole is not None:
            return [whole]
        found: list[int] = []
        start, mark = 0, ""
        while start < len(part) <= _LONGEST:
            for end in range(len(part), start, -1):
                number = self._vocabulary.get(mark + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start, mark = end, _INNER
        return found or [self.unknown]


def load_word_piece(path: Path) -> WordPiece:
    """Read the vocabulary of a `tokenizer.json`.

    Raises:
        KeyError: It holds none, or no unknown piece.
        ValueError: It is no JSON.
    """
    return WordPiece(json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"])


def _normal(word: str) -> str:
    """Return a word without control characters and accents, in small letters, Chinese signs set apart."""
    kept = []
    for char in word:
        if char in _SPACES:
            kept.append(" ")
        elif _is_chinese(char):
            kept.append(f" {char} ")
        elif char != "\ufffd" and unicodedata.category(char) not in _DROPPED:
            kept.append(char)
    plain = unicodedata.normalize("NFD", "".join(kept))
    return "".join(char.lower() for char in plain if unicodedata.category(char) != "Mn")


def _is_chinese(char: str) -> bool:
    at = ord(char)
    return at >= _CHINESE[1][0] and any(first <= at <= last for first, last in _CHINESE)


def _parts(text: str) -> Iterator[str]:
    """Yield the stretches between blanks and marks, and each mark by itself."""
    start = 0
    for at, char in enumerate(text):
        blank = char.isspace()
        if blank or _is_mark(char):
            if start < at:
                yield text[start:at]
            if not blank:
                yield char
            start = at + 1
    if start < len(text):
        yield text[start:]


def _is_mark(char: str) -> bool:
    if char.isascii():
        return not char.isalnum() and "!" <= char <= "~"
    return unicodedata.category(char)[0] == "P"
