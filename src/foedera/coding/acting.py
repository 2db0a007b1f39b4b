"""Who acts right before and around a pronoun: those who go on to act as "they", who denies a claim about "it".

Whoever was just told to act goes on: "The bloc has warned Chad. It will answer." Whoever urges two neighbours is none
of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.claimants import alleged_in
from foedera.coding.context import Context, polity
from foedera.coding.counterparts import counterparts
from foedera.coding.words import (
    OWNS,
    PLURAL,
    SPEECH,
    SUBJECTS,
    children,
    climb,
    in_subject,
    subtree,
    tokens_in,
    with_subject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.coding.people import People
    from foedera.coding.reference import References
    from foedera.types import Actor, Sentence

_ADDRESS = frozenset("urge call ask warn accuse condemn criticise criticize tell demand blame press appeal".split())
"""Verbs of whoever speaks to or against others."""
_ADDRESSED = frozenset({"obj", "iobj", "obl"})
_PARTS = frozenset({"det", "nummod", "det:predet", "amod", "fixed", "nmod"})
"""Relations of what stands before a noun of those addressed."""
_UP = 4
"""Words from "its" or a word of a body's name to the noun of whoever speaks for it, both included."""
_OWN = ("government", "army", "military", "navy")
"""What every state has, and whoever is told to act needs no name for."""
_ITS = frozenset({"its", "their"})
_ONE = frozenset({"he", "she"})
_PAIR = 2
_GOES_ON = frozenset({"conj", "parataxis"})
_TOLD = frozenset({"ccomp", "parataxis"})


