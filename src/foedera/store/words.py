"""Words for full-text search: what is indexed, and what a person may ask.

Texts are folded to plain lower-case words here, so that both databases index and find the same. A question is words,
all of which must occur, "phrases in quotes", -words that must not occur, and beginnings* of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from foedera.store.faults import store_error
from foedera.types import Span

_WORD = re.compile(r"[^\W_]+")
_WRITTEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<open>\*?)')
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""Letters and digits of ASCII as they are indexed; whatever else is there parts words."""
_MOST = 64
"""Words that one question may have; each costs a look into the index."""
GAP = "\ue000"
"""A word that nobody writes: keeps phrases from reaching from one text into the next."""
_LONGEST = 200
"""Letters of a word that count. PostgreSQL refuses words of more than 2,046 bytes; only rubbish is that long."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row, the last of which may be a beginning only."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What must occur, and what must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


def fold_words(text: str) -> list[str]:
    """Return a text's words, folded: small letters without accents.

    Example:
        >>> fold_words("Rosoboronexport's S-400, São Tomé")
        ['rosoboronexport', 's', 's', '400', 'sao', 'tome']
    """
    if text.isascii():
        found = text.translate(_PLAIN).split()
        return found if len(text) <= _LONGEST else [word[:_LONGEST] for word in found]
    return [word for written in _WRITTEN.findall(text) for word in _fold(written)]


def fold_texts(texts: Iterable[str | None]) -> list[str]:
    """Return the words of several texts, with a gap between each two."""
    out: list[str] = []
    for text in texts:
        if text:
            out += [*fold_words(text), GAP]
    return out


@lru_cache(maxsize=20_000)
def _fold(written: str) -> tuple[str, ...]:
    if written.isascii():
        return (written.lower()[:_LONGEST],)
    plain = "".join(c for c in unicodedata.normalize("NFKD", written) if not unicodedata.combining(c))
    return tuple(word[:_LONGEST] for word in _WORD.findall(plain.casefold()))


def parse_question(text: str) -> Question:
    """Read what a person asks. Nothing in it can be wrong: signs that mean nothing are passed over.

    Raises:
        StoreError: It has more than 64 words.

    Example:
        >>> parse_question('"joint exercise" serb* -planned').unwanted
        (Term(words=('planned',), prefix=False),)
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for match in _TERM.finditer(text):
        said = match["word"] if match["phrase"] is None else match["phrase"]
        words = tuple(fold_words(said))
        if words:
            term = Term(words, prefix=said.endswith("*") or bool(match["open"]))
            (unwanted if match["no"] else wanted).append(term)
    if sum(len(term.words) for term in (*wanted, *unwanted)) > _MOST:
        raise store_error("S123", text[:60] + "…", f"more than {_MOST} words; ask with fewer")
    return Question(tuple(wanted), tuple(unwanted))


def find_words(question: str, text: str) -> tuple[Span, ...]:
    """Return where the wanted words and phrases of a question stand in a text, for marking them.

    Example:
        >>> find_words('"joint exercise"', "A joint exercise")
        (Span(start=2, end=16),)
    """
    terms = parse_question(question).wanted
    written = [(word, match.span()) for match in _WRITTEN.finditer(text) for word in _fold(match[0])]
    found = {span for term in terms for span in _places(term, written)}
    return tuple(sorted(found))


def _places(term: Term, written: list[tuple[str, tuple[int, int]]]) -> Iterable[Span]:
    size = len(term.words)
    for at in range(len(written) - size + 1):
        here = [word for word, _ in written[at : at + size]]
        if tuple(here[:-1]) == term.words[:-1] and _last_fits(term, here[-1]):
            yield Span(written[at][1][0], written[at + size - 1][1][1])


def _last_fits(term: Term, word: str) -> bool:
    return word.startswith(term.words[-1]) if term.prefix else word == term.words[-1]
