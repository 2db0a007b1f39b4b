"""One way to write a codebook file, so that two hands' changes differ only where they say something else.

Remarks are not kept: what deserves saying belongs into a definition.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_WIDTH = 120
_FLOW = frozenset({"keys", "defaults", "fills"})
"""Lists whose items stand on one line each where they fit."""
_TEMPLATE: dict[str, Any] = {
    "definition": "Who does what to whom, in one sentence.",
    "roles": [
        {"name": "actor", "definition": "Who does it.", "required": True, "kinds": ["state", "organisation"]},
        {"name": "target", "definition": "To whom it is done.", "kinds": ["state", "organisation"]},
    ],
    "fields": [{"name": "issue", "kind": "phrase", "definition": "What it is about.", "label": "issue"}],
    "join": {
        "keys": [
            {"key": "role:actor", "compare": "overlap", "differs": "separates", "agrees": "supports"},
            {"key": "role:target", "compare": "overlap", "differs": "separates", "agrees": "supports"},
            {"key": "when", "compare": "within", "differs": "separates", "agrees": "supports"},
        ],
        "supports": 2,
    },
    "patterns": [
        {
            "id": "verb",
            "trigger": ["greet"],
            "pos": ["VERB"],
            "fills": [
                {"relation": "nsubj", "label": "actor", "required": True},
                {"relation": "obj", "label": "target"},
                {"relation": "obl:over", "label": "issue"},
            ],
        },
    ],
}


def format_type(data: Mapping[str, Any]) -> str:
    """Return the file of a type (or of the statuses), given its plain values."""
    lines: list[str] = []
    for key, value in data.items():
        entry = _entry(key, value, 0)
        if isinstance(value, (list, Mapping)) and len(entry) > 1 and lines and key != "counterexamples":
            lines.append("")
        lines += entry
    return "\n".join(lines) + "\n"


def new_type(type_id: str) -> str:
    """Return a file for a new type, which passes every check and waits for its own words."""
    examples = {
        "examples": [f"[Peru|e1.actor] {{greeted|e1 {type_id} occurred}} [Chile|e1.target]."],
        "counterexamples": ["The dog greets every visitor at the gate of the farm."],
    }
    return format_type({"id": type_id, **_TEMPLATE, **examples})


def _entry(key: str, value: Any, indent: int) -> list[str]:
    """Return the lines of one key."""
    pad = " " * indent
    if isinstance(value, Mapping) and not all(isinstance(item, str) for item in value.values()):
        return [f"{pad}{key}:", *(line for item in value.items() for line in _entry(*item, indent + 2))]
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [f"{pad}{key}:", *(line for item in value for line in _item(key, item, indent + 2))]
    if isinstance(value, list) and key not in ("examples", "counterexamples"):
        return _texts(f"{pad}{key}: ", value)
    if isinstance(value, list):
        return [f"{pad}{key}:", *(f"{pad}  - {_flow(item)}" for item in value)]
    line = f"{pad}{key}: {_flow(value)}"
    if isinstance(value, str) and len(line) > _WIDTH:
        folded = textwrap.wrap(value, _WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False)
        return [f"{pad}{key}: >-", *(f"{pad}  {part}" for part in folded)]
    return [line]


def _item(key: str, item: Mapping[str, Any], indent: int) -> Iterator[str]:
    """Yield the lines of one mapping in a list."""
    pad = " " * indent
    flow = f"{pad}- {{{', '.join(f'{name}: {_flow(value)}' for name, value in item.items())}}}"
    if key in _FLOW and len(flow) <= _WIDTH:
        yield flow
        return
    lines = [line for entry in item.items() for line in _entry(*entry, indent + 2)]
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]


def _texts(head: str, values: Sequence[Any]) -> list[str]:
    """Return a list of texts in brackets, broken to the width."""
    flow = f"{head}[{', '.join(_flow(value) for value in values)}]"
    if len(flow) <= _WIDTH:
        return [flow]
    pad = " " * (len(head) - len(head.lstrip()))
    lines, line = [f"{head}["], f"{pad}  "
    for value in values:
        part = f"{_flow(value)}, "
        if len(line) + len(part.rstrip()) > _WIDTH:
            lines.append(line.rstrip())
            line = f"{pad}  "
        line += part
    return [*lines, line.rstrip().removesuffix(","), f"{pad}]"]


def _flow(value: Any) -> str:
    """Return a value on one line; JSON text is YAML text."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)
