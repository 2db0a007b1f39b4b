"""`foedera codebook`: show claim types, check a folder of them."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import textwrap
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path

from foedera import codebook as codebooks
from foedera.cli.main import DONE, FAILED, USAGE, say
from foedera.codebook import ClaimType, Field, Role
from foedera.types import Segment, Sentence

_WIDEST = 100
_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TEMPLATE = """\
id: "TYPE"
definition: "What counts as a claim of this type, in one sentence."

roles:
  - name: "actor"
    definition: "Who does it."
    required: true
  - name: "target"
    definition: "To whom it is done."

fields:
  - name: "issue"
    kind: "phrase"
    definition: "What it is about."
    label: "issue"

join:
  keys:
    - {key: "role:actor", compare: "overlap", differs: "separates", agrees: "supports"}
    - {key: "role:target", compare: "overlap", differs: "separates", agrees: "supports"}
    - {key: "when", compare: "within", differs: "separates", agrees: "supports"}
  supports: 2
  statuses: [["occurred", "ongoing"], ["planned", "expected", "possible", "conditional"], ["denied"], ["cancelled"]]

patterns:
  - id: "PATTERN"
    trigger: ["rebuke"]
    pos: ["VERB"]
    fills:
      - {relation: "nsubj", label: "actor", required: true}
      - {relation: "obj", label: "target", required: true}
      - {relation: "obl:over", label: "issue"}

examples:
  - "[Kenya|e1.actor] {rebuked|e1 TYPE occurred} [Chad|e1.target] over [the border|e1.issue]."
counterexamples:
  - "The teacher said nothing."
"""


def show(options: argparse.Namespace) -> int:
    """Print all claim types, a line each, or one of them in full."""
    book = codebooks.load(options.codebook) if options.codebook else codebooks.load()
    if options.type is None:
        types = [book.types[name] for name in sorted(book.types)]
        if options.json:
            print(json.dumps([_plain(each) for each in types], ensure_ascii=False, indent=1))
        else:
            width = max(len(each.id) for each in types)
            for each in types:
                print("\n".join(_fill(each.definition, f"{each.id:<{width}}  ")))
        return DONE
    kind = book.types.get(options.type)
    if kind is None:
        near = get_close_matches(options.type, book.types, 1)
        say(f"no claim type {options.type!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return USAGE
    print(json.dumps(_plain(kind), ensure_ascii=False, indent=1) if options.json else "\n".join(_in_full(kind)))
    return DONE


def check(options: argparse.Namespace) -> int:
    """Print every fault of a folder of claim types; 1 if there are any."""
    problems = codebooks.check(options.folder, None if options.quick else _parser())
    if options.json:
        keys = ("code", "source", "line", "message")
        print(json.dumps([{key: getattr(each, key) for key in keys} for each in problems], indent=1))
    else:
        for problem in problems:
            print(problem)
        say(f"{len(problems)} fault{'' if len(problems) == 1 else 's'} in {options.folder}")
    return FAILED if problems else DONE


def new(options: argparse.Namespace) -> int:
    """Write a file to start a claim type from, which passes the checks as it stands; never over another file."""
    if not _ID.fullmatch(options.type):
        say(f"{options.type!r} is no name for a type: small letters, digits and single underscores, a letter first")
        return USAGE
    path: Path = options.folder / f"{options.type}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_TEMPLATE.replace("TYPE", options.type).replace("PATTERN", options.type.replace("_", "-")))
    except FileExistsError:
        say(f"{path} is there already; name another type or folder")
        return FAILED
    print(path)
    return DONE


def _parser() -> Callable[[str], Sentence]:
    """Return the language model's parser, for the checks that need trees."""
    from foedera.parse import Model

    model = Model(threads=2)
    return lambda text: model.parse(text, [Segment(0, len(text), "prose", 0)])[0]


def _in_full(kind: ClaimType) -> Iterator[str]:
    yield kind.id
    yield from _fill(kind.definition, "  ")
    if kind.roles:
        yield "\nroles"
        for role in kind.roles:
            yield from _fill(_role(role), f"  {role.name:<14} ")
    if kind.fields:
        yield "\nfields"
        for field in kind.fields:
            yield from _fill(_field(field), f"  {field.name:<14} ")


def _role(role: Role) -> str:
    notes = ["required"] if role.required else []
    notes += [", ".join(role.kinds)] if role.kinds else []
    return f"{role.definition} ({'; '.join(notes)})" if notes else role.definition


def _field(field: Field) -> str:
    values = ", ".join(value.value for value in field.values)
    return f"{field.definition} ({field.kind}{': ' + values if values else ''})".strip()


def _plain(kind: ClaimType) -> dict[str, object]:
    return {
        "id": kind.id,
        "definition": kind.definition,
        "roles": [{"name": r.name, "definition": r.definition, "required": r.required} for r in kind.roles],
        "fields": [
            {"name": f.name, "kind": f.kind, "definition": f.definition, "values": [value.value for value in f.values]}
            for f in kind.fields
        ],
    }


def _fill(words: str, first: str) -> list[str]:
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    return textwrap.wrap(words, width, initial_indent=first, subsequent_indent=" " * len(first)) or [first.rstrip()]
