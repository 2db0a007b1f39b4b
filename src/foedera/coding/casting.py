"""Which part those whom a frame names play, by the words that govern them: verbs, "to", "as observers", "its soil".

The networks label who stands near a trigger; the tree tells who does and who undergoes what it says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.sides import sides_of
from foedera.coding.voice import in_voice
from foedera.coding.words import ACTS_BY, first_of_list, head_of, noun_of, taken_up, token_at, tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.codebook import ClaimType, Role
    from foedera.types import Filler, Frame, Sentence, Token

_NOMINAL = frozenset({"nmod", "amod", "compound", "conj", "appos"})
"""From who is named to the noun for what they are."""
_OBJECTS = frozenset({"obj", "ccomp", "xcomp", "nsubj:pass", "nmod"})
"""From a noun that something is done with up to the verb that tells who does it."""
_OWN = frozenset({"its", "their", "our", "it", "they", "we"})
_GROUND = frozenset({"soil", "territory", "ground", "land"})
_SENT = frozenset({"forces", "equipment"})
_SURPLUS = 6
"""Words after "surplus" in which it is told whose needs it is surplus to."""
_ABOVE = 3
"""Steps from a trigger to such a verb, at most."""


def cast_by_words(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame whose roles agree with the words that govern whom it names: verbs, ways, ground and voice."""
    for told in (_by_verb, _at_home, _given, _surplus, _by_way, _won, in_voice):
        frame = told(sentence, frame, kind)
    return frame


