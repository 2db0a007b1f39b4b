"""Designations of equipment: one system under several names, versions of one family, and mere words for a kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from foedera.gazetteer import Gazetteer
from foedera.gazetteer.fold import fold, words
from foedera.merge.subjects import subject_words

_CODE = re.compile(r"(?<![^\W_])[^\W\d_]*+\d[^\W_]*+")
_DEEP = 6
"""Steps from a version to the head of its family, at most."""


@dataclass(frozen=True, slots=True)
class Designation:
    """What a phrase for equipment designates."""

    system: str | None
    """Usual name of a system that the gazetteer knows."""
    family: str | None
    """The head of its family: what it derives from in the end, itself if from nothing."""
    codes: frozenset[str]
    """Words with digits, closed up: `hq22`."""
    kind: frozenset[str]
    """Telling words of the kind of equipment."""
    proper: str
    """The phrase as a name, closed up, where it is printed like one; empty for common nouns."""

    @property
    def key(self) -> str | None:
        """What versions of one family share; None for a mere kind of equipment."""
        if self.family:
            return self.family
        return min(self.codes, default=None) or self.proper or None


@lru_cache(maxsize=65536)
def designation(gazetteer: Gazetteer, phrase: str) -> Designation:
    """Return what a phrase designates.

    Example:
        >>> from foedera.gazetteer import load
        >>> designation(load(), "FK-3").family, designation(load(), "FK 3").codes
        ('HQ-22', frozenset({'fk3'}))
    """
    system = gazetteer.system(phrase)
    kind = subject_words([system.kind] if system else [phrase])
    proper = "" if system or phrase[:1].islower() else "".join(words(phrase))
    if system is None:
        return Designation(None, None, _codes(phrase), kind, proper)
    return Designation(system.name, _family(gazetteer, system.name), _codes(phrase), kind, proper)


def _family(gazetteer: Gazetteer, name: str) -> str:
    head = name
    for _ in range(_DEEP):
        system = gazetteer.system(head)
        if system is None or not system.variant_of or system.variant_of == head:
            break
        head = system.variant_of
    return head


_DASH = re.compile(r"(?<=[^\W\d_])[-\s./]?(?=\d)|(?<=\d)[-\s](?=[A-Z]{1,3}\b)")


def _codes(phrase: str) -> frozenset[str]:
    """Return the parts of a designation that carry a number: `FK-3`, `FK 3` and `FK3` are one."""
    closed = _DASH.sub("", fold(phrase))
    return frozenset(code.casefold() for code in _CODE.findall(closed) if re.search(r"[^\W\d_]", code))
