"""Word pieces and case classes: what the encoder sees of a word. Training and inference share this module."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from foedera.parse.wordpiece import WordPiece, load_word_piece

CASE_CLASSES = ("lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric", "other", "special")
SPECIAL_CASE = CASE_CLASSES.index("special")
MAX_PIECES_PER_WORD = 12
"""Longer words (broken input, addresses) keep their first and last pieces."""


@lru_cache(maxsize=65536)
def case_class(word: str) -> int:
    """Return the index of a word's case class; the encoder itself is uncased."""
    if word.isalpha():
        if word.islower():
            return 0
        if word.isupper():
            return 3 if len(word) == 1 else 2
        return 1 if word[0].isupper() and word[1:].islower() else 4
    if word.isdigit():
        return 5
    return 6 if word.isalnum() or any(c.isalnum() for c in word) else 7


class Pieces:
    """Cuts words into piece ids, remembering the words it has seen."""

    def __init__(self, vocabulary: WordPiece, most: int = 200_000) -> None:
        """Take a vocabulary over; `most` words are remembered at a time."""
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[int, ...]] = {}
        self._most = most
        self.cls, self.sep, self.mask = map(vocabulary.number, ("[CLS]", "[SEP]", "[MASK]"))
        self.unknown = vocabulary.unknown

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the piece ids of each word; every word has at least one."""
        known = self._known.get
        return [known(word) or self._learn(word) for word in words]

    def _learn(self, word: str) -> tuple[int, ...]:
        if len(self._known) >= self._most:
            self._known.clear()
        ids = self._known[word] = self._capped(self._vocabulary.cut(word))
        return ids

    def _capped(self, ids: list[int]) -> tuple[int, ...]:
        if not ids:
            return (self.unknown,)
        if len(ids) > MAX_PIECES_PER_WORD:
            half = MAX_PIECES_PER_WORD // 2
            ids = [*ids[:half], *ids[-half:]]
        return tuple(ids)


def load_pieces(path: Path) -> Pieces:
    """Load the tokenizer file of a model directory.

    Raises:
        KeyError: A piece is missing that every vocabulary has.
        ValueError: It is no JSON.
    """
    return Pieces(load_word_piece(path))
