"""Word pieces and case classes: what the encoder sees of a word. Training and inference share this module."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

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

    def __init__(self, tokenizer: Tokenizer, most: int = 200_000) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self._most = most
        self.cls = _special(tokenizer, "[CLS]")
        self.sep = _special(tokenizer, "[SEP]")
        self.mask = _special(tokenizer, "[MASK]")
        self.unknown = _special(tokenizer, "[UNK]")

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the piece ids of each word; every word has at least one."""
        known = self._known
        new = [word for word in words if word not in known]
        if new:
            if len(known) + len(new) > self._most:
                known.clear()
                new = list(words)
            new = list(dict.fromkeys(new))
            for word, encoding in zip(new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
                known[word] = self._capped(encoding.ids)
        return [known[word] for word in words]

    def _capped(self, ids: list[int]) -> tuple[int, ...]:
        if not ids:
            return (self.unknown,)
        if len(ids) > MAX_PIECES_PER_WORD:
            half = MAX_PIECES_PER_WORD // 2
            ids = [*ids[:half], *ids[-half:]]
        return tuple(ids)


def _special(tokenizer: Tokenizer, name: str) -> int:
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"the tokenizer has no {name}")
    return int(number)


def load_pieces(path: Path) -> Pieces:
    """Load the tokenizer file of a model directory."""
    from tokenizers import Tokenizer  # noqa: PLC0415  (a heavy import, needed only here)

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Pieces(tokenizer)
