"""What words of likelihood say, as a probability.

The table is Foedera's own reading of everyday English, in steps that agree with the scales that intelligence services
publish (almost certain, likely, even chance, unlikely ...) without being one of them. One wording has one number, so
that sources can be scored alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from foedera.types import Status

LIKELIHOODS: Mapping[float, tuple[str, ...]] = MappingProxyType({
    0.99: ("certain to", "definitely", "without doubt", "without a doubt", "inevitable", "inevitably", "guaranteed to"),
    0.95: (
        "almost certain", "almost certainly", "virtually certain", "all but certain", "near certain", "nearly certain",
        "bound to", "sure to", "no doubt", "undoubtedly", "beyond doubt", "doubtless", "foregone conclusion",
    ),
    0.85: (
        "highly likely", "very likely", "most likely", "highly probable", "very probable", "very probably",
        "in all likelihood", "in all probability", "most probably", "strong chance", "every chance", "quite likely",
    ),
    0.7: ("likely", "probable", "probably", "good chance", "presumably", "chances are", "odds are"),
    0.6: ("more likely than not", "better than even", "fair chance", "decent chance"),
    0.5: ("even chance", "even odds", "fifty-fifty", "50-50", "as likely as not", "toss-up", "coin toss"),
    0.4: (
        "may", "might", "could", "possible", "possibly", "perhaps", "maybe", "conceivable", "conceivably",
        "not rule out", "not ruled out", "not ruling out", "cannot be ruled out", "can not be ruled out",
        "not be excluded", "not excluded", "not impossible", "some chance", "a chance", "not unlikely",
    ),
    0.2: (
        "unlikely", "not likely", "improbable", "not probable", "probably not", "doubtful", "small chance",
        "slim chance", "long shot", "not be likely", "less likely than not", "slim odds",
    ),
    0.1: (
        "highly unlikely", "very unlikely", "most unlikely", "extremely unlikely", "highly improbable", "very doubtful",
        "highly doubtful", "little chance", "remote chance", "remote possibility", "hardly likely", "scarcely likely",
    ),
    0.03: (
        "almost no chance", "almost impossible", "virtually impossible", "next to no chance", "no chance", "impossible",
        "out of the question", "no possibility", "almost certainly not", "certainly not",
    ),
})  # fmt: skip
"""Probability and the words that say it. The longest wording decides ("highly unlikely" before "unlikely")."""

STATUS_LIKELIHOODS: Mapping[Status, float] = MappingProxyType(
    {"planned": 0.9, "expected": 0.7, "possible": 0.4, "conditional": 0.3}
)
"""What a forecast's status says where no words of likelihood are found."""

_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?-?(?:%|per\s?cent)\s+(?:chance|probability|likelihood|likely|certain|sure)",
    re.IGNORECASE,
)


def likelihood(text: str, status: Status, at: int | None = None) -> tuple[float, str | None]:
    """Return how likely something is by a passage, and the words that say so.

    Without such words the status speaks, and the words are None. Of several wordings the one nearest to `at` counts.

    Args:
        at: Where in the text the thing itself is named; its beginning if None.

    Example:
        >>> likelihood("The deal is highly unlikely to be signed.", "expected")
        (0.1, 'highly unlikely')
        >>> likelihood("They will sign.", "planned")
        (0.9, None)
    """
    found = [(match.start(), match.group(), _chance(match)) for match in _PERCENT.finditer(text)]
    for match in _wordings().finditer(text):
        word = match.group()
        if word != "May":  # the month
            found.append((match.start(), word, _table()[" ".join(word.casefold().split())]))
    known = [(start, word, chance) for start, word, chance in found if chance is not None]
    if not known:
        return STATUS_LIKELIHOODS.get(status, 0.5), None
    _, word, chance = min(known, key=lambda one: (abs(one[0] - (at or 0)), one[0]))
    return chance, word


def _chance(match: re.Match[str]) -> float | None:
    chance = float(match.group(1)) / 100
    return chance if chance <= 1 else None


@cache
def _table() -> dict[str, float]:
    return {wording: chance for chance, wordings in LIKELIHOODS.items() for wording in wordings}


@cache
def _wordings() -> re.Pattern[str]:
    longest_first = sorted(_table(), key=lambda wording: (-len(wording), wording))
    patterns = (re.escape(wording).replace(r"\ ", r"\s+") for wording in longest_first)
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
