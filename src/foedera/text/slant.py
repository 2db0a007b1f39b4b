"""Loaded wording: where a report judges by its choice of words, and how.

What is loaded stands in data/slant; here are only the kinds of rule. Words quoted from somebody are theirs, not the
report's, and are not marked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foedera.text.abbreviations import STARTERS
from foedera.types import SlantMark

ASSET = Path(__file__).parent.parent / "assets" / "slant.json"
SCARE_QUOTES = "scare quotes"
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_GAP = re.compile(r"[\s,“”\"‘’']{1,4}\Z")
_QUOTED = re.compile(r"“[^”\n]{0,800}”|\"[^\"\n]{0,800}\"|«[^»\n]{0,800}»")
_SCARE = re.compile(r"(?<![\w=])[“\"‘][a-z][a-z’'-]+[”\"’](?![\w’'])")
_SENTENCE_EDGE = re.compile(r"[.!?…][”\"’)]*\s|\n")
_NEAR = 4  # words before a phrase in which a verb of naming makes it somebody's words


@dataclass(frozen=True, slots=True)
class Word:
    """One place of a phrase."""

    words: frozenset[str]
    prefixes: tuple[str, ...]
    capital: bool
    optional: bool

    def fits(self, token: str) -> bool:
        """Tell whether a word of the text can stand in this place."""
        low = token.casefold().replace("’", "'")
        if self.capital and token[:1].isupper() and token not in STARTERS:
            return True
        return low in self.words or low.removesuffix("'s") in self.words or low.startswith(self.prefixes or "\0")


@dataclass(frozen=True, slots=True)
class Kind:
    """The rules of one kind of slant."""

    name: str
    phrases: tuple[tuple[Word, ...], ...]
    modifiers: frozenset[str]
    extends: bool
    unless_before: frozenset[str]
    unless_after: frozenset[str]
    naming: frozenset[str]
    """Verbs that make what follows the words of somebody else."""
    attribution: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every kind, with its phrases found by the beginning of their first word."""

    kinds: tuple[Kind, ...]
    by_word: dict[str, tuple[tuple[Kind, tuple[Word, ...]], ...]]
    """Phrases by the first three letters of their first word; those that begin with any name under their second."""


def find_slant(text: str, lexicon: Lexicon | None = None) -> tuple[SlantMark, ...]:
    """Return the loaded wording in a text, in order; marks of one kind do not overlap.

    Example:
        >>> [mark.kind for mark in find_slant("The so-called summit of puppets was a farce.")]
        ['so-called', 'name-calling', 'ridicule']
    """
    lexicon = lexicon or load_lexicon()
    quoted = [match.span() for match in _QUOTED.finditer(text) if " " in match[0]]
    marks = [*_phrase_marks(text, lexicon), *_scare_quotes(text, lexicon)]
    own = (mark for mark in marks if not any(start < mark.start and mark.end < end for start, end in quoted))
    return _without_overlap(sorted(own, key=lambda mark: (mark.start, -mark.end)))


def _without_overlap(marks: list[SlantMark]) -> tuple[SlantMark, ...]:
    kept: list[SlantMark] = []
    ends: dict[str, int] = {}
    for mark in marks:
        if mark.start >= ends.get(mark.kind, 0):
            kept.append(mark)
            ends[mark.kind] = mark.end
    return tuple(kept)


def _phrase_marks(text: str, lexicon: Lexicon) -> Iterator[SlantMark]:
    tokens = list(_TOKEN.finditer(text))
    by_word = lexicon.by_word
    for position, token in enumerate(tokens):
        for kind, phrase in by_word.get(token[0][:3].casefold(), ()):
            first = position - 1 if phrase[0].capital else position
            end = _match(text, tokens, first, phrase) if first >= 0 else None
            if end is None or _is_plain(tokens, first, end, kind):
                continue
            start = _extend(text, tokens, first, kind) if kind.extends else first
            yield SlantMark(tokens[start].start(), tokens[end - 1].end(), kind.name)


