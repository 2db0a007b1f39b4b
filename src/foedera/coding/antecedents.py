"""How likely a state or organisation that a report names is the one that "it", "they" or "the country" takes up.

What is weighed is plain: how far back it was named, how often, in which place of its clause, who is speaking.
`python -m training.antecedents` learns the weights from reports of our own, whose `#~` lines say what phrases stand
for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.coding.context import FARTHEST, Context, NamedActor, polity
from foedera.coding.epithets import fitting, too_few
from foedera.coding.weights import load
from foedera.coding.words import (
    CLAUSAL,
    OF_SUBJECT,
    OWNS,
    SUBJECTS,
    cases_of,
    children,
    climb,
    head_of,
    in_relative,
    in_subject,
    subject_above,
    tokens_in,
)

if TYPE_CHECKING:
    from foedera.types import Actor, Sentence

_AHEAD = 2
"""Sentences after the reference in which its actor may be named first: "In its note, Lagos ..."."""
_LISTED = 24
"""Sentences back, the reference's own included, in which a list of three to six is looked for: they are listed once."""
_WHO = frozenset({"that", "who", "which"})
_OPENING = CLAUSAL | {"PUNCT"}
"""Parts of speech of what opens or closes a clause."""
_JOINT = re.compile(r"(?:['’]s)?(?:\s*,\s*(?:and\s+)?|\s+(?:and|with)\s+|\s*/\s*|\s*[-–]\s*)(?:the\s+)?")
"""What stands between the names of a list."""
_UNNAMED = 9
"""Rank of an actor that was not named before."""
FIXED = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
"""Kinds of reference that stand for so many; others for one."""
MANY = frozenset({"five", "six"})
"""Kinds of reference that only a list can answer."""
LISTS = MANY | {"three", "four"}
"""Kinds of reference to so many that they were named in one list, however far back."""
_OTHERS = frozenset({*FIXED, "it", "they"})
"""Kinds of reference that are on others than those who do something to them."""
RECIPROCAL = frozenset({"each other", "one another"})
_TOWARDS = frozenset({"to", "on", "upon", "with", "against", "from"})
_CARRIED = frozenset({"xcomp", "conj", "advcl"})
_VERBS = 3
"""Verbs that are climbed from what is done to others to one with a subject."""
_PLACED = frozenset({"in", "at", "near", "to", "for", "on", "with"})
_WATCHING = frozenset({"watch", "observe"})
_WHILE = frozenset({"with", "as", "while"})
_UP = 4
"""Words up the tree from a name to a subject."""
OPEN = frozenset({"they"})
"""Kinds of reference that stand for as many as are likely."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase that stands for somebody named elsewhere."""

    sentence: int
    start: int
    kind: str
    """`it`, `we`, `country`, `they`, or a number from `two` to `six`."""
    speaker: Actor | None
    """Who speaks the words it stands in."""
    states: bool = False
    """Whether only states can be meant, as with "the country"."""
    without: str | None = None
    """Who addresses them by these words, and so is none of them: "[Quito] urged both countries"."""
    words: str = ""
    """Its words in small letters: "the kingdom" is no republic."""


def choose(context: Context, reference: Reference) -> tuple[Actor, ...]:
    """Return whom a reference stands for, the likeliest first; empty where the report names nobody."""
    if reference.kind in MANY:
        return ()
    out, weights = barred(context, reference), load("antecedents")
    likely = {
        key: (chance, place)
        for place, (key, chance) in enumerate(likelihoods(context, reference))
        if key not in out and (not reference.states or context.usual(key).country)
    }
    count = FIXED.get(reference.kind, 1)
    if reference.kind in FIXED and too_few(reference.words, likely, count):
        return ()
    ranked = sorted(
        ((*likely[key], key) for key in fitting(reference.words, likely, context.gazetteer)),
        key=lambda each: (-each[0], each[1]),
    )
    picked = [key for chance, _, key in ranked if chance > weights.least] if reference.kind in OPEN else []
    keys = picked or [key for _, _, key in ranked[:count]]
    return tuple(context.usual(key) for key in keys)


def likelihoods(context: Context, reference: Reference) -> Iterator[tuple[str, float]]:
    """Return each state and organisation of a report by its code, with how likely it alone is meant, or one of some."""
    return likely(context, reference, signs_of(context, reference))


