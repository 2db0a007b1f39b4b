"""Reports as Parquet parts: one row an input, each part whole or not there at all.

Columns: `source` (the input), `id`, `title`, `publisher`, `published`, `url`, `language`, `claims` (how many), `report`
(JSON of the claim contract; empty where the input failed) and `problems` (JSON; why it failed). `foedera add` takes the
parts as they are: what was read on many machines is not read again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from foedera.cli.ledger import Ledger
from foedera.contract import to_json
from foedera.errors import Problem
from foedera.sources.parquet import MARK
from foedera.types import Report

ROWS: Final = 1000
"""Reports in one part."""
BYTES: Final = 64 * 1024 * 1024
"""Characters of reports from which on a part is full."""
_PLAIN: Final = ("id", "title", "publisher", "published", "url", "language")


@dataclass(slots=True)
class PartsSink:
    """Collects reports and writes a part whenever there are enough."""

    folder: Path
    list_fields: frozenset[str]
    ledger: Ledger | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    size: int = 0
    number: int = 0

    def __post_init__(self) -> None:
        """Go on behind the parts that are noted.

        Raises:
            FileExistsError: The folder holds parts of another run, which would be mixed with ours.
        """
        known = {*(self.ledger.places if self.ledger else ())}
        strange = sorted(path.name for path in self.folder.glob("part-*.parquet") if path.name not in known)
        self.number = len(known)
        unnoted = [self._name()] if self.ledger is not None and self.ledger.going_on else []
        if strange and strange != unnoted:  # the last may have been written and not yet noted
            message = f"it holds {strange[0]} of another run; take these away, or name another folder"
            raise FileExistsError(message)
        if self.ledger is not None:
            self.ledger.begin()

    def add(self, report: Report, name: str) -> None:
        """Take a report."""
        plain = json.dumps(to_json(report, self.list_fields), separators=(",", ":"))
        self._take({"claims": len(report.claims), "report": plain, "problems": None}, name, report)

    def fail(self, name: str, problems: Sequence[Problem]) -> None:
        """Take an input that could not be read."""
        self._take({"claims": 0, "report": None, "problems": json.dumps([asdict(each) for each in problems])}, name)

    def close(self) -> None:
        """Write the last part."""
        if self.rows or not self.number:
            self._write()

    def _take(self, row: dict[str, Any], name: str, report: Report | None = None) -> None:
        said = {column: _text(getattr(report, column, None)) for column in _PLAIN}
        self.rows.append({"source": _text(name), **said, **row})
        self.size += len(row["report"] or "")
        if len(self.rows) >= ROWS or self.size >= BYTES:
            self._write()

    def _write(self) -> None:
        import polars as pl

        kinds = dict.fromkeys(("source", *_PLAIN, "claims", "report", "problems"), pl.String)
        table = pl.DataFrame(self.rows, schema={**kinds, "claims": pl.Int32}, orient="row")
        name = self._name()
        part = self.folder / f".{name}.part"
        table.write_parquet(part, compression="zstd", metadata={MARK: "1"})
        part.replace(self.folder / name)
        if self.ledger is not None:
            for row in self.rows:
                self.ledger.note(row["source"], name)
        self.rows, self.size, self.number = [], 0, self.number + 1

    def _name(self) -> str:
        return f"part-{self.number:05}.parquet"


def _text(value: str | None) -> str | None:
    """Return text as Parquet can hold it: without lone surrogates. The JSON keeps them."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")
