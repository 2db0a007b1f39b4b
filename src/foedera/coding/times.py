"""When a happening was: the expressions of time that belong to a frame, each read from where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.coding.clauses import (
    BESIDE,
    DESCRIBING,
    ELSEWHERE,
    apposition,
    clause_of,
    describes,
    is_aside,
    is_in_apposition,
    is_of_a_thing,
    names_it,
    nearness,
    opens_when,
    since_when,
    verb_of,
)
from foedera.coding.context import Context
from foedera.coding.reckoning import Reckoning, whole_time
from foedera.coding.tenses import (
    DONE,
    PRESENT,
    are_doing_in,
    day_of_news,
    is_to_come,
    is_under_way,
    is_yet_to,
    tense_of,
    vaguer,
    was_to,
    will_announce,
    will_not,
)
from foedera.coding.undertaking import FREES, NOTIFIES, UNDERTAKES, is_due
from foedera.coding.words import LIGHT, SPEECH, children, governing_verb, head_of, tokens_in
from foedera.text.dates import bounds, combine, resolve
from foedera.text.edtf import OPEN
from foedera.types import AHEAD, HAPPENED, Cell, Frame, Sentence, Span, Status, Token

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

PAST: frozenset[Status] = frozenset({"occurred", "ongoing", "denied"})
_STILL = re.compile(r"(?:until|till|through|to)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_STATED = frozenset({"ccomp", "parataxis", "advcl", "xcomp"})
"""How what is said hangs on the verb of saying it."""
BEGINNINGS = frozenset("open begin start launch commence kick".split())
ENDINGS = frozenset("end conclude close finish wrap wind complete cease finalise finalize".split())
"""What stands before a time at which something will be: "approved a visit for [May]"."""
_WAS_DUE = re.compile(r"\b(?:for|by|until)(?: the)? ?$", re.IGNORECASE)
"""The same after what was done in the past: "was pencilled in for [April]"."""
_WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_AT_ONCE = frozenset({"during", "at", "amid"})
_THAN = re.compile(r"\s+than\b")
"""After a time that is only so far from another: "a year earlier than planned"."""
PARTS = re.compile(";")
"""What parts a sentence."""
_BY_TREE = 0.4
"""Score of a time that nothing but the tree ties to a trigger."""
_BY_ANOTHER = 0.3
"""Score of a time of the verb beside the trigger's own."""
_DAY = 10
"""Length of a day in EDTF."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression of time means, and how sure it is that it is the frame's."""

    value: str
    score: float


