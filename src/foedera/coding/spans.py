"""Fillers cut clean by the tree: no stray particles at their ends, no half of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedera.codebook import ClaimType
from foedera.coding.context import head_of, subtree, taken_up, token_at, tokens_in
from foedera.types import Filler, Frame, Sentence, Token

_STRAY = frozenset({"PUNCT", "DET", "CCONJ", "ADP", "PART", "SCONJ", "AUX"})
_TIMES = frozenset({"when", "since", "frequency"})
_THINGS = frozenset(
    "name where equipment activity domain topic item forces issue subject purpose kind of series alias".split()
)
"""Labels whose fillers are never bare numbers."""
_PHRASES = frozenset("equipment activity topic item forces issue subject purpose".split())
"""Labels whose fillers are phrases: one that ends before its noun ("boarding suspect") is cut off."""
_WITHIN = frozenset({"obj", "obl", "nmod", "xcomp", "amod", "compound"})
"""Relations of what goes on with a phrase, unlike a list's next item."""
_HOME_CASES = frozenset({"in", "from", "of"})
_MODIFIES = frozenset({"compound", "amod", "flat", "nummod"})
_UPWARDS = frozenset({"conj", "amod", "compound", "nmod:poss", "appos"})
"""From who is named to the noun that acts for them: "Kazakh officers study", "the minister, Ana Li, received"."""
_NOMINAL = frozenset({"nmod", "amod", "compound", "conj", "appos"})
"""From who is named to the noun for what they are."""
_OBJECTS = frozenset({"obj", "ccomp", "xcomp", "nsubj:pass", "nmod"})
"""From a noun that something is done with up to the verb that tells who does it."""
_PARTNERS = frozenset({"party", "participant"})
_PAIR = 2
_OWN = frozenset({"its", "their", "our", "it", "they", "we"})
_GROUND = frozenset({"soil", "territory", "ground", "land"})
_ABOVE = 3
"""Steps from a trigger to such a verb, at most."""
_FARTHEST = 3
"""Words from a modifier to the noun it stands before."""
_OPENERS = frozenset({"(", "“", '"', "‘"})


def tidy(sentence: Sentence, frame: Frame) -> Frame:
    """Return a frame with its fillers cut clean; those of which nothing is left are dropped."""
    fillers = _merged(sentence, [f for filler in frame.fillers if (f := _tidy(sentence, filler)) is not None])
    weak = tuple(f for filler in frame.weak if (f := _tidy(sentence, filler)) is not None)
    has_partners = any(filler.label in _PARTNERS for filler in (*fillers, *weak))
    if has_partners and (inside := _between(sentence, frame)):
        fillers, weak = _only_between(sentence, fillers, inside), _only_between(sentence, weak, inside)
    return frame if (fillers, weak) == (frame.fillers, frame.weak) else replace(frame, fillers=fillers, weak=weak)


def _between(sentence: Sentence, frame: Frame) -> set[int]:
    """Return the words that tell between whom something is, if there are any: "ties [between Peru and Chile]"."""
    tokens = sentence.tokens
    whose = [t.head for t in tokens if t.lemma == "between" and t.deprel == "case" and t.head >= 0]
    trigger = tokens_in(sentence, frame.start, frame.end) if whose else []
    for at in sorted(whose, key=lambda at: (tokens[at].head, at)):
        if tokens[at].head in trigger:
            inside = set(subtree(sentence, at))
            if any(tokens[i].deprel == "conj" for i in inside):
                return inside
    return set()


def _only_between(sentence: Sentence, fillers: Sequence[Filler], inside: set[int]) -> tuple[Filler, ...]:
    """Drop partners that stand elsewhere in the sentence: "for Ghana, the ties between Peru and Chile are a worry"."""
    partners = [f for f in fillers if f.label in _PARTNERS]
    these = [f for f in partners if inside.intersection(tokens_in(sentence, f.start, f.end))]
    others = [f for f in partners if f not in these] if len(these) >= _PAIR else []
    return tuple(f for f in fillers if f not in others)


def _merged(sentence: Sentence, fillers: list[Filler]) -> tuple[Filler, ...]:
    """Join neighbours of one label that the tree shows to be one phrase ("unmanned" and "aerial vehicles")."""
    kept: list[Filler] = []
    for filler in fillers:
        last = next((f for f in reversed(kept) if f.label == filler.label), None)
        if last is not None and _is_one_phrase(sentence, last, filler):
            kept[kept.index(last)] = replace(last, end=filler.end, score=min(last.score, filler.score))
        else:
            kept.append(filler)
    return tuple(kept)


