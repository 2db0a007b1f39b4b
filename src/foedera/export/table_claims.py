"""Rows of a register as claims, with the register as their source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from typing import Any, TypeAlias

from foedera.codebook import ClaimType, Codebook
from foedera.errors import Problem
from foedera.export.mapping import TableMapping
from foedera.export.table_cells import ActorOf, CellReader, PlaceOf
from foedera.export.table_fault import TableError
from foedera.export.table_read import Sheet, read_sheet
from foedera.export.table_text import RowText, write_text
from foedera.types import STATUSES, Cell, Claim, Evidence, Report, Status

Row: TypeAlias = RowText


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """What came of a register."""

    report: Report
    """Its text is the rows, readable; its claims point into them."""
    problems: tuple[Problem, ...]
    """Rows and cells that could not be taken, each with its row number as `line` and the reason. Codes: I301 a column
    that the mapping does not name, I302 a row of no known type or status, I303 a row that says too little, I304 a cell
    that says nothing its target can hold, I305 a target that the row's type does not have, I306 an id twice."""
    rows: int
    skipped: int
    """Rows that gave no claim; those that the mapping's `skip` leaves out are among them, without a problem."""
    kind: str = "new"
    """What it was to the record: `new`, `same` (nothing was added), `version` (an earlier one of the register, or its
    claims by another mapping, are in the record and stay there), `empty` (no claims, so that nothing was added)."""


def import_table(
    data: bytes,
    name: str,
    mapping: TableMapping,
    codebook: Codebook,
    *,
    actor_of: ActorOf,
    place_of: PlaceOf,
    countries: Mapping[str, str] | None = None,
) -> ImportedTable:
    """Turn a register into one report with a claim for each row.

    Claims get `source="table"` in the record by the caller; ids depend on file and mapping only. A cell that cannot be
    read is left out of its claim and told; the row goes on as long as the claim type's required roles are filled.

    Args:
        name: The file's name, for messages; the register's title where the mapping gives none.
        countries: Names by country code, so that registers which write codes are understood.

    Raises:
        TableError: The file cannot be read, or lacks a column that the mapping names (code I207).
    """
    sheet = read_sheet(
        data,
        name,
        delimiter=mapping.delimiter,
        encoding=mapping.encoding,
        sheet=mapping.sheet,
        header=mapping.header,
    )
    _check_columns(sheet, name, mapping)
    text, rows = write_text(sheet, mapping)
    report = _report(data, name, text, mapping)
    reader = CellReader(mapping, actor_of, place_of, countries or {}, stored=sheet.delimiter is None)
    importer = _Importer(name, report, mapping, codebook, reader)
    claims = tuple(claim for row in rows for claim in [importer.claim(row)] if claim)
    problems = (*_unnamed(sheet, name, mapping), *importer.problems)
    whole = Report(**{key: getattr(report, key) for key in report.__slots__} | {"claims": claims})
    return ImportedTable(whole, problems, len(rows), len(rows) - len(claims))


def _check_columns(sheet: Sheet, name: str, mapping: TableMapping) -> None:
    missing = [column for column in mapping.named if column not in sheet.columns]
    if missing:
        known = ", ".join(f"`{column}`" for column in sheet.columns)
        problems = [
            Problem(
                "I207", name, f"has no column `{column}`, which {mapping.file} names; it has {known}.", mapping.header
            )
            for column in missing
        ]
        raise TableError(*problems)


def _unnamed(sheet: Sheet, name: str, mapping: TableMapping) -> list[Problem]:
    """I301: columns that nobody looked at."""
    columns = [f"`{column}`" for column in sheet.columns if column not in mapping.named]
    if not columns:
        return []
    message = (
        f"columns that {mapping.file} does not name are not used: {', '.join(columns)}; map or list them as unused."
    )
    return [Problem("I301", name, message, mapping.header)]


def _report(data: bytes, name: str, text: str, mapping: TableMapping) -> Report:
    """Return the register as a report without claims; the same file with the same mapping is the same report."""
    identity = json.dumps([hashlib.sha256(data).hexdigest(), mapping.hash])
    return Report(
        hashlib.sha256(identity.encode()).hexdigest()[:20],
        text,
        title=mapping.source.get("title") or name.replace("\\", "/").rpartition("/")[2],
        byline=mapping.byline,
        published=mapping.source.get("published"),
        publisher=mapping.source.get("publisher"),
        url=mapping.source.get("url"),
        language=mapping.source.get("language"),
    )


@dataclass(slots=True)
class _Importer:
    """Makes claims of rows and notes what is wrong."""

    name: str
    report: Report
    mapping: TableMapping
    codebook: Codebook
    reader: CellReader
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    def claim(self, row: Row) -> Claim | None:
        """Return the claim of a row, None where it gives none."""
        if self._is_skipped(row):
            return None
        self._check_id(row)
        kind = self.codebook.types.get(self._chosen(row, "type") or "")
        status = self._chosen(row, "status")
        if kind is None or status not in STATUSES:
            what = "type" if kind is None else "status"
            choice = self.mapping.type if kind is None else self.mapping.status
            said = row.cell(choice.column or "")
            told = f"`{said[0]}` is no {what} of claims" if said else f"its cell for the {what} is empty"
            self._tell("I302", row, f"{told}; the row is left out. Say what it means with `{what}: values`.")
            return None
        found = self.reader.read(row, kind)
        for code, message in found.problems:
            self._tell(code, row, message)
        if not self._says_enough(row, kind, found.cells):
            return None
        return self._make(row, kind, status, found.cells, found.undisclosed)

    def _tell(self, code: str, row: Row, message: str) -> None:
        self.problems.append(Problem(code, self.name, message, row.number))

    def _chosen(self, row: Row, what: str) -> str | None:
        choice = self.mapping.type if what == "type" else self.mapping.status
        said = row.cell(choice.column or "")
        return choice.of(said[0] if said else None)

    def _is_skipped(self, row: Row) -> bool:
        for column, cells in self.mapping.skip:
            said = row.cell(column)
            if (said[0].casefold() if said else "") in cells:
                return True
        return False

    def _check_id(self, row: Row) -> None:
        said = row.cell(self.mapping.id or "")
        if said and said[0] in self.ids:
            self._tell("I306", row, f"the id `{said[0]}` stands in row {self.ids[said[0]]} too; both are taken.")
        elif said:
            self.ids[said[0]] = row.number

    def _says_enough(self, row: Row, kind: ClaimType, cells: tuple[Cell, ...]) -> bool:
        filled = {cell.field.removeprefix("role:") for cell in cells if cell.field.startswith("role:")}
        missing = [role.name for role in kind.roles if role.required and role.name not in filled]
        if missing:
            self._tell("I303", row, f"names no {' and no '.join(missing)} that could be read; the row is left out.")
        elif not cells or (kind.roles and not filled):
            self._tell("I303", row, "says nothing that could be read; the row is left out.")
        return bool(cells) and not missing and not (kind.roles and not filled)

    def _make(
        self, row: Row, kind: ClaimType, status: Status, cells: tuple[Cell, ...], undisclosed: tuple[str, ...]
    ) -> Claim:
        body = [row.number, kind.id, status, [(cell.field, _plain(cell.value)) for cell in cells]]
        digest = hashlib.sha256(json.dumps([self.report.id, body], ensure_ascii=True).encode()).hexdigest()
        names = tuple(dict.fromkeys(cell.field.partition(":")[2] or cell.field for cell in cells))
        return Claim(digest[:16], kind.id, status, cells, (Evidence(row.start, row.end, names),), undisclosed)


def _plain(value: object) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
