"""Whom the part of a report that a sentence stands in is about: by its heading, or by the question it answers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.coding.context import Context, NamedActor
    from foedera.types import Actor

_HEADING = 6
"""Words of a heading that names whom its section is about, at most."""
_SECTIONS = 2
"""Such headings of a report, at least."""
_TURNS = 4
"""Paragraphs that begin with who speaks, from which a report is a transcript."""
_JOINT = re.compile(r"\s*(?:/|[-–—]|,|&|\band\b)\s*")
_AFTER = re.compile(r"(?:\s*[.:]|\s+[-–—])(?=\s|$)")
"""What sets a heading off from the text that goes on in its line: "LEBANON / CYPRUS. The border ..."."""
_STOPS = frozenset({".", ":"})
_DASHED = re.compile(r"\s+[-–—]+\s+(?=[A-ZÀ-Ý“\"])")
"""A dash behind a name and before a sentence of its own: "Japan - The destroyer ..."."""
_NAMES = frozenset({"state", "organisation", "service"})
_PART = re.compile(r"[^\W\d_][^\W\d_.’' ]*(?:[ ’'-][^\W\d_]+){0,3}?(?=\s*(?:[/,&.:–—]|-\s|\s-|\band\b|$))")
_TURN = re.compile(r"([A-Z][\w.’' -]{0,40}?)(?:\s*\([^)\n]{1,60}\))?:\s")
_QUESTION = re.compile(r"(?i)q(?:uestion)?\b")

_HEADLINE = "headline"
_ROUND_UP = re.compile(
    r"(?i)\b(?:this|the|last) (?:week|month) in\b|\b(?:this|last) (?:week|month)$|\bround-?up\b|\bdigest\b|"
    r"\bnewsletter\b|\bin brief\b|\bbriefs\b|\bbulletin\b|\bkey (?:points|facts)\b|"
    r"\b(?:things|facts) (?:to|you) (?:know|should)\b|"
    r"\bwhat (?:we|you|to) know\b|\bat a glance\b|\btimeline\b|^\W*brief(?:s|ing)?:"
)
"""Words of a headline above several items, which leave out whom all are about."""

_LONGEST = 80
"""Letters of the name of a state or organisation."""
_MOST = 12
"""States and organisations of a heading, at most: a line of megabytes may be one list."""

Section = tuple["Actor", ...]


def sections_of(context: Context) -> list[Section]:
    """Return for each sentence whom its section is about, empty where the report has none; in the order printed."""
    found = _of_turns(context) or _of_questions(context) or _of_headings(context) or _of_round_up(context)
    return found or [()] * len(context.sentences)


def _of_round_up(context: Context) -> list[Section]:
    """Return the one state that the headline of a round-up names, for each of its items: "This week in Armenia"."""
    if not context.sentences or context.sentences[0].segment.kind != _HEADLINE:
        return []
    segment = context.sentences[0].segment
    states = _distinct(context, [name for name in context.named[0] if name.actor.country or name.actor.org])
    if len(states) != 1 or not _ROUND_UP.search(context.text[segment.start : segment.end]):
        return []
    return [states] * len(context.sentences)


def _of_headings(context: Context) -> list[Section]:
    found: list[Section] = []
    now: Section = ()
    headings = set()
    for number in range(len(context.sentences)):
        heading = _heading(context, number)
        if heading is not None:
            now = heading
            headings.add(now)
        found.append(now)
    return found if len(headings - {()}) >= _SECTIONS else []


def _heading(context: Context, number: int) -> Section | None:
    """Return whom a sentence names as a heading, or at its front as one; None where it is no heading."""
    sentence, names = context.sentences[number], context.named[number]
    marked = sentence.segment.kind == "heading" or _is_numbered(context, number)
    inside = number > 0 and context.sentences[number - 1].segment.paragraph == sentence.segment.paragraph
    if inside and not marked:
        return None
    words = [token for token in sentence.tokens if token.text[:1].isalnum()]
    if not words:
        return None
    if len(words) <= _HEADING and marked:
        return _distinct(context, names)
    if inside:
        return None
    own = len(words) <= _HEADING and context.text[words[0].start : words[-1].end].isupper()
    return _run_in(context, number) or (() if own else None)


def _is_numbered(context: Context, number: int) -> bool:
    """Tell whether a sentence is a heading with a number or dot before it: what follows is text and no other item."""
    segment, after = context.sentences[number].segment, context.sentences[number + 1 : number + 2]
    alone = segment.kind == "bullet" and not context.text[segment.start : segment.end].endswith((".", ";", ","))
    return alone and bool(after) and after[0].segment.kind == "prose"


def _run_in(context: Context, number: int) -> Section | None:
    """Return the states and organisations that a paragraph begins with and that are set off from what follows."""
    start = _with_dateline(context, context.sentences[number].segment.start)
    end = context.text.find("\n", start)
    line = context.text[start : end if end >= 0 else len(context.text)]
    actors: list[Actor] = []
    heading: Section | None = None
    at: int | None = 0
    while at is not None and len(actors) < _MOST and (named := _named_at(context, line, at)):
        actors.append(named[0])
        after, joint = _AFTER.match(line, named[1]), _JOINT.match(line, named[1])
        if after and (after[0].strip() in _STOPS or line[: named[1]].isupper() or _DASHED.match(line, named[1])):
            heading = tuple(dict.fromkeys(actors))
        at = joint.end() if joint else None
    return heading


def _named_at(context: Context, line: str, at: int) -> tuple[Actor, int] | None:
    """Return the state or organisation that is named at a place of a line, with where its name ends."""
    mention = context.gazetteer.find_at(line, at, min(len(line), at + _LONGEST))
    if mention is not None and mention.entry.kind in _NAMES:
        if mention.entry.country:
            return context.state(mention.entry.country), mention.end
        actor = context.resolve(line[mention.start : mention.end])
        return (actor, mention.end) if actor is not None and actor.org else None
    part = _PART.match(line, at)
    place = context.gazetteer.place(part[0]) if part and part[0].isupper() else None
    return (context.state(place.country), part.end()) if part and place and place.country else None


def _with_dateline(context: Context, start: int) -> int:
    """Return where a paragraph begins: a heading may have been taken for the dateline ("FINLAND - SWEDEN.")."""
    dateline = context.report.dateline
    if not dateline:
        return start
    at = context.text.find(dateline, max(0, start - len(dateline) - 6), start)
    return at if at >= 0 and "\n" not in context.text[at:start] else start


def _of_turns(context: Context) -> list[Section]:
    """Return for each sentence of a transcript whom the last question that names anybody names."""
    turns = _turns(context)
    if len(turns) < _TURNS:
        return []
    counts = Counter(turns.values())
    asked = {label for label in counts if _QUESTION.match(label)}
    usual = counts.most_common(1)[0][0]
    answering = set(counts) - asked if asked else {label for label in counts if label.endswith(usual)}
    found: list[Section] = []
    now: Section = ()
    asking, fresh = False, False
    for number, names in enumerate(context.named):
        if number in turns:
            asking = fresh = turns[number] not in answering
            names = [name for name in names if name.start >= _said_from(context, number)]  # noqa: PLW2901
        if asking and (named := _distinct(context, names)):
            now, fresh = (named if fresh else tuple(dict.fromkeys((*now, *named)))), False
        own = context.voice
        found.append(now if own is None or own in now or not now else (*now, own))
    return found


def _of_questions(context: Context) -> list[Section]:
    """Return for each sentence of an interview whom the last question names, and whoever is asked; else nothing."""
    if context.guest is None:
        return []
    found: list[Section] = []
    now: Section = ()
    for number, names in enumerate(context.named):
        is_asked = number in context.questions
        if is_asked and number - 1 not in context.questions:
            now = ()
        if is_asked:
            now = tuple(dict.fromkeys((*now, *_distinct(context, names))))
        found.append(now if context.guest in now or not now else (*now, context.guest))
    return found


def _said_from(context: Context, number: int) -> int:
    """Return where the words of a turn begin, behind who speaks."""
    match = _TURN.match(context.text, context.sentences[number].segment.start)
    return match.end() if match else 0


def _turns(context: Context) -> dict[int, str]:
    """Return who speaks from a sentence on, for the sentences that say so: "Q (Radio X): And Syria?"."""
    found: dict[int, str] = {}
    last = -1
    for number, sentence in enumerate(context.sentences):
        if sentence.segment.paragraph != last:
            last = sentence.segment.paragraph
            match = _TURN.match(context.text, sentence.segment.start)
            if match:
                found[number] = match[1]
    return found


def _distinct(context: Context, names: list[NamedActor]) -> Section:
    return tuple(dict.fromkeys(context.whole(name) for name in names))
