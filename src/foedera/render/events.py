"""Events as text: a line each in lists; in full with their sources side by side, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from foedera.codebook.directions import DirectionOf, party_line, type_direction
from foedera.render import wording
from foedera.render.terminal import BOLD, COLOURS, DIM, LABEL_WIDTH, Style, wrap
from foedera.render.wording import Names
from foedera.types import Actor, Place

if TYPE_CHECKING:
    from foedera.events import Decision, Entry, Event, FieldView, Reading

CREDIBILITY: Mapping[int, str] = {
    1: "confirmed by independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""The Admiralty scale in words."""
_MOST_PASSAGE = 280
_YELLOW = "\x1b[33m"


def event_lines(event: Event, style: Style, names: Names, direction_of: DirectionOf = type_direction) -> Iterator[str]:
    """Yield an event at a glance: type, status, what, when, where, who; how many say so; on what they clash.

    Args:
        direction_of: Directions of types, where the user has types of their own.
    """
    yield from wrap(_head(event, names, direction_of), style, "", "    ")
    told = [f"{_count(len(event.claims), 'claim')} by {_count(event.voices, 'independent voice')}"]
    told += [f"credibility {event.credibility}: {CREDIBILITY[event.credibility]}"]
    clash = ", ".join(wording.label(view.field) for view in event.conflicts)
    pieces = [(f"{event.id}  ", DIM), (" · ".join(told), DIM)]
    pieces += [(f" · clash on {clash}", _YELLOW)] if clash else []
    yield from wrap(pieces, style, "    ", "    ")


def event_full(
    event: Event,
    entries: Sequence[Entry],
    texts: Mapping[str, str],
    fellows: Sequence[Event],
    style: Style,
    names: Names,
    direction_of: DirectionOf = type_direction,
) -> Iterator[str]:
    """Yield an event in full: every field with its values and who gives them, then each source with its passages.

    Args:
        entries: Its claims, in its order.
        texts: The text of each report.
        fellows: Other events of its group.
        direction_of: Directions of types, where the user has types of their own.
    """
    letters = {entry.id: _letter(at) for at, entry in enumerate(entries)}
    yield from event_lines(event, style, names, direction_of)
    for reason in event.reasons:
        yield from wrap([(reason, DIM)], style, "      ", "      ")
    yield ""
    for view in event.fields:
        yield from _field(view, event, letters, style, names)
    if fellows:
        yield ""
        yield "    belongs with"
        for fellow in fellows:
            yield from wrap([*_head(fellow, names, direction_of), (f"  {fellow.id}", DIM)], style, "      ", "        ")
    for entry in entries:
        yield ""
        yield from _source(entry, letters[entry.id], texts.get(entry.report, ""), style, first=entry.id == event.first)


def claim_lines(entry: Entry, style: Style, names: Names, direction_of: DirectionOf = type_direction) -> Iterator[str]:
    """Yield a claim at a glance.

    Args:
        direction_of: Directions of types, where the user has types of their own.
    """
    claim = entry.claim
    parts: list[tuple[str, str]] = [(f"{claim.type.upper()} ", BOLD), (claim.status, COLOURS[claim.status])]
    parts += [(f" · {part}", "") for part in wording.glance(claim, names, direction_of)]
    sure = f"{wording.confidence_word(claim.confidence)} {claim.confidence:.2f}"
    marks = [sure, entry.verdict or "", "edited" if entry.edited else ""]
    yield from wrap([*parts, (f"  [{', '.join(mark for mark in marks if mark)}]", DIM)], style, "", "    ")
    yield from wrap([(f"{entry.id}  {_imprint(entry)}", DIM)], style, "    ", "    ")


def decision_lines(decision: Decision, style: Style, *, undone: bool) -> Iterator[str]:
    """Yield one decision: when, who, what, why."""
    what = f"{decision.action} {decision.target}"
    what += f" with {decision.other}" if decision.other else ""
    what += f" = {decision.value}" if decision.value and decision.action in ("reliability", "resolve", "note") else ""
    time = f"{decision.time[:19].replace('T', ' ')} UTC"
    pieces = [(f"{time}  ", DIM), (decision.author, BOLD), (f"  {what}", "")]
    pieces += [(f"  ({decision.reason})", "")] if decision.reason else []
    pieces += [("  [taken back]", _YELLOW)] if undone else []
    yield from wrap([*pieces, (f"  {decision.id}", DIM)], style, "", "    ")


