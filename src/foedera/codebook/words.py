"""Comparing wordings whatever their inflection: a light stemmer, and the longest known part of a phrase.

A stemmer, not a lemmatiser: the words of the codebook and of the report go through the same mill, so it need not
give dictionary forms, only the same form for the inflections of one word and different ones for different words.
A full stemmer (Snowball) also cuts derivations off and would make `signal` and `sign`, or `supplier` and `supply` one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SHORT = 8
"""Words of a phrase all of whose stretches are looked up."""
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")

_IRREGULAR_FORMS = """
be am is are was were been being; have has had having; do does did done; go goes went gone; take took taken;
give gave given; buy bought; sell sold; send sent; lend lent; spend spent; build built; bring brought;
seek sought; fight fought; catch caught; teach taught; think thought; meet met; hold held; keep kept; leave left;
lose lost; make made; pay paid; say said; sit sat; stand stood; withstand withstood; win won; tell told; find found;
begin began begun; come came; become became; run ran; break broke broken; speak spoke spoken; freeze froze frozen;
choose chose chosen; steal stole stolen; drive drove driven; write wrote written; ride rode ridden; rise rose risen;
see saw seen; know knew known; grow grew grown; throw threw thrown; draw drew drawn; withdraw withdrew withdrawn;
fly flew flown; show showed shown; fall fell fallen; eat ate eaten; forbid forbade forbidden; get got gotten;
forget forgot forgotten; tear tore torn; wear wore worn; swear swore sworn; bear bore borne; lie lain lying;
shoot shot; strike struck stricken; stick stuck; hang hung; sink sank sunk; ring rang rung; sing sang sung;
swing swung; bind bound; wind wound; feed fed; lead led; bleed bled; flee fled; feel felt; deal dealt; mean meant;
hear heard; lay laid; dwell dwelt; sweep swept; shake shook shaken; mistake mistook mistaken;
undertake undertook undertaken; overthrow overthrew overthrown; overrun overran; retake retook retaken;
arise arose arisen; hide hid hidden; bite bit bitten;
agree agreed agreeing; disagree disagreed; free freed freeing; guarantee guaranteed; decree decreed;
man men; woman women; serviceman servicemen; child children; foot feet; die dying; tie tying; untie untying
"""
_IRREGULAR = {form: forms[0] for forms in (entry.split() for entry in _IRREGULAR_FORMS.split(";")) for form in forms}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return one form for all inflections of a word.

    Example:
        >>> stem("deliveries") == stem("delivery"), stem("took") == stem("taking")
        (True, True)
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word)
    return _bare(_IRREGULAR.get(_strip(word), _strip(word)))


def _strip(word: str) -> str:
    """Cut the endings of plural, third person, past and participle."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zzes")) else word[:-1]
    if len(word) > 4 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and _VOWEL.search(base) and not word.endswith("eed"):
            return _DOUBLED.sub(r"\1", base)
    return word


def _bare(word: str) -> str:
    """Drop what a cut ending may have left or taken: a silent e, the spelling -ise or -ize, a doubled consonant."""
    word = word.removesuffix("e") if len(word) > 3 else word
    word = word[:-1] + "s" if word.endswith("iz") else word
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=256)  # a phrase is held against several lists of wordings
def stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase's words; hyphens part words, other punctuation is dropped."""
    return tuple(stem(part) for word in _WORD.findall(phrase) for part in word.split("-"))


def contains(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Tell whether `part` stands in `words` in one piece."""
    size = len(part)
    return any(words[at : at + size] == part for at in range(len(words) - size + 1))


def index_words(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return stemmed wording to value for pairs of wording and value; the first value of a wording stays."""
    index: dict[str, str] = {}
    for wording, value in words:
        index.setdefault(" ".join(stems(wording)), value)
    return index


def _matches(phrase: str, index: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return (first word, words, value) of every known wording in a phrase."""
    words = stems(phrase)
    found = []
    # A long phrase would make many stretches that no wording is as long as.
    longest = len(words) if len(words) <= _SHORT else 1 + max((wording.count(" ") for wording in index), default=0)
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + longest) + 1):
            value = index.get(" ".join(words[start:end]))
            if value is not None:
                found.append((start, end - start, value))
    return found


def longest_value(phrase: str, index: Mapping[str, str]) -> str | None:
    """Return the value of the longest known wording in a phrase; of two as long, the first."""
    found = _matches(phrase, index)
    return min(found, key=lambda match: (-match[1], match[0]))[2] if found else None


def all_values(phrase: str, index: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values of all known wordings in a phrase, in order, none inside a longer one."""
    values: dict[str, None] = {}
    taken: set[int] = set()
    chosen = []
    for start, size, value in sorted(_matches(phrase, index), key=lambda match: (-match[1], match[0])):
        if taken.isdisjoint(range(start, start + size)):
            taken.update(range(start, start + size))
            chosen.append((start, value))
    for _, value in sorted(chosen):
        values[value] = None
    return tuple(values)
