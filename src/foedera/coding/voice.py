"""Who acts and who undergoes what a frame tells: by the voice of its verb, by whose a noun is, by who feels what.

It holds for roles of which the codebook says whose place they take in a passive: actor and target.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.echoing import joins_in
from foedera.coding.words import UNDERGOES, cases_of, first_of_list, head_of, noun_of, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Filler, Frame, Sentence

_OWNS = "nmod:poss"
_THANKS = frozenset({"thank"})
_BACKING = frozenset({"back", "backing", "support", "solidarity"})
"""What somebody is thanked for who takes a side."""
_POSTED = frozenset({"to", "at", "in"})
_ENVOYS = frozenset({"ambassador", "envoy", "representative", "mission", "embassy", "consul", "attaché"})
"""Those whom a state sends to others."""
_FROM = frozenset({"from", "by"})
"""Cases of whoever does what a noun tells: "an appeal from Togo"."""
_EXAMPLES = frozenset({"such", "like", "include", "including"})
"""Cases of one of several: "such as Hamas"."""


def in_voice(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame whose roles agree with the voice of its verb: the subject of a passive does not act."""
    turned = {role.name: role.passive for role in kind.roles if role.passive}
    if not turned:
        return frame
    if (felt := _felt(sentence, frame, kind)) is not None:
        return felt
    frame = _without_posts(sentence, frame, turned)
    frame = _thanked(sentence, _owned(sentence, frame, turned), turned)
    verbs = {i for i in tokens_in(sentence, frame.start, frame.end) if sentence.tokens[i].upos == "VERB"}
    if not verbs:
        return frame
    back = {patient: agent for agent, patient in turned.items()}
    fillers = []
    for filler in frame.fillers:
        plays = filler.label in turned or filler.label in back
        at = first_of_list(sentence, head_of(sentence, filler.start, filler.end)) if plays else None
        rel = sentence.tokens[at].deprel if at is not None and sentence.tokens[at].head in verbs else ""
        other = {"nsubj:pass": turned, "obl:agent": back}.get(rel, {})
        label = other.get(filler.label)
        fillers.append(replace(filler, label=label) if label else filler)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


def _owned(sentence: Sentence, frame: Frame, turned: dict[str, str]) -> Frame:
    """Let the owner of a noun act in it, and nobody else: "China hails Serbia's support", "an appeal from Fiji"."""
    nouns = {i for i in tokens_in(sentence, frame.start, frame.end) if sentence.tokens[i].upos == "NOUN"}
    patients = set(turned.values())
    owners = set()
    back = {patient: agent for agent, patient in turned.items()}
    fillers = []
    for filler in frame.fillers:
        how = _is_owner(sentence, filler, nouns) if filler.label in turned or filler.label in patients else ""
        label = back.get(filler.label, filler.label) if how in _FROM else filler.label
        if how and label in turned:
            owners.add((filler.start, filler.end))
        fillers.append(filler if label == filler.label else replace(filler, label=label))
    if not owners or any(joins_in(sentence, noun) for noun in nouns):
        return frame
    frame = replace(frame, fillers=tuple(fillers))
    owners |= {(f.start, f.end) for f in fillers if f.label in turned and _is_example(sentence, f, owners)}
    kept = [
        f
        for f in frame.fillers
        if not (f.label in turned and (f.start, f.end) not in owners)
        and not (f.label in patients and (f.start, f.end) in owners)
    ]
    return replace(frame, fillers=tuple(kept))


def _thanked(sentence: Sentence, frame: Frame, turned: dict[str, str]) -> Frame:
    """Let whoever is thanked for support give it, to whoever thanks: "Peru thanked Chile for its backing"."""
    tokens = sentence.tokens
    verbs = {i for i in tokens_in(sentence, frame.start, frame.end) if tokens[i].lemma in _THANKS}
    backing = (i for i, t in enumerate(tokens) if t.head in verbs and t.lemma in _BACKING)
    cases = (t for i in backing for t in tokens if t.head == i and t.deprel in {"case", "mark"})
    if not any(t.lemma == "for" for t in cases):
        return frame
    other = turned | {patient: agent for agent, patient in turned.items()}
    return replace(frame, fillers=tuple(replace(f, label=other.get(f.label, f.label)) for f in frame.fillers))


def _without_posts(sentence: Sentence, frame: Frame, turned: dict[str, str]) -> Frame:
    """Return a frame in which nobody acts to whom somebody's envoy is sent: "its ambassador at the [UN]"."""
    kept = tuple(f for f in frame.fillers if f.label not in turned or not _is_post(sentence, f))
    return frame if kept == frame.fillers else replace(frame, fillers=kept)


def _is_post(sentence: Sentence, filler: Filler) -> bool:
    """Tell whether somebody is where an envoy is sent to: "its ambassador at the [UN]"."""
    tokens, at = sentence.tokens, head_of(sentence, filler.start, filler.end)
    if at is None or tokens[at].deprel != "nmod" or tokens[tokens[at].head].lemma not in _ENVOYS:
        return False
    return any(t.head == at and t.deprel == "case" and t.lemma in _POSTED for t in tokens)


def _is_owner(sentence: Sentence, filler: Filler, nouns: set[int]) -> str:
    """Return how a filler hangs on one of some nouns as whose it is: "Togo's appeal", "from Togo"; else nothing."""
    tokens = sentence.tokens
    at = first_of_list(sentence, head_of(sentence, filler.start, filler.end))
    if at is None or tokens[at].head not in nouns:
        return ""
    if tokens[at].deprel == _OWNS:
        return _OWNS
    cases = (t.lemma for t in tokens if t.head == at and t.deprel == "case")
    return next((case for case in cases if case in _FROM), "") if tokens[at].deprel == "nmod" else ""


def _is_example(sentence: Sentence, filler: Filler, owners: set[tuple[int, int]]) -> bool:
    """Tell whether somebody is named as one of those whose a noun is: "attacks by groups such as [Hamas]"."""
    tokens = sentence.tokens
    at = first_of_list(sentence, head_of(sentence, filler.start, filler.end))
    if at is None or tokens[at].deprel != "nmod" or not _EXAMPLES & cases_of(sentence, at):
        return False
    return any(tokens[at].head == head_of(sentence, start, end) for start, end in owners)


def _felt(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame | None:
    """Let whom a drill alarms be alarmed, and nobody else; None where no verb tells what somebody feels."""
    tokens = sentence.tokens
    felt = {verb: role for role in kind.roles for verb in role.feels}
    told = [i for i in tokens_in(sentence, frame.start, frame.end) if tokens[i].lemma in felt]
    verb = next((i for i in told if tokens[i].upos == "VERB"), None)
    if verb is None:
        return None
    role, found = felt[tokens[verb].lemma], False
    fillers = []
    for filler in frame.fillers:
        plays = filler.label in {role.name, role.passive}
        at = noun_of(sentence, filler.start, filler.end) if plays else None
        feels = at is not None and tokens[at].head == verb and tokens[at].deprel in UNDERGOES
        fillers.append(replace(filler, label=role.name if feels else role.passive) if plays else filler)
        found |= feels
    return replace(frame, fillers=tuple(fillers)) if found else None  # "Poland worries"
