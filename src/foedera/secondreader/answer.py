"""From what a model writes to claims that are not yet believed: any shape of JSON in, records of plain words out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from foedera.secondreader.faults import CUT_OFF, NO_CLAIMS, REFUSAL, Fault

MOST_CLAIMS = 200
"""Of one piece; more is no reading of it."""
_MOST_CELLS = 100
_LONGEST = 4_000
"""Characters of one quotation."""
_MOST_STARTS = 50
"""Places of an answer at which JSON is looked for."""
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_DECLINES = re.compile(
    r"(?i)^\W*(?:i['’]?m sorry|i am sorry|sorry|i can['’]?t|i cannot|i am unable|i['’]m unable|i won['’]?t|as an ai)\b"
)
_QUOTES = ("printed", "quote", "words", "text", "name")
"""Keys under which a value's words are taken, the first that is there."""


@dataclass(frozen=True, slots=True)
class ToldCell:
    """One value as the model gives it."""

    field: str
    printed: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One claim as the model gives it."""

    type: str
    status: str
    trigger: str
    evidence: tuple[str, ...]
    cells: tuple[ToldCell, ...]
    unquoted: int = 0
    """Values without words that could be looked up."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer holds."""

    claims: tuple[Told, ...]
    malformed: int = 0
    """Entries that are no claims."""


def read_answer(words: str) -> Answered:
    """Return the claims of an answer, which may stand in prose or a fence, and be in the contract's own shape.

    Raises:
        Fault: It holds no list of claims: it is a refusal, was cut off, or is something else.
    """
    words = _THOUGHT.sub("", words).strip()
    entries = _entries(words)
    if entries is None:
        if _DECLINES.match(words):
            raise Fault(REFUSAL, "the model declines to read this report")
        if re.search(r'\{\s*"claims"\s*:\s*\[', words):
            raise Fault(CUT_OFF, "the model's answer ends before its JSON does, or its JSON is broken")
        raise Fault(NO_CLAIMS, "the model answers with no claims as JSON")
    told = [_claim(entry) for entry in entries[:MOST_CLAIMS]]
    good = tuple(each for each in told if each is not None)
    return Answered(good, len(entries) - len(good))


def _entries(words: str) -> list[Any] | None:
    """Return the list of claims in an answer: the first JSON value that is one, or holds one."""
    decoder = json.JSONDecoder()
    for number, start in enumerate(islice(re.finditer(r"[{\[]", words), _MOST_STARTS)):
        try:
            value, _ = decoder.raw_decode(words, start.start())
        except (ValueError, RecursionError):
            continue
        found = _list_of(value)
        if found or (found is not None and (number == 0 or isinstance(value, Mapping))):
            return found  # an empty list further in may belong to a claim that is cut off
    return None


def _list_of(value: Any) -> list[Any] | None:
    if isinstance(value, Mapping):
        claims = value.get("claims")
        return claims if isinstance(claims, list) else None
    if isinstance(value, list) and all(isinstance(each, Mapping) and "type" in each for each in value):
        return value
    return None


def _claim(entry: Any) -> Told | None:
    """Return one entry as a claim; None where its type, status or evidence is not even of the right kind."""
    if not isinstance(entry, Mapping):
        return None
    type_, status = entry.get("type"), entry.get("status")
    evidence = tuple(_quotes_of(entry.get("evidence")))
    if not (isinstance(type_, str) and isinstance(status, str) and evidence):
        return None
    values = [*_cells(entry.get("cells")), *_by_contract(entry)][:_MOST_CELLS]
    cells = tuple(dict.fromkeys(each for each in values if each.printed))
    trigger = _words_of(entry.get("trigger")) or ""
    return Told(type_, status, trigger, evidence, cells, sum(not each.printed for each in values))


def _quotes_of(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        words = _words_of(each)
        if words:
            yield words


def _cells(cells: Any) -> Iterator[ToldCell]:
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, Mapping) and isinstance(cell.get("field"), str):
            yield ToldCell(cell["field"], _words_of(cell, _QUOTES[:-1]) or "", _value_of(cell))


def _by_contract(entry: Mapping[str, Any]) -> Iterator[ToldCell]:
    """Yield the values that the contract's own places hold: `roles`, `fields`, `said_by`, `name`, `when`, `where`."""
    for place in ("roles", "fields"):
        values = entry.get(place)
        prefix = place.removesuffix("s")
        if isinstance(values, Mapping):
            for name, value in values.items():
                yield from _each(f"{prefix}:{name}", value)
    for field in ("said_by", "name", "when", "where"):
        yield from _each(field, entry.get(field))


def _each(field: str, value: Any) -> Iterator[ToldCell]:
    for each in value if isinstance(value, list) else [value]:
        if each is not None and each != "":
            yield ToldCell(field, _words_of(each) or "", _value_of(each))


def _words_of(value: Any, keys: tuple[str, ...] = _QUOTES) -> str | None:
    """Return the words that a value stands on: itself, or what it quotes."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in keys if isinstance(value.get(key), str)), None)
    return value.strip()[:_LONGEST] if isinstance(value, str) and value.strip() else None


def _value_of(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("value")
    return value.strip() if isinstance(value, str) and len(value) < _LONGEST else None
