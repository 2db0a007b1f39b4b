"""The claim contract: reports with their claims as JSON, and back without loss.

The words are those of the contract: `roles`, `said_by`, `name`, `when`, `where`, `fields`, `undisclosed`, `evidence`.
Each claim also carries its `confidence`, its `triggers` and its `cells`: every value with the words that print it, from
which the report can be built again. A file without `cells` (written by hand) is read too: then a value's passage is the
sentence that supports it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias, cast

from foedera.errors import FoederaError
from foedera.types import (
    Actor,
    Cell,
    CellValue,
    Claim,
    Evidence,
    Place,
    Quantity,
    Reading,
    Report,
    SlantMark,
    Span,
)

Json: TypeAlias = dict[str, Any]

LIST_FIELDS: frozenset[str] = frozenset(
    "agreement.alias assault.equipment deployment.equipment deployment.forces deployment.personnel exercise.activities "
    "exercise.alias exercise.domain exercise.equipment exercise.personnel meeting.topics mobilize.equipment "
    "mobilize.forces mobilize.personnel protest.personnel retreat.forces retreat.personnel training.equipment "
    "training.personnel transfer.alias variant.alias".split()
)
"""Fields, each with its type, that hold a list even where only one value is known."""

_REPORT_KEYS = ("title", "dateline", "published", "publisher", "url", "language")


class ContractError(FoederaError):
    """JSON that is no report of the contract."""


def to_json(report: Report, list_fields: frozenset[str] = LIST_FIELDS) -> Json:
    """Return a report with its claims as the contract's JSON object.

    Args:
        list_fields: `type.field` of the fields that always hold a list, as a codebook of the user's own may add some. A
            field with several values holds a list in any case: no value is lost.
    """
    out: Json = {
        "report": {
            "id": report.id,
            "title": report.title,
            "byline": list(report.byline),
            "dateline": report.dateline,
            "published": report.published,
            "publisher": report.publisher,
            "url": report.url,
            "language": report.language,
            "text": report.text,
            "slant": [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in report.slant],
        },
        "claims": [claim_to_json(claim, list_fields) for claim in report.claims],
    }
    if report.second is not None:
        claims = [claim_to_json(claim, list_fields) for claim in report.second.claims]
        out["second"] = {"producer": report.second.producer, "claims": claims}
    return out


def claim_to_json(claim: Claim, list_fields: frozenset[str] = LIST_FIELDS) -> Json:
    """Return one claim as the contract's JSON object; what it does not say is absent."""
    out: Json = {
        "id": claim.id,
        "type": claim.type,
        "status": claim.status,
        "confidence": claim.confidence,
        "said_by": [value_to_json(value) for value in claim.values("said_by")],
        "roles": {role: [value_to_json(value) for value in values] for role, values in _groups(claim, "role:").items()},
    }
    for key in ("name", "when"):
        values = claim.values(key)
        if values:
            out[key] = values[0]
    if claim.values("where"):
        out["where"] = [value_to_json(value) for value in claim.values("where")]
    out["fields"] = {
        field: _field_to_json(values, as_list=f"{claim.type}.{field}" in list_fields)
        for field, values in _groups(claim, "field:").items()
    }
    out["undisclosed"] = list(claim.undisclosed)
    out["evidence"] = [{"start": e.start, "end": e.end, "fields": list(e.fields)} for e in claim.evidence]
    out["triggers"] = [{"start": span.start, "end": span.end} for span in claim.triggers]
    out["cells"] = [_cell_to_json(cell) for cell in claim.cells]
    return out


