"""The formats by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from foedera.export.material import Material, Written


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


FORMATS: Mapping[str, Format] = {}
"""By name: csv, parquet, geojson, plover, stix, ftm, bibtex, csl-json, ris, json, jsonl."""


def export(name: str, material: Material, target: BinaryIO | Path) -> Written:
    """Write a record in one format.

    Args:
        target: A binary stream; for formats with `folder`, the path of a folder, which is made where it is not there.

    Raises:
        ExportError: There is no such format, the target does not suit it, or an extra is missing.
    """
    raise NotImplementedError
