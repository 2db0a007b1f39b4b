"""The data dictionary: a Frictionless data package for programs and a README for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from foedera.export.columns import Column
from foedera.export.folders import MARK
from foedera.export.material import Material
from foedera.export.streams import whole
from foedera.export.tables import TABLES, Table

_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_INTRODUCTION = """\
# A record of dealings between states

Made with Foedera{version}{author} on {now}.

What reports say is coded as *claims*: what one report says about one happening, with the passages that say it. Claims
about the same happening add up to *events*. Every value of an event leads back to the sentences that give it:
`events` → `readings` → `reading_claims` → `claims` → `cells` and `passages` → `reports`.
"""
_CSV_NOTE = """
Files are CSV (RFC 4180) in UTF-8. An empty cell is an unknown value. Text that a spreadsheet would run as a formula
(it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, be it behind blanks or quotes) has an apostrophe before
it; drop one apostrophe there to have the text as it was.
"""


def write_dictionary(material: Material, counts: Mapping[str, int], suffix: str, folder: Path) -> tuple[str, ...]:
    """Write both descriptions into a folder; return their names."""
    package = json.dumps(data_package(material, counts, suffix), ensure_ascii=False, indent=2)
    (folder / MARK).write_text(whole(package) + "\n", "utf-8")
    (folder / "README.md").write_text(whole(readme(material, counts, suffix)), "utf-8")
    return MARK, "README.md"


def data_package(material: Material, counts: Mapping[str, int], suffix: str) -> dict[str, Any]:
    """Return the description of the files as a Frictionless data package."""
    return {
        "profile": "tabular-data-package" if suffix == "csv" else "data-package",
        "name": "foedera-record",
        "title": "A record of dealings between states",
        "created": material.now,
        "contributors": [{"title": material.author, "role": "author"}] if material.author else [],
        "version": material.version or "0",
        "resources": [_resource(table, counts, suffix) for table in TABLES],
    }


def _resource(table: Table, counts: Mapping[str, int], suffix: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": table.name,
        "path": f"{table.name}.{suffix}",
        "title": table.title,
        "description": table.description,
        "profile": "tabular-data-resource" if suffix == "csv" else "data-resource",
        "format": suffix,
        "mediatype": _MEDIA[suffix],
    }
    if suffix == "csv":
        out["encoding"] = "utf-8"
        out["dialect"] = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"}
    return out | {"rows": counts[table.name], "schema": _schema(table)}


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
        "foreignKeys": [_foreign(column) for column in table.columns if column.refers],
    }


def _field(column: Column) -> dict[str, Any]:
    out = {"name": column.name, "type": _TYPES[column.kind], "description": column.description}
    return out | ({"constraints": {"required": True}} if column.required else {})


def _foreign(column: Column) -> dict[str, Any]:
    table, _, name = (column.refers or "").partition(".")
    return {"fields": column.name, "reference": {"resource": table, "fields": name}}


def readme(material: Material, counts: Mapping[str, int], suffix: str) -> str:
    """Return the data dictionary as Markdown."""
    version = f" {material.version}" if material.version else ""
    author = f" by {material.author}" if material.author else ""
    text = _INTRODUCTION.format(version=version, author=author, now=material.now)
    parts = [text + (_CSV_NOTE if suffix == "csv" else "")]
    parts += ["\n".join(_section(table, counts[table.name], suffix)) for table in TABLES]
    return "\n".join(parts) + "\n"


def _section(table: Table, count: int, suffix: str) -> Iterator[str]:
    yield f"## {table.name}.{suffix}: {table.title}"
    yield ""
    yield f"{table.description} {count:,} rows. Key: {', '.join(f'`{name}`' for name in table.key)}."
    yield ""
    yield "| column | type | what it says |"
    yield "|---|---|---|"
    for column in table.columns:
        refers = f" Refers to `{column.refers}`." if column.refers else ""
        never = " Never empty." if column.required else ""
        yield f"| `{column.name}` | {column.kind} | {column.description}{refers}{never} |".replace("\n", " ")
    yield ""
