"""A glance at the words of a sentence, before the networks: most of an article tells of nothing that is coded.

Each word weighs how much likelier a sentence with it tells of something (`python -m training.glance`). A sentence that
is left out keeps its words, so that whoever it names is known; it has no tree, no names and no frames.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "assets" / "glance.json"
_SHORT = 5
"""Words of a sentence under which it is read: to leave it out would save nothing."""
_CAPITALS = 6
"""As many capitals inside a sentence, or more, are one sign."""
_WORDS, _MOST = 4, 12
"""Words by which the length of a sentence is counted, and the longest that is told apart."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What each sign of a sentence weighs, in hundredths of log-odds: whole numbers add up the same in any order."""

    weights: Mapping[str, int]
    least: int
    """Sum from which a sentence is read."""

    def wants(self, words: Sequence[str]) -> bool:
        """Tell whether the networks are to read a sentence of these words; headlines and answers always."""
        return len(words) < _SHORT or self.weigh(signs(words)) >= self.least

    def weigh(self, found: Iterable[str]) -> int:
        """Return what signs weigh together; those that were never seen weigh nothing."""
        weight = self.weights.get
        return sum([weight(sign, 0) for sign in found])


def signs(words: Sequence[str]) -> Collection[str]:
    """Return what a glance sees: the words, whatever their case and however often, how many there are, and capitals.

    All numbers are one.

    Example:
        >>> sorted(signs(["Peru", "sent", "20", "troops", "to", "Chad", "."]))
        ['#capitals 1', '#words 1', '.', '0', 'chad', 'peru', 'sent', 'to', 'troops']
    """
    capitals = sum([word[0].isupper() for word in words]) - words[0][0].isupper()
    found = {"0" if word[0].isdigit() else word.lower() for word in words}
    found.add(f"#capitals {min(capitals, _CAPITALS)}")
    found.add(f"#words {min(len(words) // _WORDS, _MOST)}")
    return found


@lru_cache(maxsize=1)
def load_glance() -> Glance:
    """Return the weights that Foedera ships."""
    data = json.loads(_TABLE.read_text(encoding="utf-8"))
    return Glance(data["weights"], data["least"])
