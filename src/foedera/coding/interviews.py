"""Interviews that do not mark who speaks: a question is a paragraph of its own, and whoever is asked answers below it.

"The minister of Malta, Ana Vella, on ports. Does your country need them? We do."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.offices import SOMEBODY
from foedera.coding.words import OWNS, climb, head_of

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.types import Actor, Sentence

MARKED = re.compile(r"(?im)^[ \t]*q(?:uestion)?\b[^\n:]{0,60}:\s")
"""A question of a transcript, which marks who speaks."""
_SPEAKER = re.compile(r"[A-Z][\w.’' -]{0,40}?(?:\s*\([^)\n]{1,60}\))?:\s")
"""Who speaks, at the front of a turn: "Harbour Radio: What of the port?"."""
_LEAST = 3
"""Paragraphs that are questions, from which a report may be an interview."""
_LONGEST = 600
"""Letters of a question, at most."""
_SHORT = 4
"""Words of a question that only names what it is about, and goes on: "And Chad? Ties have been bad since May."."""
_ENDS = '"”»’ \n'
_TO_THE_GUEST = re.compile(r"(?i)\byou(?:rs?)?\b")
_UP = 3
_ELSEWHERE = frozenset({"to", "in", "at", "on", "for", "with", "from"})
_OF_OURSELVES = re.compile(r"\bI\b|(?i:\b(?:we|our|us|my)\b)")


def questions_of(context: Context) -> frozenset[int]:
    """Return the sentences of the questions of an interview; none where a report is no interview."""
    if MARKED.search(context.text):
        return frozenset()
    paragraphs: dict[int, list[int]] = {}
    for number, sentence in enumerate(context.sentences):
        paragraphs.setdefault(sentence.segment.paragraph, []).append(number)
    told = list(paragraphs.values())
    asked = [at for at, numbers in enumerate(told) if _is_put(numbers, context)]
    words = [_words(told[at], context) for at in asked]
    if len(asked) < _LEAST or any(map(_SPEAKER.match, words)) or not any(map(_TO_THE_GUEST.search, words)):
        return frozenset()
    answers = [_words(told[at + 1], context) for at in asked if at + 1 not in asked and at + 1 < len(told)]
    own = sum(_OF_OURSELVES.search(answer) is not None for answer in answers)
    return frozenset(n for at in asked for n in told[at]) if 2 * own >= len(answers) > 1 else frozenset()


def guest_of(context: Context) -> Actor | None:
    """Return the state of whoever answers in an interview: the only one of whom an office-holder is told of before.

    Who has no office speaks for himself, and of its own people a paper at home need not say whose they are.
    """
    before = next((each + 1 for each in sorted(context.questions) if each + 1 not in context.questions), 0)
    found: set[str] = set()
    for number in range(before):
        sentence = context.sentences[number]
        people = any(name.label == "PER" for name in sentence.names)
        for name in context.named[number] if people else ():
            if name.actor.country and _is_of_office(sentence, head_of(sentence, name.start, name.end)):
                found.add(name.actor.country)
    guest = found.pop() if len(found) == 1 else None
    return context.state(guest) if guest is not None and context.told_home in {None, guest} else None


def _is_of_office(sentence: Sentence, at: int | None) -> bool:
    """Tell whether a word tells whose an office is: "the minister of Malta", not "the ambassador to Malta"."""
    above = climb(sentence, at, OWNS, _UP)
    cases = {token.lemma for token in sentence.tokens if token.deprel == "case" and token.head in above}
    return not cases & _ELSEWHERE and any(sentence.tokens[i].text.casefold() in SOMEBODY for i in above)


def _is_put(numbers: list[int], context: Context) -> bool:
    """Tell whether a paragraph is a question that something may answer."""
    words, opening = _words(numbers, context).rstrip(_ENDS), _words(numbers[:1], context)
    asks = words.endswith("?") or (opening.endswith("?") and len(opening.split()) <= _SHORT)
    return asks and len(words) <= _LONGEST and 0 < numbers[-1] < len(context.sentences) - 1


def _words(numbers: list[int], context: Context) -> str:
    first, last = (context.sentences[at].segment for at in (numbers[0], numbers[-1]))
    return context.text[first.start : last.end]