def _is_one_phrase(sentence: Sentence, left: Filler, right: Filler) -> bool:
    first, second = tokens_in(sentence, left.start, left.end), tokens_in(sentence, right.start, right.end)
    tokens = sentence.tokens
    gap = range(first[-1] + 1, second[0]) if first and second else range(0)
    if first and second and left.label in _PHRASES and _goes_on(tokens, first, second):
        return True
    of_the = len(gap) == 1 or (len(gap) == 2 and tokens[gap[1]].upos == "DET")
    if of_the and tokens[gap[0]].lemma in _HOME_CASES:
        between = tokens[gap[0]]
        # "lawmakers in Washington", "officers from Peru": whose they are
        return between.head in second and tokens[between.head].head in first and _is_common(tokens[first[-1]])
    if not first or not second or not _is_filled(tokens, first, second):
        return False
    if left.label == "name" and all(tokens[i].upos == "PROPN" for i in (first[-1], second[0])):
        return True  # "K9 Thunder"
    into = [tokens[i].deprel for i in first if tokens[i].head in second]
    back = [tokens[i].deprel for i in second if tokens[i].head in first]
    joins = _MODIFIES | {"nmod"} | ({"det"} if left.label in _TIMES else set())  # "every | two years"
    return any(rel.split(":")[0] in joins for rel in into + back)


def _goes_on(tokens: tuple[Token, ...], first: list[int], second: list[int]) -> bool:
    """Tell whether a phrase was cut in two: "searching [for a] missing submarine", "passing messages"."""
    between = range(first[-1] + 1, second[0])
    hangs = any(tokens[i].head in first and tokens[i].deprel.split(":")[0] in _WITHIN for i in second)
    return hangs and all(tokens[i].upos in {"ADP", "DET"} and tokens[i].head in second for i in between)


def _is_filled(tokens: tuple[Token, ...], first: list[int], second: list[int]) -> bool:
    """Tell whether two stretches touch, or only modifiers of the second lie between: "72nd [Special] Brigade"."""
    between = range(first[-1] + 1, second[0])
    if len(between) > _FARTHEST:
        return False
    inner = {*between, *second}
    inside = between[_owner(tokens, between) :]
    return all(tokens[i].head in inner and tokens[i].deprel.split(":")[0] in _MODIFIES for i in inside)


def _is_common(token: Token) -> bool:
    """Tell whether a word is a common noun; what is written small is one whatever its tag."""
    return token.upos == "NOUN" or (token.upos == "PROPN" and token.text.islower())


def _owner(tokens: tuple[Token, ...], between: range) -> int:
    """Return 1 where a stretch begins with the mark of a genitive: "Myanmar['s air] force"."""
    return int(bool(between) and tokens[between[0]].upos == "PART")


def _tidy(sentence: Sentence, filler: Filler) -> Filler | None:
    inside = tokens_in(sentence, filler.start, filler.end)
    if not inside:
        return None
    tokens = sentence.tokens
    if len(inside) == 1 and (noun := taken_up(sentence, inside[0])) is not None:
        filler = _antecedent(sentence, filler, noun)
        inside = tokens_in(sentence, filler.start, filler.end)
    first, last = inside[0], inside[-1]
    if filler.label not in _TIMES:
        while first <= last and _is_stray(tokens[first]):
            first += 1
    while last >= first and _is_stray(tokens[last]) and not _closes(tokens, first, last):
        last -= 1
    if filler.label in _THINGS and all(_is_bare(t) for t in tokens[first : last + 1]):
        return None
    if first > last:
        alone = tokens[inside[0]]
        return filler if len(inside) == 1 and alone.upos == "DET" and alone.lemma not in {"the", "a"} else None
    first, last = _whole_name(sentence, first, last)
    if filler.label in _PHRASES or filler.label == "said_by":
        last = _to_head(sentence, last)
    start, end = tokens[first].start, tokens[last].end
    return filler if (start, end) == (filler.start, filler.end) else replace(filler, start=start, end=end)


def _antecedent(sentence: Sentence, filler: Filler, noun: int) -> Filler:
    """Return the noun that a relative pronoun takes up in place of the pronoun: "Togo, which denies that"."""
    first, last = _whole_name(sentence, noun, noun)
    return replace(filler, start=sentence.tokens[first].start, end=sentence.tokens[last].end)


def _is_bare(token: Token) -> bool:
    """Tell whether a word is a number or a pointer that names nothing; "K2" and "FK-3" are names whatever their tag."""
    designates = any(char.isalpha() for char in token.text) and any(char.isdigit() for char in token.text)
    return token.upos in {"NUM", "DET", "PRON", "PUNCT"} and not designates


def _is_stray(token: Token) -> bool:
    # "both", "this" and "some 70" are meant; "%" and "$" are part of an amount.
    return token.upos in _STRAY and token.text.casefold() not in {"both", "all", "no", "some", "%", "$", "€", "£", "-"}


