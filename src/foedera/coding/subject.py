"""Whether a report is on dealings between states, or on sport, business or the arts, whose war words tell of none.

Each word weighs how much oftener it stands in sentences that tell of such dealings than in others
(`python -m training.subject`). The mean over a report says what it is on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.coding.weights import table

if TYPE_CHECKING:
    from foedera.types import Sentence

_USUAL = 0.5
"""Mean of reports on dealings between states."""
_FEW = 20
"""Words of a usual report that are thought beside those of each, so that a line or two of text is not judged alone."""
_LEAST = 0.3
"""Mean below which a report seems to be on something else. A local paper's tale of a foreign squadron does, too."""
_TOLD, _TOLD_A_SENTENCE = 1.6, 0.08
"""Claims, each counted by its probability, from which it tells of dealings between states none the less."""
_LEAST_AT_HOME = 0.24
"""The same for general political news: below it lie matches and the arts."""


@lru_cache(maxsize=1)
def words() -> Mapping[str, float]:
    """Return what words in small letters weigh, as log-odds; those that are not there weigh nothing."""
    weights: dict[str, float] = table("subject_words")
    return weights


def bearing(sentences: Iterable[Sentence]) -> float:
    """Return the mean weight of the words of some sentences: about 0.5 for a report on dealings between states."""
    weights = words()
    total, count = _USUAL * _FEW, _FEW
    for sentence in sentences:
        for token in sentence.tokens:
            if token.text[:1].islower():
                total += weights.get(token.text, 0.0)
                count += 1
    return total / count


def is_elsewhere(sentences: tuple[Sentence, ...], told: Iterable[float]) -> bool:
    """Tell whether a report is on another subject than dealings between states.

    Args:
        told: The probability of each of its claims.
    """
    return sum(told) < max(_TOLD, _TOLD_A_SENTENCE * len(sentences)) and bearing(sentences) < _LEAST


def is_at_play(sentences: tuple[Sentence, ...]) -> bool:
    """Tell whether a report is no political news either: wages and hospitals are, matches and the arts are not."""
    return bearing(sentences) < _LEAST_AT_HOME
