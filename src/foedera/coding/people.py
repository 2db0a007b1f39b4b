"""The people of one report: full name, office words and nationality around it, later mentions by surname."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from foedera.coding.abreast import paired
from foedera.coding.context import Context, NamedActor
from foedera.coding.introduced import Offices
from foedera.coding.words import SUBJECTS, head_of
from foedera.types import Actor, Name, Sentence, Span, Token

_NEAR = 8
"""Words before or after a name in which its office and country stand."""
_TITLE = 14
"""Words of a long title: "the Minister of National Defence of the Republic of Türkiye"."""
_STOPS = frozenset({".", ";", ":", "(", ")", "“", "”", '"', "—", "–"})
_OFFICES = frozenset(
    "minister president premier chancellor general admiral colonel spokesman spokeswoman spokesperson ambassador "
    "secretary commander chief prime deputy foreign defence defense vice major lieutenant marshal governor "
    "speaker".split()
)
_LISTED = frozenset({"nsubj", "nsubj:pass", "conj", "appos"})
"""Relations of a name that stands beside another, not in the words for who that is."""
_SENT = frozenset({"ambassador"})
"""Offices of those whom a state sends to another."""
_HIGH = ("High", "Commissioner")
"""What an ambassador is called whom a state of the Commonwealth sends to another."""
_EMBASSY = re.compile(r"(?i)\b(?:embassy|high commission|consulate|permanent mission)\b")
"""Publishers whose ambassador is their own."""
_OF_STATE = frozenset({"minister", "president", "premier", "chancellor"})
"""Offices that a state has, and no organisation but a few."""
_COURTESIES = frozenset({"his", "her", "h.e", "he", "excellency", "mr", "mrs", "ms", "dr", "sir", "dame", ","})
"""Words of respect between an office and a name: "Minister of Defence, His Excellency Mr Li"."""
_FROM = frozenset({"of", "from"})
_LEADS = frozenset({"head", "lead", "chair"})
_QUALIFYING = frozenset({"amod", "compound", "nmod:poss"})
_MEETS = frozenset("meet receive host welcome greet visit see call telephone phone".split())
"""Verbs of which who does it and whom it is done to are as a rule of two states."""
_TALKS = frozenset("talk talks meeting hold speak confer discussion summit call conversation".split())
_RELATIVE = frozenset({"who", "whose"})
_BEING = _LEADS | frozenset({"be", "serve", "represent", "command", "become", "remain"})
"""Verbs of relative clauses that say who somebody is."""
_VERB_NEAR = 3
_OF_A_TITLE = frozenset({"PROPN", "NOUN", "ADJ", "DET"})
_ARABIC = re.compile(r"^(?:al|el|as|ash|ad|at|an|az)[-‐‑](?=\w{3})", re.IGNORECASE)
"""The article of a surname, which later mentions leave out."""
_POSSESSIVE = re.compile(r"['’]s?$")


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
        for number, name in sorted(flat, key=lambda pair: (-len(self._words(pair[1])), pair[0])):
            self._learn(context.sentences[number], name)
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
                country = country or (None if org else self._by_office(sentence, name))
                self._set(known, replace(known, country=country, org=org))
            return
        country, org = self._owner(sentence, name)
        if country is None and org is None:
            country, org = self._listed(sentence, name, words)
        if country is None and org is None:
            country = self._by_office(sentence, name)
        actor = Actor(full, "person", country, None if country else org)
        self._by_key[full.casefold()] = actor
        if len(words) > 1:
            self._by_key.setdefault(words[-1].casefold(), actor)
            self._by_key.setdefault(_ARABIC.sub("", words[-1]).casefold(), actor)
            self._by_key.setdefault(words[0].casefold(), actor)
            if len(words) > 2:
                self._by_key.setdefault(" ".join(words[-2:]).casefold(), actor)

    def _listed(self, sentence: Sentence, name: Name, words: list[str]) -> tuple[str | None, str | None]:
        """Return country and organisation of somebody whom lists know."""
        listed = self._context.gazetteer.resolve(" ".join(words), self._context.report.published, kind="person")
        if listed is None or listed.kind != "person" or words[-1] in self._context.surnames:
            return None, None
        if listed.country is None and self._has_office(sentence, name, _OF_STATE):
            return None, None  # a minister has yet to become the secretary-general that lists know
        return listed.country, listed.org

    def _by_office(self, sentence: Sentence, name: Name) -> str | None:
        """Return whose somebody is who has an office of which the report does not say whose it is."""
        if not self._has_office(sentence, name):
            return None
        home = self._acting(sentence) or self._at_home(sentence)
        if home in self._acts_in(sentence) and _is_met(sentence, name):
            return None  # whom somebody of Peru meets is hardly Peru's
        return self._guest_of(home) if self._has_office(sentence, name, _SENT) else home

    def _acting(self, sentence: Sentence) -> str | None:
        """Return the one state that acts in a sentence, where nothing but its words tells where a report is at home."""
        if self._context.told_home is not None:
            return None
        acting = self._acts_in(sentence)
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
        the Danish Army".
        """
        tokens = sentence.tokens
        abreast = self._paired(sentence).get(name.start)
        if abreast is not None:
            return abreast.actor.country, None
        first = next((i for i, t in enumerate(tokens) if t.end > name.start), 0)
        last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].start < name.end), first)
        before = _back(tokens, first)
        if before < first and any(t.upos in {"NOUN", "PROPN"} for t in tokens[before:first]):
            found = self._owner_in(tokens[before].start, tokens[first - 1].end)
            if found != (None, None):
                return found
        if last + 2 < len(tokens) and tokens[last + 1].text == "," and _tells_who(tokens, last + 2):
            relative = tokens[last + 2].text.casefold() in _RELATIVE
            end = min(len(tokens), last + 2 + _NEAR) if relative else _forward(tokens, last + 2)
            told = end > last + 2 and any(t.upos in {"NOUN", "PROPN"} for t in tokens[last + 2 : end])
            if told and not _introduces(sentence, last + 2, end):
                return self._owner_in(tokens[last + 2].start, tokens[end - 1].end)
        if last + 2 < len(tokens) and tokens[last + 1].text in _FROM:
            end = _forward(tokens, last + 2)
            if end > last + 2 and (found := self._owner_in(tokens[last + 2].start, tokens[end - 1].end)) != (
                None,
                None,
            ):
                return found
        return self._led_by(tokens, first)

    def _paired(self, sentence: Sentence) -> dict[int, NamedActor]:
        number = self._context.sentence_at(sentence.segment.start)
        if number not in self._abreast:
            self._abreast[number] = paired(number, self._context)
        return self._abreast[number]

    def _led_by(self, tokens: tuple[Token, ...], first: int) -> tuple[str | None, str | None]:
        """Return whose those are that somebody leads: "the delegation of the Navy of Peru, headed by Admiral Ruiz"."""
        verb = _leads_by(tokens, first)
        if verb is None or verb.lemma not in _LEADS or not verb.deprel.startswith("acl"):
            return None, None
        begins = (t.start for t in tokens if t.head == verb.head and t.deprel in _QUALIFYING)  # "a Danish delegation"
        return self._owner_in(min(begins, default=tokens[verb.head].start), verb.start)

    def _owner_in(self, start: int, end: int) -> tuple[str | None, str | None]:
        names = [
            n
            for n in self._context.named[self._context.sentence_at(start)]
            if start <= n.start and n.end <= end and (n.actor.country or n.actor.org)
        ]
        if not names:
            return None, None
        best = next(
            (n for n in names if n.sense in {"adjective", "name", "abbreviation", "official", "alias"}), names[0]
        )
        return best.actor.country, best.actor.org

    def _has_office(self, sentence: Sentence, name: Name, offices: frozenset[str] | None = None) -> bool:
        """Tell whether an office stands right before a name without saying whose: the report takes it as known.

        Args:
            offices: Which ones count; all of them where it is not given.
        """
        first = next((i for i, t in enumerate(sentence.tokens) if t.end > name.start), 0)
        while first > 0 and _is_courtesy(sentence.tokens[first - 1]):
            first -= 1
        before = sentence.tokens[max(0, first - 3) : first]
        held = (t for t in before if t.text[:1].isupper() and _is_office(t))
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

    def acting(self, number: int, stop: int, *, apart: Span | None = None) -> tuple[Actor, bool] | None:
        """Return the last person named in a sentence before an offset, a subject first, and whether it is one.

        Args:
            apart: Where somebody is named who is not meant.
        """
        people = [(s, e, actor) for s, e, actor in self._at[number] if s < stop]
        if apart:
            people = [(s, e, actor) for s, e, actor in people if not apart.start <= s < apart.end]
        before = [(actor, self._is_subject(number, s, e)) for s, e, actor in people]
        if not before:
            return None
        whole = stop >= self._context.sentences[number].segment.end
        subjects = [found for found in before if found[1]] if whole else []
        return (subjects or before)[-1]

    def _is_subject(self, number: int, start: int, end: int) -> bool:
        """Tell whether a name is of who acts, be it beside the office: "the chairman, Ana Ruiz, criticised"."""
        tokens = self._context.sentences[number].tokens
        for token in tokens:
            if token.start < end and token.end > start:
                above = tokens[token.head] if token.deprel == "appos" and token.head >= 0 else token
                if above.deprel.startswith("nsubj"):
                    return True
        return False


