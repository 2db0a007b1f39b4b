"""What time and status say of each other: durations, endings, and what has passed by the day of publication."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.drafts import known_in
from foedera.coding.occasions import is_on_occasion
from foedera.coding.revising import settle_by_words
from foedera.coding.scores import INFERRED
from foedera.coding.standing import heads_of, is_voiced, settle_standing
from foedera.coding.tenses import DONE, PRESENT, drop_others, is_exact, vaguer
from foedera.coding.times import BEGINNINGS, ENDINGS
from foedera.coding.words import OVER, governing_verb, tokens_in
from foedera.text.dates import bounds, combine, days_long, lasting
from foedera.text.edtf import OPEN
from foedera.types import HAPPENED, Cell, Sentence, Status

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_TOLD = HAPPENED | {"planned"}
_STANDS: frozenset[Status] = frozenset({"ongoing", "planned"})
_NEWS = timedelta(days=10)
"""Time before the report in which what began goes on as a rule."""
_LASTED = re.compile(r"\blast(?:s|ed|ing)?\b[^,;.]{0,30}", re.IGNORECASE)
_AFTER = re.compile(r"\bafter (?:(?:an?|the|about|nearly|some) )?[\w-]+[ -]days?\b", re.IGNORECASE)
"""A duration that lies before the day beside it: "flew home on Saturday after three days of talks"."""
_VAGUE = re.compile(
    r"\b(?:more than|over|about|around|nearly|almost|at least|up to|some|roughly) [\w-]+[ -](?:day|week)", re.IGNORECASE
)
_LONG = frozenset({"year", "decade", "generation", "century"})
_AT_ONCE: dict[Status, frozenset[Status]] = {
    "occurred": frozenset({"occurred", "ongoing"}),
    "planned": frozenset({"planned", "ongoing"}),
}
"""Of which status that is at which something takes place."""
_COUNTED = re.compile(r"(?:\s+[\w-]+)?\s+(?:ago|later|earlier|before|after)\b")
_REACH = 24
"""Happenings of a type, told of last, at which something else may have taken place."""
_WEEK = 7
_LONGEST = 120
"""Days: a longer duration beside a trigger is not that of the happening."""
_AROUND = 45
"""Characters before and after a trigger in which its duration stands."""
_DAY = 10
"""Length of a day in EDTF."""
_NAME_LONG = 8
"""Words of a treaty's name from a year before it to its last one, at most: "the 1972 Anti-Ballistic Missile treaty"."""


def settle(draft: Draft, context: Context) -> None:
    """Bring time and status of a joined draft into agreement, as far as its type allows."""
    kind = context.codebook.types[draft.type]
    told = heads_of(draft.triggers, context)
    if draft.status in HAPPENED and is_voiced(kind) and any(_is_of_long_standing(*at) for at in told):
        draft.status = "ongoing"
    elif not _is_held(draft, kind, told):
        draft.status = dict(kind.read_as).get(draft.status, draft.status)
    said = {(c.field.removeprefix("field:"), c.value) for c in draft.cells if c.field.startswith("field:")}
    stages = [value for field in kind.fields for value in field.values if (field.name, value.value) in said]
    for value in stages:
        draft.status = dict(value.read_as).get(draft.status, draft.status)
    settle_standing(draft, context)
    settle_by_words(draft, kind, told, context)
    wrong = vaguer(str(cell.value) for cell in draft.values("when"))
    draft.cells = [cell for cell in draft.cells if cell.field != "when" or cell.value not in wrong]
    drop_others(draft, context)
    if draft.status == "cancelled" and not kind.lasts:
        draft.cells = [cell for cell in draft.cells if not _tells_which(cell, told)]
    _in_time(draft, context)
    if draft.status in _STANDS and any(value.opens for value in stages):
        _open(draft)
    if not kind.lasts:
        return
    _durations(draft, context)
    _begun(draft, context)
    _against_publication(draft, context)


def _tells_which(cell: Cell, told: list[tuple[Sentence, int]]) -> bool:
    """Tell whether a year only tells which contract or treaty is left: "pulled out of the [1972] treaty"."""
    if cell.field != "when" or not cell.printed.isdigit():
        return False
    owners = ((sentence, at, tokens_in(sentence, cell.span.start, cell.span.end)) for sentence, at in told)
    return any(at - _NAME_LONG <= i < at and sentence.tokens[i].head == at for sentence, at, own in owners for i in own)


