"""The people of one report: full name, office words and nationality around it, later mentions by surname."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from foedera.coding.abreast import paired
from foedera.coding.belonging import led_together, of_movements, of_people, person_before, whose_office
from foedera.coding.context import Context, NamedActor
from foedera.coding.descriptions import (
    is_courtesy,
    is_office,
    words_after,
    words_before,
    words_beside,
)
from foedera.coding.introduced import Offices
from foedera.coding.met import MEETS, TALKS, is_met, is_met_by, verb_of_subject
from foedera.coding.offices import GOVERNING, sent_to
from foedera.coding.portrayed import portrayed
from foedera.coding.words import SPEECH, children
from foedera.types import Actor, Name, Sentence, Span, Token

_SENT = frozenset({"ambassador"})
"""Offices of those whom a state sends to another."""
_HIGH = ("High", "Commissioner")
"""What an ambassador is called whom a state of the Commonwealth sends to another."""
_EMBASSY = re.compile(r"(?i)\b(?:embassy|high commission|consulate|permanent mission)\b")
"""Publishers whose ambassador is their own."""
_ARABIC = re.compile(r"^(?:al|el|as|ash|ad|at|an|az)[-‐‑](?=\w{3})", re.IGNORECASE)
"""The article of a surname, which later mentions leave out."""
_POSSESSIVE = re.compile(r"['’]s?$")
_AND_MINISTER = re.compile(r",? and (?:the )?(?!Prime)[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:Minister|Secretary) ")
"""Between two people of one government, of whom the first is told to be of a state."""
_COUNTERPART = "counterpart"
_THEIRS = frozenset({"his", "her", "their"})
_ONES = frozenset({"his", "her"})
_NOBODY = (None, None)
"""Country and organisation where neither is known."""
_OWN_NAMES = frozenset({"adjective", "name", "abbreviation", "official", "alias"})
"""Senses of a name that is of a state or body itself, and not of its capital or people."""


class People:
    """Who is named in a report, and which state each belongs to."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_key: dict[str, Actor] = {}
        self._abreast: dict[int, dict[int, NamedActor]] = {}
        self._at: list[list[tuple[int, int, Actor]]] = []
        self._is_of_embassy = _EMBASSY.search(context.report.publisher or "") is not None
        # How often a name is taken for a person's, a place's or a body's.
        self._labels = Counter((context.text[n.start : n.end], n.label) for s in context.sentences for n in s.names)
        spans = [
            [(number, n) for n in sentence.names if n.label == "PER" and not self._is_no_person(number, n)]
            for number, sentence in enumerate(context.sentences)
        ]
        flat = [pair for sentence in spans for pair in sentence]
        longest = sorted(flat, key=lambda pair: (-len(self._words(pair[1])), pair[0]))
        for number, name in longest:
            self._learn(context.sentences[number], name)
        if (told := portrayed(flat, self.find, context)) is not None:
            self._set(replace(told, country=None), told)
        for number, name in longest:
            self._learn_by_office(context.sentences[number], name)
        self._introduced: dict[tuple[int, int], Actor] = {}
        """Who holds an office that is told of before its holder is named, by its sentence and where its noun begins."""
        self._introduce(flat)
        for pairs in spans:
            found = []
            for _, name in pairs:
                actor = self.find(context.text[name.start : name.end])
                if actor:
                    found.append((name.start, name.end, actor))
            self._at.append(found)

    def _introduce(self, names: list[tuple[int, Name]]) -> None:
        """Learn whose names the offices are told with that stand before them: "its foreign minister ... Ana Ruiz"."""
        offices, told = Offices(self._context), set()
        for number, name in names:
            person = self.find(self._context.text[name.start : name.end])
            if person is None or person.name in told:
                continue
            told.add(person.name)
            office = offices.taken_by(number, name, person.country) if " " in person.name else None
            if office is None:
                continue
            whole = replace(person, country=office.country) if polity_missing(person) else person
            self._set(person, whole)
            self._introduced[office.sentence, office.start] = whole

    def introduced(self, number: int, start: int, end: int) -> Actor | None:
        """Return who holds an office of a sentence, in a span, and is named only later."""
        held = (who for (at, noun), who in self._introduced.items() if at == number and start <= noun < end)
        return next(held, None)

    def _is_no_person(self, number: int, name: Name) -> bool:
        """Tell whether a name that the model took for a person's is none's: "CARICOM", a place of the report."""
        printed = self._context.text[name.start : name.end]
        if " " not in printed and self._labels[printed, "LOC"] > self._labels[printed, "PER"]:
            return True
        return any(
            n.start <= name.start and name.end <= n.end and n.actor.kind in {"state", "organisation"}
            for n in self._context.named[number]
        )

    def _words(self, name: Name) -> list[str]:
        return _POSSESSIVE.sub("", self._context.text[name.start : name.end]).split()

    def _learn(self, sentence: Sentence, name: Name) -> None:
        words = self._words(name)
        if not words:
            return
        full = " ".join(words)
        known = self.find(full)
        if known is not None:
            if polity_missing(known):
                country, org = self._owner(sentence, name)
                self._set(known, replace(known, country=country, org=org))
            return
        country, org = self._owner(sentence, name)
        if country is None and org is None:
            country, org = self._listed(sentence, name, words)
        country = country or (None if org else self._colleague(sentence, name))
        actor = Actor(full, "person", country, None if country else org)
        self._by_key[full.casefold()] = actor
        if len(words) > 1:
            self._by_key.setdefault(words[-1].casefold(), actor)
            self._by_key.setdefault(_ARABIC.sub("", words[-1]).casefold(), actor)
            self._by_key.setdefault(words[0].casefold(), actor)
            if len(words) > 2:
                self._by_key.setdefault(" ".join(words[-2:]).casefold(), actor)

    def _learn_by_office(self, sentence: Sentence, name: Name) -> None:
        """Learn whose somebody with an office is of whom no sentence says so: the report may only say it later."""
        known = self.find(" ".join(self._words(name)))
        country = self._by_office(sentence, name) if known is not None and polity_missing(known) else None
        if known is not None and country is not None:
            self._set(known, replace(known, country=country))

    def _listed(self, sentence: Sentence, name: Name, words: list[str]) -> tuple[str | None, str | None]:
        """Return country and organisation of somebody whom lists know."""
        listed = self._context.gazetteer.resolve(" ".join(words), self._context.report.published, kind="person")
        if listed is None or listed.kind != "person" or words[-1] in self._context.surnames:
            return _NOBODY
        if listed.country is None and self._has_office(sentence, name, GOVERNING):
            return _NOBODY  # a minister has yet to become the secretary-general that lists know
        return listed.country, listed.org

    def _colleague(self, sentence: Sentence, name: Name) -> str | None:
        """Return whose a minister is who is named with the head of a government: "German Chancellor Ruiz and [...]"."""
        head = person_before(sentence.names, name.start)
        if head is None or _AND_MINISTER.fullmatch(self._context.text, head.end, name.start) is None:
            return None
        return self._owner(sentence, head)[0]

    def _by_office(self, sentence: Sentence, name: Name) -> str | None:
        """Return whose somebody is who has an office of which the report does not say whose it is."""
        if not self._has_office(sentence, name):
            return None
        home = self._acting(sentence) or self._told_before(sentence, name) or self._at_home(sentence)
        if home in self._acts_in(sentence) and is_met(sentence, name):
            return None  # whom somebody of Peru meets is hardly Peru's
        if home is not None and (self._has_counterpart(sentence, name, home) or self._meets(sentence, name, home)):
            other = self._guest_of(home)
            return other if other != home else None
        return self._guest_of(home) if self._has_office(sentence, name, _SENT) else home

    def _has_counterpart(self, sentence: Sentence, name: Name, country: str) -> bool:
        """Tell whether somebody of a state is told to be the like of who is named: "Minister Ruiz met her [Fijian]"."""
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            if token.lemma != _COUNTERPART or token.start < name.end:
                continue
            below = [tokens[i] for i in children(sentence, at)]
            begin = {t.start for t in below}
            named = self._context.named[self._context.sentence_at(token.start)]
            if any(t.text.casefold() in _THEIRS for t in below) and any(
                n.start in begin and n.actor.country == country for n in named
            ):
                return True
        return False

    def _meets(self, sentence: Sentence, name: Name, country: str) -> bool:
        """Tell whether who is named meets somebody of a state: "Admiral Ruiz called on [Oman's] minister"."""
        verb = verb_of_subject(sentence, name)
        if verb is None or sentence.tokens[verb].lemma not in MEETS | TALKS:
            return False
        named = self._context.named[self._context.sentence_at(name.start)]
        theirs = (n for n in named if n.actor.country == country and n.sense != "capital")
        return any(is_met_by(sentence, n.start, n.end, verb) for n in theirs)

    def _acting(self, sentence: Sentence) -> str | None:
        """Return the one state that acts in a sentence, where nothing but its words tells where a report is at home."""
        if self._context.told_home is not None:
            return None
        acting = self._acts_in(sentence)
        return acting.pop() if len(acting) == 1 else None

    def _told_before(self, sentence: Sentence, name: Name) -> str | None:
        """Return the one state that acts in the sentence before one that begins with a minister and names no state.

        "Australia will lead the force. Prime Minister [Ana Ruiz] said so", in a report on Indonesia.
        """
        number = self._context.sentence_at(sentence.segment.start)
        if number == 0 or self._context.told_home is not None or self._context.named[number]:
            return None
        if not self._has_office(sentence, name, GOVERNING):
            return None  # of a colonel or a spokesman the report's own state is as likely
        if verb_of_subject(sentence, name) is None or any(n.start < name.start for n in sentence.names):
            return None
        acting = self._acts_in(self._context.sentences[number - 1])
        return acting.pop() if len(acting) == 1 else None

    def _acts_in(self, sentence: Sentence) -> set[str]:
        """Return the states that a sentence names in its subjects."""
        named = self._context.named[self._context.sentence_at(sentence.segment.start)]
        return {name.actor.country for name in named if name.subject and name.actor.country}

    def _guest_of(self, home: str | None) -> str | None:
        """Return whose an ambassador without a state is: of two that a report is about the one who is not at home.

        The page of an embassy tells of its own.
        """
        if self._is_of_embassy:
            return home
        pair = [actor.country for actor in self._context.pair]
        return next((country for country in pair if country != home), None) if home in pair else home

    def _at_home(self, sentence: Sentence) -> str | None:
        """Return the state whose officials need no state: the one that a section is about, or the report's own."""
        section = self._context.section(self._context.sentence_at(sentence.segment.start))
        if section and self._context.voice not in section:
            return section[0].country
        return self._context.home

    def _set(self, old: Actor, new: Actor) -> None:
        for key, actor in self._by_key.items():
            if actor == old:
                self._by_key[key] = new

    def _owner(self, sentence: Sentence, name: Name) -> tuple[str | None, str | None]:
        """Return country and organisation from the words around a name.

        Before it: "Serbian President", "the head of NATO's Military Committee". After it: ", a spokesman for ...", "of
        the Danish Army". Who leads others is of their state.
        """
        tokens = sentence.tokens
        abreast = self._paired(sentence).get(name.start)
        if abreast is not None:
            return abreast.actor.country, None
        first = next((i for i, t in enumerate(tokens) if t.end > name.start), 0)
        last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].start < name.end), first)
        titled = first > 0 and tokens[first - 1].text[:1].isupper()
        if titled and (only := self._context.gazetteer.state_of_office(tokens[first - 1].text)):
            return only, None
        if (found := self._owner_in(tokens, words_before(tokens, first))) != _NOBODY:
            return found
        if after := words_after(sentence, last):
            return self._owner_in(tokens, after)
        for words in words_beside(sentence, name, first, last):
            if (found := self._owner_in(tokens, words)) != _NOBODY:
                return found
        country = of_people(self._context, name) or led_together(self._context, name)
        return (country, None) if country else self._owner_of_office(sentence, name)

    def _owner_of_office(self, sentence: Sentence, name: Name) -> tuple[str | None, str | None]:
        """Return whose somebody is who has the office of another: "Ana Ruiz and her envoy Ivo Berg"."""
        whose = whose_office(self._context, name)
        if whose is None:
            return _NOBODY
        word, at = whose
        person = person_before(sentence.names, at) if word in _ONES else None
        if person is not None:
            known = self.find(self._context.text[person.start : person.end])
            return (known.country, known.org) if known else self._owner(sentence, person)
        number = self._context.sentence_at(at)
        named = [n for n in self._context.named[number] if n.end <= at and n.subject and word not in _ONES]
        return (named[-1].actor.country, named[-1].actor.org) if named else _NOBODY

    def _paired(self, sentence: Sentence) -> dict[int, NamedActor]:
        number = self._context.sentence_at(sentence.segment.start)
        if number not in self._abreast:
            self._abreast[number] = paired(number, self._context)
        return self._abreast[number]

    def _owner_in(self, tokens: tuple[Token, ...], words: range) -> tuple[str | None, str | None]:
        """Return country and organisation of whoever is named in some words, best by a name of its own."""
        if not words:
            return _NOBODY
        start, end = tokens[words[0]].start, tokens[words[-1]].end
        names = [
            n
            for n in self._context.named[self._context.sentence_at(start)]
            if start <= n.start and n.end <= end and (n.actor.country or n.actor.org)
            if sent_to(self._context.text, n.start) is None
        ]
        media = {m.start for m in self._context.mentions[self._context.sentence_at(start)] if m.entry.kind == "media"}
        names = [n for n in names if n.start not in media] or names  # "Reuters: U.S. President Ana Ruiz"
        if not names:
            movements = of_movements(self._context, self._context.sentence_at(start), start, end)
            return (movements[0], None) if movements else _NOBODY
        best = next((n for n in names if n.sense in _OWN_NAMES), names[0])
        return best.actor.country, best.actor.org

    def _has_office(self, sentence: Sentence, name: Name, offices: frozenset[str] | None = None) -> bool:
        """Tell whether an office stands right before a name without saying whose: the report takes it as known.

        Args:
            offices: Which ones count; all of them where it is not given.
        """
        first = next((i for i, t in enumerate(sentence.tokens) if t.end > name.start), 0)
        while first > 0 and is_courtesy(sentence.tokens[first - 1]):
            first -= 1
        before = sentence.tokens[max(0, first - 3) : first]
        held = (t for t in before if t.text[:1].isupper() and is_office(t))
        if self._is_of_embassy and any((a.text, b.text) == _HIGH for a, b in pairwise(before)):
            return offices is None or offices == _SENT
        return any(offices is None or t.text.casefold() in offices for t in held)

    def find(self, name: str) -> Actor | None:
        """Return the person of the report whom a full name or surname means."""
        key = _POSSESSIVE.sub("", name.strip()).casefold()
        found = self._by_key.get(key)
        if found is None and " " in key:
            last = self._by_key.get(key.rsplit(" ", 1)[-1])
            # "Li Wei" and "Li Na" share a surname; "President Li" is the one just named.
            if (
                last is not None
                and last.name.casefold().endswith(key.rsplit(" ", 1)[-1])
                and (key in last.name.casefold() or last.name.casefold() in key)
            ):
                return last
        return found

    def inside(self, number: int, start: int, end: int) -> list[tuple[int, int, Actor]]:
        """Return the people named in a span of a sentence."""
        return [found for found in self._at[number] if found[0] < end and found[1] > start]

    def acting(
        self, number: int, stop: int, *, apart: Span | None = None, but: Actor | None = None
    ) -> tuple[Actor, bool] | None:
        """Return the last person named in a sentence before an offset, a subject first, and whether it is one.

        Args:
            apart: Where somebody is named who is not meant.
            but: Who is not meant.
        """
        people = [(s, e, actor) for s, e, actor in self._at[number] if s < stop and actor != but]
        if apart:
            people = [(s, e, actor) for s, e, actor in people if not apart.start <= s < apart.end]
        before = [(actor, self._is_subject(number, s, e)) for s, e, actor in people]
        if not before:
            return None
        whole = stop >= self._context.sentences[number].segment.end
        subjects = [found for found in before if found[1]] if whole else []
        return (subjects or before)[-1]

    def speaking(self, number: int) -> Actor | None:
        """Return the first person named in a sentence who says something there, not one of whom it is said."""
        tokens = self._context.sentences[number].tokens
        verbs = {i for i, token in enumerate(tokens) if token.lemma in SPEECH and token.upos == "VERB"}
        for start, end, actor in self._at[number]:
            for token in tokens:
                above = tokens[token.head] if token.deprel == "appos" and token.head >= 0 else token
                if start <= token.start < end and above.deprel == "nsubj" and above.head in verbs:
                    return actor
        return None

    def _is_subject(self, number: int, start: int, end: int) -> bool:
        """Tell whether a name is of who acts, be it beside the office: "the chairman, Ana Ruiz, criticised"."""
        tokens = self._context.sentences[number].tokens
        for token in tokens:
            if token.start < end and token.end > start:
                above = tokens[token.head] if token.deprel == "appos" and token.head >= 0 else token
                if above.deprel.startswith("nsubj"):
                    return True
        return False


def polity_missing(actor: Actor) -> bool:
    """Tell whether an actor's state or organisation is unknown."""
    return actor.country is None and actor.org is None