def _is_met(sentence: Sentence, name: Name) -> bool:
    """Tell whether somebody else than who acts is meant: "Peru's minister met [Chancellor Berg]", "was received by"."""
    tokens = sentence.tokens
    at = head_of(sentence, name.start, name.end)
    while at is not None and tokens[at].deprel in {"flat", "appos", "compound", "conj"}:
        at = tokens[at].head if tokens[at].head >= 0 else None
    if at is None or tokens[at].head < 0:
        return False
    verb, cases = tokens[tokens[at].head], {t.lemma for t in tokens if t.head == at and t.deprel == "case"}
    if tokens[at].deprel in {"obj", "obl:agent"}:
        return verb.lemma in _MEETS
    return bool(cases & {"with"}) and verb.lemma in _MEETS | _TALKS


def polity_missing(actor: Actor) -> bool:
    """Tell whether an actor's state or organisation is unknown."""
    return actor.country is None and actor.org is None


def _back(tokens: tuple[Token, ...], first: int) -> int:
    """Return where the noun phrase before a name begins, at most `_NEAR` words back."""
    at, far = first, _NEAR
    while at > 0 and first - at < far:
        token = tokens[at - 1]
        # A rank may stand between: "the Commander of the Turkish Land Forces, General Ali Demir"; so may "Mr.".
        comma = token.text == "," and all(_is_office(t) or _is_courtesy(t) for t in tokens[at:first])
        # A title in capitals goes on: "the Director of Planning and Conduct, General Ali Demir".
        joins = far > _NEAR and token.upos == "CCONJ" and tokens[at].text[:1].isupper() and _is_capital(tokens, at - 2)
        if (
            token.text in _STOPS
            or token.upos in {"VERB", "AUX", "SCONJ", "PRON"}
            or (token.upos == "CCONJ" and not joins)
            or (token.text == "," and not comma)
        ):
            break
        if comma and (not _title_before(tokens, at - 1) or _begins_clause(tokens, at, first)):
            break
        far = _TITLE if comma else far
        at -= 1
    return at


