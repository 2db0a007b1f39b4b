"""What is done on an occasion is of its day: "at the end of the visit both sides signed a memorandum".

The day of the occasion is the one on which the report opens.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.drafts import known_in
from foedera.coding.openings import days_told, opening_day
from foedera.coding.scores import INFERRED
from foedera.coding.values import Values
from foedera.coding.words import SPEECH, children, head_of
from foedera.text.dates import resolve
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.coding.drafts import Draft
    from foedera.types import Name, Sentence

_OCCASION = re.compile(
    r"\b(?:at|on|upon|after|before|during|within|following|in|with)\b[^.,;:]{0,40}?\b(?:the|this|that)\s+(?:[\w-]+\s+)?"
    r"(?:ceremony|meeting|visit|talks|session|occasion|event|summit|conversation|conference|audience|negotiations|"
    r"encounter|reception)\b",
    re.IGNORECASE,
)
_RIGHT_AFTER = re.compile(
    r",?\s+(?:(?:an?|a few|several|some|\w+)\s+(?:hours?|minutes?)\s+)?(?:after|during|following|at)\s+"
    r"(?:[\w'’-]+\s+){0,2}",
    re.IGNORECASE,
)
"""What stands between a day and what was over when something was said on it: "said on Friday after his talks"."""
_YEAR = 4
"""Length of a year in EDTF."""
_BESIDE = re.compile(
    r"\b(?:on|in|at|before|after|upon|within|during|following|prior to)\s+"
    r"(?P<margin>the\s+(?:sidelines?|margins?|fringes?)\s+of\s+)?"
    r"(?:the|this|that)\s+(?:[\w-]+\s+)?"
    r"(?P<noun>ceremony|handover|parade|exercise|drill|manoeuvres|maneuvers|summit|conference|forum|reception|session)\b",
    re.IGNORECASE,
)
"""An occasion told of before, beside which others meet: "on the sidelines of the ceremony", "before the parade"."""
_BACK = 8
"""Sentences back in which the occasion was told of with its place."""
_AT = frozenset({"in", "at", "near"})
_HALF = 0.4
"""Score from which a filler below the threshold is half believed."""
_PAIR = 2
_NEAR = 2
"""Sentences before a meeting in which one of those who met says something somewhere."""
_UP = 3
"""Words up the tree from a name to what it names."""
_OF = frozenset({"nmod", "compound", "appos", "flat"})


def date_by_occasion(draft: Draft, context: Context) -> None:
    """Give what occurred without a time the day of the occasion on which it did.

    Who meets whom is news: a meeting of which no time at all is told is of the day on which the report opens.
    """
    roles = context.codebook.types[draft.type].roles
    if draft.status != "occurred" or draft.values("when") or not roles or roles[0].stance:
        return
    meets = any(role.at_home for role in roles)
    for trigger in draft.triggers:
        number = context.sentence_at(trigger.start)
        found = _said_after(number, trigger, context) or _on_occasion(number, context, always=meets)
        if found is not None:
            span, value = found
            draft.cells.append(Cell("when", value, context.text[span.start : span.end], span, INFERRED))
            return


def place_by_occasion(draft: Draft, context: Context) -> None:
    """Put a meeting beside an occasion that was told of before where that is: "before the ceremony he met"."""
    _put(draft, context, beside=False)


def place_beside(draft: Draft, context: Context) -> None:
    """Do so for two who met "on the margins of the ceremony", where nobody is host or guest whoever has the place."""
    told = len(draft.values("where"))
    _put(draft, context, beside=True)
    roles = context.codebook.types[draft.type].roles
    for role in (role for role in roles if role.at_home and len(draft.values("where")) > told):
        apart = {f"role:{role.at_home}", f"role:{role.away}"}
        draft.cells = [replace(c, field=f"role:{role.name}") if c.field in apart else c for c in draft.cells]


def place_by_speaker(draft: Draft, context: Context) -> None:
    """Put those who met where the guest told of it: "said in Berlin", "after meeting with the German chancellor"."""
    roles = context.codebook.types[draft.type].roles
    told = draft.values("where") or any(draft.values(f"role:{role.name}") for role in roles if role.place)
    meets = next((role for role in roles if role.at_home), None)
    if told or meets is None or draft.status != "occurred":
        return
    people = [cell.value for cell in draft.values(f"role:{meets.name}") if isinstance(cell.value, Actor)]
    states = {actor.country for actor in people} - {None}
    if len(states) != _PAIR:
        return
    first = draft.sentences[0]
    for number in range(max(0, first - _NEAR), min(len(context.sentences), first + 1)):
        for span, verb in _said_at(context.sentences[number], context):
            place = Values(context).place(draft, context.text[span.start : span.end])
            names = {t.text for t in context.sentences[number].tokens if t.head == verb and t.deprel == "nsubj"}
            guests = [actor for actor in people if actor.country not in {None, place.country}]
            if place.country in states and any(names & set(actor.name.split()) for actor in guests):
                draft.cells.append(Cell("where", place, context.text[span.start : span.end], span, INFERRED))
                return


def _said_at(sentence: Sentence, context: Context) -> Iterator[tuple[Span, int]]:
    """Yield the towns at which somebody says something, each with the verb."""
    states = {n.start for n in context.named[context.sentence_at(sentence.segment.start)] if n.sense == "name"}
    for name in sentence.names:
        at = head_of(sentence, name.start, name.end)
        if name.label != "LOC" or at is None or name.start in states or sentence.tokens[at].head < 0:
            continue
        verb = sentence.tokens[at].head
        if sentence.tokens[verb].lemma in SPEECH and _is_at(sentence, name):
            yield Span(name.start, name.end), verb


def _put(draft: Draft, context: Context, *, beside: bool) -> None:
    """Add the place of the occasion of a meeting.

    Args:
        beside: Whether two who are both known met only on its margins.
    """
    roles = context.codebook.types[draft.type].roles
    told = draft.values("where") or any(draft.values(f"role:{role.name}") for role in roles if role.place)
    if told or not any(role.at_home for role in roles):
        return
    for trigger in draft.triggers:
        number = context.sentence_at(trigger.start)
        segment = context.sentences[number].segment
        found = _BESIDE.search(context.text, segment.start, segment.end)
        if found is None or (found["margin"] is not None and _are_two(draft, context)) != beside:
            continue
        span = _venue(number, found["noun"].casefold(), context)
        if span is not None:
            printed = context.text[span.start : span.end]
            place = Values(context).place(draft, printed)
            known = known_in(draft)
            if place.country is None and context.home is not None and (not known or context.home in known):
                place = replace(place, country=context.home)
            draft.cells.append(Cell("where", place, printed, span, INFERRED))
            return


def _are_two(draft: Draft, context: Context) -> bool:
    """Tell whether more than one is told, or half believed, to take part in a draft: people who have names."""
    fields = {f"role:{role.name}" for role in context.codebook.types[draft.type].roles}
    spans = {cell.span for cell in draft.cells if cell.field in fields}
    spans |= {Span(f.start, f.end) for f, _ in draft.weak if f"role:{f.label}" in fields and f.score >= _HALF}
    return len(spans) > 1


def _venue(number: int, noun: str, context: Context) -> Span | None:
    """Return the place in the last sentence before one that tells of an occasion and where it is."""
    for at in range(number - 1, max(-1, number - _BACK - 1), -1):
        if context.are_apart(at, number):
            return None
        sentence = context.sentences[at]
        if not any(token.lemma.casefold() == noun for token in sentence.tokens):
            continue
        states = {
            named.start for named in context.named[at] if named.sense != "capital" and named.actor.kind == "state"
        }
        for name in sentence.names:
            if name.label != "PER" and name.start not in states and _is_at(sentence, name):
                return Span(name.start, name.end)
    return None


def _is_at(sentence: Sentence, name: Name) -> bool:
    """Tell whether a name, or what it names a thing by, is where something is: "at Varna", "at the base of Varna"."""
    at = head_of(sentence, name.start, name.end)
    for _ in range(_UP):
        if at is None or at < 0:
            return False
        if any(sentence.tokens[i].lemma in _AT for i in children(sentence, at) if sentence.tokens[i].deprel == "case"):
            return True
        at = sentence.tokens[at].head if sentence.tokens[at].deprel in _OF else None
    return False


def is_on_occasion(number: int, context: Context) -> bool:
    """Tell whether a sentence points to the occasion on which what it tells of is done."""
    segment = context.sentences[number].segment
    return _OCCASION.search(context.text, segment.start, segment.end) is not None


def _said_after(number: int, trigger: Span, context: Context) -> tuple[Span, str] | None:
    """Return the day that stands right before what was just over on it."""
    return next(
        (
            (span, value)
            for span, value in days_told(number, context)
            if _RIGHT_AFTER.fullmatch(context.text, span.end, max(span.end, trigger.start))
        ),
        None,
    )


def _on_occasion(number: int, context: Context, *, always: bool) -> tuple[Span, str] | None:
    """Return the day on which the report opens, where a sentence that tells no other points to the occasion.

    Args:
        always: Whether it need not point there.
    """
    segment = context.sentences[number].segment
    printed = (context.text[span.start : span.end] for span in context.times_in(segment.start, segment.end))
    values = (resolve(time, context.report.published, past=True) for time in printed)
    told = always and any(token.xpos == "VBD" for token in context.sentences[number].tokens)
    if not (told or is_on_occasion(number, context)) or any(value and len(value) > _YEAR for value in values):
        return None  # "the plan for 2025 was signed at the end of the visit": a bare year is of the plan
    return opening_day(number, context)
