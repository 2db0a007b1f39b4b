"""Claims and values as short JSON: exact, quick, and read by nobody else.

The record's derived tables hold claims so, and so do the files that the steps of a large merge leave for each other.
The truth is kept in the contract's own JSON.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from foedera.types import Actor, Cell, CellValue, Claim, Evidence, Place, Quantity, Span

_encoder = json.JSONEncoder(separators=(",", ":"))  # ASCII only: NUL and lone surrogates are safe in any database


def dump(value: Any) -> str:
    """Write JSON as the tables hold it."""
    return _encoder.encode(value)


def pack_value(value: CellValue) -> Any:
    """Return a cell's value as JSON: a list with its kind where it is a record."""
    if isinstance(value, Actor):
        return ["a", value.name, value.kind, value.country, value.org]
    if isinstance(value, Place):
        return ["p", value.name, value.country, value.lat, value.lon]
    if isinstance(value, Quantity):
        return ["q", value.n, value.qual, value.of, value.unit, value.currency]
    return value


def unpack_value(value: Any) -> CellValue:
    """Return the record that a JSON value stands for."""
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    kind, *parts = value
    if kind == "a":
        return _actor(*parts)
    return Place(*parts) if kind == "p" else Quantity(*parts)


_actor = lru_cache(maxsize=1 << 16)(Actor)
"""Makes actors, each once: the same few states act in most claims. Only texts are given to it; numbers would come back
as the first that was equal (1 for 1.0)."""


def pack_claim(claim: Claim) -> list[Any]:
    """Return a claim as JSON."""
    return [
        claim.id,
        claim.type,
        claim.status,
        [_pack_cell(cell) for cell in claim.cells],
        [[e.start, e.end, e.fields] for e in claim.evidence],
        claim.undisclosed,
        claim.confidence,
        [[span.start, span.end] for span in claim.triggers],
    ]


def claim_text(claim: Claim) -> str:
    """Return a claim as text of JSON."""
    return dump(pack_claim(claim))


def unpack_claim(packed: list[Any]) -> Claim:
    """Return the claim that `pack_claim` wrote."""
    name, kind, status, cells, evidence, undisclosed, confidence, triggers = packed
    return Claim(
        name,
        kind,
        status,
        tuple([_unpack_cell(*parts) for parts in cells]),
        tuple([Evidence(start, end, tuple(fields)) for start, end, fields in evidence]),
        tuple(undisclosed),
        confidence,
        tuple([Span(start, end) for start, end in triggers]),
    )


def _pack_cell(cell: Cell) -> list[Any]:
    packed = [cell.field, pack_value(cell.value), cell.printed, cell.span.start, cell.span.end, cell.score]
    return [*packed, cell.producer] if cell.producer else packed  # nearly all are our own coder's


def _unpack_cell(field: str, value: Any, printed: str, start: int, end: int, score: float, producer: str = "") -> Cell:
    return Cell(field, unpack_value(value), printed, Span(start, end), score, producer)
