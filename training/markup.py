"""Read the frame markup of ``contract/FRAMES.md``.

One sentence a line; a blank line ends a passage; a line that begins with ``#`` is a remark, ``#=`` groups frames that
tell of the same happening, ``#~`` says what a phrase of a sentence stands for.  Offsets count code points of the plain
text, i.e. of the sentence without its marks and escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_STANCES = "support oppose concern demand threat sanction assault coerce protest mobilize concede retreat investigate"

ROLES: dict[str, frozenset[str]] = {
    "exercise": frozenset({"participant", "host", "observer"}),
    "transfer": frozenset({"supplier", "recipient"}),
    "agreement": frozenset({"party"}),
    "meeting": frozenset({"visitor", "host", "participant"}),
    "deployment": frozenset({"actor", "host"}),
    "aid": frozenset({"donor", "recipient"}),
    "training": frozenset({"provider", "trainee"}),
    "relations": frozenset({"party"}),
    "membership": frozenset({"actor"}),
    "office": frozenset({"holder"}),
    "variant": frozenset(),
    **{name: frozenset({"actor", "target"}) for name in _STANCES.split()},
}
"""Frame types and the roles each may have."""

FIELDS = frozenset(
    "said_by when where name series alias edition first since frequency domain activity equipment personnel purpose "
    "quantity value stage means subject topic forces item kind trend issue of undisclosed".split()
)
"""Labels that any frame type may carry."""

STATUSES = frozenset("occurred ongoing planned expected possible conditional denied cancelled".split())

_MARK = re.compile(
    r"(?<!\\)\{(?P<trigger>(?:\\.|[^{}|\\])+)\|(?P<frame>[^{}|]*)\}"
    r"|(?<!\\)\[(?P<filler>(?:\\.|[^\[\]|\\])+)\|(?P<labels>[^\[\]|]*)\]"
)
_ESCAPE = re.compile(r"\\([\[\]{}|])")
_STRAY = re.compile(r"(?<!\\)[\[\]{}|]")
_FRAME_ID = re.compile(r"e\d+")
_LABEL = re.compile(r"(e\d+)\.([a-z_]+)")
_GROUP_MEMBER = re.compile(r"(\d+)\.(e\d+)")
_REFERENCE = re.compile(r"(\d+)\s*:\s*(.+?)\s*=\s*(.+)")


class MarkupError(ValueError):
    """Markup that breaks the contract; the message begins with ``file:line`` where these are known."""


@dataclass(frozen=True, slots=True)
class MarkedTrigger:
    """The words that name or tell one event, and its frame's identifier, type and status."""

    id: str
    start: int
    end: int
    type: str
    status: str


@dataclass(frozen=True, slots=True)
class MarkedFiller:
    """One span in one role or field (``label``) of one frame; a span with two labels gives two of these."""

    start: int
    end: int
    frame: str
    label: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence: its plain text and its marks in order of appearance."""

    text: str
    triggers: tuple[MarkedTrigger, ...] = ()
    fillers: tuple[MarkedFiller, ...] = ()
    line: int = 0

    def fillers_of(self, frame: str) -> list[MarkedFiller]:
        """The fillers of one frame."""
        return [f for f in self.fillers if f.frame == frame]


@dataclass(frozen=True, slots=True)
class Reference:
    """``#~``: the phrase of a sentence (counted from 1) and what it stands for, as written after the ``=``."""

    sentence: int
    phrase: str
    stands_for: str


