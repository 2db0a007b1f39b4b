"""The gazetteer: who and what a name means."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from foedera.errors import GazetteerError, Problem
from foedera.gazetteer.agents import Agents
from foedera.gazetteer.entries import Entry, Mention, Organisation, State, System, Tenure
from foedera.gazetteer.fold import key, tight
from foedera.gazetteer.lexicon import Contexts, Lexicon
from foedera.gazetteer.packed import Entries, unpack
from foedera.gazetteer.phrases import Phrase, PhraseReader, clean
from foedera.gazetteer.places import PlaceReader, PlaceRow, PlaceTable
from foedera.gazetteer.territories import TERRITORIES
from foedera.types import Actor, ActorKind, Place

_ASSETS = Path(__file__).parent.parent / "assets"
_DESCRIBED = frozenset({"organisation", "media", "person", "company", "group", "unit"})
_KIND_OF_ACTOR: dict[str, ActorKind] = {
    "state": "state", "service": "state", "organisation": "organisation", "media": "organisation",
    "person": "person", "company": "company", "group": "group", "unit": "unit",
}  # fmt: skip
_MINOR = 20
"""How often as important a namesake abroad is that is meant also in a report on a country with such a place."""

_VERSION = re.compile(r"([a-z]+\d+)[a-z]{1,2}\d?")
"""The letters and number of a designation, and those of its version behind them: `a29`, `n`."""
_NEVER = "9999-12-31"


class Gazetteer:
    """Names of states, organisations, people, offices, weapon systems and places, read-only."""

    def __init__(self, compiled: dict[str, Any], places: Path, own: Mapping[str, list[PlaceRow]] | None = None) -> None:
        """Take over a compiled table (see `compile.py`); places are read when first asked for."""
        self._entries = Entries(compiled["entries"])
        self._compiled = compiled
        self._places_path = places
        self._own_places = own or {}
        words = compiled["words"]
        contexts = Contexts(
            compiled["not_after"], compiled["not_before"], frozenset(words.get("given_names", ())),
            frozenset(words.get("after_states", ())),
        )  # fmt: skip
        self._lexicon = Lexicon(compiled["lexicon"], self._entries, contexts)
        self._known = lru_cache(maxsize=256)(self._find_known)
        """What a phrase means that is a name from end to end: a report asks about each of its phrases several times."""
        self._phrases = PhraseReader(
            words, compiled["ministries"], self._lexicon.find_in, self._state_name, self._region_country
        )

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Return the names in a stretch of text, longest first at each word, none overlapping."""
        return self._lexicon.find(text, start, end)

    def find_at(self, text: str, start: int, end: int) -> Mention | None:
        """Return the name that begins at a place of a text and ends before another, the longest."""
        return self._lexicon.find_at(text, start, end)

    def resolve(self, name: str, on: str | None = None, kind: str | None = None) -> Actor | None:
        """Return the one actor a name means, None where the gazetteer cannot tell.

        A name that can mean several actors gives the usual one; `alternatives` gives all. Armies and governments
        as a whole are their state.

        Args:
            name: A name or noun phrase, with or without article and title.
            on: The day, as `YYYY-MM-DD`; decides between holders of a surname and bearers of a name.
            kind: What the name is, as far as the caller knows (`person`): an unknown name is then taken as such.
        """
        text = clean(name, self._phrases.word_set("articles"))
        actors = self._meant(text, on)
        if kind is not None:
            actors = tuple(actor for actor in actors if actor.kind == kind) or actors
        if actors:
            return actors[0]
        phrase = self._phrases.phrase(text)
        actor = self._named_at_end(phrase, on) or self._phrases.read(phrase)
        if actor is not None and actor.kind == "person":
            return self._known_person(actor, on)
        if actor is None and kind in get_args(ActorKind):
            return Actor(text, cast("ActorKind", kind), self._phrases.country(phrase))
        return actor

    def _named_at_end(self, phrase: Phrase, on: str | None) -> Actor | None:
        """Return the known actor that a description stands before: `the Swedish aircraft maker Saab`."""
        mentions = () if phrase.tail else self._lexicon.find_in(phrase.text)
        if not mentions or mentions[-1].end != len(phrase.text) or mentions[-1].entry.kind not in _DESCRIBED:
            return None
        return self._actor(mentions[-1].entry, on)

    def alternatives(self, name: str, on: str | None = None) -> tuple[Actor, ...]:
        """Return all known actors of a name, the usual one first."""
        return self._meant(clean(name, self._phrases.word_set("articles")), on)

    def _meant(self, text: str, on: str | None) -> tuple[Actor, ...]:
        entries = self._of_its_day(self._known(text), on) or self._by_surname(text, on)
        return tuple(dict.fromkeys(actor for entry in entries if (actor := self._actor(entry, on))))

    def _of_its_day(self, entries: tuple[Entry, ...], on: str | None) -> tuple[Entry, ...]:
        """Return what a name means with the state first that stood on a day: Moscow was the Soviet Union's."""
        if on is None or len(entries) == 1:
            return entries
        return tuple(sorted(entries, key=lambda entry: self._stood_until(entry, on)))

    def _stood_until(self, entry: Entry, on: str) -> str:
        """Return the day that a state ended which was not yet gone on a day; of all others, one that never comes."""
        ended = self.state(entry.country).ended if entry.kind == "state" and entry.country else None
        return ended if ended is not None and on <= ended else _NEVER

    def _find_known(self, text: str) -> tuple[Entry, ...]:
        mention = self._lexicon.find_at(text, 0, len(text))
        if mention is not None and mention.end == len(text):
            return (mention.entry, *mention.others)
        # Lower-case words are names only where the lexicon says so: `turkey` and `us` are none.
        return () if text.islower() else self._lexicon.lookup(text)

    def _by_surname(self, text: str, on: str | None) -> tuple[Entry, ...]:
        """Return the people with a surname; with a day, only those in office then if any."""
        if text.islower() or " " in text:
            return ()
        people = [self._entries[index] for index in self._compiled["surnames"].get(key(text), ())]
        if on is not None:
            in_office = [entry for entry in people if any(tenure.covers(on) for tenure in self._tenures_of(entry))]
            people = in_office or people
        return tuple(people) if len(people) == 1 else ()

    def _known_person(self, actor: Actor, on: str | None) -> Actor:
        """Return a person with title as the gazetteer's person of that name and country, where there is one."""
        for known in self.alternatives(actor.name, on):
            if known.kind == "person" and actor.country in {None, known.country}:
                return known
        return actor

    def _actor(self, entry: Entry, on: str | None) -> Actor | None:
        """Return an entry as an actor; a person stands for the organisation that he or she serves on that day."""
        kind = _KIND_OF_ACTOR.get(entry.kind)
        if kind is None:
            return None
        if entry.kind in {"state", "service"} and entry.country is not None:
            return Actor(self._state_name(entry.country), "state", entry.country)
        if kind == "person" and on is not None:
            served = next((tenure.org for tenure in self._tenures_of(entry) if tenure.org and tenure.covers(on)), None)
            if served:
                return Actor(entry.name, kind, None, served)
        return Actor(entry.name, kind, entry.country, entry.org)

    def state(self, code: str) -> State:
        """Return a state by its code; of a territory that is no entry, only its name is known.

        Raises:
            KeyError: There is no such state.
        """
        if code in TERRITORIES and code not in self._compiled["states"]:
            return State(code, None, None, TERRITORIES[code], None, (), (), (), ())
        row = self._compiled["states"][code]
        alpha2, numeric, name, official, adjectives, people, capitals, former, ended = row
        lists = (tuple(adjectives), tuple(people), tuple(capitals), tuple(former))
        return State(code, alpha2, numeric, name, official, *lists, ended)

    def _state_name(self, code: str) -> str:
        return str(self._compiled["states"][code][2])

    @cached_property
    def state_codes(self) -> tuple[str, ...]:
        """Codes of all states, sorted."""
        return tuple(sorted(self._compiled["states"]))

    def namesakes(self, kind: str) -> dict[str, frozenset[str]]:
        """Return the names of a kind that several states have for what is their own, with the states that have one.

        None are told of a name that any state may have.
        """
        rows: dict[str, tuple[str, list[str]]] = self._compiled["namesakes"]
        return {name: frozenset(states) for name, (of, states) in rows.items() if of == kind}

    def those_with(self, trait: str) -> frozenset[str]:
        """Return the states, by code, and organisations, by short name, that have something reports take for granted.

        Args:
            trait: One of `traits.yaml`.
        """
        return self._traits.get(trait, frozenset())

    @cached_property
    def _traits(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(those) for name, those in self._compiled["traits"].items()}

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Return the codes of the states that border on a state or are called its neighbours across water."""
        return tuple(self._compiled["neighbours"].get(code, ()))

    def states_of_ships(self, prefix: str) -> tuple[str, ...]:
        """Return the codes of the states whose ships bear a prefix: "HMAS" is Australia's."""
        return tuple(self._compiled["ships"].get(prefix, ()))

    def state_of_office(self, title: str) -> str | None:
        """Return the code of the only state that has an office: the pope is the Holy See's."""
        found = (mention.entry for mention in self.find(title))
        return next((entry.country for entry in found if entry.kind == "office" and entry.country), None)

    def organisation(self, short: str) -> Organisation | None:
        """Return an intergovernmental organisation by its short name."""
        row = self._compiled["organisations"].get(short)
        if row is None:
            return None
        name, kind, members, part_of, seat, inside = row
        return Organisation(short, name, kind, tuple(members), part_of, seat, tuple(inside))

    @cached_property
    def speaking_organisations(self) -> tuple[Organisation, ...]:
        """The organisations of which it is known how those who speak for them talk, sorted."""
        found = (self.organisation(short) for short in sorted(self._compiled["organisations"]))
        return tuple(each for each in found if each is not None and each.inside)

    def country_of(self, text: str) -> str | None:
        """Return the code of the country that a phrase names: `Serbian defence minister`."""
        return self._phrases.country(self._phrases.phrase(clean(text, self._phrases.word_set("articles"))))

    def system(self, name: str) -> System | None:
        """Return a weapon system by any of its names, forgiving blanks, hyphens, a plural s and words around it.

        A version that no list has ("A-29N") is of the family that its letters and number name.
        """
        keys = self._compiled["system_keys"]
        wanted = tight(name)
        index = keys.get(wanted)
        if index is None and wanted.endswith("s"):
            index = keys.get(wanted[:-1])
        if index is None:
            inside = (mention.entry for mention in self._lexicon.find_in(name) if mention.entry.kind == "system")
            index = next((self._entries.place_of(entry) for entry in inside), None)
        if index is None and (version := _VERSION.fullmatch(wanted)):
            index = keys.get(version[1])
        if index is None:
            return None
        canonical = self._entries[index].name
        return System(canonical, *self._compiled["systems"][canonical])

    @cached_property
    def agents(self) -> Agents:
        """Nouns for those who act, by sector."""
        return Agents(self._compiled.get("agents", {}))

    def sector_of(self, name: str, on: str | None = None) -> str | None:
        """Return PLOVER's sector of a party, movement, court or other body known by name; None where it is unknown.

        Args:
            name: As a report may write it.
            on: A day (ISO 8601). A movement that rules its country then is the government.

        Example:
            >>> load().sector_of("Hamas"), load().sector_of("Bundestag")
            ('REB', 'LEG')
        """
        sectors: dict[str, str] = self._compiled.get("agents", {}).get("entries", {})
        known = next((entry.id for entry in self._known(name) if entry.id in sectors), None)
        return "GOV" if known and on and self._is_ruling(known, on) else sectors.get(known or "")

    def _is_ruling(self, entry: str, on: str) -> bool:
        """Tell whether a movement rules its country on a day."""
        rulers: dict[str, list[str]] = self._compiled.get("agents", {}).get("rulers", {})
        times = (time.partition("/") for time in rulers.get(entry, ()))
        return any(begin <= on and (end == ".." or on <= end) for begin, _, end in times)

    def tenures(self, person: str) -> tuple[Tenure, ...]:
        """Return the offices that a person held, by the person's usual full name."""
        return next((self._tenures_of(entry) for entry in self._known(person) if entry.kind == "person"), ())

    def holders(self, office: str, owner: str, on: str) -> tuple[str, ...]:
        """Return who held an office of a country or organisation (by code or short name) on a day."""
        return tuple(tenure.person for tenure in self._offices.get((office, owner), ()) if tenure.covers(on))

    @cached_property
    def _offices(self) -> dict[tuple[str, str], list[Tenure]]:
        offices: dict[tuple[str, str], list[Tenure]] = {}
        for index in self._compiled["people"]:
            for tenure in self._tenures_of(self._entries[int(index)]):
                offices.setdefault((tenure.office, tenure.country or tenure.org or ""), []).append(tenure)
        return offices

    def _tenures_of(self, entry: Entry) -> tuple[Tenure, ...]:
        index = self._entries.place_of(entry)
        return tuple(Tenure(entry.name, *row) for row in self._compiled["people"].get(str(index), ()))

    @cached_property
    def _places(self) -> PlaceTable:
        return PlaceTable(self._places_path, self._own_places)

    @cached_property
    def _place_reader(self) -> PlaceReader:
        return PlaceReader(
            self._places, self._compiled["words"], self._phrases.without_states, self._state_name, self._capital
        )

    def place(self, name: str, country: str | None = None) -> Place | None:
        """Return the place that a phrase names, with country and coordinates.

        Namesakes: the hinted country's, else the country's that the phrase names, else the most important.

        Args:
            name: A place as printed: `Hebei Province`, `the Chinese province of Hebei`, `Batajnica air base`.
            country: Code of the country where it is likely to be.
        """
        return self._place_reader.read(clean(name, self._phrases.word_set("articles")), country)

    def is_minor(self, name: str, country: str) -> bool:
        """Tell whether a country's place is far less important than a namesake abroad: Colombia's Florida."""
        rows = self._places.rows(name)
        own = max((row.rank for row in rows if row.country == country), default=0)
        return own * _MINOR < max((row.rank for row in rows), default=0)

    def is_town(self, place: Place) -> bool:
        """Tell whether a place that was found by its name is a town, and no region, state or site."""
        rows = (row for row in self._places.rows(place.name) if (row.lat, row.lon) == (place.lat, place.lon))
        return any(row.kind == "city" for row in rows)

    def is_direction(self, word: str) -> bool:
        """Tell whether a word names a quarter of the compass, which alone is no place: `eastern`, `South`."""
        return word.casefold() in self._directions

    @cached_property
    def _directions(self) -> frozenset[str]:
        return frozenset(self._phrases.word_set("directions"))

    def is_of_many_states(self, phrase: str) -> bool:
        """Tell whether a phrase is of a part of the world and of no one state there: `other African armies`."""
        return not self._parts_of_the_world.isdisjoint(phrase.split())

    @cached_property
    def _parts_of_the_world(self) -> frozenset[str]:
        return frozenset(self._phrases.word_set("parts_of_the_world"))

    def _capital(self, code: str) -> str | None:
        return next(iter(self._compiled["states"][code][6]), None)

    def _region_country(self, name: str) -> str | None:
        """Return the country of a region that has a National Guard of its own."""
        regions = (row for row in self._places.rows(name) if row.kind == "region" and row.country == "USA")
        return next((row.country for row in regions), None)


@lru_cache(maxsize=4)
def load(extra: Path | None = None) -> Gazetteer:
    """Read the gazetteer that is built into the package.

    Args:
        extra: A directory of data files of the user's own, added to ours after the same checks.

    Raises:
        GazetteerError: The user's files have faults, or the built asset is missing.
    """
    places = _ASSETS / "places.tsv"
    if extra is not None:
        from foedera.gazetteer.extend import compile_with  # noqa: PLC0415 - only where a user brings data files

        return Gazetteer(*compile_with(json.loads(_read_asset("gazetteer_source.json")), extra, places))
    return Gazetteer(unpack(_read_asset("gazetteer.jsonl")), places)


def _read_asset(name: str) -> str:
    path = _ASSETS / name
    if not path.is_file():
        message = "the built gazetteer is missing; run scripts/build_assets.py or reinstall foedera"
        raise GazetteerError(Problem("G100", str(path), message))
    return path.read_text(encoding="utf-8")
