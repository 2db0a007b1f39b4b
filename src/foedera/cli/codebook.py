"""`foedera codebook`: show claim types, check a folder of them."""

from __future__ import annotations

import argparse
import json
import shutil
import textwrap
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from foedera import codebook as codebooks
from foedera.cli.main import DONE, FAILED, USAGE, say
from foedera.codebook import ClaimType, Field, Role
from foedera.types import Segment, Sentence

_WIDEST = 100


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
