"""Words that say what a paper, a position or a happening is about, made comparable."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from foedera.gazetteer.fold import words
from foedera.merge.namewords import SUBJECTS

_IDLE = frozenset(
    "a an the of on in at for and or with to by from its it his her their this that these those be is are was were as"
    " new similar other further more some any all each no not into over under between among against about own s"
    " agreement accord pact treaty deal document memorandum declaration understanding plan programme program framework"
    " cooperation cooperate joint common bilateral mutual strategic field area sphere matter question issue matters"
    " field fields state country countries states national international".split()
)
"""Words that nearly every paper has in common."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ied", "es", "ed", "s")


def stem(word: str) -> str:
    """Cut the commonest endings of an English word; what is left only has to be equal for the forms of one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            kept = word[: -len(ending)]
            return kept + "y" if ending in {"ies", "ied"} else kept.rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


@lru_cache(maxsize=1)
def _senses() -> dict[str, str]:
    lines = (line.split(":") for line in SUBJECTS.strip().splitlines())
    senses: dict[str, str] = {}
    for head, tail in lines:
        for word in tail.split():
            senses.setdefault(stem(word), f"={head}")
    return senses


def subject_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the telling words of some phrases, each cut to its stem or to a meaning that several words share.

    Example:
        >>> sorted(subject_words(["cooperation in the field of defence", "military training"]))
        ['=defence', '=training']
    """
    return _of_texts(tuple(texts))


@lru_cache(maxsize=65536)
def _of_texts(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _of_text(text))


@lru_cache(maxsize=65536)
def _of_text(text: str) -> frozenset[str]:
    kept = [word for word in words(text) if word not in _IDLE]
    return frozenset(_senses().get(stem(word), stem(word)) for word in kept)


@lru_cache(maxsize=262144)
def shared(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of the shorter list of words that the longer has too, damped where it is only one of many."""
    if not left or not right:
        return 0.0
    both = len(left & right)
    return 0.6 * both / min(len(left), len(right)) + 0.4 * both / max(len(left), len(right))
