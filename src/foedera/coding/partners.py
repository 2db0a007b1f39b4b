"""Who deals with those that only "with" names: the subject of the words around, however far up.

"Hanoi has hosted three presidents, upgraded relations with Japan and France, and joined the bank": all of it is Hanoi's
doing. "The minister said after talks with her Polish counterpart" tells of talks of hers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, party
from foedera.coding.scores import FOUND, INFERRED
from foedera.coding.sides import sides_of
from foedera.coding.words import (
    SUBJECTS,
    cases_of,
    children,
    climb,
    head_of,
    subject_above,
    subtree,
    with_subject,
)
from foedera.types import Cell, Filler, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Frame, Sentence

_UP = 5
"""Words that are climbed from the trigger to a verb with a subject."""
_SPEAKS = frozenset(
    "criticise criticize condemn welcome praise report describe mention cover follow deplore rule reject".split()
)
"""Verbs whose subject speaks of the dealing, and need not take part."""
_PARTNERS = frozenset({"partner", "ally"})
_WHOSE = frozenset({"of", "for", "to", "with"})
_MEMBER = "member"
_SIGNING = frozenset("sign conclude ink initial clinch seal agree".split())
_SIGNED = frozenset({"obj", "obl"})
_LISTED = frozenset({"conj", "appos", "flat", "compound"})
_CARRIES = frozenset({"obj", "obl", "xcomp", "advcl", "conj", "nmod", "acl", "compound"})
"""Relations by which what hangs on a word is done by the subject of that word."""


def with_partner(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame with the subject as another side, where all that were marked are those with whom it deals."""
    role = next((role.name for role in kind.roles if role.mutual), None)
    sides = [filler for filler in frame.fillers if filler.label == role]
    places = {(f.start, f.end) for f in frame.fillers if f.label == "where"}
    others = [f for f in frame.fillers if kind.role(f.label) is not None and f.label != role]
    if role is None or not sides or any((f.start, f.end) not in places for f in others):
        return frame
    heads = [head_of(sentence, f.start, f.end) for f in sides]
    if not all(at is not None and _is_with(sentence, _owned(sentence, at)) for at in heads):
        return frame
    trigger = head_of(sentence, frame.start, frame.end)
    subject = None if trigger is None else _subject(sentence, trigger)
    if subject is None or sentence.tokens[subject].upos not in {"PROPN", "NOUN", "PRON"}:
        return frame
    start, end = _phrase(sentence, subject)
    if any(f.start < end and start < f.end for f in frame.fillers if f.label == role):
        return frame
    return replace(frame, fillers=(Filler(role, start, end, FOUND), *frame.fillers))