def _closes(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell whether a closing mark belongs to an opening one inside the span."""
    return tokens[last].text in {")", "”", '"', "’"} and any(t.text in _OPENERS for t in tokens[first:last])


def _whole_name(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Widen a span over the rest of a proper name that it cuts."""
    tokens = sentence.tokens
    while first > 0 and tokens[first].upos == "PROPN" and _joined(tokens, first - 1, first, last):
        first -= 1
    while last + 1 < len(tokens) and tokens[last].upos == "PROPN" and _joined(tokens, last + 1, first, last):
        last += 1
    return first, last


def _to_head(sentence: Sentence, last: int) -> int:
    """Return the last word of a phrase with the noun that its own last word stands before."""
    tokens = sentence.tokens
    at = tokens[last]
    modifies = at.deprel.split(":")[0] in {"amod", "compound", "nummod"}
    if modifies and last < at.head <= last + _FARTHEST and tokens[at.head].upos in {"NOUN", "PROPN"}:
        between = range(last + 1, at.head)
        if all(tokens[i].head == at.head or tokens[i].head in between for i in between):
            return at.head
    return last


def _joined(tokens: tuple[Token, ...], outer: int, first: int, last: int) -> bool:
    token = tokens[outer]
    if token.upos != "PROPN" or token.deprel.split(":")[0] not in {"compound", "flat"}:
        return False
    return first <= token.head <= last


def _owned(sentence: Sentence, frame: Frame, turned: dict[str, str]) -> Frame:
    """Let the owner of a noun act in it, and nobody else: "China appreciates Serbia's support"."""
    nouns = {i for i in tokens_in(sentence, frame.start, frame.end) if sentence.tokens[i].upos == "NOUN"}
    owners = set()
    for filler in frame.fillers:
        head = token_at(sentence, filler.start, filler.end)
        if filler.label in turned and head is not None and head.head in nouns and head.deprel == "nmod:poss":
            owners.add((filler.start, filler.end))
    if not owners:
        return frame
    patients = set(turned.values())
    kept = [
        f
        for f in frame.fillers
        if not (f.label in turned and (f.start, f.end) not in owners)
        and not (f.label in patients and (f.start, f.end) in owners)
    ]
    return replace(frame, fillers=tuple(kept))


def _by_verb(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Give the subject of a verb that tells who plays which part that part: "Turkey delivered howitzers"."""
    tokens = sentence.tokens
    doers = {verb: role.name for role in kind.roles for verb in role.does}
    if not doers:
        return frame
    verbs = {i: doers[tokens[i].lemma] for i in _telling(tokens, tokens_in(sentence, frame.start, frame.end), doers)}
    by = {i: doers[tokens[tokens[i].head].lemma] for i in _agents(tokens) if tokens[tokens[i].head].lemma in doers}
    if not verbs and not by:
        return frame
    parts = {role.name for role in kind.roles if role.does}
    fillers = []
    for filler in frame.fillers:
        head = token_at(sentence, filler.start, filler.end) if filler.label in parts else None
        named = False
        while head is not None and (head.deprel in _UPWARDS or (named and head.deprel == "nmod")):
            named |= head.deprel == "appos"  # "the Secretary of the Ministry of Defence Ana Li received"
            head = tokens[head.head]
        verb = None if head is None else _done_by(tokens, head, verbs)
        label = verbs.get(verb) if verb is not None else next((by[i] for i in by if tokens[i] is head), None)
        fillers.append(replace(filler, label=label) if label else filler)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


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
    head = token_at(sentence, filler.start, filler.end)
    while head is not None and head.deprel == "conj":
        head = sentence.tokens[head.head]
    return head is not None and head.deprel == "nsubj"


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


def in_voice(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame whose roles agree with the voice of its verb: the subject of a passive does not act."""
    turned = {role.name: role.passive for role in kind.roles if role.passive}
    frame = _at_home(sentence, _by_verb(sentence, frame, kind), kind)
    if turned:
        frame = _owned(sentence, frame, turned)
    else:
        return frame
    verbs = {i for i in tokens_in(sentence, frame.start, frame.end) if sentence.tokens[i].upos == "VERB"}
    if not verbs:
        return frame
    back = {patient: agent for agent, patient in turned.items()}
    fillers = []
    for filler in frame.fillers:
        plays = filler.label in turned or filler.label in back
        head = token_at(sentence, filler.start, filler.end) if plays else None
        while head is not None and head.deprel == "conj":
            head = sentence.tokens[head.head]
        rel = head.deprel if head is not None and head.head in verbs else ""
        other = {"nsubj:pass": turned, "obl:agent": back}.get(rel, {})
        label = other.get(filler.label)
        fillers.append(replace(filler, label=label) if label else filler)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


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
    kept = (f for f in frame.fillers if f.label not in outside or not _does(sentence, f, outside[f.label]))
    return replace(frame, fillers=tuple(kept))


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
