"""YAML 1.2 text to plain values that remember their lines, and every fault of its form.

The parser (ruamel.yaml) is imported only here and only when YAML is read: the built codebook needs none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from foedera.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_Node: TypeAlias = Any
"""A node of ruamel.yaml, whose own classes lack annotations for the attributes used here."""
Plain: TypeAlias = Any
"""What YAML and JSON hold alike: mappings with text keys, lists, text, numbers, flags, None."""
Where: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and places in lists."""

_MAX_BYTES = 2_000_000
_PLAIN_TAGS = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value"})
"""Tags that the parser gives by itself."""
_TRUE = {"true": True, "false": False}
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")


@dataclass(slots=True)
class Document:
    """One file's plain values, the line of each of them, and what is wrong with its form."""

    path: Path
    data: Plain = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, where: Where) -> int:
        """Return the line of a value, or of the nearest thing around it that is in the file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def report(self, code: str, where: Where, message: str) -> None:
        """Add a problem at a value."""
        self.problems.append(Problem(code, str(self.path), message, self.line(where)))


def iter_files(directory: Path) -> Iterator[Path]:
    """Yield the codebook files of a directory, sorted by name; hidden files are passed over."""
    for path in sorted(directory.iterdir()):
        if path.suffix in (".yaml", ".yml") and not path.name.startswith("."):
            yield path


def read_yaml(path: Path) -> Document:
    """Read one file; whatever is wrong stands in `problems`, and `data` is None where nothing can be used.

    Codes: C101 cannot be read or is no YAML, C102 a key twice, C103 text without quotes, C104 a YAML feature
    (anchor, alias, tag, several documents) that makes a file mean more than it shows.
    """
    document = Document(path)
    try:
        raw = path.read_bytes()
        if len(raw) > _MAX_BYTES:
            document.report("C101", (), f"larger than {_MAX_BYTES} bytes; split it into one file a type.")
            return document
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        document.report("C101", (), f"cannot be read as UTF-8 text ({error}); save it as UTF-8.")
        return document
    node = _compose(text, document)
    if node is not None:
        document.data = _plain(node, (), document)
    return document


def _compose(text: str, document: Document) -> _Node | None:
    """Parse the text into nodes, which keep lines and quotes."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - takes 60 ms; only a codebook in YAML needs it
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        node: _Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        message = f"no valid YAML: {error.problem or error.context}; check indentation, colons and quotes here."
        document.problems.append(Problem("C101", str(document.path), message, line))
        return None
    except (YAMLError, ValueError, RecursionError) as error:
        document.report("C101", (), f"no valid YAML: {error}")
        return None
    if node is None:
        document.report("C101", (), "the file is empty; write a type into it or delete it.")
        return None
    return None if _has_hidden_meaning(node, document) else node


def _has_hidden_meaning(top: _Node, document: Document) -> bool:
    """Report anchors, aliases and tags, by which one place of a file changes another."""
    for node in _nodes(top):
        what = f"the anchor `&{node.anchor}`" if node.anchor else ""
        if str(node.tag).removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
            what = f"the tag `{node.tag}`"
        if what:
            message = f"{what} is not allowed in a codebook; write the value out."
            document.problems.append(Problem("C104", str(document.path), message, node.start_mark.line + 1))
            return True
    return False


def _nodes(node: _Node) -> Iterator[_Node]:
    """Yield a node and all below it, each once even where an alias makes a ring."""
    todo, seen = [node], {id(node)}
    while todo:
        node = todo.pop()
        yield node
        children = node.value if isinstance(node.value, list) else []
        for child in children:
            for part in child if isinstance(child, tuple) else (child,):
                if id(part) not in seen:
                    seen.add(id(part))
                    todo.append(part)


def _plain(node: _Node, where: Where, document: Document) -> Plain:
    """Turn a node into plain values and note its line."""
    document.lines[where] = node.start_mark.line + 1
    if node.id == "mapping":
        return _mapping(node, where, document)
    if node.id == "sequence":
        return [_plain(child, (*where, place), document) for place, child in enumerate(node.value)]
    return _scalar(node, where, document)


def _mapping(node: _Node, where: Where, document: Document) -> Mapping[str, Plain]:
    """Turn a mapping into a dict; keys are plain text and unique."""
    data: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*where, key)
        if key in data:
            document.lines[(*here, "again")] = key_node.start_mark.line + 1
            document.report("C102", (*here, "again"), f"the key `{key}` stands here twice; keep one.")
            continue
        data[key] = _plain(value_node, here, document)
        document.lines[here] = key_node.start_mark.line + 1
    return data


def _scalar(node: _Node, where: Where, document: Document) -> Plain:
    """Turn a scalar into text, a number, a flag or None; text must be quoted or a block."""
    text: str = node.value
    if node.style is not None:
        return " ".join(text.split()) if node.style == ">" else text.strip()
    if text in _TRUE:
        return _TRUE[text]
    if text in ("", "null", "~"):
        return None
    try:
        return float(text) if _DECIMAL.fullmatch(text) else int(text)
    except ValueError:
        message = f'`{text}` has no quotes; write "{text}", for some bare words mean something else.'
        document.report("C103", where, message)
        return text