@dataclass(slots=True)
class Passage:
    """Sentences of one report in order, with its remarks (headings too) and the groups and references after them."""

    remarks: list[str] = field(default_factory=list)
    sentences: list[Marked] = field(default_factory=list)
    groups: list[list[tuple[int, str]]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


def unescape(text: str) -> str:
    """Turn the escapes of literal brackets, braces and bars back into these."""
    return _ESCAPE.sub(r"\1", text)


def _outside(text: str, where: str) -> str:
    """The words between marks, which hold no bracket, brace or bar of their own."""
    if _STRAY.search(text):
        raise MarkupError(f"{where}stray bracket, brace or bar in {text!r}")
    return unescape(text)


def _trigger(mark: re.Match[str], where: str) -> tuple[str, str, str]:
    """The id, type and status of a trigger."""
    words = mark["frame"].split()
    if len(words) < 3 or not _FRAME_ID.fullmatch(words[0]) or words[1] not in ROLES or words[2] not in STATUSES:
        raise MarkupError(f"{where}bad trigger {mark[0]!r}")
    return words[0], words[1], words[2]


def _labels(mark: re.Match[str], where: str) -> list[tuple[str, str]]:
    """The frames and labels of a filler, or of a trigger that is a filler of other frames as well."""
    words = mark["frame"].split()[3:] if mark["trigger"] else mark["labels"].split()
    if not words and not mark["trigger"]:
        raise MarkupError(f"{where}no label in {mark[0]!r}")
    labels = []
    for word in words:
        parts = _LABEL.fullmatch(word)
        if not parts:
            raise MarkupError(f"{where}bad label {word!r}")
        labels.append((parts[1], parts[2]))
    return labels


def _check_marks(triggers: list[MarkedTrigger], fillers: list[MarkedFiller], where: str) -> None:
    """Every frame has one trigger, and its fillers have labels of its type."""
    kinds = {t.id: t.type for t in triggers}
    if len(kinds) < len(triggers):
        raise MarkupError(f"{where}two triggers have the same id in {[t.id for t in triggers]}")
    for f in fillers:
        if f.frame not in kinds:
            raise MarkupError(f"{where}{f.frame}.{f.label} has no trigger")
        if f.label not in FIELDS and f.label not in ROLES[kinds[f.frame]]:
            raise MarkupError(f"{where}{f.label} is no role of {kinds[f.frame]}")


def parse_line(line: str, source: str = "") -> Marked:
    """Read one marked sentence.

    ``source`` (``file:line``) begins the message of a :class:`MarkupError`; its line number is kept in ``Marked.line``.
    """
    where = f"{source}: " if source else ""
    line = line.rstrip("\r\n")
    text, at = "", 0
    triggers: list[MarkedTrigger] = []
    fillers: list[MarkedFiller] = []
    for mark in _MARK.finditer(line):
        text += _outside(line[at : mark.start()], where)
        start, at = len(text), mark.end()
        text += unescape(mark["trigger"] or mark["filler"])
        if mark["trigger"]:
            frame, kind, status = _trigger(mark, where)
            triggers.append(MarkedTrigger(frame, start, len(text), kind, status))
        fillers.extend(MarkedFiller(start, len(text), frame, label) for frame, label in _labels(mark, where))
    text += _outside(line[at:], where)
    _check_marks(triggers, fillers, where)
    number = int(tail) if (tail := source.rpartition(":")[2]).isdigit() else 0
    return Marked(text, tuple(triggers), tuple(fillers), number)


def parse(line: str) -> tuple[str, tuple[MarkedTrigger, ...], tuple[MarkedFiller, ...]]:
    """Read one marked sentence as ``(text, triggers, fillers)``."""
    marked = parse_line(line)
    return marked.text, marked.triggers, marked.fillers


def _group(line: str, passage: Passage, source: str) -> None:
    """Read a ``#=`` or ``#~`` line into the passage it follows."""
    body = line[2:].strip()
    if line.startswith("#="):
        members = [_GROUP_MEMBER.fullmatch(word) for word in body.split()]
        if not members or None in members:
            raise MarkupError(f"{source}: bad group {line!r}")
        group = [(int(m[1]), m[2]) for m in members if m]
        for number, frame in group:
            if not 1 <= number <= len(passage.sentences):
                raise MarkupError(f"{source}: no sentence {number} in this passage")
            if all(t.id != frame for t in passage.sentences[number - 1].triggers):
                raise MarkupError(f"{source}: no frame {frame} in sentence {number}")
        passage.groups.append(group)
        return
    match = _REFERENCE.fullmatch(body)
    if not match:
        raise MarkupError(f"{source}: bad reference {line!r}")
    if not 1 <= int(match[1]) <= len(passage.sentences):
        raise MarkupError(f"{source}: no sentence {match[1]} in this passage")
    passage.references.append(Reference(int(match[1]), match[2], match[3]))


def iter_passages(path: str | Path) -> Iterator[Passage]:
    """Yield the passages of one file in order."""
    passage, closed = Passage(), False
    for number, raw in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        line, source = raw.rstrip("\r"), f"{path}:{number}"
        if not line.strip():
            closed = bool(passage.sentences)
        elif line.startswith(("#=", "#~")):
            _group(line, passage, source)
        else:
            if closed:
                yield passage
                passage, closed = Passage(), False
            if line.startswith("#"):
                passage.remarks.append(line[1:].strip())
            else:
                passage.sentences.append(parse_line(line, source))
    if passage.sentences:
        yield passage
