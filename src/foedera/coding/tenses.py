"""Which of a happening's times fit the tense it is told in: what will be done was not done in 2012."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.coding.clauses import clause_of
from foedera.coding.context import Context
from foedera.coding.words import NOT, children, head_of
from foedera.text.dates import bounds
from foedera.text.edtf import OPEN
from foedera.types import Cell, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedera.coding.drafts import Draft

WILL = frozenset({"will", "wo", "shall"})
"""Auxiliaries of what is to come."""
WOULD = WILL | {"would"}
_AHEAD = frozenset({"MD", "TO"})
"""Tags of the words before a verb of what is to come."""
DONE = frozenset({"VBD", "VBN"})
"""Tags of verbs of what was done."""
PRESENT = frozenset({"VBZ", "VBP"})
"""Tags of verbs in the present."""
_DAY = 10
"""Length of a day in EDTF."""
_MONTH = 7
_HALF_A_YEAR = timedelta(days=183)
_PLANS = frozenset("plan expect intend hope want schedule prepare aim due set ready likely".split())
"""Words whose present says that something is to come."""
_WEEK = timedelta(days=7)
_YESTERDAY, _SHORTLY = timedelta(days=1), timedelta(days=2)
"""How long before the report that lies which it tells in the plain present, and which is under way in it."""


def vaguer(values: Iterable[str]) -> set[str]:
    """Return the years and months that the days told of a happening lie outside of: they are of other editions."""
    told = set(values)
    days = [bounds(value) for value in told if is_exact(value)]
    vague = [value for value in told if all(len(side) <= _MONTH for side in value.split("/"))]
    return {value for value in vague if days and all(_lie_apart(bounds(value), day) for day in days)}


def _lie_apart(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Tell whether two times share no day; the open side of the other reaches no farther than half a year."""
    (first, last), (begin, end) = one, other
    begin, end = begin or (end and end - _HALF_A_YEAR), end or (begin and begin + _HALF_A_YEAR)
    return bool((last and begin and last < begin) or (first and end and first > end))


def is_exact(value: str) -> bool:
    """Tell whether both sides of a time are days, or one a day and the other open."""
    return all(side == OPEN or len(side) == _DAY for side in value.split("/"))


def drop_others(draft: Draft, context: Context) -> None:
    """Take from a draft the times that its tense excludes; they are of something else that is told beside it.

    "It has ordered 20 jets, the first of which are due in 2028"; "will build three ships under a contract of 2024".
    """
    if not context.report.published or draft.status not in ("occurred", "planned"):
        return
    past, whens = draft.status == "occurred", draft.values("when")
    wrong = [cell for cell in whens if _is_beyond(cell, context.report.published, past=past)]
    # What is yet to end may have begun: "opened on Sunday and will run until August".
    some = len(wrong) < len(whens) and (past or _lie_far_before(wrong, context.report.published))
    if wrong and (some or _told_as(draft, context) == draft.status):
        draft.cells = [cell for cell in draft.cells if cell not in wrong]


def _lie_far_before(cells: list[Cell], published: str) -> bool:
    """Tell whether times ended so long before the day of publication that they are of something else."""
    today = bounds(published)[0]
    ends = [bounds(str(cell.value))[1] for cell in cells]
    return today is not None and all(end is not None and today - end > _HALF_A_YEAR for end in ends)


def _is_beyond(cell: Cell, published: str, *, past: bool) -> bool:
    """Tell whether a time lies wholly after the day of publication, or wholly before it."""
    (today, tonight), (first, last) = bounds(published), bounds(str(cell.value))
    if past:
        return first is not None and tonight is not None and first > tonight
    return last is not None and today is not None and last < today


def _told_as(draft: Draft, context: Context) -> str:
    """Return `occurred` or `planned` where the verbs of all triggers that have a tense are of the past, or future."""
    told = set()
    for span in draft.triggers:
        sentence = context.sentences[context.sentence_at(span.start)]
        clause = clause_of(sentence, head_of(sentence, span.start, span.end))
        told.add("" if clause is None else tense_of(sentence, clause))
    told.discard("")
    return told.pop() if len(told) == 1 else ""


