"""People who are no forces: "sent 200 election observers" deploys none, nor do those who serve in another's army."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.words import head_of, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.context import Context, NamedActor
    from foedera.types import Frame, Sentence

_SERVES = frozenset("serve enlist enrol enroll fight volunteer join".split())
_RANKS = frozenset("army navy military force corps legion police guard marine".split())
_OF_MANY = frozenset(
    "multinational peacekeeping joint allied coalition international stabilisation stabilization".split()
)
_IN = frozenset({"in", "into", "with"})
_DISASTERS = frozenset("flood earthquake quake wildfire landslide cyclone hurricane typhoon blizzard".split())
_PART = re.compile(r"[-\s]")
"""Between the parts of a word: "flood-hit"."""
_ORGANISATION = "organisation"


def are_others(sentence: Sentence, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether all that words name in a field is of a kind of which its type tells nothing: "aid workers"."""
    for field in (field for field in kind.fields if field.unless):
        named = [_words(sentence, f.start, f.end) for f in frame.fillers if f.label == field.label]
        if named and all(any(f" {words} ".endswith(f" {each} ") for each in field.unless) for words in named):
            return True
    return False


def is_in_ranks(sentence: Sentence, frame: Frame, kind: ClaimType, named: list[NamedActor]) -> bool:
    """Tell whether a frame tells only that people serve in another state's army: "Fijians join the British [army]"."""
    tokens, at = sentence.tokens, head_of(sentence, frame.start, frame.end)
    grounds = any(role.place for role in kind.roles)
    joins = _ORGANISATION in kind.join.name_from
    if at is None or not (grounds or joins) or tokens[at].lemma not in _SERVES:
        return False
    for place, token in enumerate(tokens):
        if token.head != at or token.lemma not in _RANKS:
            continue
        below = [t for t in tokens if t.head == place]
        inside = token.deprel.startswith("obl") and any(t.deprel == "case" and t.lemma in _IN for t in below)
        starts = {t.start for t in below}
        theirs = any(n.start in starts and n.actor.kind == "state" for n in named)
        if theirs and (inside or (joins and token.deprel == "obj")) and _OF_MANY.isdisjoint(t.lemma for t in below):
            return True
    return False


def is_relief_at_home(frame: Frame, number: int, kind: ClaimType, context: Context) -> bool:
    """Tell whether forces only help their own people: "Spain deployed soldiers to flood areas in Valencia"."""
    if not any(field.unless for field in kind.fields):
        return False
    tokens = context.sentences[number].tokens
    words = {token.lemma for token in tokens if token.start > frame.start and token.text.islower()}
    if _DISASTERS.isdisjoint(part for word in words for part in _PART.split(word)):
        return False
    home = {n.actor.country for n in context.named[number]}
    where = [f for f in frame.fillers if f.label == "where" or ((role := kind.role(f.label)) and role.place)]
    places = [context.gazetteer.place(context.text[f.start : f.end], next(iter(home), None)) for f in where]
    return len(home) == 1 and {place.country for place in places if place and place.country} <= home


def _words(sentence: Sentence, start: int, end: int) -> str:
    """Return the lemmas of some words, and of those that stand before them as one name: "election observers"."""
    inside = tokens_in(sentence, start, end)
    tokens = sentence.tokens
    first = inside[0] if inside else 0
    while (
        inside and first > 0 and tokens[first - 1].head in inside and tokens[first - 1].deprel in {"compound", "amod"}
    ):
        first -= 1
    return " ".join(token.lemma.casefold() for token in tokens[first : inside[-1] + 1]) if inside else ""
