"""The mapping file: which columns of a register say what of a claim.

```yaml
source:
  title: "Register of joint exercises"     # title, publisher, published (EDTF), url, language, byline (a list)
  publisher: "Institute of Rivers"
table:                                     # how to read the file, where it cannot be told
  delimiter: ";"
  encoding: "cp1252"
  sheet: "Events"
  header: 2                                # row that names the columns
id: "No."                                  # column by which rows are known
type: "exercise"                           # or: {column: "Kind", values: {"drill": "exercise"}}
status: "occurred"                         # the same; left out: occurred
skip:                                      # rows that are not taken
  - {column: "Verified", values: ["no"]}
empty: ["n/a", "-9"]                       # cells that say nothing, beside empty ones
constants:                                 # what holds for every row
  host: "Serbia"
columns:
  "Participants": {to: "participant", split: ";", kind: "state", values: {"PRC": "China"}}
  "Start": {to: "when.start", date: "%d.%m.%Y"}
  "End": {to: "when.end", date: "%d.%m.%Y"}
  "Soldiers": {to: "personnel", decimal: ",", unit: "soldiers"}
unused: ["Remarks"]                        # columns left out on purpose; any other that is not named is told
```

`to` names a role or field of the claim type (`role:NAME` or `field:NAME` where both have it), or `name`, `when`,
`when.start`, `when.end`, `where`, `where.country`, `where.lat`, `where.lon`, `said_by`, `undisclosed`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from foedera.codebook import ClaimType, Codebook
from foedera.errors import Problem, ProblemError

SPECIAL = (
    "name", "when", "when.start", "when.end", "where", "where.country", "where.lat", "where.lon", "said_by",
    "undisclosed",
)  # fmt: skip
"""Targets that every claim type has."""


class MappingError(ProblemError):
    """A mapping file has faults; each is named with its line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A type or status: the same for all rows, or read from a column."""

    constant: str | None = None
    column: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    """What a cell says and what it means; without them, the cell itself."""

    def of(self, cell: str | None) -> str | None:
        """Return what a row says, None where its cell has no meaning."""
        if self.column is None:
            return self.constant
        if not self.values:
            return cell or None
        return dict(self.values).get((cell or "").casefold())


@dataclass(frozen=True, slots=True)
class Target:
    """What a column, or a constant, says of a claim."""

    to: str
    split: tuple[str, ...] = ()
    """Signs that part the values of one cell."""
    values: tuple[tuple[str, str], ...] = ()
    """What a cell says, in lower case, and what it means; nothing where that is empty."""
    kind: str | None = None
    """Of actors: what they are, where the gazetteer does not know them."""
    country: str | None = None
    """Of actors and places: the country of all of them (code)."""
    date: tuple[str, ...] = ()
    """Patterns as of `strptime`."""
    decimal: str = "."
    unit: str | None = None
    currency: str | None = None

    def meaning(self, cell: str) -> str:
        """Return what a value means by the mapping's list, itself where it is not listed."""
        return dict(self.values).get(cell.casefold(), cell) if self.values else cell


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a mapping file says."""

    type: Choice
    status: Choice
    columns: tuple[tuple[str, Target], ...]
    constants: tuple[tuple[str, Target], ...] = ()
    """Each with its text."""
    skip: tuple[tuple[str, frozenset[str]], ...] = ()
    """Column, and the cells (lower case) of rows that are not taken."""
    empty: frozenset[str] = frozenset()
    """Cells that say nothing, in lower case."""
    id: str | None = None
    unused: tuple[str, ...] = ()
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    header: int = 1
    source: Mapping[str, str] = field(default_factory=dict)
    byline: tuple[str, ...] = ()
    file: str = ""
    """The mapping file's name, for messages."""

    @property
    def named(self) -> dict[str, str]:
        """Every column that the mapping names, with what names it."""
        found = dict.fromkeys(self.unused, "unused") | {name: "columns" for name, _ in self.columns}
        found |= {name: "skip" for name, _ in self.skip}
        found |= {choice.column: "type or status" for choice in (self.type, self.status) if choice.column}
        return found | ({self.id: "id"} if self.id else {})

    @property
    def hash(self) -> str:
        """Hash of all that the mapping says, whatever its file is called."""
        said = asdict(self) | {"file": "", "empty": sorted(self.empty)}
        said["skip"] = [[name, sorted(cells)] for name, cells in self.skip]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def find_target(to: str, kind: ClaimType) -> str | None:
    """Return the field of a claim's cells that a target means in a claim type: `role:host`; None where it has none.

    Example:
        >>> from foedera.codebook import load
        >>> find_target("host", load().types["exercise"]), find_target("price", load().types["exercise"])
        ('role:host', None)
    """
    if to in SPECIAL:
        return to
    prefix, _, name = to.rpartition(":")
    if prefix in ("", "role") and kind.role(name):
        return f"role:{name}"
    return f"field:{name}" if prefix in ("", "field") and kind.field(name) else None


def load_mapping(path: Path, codebook: Codebook) -> TableMapping:
    """Read and check a mapping file.

    Raises:
        MappingError: It has faults, all named at once with their lines. Codes: I101 no YAML, I102 a key twice, I103
            text without quotes, I104 a YAML feature that hides meaning, I105 a missing or unknown key or a value of
            another shape, I106 a type, status, target or kind that does not exist, I107 an option that does not fit its
            target.
    """
    from foedera.export.mapping_check import read_mapping  # noqa: PLC0415 - brings the parser of YAML

    mapping, problems = read_mapping(path, codebook)
    if problems or mapping is None:
        raise MappingError(*(problems or [Problem("I101", str(path), "cannot be read.")]))
    return mapping