def _is_held(draft: Draft, kind: ClaimType, told: list[tuple[Sentence, int]]) -> bool:
    """Tell whether a report says in its own words, in the present, what somebody holds: "Slovakia opposes the link"."""
    if not kind.held or draft.values("said_by"):
        return False
    return bool(told) and all(s.tokens[at].lemma in kind.held and _is_told_now(s, at) for s, at in told)


def _is_told_now(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is a verb of the present, or is said by one: "is worried", "remains wary"."""
    token = sentence.tokens[at]
    if token.upos == "VERB" and token.xpos != "VBN":
        return token.xpos in PRESENT
    above = sentence.tokens[token.head] if token.head >= 0 else None
    verbs = [t for t in sentence.tokens if t.head == at and t.deprel in {"cop", "aux:pass"}]
    if above is not None and above.upos == "VERB" and token.deprel in {"xcomp", "nsubj", "obj"}:
        verbs.append(above)
    return any(verb.xpos in PRESENT for verb in verbs)


def _is_of_long_standing(sentence: Sentence, at: int) -> bool:
    """Tell whether a position has been held for long: "has long opposed", "has for years asked"."""
    below = [t for t in sentence.tokens if t.head == at]
    if not any(t.lemma == "have" and t.xpos in PRESENT and t.deprel.startswith("aux") for t in below):
        return False
    long = any(t.lemma == "long" and t.deprel == "advmod" for t in below)
    return long or any(
        t.head == at and t.lemma in _LONG and t.xpos == "NNS" and _is_for(sentence, number)
        for number, t in enumerate(sentence.tokens)
    )


def _is_for(sentence: Sentence, at: int) -> bool:
    return any(t.head == at and t.lemma in {"for", "over"} and t.deprel == "case" for t in sentence.tokens)


def with_days_of_others(drafts: list[Draft], context: Context) -> None:
    """Give what has no time or place those of what it takes place at: a pact is signed when and where its parties meet.

    Args:
        drafts: All of a report, with who takes part; those told of last are looked at.
    """
    hosts: dict[str, list[Draft]] = {}
    kinds = context.codebook.types
    # In one sentence a pact comes after the talks, wherever its word stands: "agreed on it in talks in Bonn".
    for draft in sorted(drafts, key=lambda each: (each.sentences[0], bool(kinds[each.type].day_of))):
        hosts.setdefault(draft.type, []).append(draft)
        kind = kinds[draft.type]
        if not kind.day_of or draft.status not in _AT_ONCE:
            continue
        mine = known_in(draft)
        others = (other for name in kind.day_of for other in reversed(hosts.get(name, [])[-_REACH:]))
        at = [o for o in others if o is not draft and o.status in _AT_ONCE[draft.status] and known_in(o) & mine]
        days = at[0].values("when") if at and draft.status == "occurred" and not draft.values("when") else []
        if len(days) == 1 and len(str(days[0].value)) == _DAY and "/" not in str(days[0].value):
            draft.cells.append(replace(days[0], score=INFERRED))
        if not draft.values("where"):
            there = next((other for other in at if _is_beside(draft, other, context)), None)
            draft.cells += [replace(c, score=INFERRED) for c in there.values("where")] if there is not None else []


def _is_beside(draft: Draft, other: Draft, context: Context) -> bool:
    """Tell whether one is told of in the sentences of another, next to them, or as done "at the end of the meeting"."""
    near = any(abs(one - two) <= 1 for one in draft.sentences for two in other.sentences)
    return near or any(is_on_occasion(number, context) for number in draft.sentences)


def _open(draft: Draft) -> None:
    """Let what holds begin at the one time that is told of it: "an observer, which it became in 2013"."""
    whens = {str(cell.value) for cell in draft.values("when")}
    if len(whens) == 1 and not any("/" in when for when in whens):
        draft.cells = [replace(c, value=f"{c.value}/{OPEN}") if c.field == "when" else c for c in draft.cells]


def mark_endings(draft: Draft, context: Context) -> None:
    """The day on which something ended is the end of its time, not the whole: so it fits a day on which it began."""
    if not context.codebook.types[draft.type].lasts:
        return
    for at, cell in enumerate(draft.cells):
        if cell.field == "when" and "/" not in str(cell.value) and len(str(cell.value)) == _DAY:
            number = context.sentence_at(cell.span.start)
            if _ends(context.sentences[number], draft):
                draft.cells[at] = replace(cell, value=f"{OPEN}/{cell.value}")


def _ends(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether the verb that governs a trigger of the sentence says that it ended."""
    for span in draft.triggers:
        for token in sentence.tokens:
            if not (token.start < span.end and token.end > span.start):
                continue
            lemmas = {token.lemma}
            head = token.head
            for _ in range(2):
                if head < 0:
                    break
                lemmas.add(sentence.tokens[head].lemma)
                brought = {t.lemma for t in sentence.tokens if t.head == head and t.deprel.startswith("obl")}
                if brought & OVER:
                    return True
                if sentence.tokens[head].upos == "VERB":
                    break
                head = sentence.tokens[head].head
            if lemmas & ENDINGS:
                return True
    return False


def _in_time(draft: Draft, context: Context) -> None:
    """What lies wholly before the report is no plan any more, what lies wholly after it has not happened yet."""
    value = combine([str(c.value) for c in draft.values("when")])
    if not value or not context.report.published:
        return
    (today, tonight), (first, last) = bounds(context.report.published), bounds(value)
    if draft.status == "planned" and last is not None and today is not None and last < today:
        draft.status = "occurred"
    elif draft.status in ("occurred", "ongoing") and first is not None and tonight is not None and first > tonight:
        draft.status = "planned"


def _durations(draft: Draft, context: Context) -> None:
    """Carry a day on by the duration that is told of the draft ("an 11-day exercise"), its last day back by it."""
    whens = {str(cell.value) for cell in draft.values("when")}
    if len(whens) != 1:
        return
    value = whens.pop()
    last = value.removeprefix(f"{OPEN}/")
    if "/" in last:
        return
    for around in _told_of(draft, context):
        days = days_long(around)
        if days and 1 < days <= _LONGEST and not _VAGUE.search(around):
            if last == value and not _AFTER.search(around):
                value = lasting(value, days)
            elif days % _WEEK:  # a course of three weeks ends on a Friday
                value = lasting(last, -days)
            break
    draft.cells = [replace(c, value=value) if c.field == "when" else c for c in draft.cells]


def _begun(draft: Draft, context: Context) -> None:
    """Let what is only told to have begun go on from then, and be under way where that is news."""
    whens = draft.values("when")
    if draft.status not in HAPPENED or len({str(cell.value) for cell in whens}) != 1 or "/" in str(whens[0].value):
        return
    sentence = context.sentences[context.sentence_at(whens[0].span.start)]
    at = governing_verb(sentence, whens[0].span.start, whens[0].span.end)
    verb = None if at is None else sentence.tokens[at]
    if verb is None or verb.lemma not in BEGINNINGS or verb.xpos not in DONE:
        return
    (today, _), (first, _) = bounds(context.report.published or ""), bounds(str(whens[0].value))
    if today is None or first is None or first > today or (draft.status == "occurred" and today - first > _NEWS):
        return
    draft.status = "ongoing"
    value = f"{whens[0].value}/{OPEN}"
    draft.cells = [replace(c, value=value) if c.field == "when" else c for c in draft.cells]


def _told_of(draft: Draft, context: Context) -> list[str]:
    """Return the words in which a draft's duration may stand: around its triggers, or after "lasted"."""
    found = []
    for span in draft.triggers:
        segment = context.sentences[context.sentence_at(span.start)].segment
        end = min(segment.end, span.end + _AROUND)
        end = max(span.end, context.text.rfind(" ", span.end, end)) if end < segment.end else end
        counted = _COUNTED.match(context.text, end, segment.end)  # "ten days | ago" is no duration
        found.append(context.text[max(segment.start, span.start - _AROUND) : counted.end() if counted else end])
    for number in draft.sentences:
        segment = context.sentences[number].segment
        found += [m[0] for m in _LASTED.finditer(context.text, segment.start, segment.end)]
    return found


def _against_publication(draft: Draft, context: Context) -> None:
    """What ended before the report occurred, what it falls within is ongoing, what begins after it is planned."""
    published = context.report.published
    value = combine([str(c.value) for c in draft.values("when")])
    if not published or len(published) < _DAY or not value or draft.status not in _TOLD:
        return
    if not is_exact(value.removesuffix("~")):  # "will close at the end of the week"
        return
    (today, _), (first, last) = bounds(published), bounds(value)
    if today is None:
        return
    if last is not None and last < today:
        draft.status = "occurred"
    elif first is not None and first > today:
        draft.status = "planned"
    elif first is not None and last is not None and first < last and first <= today <= last:
        # What is told on its last day as done is done.
        draft.status = "occurred" if last == today and draft.status == "occurred" else "ongoing"
