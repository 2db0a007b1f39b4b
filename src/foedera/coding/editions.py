"""One word for several happenings of different times: "saw Keita in Lomé on Monday and Touré in Accra on Friday".

The second may be told by halves (a gap: "and Touré in Accra on Friday"), as one more ("and again in May"), as an
earlier one ("as they did in 2017"), or by what was the last of its kind ("last held in 2013").
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.dividing import Part, times_of
from foedera.coding.fillers import meet
from foedera.coding.words import HOLDS, governing_verb, subtree, tokens_in
from foedera.text.dates import bounds, resolve
from foedera.types import Filler, Frame, Sentence, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType

_AGAIN = frozenset({"again", "anew"})
_EARLIER = frozenset({"last", "first", "previously", "formerly"})
_THEN = frozenset({"then", "afterwards", "later"})
_SECOND = frozenset({"second", "next", "last"})
_DEPTH = 6
"""Words up the tree from a time to its clause."""
_SMALL = frozenset({"ADP", "DET", "CCONJ", "PUNCT", "AUX", "PART", "NUM"})
"""Parts of speech that tell nothing new between two times: "on Monday and on Tuesday" is one happening."""


def editions(sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType, published: str | None) -> list[Part]:
    """Return a frame as the happenings that its times tell apart, in order; itself alone where there is one."""
    inside = tokens_in(sentence, frame.start, frame.end)
    if not inside:
        return [Part(frame)]
    if kind.lasts and _was_the_last(sentence, inside[0]):
        return [Part(replace(frame, status="occurred"))]
    if kind.lasts and (parts := _with_the_last(sentence, inside, frame, kind)):
        return parts
    told = times_of(sentence, frame)
    if len(told) < 2:
        return _in_order(sentence, frame, kind) or [Part(frame)]
    times = [(f, v) for f in told if (v := _value(sentence, f, published))]
    for (one, first), (other, second) in pairwise(times):
        if _is_apart(first, second) and frame.end <= one.start:
            parts = _before(sentence, tree, frame, kind, one, other) or _gapped(sentence, frame, one, other)
            if parts:
                return parts
    return [_with_own_times(sentence, frame, times)]


def _in_order(sentence: Sentence, frame: Frame, kind: ClaimType) -> list[Part]:
    """Divide what was one after the other: "went to [Delhi] first and [Beijing] second", "to Rome and then to Tunis".

    What is only listed is one round: "visited Oman, Qatar and Kuwait".
    """
    visits = any(role.at_home for role in kind.roles)  # a drill that is held here and then there is one
    grounds = {role.name for role in kind.roles if role.place and visits}
    places = sorted((f for f in frame.fillers if f.label in grounds), key=lambda f: f.start)
    if len(places) < 2 or any(f.start < frame.end for f in places):
        return []
    borders = [_order_between(sentence, one, other) for one, other in pairwise(places)]
    if not all(borders):
        return []
    return [
        Part(
            replace(
                frame, fillers=tuple(f for f in frame.fillers if not any(_is_at(f, o) for o in places if o != place))
            )
        )
        for place in places
    ]


def _order_between(sentence: Sentence, one: Filler, other: Filler) -> bool:
    """Tell whether two places are told to come one after the other."""
    last, first = tokens_in(sentence, one.start, one.end)[-1], tokens_in(sentence, other.start, other.end)
    between = {token.lemma.casefold() for token in sentence.tokens[last + 1 : first[0]]}
    after = {token.lemma.casefold() for token in sentence.tokens[first[-1] + 1 : first[-1] + 2]}
    return bool(between & _THEN) or ("first" in between and bool(after & _SECOND))


def _is_at(filler: Filler, place: Filler) -> bool:
    """Tell whether a filler is a place, or where that is."""
    return (filler.label in {place.label, "where"}) and meet(filler, place)


def _with_own_times(sentence: Sentence, frame: Frame, times: list[tuple[Filler, str]]) -> Part:
    """Drop times of other clauses where the trigger's own verb has one: "the jets, ordered in 2021, arrived in May"."""
    marked = [(f, v) for f, v in times if f.label == "when" and f in frame.fillers]
    if not any(_is_apart(a, b) for _, a in marked for _, b in marked):
        return Part(frame)
    verb = governing_verb(sentence, frame.start, frame.end)
    own = [f for f, _ in marked if governing_verb(sentence, f.start, f.end) == verb]
    foreign = [f for f, _ in marked if f not in own]
    if verb is None or not own or not foreign:
        return Part(frame)
    fillers = tuple(f for f in frame.fillers if f not in foreign)
    return Part(replace(frame, fillers=fillers), tuple(Span(f.start, f.end) for f in foreign))


def _was_the_last(sentence: Sentence, at: int) -> bool:
    """Tell whether a trigger is a verb that says when the last or first of a kind was: "last held in 2013"."""
    verb = sentence.tokens[at]
    if verb.lemma not in HOLDS or verb.xpos != "VBN":
        return False
    return any(t.head == at and t.deprel == "advmod" and t.lemma.casefold() in _EARLIER for t in sentence.tokens)


