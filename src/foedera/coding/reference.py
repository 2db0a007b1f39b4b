"""What a pronoun or a phrase such as "the two armies" stands for, by what the report named before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from foedera.coding.acting import Acting
from foedera.coding.antecedents import FIXED, MANY, RECIPROCAL, Reference, acted_alone, choose, in_focus, together
from foedera.coding.context import FARTHEST, Context, NamedActor, polity
from foedera.coding.holders import Holders
from foedera.coding.meant import KINDS, Meant
from foedera.coding.movements import movement_before
from foedera.coding.pairs import Pairs
from foedera.coding.people import People
from foedera.coding.strangers import UNNAMED
from foedera.coding.vicinity import neighbours
from foedera.coding.words import OWNS_BEFORE, SUBJECTS, head_of, in_subject, token_at
from foedera.types import Actor, Sentence, Token

_PAIR_NOUNS = (
    "countries|sides|nations|states|armies|navies|militaries|parties|governments|neighbou?rs|air forces|leaders|"
    "capitals|partners|allies|peoples|powers|superpowers|forces|contingents|delegations|ministers|presidents|ministries|teams|"
    "rivals|republics|fleets|troops|units|signatories|kingdoms|guards|general staffs|heads of states?|"
    "heads of government"
)
_PAIR = re.compile(
    rf"(?:(?:of )?(?:the|these|those|our|all|both) )?(?:both|two|pair|duo|twosome)(?: of (?:them|us))?"
    rf"(?: (?:[\w.-]+ ){{0,2}}(?:{_PAIR_NOUNS}))?"
    r"|(?:each other|one another|either side|neither side|each side|neither|either)"
    rf"|(?:the|both) (?:{_PAIR_NOUNS})|(?:[\w-]+ ){{0,2}}(?:sides)"
)
_TRIO = re.compile(
    rf"(?:the |all |these |those )+(?:trio|three|four|quartet)(?: [\w'’-]+)?(?: (?:{_PAIR_NOUNS}))?"
    rf"|(?:trio|three|four|quartet)(?:(?: [\w'’-]+)? (?:{_PAIR_NOUNS}))?"
)
"""Three or four told of before; "three diplomats" are nobody named."""
_CALLED = re.compile(r"(?i:three|four) [A-Z][\w-]+ \w")
"""A name of their own between the number and the noun."""
_MANY = re.compile(rf"(?:the |all |these |those )+(five|six)(?: (?:{_PAIR_NOUNS}))?")
"""As many as only a list can have named."""
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_HE = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves", "i", "my", "me"})
_YOU = frozenset({"you", "your", "yours"})
_STATES_ALONE = re.compile(
    r"\b(?:countries|nations|states|armies|navies|militaries|air forces|kingdoms|republics|neighbou?rs|presidents)$"
)
"""Nouns for what only a state is or has: no organisation is among "the two countries"."""
_COUNTRY = re.compile(
    r"(?:(?:the|this|that|our|my|your) )?(?:[\w-]+ ){0,2}"
    r"(country|nation|state|kingdom|republic|government|island|army|military|armed forces|navy|emirate|monarchy|regime|"
    r"sultanate|archipelago|principality|junta)(?:['’]s)?"
)
_IN_OFFICE = (" administration", " cabinet")
"""What stands for a state behind the name of who leads it: "the Trump administration"."""
_SIDES = ("sides", "sides in", "sides to", "sides of")
_SIDES_IN = re.compile(r"(?:[\w-]+\s+){0,2}?sides\s+(?:in|of|to)\s+", re.IGNORECASE)
_OWN_WAR = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,3}?(?:war|conflict|crisis|dispute|insurgency|rebellion)\b(?! with| against)"
)
_INDEFINITE = re.compile(r"(?i)\b(?:an?|another|some|any) ")
_NEAR = 8
"""Characters before words in which their article stands."""
_FORCES = ("army", "military", "navy", "armed forces")
"""Which of these words are of a state's forces, whose owner is not told where it is plain."""
_LAND = frozenset({"country", "the country", "this country"})
_BODY = re.compile(
    r"(?:(?:the|this|that) )?"
    r"(alliance|bloc|union|organi[sz]ation|grouping|association|league|commission|pact|body|forum)(?:['’]s)?"
)
_THEIR_PEOPLE = re.compile(
    r"(their )?"
    r"(?:(?:foreign|defen[cs]e|prime|deputy|interior|trade|finance|economy|energy|vice|joint|respective) ){0,3}"
    r"(?:ministers|presidents|premiers|leaders|ambassadors|envoys|negotiators|delegations|navies|armies|militaries"
    r"|governments|air forces|armed forces|coast ?guards|chiefs of (?:defen[cs]e|staff))"
)
"""People and forces of several told of before, with or without the word for whose they are."""
_THEIR = "their "
_OURS = re.compile(r"(?:both |of )?(?:our|my) (?!.*neighbou?rs)")
_OFFICIAL = re.compile(r"(?:^|\s)(?:Government|Army|Navy|Armed Forces|Nation|Republic|Motherland)$")
"""Capitals by which somebody writes of what is his own: "the Government"."""
_STATES = frozenset({"US"})
"""Abbreviations that but for their capitals are pronouns."""
_OF_ONE = frozenset({"we", "country"})
"""Kinds of reference that may stand for whoever speaks: an army asks its own government."""
_ORDER = re.compile(r"(?:the )?(former|latter)")
_NEIGHBOUR = re.compile(r"^(?!our two ).*\bneighbou?rs?$")
_CHAIN = 24
"""References, at most, each of which takes up another."""
_REACH = 6
"""Sentences back that a reference looks."""