def _head(event: Event, names: Names, direction_of: DirectionOf) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = [(f"{event.type.upper()} ", BOLD), (event.status, COLOURS[event.status])]
    said = [event.name] if event.name else []
    said += [wording.when_words(event.when, event.status)] if event.when else []
    said += ["; ".join(wording.place_words(place, names) for place in event.where)] if event.where else []
    who = party_words(event, names, direction_of)
    said += [who] if who else []
    return parts + [(f" · {part}", "") for part in said]


def party_words(event: Event, names: Names, direction_of: DirectionOf = type_direction, most: int = 6) -> str:
    """Return who acts on whom, or who takes part, each state or organisation once, the rest counted.

    Args:
        direction_of: Directions of types, where the user has types of their own.
        most: Names that are shown.
    """
    views = [(view.field.removeprefix("role:"), view) for view in event.fields if view.field.startswith("role:")]
    parts = [(role, reading.value) for role, view in views for reading in view.readings]
    told = [(role, names.get(a.country or "", a.org or a.name)) for role, a in parts if isinstance(a, Actor)]
    return party_line(told, direction_of(event.type), most)


def _field(view: FieldView, event: Event, letters: Mapping[str, str], style: Style, names: Names) -> Iterator[str]:
    if not view.readings and not view.undisclosed:
        return
    mark = "≠" if view.conflict else " "
    pieces: list[tuple[str, str]] = []
    for at, reading in enumerate(view.readings):
        pieces += [("; " if at else "", ""), (_reading(reading, view, event, names), "")]
        pieces.append((f" [{_who(reading.claims, letters, reading.near)}]", DIM))
    if view.undisclosed:
        pieces.append((f"{'; ' if view.readings else ''}not disclosed [{_who(view.undisclosed, letters)}]", ""))
    label = f"  {mark} {wording.label(view.field):<{LABEL_WIDTH}} "
    yield from wrap(pieces, style, label, " " * (LABEL_WIDTH + 5))


def _reading(reading: Reading, view: FieldView, event: Event, names: Names) -> str:
    if view.field == "when":
        return wording.when_words(str(reading.value), event.status)
    if isinstance(reading.value, Place):
        return wording.place_words(reading.value, names)
    return wording.value_words(reading.value, names)


def _who(claims: Iterable[str], letters: Mapping[str, str], near: Sequence[str] = ()) -> str:
    """Return the letters of claims, with `≈` before those that say something that agrees, but not this very value."""
    marks = {letters.get(claim, "?"): "≈" if claim in near else "" for claim in claims}
    return " ".join(f"{marks[letter]}{letter}" for letter in sorted(marks, key=lambda each: (len(each), each)))


def _source(entry: Entry, letter: str, text: str, style: Style, *, first: bool) -> Iterator[str]:
    marks = [entry.claim.status, "first" if first else "", entry.verdict or "", "edited" if entry.edited else ""]
    marks += ["from a table"] if entry.source == "table" else []
    head = [(f"{letter}  ", BOLD), (_imprint(entry), ""), (f"  [{', '.join(mark for mark in marks if mark)}]", DIM)]
    yield from wrap([*head, (f"  {entry.id}", DIM)], style, "  ", "     ")
    if entry.title:
        yield from wrap([(entry.title, "")], style, "     ", "     ")
    for each in entry.claim.evidence:
        words = text[each.start : each.end]
        short = words if len(words) <= _MOST_PASSAGE else words[: _MOST_PASSAGE - 1].rsplit(" ", 1)[0] + " …"
        yield from wrap([(f"“{short}”", "")], style, "     │ ", "     │ ")


def _imprint(entry: Entry) -> str:
    published = wording.when_words(entry.published, "occurred") if entry.published else "undated"
    return f"{entry.publisher or 'unknown publisher'}, {published}"


def _letter(at: int) -> str:
    """Return the mark of a source: A to Z, then AA, AB ..."""
    return chr(65 + at) if at < 26 else _letter(at // 26 - 1) + chr(65 + at % 26)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