def _begins_clause(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Tell whether a title and name behind a comma are the subject of what follows: "..., Minister Ana Ruiz said"."""
    heads = [tokens[i].head for i in range(at, first + 1) if tokens[i].deprel in SUBJECTS]
    return at < first and any(head > first and tokens[head].upos == "VERB" for head in heads)


def _introduces(sentence: Sentence, first: int, end: int) -> bool:
    """Tell whether words behind a name and a comma are the title of the next of a list: "Ana Ruiz, Envoy Ivo Berg"."""
    tokens = sentence.tokens
    starts = {name.start for name in sentence.names if name.label == "PER"}
    stop = min(len(tokens), end + 1)
    return any(tokens[i].start in starts and tokens[i].deprel in _LISTED for i in range(first + 1, stop))


def _tells_who(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether what follows a name and a comma says who somebody is: no ", in Paris on Monday," or ", who left"."""
    if tokens[at].text.casefold() not in _RELATIVE:
        return tokens[at].upos != "ADP"
    return tokens[at].text.casefold() == "whose" or any(t.lemma in _BEING for t in tokens[at + 1 : at + 1 + _VERB_NEAR])


def _leads_by(tokens: tuple[Token, ...], first: int) -> Token | None:
    """Return the verb of "headed by Deputy Minister Ana Ruiz", or what a name hangs on."""
    at = first
    while at > 1 and first - at < _TITLE and _is_of_a_title(tokens, at - 1):
        at -= 1
    if at > 1 and tokens[at - 1].text.casefold() == "by":
        return tokens[at - 2]
    return tokens[tokens[first].head] if first < len(tokens) and tokens[first].head >= 0 else None


def _is_capital(tokens: tuple[Token, ...], at: int) -> bool:
    return at >= 0 and tokens[at].text[:1].isupper()


def _is_of_a_title(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word may be of a title: "the Chairman of the Joint Chiefs of Staff, General", "the envoy, Mr"."""
    token = tokens[at]
    return (
        token.upos in _OF_A_TITLE
        or token.lemma == "of"
        or (token.text == "," and (_is_office(tokens[at + 1]) or _is_courtesy(tokens[at + 1])))
    )


def _title_before(tokens: tuple[Token, ...], comma: int) -> bool:
    """Tell whether a title stands close before a comma: "the spokesman of the ministry, Li Wei"."""
    near, wide = tokens[max(0, comma - 6) : comma], tokens[max(0, comma - _TITLE) : comma]
    return any(t.upos == "NOUN" for t in near) or any(_is_office(t) for t in wide)


def _is_courtesy(token: Token) -> bool:
    return token.text.casefold().rstrip(".") in _COURTESIES


def _is_office(token: Token) -> bool:
    return token.lemma.casefold().rstrip(".") in _OFFICES


def _forward(tokens: tuple[Token, ...], at: int) -> int:
    """Return where an apposition after a name ends."""
    end = at
    while end < len(tokens) and end - at < _NEAR:
        token = tokens[end]
        pronoun = token.upos == "PRON" and token.xpos != "PRP$"  # "his U.S. counterpart" goes on
        if token.text in _STOPS or token.text == "," or token.upos in {"VERB", "AUX"} or pronoun:
            break
        end += 1
    return end
