"""From a filler's words to the actors that they name."""

from __future__ import annotations

import re
from dataclasses import replace

from foedera.coding.context import FARTHEST, Context, NamedActor, polity
from foedera.coding.people import People
from foedera.coding.reference import References
from foedera.coding.venues import is_called_after
from foedera.coding.wares import are_wares, whence
from foedera.coding.words import SPEECH, children, head_of
from foedera.types import Actor, Span

_EDGES = " \t\n\"'“”‘’,;:()[]"
_ARTICLE = re.compile(r"^(?:the|a|an|some|all|both|its|their|his|her|our|several|about|around)\s+", re.IGNORECASE)
_IN = re.compile(r"(?:\s+of\s+[A-Z]\w+)?\s+in\s+")
"""What stands between a body and the capital that it is in: "the House [of Representatives in] Tokyo"."""
_OF = re.compile(r"\s*+(?:,\s*+)?(?:of|from)\s++(?:the\s++)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_RANK_WORDS = re.compile(r"^(?:mr|mrs|ms|dr|prof|professor|sir|gen|lt|col|maj|capt|adm|sgt)\.?\s+", re.IGNORECASE)


_DEFINITE = re.compile(r"\b(?:the|this|that|our|his|her|its|their) (?:[\w-]+ )?$", re.IGNORECASE)
_WHOSE = re.compile(r"\b(its|their|his|her) (?:[\w-]+ )?$", re.IGNORECASE)
"""A possessive with at most one word before the noun that it belongs to."""
_OWN = re.compile(r"(its|their|his|her) ", re.IGNORECASE)
_OF_STATE = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
"""Sectors of those who act for a state."""
_BODIES = frozenset({"JUD", "LEG"})
_SERVICE = re.compile(r"(?:air force|armed forces|coast ?guard|(?:self-)?defen[cs]e forces?)")
"""Services that every state has; the army and the navy are taken up as their state is (`References`)."""
_COUNTERPART = (" counterpart", " opposite number")
_OF_THE_UNION = "European"
"""How a bloc's people and money are called that the report names: "European instructors"."""
_CLAUSE = re.compile('[,;:.("“]')
"""What parts a name from a body that is not its own: "from Peru, the ministry in Lima announced"."""
_APPOSED = re.compile(r", the (?:[\w-]+ ){0,2}")
"""What stands between a name and a body that may be its own, or only tell of it: "from Peru, the ministry said"."""
_ABROAD = re.compile(r"(?i)(?:embassy|consulate(?: general)?|high commission) (?:in|to|at) ")
"""What a state has where others are at home."""
_FAR = 20_000
"""Characters before a body in which it is looked for with its state: a text of megabytes stays linear."""
_NEAR = 30
"""Characters before a noun in which its article stands."""


class Actors:
    """Resolves the fillers of roles and sources in one report."""

    def __init__(self, context: Context, people: People, references: References) -> None:
        self._context = context
        self._people = people
        self._references = references
        self._names: dict[int, list[tuple[int, int]]] = {}

    def names_in(self, number: int) -> list[tuple[int, int]]:
        """Return where the states, organisations and people of a sentence stand."""
        found = self._names.get(number)
        if found is None:
            people = self._people.inside(number, 0, len(self._context.text))
            found = [(n.start, n.end) for n in self._context.named[number]] + [(start, end) for start, end, _ in people]
            self._names[number] = found
        return found

    def referred(self, number: int, start: int, end: int) -> tuple[Actor, ...] | None:
        """Return those named elsewhere whom a span stands for; None if it stands for nobody but itself."""
        return self._references.resolve(number, start, end)

    def between(self, one: Span, other: Span) -> str:
        """Return what stands between two spans of the report, the first of them first."""
        return self._context.text[one.end : other.start]

    def of(self, number: int, start: int, end: int) -> tuple[Actor, ...]:
        """Return the actors that a span of a sentence names; several for "Chinese and Serbian troops"."""
        return self.given(number, start, end, self.referred(number, start, end))

    def given(self, number: int, start: int, end: int, referred: tuple[Actor, ...] | None) -> tuple[Actor, ...]:
        """Return the same where it is known already whom the span stands for."""
        if self._is_of_a_sea(number, start, end) or self._is_called_after(number, start, end):
            return ()
        if are_wares(self._context.sentences[number], start, end):
            return self._makers(number, start, end)
        return self._movement(start, end) or self._others(number, start, end, referred)

    def _is_of_a_sea(self, number: int, start: int, end: int) -> bool:
        """Tell whether a span is but a part of the name of a sea: nobody's is the "Indian" of the Indian Ocean."""
        return any(
            name.start <= start and end <= name.end and end - start < name.end - name.start
            for name in self._context.mentions[number]
            if name.entry.kind == "place" and name.entry.country is None
        )

    def _is_called_after(self, number: int, start: int, end: int) -> bool:
        """Tell whether a span is but the capital after which talks or a treaty are called."""
        return any(
            name.start == start and name.end == end and is_called_after(self._context.text, end, name.sense)
            for name in self._context.mentions[number]
        )

    def _makers(self, number: int, start: int, end: int) -> tuple[Actor, ...]:
        """Return whose wares words name: "goods from [Peru]"; nobody where that is not told with them."""
        begin = frozenset(whence(self._context.sentences[number], start, end))
        whose = (
            n for n in self._context.named[number] if n.start in begin and (n.actor.kind == "state" or n.actor.org)
        )
        return tuple(dict.fromkeys(self._context.whole(n) for n in whose))

    def _movement(self, start: int, end: int) -> tuple[Actor, ...]:
        """Return the movement or party that a span names: Islamic State is no state that was named before."""
        printed = self._context.text[start:end]
        group = None if self._is_namesake(printed) else self._context.resolve(printed)
        known = group is not None and group.kind == "group" and self._context.gazetteer.sector_of(group.name)
        return (group,) if group is not None and known else ()

    def _is_namesake(self, printed: str) -> bool:
        """Tell whether words hold a name that is another state's here than lists say: "Oslo's Labour Party"."""
        return any(name in printed for name in self._context.namesakes)

    def _others(self, number: int, start: int, end: int, referred: tuple[Actor, ...] | None) -> tuple[Actor, ...]:
        """Return whom words mean that name no movement: those they take up, a state, people, or who the lists know."""
        printed = self._context.text[start:end]
        # "Three officers" stand for nobody named before: they are themselves.
        if referred is not None and (referred or not self._context.gazetteer.agents.sectors(printed)):
            return referred
        for named in self._context.named[number]:
            if named.start <= start and end <= named.end and named.actor.kind == "state":
                return (named.actor,)
        people = self._people.inside(number, start, end)
        if people and self._is_person(number, start, end, people):
            return tuple(dict.fromkeys(actor for _, _, actor in people))
        later = self._people.introduced(number, start, end)
        return (later,) if later is not None else self._by_name(number, start, end)

    def _by_name(self, number: int, start: int, end: int) -> tuple[Actor, ...]:
        """Return whom words mean that are no reference and no person of the report, by what the gazetteer knows."""
        printed, states = self._context.text[start:end], self._states_in(number, start, end)
        if states and _ABROAD.match(printed):
            home = self._context.home
            return (Actor(strip(printed), "organisation", home if home != states[0].actor.country else None),)
        if len(states) == 1 and printed.endswith(_COUNTERPART):
            return (self._context.whole(states[0]),)  # for whoever of it is not named
        if self._is_namesake(printed):
            return (self._completed(self._unknown(number, start, end, states), number, start, end),)
        known = self._context.resolve(printed)
        if known is not None and known.org and (own := self._body_in(number, start, end)):
            return (own,)
        if known is not None and known.kind == "person" and (own := self._people.find(known.name)):
            known = own
        if len({n.polity for n in states}) > 1 and (known is None or known.kind in {"group", "state"}):
            return tuple(dict.fromkeys(self._context.whole(n) for n in states))
        if known is not None and known.kind == "group" and self._is_definite(start):
            known = self._references.holders.noun(number, start, end) or known
        if known is not None:
            return (self._completed(known, number, start, end),)
        union = None if states else self._union(printed)
        return (union or self._unknown(number, start, end, states),)

    def _is_body(self, printed: str) -> bool:
        """Tell whether words name a body that each state has one of: "the Senate", "the Supreme Court"."""
        sectors = self._context.gazetteer.agents.sectors(printed)
        return strip(printed)[:1].isupper() and not _BODIES.isdisjoint(sectors)

    def _of_whoever_acts(self, body: Actor, number: int, start: int) -> Actor:
        """Return a body with the state that acts before it: "Peru's president dissolved [Congress]"."""
        acting = [n for n in self._context.named[number] if n.subject and n.end <= start and n.actor.country]
        return replace(body, country=acting[-1].actor.country) if acting else body

    def _is_definite(self, start: int) -> bool:
        """Tell whether a noun takes up somebody told of before: "the spokesman", "his minister"."""
        return _DEFINITE.search(self._context.text, max(0, start - _NEAR), start) is not None

    def _states_in(self, number: int, start: int, end: int) -> list[NamedActor]:
        named = [n for n in self._context.named[number] if n.actor.kind == "state" or n.actor.org]
        inside = [n for n in named if start <= n.start and n.end <= end]
        text = self._context.text
        if not inside and text[start:end].endswith(_COUNTERPART):  # "her counterpart in [Lima]"
            return [n for n in named if n.sense == "capital" and _IN.fullmatch(text, end, n.start)]
        return inside

    def _body_in(self, number: int, start: int, end: int) -> Actor | None:
        """Return the body of a state that a span names by a name which is one of many states' as well."""
        names = (n.actor for n in self._context.named[number] if start <= n.start and n.end <= end)
        return next((actor for actor in names if actor.kind == "organisation" and actor.country), None)

    def _is_person(self, number: int, start: int, end: int, people: list[tuple[int, int, Actor]]) -> bool:
        """Tell whether the span is about its person, not, say, "Xi Jinping's government"."""
        sentence = self._context.sentences[number]
        head = head_of(sentence, start, end)
        if head is None:
            return True
        token = sentence.tokens[head]
        covered = sum(min(end, e) - max(start, s) for s, e, _ in people)
        return any(s <= token.start < e for s, e, _ in people) or covered > 0.6 * (end - start)

    def _completed(self, actor: Actor, number: int, start: int, end: int) -> Actor:
        """Give a body or unit without a country the one that its context names: "the ministry" of the last one."""
        if actor.country or actor.org or actor.kind in {"state", "person", "company"}:
            return actor
        if actor.kind == "group":
            whose = self._whose_people(number, start, end)
            return replace(actor, country=whose.country, org=whose.org) if whose else actor
        owner = self._owner(number, start, end)
        return replace(actor, country=owner.country, org=None if owner.country else owner.org) if owner else actor

    def _owner(self, number: int, start: int, end: int) -> Actor | None:
        """Return the state that a body without one belongs to: named just before it, or the report's own."""
        text = self._context.text
        whose = _WHOSE.search(text, max(0, start - _NEAR), start)
        if whose and (meant := self._references.resolve(number, *whose.span(1))):
            return meant[0]
        for named in reversed(self._context.named[number]):
            if named.end <= start and re.fullmatch(r"['’]?s?\s*", text[named.end : start]):
                return named.actor
            if named.start >= end and _is_of(text[end : named.start], named.sense):
                return named.actor
        printed = text[start:end].casefold()
        words = [w for w in re.findall(r"[^\W\d_]{4,}", printed) if w != "the"]
        for at in range(number, max(-1, number - FARTHEST), -1):
            segment = self._context.sentences[at].segment
            stop = start if at == number else segment.end
            for named in reversed([n for n in self._context.named[at] if n.end <= stop]):
                after = text[named.end : named.end + 40].casefold()
                if words and _is_its(words[-1], after) and (named.actor.country or named.actor.org):
                    apposed = at == number and _APPOSED.fullmatch(text, named.end, start)
                    return (self._of_whom_it_tells(number, start, end) if apposed else None) or named.actor
        section = self._context.section(number)
        if len(section) == 1:
            return section[0]
        if words and (earlier := self._owner_before(words[-1], start)):
            return earlier
        home = self._context.home if not section and "ministry" in printed else None
        return self._context.state(home) if home else None  # "the Foreign Ministry" is that of the state at home

    def _of_whom_it_tells(self, number: int, start: int, end: int) -> Actor | None:
        """Return the state whose doings a body tells of: "[Chile] bought jets from Peru, the ministry said"."""
        sentence = self._context.sentences[number]
        at = head_of(sentence, start, end)
        verb = sentence.tokens[at].head if at is not None and sentence.tokens[at].deprel == "nsubj" else -1
        if verb < 0 or sentence.tokens[verb].lemma not in SPEECH:
            return None
        clauses = [verb, sentence.tokens[verb].head, *children(sentence, verb)]
        told = {i for i in clauses if i >= 0 and sentence.tokens[i].start < start}
        for named in self._context.named[number]:
            own = head_of(sentence, named.start, named.end)
            token = None if own is None else sentence.tokens[own]
            if token is not None and named.end < start and token.head in told and token.deprel == "nsubj":
                return named.actor if named.actor.kind == "state" else None
        return None

    def _owner_before(self, body: str, end: int) -> Actor | None:
        """Return whose a body is wherever the report names it before with its state: "the ministry in Sofia"."""
        owners: dict[str | None, Actor] = {}
        text = self._context.text
        told = re.compile(rf"(?i)\b{re.escape(body)}(?: of| in|,) (?:the )?")
        for found in told.finditer(text, max(0, end - _FAR), end):
            for named in self._context.named[self._context.sentence_at(found.start())]:
                if named.start == found.end():
                    owners[polity(named.actor)] = named.actor
        return next(iter(owners.values())) if len(owners) == 1 else None

    def _at_home(self, number: int) -> Actor | None:
        """Return the state that the section of a sentence is on, or at home in the report; None if none is."""
        section, home = self._context.section(number), self._context.home
        if section:
            return section[0] if len(section) == 1 and section[0].kind == "state" else None
        return self._context.state(home) if home else None

    def _union(self, printed: str) -> Actor | None:
        """Return the European Union for what is called European, in a report that names the Union."""
        if not printed.startswith(_OF_THE_UNION):
            return None
        union = self._context.resolve(f"{_OF_THE_UNION} Union")
        return union if union is not None and any(each.org == union.org for each in self._context.salient) else None

    def _unknown(self, number: int, start: int, end: int, states: list[NamedActor]) -> Actor:
        """Return an actor for words that no list knows: its state if it is only people of one, else as named."""
        printed = strip(self._context.text[start:end])
        noun = self._references.holders.noun(number, start, end)
        if noun is not None:
            return noun
        text = self._context.text
        owned = (
            states or _OWN.match(text, start) or _WHOSE.search(text, max(0, start - _NEAR), start)
        )  # "his air force"
        if not owned and _SERVICE.fullmatch(printed.casefold()) and (home := self._at_home(number)) is not None:
            return home  # "the Air Force", in a report from Accra
        if not states and self._is_body(printed):
            body = self._completed(Actor(printed, "organisation"), number, start, end)
            return body if polity(body) else self._of_whoever_acts(body, number, start)
        names = [n for n in self._context.sentences[number].names if n.start < end and n.end > start]
        country = states[0].actor.country if states else None
        org = states[0].actor.org if states and not country else None
        if names and names[0].label == "ORG":
            return Actor(printed, "organisation", country, org)
        if names and names[0].label == "LOC":
            home = self._at_home(number)  # "Victoria", where it is on the Seychelles
            place = self._context.gazetteer.place(printed, home.country if home else None)
            if place and place.country and not states:
                return Actor(printed, "organisation", place.country)
        whose = None if states else self._whose_people(number, start, end) or self._of_the_section(number, start, end)
        return Actor(printed, "group", whose.country, whose.org) if whose else Actor(printed, "group", country, org)

    def _of_the_section(self, number: int, start: int, end: int) -> Actor | None:
        """Return the one state that a section is about, for whoever acts for a state in it: "[the] minister"."""
        section, printed = self._context.section(number), self._context.text[start:end]
        if len(section) != 1 or not section[0].country or not (printed.islower() and self._is_definite(start)):
            return None
        acts = not _OF_STATE.isdisjoint(self._context.gazetteer.agents.sectors(printed))
        return self._context.state(section[0].country) if acts else None

    def _whose_people(self, number: int, start: int, end: int) -> Actor | None:
        """Return the one state or body whose people words with a possessive are: "[Chad] waits. Its envoy met"."""
        text = self._context.text
        own = _OWN.match(text, start, end) or _WHOSE.search(text, max(0, start - _NEAR), start)
        if own is None or _OF_STATE.isdisjoint(self._context.gazetteer.agents.sectors(text[start:end])):
            return None  # "its allies", "their suppliers" are others
        meant = self._references.resolve(number, own.start(1), own.end(1)) or ()
        found = {polity(actor): actor for actor in meant if polity(actor)}
        only = next(iter(found.values())) if len(found) == 1 else None
        return only and (self._context.state(only.country) if only.country else only)


def _is_its(body: str, after: str) -> bool:
    """Tell whether a body stands behind a name as its own: "Peru's ministry", "EUMAM, the mission".

    Args:
        after: What follows the name, in small letters.
    """
    if body in _CLAUSE.split(after, maxsplit=1)[0]:
        return True
    return re.match(rf", the (?:[\w-]+ ){{0,2}}{re.escape(body)}\b(?! (?:of|in) )", after) is not None


def _is_of(between: str, sense: str) -> bool:
    """Tell whether words between a body and a name say that the body is its: "the ministry of [Peru]", "in [Lima]"."""
    return _OF.fullmatch(between) is not None or (sense == "capital" and _IN.fullmatch(between) is not None)


def strip(printed: str) -> str:
    """Return words without outer quotes, article and possessive."""
    text = printed.strip(_EDGES)
    text = _ARTICLE.sub("", text)
    text = _RANK_WORDS.sub("", text)
    return " ".join(_POSSESSIVE.sub("", text).split())