def _with_the_last(sentence: Sentence, inside: list[int], frame: Frame, kind: ClaimType) -> list[Part] | None:
    """Divide what is told of a drill from when it was last held: "the drill, last held in Oran in 2019, is off"."""
    below = [
        i for i, t in enumerate(sentence.tokens) if t.deprel.startswith("acl") and t.head in inside and i not in inside
    ]
    clause = next((i for i in below if _was_the_last(sentence, i)), None)
    if clause is None:
        return None
    words, times = set(subtree(sentence, clause)), times_of(sentence, frame)
    theirs = [f for f in (*frame.fillers, *times) if words.issuperset(tokens_in(sentence, f.start, f.end))]
    then = next((f for f in theirs if f in times), None)
    if then is None:
        return None
    roles = [f for f in frame.fillers if f.label == "name" or ((role := kind.role(f.label)) and not role.place)]
    earlier = [f for f in dict.fromkeys((*roles, *theirs)) if f.label != "when"]
    now = [f for f in frame.fillers if f not in theirs]
    return [_part(frame, tuple(now), then), Part(replace(frame, status="occurred", fillers=(*earlier, then)))]


def _value(sentence: Sentence, time: Filler, published: str | None) -> str | None:
    words = [sentence.tokens[i] for i in tokens_in(sentence, time.start, time.end)]
    value = resolve(" ".join(word.text for word in words), published, past=True)
    return value if value and "/.." not in value and "../" not in value else None


def _is_apart(one: str, other: str) -> bool:
    """Tell whether two times do not meet."""
    (a_first, a_last), (b_first, b_last) = bounds(one), bounds(other)
    if a_first is None or a_last is None or b_first is None or b_last is None:
        return False
    return a_last < b_first or b_last < a_first


def _before(
    sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType, one: Filler, other: Filler
) -> list[Part] | None:
    """Divide what is to happen from what happened before: "will exercise in July, as they did in 2017"."""
    if not kind.lasts:
        return None
    at = next((i for i in tokens_in(sentence, other.start, other.end)), -1)
    for _ in range(_DEPTH):
        if at >= 0 and tree.base(at) != "advcl":
            at = tree.tokens[at].head
    if at < 0 or tree.base(at) != "advcl" or tree.tokens[at].lemma != "do":
        return None
    if not any(tree.tokens[x].lemma == "as" for x in tree.children(at, "mark")):
        return None
    shared = [f for f in frame.fillers if f not in (one, other)]
    roles = [f for f in shared if f.label == "name" or ((role := kind.role(f.label)) and not role.place)]
    earlier = replace(frame, status="occurred", fillers=(*roles, other))
    return [_part(frame, (*shared, one), other), _part(earlier, earlier.fillers, one)]


def _gapped(sentence: Sentence, frame: Frame, one: Filler, other: Filler) -> list[Part] | None:
    """Divide what a second half shares its verb with: "Kayes in May and Gao in July", "in May and again in July"."""
    tokens = sentence.tokens
    after, until = tokens_in(sentence, one.start, one.end)[-1] + 1, tokens_in(sentence, other.start, other.end)[0]
    if after >= until or tokens[after].lemma != "and":
        return None
    between = tokens[after + 1 : until]
    again = any(token.lemma in _AGAIN for token in between)
    if any(token.upos == "VERB" for token in between) or not (again or any(t.upos not in _SMALL for t in between)):
        return None
    border = tokens[after].start
    mine = [f for f in frame.fillers if frame.end <= f.start < border]
    theirs = [f for f in frame.fillers if f.start > border and f.label != "when"]
    shared = [f for f in frame.fillers if f.end <= frame.start]
    theirs += [f for f in _names(sentence, border, other.start, mine) if not any(meet(f, g) for g in theirs)]
    if not again and not theirs:
        return None
    told = {f.label for f in theirs} | {"when"}
    inherited = [f for f in mine if f.label not in told]
    first = _part(frame, (*shared, *(f for f in mine if f.label != "when"), one), other)
    return [first, _part(frame, (*shared, *inherited, *theirs, other), one)]


def _names(sentence: Sentence, start: int, end: int, mine: list[Filler]) -> list[Filler]:
    """Return names of the second half that stand for what their like stands for in the first."""
    labels = {
        name.label: f.label
        for f in mine
        for name in sentence.names
        if name.start < f.end and f.start < name.end and f.label != "when"
    }
    return [
        Filler(labels[name.label], name.start, name.end, name.score)
        for name in sentence.names
        if start < name.start and name.end <= end and name.label in labels
    ]


def _part(frame: Frame, fillers: tuple[Filler, ...], elsewhere: Filler) -> Part:
    return Part(replace(frame, fillers=tuple(fillers)), (Span(elsewhere.start, elsewhere.end),))
