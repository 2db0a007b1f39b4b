"""A first mapping from the header of a register, for a person to correct."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from foedera.codebook import ClaimType, Codebook
from foedera.codebook.words import stems
from foedera.export.mapping import Target
from foedera.export.mapping_dates import date_pattern
from foedera.export.table_read import Sheet
from foedera.export.table_values import Unread, read_date
from foedera.types import STATUSES

_WORDS = {
    "when": "date when day year month period time dates",
    "when.start": "start begin from since first opening commenced",
    "when.end": "end until finish closing last through",
    "where": "place where location venue city town site area region",
    "where.country": "country nation",
    "where.lat": "lat latitude",
    "where.lon": "lon long lng longitude",
    "name": "name title designation system event",
    "said_by": "source according reference citation sources",
}
"""Words of headers and what they mean in any register."""
_FIELD_WORDS = {
    "personnel": "soldiers troops men",
    "quantity": "number quantity amount ordered units",
    "value": "price cost worth",
    "equipment": "weapon weapons",
    "purpose": "aim goal",
}
"""Other words for fields that several types have."""
_ID = frozenset("id no nr number key code".split())
_SIGNS = (";", "|", "/", ",")
_ENOUGH = 0.2
"""Share of cells that hold a sign before it is taken for one that parts values."""
_SAMPLE = 200
_ONE_OF = re.compile(
    r"(?:countr(?:y|ies)|states?|nations?|part(?:y|ies)|actors?|sides?)[ _-]*([ab]|[1-9]|one|two|i|ii)", re.IGNORECASE
)
"""A header of one of several parties: "Country A", "state_2"."""
_TOGETHER = ("participant", "party")
"""Roles of those who act together; in types without one the first party does something to the second."""
_STATES = frozenset(stems("country state nation"))
_HUNDREDS = re.compile(r"\d,\d{3}")


def guess_mapping(sheet: Sheet, codebook: Codebook, *, name: str, type: str | None = None) -> str:  # noqa: A002
    """Return the text of a mapping file (YAML) that says of every column what it may be, or that it is not used.

    It is a beginning: whoever knows the register corrects it. What was not understood stands under `unused`.

    Args:
        name: The register's file name, for its title.
        type: Claim type of the rows; None: the one whose roles and fields the header names best.
    """
    types = None if type else next((column for column in sheet.columns if _says(sheet, column, codebook.types)), None)
    kind = codebook.types[type] if type else _likeliest(sheet, codebook, types)
    guesses = _with_dates(sheet, dict(_guesses(sheet, kind))) | ({types: _Guess(None)} if types else {})
    taken = [column for column, guess in guesses.items() if guess.to]
    key = next((column for column in sheet.columns if column not in taken and _is_id(sheet, column)), None)
    rest = [column for column in sheet.columns if column not in (*taken, key, types)]
    status = next((column for column in rest if _says(sheet, column, STATUSES)), None)
    unused = [column for column in rest if column != status]
    lines = [
        "# A first guess by Foedera: correct what is wrong, then `foedera import FILE --mapping THIS`.",
        "source:",
        f"  title: {_quoted(name)}",
        '  # publisher: "..."    published: "2025-09"    url: "https://..."',
    ]
    if sheet.delimiter and sheet.delimiter != ",":
        lines += ["table:", f"  delimiter: {_quoted(sheet.delimiter)}"]
    if key:
        lines.append(f"id: {_quoted(key)}")
    lines.append(f"type: {{column: {_quoted(types)}}}" if types else f"type: {_quoted(kind.id)}")
    lines.append(f"status: {{column: {_quoted(status)}}}" if status else 'status: "occurred"')
    lines += ["columns:", *(f"  {_quoted(column)}: {guesses[column].yaml()}" for column in taken)]
    if not taken:
        lines.append("  # no column was understood; name at least one")
    if unused:
        lines.append(f"unused: [{', '.join(map(_quoted, unused))}]")
    roles = ", ".join(role.name for role in kind.roles)
    fields = ", ".join(field.name for field in kind.fields)
    return "\n".join([*lines, f"# Roles of {kind.id}: {roles}", f"# Its fields: {fields}", ""])


@dataclass(frozen=True, slots=True)
class _Guess:
    to: str | None
    split: tuple[str, ...] = ()
    """Signs that part its values."""
    date: str | None = None
    """How its dates are written."""

    def yaml(self) -> str:
        signs = ", ".join(map(_quoted, self.split))
        split = f", split: {signs if len(self.split) == 1 else f'[{signs}]'}" if self.split else ""
        date = f", date: {_quoted(self.date)}" if self.date else ""
        return f"{{to: {_quoted(self.to or '')}{split}{date}}}"


def _guesses(sheet: Sheet, kind: ClaimType) -> Iterator[tuple[str, _Guess]]:
    """Yield what each column may be; a target is given once, but to roles, which several columns may fill."""
    given: set[str] = set()
    parties = _parties(sheet, kind)
    for place, column in enumerate(sheet.columns):
        cells = [row[place] for _, row in sheet.rows[:_SAMPLE] if row[place]]
        to = parties.get(column) or _target(column, cells, kind)
        if to is None or (to in given and not kind.role(to)):
            yield column, _Guess(None)
            continue
        given.add(to)
        several = kind.role(to) or to in ("said_by", "where") or _holds_several(to, kind)
        yield column, _Guess(to, _signs(cells) if several else ())


def _with_dates(sheet: Sheet, guesses: dict[str, _Guess]) -> dict[str, _Guess]:
    """Return guesses with how dates are written whose day and month another row tells apart."""
    dates = [column for column, guess in guesses.items() if guess.to and guess.to.startswith("when")]
    cells = {column: _cells(sheet, column) for column in dates}
    whole = [cell for column in dates for cell in cells[column]]
    patterns = {column: date_pattern(cells[column], whole) for column in dates}
    return {column: replace(guess, date=patterns.get(column)) for column, guess in guesses.items()}


def _cells(sheet: Sheet, column: str) -> list[str]:
    """Return what the rows have in a column, where they have anything."""
    place = sheet.columns.index(column)
    return [row[place] for _, row in sheet.rows if row[place]]


def _parties(sheet: Sheet, kind: ClaimType) -> dict[str, str]:
    """Return the roles of columns that number the parties, if there are at least two: "Country A" and "Country B".

    So too of one column of several states in each row, for a type whose parties act together: "Countries".
    """
    numbered = [column for column in sheet.columns if _ONE_OF.fullmatch(column.strip())]
    roles = [role.name for role in kind.roles]
    together = next((role for role in _TOGETHER if role in roles), None)
    if len(numbered) < 2 or not roles:
        return {column: together for column in sheet.columns if together and _is_of_states(sheet, column)}
    return {column: together or roles[min(place, len(roles) - 1, 1)] for place, column in enumerate(numbered)}


def _is_of_states(sheet: Sheet, column: str) -> bool:
    """Tell whether a column holds states, in a good part of the rows several of them: then they are no places."""
    place = sheet.columns.index(column)
    cells = [row[place] for _, row in sheet.rows[:_SAMPLE] if row[place]]
    return _words(column) <= _STATES and bool(_signs(cells))


def _holds_several(to: str, kind: ClaimType) -> bool:
    field = kind.field(to)
    return field is not None and field.kind in ("phrases", "enumerations", "numbers")


def _target(column: str, cells: Sequence[str], kind: ClaimType) -> str | None:
    """Return what a header means: a role or field of the type by its name, else by the words of any register."""
    words: frozenset[str] = _words(column)
    for name in _names(kind):
        if _names_it(name, words):
            return name
    if words <= _words(kind.id):
        return "name"
    found = next((to for to, meant in _WORDS.items() if to.startswith("when.") and words & _words(meant)), None)
    if found and _are_dates(cells):
        return found
    for to, meant in _WORDS.items():
        if words & _words(meant) and (not to.startswith("when") or _are_dates(cells)):
            return to
    return None


def _names_it(name: str, words: frozenset[str]) -> bool:
    """Tell whether the words of a header name a role or field: "Number of troops" the field `personnel`."""
    return _words(name) <= words or bool(words & _words(_FIELD_WORDS.get(name, "")))


def _names(kind: ClaimType) -> list[str]:
    return [role.name for role in kind.roles] + [field.name for field in kind.fields]


def _words(text: str) -> frozenset[str]:
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")
    return frozenset(stems(split))


def _are_dates(cells: Sequence[str]) -> bool:
    """Tell whether most cells can be read as dates, or could be if it were said how they are written."""
    good = 0
    for cell in cells:
        try:
            read_date(cell, Target("when"))
        except Unread as reason:
            good += "two days" in str(reason)
        else:
            good += 1
    return not cells or good * 2 > len(cells)


def _signs(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the signs that part values in a column, the commonest first: registers that many wrote have several."""
    plain = [_HUNDREDS.sub("", cell) for cell in cells]
    counts = Counter({sign: sum(sign in cell for cell in plain) for sign in _SIGNS})
    common = [sign for sign in _SIGNS if cells and counts[sign] >= _ENOUGH * len(cells)]
    return tuple(sorted(common, key=lambda sign: -counts[sign]))


