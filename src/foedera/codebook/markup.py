"""Sentences in frame markup, as examples and training material are written.

`[Serbia|e1.recipient] {received|e1 transfer occurred} the [missiles|e1.equipment].`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.types import STATUSES, Filler, Frame

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = re.compile(
    r"(?<!\\)\{(?P<trigger>(?:\\.|[^{}|\\])+)\|(?P<head>[^{}|]*)\}"
    r"|(?<!\\)\[(?P<filler>(?:\\.|[^\[\]|\\])+)\|(?P<labels>[^\[\]|]*)\]"
)
_STRAY = re.compile(r"(?<!\\)[\[\]{}|]")
_ESCAPE = re.compile(r"\\([\[\]{}|])")
_LABEL = re.compile(r"(e\d+)\.([a-z_]+)")
_HEAD = re.compile(r"(e\d+) (\S+) (\S+)((?: e\d+\.[a-z_]+)*)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, its frames, and what is wrong with the marks."""

    text: str
    frames: tuple[Frame, ...]
    faults: tuple[str, ...]


def parse_markup(line: str, labels: Mapping[str, frozenset[str]]) -> Marked:
    """Read one marked sentence.

    Args:
        line: The sentence.
        labels: The labels that each type allows. Types that it lacks are faults.
    """
    text, at = "", 0
    triggers: dict[str, tuple[int, int, str, str]] = {}
    fillers: list[tuple[str, Filler]] = []
    faults: list[str] = []
    for mark in _MARK.finditer(line):
        text += _unescape(line[at : mark.start()])
        start = len(text)
        text += _unescape(mark["trigger"] or mark["filler"])
        at = mark.end()
        linked = mark["labels"]
        if mark["trigger"]:
            linked = _read_trigger(mark["head"].strip(), (start, len(text)), triggers, labels, faults)
        fillers += _read_labels(linked, (start, len(text)), faults)
    text += _unescape(line[at:])
    if _STRAY.search(_MARK.sub("", line)):
        faults.append("a bracket, brace or bar belongs to no mark; write `\\[` for a literal one")
    return Marked(text, _frames(triggers, fillers, labels, faults), tuple(faults))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _read_trigger(
    head: str,
    span: tuple[int, int],
    triggers: dict[str, tuple[int, int, str, str]],
    labels: Mapping[str, frozenset[str]],
    faults: list[str],
) -> str:
    """Note the trigger; return the labels that link it to other frames."""
    match = _HEAD.fullmatch(head)
    if not match:
        faults.append(f"`{head}` is no trigger mark; write `{{words|e1 type status}}`")
        return ""
    frame, type_id, status, links = match.groups()
    if type_id not in labels:
        faults.append(f"`{type_id}` is no type")
    elif status not in STATUSES:
        faults.append(f"`{status}` is no status")
    elif frame in triggers:
        faults.append(f"{frame} has two triggers")
    else:
        triggers[frame] = (*span, type_id, status)
    return links


def _read_labels(linked: str, span: tuple[int, int], faults: list[str]) -> list[tuple[str, Filler]]:
    """Return (frame, filler) for each label of a mark."""
    fillers = []
    for label in linked.split():
        match = _LABEL.fullmatch(label)
        if match:
            fillers.append((match[1], Filler(match[2], *span, score=1.0)))
        else:
            faults.append(f"`{label}` is no label; write `e1.role`")
    return fillers


def _frames(
    triggers: Mapping[str, tuple[int, int, str, str]],
    fillers: list[tuple[str, Filler]],
    labels: Mapping[str, frozenset[str]],
    faults: list[str],
) -> tuple[Frame, ...]:
    """Put triggers and fillers together."""
    for frame, filler in fillers:
        if frame not in triggers:
            faults.append(f"{frame}.{filler.label} has no trigger")
        elif filler.label not in labels[triggers[frame][2]]:
            faults.append(f"`{filler.label}` is no label of {triggers[frame][2]}")
    return tuple(
        Frame(
            type=type_id,
            status=status,  # type: ignore[arg-type]  # checked against STATUSES when it was read
            start=start,
            end=end,
            fillers=tuple(filler for owner, filler in fillers if owner == frame),
            score=1.0,
            status_score=1.0,
            producer="markup",
        )
        for frame, (start, end, type_id, status) in triggers.items()
    )
