"""The formats by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from foedera.export.bibtex import write_bibtex
from foedera.export.csl import write_csl
from foedera.export.events_json import write_claims, write_events
from foedera.export.ftm import write_ftm
from foedera.export.geojson import write_geojson
from foedera.export.material import ExportError, Material, Written
from foedera.export.plover import write_plover
from foedera.export.ris import write_ris
from foedera.export.stix import write_stix
from foedera.export.tables_csv import write_csv
from foedera.export.tables_parquet import write_parquet


@dataclass(frozen=True, slots=True)
class Format:
    """One format of export."""

    name: str
    title: str
    """What it is and for whom, in one line, for help."""
    suffix: str
    """Usual ending of the file; empty for a folder of files."""
    writer: Callable[[Material, Any], Written]
    """Takes a binary stream, or the path of a folder."""
    extra: str | None = None
    """The optional extra that must be installed."""

    @property
    def folder(self) -> bool:
        """Whether it writes several files into a folder."""
        return not self.suffix


_ALL = (
    Format("csv", "tables for spreadsheets and statistics, with a data dictionary", "", write_csv),
    Format("parquet", "the same tables for data frames", "", write_parquet, "parquet"),
    Format("json", "events with the claims that make them up", ".json", write_events),
    Format("jsonl", "reports with their claims, one a line", ".jsonl", write_claims),
    Format("geojson", "events as points on a map (RFC 7946)", ".geojson", write_geojson),
    Format("plover", "claims as PLOVER events, one a line", ".plover.jsonl", write_plover),
    Format("stix", "a STIX 2.1 bundle", ".stix.json", write_stix),
    Format("ftm", "FollowTheMoney entities, one a line", ".ftm.jsonl", write_ftm),
    Format("bibtex", "the sources as BibTeX", ".bib", write_bibtex),
    Format("csl-json", "the sources as CSL-JSON", ".csl.json", write_csl),
    Format("ris", "the sources as RIS", ".ris", write_ris),
)
FORMATS: Mapping[str, Format] = MappingProxyType({item.name: item for item in _ALL})
"""By name, in the order of help."""


def export(name: str, material: Material, target: BinaryIO | Path) -> Written:
    """Write a record in one format.

    Args:
        target: A binary stream; for formats with `folder`, the path of a folder, which is made where it is not there.

    Raises:
        ExportError: There is no such format, the target does not suit it, or an extra is missing.
    """
    if name not in FORMATS:
        message = f"there is no format {name!r}; there are {', '.join(FORMATS)}"
        raise ExportError(message)
    chosen = FORMATS[name]
    if chosen.folder != isinstance(target, Path):
        message = (
            f"{name} writes {'a folder' if chosen.folder else 'one file'}; name {'a' if chosen.folder else 'no'} folder"
        )
        raise ExportError(message)
    return chosen.writer(material, target)