class Times:
    """Understands the times of one report."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._reckoning = Reckoning(context)

    def add(self, draft: Draft, number: int, frame: Frame) -> None:
        """Add the time that the frame's fillers give, resolved against the day of publication."""
        sentence = self._context.sentences[number]
        lasts = self._context.codebook.types[draft.type].lasts
        spans = self._marked(sentence, frame)
        apart = self._reckoning.apart(number, Span(frame.start, frame.end), spans, lasts=lasts)
        if apart is not None:
            draft.cells.append(self._cell(*apart, _BY_TREE))
            return
        if not spans:
            self._own_time(draft, sentence, frame)
            return
        if lasts:
            spans |= {span: _BY_ANOTHER for span in self._other_end(sentence, frame) if span not in spans}
        read = self._own(draft, number, frame, spans)
        if read:
            when = combine([found.value for found in read.values()]) or next(iter(read.values())).value
            span = Span(min(span.start for span in read), max(span.end for span in read))
            draft.cells.append(self._cell(span, when, min(found.score for found in read.values())))

    def _own(self, draft: Draft, number: int, frame: Frame, spans: dict[Span, float]) -> dict[Span, Reading]:
        """Return what those of some spans mean that are times of what a frame tells."""
        lasts = self._context.codebook.types[draft.type].lasts
        # A year in a name dates an exercise, not a howitzer.
        years = tuple(int(y) for c in draft.values("name") if lasts for y in _YEAR.findall(str(c.value)))
        told = ((span, self._read(number, frame, span, score, years)) for span, score in spans.items())
        read = {span: found for span, found in told if found is not None}
        read = (frame.status in AHEAD and self._to_come(read)) or read
        read = self._nearest(self._context.sentences[number], frame, read, lasts=lasts)
        if not lasts and frame.status == "occurred":
            read = self._without_end(read)
        read = {span: found for span, found in read.items() if not is_deadline(draft, found.value, self._context)}
        wrong = vaguer(found.value for found in read.values())
        return {span: found for span, found in read.items() if found.value not in wrong}

    def _cell(self, span: Span, value: str, score: float) -> Cell:
        return Cell("when", value, self._context.text[span.start : span.end], span, score)

    def _marked(self, sentence: Sentence, frame: Frame) -> dict[Span, float]:
        """Return the spans marked as the frame's time, each once and whole, with their scores."""
        spans: dict[Span, float] = {}
        for filler in frame.fillers:
            if filler.label == "when":
                span = whole_time(sentence, Span(filler.start, filler.end), self._context.text)
                spans[span] = min(filler.score, spans.get(span, 1.0))
        return spans

    def _other_end(self, sentence: Sentence, frame: Frame) -> list[Span]:
        """Return the days on which it is told to end beside its begin, or begin beside its end: "opened on Monday"."""
        found, trigger = [], Span(frame.start, frame.end)
        ends = any(sentence.tokens[at].lemma in ENDINGS for at in tokens_in(sentence, frame.start, frame.end))
        verbs = BEGINNINGS if ends else ENDINGS
        for span in self._context.times_in(sentence.segment.start, sentence.segment.end):
            verb = governing_verb(sentence, span.start, span.end)
            if (
                verb is not None
                and sentence.tokens[verb].lemma in verbs
                and nearness(sentence, trigger, span) >= BESIDE
            ):
                found.append(span)
        return found

    def _nearest(
        self, sentence: Sentence, frame: Frame, read: dict[Span, Reading], *, lasts: bool
    ) -> dict[Span, Reading]:
        """Return the times that stand nearest to the trigger; what is told of others is not its time.

        Args:
            lasts: Whether a clause beside the nearest may tell the end: "began on Monday and will go on until Friday".
        """
        trigger = Span(frame.start, frame.end)
        names = [Span(f.start, f.end) for f in frame.fillers if lasts and f.label == "name"]
        near = {
            span: DESCRIBING
            if any(describes(sentence, name, span) for name in names)
            else nearness(sentence, trigger, span)
            for span in read
        }
        nearest = max(near.values(), default=ELSEWHERE)
        nearest = min(nearest, BESIDE) if lasts else nearest
        return {
            span: found
            for span, found in read.items()
            if near[span] >= nearest and not (nearest == ELSEWHERE and is_aside(sentence, trigger, span))
        }

    def _to_come(self, read: dict[Span, Reading]) -> dict[Span, Reading]:
        """Return the readings that lie ahead: "stuck since 2007, it is to be signed on Monday" is of Monday."""
        today = bounds(self._context.report.published or "")[0]
        begins = {span: bounds(found.value)[0] for span, found in read.items()}
        return {span: read[span] for span, begin in begins.items() if today and begin and begin >= today}

    def _without_end(self, read: dict[Span, Reading]) -> dict[Span, Reading]:
        """Leave out until when a measure holds beside the day it was taken: "on Tuesday extended it until May"."""
        tonight = bounds(self._context.report.published or "")[1]
        ends = {
            span
            for span, found in read.items()
            if found.value.startswith(OPEN) and tonight and (bounds(found.value)[1] or tonight) > tonight
        }
        return {span: found for span, found in read.items() if span not in ends} or read

    def _read(self, number: int, frame: Frame, span: Span, score: float, years: tuple[int, ...]) -> Reading | None:
        """Return what a span means for a frame; None for the day on which a thing to come was announced."""
        sentence = self._context.sentences[number]
        verb = verb_of(sentence, span)
        told = verb is not None and (frame.status in AHEAD or sentence.tokens[verb].lemma in NOTIFIES)
        announced = told and verb is not None and self._is_of_announcing(sentence, frame, span, verb)
        if announced or _THAN.match(self._context.text, span.end):
            return None
        value = self._value(number, frame, span, verb, years)
        return Reading(self._bounded(sentence, frame, span, value), score) if value else None

    def _value(self, number: int, frame: Frame, span: Span, verb: int | None, years: tuple[int, ...]) -> str | None:
        """Return a span's time, behind the report or ahead of it as it is told; the nearer where it may be either."""
        sentence = self._context.sentences[number]
        past = self._is_past(sentence, frame, span, verb)
        value = self._reckoning.value(number, span, past=past, years=years)
        open_yet = _STILL.match(self._context.text, span.start) or (verb is not None and was_to(sentence, verb))
        open_yet = open_yet or (frame.status == "ongoing" and are_doing_in(sentence, verb, span, self._context.text))
        if value and past and open_yet:
            return self._nearer(value, self._reckoning.value(number, span, past=False, years=years))
        if past is False and value:
            value = self._news(number, frame, span, value) or value
        return value

    def _news(self, number: int, frame: Frame, span: Span, ahead: str) -> str | None:
        """Return the weekday just behind of which a thing is told in the present: "is visiting Rome on Monday"."""
        sentence, published = self._context.sentences[number], self._context.report.published
        at = clause_of(sentence, head_of(sentence, span.start, span.end))
        if at is None or not published or frame.status != "planned" or not self._is_weekday(span):
            return None
        under_way = is_under_way(sentence, at)
        behind = self._reckoning.value(number, span, past=True)
        if behind is None or not (under_way or sentence.tokens[at].xpos in PRESENT):
            return None
        return None if is_to_come(sentence, at) else day_of_news(behind, ahead, published, under_way=under_way)

    def _is_weekday(self, span: Span) -> bool:
        return _WEEKDAY.match(self._context.text, span.start, span.end) is not None

    def _is_of_announcing(self, sentence: Sentence, frame: Frame, span: Span, verb: int) -> bool:
        """Tell whether a verb tells when a thing to come was said or undertaken: "promised on Monday to leave"."""
        token = sentence.tokens[verb]
        own = token.start < frame.end and token.end > frame.start
        spoken = _says(sentence, verb) and not will_announce(sentence, verb)
        if spoken and not own:
            return True
        undertaken = token.xpos in DONE and (token.lemma in FREES or spoken)
        return undertaken and not is_due(sentence, span, self._context.text)

    def _is_past(self, sentence: Sentence, frame: Frame, span: Span, verb: int | None) -> bool | None:
        """Tell whether a time is told as one that lies behind; None where that is not told."""
        printed = self._context.text[span.start : span.end]
        if printed.casefold().startswith("since"):
            return True
        ends = verb is not None and sentence.tokens[verb].lemma in ENDINGS and is_yet_to(sentence, verb)
        if frame.status == "ongoing" and (ends or _STILL.match(printed)):
            return False  # what is under way ends later
        if frame.status == "denied" and verb is not None and will_not(sentence, verb):
            return False  # "will not take part in May"
        if frame.status in PAST or (verb is not None and self._was(sentence, verb, span)):
            return verb is None or not self._looks_ahead(sentence, frame, span, verb)
        known = names_it(sentence, Span(frame.start, frame.end), span)
        return False if frame.status in AHEAD and not known else None

    def _looks_ahead(self, sentence: Sentence, frame: Frame, span: Span, verb: int) -> bool:
        """Tell whether a verb says when something will be: "takes over in January", "is to open in January".

        A headline tells in the plain present what has happened, and ends without a stop.
        """
        whole = self._context.text[sentence.segment.start : sentence.segment.end].rstrip()
        at = head_of(sentence, span.start, span.end)
        hangs = at is not None and sentence.tokens[at].head == verb
        if not hangs or frame.status not in HAPPENED:
            return False
        if sentence.tokens[verb].xpos in PRESENT:
            return whole.endswith(".")
        own = clause_of(sentence, head_of(sentence, frame.start, frame.end))
        when = own is not None and opens_when(sentence, own, span)  # "will remember March, when it called them in"
        return not when and tense_of(sentence, verb) == "planned"

    def _was(self, sentence: Sentence, verb: int, span: Span) -> bool:
        """Tell whether a verb says when something was, itself or by its auxiliary: "was not renewed"."""
        if sentence.tokens[verb].xpos != "VBN":
            return sentence.tokens[verb].xpos == "VBD"
        passive = any(t.head == verb and t.xpos == "VBD" and t.deprel.startswith("aux") for t in sentence.tokens)
        due = _WAS_DUE.search(self._context.text[sentence.segment.start : span.start])
        return (passive and not due) or self._is_done(sentence, verb, span)

    def _is_done(self, sentence: Sentence, verb: int, span: Span) -> bool:
        """Tell whether a participle says when a thing was dealt with: "a pact signed on 16 May is to open the port"."""
        token = sentence.tokens[verb]
        to_be = any(sentence.tokens[i].lemma in {"to", "be"} for i in children(sentence, verb))
        due = is_due(sentence, span, self._context.text)
        return token.xpos == "VBN" and token.deprel == "acl" and not (due or to_be)

    def _bounded(self, sentence: Sentence, frame: Frame, span: Span, value: str) -> str:
        """Return a time as its place in the sentence opens or closes it: "since the election of 2020", "ends today"."""
        own = clause_of(sentence, head_of(sentence, frame.start, frame.end))
        if own is not None and opens_when(sentence, own, span):
            return value.removesuffix(f"/{OPEN}")
        if "/" not in value and since_when(sentence, Span(frame.start, frame.end), span) is not None:
            return f"{value}/{OPEN}"
        verb = governing_verb(sentence, span.start, span.end)
        lasts = self._context.codebook.types[frame.type].lasts
        if lasts and len(value) == _DAY and verb is not None and sentence.tokens[verb].lemma in ENDINGS:
            return f"{OPEN}/{value}"
        return value

    def _nearer(self, past: str, future: str | None) -> str:
        """Return the reading that lies nearer to the report: "extended until May", "was to take place in May"."""
        (today, _), last, end = bounds(self._context.report.published or ""), bounds(past)[1], bounds(future or "")[1]
        if today is None or last is None or end is None:
            return past
        return future if future and abs((end - today).days) < abs((today - last).days) else past

    def _own_time(self, draft: Draft, sentence: Sentence, frame: Frame) -> None:
        """Take the time that hangs on the trigger's own verb, where none was marked."""
        past = frame.status in PAST
        trigger = Span(frame.start, frame.end)
        own, stated = governing_verb(sentence, frame.start, frame.end), self._stated(sentence, frame)
        apposed = {sentence.tokens[i].start for i in apposition(sentence, trigger)}
        lasts = self._context.codebook.types[frame.type].lasts
        at_once = lasts and frame.status == "occurred" and _is_when(sentence, trigger)
        for span in self._context.times_in(sentence.segment.start, sentence.segment.end):
            if any(f.start < span.end and f.end > span.start for f in frame.fillers):
                continue  # part of a name: Christmas Island
            verb = verb_of(sentence, span)
            if verb is None or is_in_apposition(sentence, span, verb) or (apposed and span.start not in apposed):
                continue
            carries = verb == own and (at_once or _carries(sentence.tokens[verb], frame))
            if not (carries or _describes(sentence, verb, frame) or verb in stated):
                continue
            if (not past or sentence.tokens[verb].lemma in NOTIFIES) and _is_of_words(sentence, verb):
                continue  # when it was undertaken or said, and not when it comes
            if PARTS.search(self._context.text, min(span.end, frame.end), max(span.start, frame.start)):
                continue  # another part of the sentence
            printed = self._context.text[span.start : span.end]
            value = resolve(printed, self._context.report.published, past=past)
            value = value and self._bounded(sentence, frame, span, value)
            if value and not (past and value.startswith(OPEN)) and not is_of_a_thing(sentence, trigger, span):
                draft.cells.append(self._cell(span, value, _BY_TREE))
                return

    def _stated(self, sentence: Sentence, frame: Frame) -> list[int]:
        """Return the verbs by which a position is stated: "stated on Wednesday" says when somebody demanded it.

        What is not demanded, or will not be, is not of the day on which that is said.
        """
        kind = self._context.codebook.types[frame.type]
        if not kind.is_position or frame.status == "denied":
            return []
        found = []
        at = head_of(sentence, frame.start, frame.end)
        if any(t.head == at and t.lemma == "have" and t.deprel.startswith("aux") for t in sentence.tokens):
            return []  # "said on Tuesday that it had asked": it asked before
        while at is not None and sentence.tokens[at].head >= 0:
            relation, at = sentence.tokens[at].deprel.split(":")[0], sentence.tokens[at].head
            if sentence.tokens[at].upos == "VERB" and relation in _STATED:
                found.append(at)
        return found


