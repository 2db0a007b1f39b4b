"""Whether a report is on dealings between states, or on sport, business or the arts, whose war words tell of none.

Reports of matches have words of their own. For the rest, each word weighs how much oftener it stands in sentences that
tell of such dealings than in others (`python -m training.subject`): the mean over a report says what it is on. A report
in which no word or name is of forces or arms tells neither of drills nor of deliveries of arms: what is delivered is
coffee.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.coding.weights import table

if TYPE_CHECKING:
    from foedera.gazetteer import Mention
    from foedera.types import Sentence

_USUAL = 0.5
"""Mean of reports on dealings between states."""
_FEW = 20
"""Words of a usual report that are thought beside those of each, so that a line or two of text is not judged alone."""
_LEAST = 0.3
"""Mean below which a report seems to be on something else. A local paper's tale of a foreign squadron does, too."""
_TOLD, _TOLD_A_SENTENCE = 1.6, 0.08
"""Claims, each counted by its probability, from which it tells of dealings between states none the less."""
_SPORT = frozenset(
    "athlete athletics badminton baseball basketball batsman batter biathlon boxer boxing champion championship coach "
    "cricket cricketer cyclist cycling decathlon equaliser equalizer featherweight football footballer forwards "
    "goalkeeper goalless golf golfer grandmaster gymnast handball hat-trick heavyweight hockey inning innings jockey "
    "judoka kick-off kickoff knockout lap league lightweight marathon match medal medalist medallist middleweight "
    "midfielder peloton penalty playmaker playoff podium puck quarter-final quarterfinal racket referee rematch rugby "
    "runner-up score scoreless scorer seeded semi-final semifinal shootout skater skier soccer sprinter squash stadium "
    "standings striker swimmer team-mate teammate tennis tournament trophy umpire unbeaten velodrome volleyball "
    "welterweight wicket winger wrestler wrestling".split()
)
_FINAL = "final"
"""The same as a noun."""
_SPORT_WORDS, _SPORT_SHARE = 2, 0.15
"""Different words of sport, which is also how many sentences at least have one, and the share of sentences that have
one, from which a report is of a match."""
_LEAST_AT_PLAY = 0.44
"""Mean from which a report with such words is on ministers at a match, or on a treaty on sport."""
_ARMED = frozenset(
    "ammunition armament armed armored armour armoured arms army arsenal artillery battalion bomber brigade cadet "
    "coastguard colonel combat commander commando conscript contingent corvette defence defense destroyer "
    "drone exercise fighter flotilla frigate garrison gendarme grenade gun gunner "
    "howitzer infantry manoeuvre maneuver marine military militia minehunter minesweeper "
    "missile mortar munition naval navy nuclear paratrooper patrol peacekeeper peacekeeping platoon police "
    "policeman radar regiment reservist rifle rocket sailor serviceman soldier squadron submarine "
    "tank torpedo troop troops war warfare warhead warplane warship weapon weaponry".split()
)
"""Words of forces and arms: a report on either has several."""
_FEWEST = 4
"""Sentences of a report that would have one; a line or two may tell of a thing by its name alone."""
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
    few = sum(told) < max(_TOLD, _TOLD_A_SENTENCE * len(sentences))
    match = _is_of_a_match(sentences)
    if not (few or match):
        return False
    mean = bearing(sentences)
    return (match and mean < _LEAST_AT_PLAY) or (few and mean < _LEAST)


def _is_of_a_match(sentences: tuple[Sentence, ...]) -> bool:
    """Tell whether several words of sport stand all over a report: soldiers may play one match of volleyball."""
    found: list[set[str]] = []
    for sentence in sentences:
        small = [token for token in sentence.tokens if token.text[:1].islower()]
        found.append({t.lemma for t in small if t.lemma in _SPORT or (t.lemma == _FINAL and t.upos == "NOUN")})
    often = sum(map(bool, found)) >= max(_SPORT_WORDS, _SPORT_SHARE * len(sentences))
    return often and len(set[str]().union(*found)) >= _SPORT_WORDS


def speaks_of_arms(sentences: tuple[Sentence, ...], mentions: Iterable[list[Mention]]) -> bool:
    """Tell whether a report has a word of forces or arms or the name of a weapon system, or is too short to need one.

    Args:
        mentions: What the gazetteer knows of the report's words: "six F-35s" are arms without any such word.
    """
    if len(sentences) < _FEWEST or any(each.entry.kind == "system" for found in mentions for each in found):
        return True
    return any(token.lemma.casefold() in _ARMED for sentence in sentences for token in sentence.tokens)


def is_at_play(sentences: tuple[Sentence, ...]) -> bool:
    """Tell whether a report is no political news either: wages and hospitals are, matches and the arts are not."""
    return bearing(sentences) < _LEAST_AT_HOME
