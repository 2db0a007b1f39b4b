"""Reading the hand-edited data files: every fault is named with its file and line.

ruamel.yaml parses (YAML 1.2); it is imported when data files are read, never for the built asset.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from foedera.errors import Problem
from foedera.gazetteer.tables import TABLES, TENURE_KEYS, Table, ValueKind

Tenures: TypeAlias = list[dict[str, str]]
Node: TypeAlias = Any
"""A node of ruamel.yaml: its classes declare neither `id` nor `value`."""
Value: TypeAlias = str | bool | float | list[str] | Tenures

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a data file."""

    table: str
    file: str
    line: int
    values: dict[str, Value]

    def text(self, key: str) -> str | None:
        """Return a single string, None where the key is absent."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def texts(self, key: str) -> list[str]:
        """Return a list of strings, empty where the key is absent."""
        value = self.values.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def tenures(self) -> Tenures:
        """Return the offices that a person held."""
        value = self.values.get("offices")
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def number(self, key: str) -> float | None:
        """Return a number, None where the key is absent."""
        value = self.values.get(key)
        return value if isinstance(value, float) else None


@dataclass(slots=True)
class Source:
    """All records of a directory, by table, and what is wrong with its files."""

    tables: dict[str, list[Record]] = field(default_factory=lambda: {name: [] for name in TABLES})
    problems: list[Problem] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Iterate over the records of all tables."""
        for records in self.tables.values():
            yield from records


def load_source(*directories: Path) -> Source:
    """Read data directories, the later ones adding to the earlier."""
    source = Source()
    for directory in directories:
        if not directory.is_dir():
            source.problems.append(Problem("G101", str(directory), "no such directory; give one with .yaml files"))
            continue
        for path in sorted(directory.rglob("*.yaml")):
            _read_file(path, directory, source)
    return source


def _read_file(path: Path, directory: Path, source: Source) -> None:
    from ruamel.yaml import YAML  # noqa: PLC0415 - only when data files are read
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    name = str(path)
    table = TABLES.get(path.relative_to(directory).parts[0].removesuffix(".yaml"))
    if table is None:
        message = f"no such table; rename the file or its folder to one of {', '.join(TABLES)}"
        source.problems.append(Problem("G102", name, message))
        return
    try:
        root = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        source.problems.append(Problem("G101", name, f"not readable as YAML: {_one_line(error)}", line))
        return
    if root is None:
        return
    if root.id != "sequence":
        source.problems.append(Problem("G105", name, "the file must be a list of entries; begin each with `- `", 1))
        return
    for node in root.value:
        _read_entry(node, table, name, source)


def _read_entry(node: Node, table: Table, file: str, source: Source) -> None:
    line = node.start_mark.line + 1
    if node.id != "mapping":
        source.problems.append(Problem("G105", file, "an entry must be `key: value` lines", line))
        return
    reader = _Reader(file, source.problems)
    values = reader.mapping(node, table.keys)
    source.problems.extend(
        Problem("G104", file, f"`{key}` is missing; every entry of {table.name} has it", line)
        for key in table.needed
        if key not in values
    )
    source.tables[table.name].append(Record(table.name, file, line, values))


class _Reader:
    """Turns YAML nodes into values of the kinds that a table asks for."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._readers: dict[ValueKind, Callable[[Node], Value | None]] = {
            "text": self._text, "texts": self._texts, "flag": self._flag, "number": self._number,
            "date": self._date, "code": self._code, "codes": self._codes, "tenures": self._tenures,
        }  # fmt: skip

    def mapping(self, node: Node, keys: dict[str, ValueKind]) -> dict[str, Value]:
        """Return the values of a mapping that are right."""
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key not in keys:
                self._fault("G103", key_node, f"unknown key `{key}`; use one of {', '.join(keys)}")
            elif key in values:
                self._fault("G106", key_node, f"`{key}` stands twice; delete one")
            else:
                value = self._readers[keys[key]](value_node)
                if value is not None:
                    values[key] = value
        return values

    def _fault(self, code: str, node: Node, message: str) -> None:
        self._problems.append(Problem(code, self._file, message, node.start_mark.line + 1))

    def _scalar(self, node: Node, what: str) -> str | None:
        if node.id != "scalar":
            self._fault("G105", node, f"expected {what}")
            return None
        return str(node.value)

    def _text(self, node: Node) -> str | None:
        value = self._scalar(node, "a quoted string")
        if value is None:
            return None
        if getattr(node, "style", None) not in ('"', "'"):
            self._fault("G111", node, f'`{value}` is not quoted; write "{value}"')
        if not value.strip() or value != value.strip():
            self._fault("G105", node, f"`{value}` is empty or has blanks at its ends")
            return None
        return value

    def _texts(self, node: Node) -> list[str] | None:
        if node.id != "sequence":
            self._fault("G105", node, 'expected a list: ["...", "..."]')
            return None
        return [text for text in map(self._text, node.value) if text is not None]

    def _flag(self, node: Node) -> bool | None:
        value = self._scalar(node, "true or false")
        if value in {"true", "false"}:
            return value == "true"
        if value is not None:
            self._fault("G105", node, f"`{value}` is neither true nor false")
        return None

    def _number(self, node: Node) -> float | None:
        value = self._scalar(node, "a number")
        try:
            return None if value is None else float(value)
        except ValueError:
            self._fault("G105", node, f"`{value}` is not a number")
            return None

    def _date(self, node: Node) -> str | None:
        value = self._text(node)
        if value is not None and not _DATE.fullmatch(value):
            self._fault("G110", node, f"`{value}` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
            return None
        return value

    def _code(self, node: Node) -> str | None:
        value = self._text(node)
        if value is not None and not _CODE.fullmatch(value):
            self._fault("G109", node, f"`{value}` is not a country code; write three capitals")
            return None
        return value

    def _codes(self, node: Node) -> list[str] | None:
        if node.id != "sequence":
            self._fault("G105", node, 'expected a list of country codes: ["...", "..."]')
            return None
        return [code for code in map(self._code, node.value) if code is not None]

    def _tenures(self, node: Node) -> Tenures | None:
        if node.id != "sequence" or not all(item.id == "mapping" for item in node.value):
            self._fault("G105", node, "expected a list of offices with their dates")
            return None
        return [self._tenure(item) for item in node.value]

    def _tenure(self, node: Node) -> dict[str, str]:
        values = {key: value for key, value in self.mapping(node, TENURE_KEYS).items() if isinstance(value, str)}
        for key in ("office", "from"):
            if key not in values:
                self._fault("G104", node, f"`{key}` is missing in an office")
        if "to" in values and values["to"] < values.get("from", ""):
            self._fault("G110", node, "the office ends before it begins")
        return values


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
