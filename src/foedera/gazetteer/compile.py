"""Turning data files into the one compact table that `load` reads.

The outcome is plain JSON values, the same for the same files whatever their order on disk.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from foedera.errors import GazetteerError, Problem
from foedera.gazetteer.agents import words_of
from foedera.gazetteer.check import KINDS, check_references, entry_id
from foedera.gazetteer.entries import Sense
from foedera.gazetteer.fold import WORD, fold, key, tight
from foedera.gazetteer.lexicon import BOUND, DOTTED, GIVEN, WORD_TOO
from foedera.gazetteer.source import Record, Source

Compiled: TypeAlias = dict[str, Any]
"""JSON values; `Gazetteer` says what stands where."""

FORMAT = 1

_SENSES: dict[str, Sense] = {
    "name": "name", "short": "abbreviation", "official": "official", "aliases": "alias",
    "abbreviations": "abbreviation", "former": "former", "adjectives": "adjective", "people": "people",
    "capitals": "capital", "metonyms": "metonym", "combining": "combining", "surname": "surname", "titles": "alias",
}  # fmt: skip
_JOINED = re.compile(r"(?<=[A-Za-z])[- ](?=\d)|(?<=\d)[- ](?=[A-Z])")
_SAYABLE = re.compile(r"(?=.*[AEIOU])[A-Z]{4,}")


def names_of(record: Record) -> Iterator[tuple[str, Sense]]:
    """Iterate over the names of a record's entry, the main one first, each with what kind of name it is.

    Of places only names of several words count, so that the China in South China Sea is not taken for the state; a
    name of one word may be a person's as well.
    """
    for field_name, sense in _SENSES.items():
        value = record.values.get(field_name)
        for name in [value] if isinstance(value, str) else record.texts(field_name):
            # A person's alias that is a part of the full name is what the name is cut down to at second mention.
            short = record.table == "people" and sense == "alias" and f" {name} " in f" {record.text('name')} "
            if record.table != "places" or " " in name:
                yield name, "surname" if short else sense


def spellings(record: Record, name: str, sense: Sense, untitled: frozenset[str]) -> Iterator[str]:
    """Iterate over the ways a name is printed: designations closed up and in the plural, Nato for NATO."""
    yield name
    if record.table == "systems":
        closed = _JOINED.sub("", name)
        for form in dict.fromkeys((name, closed)):
            yield form
            if not form.endswith("s"):
                yield f"{form}s"
    elif record.table == "offices" or name[0].islower():
        yield name[0].upper() + name[1:]
    elif sense == "abbreviation" and _SAYABLE.fullmatch(name) and name not in untitled:
        yield name.capitalize()


@dataclass(slots=True)
class _Name:
    """One printed name and all that it can mean."""

    first: str
    rest: list[str]
    flags: str
    sense: Sense
    entries: list[int] = field(default_factory=list)


def compile_source(source: Source) -> Compiled:
    """Return the compiled gazetteer.

    Raises:
        GazetteerError: The source has faults; all of them are in the error.
    """
    problems = [*source.problems, *check_references(source)]
    if problems:
        raise GazetteerError(*problems)
    builder = _Builder(source)
    problems = builder.collect()
    if problems:
        raise GazetteerError(*problems)
    return builder.result()


class _Builder:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._records = sorted(
            (record for record in source.records() if entry_id(record)),
            key=lambda record: (record.table == "places", entry_id(record) or ""),
        )
        # A user's files are read after ours: the newer entry is the one to change.
        self._read_as = {id(record): number for number, record in enumerate(source.records())}
        self._index = {entry_id(record): position for position, record in enumerate(self._records)}
        self._order = {key(record.text("alias") or ""): record for record in source.tables["ambiguous"]}
        words = {record.text("name") or "": record.texts("words") for record in source.tables["words"]}
        self._words = {name: sorted(values) for name, values in sorted(words.items())}
        self._also_words = frozenset(words.get("also_words", ()))
        self._untitled = frozenset(words.get("untitled", ()))
        self._names: dict[tuple[str, str], _Name] = {}

    def collect(self) -> list[Problem]:
        """Gather all names; return the problems of names that belong to two entries."""
        problems = []
        for position, record in enumerate(self._records):
            for name, sense in names_of(record):
                for form in spellings(record, name, sense, self._untitled):
                    problem = self._add(form, sense, position, record)
                    if problem:
                        problems.append(problem)
        return problems

    def _add(self, name: str, sense: Sense, position: int, record: Record) -> Problem | None:
        first, rest, flags = split_name(name)
        if sense == "combining":
            flags += BOUND
        if not rest and record.values.get("given_name") is True:
            flags += GIVEN
        if not rest and first in self._also_words:
            flags += WORD_TOO
        known = self._names.setdefault((first, " ".join(rest)), _Name(first, rest, flags, sense))
        if position in known.entries or (known.entries and record.table == "places"):
            return None  # a place only fills what no actor is called
        if known.entries and not self._is_ranked(name, [*known.entries, position]):
            older, newer = sorted((self._records[known.entries[0]], record), key=lambda one: self._read_as[id(one)])
            message = (
                f"`{name}` is also a name of {entry_id(older)} ({older.file}:{older.line}); "
                "delete one or rank both in ambiguous.yaml"
            )
            return Problem("G108", newer.file, message, newer.line)
        known.entries.append(position)
        if known.entries[1:]:
            known.entries.sort(key=lambda entry: self._rank(name, entry))
            if known.entries[0] == position:
                known.sense = sense
        return None

    def _rank(self, name: str, position: int) -> int:
        meanings = self._order[key(name)].texts("means")
        return meanings.index(entry_id(self._records[position]) or "")

    def _is_ranked(self, name: str, positions: Iterable[int]) -> bool:
        ranking = self._order.get(key(name))
        return ranking is not None and all(
            entry_id(self._records[position]) in ranking.texts("means") for position in positions
        )

    def result(self) -> Compiled:
        """Return everything as JSON values."""
        contexts = self._source.tables["contexts"]
        return {
            "format": FORMAT,
            "entries": [_entry_row(record) for record in self._records],
            "lexicon": self._lexicon(),
            "states": {record.text("code"): _state_row(record) for record in self._of("states")},
            "ships": _by_ship(self._of("states")),
            "neighbours": _neighbours(self._source),
            "namesakes": _namesakes(self._source.tables["namesakes"]),
            "traits": _traits(self._source),
            "organisations": {record.text("short"): _organisation_row(record) for record in self._of("organisations")},
            "systems": {record.text("name"): _system_row(record) for record in self._of("systems")},
            "system_keys": self._system_keys(),
            "people": {
                str(self._index[entry_id(record)]): [_tenure_row(tenure, record) for tenure in record.tenures()]
                for record in self._of("people")
            },
            "surnames": self._surnames(),
            "not_after": {record.text("word"): record.texts("not_after") for record in contexts},
            "not_before": {record.text("word"): record.texts("not_before") for record in contexts},
            "words": self._words,
            "ministries": {
                key(name): record.text("name")
                for record in self._source.tables["ministries"]
                for name in (record.text("name") or "", *record.texts("aliases"))
            },
            "agents": self._agents(),
        }

    def _agents(self) -> Compiled:
        """Nouns for those who act, by sector; entries whose kind tells their sector; words that turn sectors."""
        records = self._source.tables["agents"]
        sector_of = {kind: record.text("sector") for record in records for kind in record.texts("kinds")}
        # What states have in common is one kind of actor, whatever kind of body it is.
        national = (record for record in self._records if record.table != "organisations")
        entries = ((entry_id(record), sector_of.get(record.text("kind") or "")) for record in national)
        return {
            "words": _by_word(records, "words"),
            "generic": _by_word(records, "generic"),
            "entries": {name: sector for name, sector in entries if sector},
            "rulers": {entry_id(record): times for record in self._records if (times := record.texts("rules"))},
            "turns": [
                [record.text("sector"), record.texts("before"), record.texts("turns")]
                for record in records
                if record.texts("turns")
            ],
        }

    def _of(self, table: str) -> list[Record]:
        return [record for record in self._records if record.table == table]

    def _lexicon(self) -> dict[str, list[list[object]]]:
        table: dict[str, list[list[object]]] = {}
        for _, name in sorted(self._names.items()):
            table.setdefault(name.first, []).append([name.rest, name.sense, name.entries, name.flags])
        for rows in table.values():
            rows.sort(key=lambda row: -len(row[0]) if isinstance(row[0], list) else 0)
        return table

    def _system_keys(self) -> dict[str, int]:
        table: dict[str, int] = {}
        for record in self._of("systems"):
            for name, _ in names_of(record):
                table.setdefault(tight(name), self._index[entry_id(record)])
        return dict(sorted(table.items()))

    def _surnames(self) -> dict[str, list[int]]:
        """People by the last word of their name, for telling whom a bare surname means on a day."""
        table: dict[str, list[int]] = {}
        for record in self._of("people"):
            name = record.text("name") or ""
            for surname in {key(record.text("surname") or name.split()[-1])}:
                table.setdefault(surname, []).append(self._index[entry_id(record)])
        return dict(sorted(table.items()))


def split_name(name: str) -> tuple[str, list[str], str]:
    """Return the first word as printed, the other words lower-cased (after a dot: with it) and the flags."""
    plain = fold(name)
    parts = list(WORD.finditer(plain))
    rest = [
        ("." if "." in plain[before.end() : part.start()] else "") + part.group().casefold()
        for before, part in pairwise(parts)
    ]
    return parts[0].group(), rest, DOTTED if plain.endswith(".") else ""


def _by_word(records: Iterable[Record], field_name: str) -> dict[str, str]:
    """Return the sector of each word of a field, the words as `Agents` compares them."""
    return {
        " ".join(words_of(word)): record.text("sector") or "" for record in records for word in record.texts(field_name)
    }


def _entry_row(record: Record) -> list[object]:
    kind = KINDS[record.table][0]
    country = record.text("country")
    org = record.text("org")
    within = record.text("part_of") or record.text("maker")
    if record.table == "states":
        country, within = record.text("code"), None
    elif record.table == "organisations":
        # An organ acts as its organisation; agencies with members of their own, and courts, act for themselves.
        org = within if within and record.text("kind") == "organ" else record.text("short")
    return [entry_id(record), kind, record.text("name"), country, org, within]


def _state_row(record: Record) -> list[object]:
    return [
        record.text("alpha2"), record.text("numeric"), record.text("name"), record.text("official"),
        record.texts("adjectives"), record.texts("people"), record.texts("capitals"), record.texts("former"),
        record.text("ended"),
    ]  # fmt: skip


def _by_ship(states: Iterable[Record]) -> dict[str, list[str]]:
    """Return the states whose ships bear a prefix: "INS" is India's and Israel's."""
    found: dict[str, list[str]] = {}
    for record in states:
        for prefix in record.texts("ships"):
            found.setdefault(prefix, []).append(record.text("code") or "")
    return {prefix: sorted(codes) for prefix, codes in sorted(found.items())}


def _neighbours(source: Source) -> dict[str, list[str]]:
    """Return the neighbours of each state; who is another's neighbour has it for one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table, field_name in (("borders", "states"), ("states", "neighbours")):
        for record in source.tables[table]:
            for other in record.texts(field_name):
                code = record.text("code") or ""
                found[code].add(other)
                found[other].add(code)
    return {code: sorted(others) for code, others in sorted(found.items())}


