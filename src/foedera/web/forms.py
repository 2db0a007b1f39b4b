"""What a form for claims needs to know: the codebook's types with their roles, fields and values."""

from __future__ import annotations

from typing import Any, get_args

from foedera.codebook import Codebook
from foedera.types import STATUSES, ActorKind

QUALIFIERS = ("about", "over", "nearly", "up to", "at least")


def form_rules(codebook: Codebook) -> dict[str, Any]:
    """Return the types by id: for each field of a claim, how its values are filled in."""
    return {
        "statuses": list(STATUSES),
        "kinds": list(get_args(ActorKind)),
        "qualifiers": list(QUALIFIERS),
        "types": {
            kind.id: {
                "definition": kind.definition,
                "fields": [
                    {"field": "name", "kind": "text", "words": "name", "one": True},
                    {"field": "when", "kind": "time", "words": "when", "one": True},
                    {"field": "where", "kind": "place", "words": "where"},
                    *[
                        {"field": f"role:{role.name}", "kind": "actor", "words": role.name, "help": role.definition}
                        for role in kind.roles
                    ],
                    *[_field(each) for each in kind.fields],
                    {"field": "said_by", "kind": "actor", "words": "says"},
                ],
            }
            for kind in sorted(codebook.types.values(), key=lambda each: each.id)
        },
    }


_SHAPES = {
    "number": "quantity",
    "numbers": "quantity",
    "phrase": "text",
    "phrases": "text",
    "enumeration": "choice",
    "enumerations": "choice",
    "flag": "flag",
    "name": "text",
    "place": "place",
    "time": "time",
    "actor": "actor",
}
"""The codebook's kind of a field to how one of its values is filled in."""


def _field(field: Any) -> dict[str, Any]:
    shape = _SHAPES[field.kind]
    one = field.kind in ("number", "phrase", "enumeration", "flag", "name", "time")
    found = {"field": f"field:{field.name}", "kind": shape, "words": field.name.replace("_", " "), "one": one}
    if field.definition:
        found["help"] = field.definition
    if shape == "choice":
        found["values"] = [each.value for each in field.values]
    return found