def is_deadline(draft: Draft, value: str, context: Context) -> bool:
    """Tell whether a time is until when what was demanded is to be done: "asked Peru to withdraw by Friday"."""
    kind = context.codebook.types[draft.type]
    told = draft.status == "occurred" and value.startswith(OPEN)
    return told and kind.is_position and kind.field("stage") is None


def _is_when(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a trigger says at what something was done: "lent it money in 2019 during the [visit] of Modi"."""
    at = head_of(sentence, trigger.start, trigger.end)
    marks = {t.lemma for t in sentence.tokens if t.head == at and t.deprel == "case"}
    return at is not None and sentence.tokens[at].deprel.startswith(("obl", "nmod")) and bool(marks & _AT_ONCE)


def _says(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb says something; a text that is "concluded" is closed."""
    token = sentence.tokens[verb]
    states = any(sentence.tokens[i].deprel in _STATED for i in children(sentence, verb))
    return token.lemma in SPEECH and (token.lemma not in ENDINGS or states)


def _is_of_words(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb says when something was undertaken or said that is to come."""
    token = sentence.tokens[verb]
    said = token.lemma in SPEECH and not will_announce(sentence, verb)
    return said or token.lemma in UNDERTAKES or token.xpos == "VBD"


def _carries(verb: Token, frame: Frame) -> bool:
    """Tell whether a verb is that of the trigger itself, or the light verb that its noun hangs on."""
    within = verb.start < frame.end and verb.end > frame.start
    return within or verb.lemma in LIGHT or (verb.start >= frame.start and verb.lemma not in SPEECH)


def _describes(sentence: Sentence, verb: int, frame: Frame) -> bool:
    """Tell whether a verb is a participle of the trigger: "a contract concluded in 2022"."""
    token = sentence.tokens[verb]
    if token.head < 0 or not token.deprel.startswith("acl") or token.lemma not in LIGHT:
        return False
    head = sentence.tokens[token.head]
    return head.start < frame.end and head.end > frame.start