@lru_cache(maxsize=4096)  # each phrase is asked about several times, and reports repeat theirs
def kind_of(low: str) -> str | None:
    """Return of what kind a reference to states or organisations is, as `antecedents.Reference` has it; else None.

    Args:
        low: The words, without case and outer quotation marks.
    """
    for kind, words in (("it", _IT), ("we", _WE), ("they", _THEY)):
        if low in words:
            return kind
    if _PAIR.fullmatch(low):
        return "two"
    if _TRIO.fullmatch(low):
        return "four" if "four" in low or "quartet" in low else "three"
    if many := _MANY.fullmatch(low):
        return many[1]
    return "country" if _COUNTRY.fullmatch(low) and not _is_body(low) else None


@lru_cache(maxsize=4096)
def _is_body(low: str) -> bool:
    return _BODY.fullmatch(low) is not None


class References:
    """Resolves references of one report."""

    def __init__(self, context: Context, people: People) -> None:
        self._context = context
        self._people = people
        self._acting = Acting(context, people, self)
        self.holders = Holders(context, people, self.resolve)
        self._pairs = Pairs(context)
        self._weighing = Meant(context, people)
        self._chosen: dict[tuple[int, int, str, str | None, bool, str], tuple[Actor, ...]] = {}
        self._followed = 0
        """References that are being resolved, each for the one before it."""
        self.speaker: Callable[[int, int], Actor | None] = lambda *_: None
        """Who speaks in a sentence; set once attribution is known ("we" in a quotation)."""
        self.quoted: Callable[[int], object] = lambda _: None
        """Whether an offset lies in a quotation; set at the same time."""

    def resolve(self, number: int, start: int, end: int) -> tuple[Actor, ...] | None:
        """Return whom a span stands for; None if it is no reference, empty if it is one that stays open.

        What takes up a reference of the sentence before, which takes up one before it ("They met. They signed. They
        ..."), is followed back over so many sentences.
        """
        if self._followed >= _CHAIN:
            return ()
        self._followed += 1
        try:
            return self._meant(number, start, end)
        finally:
            self._followed -= 1

    def _meant(self, number: int, start: int, end: int) -> tuple[Actor, ...] | None:
        printed = " ".join(self._context.text[start:end].split()).strip("\"'“”‘’ ")
        if printed in _STATES:
            return None
        low = printed.casefold()
        if (one := self._one(low, number, start, end)) is not None:
            return one
        kind = kind_of(low)
        if kind is None and (kind := kind_of(f"{self._article(start)}{low}")) is not None:
            low = f"{self._article(start)}{low}"
        if kind is None and _is_body(low):
            return self._body(number, start)
        if kind is None or (kind == "country" and self._is_another(low, number, start, end)):
            return None
        if kind == "country" and (owner := self._owner(number, start, end)):
            return (owner,)
        if kind == "country" and (own := self._of_section(number, start, low)):
            return (own,)
        if going_on := self._acting.going_on(kind, low, number, start):
            return going_on
        states = kind == "country" or _STATES_ALONE.search(low) is not None
        chosen = self._choose(number, start, kind, states=states, words=low)
        if kind == "we" or _OURS.match(low) or _OFFICIAL.search(printed):
            return self._with_voice(number, start, kind, chosen)
        # "the three Baltic states" are called so, whether or not the report has named them
        return None if not chosen and (kind in MANY or _CALLED.search(printed)) else chosen

    def _is_another(self, low: str, number: int, start: int, end: int) -> bool:
        """Tell whether words are on a state that they name, or that the report leaves open: "a certain country"."""
        named = any(start <= n.start < end for n in self._context.named[number])
        return named or (UNNAMED.search(low) is not None and self._is_indefinite(start, low))

    def _inside(self, number: int, start: int) -> tuple[Actor, ...] | None:
        """Return a state and its rebels, which the sides of a conflict inside it are: "both sides in [Nepal]'s war"."""
        within = _SIDES_IN.match(self._context.text, start)
        if within is None:
            return None
        for named in self._context.named[number]:
            if named.start == within.end() and named.actor.country and _OWN_WAR.match(self._context.text, named.end):
                return self._context.whole(named), Actor("rebels", "group", named.actor.country)
        return None

    def _is_indefinite(self, start: int, low: str) -> bool:
        """Tell whether an article before words, or the first of them, says that they are on nobody told of before."""
        return _INDEFINITE.search(self._context.text, max(0, start - _NEAR), start + len(low)) is not None

    def _first_of_chain(self, number: int, start: int) -> tuple[int, int]:
        """Return the first of the subjects that go on as "it": "[It] trained Fijian troops. It has sold arms"."""
        for _ in range(_REACH):
            if start != self._leading(number) or not number or self._context.are_apart(number - 1, number):
                break
            before = self._leading(number - 1)
            if before is None or bool(self.quoted(before)) != bool(self.quoted(start)):
                break
            number, start = number - 1, before
        return number, start

    def _leading(self, number: int) -> int | None:
        """Return where "it" or "its" stands in the subject of a sentence, before which the sentence names nobody."""
        sentence = self._context.sentences[number]
        for token in sentence.tokens:
            if token.text.casefold() in _IT:
                acts = in_subject(sentence, token.start, token.end) and not in_focus(sentence, 2)
                named = any(n.start < token.start for n in self._context.named[number])
                return token.start if acts and not named and self._of_main_clause(sentence, token) else None
        return None

    @staticmethod
    def _of_main_clause(sentence: Sentence, token: Token) -> bool:
        """Tell whether a word stands in the subject of a sentence's first verb."""
        at: Token | None = token
        while at is not None and at.deprel not in SUBJECTS:
            at = sentence.tokens[at.head] if at.head >= 0 else None
        return at is not None and sentence.tokens[at.head].deprel == "root"

    def _one(self, low: str, number: int, start: int, end: int) -> tuple[Actor, ...] | None:
        """Return whom "he", "you", "the latter" or "their ministers" stand for, as `resolve` does; None for others."""
        if low in _HE:
            speaker = self.speaker(number, start) if self.quoted(start) else None
            person = self.holders.he(number, start, speaker=speaker)
            return (person,) if person else ()
        if low in _YOU or (low.startswith("your ") and kind_of(low) == "country"):
            return self._addressed(number, start)
        if match := _ORDER.fullmatch(low):
            pair = self._in_order(self._choose(number, start, "two"), number, start)
            return pair[:1] if match[1] == "former" else pair[-1:]
        if low.endswith(_IN_OFFICE) and (led := self._owner(number, start, end)):
            return (led,)
        if low.endswith(_SIDES) and (inside := self._inside(number, start)) is not None:
            return inside
        if _NEIGHBOUR.search(low) and (near := neighbours(self._context, number, end, self.resolve)):
            return near
        return self._theirs(low, number, start)

    def _theirs(self, low: str, number: int, start: int) -> tuple[Actor, ...] | None:
        """Return whose people "their ministers" are, which stand for several states; None for any other words."""
        people = _THEIR_PEOPLE.fullmatch(low)
        if people is None:
            return None
        at = start if people[1] else start - len(_THEIR)
        if at < 0 or self._context.text[at : at + len(_THEIR)].casefold() != _THEIR:
            return None
        meant = self.resolve(number, at, at + len(_THEIR) - 1) or ()
        states = tuple(actor for actor in meant if actor.kind == "state")
        return states if len(states) > 1 else None

    def _addressed(self, number: int, start: int) -> tuple[Actor, ...]:
        """Return whom one of the two that a report is about speaks to: the other one."""
        if self._context.guest is not None and not self.quoted(start):
            return (self._context.guest,)
        speaker, pair = self.speaker(number, start), self._context.pair
        mine = polity(speaker) if speaker is not None else None
        others = tuple(actor for actor in pair if polity(actor) != mine)
        return others if len(others) == 1 else ()

    def _article(self, start: int) -> str:
        """Return what stands right before a span and belongs to it: "the two [Presidents]", "each [other]"."""
        before = self._context.text[max(0, start - len("the two ")) : start].casefold()
        return next((word for word in ("the two ", "both ", "two ", "the ", "each ") if before.endswith(word)), "")

    def _owner(self, number: int, start: int, end: int) -> Actor | None:
        """Return whose army or government it is, where words beside it tell: "Libya's recognised [government]"."""
        sentence = self._context.sentences[number]
        at = head_of(sentence, start, end)
        for _, _, person in self._people.inside(number, start, end):
            if person.country:  # "the Albanese government"
                return self._context.state(person.country)
        for name in self._context.named[number]:
            token = token_at(sentence, name.start, name.end)
            if token is not None and token.head == at and token.deprel in OWNS_BEFORE and name.actor.country:
                return self._context.state(name.actor.country)
        return None

    def _of_section(self, number: int, start: int, low: str) -> Actor | None:
        """Return the one state that a section is about, for its "National Army", or where none was named before.

        It is "the country" also where only others were: "Tokyo gave the country radars". In an interview that is the
        state of whoever answers.
        """
        if low in _LAND and self._context.guest is not None and not self.quoted(start):
            return self._context.guest
        section = self._context.section(number)
        told = [name.polity for name in self._context.named[number] if name.end <= start]
        if len(section) != 1 or (
            told and not low.endswith(_FORCES) and (low not in _LAND or polity(section[0]) in told)
        ):
            return None
        return section[0] if section[0].country else None

    def _with_voice(self, number: int, start: int, kind: str, chosen: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return those that a phrase in the first person stands for: whoever speaks is one of them."""
        voice = speaker = self.speaker(number, start)
        if (voice is None or polity(voice) is None) and not self.quoted(start):
            home = self._context.home
            voice = self._context.voice
            if voice is None and speaker is not None and home:  # who answers in a transcript is at home in it
                voice = self._context.state(home)
        if voice is None or polity(voice) is None:
            return chosen
        mine = self._context.state(voice.country) if voice.country else voice
        if kind not in FIXED:
            return (mine,)
        if polity(mine) not in map(polity, chosen):  # a list without the speaker is of others
            chosen = self._choose(number, start, kind, own=polity(mine))
        others = [actor for actor in chosen if polity(actor) != polity(mine)]
        return (mine, *others[: FIXED[kind] - 1])

    def _choose(
        self, number: int, start: int, kind: str, *, own: str | None = None, states: bool = False, words: str = ""
    ) -> tuple[Actor, ...]:
        """Return whom a reference stands for.

        Args:
            own: Who surely is one of them, by code; a list without it is of others.
            states: Whether only states can be meant.
            words: Its words, which may tell what state it is.
        """
        if kind == "it":
            number, start = self._first_of_chain(number, start)
        key = (number, start, kind, own, states, words)
        if key not in self._chosen:
            apart = kind not in _OF_ONE and words not in RECIPROCAL
            without = self._acting.addressing(number, start) if apart else None
            reference = Reference(number, start, kind, self.speaker(number, start), states, without, words)
            self._chosen[key] = self._several(reference, own) or self._likeliest(reference)
        return self._chosen[key]

    def _likeliest(self, reference: Reference) -> tuple[Actor, ...]:
        """Return whom a reference most likely takes up."""
        if reference.kind not in KINDS:
            return choose(self._context, reference)
        moving = movement_before(self._context, reference, self.holders.noun)
        acting = moving or acted_alone(self._context, reference)
        return (acting,) if acting is not None else self._weighing.choose(reference)

    def _several(self, reference: Reference, own: str | None) -> tuple[Actor, ...]:
        """Return the pair or the list that a reference takes up; nobody for other kinds, or where none is named."""
        if reference.kind == "two":
            return self._pairs.choose(reference, own)
        return together(self._context, reference) if own is None else ()

    def _in_order(self, actors: tuple[Actor, ...], number: int, start: int) -> tuple[Actor, ...]:
        """Return actors as they were last named before an offset, the first first."""
        near = self._context.named[max(0, number - FARTHEST) : number + 1]
        names = [n for named in near for n in named if n.end <= start]
        last = {n.polity: n.start for n in names}
        return tuple(sorted(actors, key=lambda actor: last.get(polity(actor) or "", -1)))

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

    def _body(self, number: int, start: int) -> tuple[Actor, ...]:
        for names in self._before(number, start):
            bodies = [n for n in names if n.actor.org]
            if bodies:
                return (bodies[-1].actor,)
        known = [actor for actor in self._context.salient if actor.org]
        return tuple(known[:1])