def is_yet_to(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is of the present or of what is to come: "ends", "will end"."""
    return sentence.tokens[verb].xpos in PRESENT or tense_of(sentence, verb) == "planned"


def is_under_way(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb says what somebody is doing, or that somebody is somewhere: "is visiting", "is in Rome"."""
    below = [sentence.tokens[i] for i in children(sentence, verb)]
    if sentence.tokens[verb].lemma == "go" or any(t.xpos == "MD" for t in below):
        return False
    now = [t for t in below if t.lemma == "be" and t.xpos in PRESENT]
    doing = sentence.tokens[verb].xpos == "VBG" and any(t.deprel == "aux" for t in now)
    return doing or any(t.deprel == "cop" for t in now)


def are_doing_in(sentence: Sentence, verb: int | None, span: Span, text: str) -> bool:
    """Tell whether a time is that in which somebody "is doing" something: "are holding a summit in [February]"."""
    at = head_of(sentence, span.start, span.end)
    inside = text.startswith("in ", span.start) or text[sentence.segment.start : span.start].endswith((" in ", " for "))
    hangs = verb is not None and at is not None and sentence.tokens[at].head == verb
    return hangs and inside and verb is not None and is_under_way(sentence, verb)


def is_to_come(sentence: Sentence, verb: int) -> bool:
    """Tell whether a clause in the present says that something is yet to be: "plans to visit", "is due in Rome"."""
    above = sentence.tokens[verb].head if sentence.tokens[verb].deprel == "xcomp" else -1
    near = {sentence.tokens[i].lemma for i in (verb, *children(sentence, verb), *([above] if above >= 0 else ()))}
    return not _PLANS.isdisjoint(near) or tense_of(sentence, verb) == "planned"


def day_of_news(past: str, ahead: str, published: str, *, under_way: bool) -> str | None:
    """Return the weekday that lies behind where what is told of it in the present is news: "visits Rome on Monday".

    Args:
        past: The last such day.
        ahead: The next such day.
        under_way: Whether it is told as going on, not as what is to come: "is visiting".
    """
    today, (behind, _), (begin, _) = bounds(published)[0], bounds(past), bounds(ahead)
    if today is None or behind is None or begin is None or begin - behind not in {timedelta(), _WEEK}:
        return None
    return past if today - behind <= (_SHORTLY if under_way else _YESTERDAY) else None


def was_to(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb says what was to be, be it yet to come: "was to have taken place", "were due to begin"."""
    below = [sentence.tokens[i] for i in children(sentence, verb)]
    above = sentence.tokens[verb].head if sentence.tokens[verb].deprel == "xcomp" else -1
    due = above >= 0 and sentence.tokens[above].lemma in _PLANS
    was = [*below, *(sentence.tokens[i] for i in (children(sentence, above) if due else ()))]
    return any(t.xpos == "TO" for t in below) and any(t.lemma == "be" and t.xpos == "VBD" for t in was)


def will_not(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is of what will not be: "will not take part", "won't be prolonged when it [ends]"."""
    token = sentence.tokens[verb]
    at = token.head if token.xpos in PRESENT and token.deprel == "advcl" else verb
    below = {sentence.tokens[i].lemma for i in children(sentence, at)}
    return not (WILL.isdisjoint(below) or NOT.isdisjoint(below))


def will_announce(sentence: Sentence, verb: int) -> bool:
    """Tell whether a thing comes with words that are yet to be said: "is to announce new sanctions on Friday"."""
    below = [sentence.tokens[i] for i in children(sentence, verb)]
    comes = any(t.xpos in _AHEAD for t in below if t.deprel in {"aux", "mark"})
    return comes and sentence.tokens[verb].xpos == "VB" and any(t.deprel == "obj" for t in below)


def tense_of(sentence: Sentence, clause: int) -> str:
    """Return what a tense says: `planned` of "will go", `occurred` of "went" and "has gone", else nothing."""
    below = [sentence.tokens[i] for i in children(sentence, clause)]
    auxiliaries = [t for t in below if t.deprel.startswith("aux")]
    verb = sentence.tokens[clause]
    if any(t.lemma in WILL for t in auxiliaries):
        return "planned"
    above = sentence.tokens[verb.head] if verb.head >= 0 else None
    to = any(t.lemma == "to" and t.deprel in {"mark", "aux"} for t in below)
    if to and (
        any(t.lemma == "be" and t.xpos in PRESENT for t in auxiliaries)
        or (verb.deprel == "xcomp" and above is not None and above.lemma == "be" and above.xpos in PRESENT)
    ):
        return "planned"
    if to or any(t.xpos == "MD" for t in auxiliaries):
        return ""
    perfect = any(t.lemma == "have" and t.xpos in PRESENT for t in auxiliaries)
    return "occurred" if perfect or any(t.xpos == "VBD" for t in (verb, *auxiliaries)) else ""