def _match(text: str, tokens: list[re.Match[str]], position: int, phrase: tuple[Word, ...]) -> int | None:
    """Return the number of the token after a phrase that begins at a token; None if it does not."""
    begin = position
    for word in phrase:
        joined = position == begin or (
            position < len(tokens) and _GAP.match(text[tokens[position - 1].end() : tokens[position].start()])
        )
        if position < len(tokens) and joined and word.fits(tokens[position][0]):
            position += 1
        elif not word.optional:
            return None
    return position if position > begin else None


def _is_plain(tokens: list[re.Match[str]], first: int, end: int, kind: Kind) -> bool:
    """Tell whether the words around make the phrase a plain term ("visa regime") or somebody's word ("called it a")."""
    near = [token[0].casefold() for token in tokens[max(0, first - _NEAR) : first + 1]]
    after = tokens[end][0].casefold() if end < len(tokens) else ""
    return (
        not kind.unless_before.isdisjoint(near[-2:])
        or after in kind.unless_after
        or not kind.naming.isdisjoint(near[:-1])
    )


def _extend(text: str, tokens: list[re.Match[str]], first: int, kind: Kind) -> int:
    """Return the first token of the insult: names, nationalities and adjectives of abuse before it belong to it."""
    while first > 0:
        word = tokens[first - 1][0]
        if not text[tokens[first - 1].end() : tokens[first].start()].isspace():
            break
        low = word.casefold()
        if not (
            low in kind.modifiers or low.startswith(("pro-", "anti-")) or (word[0].isupper() and word not in STARTERS)
        ):
            break
        first -= 1
    return first


def _scare_quotes(text: str, lexicon: Lexicon) -> Iterator[SlantMark]:
    kind = next((kind for kind in lexicon.kinds if kind.name == SCARE_QUOTES), None)
    if kind is None:
        return
    for match in _SCARE.finditer(text):
        before = text[max(0, match.start() - 400) : match.start()]
        start = max((edge.end() for edge in _SENTENCE_EDGE.finditer(before)), default=0)
        edge = _SENTENCE_EDGE.search(text, match.end(), match.end() + 400)
        after = text[match.end() : edge.start() if edge else match.end() + 400]
        words = {token.casefold() for token in _TOKEN.findall(before[start:] + " " + after)}
        if kind.attribution.isdisjoint(words):
            yield SlantMark(match.start(), match.end(), SCARE_QUOTES)


@cache
def load_lexicon(path: Path = ASSET) -> Lexicon:
    """Load the built lexicon; the same one each time."""
    return build_lexicon(json.loads(path.read_text(encoding="utf-8")))


def build_lexicon(values: dict[str, dict[str, object]]) -> Lexicon:
    """Return the lexicon that the data file's values describe."""
    kinds = tuple(_kind(name, entry) for name, entry in values.items())
    by_word: dict[str, list[tuple[Kind, tuple[Word, ...]]]] = {}
    for kind in kinds:
        for phrase in kind.phrases:
            head = phrase[1] if phrase[0].capital else phrase[0]
            for start in {word[:3] for word in (*head.words, *head.prefixes)}:
                by_word.setdefault(start, []).append((kind, phrase))
    return Lexicon(kinds, {start: tuple(found) for start, found in by_word.items()})


def _kind(name: str, entry: dict[str, object]) -> Kind:
    def strings(key: str) -> list[str]:
        value = entry.get(key) or []
        return [str(item) for item in value] if isinstance(value, list) else []

    phrases = tuple(phrase for line in strings("phrases") for phrase in _phrases(line))
    sets = (frozenset(strings(key)) for key in ("unless_before", "unless_after", "naming", "attribution"))
    return Kind(name, phrases, frozenset(strings("modifiers")), bool(entry.get("extends")), *sets)


def _phrases(line: str) -> list[tuple[Word, ...]]:
    """Return what a line of the data file says; an optional first word gives a phrase without it, too."""
    words = tuple(_word(part) for part in line.split())
    found = [words]
    while words[0].optional and len(words) > 1:
        words = words[1:]
        found.append(words)
    return found


def _word(part: str) -> Word:
    optional = part.endswith("?")
    choices = part.rstrip("?").split("|")
    return Word(
        frozenset(choice.casefold() for choice in choices if not choice.endswith(("*", "+"))),
        tuple(choice[:-1].casefold() for choice in choices if choice.endswith("*")),
        any(choice == "A+" for choice in choices),
        optional,
    )
