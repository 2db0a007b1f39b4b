"""How much two names of exercises, operations or papers are alike, translations included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from foedera.gazetteer.fold import words
from foedera.merge.namewords import COMPOUND, CONCEPTS, GENERIC, KIN, NOISE

_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"\d\d")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,})((?:19|20)?\d\d)")
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13, "xiv": 14}
_ORDINAL_WORDS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_ALIKE = 0.86
"""Least likeness (Jaro-Winkler) of two words that are one word in two spellings: Zapad and Sapad, Vostok and Wostok."""
_KINSHIP = 0.7
"""What kindred meanings count, where the same meaning counts 1."""


@dataclass(frozen=True, slots=True)
class NameView:
    """A name cut into what can be compared."""

    printed: str
    parts: tuple[str, ...]
    """Meanings (`=peace`) and words without a known one, in order, each once."""
    year: int | None
    edition: int | None
    descriptive: bool
    """Whether it says what is done rather than how it is called: "sixth joint maritime patrol"."""

    @property
    def key(self) -> str:
        """The parts in alphabetical order: equal for names that differ in language, order, year or noise.

        Kindred meanings are written as one, so that an eagle and a falcon meet.
        """
        return "+".join(sorted({_heads().get(part, part) for part in self.parts}))


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    """Return the words of each head; a line without a colon goes on with the one before."""
    found: dict[str, list[str]] = {}
    members: list[str] = []
    for line in lines.strip().splitlines():
        head, colon, tail = line.rpartition(":")
        if colon:
            members = found.setdefault(head.strip(), [])
        members += tail.split()
    return {head: tuple(own) for head, own in found.items()}


@lru_cache(maxsize=1)
def _meanings() -> dict[str, tuple[str, ...]]:
    """Return the meanings of every word of the tables."""
    found: dict[str, tuple[str, ...]] = {}
    for meaning, members in _table(CONCEPTS).items():
        for word in members:
            found.setdefault(word, (f"={meaning}",))
    compounds = _table(COMPOUND)
    return found | {word: tuple(f"={part}" for part in parts) for word, parts in compounds.items()}


@lru_cache(maxsize=1)
def _kin() -> frozenset[tuple[str, str]]:
    rows = ([f"={word}" for word in line.split()] for line in KIN.strip().splitlines())
    return frozenset((a, b) for row in rows for a in row for b in row if a != b)


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    """Return one meaning for all kindred of each."""
    heads: dict[str, str] = {}
    for line in KIN.strip().splitlines():
        row = [f"={word}" for word in line.split()]
        head = heads.get(row[0], row[0])
        heads.update({word: head for word in row if word not in heads})
    return heads


@lru_cache(maxsize=65536)
def view(name: str) -> NameView:
    """Cut a name into meanings, year and edition.

    Example:
        >>> view("Exercise Peacekeeper-2025") == view("Exercise Peacekeeper-2025"), view("Mirovnik 25").key
        (True, '=peace+=shield')
    """
    parts: dict[str, None] = {}
    year = edition = None
    tokens = words(_GLUED.sub(r"\1 \2", name))
    for position, token in enumerate(tokens):
        if _YEAR.fullmatch(token):
            year = year or int(token)
        elif position and position == len(tokens) - 1 and _SHORT_YEAR.fullmatch(token):
            year = year or 2000 + int(token)
        elif (number := _number(token)) is not None:
            edition = edition or number
        elif token not in NOISE:
            parts.update(dict.fromkeys(_meanings().get(token, (token,))))
    known = tuple(parts)
    generic = all(part.lstrip("=") in GENERIC for part in known)
    return NameView(name, known, year, edition, generic and not _titled(name))


def _titled(name: str) -> bool:
    """Tell whether a name is printed as one, with capitals: "Joint Sea", not "joint sea patrol"."""
    spelled = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 3]
    return bool(spelled) and all(word[0].isupper() for word in spelled)


def _number(token: str) -> int | None:
    """Return the edition that a word of a name gives."""
    ordinal = _ORDINAL.fullmatch(token)
    if ordinal:
        return int(ordinal[1])
    return _ORDINAL_WORDS.get(token) or _ROMAN.get(token)


@lru_cache(maxsize=262144)
def part_likeness(left: str, right: str) -> float:
    """Return how much two parts of names are alike: 1 the same, 0.7 kindred or one word in two spellings, 0 else."""
    if left == right:
        return 1.0
    if left.startswith("=") or right.startswith("="):
        return _KINSHIP if (left, right) in _kin() else 0.0
    short = min(len(left), len(right))
    if short >= 4 and JaroWinkler.similarity(left, right) >= _ALIKE:
        return 0.9
    return 0.0


@lru_cache(maxsize=262144)
def likeness(left: NameView, right: NameView) -> float:
    """Return how much two names are alike, 0 to 1, year and edition aside.

    Each part seeks its best match on the other side; a part without one counts less where the other name is the
    shorter ("Formosa" for "Formosa amphibious exercise") than where both have a part of their own.
    """
    if not left.parts or not right.parts:
        return 0.0
    if left.parts == right.parts:
        return 1.0
    forth = _coverage(left.parts, right.parts)
    back = _coverage(right.parts, left.parts)
    low, high = sorted((forth, back))
    return 0.5 * high + 0.5 * low


def _coverage(parts: tuple[str, ...], others: tuple[str, ...]) -> float:
    weights = [0.5 if part.lstrip("=") in GENERIC else 1.0 for part in parts]
    best = [max(part_likeness(part, other) for other in others) for part in parts]
    return sum(weight * value for weight, value in zip(weights, best, strict=True)) / sum(weights)
