"""Which part those whom a frame names play, by the words that govern them: verb and voice, "as observers", "its soil".

The networks label who stands near a trigger; the tree tells who does and who undergoes what it says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.echoing import joins_in
from foedera.coding.sides import sides_of
from foedera.coding.words import first_of_list, head_of, taken_up, token_at, tokens_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from foedera.codebook import ClaimType, Role
    from foedera.types import Filler, Frame, Sentence, Token

_UPWARDS = frozenset({"conj", "amod", "compound", "nmod:poss", "appos"})
"""From who is named to the noun that acts for them: "Kazakh officers study", "the minister, Ana Li, received"."""
_NOMINAL = frozenset({"nmod", "amod", "compound", "conj", "appos"})
"""From who is named to the noun for what they are."""
_OBJECTS = frozenset({"obj", "ccomp", "xcomp", "nsubj:pass", "nmod"})
"""From a noun that something is done with up to the verb that tells who does it."""
_OWNS = "nmod:poss"
_THANKS = frozenset({"thank"})
_BACKING = frozenset({"back", "backing", "support", "solidarity"})
"""What somebody is thanked for who takes a side."""
_POSTED = frozenset({"to", "at", "in"})
_ENVOYS = frozenset({"ambassador", "envoy", "representative", "mission", "embassy", "consul", "attaché"})
"""Those whom a state sends to others."""
_FROM = frozenset({"from", "by"})
"""Cases of whoever does what a noun tells: "an appeal from Togo"."""
_OWN = frozenset({"its", "their", "our", "it", "they", "we"})
_GROUND = frozenset({"soil", "territory", "ground", "land"})
_LISTED = frozenset({"conj", "amod", "compound", "nmod:poss"})
"""From who is named to the noun that stands with a preposition: "to the [Kazakh] army"."""
_UNDERGOES = frozenset({"obj", "nsubj:pass"})
_SURPLUS = 6
"""Words after "surplus" in which it is told whose needs it is surplus to."""
_SEVERAL = 2
_ABOVE = 3
"""Steps from a trigger to such a verb, at most."""


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
        while head is not None and (head.deprel in _UPWARDS or (named and head.deprel == "nmod")):
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
        at = _noun_of(sentence, filler, cases) if filler.label in sides else None
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
        at = _noun_of(sentence, filler, begun) if filler.label in sides else None
        fillers.append(replace(filler, label=pair[1].name) if at in begun else filler)
    return replace(frame, fillers=tuple(fillers))


def _noun_of(sentence: Sentence, filler: Filler, stops: Container[int]) -> int | None:
    """Return the noun that a filler belongs to, or one of some stops below: "the [Kazakh] army", a list's first."""
    at = head_of(sentence, filler.start, filler.end)
    while at is not None and sentence.tokens[at].deprel in _LISTED and at not in stops:
        at = sentence.tokens[at].head
    return at


def _is_way(sentence: Sentence, at: int, verbs: set[int]) -> bool:
    """Tell whether a word says to or from whom what verbs tell of goes."""
    return sentence.tokens[at].deprel.split(":")[0] == "obl" and sentence.tokens[at].head in verbs


def _at_home(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Make whoever speaks of its own ground the host: "Ruritania wants the soldiers off its soil"."""
    ground = next((role.name for role in kind.roles if role.place), None)
    if ground is None or any(f.label == ground for f in frame.fillers):
        return frame
    tokens = sentence.tokens
    own = {t.head for t in tokens if t.deprel == "nmod:poss" and t.lemma in _OWN}
    soil = next((t.start for i, t in enumerate(tokens) if i in own and t.lemma in _GROUND), None)
    if soil is None:
        return frame
    fillers = []
    for filler in frame.fillers:
        subject = filler.end < soil and filler.label == kind.roles[0].name and _is_doer(sentence, filler)
        fillers.append(replace(filler, label=ground) if subject else filler)
    return replace(frame, fillers=tuple(fillers))


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


def in_voice(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame whose roles agree with the voice of its verb: the subject of a passive does not act."""
    turned = {role.name: role.passive for role in kind.roles if role.passive}
    frame = _surplus(sentence, _at_home(sentence, _by_verb(sentence, frame, kind), kind), kind)
    frame = _won(sentence, _by_way(sentence, frame, kind), kind)
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
        at = _noun_of(sentence, filler, ()) if plays else None
        feels = at is not None and tokens[at].head == verb and tokens[at].deprel in _UNDERGOES
        fillers.append(replace(filler, label=role.name if feels else role.passive) if plays else filler)
        found |= feels
    return replace(frame, fillers=tuple(fillers)) if found else None  # "Poland worries"


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
                if filler.label == kind.roles[0].name and _is_subject(sentence, filler, verb):
                    fillers[place] = replace(filler, label=role.name)
        for place, filler in enumerate(fillers):
            if filler.label == kind.roles[0].name and _is_of(sentence, filler, role.name):
                fillers[place] = replace(filler, label=role.name)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


def without_outsiders(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame without those who do what keeps them out of their part: a truce "brokered by Qatar"."""
    outside = {role.name: role.outside for role in kind.roles if role.outside}
    if not outside or not any(token.lemma in words for words in outside.values() for token in sentence.tokens):
        return frame
    kept = tuple(f for f in frame.fillers if f.label not in outside or not _does(sentence, f, outside[f.label]))
    meet = {role.name for role in kind.roles if role.name in outside and role.at_home}
    if meet and len([f for f in kept if f.label in meet]) < _SEVERAL:
        return frame  # whoever brings somebody, or gets together with them, meets them
    hosts = {role.name: role.at_home for role in kind.roles if role.name in meet}
    brings = (replace(f, label=hosts[f.label]) for f in frame.fillers if f not in kept and f.label in hosts)
    return replace(frame, fillers=(*kept, *brings))


def without_origins(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame without where others of the same part come from: "the British brought them from Estonia"."""
    acts = kind.roles[0].name if kind.roles and kind.roles[0].shared else ""
    heads = [(f, head_of(sentence, f.start, f.end)) for f in frame.fillers if f.label == acts]
    doers = {sentence.tokens[at].head for _, at in heads if at is not None and sentence.tokens[at].deprel == "nsubj"}
    origins = {f for f, at in heads if at is not None and sentence.tokens[at].head in doers and _is_from(sentence, at)}
    return replace(frame, fillers=tuple(f for f in frame.fillers if f not in origins)) if origins else frame


def _is_from(sentence: Sentence, at: int) -> bool:
    """Tell whether a word stands after "from"."""
    return any(t.head == at and t.deprel == "case" and t.lemma == "from" for t in sentence.tokens)


def _does(sentence: Sentence, filler: Filler, words: frozenset[str]) -> bool:
    """Tell whether a filler is who does what some verb or noun says: "brokered by Qatar", "Qatari mediation"."""
    tokens = sentence.tokens
    at = head_of(sentence, filler.start, filler.end)
    while at is not None and at >= 0 and tokens[at].head >= 0:
        if tokens[at].lemma in words:
            return True
        relation, above = tokens[at].deprel, tokens[at].head
        if relation in {"nsubj", "obl:agent"}:
            return tokens[above].lemma in words
        if relation not in _UPWARDS:
            return False
        at = above
    return False


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
