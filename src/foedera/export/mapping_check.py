"""A mapping file from YAML to records, and every fault of it with its line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from foedera.codebook import Codebook
from foedera.codebook.source import Document, Where, read_yaml
from foedera.errors import Problem
from foedera.export.mapping import SPECIAL, Choice, TableMapping, Target, find_target
from foedera.text.edtf import valid_edtf
from foedera.types import STATUSES

_Data: TypeAlias = Mapping[str, Any]

_TOP = frozenset("source table id type status skip empty constants columns unused".split())
_SOURCE = frozenset("title publisher published url language byline".split())
_TABLE = frozenset("delimiter encoding sheet header".split())
_COLUMN = frozenset("to split values kind country date decimal unit currency".split())
_CHOICE = frozenset({"column", "values"})
_SKIP = frozenset({"column", "values"})
_KINDS = ("state", "organisation", "person", "unit", "company", "group")
_DIRECTIVES = re.compile(r"%(.)")
_KNOWN_DIRECTIVES = frozenset("YymdBbjHMS%")
_FITS = {
    "kind": "actors",
    "country": "actors and places",
    "date": "dates",
    "decimal": "numbers",
    "unit": "numbers",
    "currency": "numbers",
}
"""What each option of a column is for."""


def read_mapping(path: Path, codebook: Codebook) -> tuple[TableMapping | None, list[Problem]]:
    """Return what a mapping file says, and what is wrong with it."""
    document = read_yaml(path)
    document.problems = [_as_mapping(problem) for problem in document.problems]
    if document.data is None:
        return None, document.problems
    if not isinstance(document.data, dict):
        document.report("I105", (), "a mapping has keys: type, columns and so on.")
        return None, document.problems
    found = _Checker(document, codebook).mapping(document.data)
    return found, sorted(document.problems, key=lambda problem: problem.line or 0)


def _as_mapping(problem: Problem) -> Problem:
    """Return a problem of YAML in the words of mappings."""
    message = problem.message.replace("in a codebook", "in a mapping").replace("write a type into it", "fill it")
    return replace(problem, code=f"I{problem.code[1:]}", message=message.replace("; split it into one file a type", ""))


class _Checker:
    """Checks one document; every method returns what is right and reports the rest."""

    def __init__(self, document: Document, codebook: Codebook) -> None:
        self._document, self._codebook = document, codebook

    def _report(self, where: Where, message: str, code: str = "I105") -> None:
        self._document.report(code, where, message)

    def mapping(self, data: _Data) -> TableMapping:
        """Return the mapping."""
        self._keys(data, _TOP, (), needed=("type", "columns"))
        kind = self._choice(data, "type", tuple(self._codebook.types), None)
        status = self._choice(data, "status", STATUSES, "occurred")
        source = self._object(data, "source", _SOURCE)
        table = self._object(data, "table", _TABLE)
        types = self._types(kind)
        return TableMapping(
            kind,
            status,
            tuple(self._columns(data, types)),
            tuple(self._constants(data, types)),
            tuple(self._skips(data)),
            frozenset(text.casefold() for text in self._texts(data.get("empty"), ("empty",))),
            self._text(data, "id", ()),
            tuple(self._texts(data.get("unused"), ("unused",))),
            self._delimiter(table),
            self._text(table, "encoding", ("table",)),
            self._text(table, "sheet", ("table",)),
            self._header(table),
            self._source(source),
            tuple(self._texts(source.get("byline"), ("source", "byline"))),
            self._document.path.name,
        )

    def _keys(self, data: _Data, known: Iterable[str], where: Where, needed: Iterable[str] = ()) -> None:
        for key in data:
            if key not in known:
                self._report((*where, key), f"the key `{key}` is none of {', '.join(sorted(known))}.")
        for key in needed:
            if data.get(key) is None:
                self._report(where, f"the key `{key}` is missing.")

    def _object(self, data: _Data, key: str, known: frozenset[str]) -> _Data:
        value = data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._report((key,), f"`{key}` has keys: {', '.join(sorted(known))}.")
            return {}
        self._keys(value, known, (key,))
        return value

    def _text(self, data: _Data, key: str, where: Where) -> str | None:
        value = data.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        self._report((*where, key), f"`{key}` is a text in quotes.")
        return None

    def _texts(self, value: Any, where: Where) -> list[str]:
        """Return one text or a list of them as a list."""
        values = [] if value is None else value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) and item for item in values):
            self._report(where, f"`{where[-1]}` is a text in quotes, or a list of them.")
            return []
        return values

    def _pairs(self, value: Any, where: Where) -> tuple[tuple[str, str], ...]:
        """Return a table of what cells say and what that means."""
        if value is None:
            return ()
        if not isinstance(value, dict) or not all(isinstance(item, str | None) for item in value.values()):
            self._report(where, '`values` is a table: "what the cell says": "what it means".')
            return ()
        return tuple((" ".join(key.casefold().split()), item or "") for key, item in value.items())

    def _choice(self, data: _Data, key: str, known: tuple[str, ...], default: str | None) -> Choice:
        """Return a type or a status."""
        value = data.get(key, default)
        if isinstance(value, str):
            self._one_of(value, known, (key,), key)
            return Choice(value)
        if not isinstance(value, dict):
            if value is not None:
                self._report((key,), f"`{key}` is a text in quotes, or has the keys column and values.")
            return Choice(default)
        self._keys(value, _CHOICE, (key,), needed=("column",))
        pairs = self._pairs(value.get("values"), (key, "values"))
        for cell, meaning in pairs:
            if meaning:
                self._one_of(meaning, known, (key, "values"), f"what `{cell}` means")
        return Choice(None, self._text(value, "column", (key,)), pairs)

    def _one_of(self, value: str, known: Iterable[str], where: Where, what: str) -> None:
        if value not in known:
            self._report(where, f"{what}: `{value}` is none of {', '.join(known)}.", "I106")

    def _types(self, choice: Choice) -> tuple[str, ...]:
        """Return the claim types that rows may have."""
        if choice.constant:
            return (choice.constant,) if choice.constant in self._codebook.types else ()
        meant = tuple(dict.fromkeys(value for _, value in choice.values if value in self._codebook.types))
        return meant or (() if choice.values else tuple(self._codebook.types))

    def _columns(self, data: _Data, types: tuple[str, ...]) -> Iterable[tuple[str, Target]]:
        columns = data.get("columns")
        if not isinstance(columns, dict) or not columns:
            self._report(("columns",), "`columns` names columns and what they say.")
            return
        for name, value in columns.items():
            where = ("columns", name)
            option = {"to": value} if isinstance(value, str) else value
            if not isinstance(option, dict):
                self._report(where, 'a column has `to`, as {to: "host"}.')
                continue
            self._keys(option, _COLUMN, where, needed=("to",))
            target = self._target(option, where, types)
            if target:
                yield name, target

    def _constants(self, data: _Data, types: tuple[str, ...]) -> Iterable[tuple[str, Target]]:
        constants = data.get("constants")
        if constants is None:
            return
        if not isinstance(constants, dict):
            self._report(("constants",), '`constants` is a table, as {host: "Serbia"}.')
            return
        for to, text in constants.items():
            for item in self._texts(text, ("constants", to)):
                target = self._target({"to": to}, ("constants", to), types)
                if target:
                    yield item, target

    def _target(self, option: _Data, where: Where, types: tuple[str, ...]) -> Target | None:
        to = self._text(option, "to", where)
        if to is None:
            return None
        meant = {find_target(to, self._codebook.types[name]) for name in types} - {None}
        if types and not meant:
            self._report((*where, "to"), f"`{to}` is none of {', '.join(self._known(types))}.", "I106")
        for key, what in _FITS.items():
            if option.get(key) is not None and meant and not self._fits(what, to, types):
                self._report((*where, key), f"`{key}` is for {what}; `{to}` is none.", "I107")
        kind, decimal = self._text(option, "kind", where), self._text(option, "decimal", where) or "."
        if kind:
            self._one_of(kind, _KINDS, (*where, "kind"), "kind")
        if decimal not in (".", ","):
            self._report((*where, "decimal"), '`decimal` is "." or ",".')
        return Target(
            to,
            tuple(self._texts(option.get("split"), (*where, "split"))),
            self._pairs(option.get("values"), (*where, "values")),
            kind,
            self._text(option, "country", where),
            tuple(self._dates(option, where)),
            decimal,
            self._text(option, "unit", where),
            self._text(option, "currency", where),
        )

    def _known(self, types: tuple[str, ...]) -> list[str]:
        """Return what a target may be, for a message."""
        if len(types) != 1:
            return [*SPECIAL, "the roles and fields of the types"]
        kind = self._codebook.types[types[0]]
        return [*SPECIAL, *(role.name for role in kind.roles), *(field.name for field in kind.fields)]

    def _fits(self, what: str, to: str, types: tuple[str, ...]) -> bool:
        """Tell whether an option for some kind of value fits a target in any of the types."""
        return any(what_is in what for name in types for what_is in [self._what(to, name)] if what_is)

    def _what(self, to: str, name: str) -> str | None:
        kind = self._codebook.types[name]
        found = find_target(to, kind)
        if found is None:
            return None
        if found == "said_by" or found.startswith("role:"):
            return "actors"
        if found.startswith(("when", "where")):
            return {"when": "dates", "wher": "places"}[found[:4]]
        field = kind.field(found.removeprefix("field:"))
        by_kind = {"number": "numbers", "numbers": "numbers", "time": "dates", "actor": "actors", "place": "places"}
        return by_kind.get(field.kind) if field else None

    def _dates(self, option: _Data, where: Where) -> Iterable[str]:
        for pattern in self._texts(option.get("date"), (*where, "date")):
            used = set(_DIRECTIVES.findall(pattern))
            good = used <= _KNOWN_DIRECTIVES and used & set("Yy")
            try:
                dt.datetime.strptime(dt.date(2024, 12, 31).strftime(pattern), pattern)  # noqa: DTZ007
            except ValueError:
                good = False
            if not good:
                message = f"`{pattern}` is no pattern of a date with a year, as %d.%m.%Y, %m/%d/%Y or %B %Y."
                self._report((*where, "date"), message)
            yield pattern

    def _skips(self, data: _Data) -> Iterable[tuple[str, frozenset[str]]]:
        rules = data.get("skip")
        for place, rule in enumerate(rules if isinstance(rules, list) else [rules] if rules else []):
            where = ("skip", place)
            if not isinstance(rule, dict):
                self._report(where, "a rule of `skip` has the keys column and values.")
                continue
            self._keys(rule, _SKIP, where, needed=_SKIP)
            cells = self._texts(rule.get("values"), (*where, "values"))
            column = self._text(rule, "column", where)
            if column:
                yield column, frozenset(cell.casefold() for cell in cells)

    def _delimiter(self, table: _Data) -> str | None:
        value = {"\\t": "\t", "tab": "\t"}.get(table.get("delimiter") or "", table.get("delimiter"))
        if value is None or (isinstance(value, str) and len(value) == 1):
            return value
        self._report(("table", "delimiter"), '`delimiter` is one sign in quotes, or "tab".')
        return None

    def _header(self, table: _Data) -> int:
        value = table.get("header", 1)
        if type(value) is int and value > 0:
            return value
        self._report(("table", "header"), "`header` is the number of the row that names the columns.")
        return 1

    def _source(self, source: _Data) -> dict[str, str]:
        found = {key: self._text(source, key, ("source",)) for key in sorted(_SOURCE - {"byline"})}
        published = found["published"]
        if published and not valid_edtf(published):
            self._report(("source", "published"), f"`{published}` is no date (EDTF), as 2025-08-13 or 2025.")
        return {key: value for key, value in found.items() if value}
