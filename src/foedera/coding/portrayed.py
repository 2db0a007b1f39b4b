"""Whose somebody named is whom a report calls by a place or a people apart from the name.

"An Adelaide man was captured in Mali. David Hicks, 26, was ...": where one person alone is of no known state, and the
men and women who are told of without a name are one state's, they are the same. So it is with those to whom something
is done; who speaks is somebody else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.met import verb_of_subject
from foedera.coding.words import SPEECH, children, head_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foedera.coding.context import Context
    from foedera.types import Actor, Name, Sentence

_SOMEBODY = r"(?:\d+-year-old|man|woman|citizen|national|teenager|student|convert)"
_BEHIND = re.compile(
    rf"(?:[-‐‑]born)?(?: \w+)? {_SOMEBODY}\b(?!['’])|"
    r",? (?:who|accused|arrested|captured|charged|detained|fighting|held|jailed|suspected)\b"
)
"""What stands behind the place or people of somebody: "a Sydney [man]", "the Australian [arrested] in Peru"."""
_FROM = re.compile(rf"(?i)\b(?:an?|the|another)(?: \w+)? {_SOMEBODY},? from (?:the )?$")
"""What stands before it: "the [26-year-old from] South Australia"."""
_ONE = re.compile(r"(?i)\b(?:an?|the|another)(?: \w+)? $")
_FAR = 60
"""Characters before a place in which who is from there is looked for."""


def portrayed(names: Iterable[tuple[int, Name]], find: Callable[[str], Actor | None], context: Context) -> Actor | None:
    """Return the one person of no known state whose place or people a report tells without the name, with that state.

    Args:
        names: The names of people, with the sentence of each.
        find: What tells who is meant by a name.
    """
    undergoing: set[Actor] = set()
    speaking: set[Actor] = set()
    for number, name in names:
        actor, sentence = find(context.text[name.start : name.end]), context.sentences[number]
        if actor is None or actor.country or actor.org or " " not in actor.name:
            continue
        if _undergoes(sentence, name):
            undergoing.add(actor)
        verb = verb_of_subject(sentence, name)
        if verb is not None and sentence.tokens[verb].lemma in SPEECH:
            speaking.add(actor)
    silent = [actor for actor in undergoing - speaking if not context.gazetteer.alternatives(actor.name)]
    states = set(_states(context)) if len(silent) == 1 else set[str]()
    return replace(silent[0], country=states.pop()) if len(states) == 1 else None


def _undergoes(sentence: Sentence, name: Name) -> bool:
    """Tell whether something is done to somebody: "Ana Ruiz was arrested", "Ana Ruiz, arrested in Peru, is"."""
    at = head_of(sentence, name.start, name.end)
    if at is None:
        return False
    tokens = sentence.tokens
    return tokens[at].deprel == "nsubj:pass" or any(
        tokens[i].xpos == "VBN" and tokens[i].deprel.startswith("acl") for i in children(sentence, at)
    )


def _states(context: Context) -> Iterator[str]:
    """Yield the state of each man or woman of whom a report tells by a place or a people."""
    text = context.text
    for start, end, country in _grounds(context):
        before = max(0, start - _FAR)
        is_from = _FROM.search(text, before, start) is not None
        if is_from or (_BEHIND.match(text, end) and _ONE.search(text, before, start)):
            yield country


def _grounds(context: Context) -> Iterator[tuple[int, int, str]]:
    """Yield where a report names states and places that lie in one, and which."""
    for sentence, named in zip(context.sentences, context.named, strict=True):
        states = [n for n in named if n.actor.kind == "state" and n.actor.country and n.sense != "capital"]
        yield from ((n.start, n.end, n.actor.country) for n in states if n.actor.country)
        for name in (n for n in sentence.names if n.label == "LOC"):
            place = context.gazetteer.place(context.text[name.start : name.end])
            if place and place.country:
                yield name.start, name.end, place.country
