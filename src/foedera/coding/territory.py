"""Towns that somebody takes: "the city was seized from rebels" tells of an attack on the rebels, and where it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import cases_of, children, head_of, is_named, subtree, tokens_in
from foedera.types import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import Codebook
    from foedera.types import Frame, Sentence

_TAKE = frozenset(
    "capture conquer liberate overrun recapture reclaim reconquer recover regain retake seize take wrest".split()
)
"""Verbs for what becomes of a town; none of what only lasts, as to occupy."""
_TAKING = frozenset("capture conquest fall liberation recapture seizure takeover".split())
"""Nouns for the same, of what follows with "of"."""
_LAND = frozenset(
    "airfield airport area base border bridge city district enclave hill island neighborhood neighbourhood outpost "
    "province region road stronghold suburb territory town village".split()
)
_PLACES = frozenset({"LOC"})
_CONTROL = "control"
"""What is taken of a town: "took control of the city"."""


def of_land(sentence: Sentence, frame: Frame, codebook: Codebook) -> Frame:
    """Return a frame of force done to a town as an attack there on those from whom it is taken."""
    kind = codebook.types.get(frame.type)
    if kind is None or not kind.is_deed:
        return frame
    fight = next((each for each in codebook.types.values() if each.is_fight and len(each.roles) > 1), None)
    if fight is None:
        return frame
    for at in tokens_in(sentence, frame.start, frame.end):
        land = _taken(sentence, at)
        if land is not None:
            target = fight.roles[-1].name
            inside = set(subtree(sentence, land))
            kept = [f for f in frame.fillers if head_of(sentence, f.start, f.end) not in inside or f.label == "when"]
            from_whom = list(_losers(sentence, at, land, target))
            hit = [f for f in kept if f.label != target or not _is_among(f, from_whom)]
            return replace(frame, type=fight.id, fillers=(*hit, *from_whom, _place(sentence, land)))
    return frame


def _taken(sentence: Sentence, at: int) -> int | None:
    """Return the town or land that a word says to be taken."""
    tokens = sentence.tokens
    lemma = tokens[at].lemma.casefold()
    below = children(sentence, at)
    if tokens[at].upos == "VERB" and lemma in _TAKE:
        passive = any(tokens[i].deprel == "nsubj:pass" for i in below)
        objects = [i for i in below if tokens[i].deprel == ("nsubj:pass" if passive else "obj")]
    elif tokens[at].upos == "NOUN" and lemma in _TAKING:
        objects = [i for i in below if tokens[i].deprel == "nmod" and "of" in cases_of(sentence, i)]
    else:
        return None
    of = [
        i
        for at in objects
        if tokens[at].lemma == _CONTROL
        for i in children(sentence, at)
        if "of" in cases_of(sentence, i)
    ]
    return next((i for i in of or objects if _is_land(sentence, i)), None)


def _is_land(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].lemma.casefold() in _LAND or is_named(sentence, at, _PLACES)


def _losers(sentence: Sentence, at: int, land: int, label: str) -> Iterator[Filler]:
    """Yield those from whom it is taken."""
    tokens = sentence.tokens
    for i in (*children(sentence, at), *subtree(sentence, land)):
        if tokens[i].deprel in {"obl", "nmod"} and cases_of(sentence, i) == {"from"}:
            first = min(j for j in subtree(sentence, i) if tokens[j].deprel not in {"case", "det"})
            yield Filler(label, tokens[first].start, tokens[i].end, 1.0)


def _is_among(filler: Filler, others: list[Filler]) -> bool:
    return any(filler.start < other.end and other.start < filler.end for other in others)


def _place(sentence: Sentence, land: int) -> Filler:
    """Return where it is: the name of the land, or its noun where it has none."""
    inside = subtree(sentence, land)
    first, last = sentence.tokens[inside[0]].start, sentence.tokens[inside[-1]].end
    names = [name for name in sentence.names if name.label == "LOC" and first <= name.start and name.end <= last]
    named = names[0] if names else sentence.tokens[land]
    return Filler("where", named.start, named.end, 1.0)