class Acting:
    """Finds who acts before and around the references of one report."""

    def __init__(self, context: Context, people: People, references: References) -> None:
        self._context = context
        self._people = people
        self._references = references

    def addressing(self, number: int, start: int) -> str | None:
        """Return who addresses those whom a reference stands for, by code: "[Quito] urged both countries"."""
        sentence = self._context.sentences[number]
        at = _addressed(sentence, start)
        doer = None if at is None else _subject_of(sentence, sentence.tokens[at].head)
        if doer is None:
            return None
        inside = {sentence.tokens[i].start for i in subtree(sentence, doer)}
        named = next((n for n in self._context.named[number] if n.start in inside), None)
        if named is not None:
            return polity(named.actor)
        token = sentence.tokens[doer]
        people = [person for _, _, person in self._people.inside(number, token.start, token.end)]
        if not people and token.text.casefold() in _ONE:
            people = list(self._references.resolve(number, token.start, token.end) or ())
        return polity(people[0]) if len(people) == 1 else None

    def going_on(self, kind: str, words: str, number: int, start: int) -> tuple[Actor, ...]:
        """Return whom "it", "they", "both", "the government" takes up as just told to act; nobody for other words."""
        if kind in {"it", "they"} and (denying := self._denying(kind, number, start)):
            return denying
        if kind in {"it", "country"} and (told := self._whose_mouth(number, start)):
            return told
        if words.endswith(_OWN):
            return self._of_whoever_acts(number, start)
        if kind == "they":
            return (self._people_of_one(number, start) if words == "them" else ()) or self._together(number, start)
        if kind == "two":
            met = counterparts(words, number, start, self._people, self._context)
            return met or self._both(number, start) or self._two_people(number, start)
        return self._alone(number, start) if kind == "it" else ()

    def _whose_mouth(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return the one told to act in the clause that a body of its own tells: "[Chad] may join, its army said"."""
        sentence = self._context.sentences[number]
        subject = _subject_told_by(sentence, next(iter(tokens_in(sentence, start, start + 1)), None))
        if subject is None or any(sentence.tokens[i].deprel == "conj" for i in children(sentence, subject)):
            return ()
        found = {polity(actor): actor for actor in self._of(number, subject) if actor.country or actor.org}
        return tuple(found.values()) if len(found) == 1 else ()

    def _denying(self, kind: str, number: int, start: int) -> tuple[Actor, ...]:
        """Return who denies what is claimed of it: "[Lima] rejected a claim by Quito that it had sold arms"."""
        sentence = self._context.sentences[number]
        at = alleged_in(sentence, next(iter(tokens_in(sentence, start, start + 1)), None))
        doer = None if at is None else _subject_of(sentence, sentence.tokens[at].head)
        if doer is None:
            return ()
        each = [doer, *(i for i in children(sentence, doer) if sentence.tokens[i].deprel == "conj")]
        found = {polity(actor): actor for at in each for actor in self._of(number, at) if actor.country or actor.org}
        return tuple(found.values()) if (len(found) > 1) == (kind == "they") else ()

    def _of_whoever_acts(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return the one state told to act before "the government" in its sentence: "Oslo said that the government"."""
        told = {n.polity: n for n in self._context.named[number] if n.end <= start and n.subject}
        only = next(iter(told.values())) if len(told) == 1 else None
        return (self._context.whole(only),) if only is not None and only.actor.country else ()

    def _people_of_one(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return the state whose people "them" takes up: "voiced concern to the Libyan authorities and asked [them]".

        Whoever does something to them is none of them.
        """
        sentence = self._context.sentences[number]
        tokens = sentence.tokens
        verb = next((tokens[i].head for i in tokens_in(sentence, start, start + 1)), -1)
        for at in range(len(tokens) - 1, -1, -1):
            token = tokens[at]
            if token.end > start or (token.head == verb and token.deprel in SUBJECTS):
                continue
            known = self._context.resolve(token.text) if token.upos == "PROPN" else None
            if known is not None and known.kind == "group":
                return (self._context.state(known.country),) if known.country else ()
            if token.xpos in PLURAL and self._context.gazetteer.agents.sectors(token.text):
                owned = any(tokens[i].deprel == "nmod:poss" for i in children(sentence, at))
                if whose := self._of(number, at):
                    return whose if len(whose) == 1 else ()
                if not owned:  # "sheltered their opponents and accused them" is on those whose opponents they are
                    return ()
        return ()

    def _two_people(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return the two people whom the sentence before tells to act, where nobody is named since: "the two"."""
        if number == 0 or any(n.end <= start and n.actor.country for n in self._context.named[number - 1]):
            return ()  # by their states, which it names
        before = self._context.sentences[number - 1]
        acting = (
            i for i, t in enumerate(before.tokens) if t.deprel in SUBJECTS and before.tokens[t.head].deprel == "root"
        )
        subject = next(acting, None)
        if subject is None:
            return ()
        joined = [subject, *(i for i in children(before, subject) if before.tokens[i].deprel == "conj")]
        found = {polity(actor): actor for at in joined for actor in self._of(number - 1, at)}
        return tuple(found.values()) if len(joined) == len(found) == _PAIR and None not in found else ()

    def _together(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return those who were just told to act together, where "they" act on: "Envoys of Chad met. They called"."""
        subject, at = _subject_of_clause_before(self._context.sentences[number], start), number
        if subject is None:
            subject, at = self._subject_before(number, start), number - 1
        if subject is None:
            return ()
        before = self._context.sentences[at]
        token = before.tokens[subject]
        if token.text.casefold() == "they":
            return self._references.resolve(at, token.start, token.end) or ()
        joined = [subject, *(i for i in children(before, subject) if before.tokens[i].deprel == "conj")]
        if len(joined) == 1 and token.xpos not in PLURAL:
            return ()
        each = [self._of(at, one) for one in joined]
        if not any(each) and len(joined) == 1:  # "the two ministers", who are told of before
            begin = before.tokens[min(subtree(before, subject))].start
            meant = self._references.resolve(at, begin, token.end) or ()
            return meant if len(meant) > 1 else ()
        found = {polity(actor): actor for who in each for actor in who}
        return tuple(found.values()) if all(each) and None not in found else ()

    def _both(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return the two who were just told to act as such: "The ministers signed it. It binds both countries"."""
        before = number - 1
        if number == 0 or self._context.named[before] or any(n.end <= start for n in self._context.named[number]):
            return ()
        tokens = self._context.sentences[before].tokens
        at = next((i for i, t in enumerate(tokens) if t.deprel in SUBJECTS and tokens[t.head].deprel == "root"), None)
        if at is None or tokens[at].upos != "NOUN" or self._people.inside(before, tokens[0].start, tokens[-1].end):
            return ()
        first = tokens[min(subtree(self._context.sentences[before], at))]
        meant = self._references.resolve(before, first.start, tokens[at].end) or ()
        return meant if len(meant) == _PAIR else ()

    def _alone(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return whoever was just told to act by its kind, where it acts on: "The bloc has warned Chad. It will"."""
        subject = self._subject_before(number, start)
        before = self._context.sentences[number - 1]
        if subject is None or before.tokens[subject].upos == "PRON":
            return ()
        first = before.tokens[min(subtree(before, subject))]
        meant = self._references.resolve(number - 1, first.start, before.tokens[subject].end) or ()
        return meant if len(meant) == 1 and meant[0].org else ()

    def _subject_before(self, number: int, start: int) -> int | None:
        """Return the subject of the sentence before, where words are a subject before which nobody else is named."""
        if number == 0 or not in_subject(self._context.sentences[number], start, start + 1):
            return None
        if any(n.end <= start and n.subject for n in self._context.named[number]):
            return None
        tokens = self._context.sentences[number - 1].tokens
        return next((i for i, t in enumerate(tokens) if t.deprel in SUBJECTS and tokens[t.head].deprel == "root"), None)

    def _of(self, number: int, at: int) -> tuple[Actor, ...]:
        """Return whom a noun of a sentence names, by itself or by whose it is."""
        sentence = self._context.sentences[number]
        inside = {sentence.tokens[i].start for i in _near(sentence, at)}
        names = tuple(self._context.whole(n) for n in self._context.named[number] if n.start in inside)
        token = sentence.tokens[at]
        people = [person for _, _, person in self._people.inside(number, token.start, token.end)]
        if not people and not names and (held := self._references.holders.noun(number, token.start, token.end)):
            people = [held]
        return tuple(self._context.state(each.country) if each.country else each for each in people) or names


def _subject_of_clause_before(sentence: Sentence, start: int) -> int | None:
    """Return the subject of the clause after which one goes on: "[Peru and Chile] met; in May they signed"."""
    at = next(iter(tokens_in(sentence, start, start + 1)), None)
    verb = sentence.tokens[at].head if at is not None and sentence.tokens[at].deprel in SUBJECTS else -1
    if verb < 0 or sentence.tokens[verb].deprel not in _GOES_ON:
        return None
    return next(
        (i for i in children(sentence, sentence.tokens[verb].head) if sentence.tokens[i].deprel in SUBJECTS), None
    )


def _subject_told_by(sentence: Sentence, at: int | None) -> int | None:
    """Return who acts in the clause that is told by a body of its own: "[Chad] may join, its army said".

    Args:
        at: The word for whose the body is, or one of the body's own: "its", "army".
    """
    above = climb(sentence, at, OWNS, _UP)
    if not any(sentence.tokens[i].text in _ITS for word in above for i in children(sentence, word)):
        return None
    body = above[-1]
    acting = (i for verb in _told_by(sentence, body) for i in children(sentence, verb) if i < body)
    return next((i for i in acting if sentence.tokens[i].deprel == "nsubj"), None)


def _told_by(sentence: Sentence, body: int) -> list[int]:
    """Return the verbs of the clauses that a body tells: of "may join" for "its army said", "according to its army"."""
    tokens = sentence.tokens
    said = tokens[body].head if body >= 0 else -1
    if said < 0:
        return []
    if any(tokens[i].lemma == "accord" for i in children(sentence, body)):
        return [said]
    if tokens[body].deprel != "nsubj" or tokens[said].lemma not in SPEECH:
        return []
    above = [tokens[said].head] if tokens[said].deprel == "parataxis" else []
    return [*above, *(i for i in children(sentence, said) if tokens[i].deprel in _TOLD)]


def _addressed(sentence: Sentence, start: int) -> int | None:
    """Return the word at an offset, or the noun above it, whom somebody addresses."""
    at = next(iter(tokens_in(sentence, start, start + 1)), None)
    while at is not None and sentence.tokens[at].deprel in _PARTS and sentence.tokens[at].head >= 0:
        at = sentence.tokens[at].head
    token = None if at is None else sentence.tokens[at]
    if token is None or token.deprel not in _ADDRESSED or sentence.tokens[token.head].lemma not in _ADDRESS:
        return None
    return at


def _subject_of(sentence: Sentence, verb: int) -> int | None:
    """Return who does what a verb tells, or the one that it is joined to: "[Peru] met Chile and urged both"."""
    below = children(sentence, with_subject(sentence, verb))
    return next((i for i in below if sentence.tokens[i].deprel == "nsubj"), None)


def _near(sentence: Sentence, at: int) -> Iterator[int]:
    """Yield a noun and the words that say whose or from where it is, without what is joined to it."""
    yield at
    for child in children(sentence, at):
        if sentence.tokens[child].deprel.split(":")[0] in OWNS:
            yield from _near(sentence, child)
