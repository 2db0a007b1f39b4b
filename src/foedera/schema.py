"""The JSON Schema (draft 2020-12) that every object of `foedera read --format json` satisfies."""

from __future__ import annotations

from typing import Any, TypeAlias, get_args

from foedera.types import STATUSES, ActorKind

Json: TypeAlias = dict[str, Any]

_POINT = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?"
EDTF_PATTERN = rf"^({_POINT}|{_POINT}/({_POINT}|\.\.)|\.\./{_POINT})$"
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_OFFSET: Json = {"type": "integer", "minimum": 0}
_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_ONE_VALUE: Json = {
    "anyOf": [
        {"type": ["string", "number", "boolean"]},
        *({"$ref": f"#/$defs/{name}"} for name in ("quantity", "actor", "place")),
    ]
}


def schema() -> Json:
    """Return the schema of one report with its claims."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:foedera:report:1",
        "title": "A report with its claims",
        "description": "What one report says of how states deal with each other. Offsets count Unicode code points of "
        "report.text, start inclusive, end exclusive.",
        "$defs": {
            "edtf": {"type": "string", "pattern": EDTF_PATTERN, "description": "Date or interval, EDTF (ISO 8601-2)."},
            "country": {
                "type": "string",
                "pattern": "^[A-Z]{3}$",
                "description": "ISO 3166-1 alpha-3; XKX for Kosovo.",
            },
            "actor": _actor(),
            "place": _place(),
            "quantity": _quantity(),
            "span": _object({"start": _OFFSET, "end": _OFFSET}, required=["start", "end"]),
            "cell": _cell(),
            "claim": _claim(),
        },
        **_object(
            {"report": _report(), "claims": _list("claim"), "second": _second(), "comparison": _comparison()},
            required=["report", "claims"],
        ),
    }


def _second() -> Json:
    reading = _object({"producer": {"type": "string"}, "claims": _list("claim")}, required=["producer", "claims"])
    return reading | {"description": "What a second reader makes of the report; only with --coder both."}


def _comparison() -> Json:
    """Return the schema of how two readers agree."""
    id_or_null = {"type": ["string", "null"], "description": "Id of a claim; null: this reader has none like it."}
    fields: Json = {"type": "array", "items": {"type": "string"}}
    pair = _object(
        {"ours": id_or_null, "second": id_or_null, "agree": fields, "differ": fields},
        required=["ours", "second", "agree", "differ"],
    )
    count: Json = {"type": "integer", "minimum": 0}
    share = _object({"agree": count, "of": count}, required=["agree", "of"])
    summary = _object(
        {
            "both": count,
            "only_ours": count,
            "only_second": count,
            "agreement": _SHARE | {"description": "Claims that both have, of all claims: an F1."},
            "fields": {"type": "object", "additionalProperties": share},
        },
        required=["both", "only_ours", "only_second", "agreement", "fields"],
    )
    return _object({"pairs": {"type": "array", "items": pair}, "summary": summary}, required=["pairs", "summary"])


def _report() -> Json:
    slant = _object({"start": _OFFSET, "end": _OFFSET, "kind": {"type": "string"}}, required=["start", "end", "kind"])
    return _object(
        {
            "id": {"type": "string", "minLength": 1},
            "title": _TEXT_OR_NULL,
            "byline": {"type": "array", "items": {"type": "string"}},
            "dateline": _TEXT_OR_NULL,
            "published": {"anyOf": [{"$ref": "#/$defs/edtf"}, {"type": "null"}]},
            "publisher": _TEXT_OR_NULL,
            "url": _TEXT_OR_NULL,
            "language": _TEXT_OR_NULL,
            "text": {"type": "string", "description": "The cleaned text that all offsets count in."},
            "slant": {"type": "array", "items": slant, "description": "Loaded wording; it never changes a claim."},
        },
        required=["id", "title", "byline", "dateline", "published", "publisher", "url", "language", "text", "slant"],
    )


def _claim() -> Json:
    evidence = _object(
        {"start": _OFFSET, "end": _OFFSET, "fields": {"type": "array", "items": {"type": "string"}}},
        required=["start", "end", "fields"],
    )
    return _object(
        {
            "id": {"type": "string", "minLength": 1},
            "type": {"type": "string", "minLength": 1, "description": "A claim type of the codebook."},
            "status": {"enum": list(STATUSES)},
            "confidence": _SHARE | {"description": "Probability that type and happening are right."},
            "said_by": _list("actor") | {"description": "Nearest sources; empty: the report's own voice."},
            "roles": {"type": "object", "additionalProperties": _list("actor")},
            "name": {"type": "string"},
            "when": {"$ref": "#/$defs/edtf"},
            "where": _list("place"),
            "fields": {"type": "object", "additionalProperties": _field()},
            "undisclosed": {
                "type": "array",
                "items": {"type": "string"},
                "description": "What the report expressly says was not disclosed: role or field[:country[:what]].",
            },
            "evidence": {"type": "array", "items": evidence, "minItems": 1},
            "triggers": _list("span") | {"description": "The words that name the happening."},
            "cells": _list("cell") | {"description": "Every value with the words that print it."},
        },
        required=[
            "id",
            "type",
            "status",
            "confidence",
            "said_by",
            "roles",
            "fields",
            "undisclosed",
            "evidence",
            "triggers",
            "cells",
        ],
    )


def _field() -> Json:
    return {"anyOf": [_ONE_VALUE, {"type": "array", "items": _ONE_VALUE, "minItems": 1}]}


def _cell() -> Json:
    return _object(
        {
            "field": {"type": "string", "pattern": "^(role:.+|field:.+|said_by|when|where|name)$"},
            "value": _ONE_VALUE,
            "printed": {"type": "string"},
            "start": _OFFSET,
            "end": _OFFSET,
            "score": _SHARE,
            "producer": {"type": "string", "description": "Who reads it so, where it is not our own coder: llm:MODEL."},
        },
        required=["field", "value", "printed", "start", "end", "score"],
    )


def _actor() -> Json:
    return _object(
        {
            "name": {"type": "string", "minLength": 1},
            "kind": {"enum": list(get_args(ActorKind))},
            "country": {"$ref": "#/$defs/country"},
            "org": {"type": "string", "description": "Usual short name of an intergovernmental organisation."},
        },
        required=["name", "kind"],
    )


def _place() -> Json:
    return _object(
        {
            "name": {"type": "string", "minLength": 1},
            "country": {"$ref": "#/$defs/country"},
            "lat": {"type": "number", "minimum": -90, "maximum": 90},
            "lon": {"type": "number", "minimum": -180, "maximum": 180},
        },
        required=["name"],
    )


def _quantity() -> Json:
    return _object(
        {
            "n": {"type": "number", "minimum": 0},
            "qual": {"enum": ["about", "over", "nearly", "up to", "at least"]},
            "of": {"type": "string"},
            "unit": {"type": "string"},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217."},
        },
        required=["n"],
    )


def _list(name: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _object(properties: Json, *, required: list[str]) -> Json:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