def likely(
    context: Context, reference: Reference, told: Iterable[tuple[str, dict[str, float]]]
) -> Iterator[tuple[str, float]]:
    """Yield the same for those of whom is told already what `signs_of` says of them."""
    weights, groups = load("antecedents"), _groups(context, reference)
    for key, signs in told:
        yield key, weights.probability((*signs.items(), _of_kind(reference)), *groups)


def acted_alone(context: Context, reference: Reference) -> Actor | None:
    """Return the state that alone was told of right before, as who acts: "Peru protested. ... it accused Lima".

    Whom only a clause about somebody names is not told of: "Peru, which Fiji recognises, protested". Only "it" that
    acts itself, before which its own sentence names nobody, goes on so.
    """
    number = reference.sentence
    here = context.sentences[number]
    if reference.kind != "it" or number == 0 or not in_subject(here, reference.start, reference.start + 1):
        return None
    if any(n.end <= reference.start and n.actor.kind == "state" for n in context.named[number]):
        return None
    before = context.sentences[number - 1]
    told = [n for n in context.named[number - 1] if not in_relative(before, n.start, n.end)]
    if len({n.polity for n in told}) != 1 or told[0].actor.kind != "state":
        return None
    above = climb(before, head_of(before, told[0].start, told[0].end), OWNS, len(before.tokens))
    acts = before.tokens[above[-1]] if above else None
    leads = acts is not None and acts.deprel in SUBJECTS and before.tokens[acts.head].deprel == "root"
    return context.usual(told[0].polity) if leads or (above and in_focus(before, above[-1])) else None