def _namesakes(records: Iterable[Record]) -> dict[str, list[Any]]:
    """Return of each name that several states have for what is their own: its kind, and those that have one."""
    names = ((name, record) for record in records for name in (record.text("name"), *record.texts("aliases")))
    return {
        name or "": [record.text("kind"), sorted(record.texts("states"))] for name, record in sorted(names, key=str)
    }


def _traits(source: Source) -> dict[str, list[str]]:
    """Return who has what reports take for granted: codes of states, short names of organisations."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in source.tables["traits"]:
        found[record.text("name") or ""].update(record.texts("states"), record.texts("bodies"))
    return {name: sorted(those) for name, those in sorted(found.items())}


def _organisation_row(record: Record) -> list[object]:
    within = (record.text("part_of"), record.text("seat"))
    return [record.text("name"), record.text("kind"), record.texts("members"), *within, record.texts("inside")]


def _system_row(record: Record) -> list[object]:
    return [record.text(name) for name in ("kind", "country", "maker", "variant_of", "relation")]


def _tenure_row(tenure: dict[str, str], record: Record) -> list[object]:
    country = tenure.get("country") or (None if tenure.get("org") else record.text("country"))
    org = tenure.get("org")
    return [tenure.get("office"), country, org, tenure.get("from"), tenure.get("to")]