def _says(sheet: Sheet, column: str, words: Collection[str]) -> bool:
    """Tell whether every cell of a column is one of some words: the statuses, the types."""
    place = sheet.columns.index(column)
    cells = {row[place] for _, row in sheet.rows}
    return bool(cells) and cells <= set(words)


def _is_id(sheet: Sheet, column: str) -> bool:
    place = sheet.columns.index(column)
    cells = [row[place] for _, row in sheet.rows if row[place]]
    named = _ID & {word.casefold() for word in re.findall(r"\w+", column)}
    return bool(named) and len(set(cells)) == len(cells)


def _likeliest(sheet: Sheet, codebook: Codebook, types: str | None) -> ClaimType:
    """Return the claim type whose name, roles and fields the header names best.

    Args:
        types: Column of types; then the one that most rows have.
    """
    if types:
        place = sheet.columns.index(types)
        return codebook.types[Counter(row[place] for _, row in sheet.rows).most_common(1)[0][0]]
    header = [_words(column) for column in sheet.columns]

    def score(kind: ClaimType) -> tuple[int, int]:
        named = sum(any(_names_it(name, words) for words in header) for name in _names(kind)) + len(
            _parties(sheet, kind)
        )
        return named + 3 * any(_words(kind.id) & words for words in header), kind.trained

    return max(sorted(codebook.types.values(), key=lambda kind: kind.id), key=score)


def _quoted(text: str) -> str:
    """Return a text in double quotes, as YAML and JSON alike read it."""
    return json.dumps(text, ensure_ascii=False)