def in_focus(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is what a cleft puts forward as who acts: "It was [Peru] that paid"."""
    tokens = sentence.tokens
    if len(tokens) < at + 2 or tokens[0].text.casefold() != "it" or tokens[1].lemma != "be":
        return False
    who = next((i for i, token in enumerate(tokens) if token.text.casefold() in _WHO), 0)
    return 1 < at < who and not any(token.upos in _OPENING for token in tokens[2:who])


def barred(context: Context, reference: Reference) -> frozenset[str]:
    """Return whom a phrase cannot stand for, by code: who addresses those whom it means, or does something to them."""
    addresses = frozenset([reference.without] if reference.without else [])
    theirs = frozenset(context.others if reference.kind == "we" and reference.speaker is None else ())
    return addresses | theirs | _does_it(context, reference) | _looks_on(context, reference)


def _looks_on(context: Context, reference: Reference) -> frozenset[str]:
    """Return who only looked on in the sentence before, by code: "trained with Fiji, with [Peru] watching. It"."""
    if reference.kind != "it" or not reference.sentence:
        return frozenset()
    sentence, named = context.sentences[reference.sentence - 1], context.named[reference.sentence - 1]
    apart = {n.polity for n in named if is_onlooker(sentence, head_of(sentence, n.start, n.end))}
    return frozenset(apart) - {n.polity for n in context.named[reference.sentence]}


def is_onlooker(sentence: Sentence, at: int | None) -> bool:
    """Tell whether a name is that of who watches what others do: "with [Peru] looking on", "as [Peru] watched"."""
    tokens = sentence.tokens
    subject = climb(sentence, at, OWNS, _UP)[-1:]
    if not subject or tokens[subject[0]].deprel not in SUBJECTS:
        return False
    below = [tokens[i] for i in children(sentence, tokens[subject[0]].head)]
    verb = tokens[tokens[subject[0]].head].lemma
    watches = verb in _WATCHING or (verb == "look" and any(t.lemma == "on" for t in below))
    alone = not any(t.deprel in {"obj", "ccomp"} for t in below)  # "while Peru watched the border"
    return watches and alone and any(t.lemma in _WHILE and t.deprel == "mark" for t in below)


def _does_it(context: Context, reference: Reference) -> frozenset[str]:
    """Return who does something to those whom a phrase stands for, by code: "China urged both" is on two others.

    "Each other" is those who do it, and what holds "between the two" may be theirs.
    """
    sentence = context.sentences[reference.sentence]
    if reference.kind not in _OTHERS or reference.words in RECIPROCAL:
        return frozenset()
    at = head_of(sentence, reference.start, reference.start + max(1, len(reference.words)))
    verb = None if at is None else _done_to(sentence, at)
    doer = None if verb is None else _doer(sentence, verb)
    if doer is None or at is None or doer >= at:
        return frozenset()
    return frozenset(n.polity for n in context.named[reference.sentence] if _heads(sentence, n, doer))


def _done_to(sentence: Sentence, at: int) -> int | None:
    """Return the verb that tells what is done to, on, with or against somebody; None where nothing is."""
    token = sentence.tokens[at]
    relation = token.deprel.split(":")[0]
    cases = cases_of(sentence, at)
    done = relation in {"obj", "iobj"} or (relation == "obl" and cases & _TOWARDS)
    return token.head if done and token.head >= 0 else None


def _doer(sentence: Sentence, verb: int) -> int | None:
    """Return the subject of a verb, or of one that it hangs on: "China wants to warn both"."""
    subject = subject_above(sentence, verb, _CARRIED, _VERBS)
    acts = subject is not None and sentence.tokens[subject].deprel == "nsubj"
    return subject if acts else None


def _heads(sentence: Sentence, name: NamedActor, doer: int) -> bool:
    """Tell whether a name is a subject, one of its list, or says whose a subject is."""
    at = head_of(sentence, name.start, name.end)
    for above in climb(sentence, at, OF_SUBJECT, _UP):
        if above == doer or _lies_there(sentence, above):
            return above == doer
    return False


def _lies_there(sentence: Sentence, at: int) -> bool:
    """Tell whether a word says where somebody is, not whose: "the embassy in Lima" is not Peru's."""
    below = (sentence.tokens[i] for i in children(sentence, at))
    return any(token.deprel == "case" and token.lemma in _PLACED for token in below)


def together(context: Context, reference: Reference) -> tuple[Actor, ...]:
    """Return whom a heading or a list shortly before names, if it names as many as "the three" or "the six" are."""
    if reference.kind not in LISTS:
        return ()
    count = FIXED[reference.kind]
    if headed := in_heading(context, reference, count):
        return headed
    out = barred(context, reference)
    for number in range(reference.sentence, max(-1, reference.sentence - _LISTED), -1):
        told = [n for n in context.named[number] if number < reference.sentence or n.end <= reference.start]
        for group in joined(context, told):
            if (
                len(group) == count
                and out.isdisjoint(group)
                and (not reference.states or all(context.usual(key).country for key in group))
            ):
                return tuple(context.usual(key) for key in group)
    return ()


def in_heading(context: Context, reference: Reference, count: int) -> tuple[Actor, ...]:
    """Return whom the heading of a reference's section names, if it names so many; it may name towns and no state."""
    section = {key: actor for actor in context.section(reference.sentence) if (key := polity(actor))}
    return tuple(section.values()) if len(section) == count else ()


def joined(context: Context, names: list[NamedActor]) -> Iterator[tuple[str, ...]]:
    """Yield the states and organisations of each list in a sentence, the last list first."""
    lists: list[list[NamedActor]] = []
    for name in names:
        between = context.text[lists[-1][-1].end : name.start] if lists else ""
        if lists and _JOINT.fullmatch(between):
            lists[-1].append(name)
        else:
            lists.append([name])
    yield from (tuple(dict.fromkeys(name.polity for name in group)) for group in reversed(lists))


def _of_kind(reference: Reference) -> tuple[str, float]:
    return f"kind: {reference.kind}", 1.0


def _groups(context: Context, reference: Reference) -> tuple[str, ...]:
    """Return what stands before the signs of the likes of a reference: its kind, and whether it is a subject."""
    subject = in_subject(context.sentences[reference.sentence], reference.start, reference.start + 1)
    return (f"{reference.kind}: ", "as subject: ") if subject else (f"{reference.kind}: ",)


def signs_of(context: Context, reference: Reference) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each state and organisation that may be meant, by its code, with what speaks for and against it."""
    named, pair = _named(context, reference), {polity(actor) for actor in context.pair}
    last = {key: max((n.start for _, n in before), default=-1) for key, (before, _) in named.items()}
    order = {key: rank for rank, key in enumerate(sorted(last, key=lambda key: -last[key]))}
    total = sum(len(before) + len(after) for before, after in named.values())
    salient = {polity(actor): rank for rank, actor in reversed(list(enumerate(context.salient)))}
    for key, (before, after) in named.items():
        rank = order[key] if before else _UNNAMED
        plain = dict(_signs(context, reference, key, before, rank))
        plain |= {
            "times named": math.log1p(len(before) + len(after)),
            "share of names": (len(before) + len(after)) / total,
            "of the report's pair": float(key in pair),
            "about it": 1 / (1 + salient.get(key, _UNNAMED)),
        }
        yield key, plain


def weighed(context: Context, reference: Reference) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Yield each who may be meant with the same signs as training has them: by themselves, and once more by group."""
    groups = _groups(context, reference)
    for key, signs in signs_of(context, reference):
        each = [(group + name, value) for group in ("", *groups) for name, value in signs.items()]
        yield key, [*each, _of_kind(reference)]


_Mention = tuple[int, NamedActor]


def _named(context: Context, reference: Reference) -> dict[str, tuple[list[_Mention], list[_Mention]]]:
    """Return where each state and organisation is named before a reference, and where soon after it."""
    found: dict[str, tuple[list[_Mention], list[_Mention]]] = {}
    begin, end = max(0, reference.sentence - FARTHEST), reference.sentence + _AHEAD + 1
    for number, names in enumerate(context.named[begin:end], begin):
        for name in names:
            key = polity(name.actor)
            if key and name.actor.kind != "company":
                before, after = found.setdefault(key, ([], []))
                told = number < reference.sentence or (number == reference.sentence and name.end <= reference.start)
                (before if told else after).append((number, name))
    return found


def _signs(
    context: Context, reference: Reference, key: str, before: list[_Mention], rank: int
) -> Iterator[tuple[str, float]]:
    """Yield what the last place that names one who may be meant speaks for or against."""
    if reference.speaker is not None and polity(reference.speaker) == key:
        yield "speaks", 1.0
    if context.own is not None and polity(context.own) == key:
        yield "the report's own", 1.0
    if not before:
        yield "named later", 1.0
        return
    number, name = before[-1]
    yield "distance", math.log1p(reference.sentence - number)
    yield "rank", math.log1p(rank)
    if rank < len(_RANKS):
        yield _RANKS[rank], 1.0
    if name.actor.org == key:
        yield "organisation", 1.0
    yield from ((sign, 1.0) for sign in _there(reference.sentence - number, [n for at, n in before if at == number]))
    yield from ((sign, 1.0) for sign in _place(context, number, name))


def _there(distance: int, names: list[NamedActor]) -> Iterator[str]:
    """Yield what the last sentence that names somebody has of them, and how far back it is."""
    if distance < len(_DISTANCES):
        yield _DISTANCES[distance]
    if any(name.subject for name in names):
        yield "in a subject"
        if distance < len(_DISTANCES) - 1:
            yield f"in a subject {_DISTANCES[distance]}"
    if all(name.sense == "adjective" for name in names):
        yield "adjective"


_RANKS = ("named last", "named last but one")
_DISTANCES = ("in the same sentence", "one sentence back", "two sentences back")


def _place(context: Context, number: int, name: NamedActor) -> Iterator[str]:
    """Yield in which place of its clause a name stands."""
    tokens = context.sentences[number].tokens
    inside = tokens_in(context.sentences[number], name.start, name.end)
    if not inside:
        return
    if inside[0] <= 1:
        yield "at the front"
    token = tokens[inside[-1]]
    head = tokens[token.head] if token.head >= 0 else None
    relation = token.deprel.split(":")[0]
    if token.deprel in SUBJECTS and head is not None and head.deprel == "root":
        yield "subject of the sentence"
    if relation in {"obj", "iobj"}:
        yield "object"
    if relation == "obl":
        yield "oblique"
    if relation == "conj" or any(t.head == inside[-1] and t.deprel == "conj" for t in tokens):
        yield "one of several"
    if head is not None and (relation in {"amod", "compound"} or token.deprel == "nmod:poss"):
        yield "whose people act" if head.deprel in SUBJECTS else "whose thing it is"
