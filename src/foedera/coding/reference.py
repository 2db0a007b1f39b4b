"""What a pronoun or a phrase such as "the two armies" stands for, by what the report named before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from foedera.coding.context import SUBJECTS, Context, NamedActor, in_subject
from foedera.coding.people import People
from foedera.types import Actor

_PAIR_NOUNS = (
    "countries|sides|nations|states|armies|navies|militaries|parties|governments|neighbou?rs|air forces|leaders|"
    "capitals|partners|allies|peoples|powers|forces|contingents|delegations|ministers|presidents|ministries|teams|"
    "rivals|republics|fleets|troops|units|signatories|kingdoms"
)
_PAIR = re.compile(
    rf"(?:(?:of )?(?:the|these|those|our|all|both) )?(?:both|two|pair|duo|twosome)(?: of (?:them|us))?"
    rf"(?: (?:[\w-]+ ){{0,2}}(?:{_PAIR_NOUNS}))?"
    r"|(?:each other|one another|either side|neither side|each side|neither|either)"
    rf"|(?:the|both) (?:{_PAIR_NOUNS})|(?:[\w-]+ ){{0,2}}(?:sides)"
)
_TRIO = re.compile(
    r"(?:the |all |these |those )*(?:trio|three|four|quartet)(?: [\w'’-]+)?(?: (?:" + _PAIR_NOUNS + r"))?"
)
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_HE = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves", "i", "my", "me"})
_COUNTRY = re.compile(
    r"(?:(?:the|this|that|our|my) )?(?:[\w-]+ ){0,2}"
    r"(country|nation|state|kingdom|republic|government|island|army|military|navy|emirate|monarchy|regime)(?:['’]s)?"
)
_BODY = re.compile(
    r"(?:(?:the|this|that) )?"
    r"(alliance|bloc|union|organi[sz]ation|grouping|association|league|commission|pact|body|forum)(?:['’]s)?"
)
_NOUN = re.compile(
    r"(?:(?:the|this|that|its|their) )?(?:[\w-]+ )?"
    r"(ministry|embassy|company|agency|army|command|firm|manufacturer|maker|council|parliament|office|department|paper|"
    r"newspaper|institute|spokesman|spokeswoman|spokesperson|minister|president|official|general|ambassador|analyst|"
    r"statement|communiqu[ée]|diplomat|premier|chancellor|secretary|chief|commander|officer|leader)"
)
_ORDER = re.compile(r"the (former|latter)")
_REACH = 6
"""Sentences back that a reference looks."""


class References:
    """Resolves references of one report."""

    def __init__(self, context: Context, people: People) -> None:
        self._context = context
        self._people = people
        self.speaker: Callable[[int, int], Actor | None] = lambda *_: None
        """Who speaks in a sentence; set once attribution is known ("we" in a quotation)."""

    def resolve(self, number: int, start: int, end: int) -> tuple[Actor, ...] | None:
        """Return whom a span stands for; None if it is no reference, empty if it is one that stays open."""
        low = re.sub(r"\s+", " ", self._context.text[start:end]).casefold().strip("\"'“”‘’ ")
        if low in _IT:
            return self._one(number, start, low)
        if low in _WE:
            return self._we(number, start)
        if low in _HE:
            person = self._people.last_before(number, start)
            return (person,) if person else ()
        if low in _THEY:
            body = self._plural_body(number)
            return (body,) if body else self._several(number, start, 2)
        if _PAIR.fullmatch(low):
            return self._several(number, start, 2)
        if _TRIO.fullmatch(low):
            return self._several(number, start, 4 if "four" in low or "quartet" in low else 3)
        if match := _ORDER.fullmatch(low):
            pair = self._several(number, start, 2)
            return (pair[0] if match[1] == "former" else pair[-1],) if pair else ()
        if _BODY.fullmatch(low):
            return self._body(number, start)
        if _COUNTRY.fullmatch(low) and not any(start <= n.start < end for n in self._context.named[number]):
            return self._one(number, start, low)
        return None

    def noun(self, number: int, start: int, end: int) -> Actor | None:
        """Return the person or body that "the minister", "the ministry" takes up, by its head noun."""
        low = self._context.text[start:end].casefold()
        match = _NOUN.fullmatch(low)
        if not match:
            return None
        wanted = match[1]
        for at in range(number, max(-1, number - _REACH), -1):
            begin = self._context.sentences[at].segment.start
            stop = start if at == number else self._context.sentences[at].segment.end
            part = self._context.text[begin:stop]
            for _, person_end, person in reversed(self._people.inside(at, begin, stop)):
                around = part[max(0, person_end - begin - 90) : person_end - begin + 60].casefold()
                if wanted in around:
                    return person
        return None

    def _before(self, number: int, offset: int) -> Iterable[list[NamedActor]]:
        """Yield the states and organisations named before an offset, sentence by sentence backwards."""
        for at in range(number, max(-1, number - _REACH), -1):
            names = [
                n
                for n in self._context.named[at]
                if (n.end <= offset or at < number) and (n.actor.kind == "state" or n.actor.org)
            ]
            if names:
                yield names

    def _one(self, number: int, start: int, low: str) -> tuple[Actor, ...]:
        """Return the one actor: a subject before the reference, else the nearest actor named."""
        own = in_subject(self._context.sentences[number], start, start + 1) and low in _IT
        for names in self._before(number, start):
            subjects = [n for n in names if n.subject and n.sense != "adjective"] or [n for n in names if n.subject]
            # "it" as a subject takes up the subject before it; elsewhere too, unless something nearer is named.
            chosen = subjects[-1] if subjects else names[0] if own else names[-1]
            return (chosen.actor,)
        return self._context.salient[:1]

    def _plural_body(self, number: int) -> Actor | None:
        """Return the organisation that the sentence before was about: "the allies ... they"."""
        actor = self._topic(number - 1)
        return actor if actor is not None and actor.org else None

    def _topic(self, number: int, depth: int = _REACH) -> Actor | None:
        """Return whom a sentence has as its subject, by name or by a pronoun that takes up the one before."""
        if number < 0 or depth == 0:
            return None
        sentence = self._context.sentences[number]
        root = next((i for i, t in enumerate(sentence.tokens) if t.deprel == "root"), None)
        subject = next((t for t in sentence.tokens if t.head == root and t.deprel in SUBJECTS), None)
        if subject is not None and subject.text.casefold() in _THEY | _IT:
            return self._topic(number - 1, depth - 1)
        return next((n.actor for n in self._context.named[number] if n.subject), None)

    def _body(self, number: int, start: int) -> tuple[Actor, ...]:
        for names in self._before(number, start):
            bodies = [n for n in names if n.actor.org]
            if bodies:
                return (bodies[-1].actor,)
        known = [actor for actor in self._context.salient if actor.org]
        return tuple(known[:1])

    def _several(self, number: int, start: int, count: int) -> tuple[Actor, ...]:
        """Return the actors named together just before, or else the report's own pair, or else the nearest ones."""
        if count == len(self._context.pair):
            near = next(iter(self._before(number, start)), [])
            told = any(n.subject for n in near)
            together = {n.polity: n.actor for n in near if told and self._context.sentence_at(n.start) >= number - 1}
            return tuple(together.values()) if len(together) == count else self._context.pair
        for names in self._before(number, start):
            distinct = {n.polity: n.actor for n in names}
            if len(distinct) == count:
                return tuple(distinct.values())
            if len(distinct) > count:
                nearest = {n.polity: n.actor for n in reversed(names)}
                picked = list(nearest.values())[:count]
                return tuple(reversed(picked))
        return self._context.salient[:count]

    def _we(self, number: int, start: int) -> tuple[Actor, ...]:
        speaker = self.speaker(number, start)
        if speaker is not None and speaker.country:
            return (self._context.state(speaker.country),)
        if speaker is not None and speaker.org:
            return (Actor(speaker.org, "organisation", None, speaker.org),)
        return (self._context.own,) if self._context.own else ()