def from_json(data: Mapping[str, Any]) -> Report:
    """Return the report that a JSON object holds.

    Raises:
        ContractError: The object is not of the contract's shape.

    Example:
        >>> report = Report("r1", "Serbia and China held drills.")
        >>> from_json(to_json(report)) == report
        True
    """
    try:
        body = data["report"]
        text = body.get("text") or ""
        return Report(
            id=body.get("id") or data.get("name") or "",
            text=text,
            byline=tuple(body.get("byline") or ()),
            slant=tuple(SlantMark(mark["start"], mark["end"], mark["kind"]) for mark in body.get("slant") or ()),
            claims=tuple(_claim(claim, text) for claim in data["claims"]),
            second=_second(data.get("second"), text),
            **{key: body.get(key) for key in _REPORT_KEYS},
        )
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        message = f"this JSON is no report with claims: {type(error).__name__} at {error}"
        raise ContractError(message) from error


def claim_from_json(data: Mapping[str, Any], text: str = "") -> Claim:
    """Return the claim that a JSON object of the contract holds.

    Args:
        text: The report's text, for claims without `cells`: their values get the words of the sentences they stand on.

    Raises:
        ContractError: The object is not of the contract's shape.
    """
    try:
        return _claim(data, text)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        message = f"this JSON is no claim: {type(error).__name__} at {error}"
        raise ContractError(message) from error


def changed_claim(data: Mapping[str, Any], stands: Claim, text: str = "") -> Claim:
    """Return the claim that JSON means which a person has changed: it tells each value twice, once is enough.

    Where `roles`, `name`, `when` and their like differ from the claim as it stands, and `cells` do not, they hold: a
    new value has the words of the one in whose place it stands, else of the sentence that supports its field.

    Args:
        stands: The claim as it stands, of which the JSON was made.
        text: Its report's text.

    Raises:
        ContractError: The object is not of the contract's shape, or its two tellings of a field were both changed.
    """
    claim = claim_from_json(data, text)
    if "cells" not in data or "roles" not in data:
        return claim
    try:
        told, before = _by_field(data), _by_field(claim_to_json(stands))
        cells = list(claim.cells)
        for field in dict.fromkeys((*told, *before, *(cell.field for cell in cells))):
            mine = [value_to_json(value) for value in claim.values(field)]
            if told.get(field, []) in (mine, before.get(field, [])):
                continue
            if mine != before.get(field, []):
                message = f"`cells` and the rest of the claim say different things on {field}; change one of the two"
                raise ContractError(message)
            new = _renewed(field, told.get(field, []), claim, text)
            at = next((at for at, cell in enumerate(cells) if cell.field == field), len(cells))
            cells = [*cells[:at], *new, *(cell for cell in cells[at:] if cell.field != field)]
    except (KeyError, TypeError, AttributeError) as error:
        message = f"this JSON is no claim: {type(error).__name__} at {error}"
        raise ContractError(message) from error
    return replace(claim, cells=tuple(cells))


def value_to_json(value: CellValue) -> Any:
    """Return a cell's value: an object for actors, places and quantities, without the keys that say nothing."""
    if isinstance(value, Actor):
        return _known(name=value.name, kind=value.kind, country=value.country, org=value.org)
    if isinstance(value, Place):
        return _known(name=value.name, country=value.country, lat=value.lat, lon=value.lon)
    if isinstance(value, Quantity):
        number = int(value.n) if float(value.n).is_integer() else value.n
        return _known(n=number, qual=value.qual, of=value.of, unit=value.unit, currency=value.currency)
    return value


def _known(**values: object) -> Json:
    return {key: value for key, value in values.items() if value is not None}


def _groups(claim: Claim, prefix: str) -> dict[str, list[CellValue]]:
    """Return the distinct values of the claim's roles or fields by name, in order of appearance."""
    names = dict.fromkeys(cell.field for cell in claim.cells if cell.field.startswith(prefix))
    return {name.removeprefix(prefix): list(claim.values(name)) for name in names}


def _field_to_json(values: list[CellValue], *, as_list: bool) -> Any:
    plain = [value_to_json(value) for value in values]
    return plain if as_list or len(plain) > 1 else plain[0]


def _cell_to_json(cell: Cell) -> Json:
    out: Json = {
        "field": cell.field,
        "value": value_to_json(cell.value),
        "printed": cell.printed,
        "start": cell.span.start,
        "end": cell.span.end,
        "score": cell.score,
    }
    return out | {"producer": cell.producer} if cell.producer else out