def cast_as(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Give those of whom the words say as what they take part that role: "as observers", "observers from Malta"."""
    told = {token.lemma for token in sentence.tokens}
    roles = [role for role in kind.roles[1:] if role.name in told]
    if not roles:
        return frame
    fillers = list(frame.fillers)
    for role in roles:
        for verb in _verbs_with_role(sentence, role.name):
            for place, filler in enumerate(fillers):
                if filler.label == kind.doer and _is_subject(sentence, filler, verb):
                    fillers[place] = replace(filler, label=role.name)
        for place, filler in enumerate(fillers):
            if filler.label == kind.doer and _is_of(sentence, filler, role.name):
                fillers[place] = replace(filler, label=role.name)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


def _by_verb(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Give the subject of a verb that tells who plays which part that part: "Turkey delivered howitzers"."""
    tokens = sentence.tokens
    doers = {verb: role.name for role in kind.roles for verb in role.does}
    doers |= {verb: role.name for role in kind.roles for verb in _winning(sentence, frame, role)}
    if not doers:
        return frame
    verbs = {i: doers[tokens[i].lemma] for i in _telling(tokens, tokens_in(sentence, frame.start, frame.end), doers)}
    by = {i: doers[tokens[tokens[i].head].lemma] for i in _agents(tokens) if tokens[tokens[i].head].lemma in doers}
    if not verbs and not by:
        return frame
    parts = {role.name for role in kind.roles if role.does or role.at_home}
    relative = _in_relatives(sentence, verbs)
    fillers = []
    for filler in frame.fillers:
        head = token_at(sentence, filler.start, filler.end) if filler.label in parts else None
        named = False
        while head is not None and (head.deprel in ACTS_BY or (named and head.deprel == "nmod")):
            named |= head.deprel == "appos"  # "the Secretary of the Ministry of Defence Ana Li received"
            head = tokens[head.head]
        verb = None if head is None else _done_by(tokens, head, verbs)
        if verb is None and head is not None:
            verb = relative.get(head.start)
        label = verbs.get(verb) if verb is not None else next((by[i] for i in by if tokens[i] is head), None)
        fillers.append(replace(filler, label=label) if label else filler)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


def _by_way(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Give "to" whom something is handed, and "from" whom it is bought, the part of the verb's other side."""
    pair = sides_of(kind)
    verbs = {i for i in tokens_in(sentence, frame.start, frame.end) if sentence.tokens[i].upos == "VERB"}
    if not pair or not verbs:
        return frame
    ways = {"to": (pair[0].does, pair[1].name), "from": (pair[1].does, pair[0].name)}
    cases = {t.head: ways[t.lemma] for t in sentence.tokens if t.deprel == "case" and t.lemma in ways}
    sides, fillers = {role.name for role in pair}, []
    for filler in frame.fillers:
        at = noun_of(sentence, filler.start, filler.end, cases) if filler.label in sides else None
        way = cases.get(at) if at is not None and _is_way(sentence, at, verbs) else None
        meant = way is not None and at is not None and sentence.tokens[sentence.tokens[at].head].lemma in way[0]
        fillers.append(replace(filler, label=way[1]) if way is not None and meant else filler)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


def _surplus(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Let whoever needs a thing no more be the one who gives it: "asked about boats surplus to [Danish] Navy needs"."""
    tokens = sentence.tokens
    pair, begins = sides_of(kind), [i for i, t in enumerate(tokens[:-1]) if t.lemma == "surplus"]
    begins = [i for i in begins if tokens[i + 1].lemma == "to"]
    if not pair or not begins:
        return frame
    sides, fillers = {role.name for role in pair}, []
    for filler in frame.fillers:
        inside = tokens_in(sentence, filler.start, filler.end) if filler.label in sides else []
        before = next((i for i in begins if inside and i < inside[0] <= i + _SURPLUS), None)
        theirs = before is not None and not any(t.upos in {"PUNCT", "VERB"} for t in tokens[before : inside[0]])
        fillers.append(replace(filler, label=pair[0].name) if theirs else filler)
    return replace(frame, fillers=tuple(fillers))


def _winning(sentence: Sentence, frame: Frame, role: Role) -> list[str]:
    """Return the verbs whose subject wins what a trigger tells: who "receives" an order does, and no delivery."""
    if not role.wins:
        return []
    tokens, trigger = sentence.tokens, tokens_in(sentence, frame.start, frame.end)
    objects = [i for i, t in enumerate(tokens) if t.head in trigger and t.deprel == "obj"]
    words = {tokens[i].lemma.casefold() for i in (*trigger, *objects)}
    told = (each.partition(" ") for each in role.wins)
    return [verb for verb, _, noun in told if not noun or noun in words]


def _won(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Give whom a deal is won "from" the part of the other side: "won a contract from Peru"."""
    pair = sides_of(kind)
    wins = dict.fromkeys(_winning(sentence, frame, pair[0]), "") if pair else {}
    tokens = sentence.tokens
    if not wins or not _telling(tokens, tokens_in(sentence, frame.start, frame.end), wins):
        return frame
    begun, sides = {t.head for t in tokens if t.deprel == "case" and t.lemma == "from"}, {role.name for role in pair}
    fillers = []
    for filler in frame.fillers:
        at = noun_of(sentence, filler.start, filler.end, begun) if filler.label in sides else None
        fillers.append(replace(filler, label=pair[1].name) if at in begun else filler)
    return replace(frame, fillers=tuple(fillers))


def _is_way(sentence: Sentence, at: int, verbs: set[int]) -> bool:
    """Tell whether a word says to or from whom what verbs tell of goes."""
    return sentence.tokens[at].deprel.split(":")[0] == "obl" and sentence.tokens[at].head in verbs


def _at_home(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Make whoever speaks of its own ground the host: "Ruritania wants the soldiers off its soil"."""
    if not kind.ground or any(f.label == kind.ground for f in frame.fillers):
        return frame
    tokens = sentence.tokens
    own = {t.head for t in tokens if t.deprel == "nmod:poss" and t.lemma in _OWN}
    soil = next((t.start for i, t in enumerate(tokens) if i in own and t.lemma in _GROUND), None)
    if soil is None:
        return frame
    fillers = []
    for filler in frame.fillers:
        subject = filler.end < soil and filler.label == kind.doer and _is_doer(sentence, filler)
        fillers.append(replace(filler, label=kind.ground) if subject else filler)
    return replace(frame, fillers=tuple(fillers))


def _given(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Make whoever is sent or promised forces the host: "[Chad] was promised troops by France"."""
    tokens, trigger = sentence.tokens, tokens_in(sentence, frame.start, frame.end)
    sent = {head_of(sentence, f.start, f.end) for f in frame.fillers if f.label in _SENT}
    verbs = {tokens[at].head for at in sent if at is not None and tokens[at].deprel == "obj"}.intersection(trigger)
    if not kind.ground or not verbs:
        return frame
    fillers = []
    for filler in frame.fillers:
        at = first_of_list(sentence, head_of(sentence, filler.start, filler.end)) if filler.label == kind.doer else None
        given = at is not None and tokens[at].deprel == "nsubj:pass" and tokens[at].head in verbs
        fillers.append(replace(filler, label=kind.ground) if given else filler)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


def _is_doer(sentence: Sentence, filler: Filler) -> bool:
    """Tell whether a filler is a subject by itself, not what the subject's people or forces are named after."""
    at = first_of_list(sentence, head_of(sentence, filler.start, filler.end))
    return at is not None and sentence.tokens[at].deprel == "nsubj"


def _telling(tokens: tuple[Token, ...], trigger: list[int], doers: dict[str, str]) -> list[int]:
    """Return the verbs that tell who plays which part: of the trigger, or above a noun that they act on.

    "Ruritania [allows] no foreign bases", "[lets] nobody have a base": the noun is object, or that of a clause below.
    """
    own = [i for i in trigger if tokens[i].upos == "VERB" and tokens[i].lemma in doers]
    nouns = [i for i in trigger if tokens[i].upos in {"NOUN", "PROPN"}]
    if own or not nouns:
        return own
    at = nouns[-1]
    for _ in range(_ABOVE):
        if tokens[at].deprel not in _OBJECTS or tokens[at].head < 0:
            break
        at = tokens[at].head
        if tokens[at].upos == "VERB" and tokens[at].lemma in doers:
            return [at]
    return []


def _agents(tokens: tuple[Token, ...]) -> list[int]:
    """Return those by whom something is done: "the guests were received by the minister"."""
    agents = [i for i, t in enumerate(tokens) if t.deprel == "obl:agent"]
    return [i for i in agents if any(t.head == i and t.deprel == "case" and t.lemma == "by" for t in tokens[:i])]


def _done_by(tokens: tuple[Token, ...], head: Token, verbs: dict[int, str]) -> int | None:
    """Return the verb that a subject does, be it by way of another: "Ankara expects to hand over the ship"."""
    if head.deprel != "nsubj":
        return None
    done = (
        verb for verb in verbs if head.head in (verb, tokens[verb].head if tokens[verb].deprel == "xcomp" else verb)
    )
    return next(done, None)


def _in_relatives(sentence: Sentence, verbs: Iterable[int]) -> dict[int, int]:
    """Return the verbs done by a relative pronoun, by where the noun that it takes up begins: "Oman, which hosted"."""
    tokens = sentence.tokens
    found: dict[int, int] = {}
    for verb in verbs:
        pronoun = next((i for i, t in enumerate(tokens) if t.head == verb and t.deprel == "nsubj"), None)
        noun = None if pronoun is None else taken_up(sentence, pronoun)
        if noun is not None:
            found[tokens[noun].start] = verb
    return found


def _verbs_with_role(sentence: Sentence, name: str) -> list[int]:
    """Return the verbs that stand with "as" and a role's name."""
    tokens = sentence.tokens
    named = [i for i, t in enumerate(tokens) if t.lemma == name and t.head >= 0]
    if not named:
        return named
    cased = {t.head for t in tokens if t.lemma in {"as", "among"} and t.deprel in {"case", "mark"}}
    return [tokens[i].head for i in named if i in cased]


def _is_of(sentence: Sentence, filler: Filler, name: str) -> bool:
    """Tell whether a filler hangs on the noun for a part: "observers from Malta and Egypt", "Maltese observers"."""
    tokens = sentence.tokens
    at = head_of(sentence, filler.start, filler.end)
    while at is not None and at >= 0 and tokens[at].deprel.split(":")[0] in _NOMINAL:
        at = tokens[at].head
        if at >= 0 and tokens[at].lemma == name and tokens[at].upos == "NOUN":
            return True
    return False


def _is_subject(sentence: Sentence, filler: Filler, verb: int) -> bool:
    """Tell whether a filler stands in the subject of a verb, at any depth."""
    tokens = sentence.tokens
    inside = tokens_in(sentence, filler.start, filler.end)
    at = inside[-1] if inside else -1
    while at >= 0 and at != verb:
        if tokens[at].head == verb:
            return tokens[at].deprel.startswith("nsubj")
        at = tokens[at].head
    return False