def with_other_side(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame of a deal with whom it is signed as the side that is not told: "signed with [Oslo] a contract"."""
    pair, trigger = sides_of(kind), head_of(sentence, frame.start, frame.end)
    told = {f.label for f in frame.fillers} & {role.name for role in pair}
    if len(told) != 1 or trigger is None or sentence.tokens[trigger].deprel not in _SIGNED:
        return frame
    verb = sentence.tokens[trigger].head
    after = next((i for i in children(sentence, verb) if verb < i < trigger and _is_with(sentence, i)), trigger)
    between = sentence.tokens[after:trigger]  # up to the contract, whatever an apposition is taken for
    if sentence.tokens[verb].lemma not in _SIGNING or any(token.upos == "VERB" for token in between):
        return frame
    inside = {token.start for token in between}
    named = [
        name for name in sentence.names if name.label == "LOC" and inside.intersection(range(name.start, name.end))
    ]
    if len(named) != 1 or any(f.start <= named[0].start < f.end for f in frame.fillers):
        return frame
    role = next(role.name for role in pair if role.name not in told)
    return replace(frame, fillers=(*frame.fillers, Filler(role, named[0].start, named[0].end, FOUND)))


def with_cosigner(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame with whoever else signed what it tells of: "the pact that Peru signed in May with [Chile]"."""
    role = next((role.name for role in kind.roles if role.mutual), None)
    at = head_of(sentence, frame.start, frame.end)
    if role is None or at is None or not any(f.label == role for f in frame.fillers):
        return frame
    tokens = sentence.tokens
    verbs = [i for i in children(sentence, at) if tokens[i].deprel.startswith("acl")]
    verbs += [tokens[at].head] if tokens[at].deprel == "obj" else []
    beside = (i for verb in verbs if tokens[verb].lemma in _SIGNING for i in children(sentence, verb))
    heads = {i for i in beside if tokens[i].deprel == "obl" and cases_of(sentence, i) == {"with"}}
    added = tuple(
        Filler(role, name.start, name.end, FOUND)
        for name in sentence.names
        if name.label == "LOC"
        and head_of(sentence, name.start, name.end) in heads
        and not any(f.start < name.end and name.start < f.end for f in frame.fillers)
    )
    return replace(frame, fillers=(*frame.fillers, *added)) if added else frame


def with_doer(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame whose verb is done by the subject that it shares, not by whom the verb before it is about.

    "Egypt sold tanks to Sudan and bought jets from France": it is Egypt that bought.
    """
    tokens, verb = sentence.tokens, head_of(sentence, frame.start, frame.end)
    if verb is None or tokens[verb].upos != "VERB":
        return frame
    role = next((role.name for role in kind.roles if tokens[verb].lemma in role.does), None)
    if role is None or tokens[verb].deprel != "conj":
        return frame
    first = with_subject(sentence, verb)
    subject = next((i for i in children(sentence, first) if tokens[i].deprel == "nsubj" and i < first), None)
    passive = any(tokens[i].deprel == "aux:pass" for i in children(sentence, verb))
    if first == verb or subject is None or passive:
        return frame
    start, end = _phrase(sentence, subject)
    played = [f for f in frame.fillers if f.label == role]
    between = [f for f in played if tokens[first].end <= f.start and f.end <= frame.start]
    named = any(start <= name.start and name.end <= end for name in sentence.names if name.label != "PER")
    if played != between or not named:
        return frame
    others = tuple(f for f in frame.fillers if f not in between)
    return replace(frame, fillers=(Filler(role, start, end, FOUND), *others))


def _phrase(sentence: Sentence, subject: int) -> tuple[int, int]:
    """Return the first and last offset of a subject without what is said of it behind."""
    span = [i for i in subtree(sentence, subject) if i <= subject or sentence.tokens[i].deprel == "flat"]
    return sentence.tokens[min(span)].start, sentence.tokens[max(span)].end


def with_announcer(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame where whoever announces something does it, not the owner of what it is for.

    "She announced five million in support of Togo's police": the giver is hers, and Togo owns what is supported.
    """
    role = next((role.name for role in kind.roles if role.announces), None)
    if role is None:
        return frame
    tokens, trigger = sentence.tokens, head_of(sentence, frame.start, frame.end)
    doers = [f for f in frame.fillers if f.label == role]
    speaker = next((f for f in frame.fillers if f.label == "said_by"), None)
    if len(doers) != 1 or speaker is None or trigger is None or tokens[trigger].upos != "NOUN":
        return frame
    at, subject = head_of(sentence, doers[0].start, doers[0].end), _subject(sentence, trigger)
    owns = at is not None and tokens[at].deprel == "nmod:poss" and at in subtree(sentence, trigger) and at > trigger
    if not owns or subject is None or subject != head_of(sentence, speaker.start, speaker.end):
        return frame
    others = tuple(f for f in frame.fillers if f is not doers[0])
    return replace(frame, fillers=(Filler(role, speaker.start, speaker.end, FOUND), *others))


def named_with(draft: Draft, context: Context) -> list[NamedActor]:
    """Return whom "with" names among the words that hang on a draft's first trigger."""
    number, trigger = draft.sentences[0], draft.triggers[0]
    sentence = context.sentences[number]
    top = head_of(sentence, trigger.start, trigger.end)
    inside = frozenset[int]() if top is None else frozenset(subtree(sentence, top))
    heads = ((name, head_of(sentence, name.start, name.end)) for name in context.named[number])
    return [name for name, at in heads if at in inside and at is not None and _is_with(sentence, at)]


def with_membership(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame with the body of which a state is said to be, or not to be, a member as the side that is not told.

    "Peru, although not a [NATO] member, remains an important partner" is one of NATO's.
    """
    role = next((role.name for role in kind.roles if role.mutual), None)
    trigger = head_of(sentence, frame.start, frame.end) if role is not None else None
    if role is None or trigger is None or sentence.tokens[trigger].lemma not in _PARTNERS:
        return frame
    places = [f for f in frame.fillers if f.label == role and _is_in(sentence, f)]
    sides = [f for f in frame.fillers if f.label == role and f not in places]
    at = head_of(sentence, sides[0].start, sides[0].end) if len(sides) == 1 else None
    if at is None or any(cases_of(sentence, i) & _WHOSE for i in children(sentence, trigger)):
        return frame
    below = [
        *children(sentence, at),
        *(children(sentence, sentence.tokens[at].head) if sentence.tokens[at].head >= 0 else []),
    ]
    member = next((i for i in below if sentence.tokens[i].lemma == _MEMBER), None)
    inside = [] if member is None else [sentence.tokens[i].start for i in subtree(sentence, member)]
    body = next((n for n in sentence.names if n.label == "ORG" and n.start in inside), None)
    if body is None:
        return frame
    kept = (f for f in frame.fillers if f not in places)
    return replace(frame, fillers=(*kept, Filler(role, body.start, body.end, FOUND)))


def _is_in(sentence: Sentence, filler: Filler) -> bool:
    """Tell whether a filler is where something is: "a partner in [the Balkans]"."""
    at = head_of(sentence, filler.start, filler.end)
    return at is not None and "in" in cases_of(sentence, at)


def lacks_partner(sides: list[Cell], context: Context) -> bool:
    """Tell whether all sides are told as those with whom another one deals: "a patrol with Peru and Chile"."""
    known = [cell for cell in sides if party(cell)]
    return bool(known) and all(cell.score > INFERRED and _is_after_with(cell.span, context) for cell in known)


def _is_after_with(span: Span, context: Context) -> bool:
    sentence = context.sentences[context.sentence_at(span.start)]
    at = head_of(sentence, span.start, span.end)
    return at is not None and _is_with(sentence, at)


def _owned(sentence: Sentence, at: int) -> int:
    """Return the word that a state's name stands before, itself where it stands alone: "Peru's [premier]"."""
    token = sentence.tokens[at]
    return token.head if token.deprel in {"nmod:poss", "amod"} and token.head > at else at


def _is_with(sentence: Sentence, at: int) -> bool:
    """Tell whether a word, or the first of its list, stands after "with"."""
    first = climb(sentence, at, _LISTED, len(sentence.tokens))[-1]
    below = (sentence.tokens[i] for i in children(sentence, first))
    return any(token.lemma == "with" and token.deprel == "case" for token in below)


def _subject(sentence: Sentence, at: int) -> int | None:
    """Return the subject of the verb that a word hangs on, through infinitives, participles and coordinated verbs."""
    subject = _asked(sentence, at) or subject_above(sentence, at, _CARRIES, _UP)
    spoken = subject is not None and sentence.tokens[sentence.tokens[subject].head].lemma in _SPEAKS
    return None if spoken else subject


def _asked(sentence: Sentence, at: int) -> int | None:
    """Return whom a verb above a word asks to do what it tells: "Seoul urged [Tokyo] to resume talks with Rome"."""
    for verb in climb(sentence, at, _CARRIES, _UP):
        if any(sentence.tokens[i].deprel in SUBJECTS for i in children(sentence, verb)):
            return None
        if sentence.tokens[verb].deprel == "xcomp":
            asked = (i for i in children(sentence, sentence.tokens[verb].head) if sentence.tokens[i].deprel == "obj")
            return next((i for i in asked if i < verb), None)
    return None