def _second(data: Mapping[str, Any] | None, text: str) -> Reading | None:
    return Reading(data["producer"], tuple(_claim(claim, text) for claim in data["claims"])) if data else None


def _claim(data: Mapping[str, Any], text: str) -> Claim:
    evidence = tuple(
        Evidence(e["start"], e["end"], tuple(e.get("fields") or ())) for e in data.get("evidence") or () if "start" in e
    )
    cells = data.get("cells")
    return Claim(
        id=data["id"],
        type=data["type"],
        status=data["status"],
        cells=tuple(_cell(cell) for cell in cells) if cells is not None else tuple(_cells(data, evidence, text)),
        evidence=evidence,
        undisclosed=tuple(data.get("undisclosed") or ()),
        confidence=data.get("confidence", 1.0),
        triggers=tuple(Span(span["start"], span["end"]) for span in data.get("triggers") or ()),
    )


def _cell(data: Mapping[str, Any]) -> Cell:
    field = data["field"]
    span = Span(data["start"], data["end"])
    return Cell(field, _value(field, data["value"]), data["printed"], span, data["score"], data.get("producer") or "")


def _value(field: str, value: Any) -> CellValue:
    """Return the record that a JSON value stands for, by the field it is in."""
    if not isinstance(value, Mapping):
        if isinstance(value, str | bool | int | float):
            return cast("CellValue", value)  # a bare number is kept as it was written
        message = f"{field}: {value!r} is no value"
        raise TypeError(message)
    if "n" in value or "qual" in value:
        return Quantity(value.get("n", 0), value.get("qual"), value.get("of"), value.get("unit"), value.get("currency"))
    if field == "where":
        return Place(value["name"], value.get("country"), value.get("lat"), value.get("lon"))
    return Actor(value["name"], value.get("kind", "group"), value.get("country"), value.get("org"))


def _cells(data: Mapping[str, Any], evidence: tuple[Evidence, ...], text: str) -> Iterable[Cell]:
    """Return the cells of a claim written without them, each on the sentence that supports its field."""
    for field, value in _plain_values(data):
        short = field.partition(":")[2] or field
        sentence = next((e for e in evidence if short in e.fields), evidence[0] if evidence else Evidence(0, 0, ()))
        span = Span(sentence.start, sentence.end)
        yield Cell(field, _value(field, value), text[span.start : span.end], span, 1.0)


def _plain_values(data: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for role, actors in (data.get("roles") or {}).items():
        yield from ((f"role:{role}", actor) for actor in actors)
    yield from (("said_by", actor) for actor in data.get("said_by") or ())
    yield from ((key, data[key]) for key in ("name", "when") if data.get(key) is not None)
    yield from (("where", place) for place in data.get("where") or ())
    for name, value in (data.get("fields") or {}).items():
        yield from ((f"field:{name}", each) for each in (value if isinstance(value, list) else [value]))


def _by_field(data: Mapping[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for field, value in _plain_values(data):
        found.setdefault(field, []).append(value)
    return found


def _renewed(field: str, told: list[Any], claim: Claim, text: str) -> Iterable[Cell]:
    """Return the cells of a field with other values: those that stay, as they are; others in place of what went."""
    values = [_value(field, value) for value in told]
    old = [cell for cell in claim.cells if cell.field == field]
    gone = iter([cell for cell in old if cell.value not in values])
    sentences = [e for e in claim.evidence if field.rpartition(":")[2] in e.fields] or list(claim.evidence)
    span = Span(sentences[0].start, sentences[0].end) if sentences else Span(0, 0)
    for value in values:
        kept = [cell for cell in old if cell.value == value]
        if kept:
            yield from kept
        elif place := next(gone, None):
            yield replace(place, value=value, score=1.0, producer="")
        else:
            yield Cell(field, value, text[span.start : span.end], span, 1.0)
