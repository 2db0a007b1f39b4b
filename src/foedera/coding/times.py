"""When a happening was: the expressions of time that belong to a frame, each read from where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.coding.clauses import (
    BESIDE,
    DESCRIBING,
    ELSEWHERE,
    clause_of,
    coincides,
    describes,
    follows,
    is_aside,
    is_fronted,
    is_of_a_thing,
    nearness,
    opens_when,
    since_when,
    verb_of,
)
from foedera.coding.context import Context
from foedera.coding.reckoning import Reckoning
from foedera.coding.tenses import PRESENT, tense_of, vaguer
from foedera.coding.words import LIGHT, SPEECH, climb, governing_verb, head_of, sentence_span, subtree, tokens_in
from foedera.text.dates import bounds, combine, find_time_at, resolve
from foedera.text.edtf import OPEN
from foedera.types import Cell, Filler, Frame, Sentence, Span, Status, Token

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

PAST: frozenset[Status] = frozenset({"occurred", "ongoing", "denied"})
FUTURE: frozenset[Status] = frozenset({"planned", "expected", "possible", "conditional"})
_STILL = re.compile(r"(?:until|till|through|to)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_STATED = frozenset({"ccomp", "parataxis", "advcl", "xcomp"})
"""How what is said hangs on the verb of saying it."""
BEGINNINGS = frozenset("open begin start launch commence kick".split())
ENDINGS = frozenset("end conclude close finish wrap wind complete cease finalise finalize".split())
_UNDERTAKES = frozenset("promise pledge approve authorise authorize vow commit clear".split())
"""Verbs whose past says that a thing to come was undertaken, and not when it comes."""
_TO_COME = re.compile(r"\b(?:for|by|from|in the|over|to)(?: the)? ?$", re.IGNORECASE)
_THAN = re.compile(r"\s+than\b")
"""After a time that is only so far from another: "a year earlier than planned"."""
_DONE = frozenset({"VBD", "VBN"})
_AHEAD = frozenset({"MD", "TO"})
_NOMINAL = frozenset({"nmod", "obl", "nummod", "compound", "amod", "flat", "appos", "acl"})
_DEPTH = 8
_TOLD: frozenset[Status] = frozenset({"occurred", "ongoing"})
_PARTS = re.compile(";")
_FAINT = 0.4
"""Least probability of a time below the threshold that is taken where no other is told."""
_FAINTER = 0.2
"""The same for what has occurred, which has a time as a rule."""
_BORROWED = 0.3
_WANTED: dict[str, tuple[str, ...]] = {"occurred": ("with", "scene", "since"), "ongoing": ("since",)}
"""How the time of another clause may hold for a happening, by its status; for others only where both are at once."""
_DAY = 10
"""Length of a day in EDTF."""
_MONTH = 7


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
            span, value = apart
            draft.cells.append(Cell("when", value, self._context.text[span.start : span.end], span, _FAINT))
            return
        if lasts and spans:
            spans |= {span: _BORROWED for span in self._other_end(sentence, frame) if span not in spans}
        # A year in a name dates an exercise, not a howitzer.
        years = tuple(int(y) for c in draft.values("name") if lasts for y in _YEAR.findall(str(c.value)))
        read = {
            span: found for span, score in spans.items() if (found := self._read(number, frame, span, score, years))
        }
        read = self._nearest(sentence, frame, (frame.status in FUTURE and self._to_come(read)) or read, lasts=lasts)
        if not spans:
            self._own_time(draft, sentence, frame)
        if not read:
            return
        if not lasts and frame.status == "occurred":
            read = self._without_end(read)
        read = {span: found for span, found in read.items() if not self._is_deadline(draft, found.value)}
        if not read:
            return
        wrong = vaguer(found.value for found in read.values())
        read = {span: found for span, found in read.items() if found.value not in wrong}
        readings = list(read.values())
        when = combine([reading.value for reading in readings]) or readings[0].value
        span = Span(min(span.start for span in read), max(span.end for span in read))
        printed = self._context.text[span.start : span.end]
        draft.cells.append(Cell("when", when, printed, span, min(reading.score for reading in readings)))

    def borrow(self, draft: Draft) -> None:
        """Give a draft without a time that of the sentence around it, where it holds for all that is told there."""
        if draft.values("when"):
            return
        weak: dict[int, list[Filler]] = {}
        for filler, at in draft.weak:
            if filler.label == "when" and filler.score >= (_FAINTER if draft.status == "occurred" else _FAINT):
                weak.setdefault(at, []).append(filler)
        for trigger in draft.triggers:
            number = self._context.sentence_at(trigger.start)
            found = self._faint(draft, weak.get(number, []), number, trigger) or self._around(draft, number, trigger)
            if found is not None:
                span, value = found
                draft.cells.append(Cell("when", value, self._context.text[span.start : span.end], span, _BORROWED))
                return

    def _faint(self, draft: Draft, weak: list[Filler], number: int, trigger: Span) -> tuple[Span, str] | None:
        """Return the likeliest of a sentence's times below the threshold that stands by the trigger."""
        sentence = self._context.sentences[number]
        own = _apposition(sentence, trigger)
        for filler in sorted(weak, key=lambda f: -f.score):
            span = self._whole(sentence, Span(filler.start, filler.end))
            if own and span.start not in own:
                continue
            value = self._reckoning.value(number, span, past=draft.status not in FUTURE)
            near = value and not self._is_deadline(draft, value) and nearness(sentence, trigger, span) >= BESIDE
            if value and near:
                return span, value
        return None

    def _is_deadline(self, draft: Draft, value: str) -> bool:
        """Tell whether a time is until when what was demanded is to be done: "asked Peru to withdraw by Friday"."""
        kind = self._context.codebook.types[draft.type]
        told = draft.status == "occurred" and value.startswith(OPEN)
        return told and kind.is_position and kind.field("stage") is None

    def _around(self, draft: Draft, number: int, trigger: Span) -> tuple[Span, str] | None:
        """Return the time that the whole sentence is told of, or that a clause gives which tells when or since when."""
        sentence = self._context.sentences[number]
        own = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
        if own is None:
            return None
        begin, stop = sentence_span(sentence)
        found: dict[str, tuple[Span, str]] = {}
        for span in self._context.times_in(begin, stop):
            value = self._reckoning.value(number, span, past=draft.status not in FUTURE)
            if value and opens_when(sentence, own, span):
                value = value.removesuffix(f"/{OPEN}")  # "since 2019, when it warned": the warning was then
            if value is None or OPEN in value:
                continue
            how = self._holds(sentence, own, trigger, span, value)
            if how == "since":
                found.setdefault(how, (span, f"{value}/{OPEN}"))
            elif how == "scene":
                found[how] = (span, value)
            elif how:
                found.setdefault(how, (span, value))
            elif span.end <= trigger.start:
                found.pop("scene", None)
        return next((found[how] for how in _WANTED.get(draft.status, ("with",)) if how in found), None)

    def _holds(self, sentence: Sentence, own: int, trigger: Span, span: Span, value: str) -> str:
        """Return how a time holds for a trigger in another clause: `since`, `with` it, as the `scene`, or not."""
        other = clause_of(sentence, head_of(sentence, span.start, span.end))
        if other is None:
            return ""
        since = since_when(sentence, trigger, span)
        if since is not None:
            return "since" if clause_of(sentence, since) == own else ""
        precise = len(value.split("/", maxsplit=1)[0]) >= _MONTH  # what was bought in a year is not all of it
        at_once = coincides(sentence, own, other) or opens_when(sentence, own, span)
        if at_once or (precise and follows(sentence, own, other)):
            return "with"
        apart = span.end > trigger.start or _PARTS.search(self._context.text, span.end, trigger.start)
        return "scene" if not apart and is_fronted(sentence, span) else ""

    def _marked(self, sentence: Sentence, frame: Frame) -> dict[Span, float]:
        """Return the spans marked as the frame's time, each once and whole, with their scores."""
        spans: dict[Span, float] = {}
        for filler in frame.fillers:
            if filler.label == "when":
                span = self._whole(sentence, Span(filler.start, filler.end))
                spans[span] = min(filler.score, spans.get(span, 1.0))
        return spans

    def _other_end(self, sentence: Sentence, frame: Frame) -> list[Span]:
        """Return the days on which it is told to end beside its begin, or begin beside its end: "opened on Monday"."""
        found, trigger = [], Span(frame.start, frame.end)
        ends = any(sentence.tokens[at].lemma in ENDINGS for at in tokens_in(sentence, frame.start, frame.end))
        verbs = BEGINNINGS if ends else ENDINGS
        for span in self._context.times_in(sentence.segment.start, sentence.segment.end):
            verb = governing_verb(sentence, span.start, span.end)
            if verb is not None and verb.lemma in verbs and nearness(sentence, trigger, span) >= BESIDE:
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

    def _whole(self, sentence: Sentence, span: Span) -> Span:
        """Return the whole expression of time that a span is, or is part of."""
        begin, stop = sentence.segment.start, sentence.segment.end
        found = find_time_at(self._context.text[begin:stop], span.start - begin, span.end - begin)
        return Span(begin + found.start, begin + found.end) if found else span

    def _read(self, number: int, frame: Frame, span: Span, score: float, years: tuple[int, ...]) -> Reading | None:
        """Return what a span means for a frame; None for the day on which a thing to come was announced."""
        sentence = self._context.sentences[number]
        verb = verb_of(sentence, span)
        spoken = verb is not None and _says(sentence, verb) and not _will_announce(sentence, verb)
        own = verb is not None and verb.start < frame.end and verb.end > frame.start
        undertaken = verb is not None and verb.xpos in _DONE and (verb.lemma in _UNDERTAKES or (spoken and own))
        undertaken = undertaken and not _TO_COME.search(self._context.text[sentence.segment.start : span.start])
        if ((spoken and not own) or undertaken) and frame.status in FUTURE:
            return None
        past = (
            True
            if frame.status in PAST
            or (verb is not None and (verb.xpos == "VBD" or self._is_done(sentence, verb, span)))
            else (False if frame.status in FUTURE else None)
        )
        printed = self._context.text[span.start : span.end]
        if _THAN.match(self._context.text, span.end):
            return None
        ends = verb is not None and verb.lemma in ENDINGS and _is_yet_to(sentence, verb)
        if frame.status == "ongoing" and (ends or _STILL.match(printed)):
            past = False  # what is under way ends later
        if past and verb is not None and self._looks_ahead(sentence, frame, span, verb):
            past = False
        if printed.casefold().startswith("since"):
            past = True
        value = self._reckoning.value(number, span, past=past, years=years)
        if past and value and _STILL.match(printed):
            value = self._nearer(value, self._reckoning.value(number, span, past=False, years=years))
        return Reading(self._bounded(sentence, frame, span, value), score) if value else None

    def _looks_ahead(self, sentence: Sentence, frame: Frame, span: Span, verb: Token) -> bool:
        """Tell whether a verb says when something will be: "takes over in January", "is to open in January".

        A headline tells in the plain present what has happened, and ends without a stop.
        """
        whole = self._context.text[sentence.segment.start : sentence.segment.end].rstrip()
        at = head_of(sentence, span.start, span.end)
        hangs = at is not None and sentence.tokens[at].head >= 0 and sentence.tokens[sentence.tokens[at].head] == verb
        if not hangs or frame.status not in _TOLD:
            return False
        if verb.xpos in PRESENT:
            return whole.endswith(".")
        own = clause_of(sentence, head_of(sentence, frame.start, frame.end))
        when = own is not None and opens_when(sentence, own, span)  # "will remember March, when it called them in"
        return not when and tense_of(sentence, sentence.tokens.index(verb)) == "planned"

    def _is_done(self, sentence: Sentence, verb: Token, span: Span) -> bool:
        """Tell whether a participle says when a thing was dealt with: "a pact signed on 16 May is to open the port"."""
        at = sentence.tokens.index(verb)
        due = _TO_COME.search(self._context.text[sentence.segment.start : span.start])  # "a patrol planned for April"
        to_be = any(t.head == at and t.lemma in {"to", "be"} for t in sentence.tokens)
        return verb.xpos == "VBN" and verb.deprel == "acl" and not (due or to_be)

    def _bounded(self, sentence: Sentence, frame: Frame, span: Span, value: str) -> str:
        """Return a time as its place in the sentence opens or closes it: "since the election of 2020", "ends today"."""
        own = clause_of(sentence, head_of(sentence, frame.start, frame.end))
        if own is not None and opens_when(sentence, own, span):
            return value.removesuffix(f"/{OPEN}")
        if "/" not in value and since_when(sentence, Span(frame.start, frame.end), span) is not None:
            return f"{value}/{OPEN}"
        verb = governing_verb(sentence, span.start, span.end)
        lasts = self._context.codebook.types[frame.type].lasts
        if lasts and len(value) == _DAY and verb is not None and verb.lemma in ENDINGS:
            return f"{OPEN}/{value}"
        return value

    def _nearer(self, past: str, future: str | None) -> str:
        """Return the reading of an end that lies nearer to the report: a truce was extended until a day to come."""
        (today, _), last, end = bounds(self._context.report.published or ""), bounds(past)[1], bounds(future or "")[1]
        if today is None or last is None or end is None:
            return past
        return future if future and abs((end - today).days) < abs((today - last).days) else past

    def _own_time(self, draft: Draft, sentence: Sentence, frame: Frame) -> None:
        """Take the time that hangs on the trigger's own verb, where none was marked."""
        past = frame.status in PAST
        own, trigger = governing_verb(sentence, frame.start, frame.end), Span(frame.start, frame.end)
        stated, apposed = self._stated(sentence, frame), _apposition(sentence, trigger)
        for span in self._context.times_in(sentence.segment.start, sentence.segment.end):
            if any(f.start < span.end and f.end > span.start for f in frame.fillers):
                continue  # part of a name: Christmas Island
            verb = verb_of(sentence, span)
            if verb is None or _is_of_apposition(sentence, span, verb):
                continue
            if not (_carries(verb, own, frame) or _describes(sentence, verb, frame) or verb in stated):
                continue
            said = verb.lemma in SPEECH and not _will_announce(sentence, verb)
            if not past and (verb.lemma in _UNDERTAKES or said or verb.xpos in _DONE - {"VBN"}):
                continue  # when it was undertaken or said, and not when it comes
            if apposed and span.start not in apposed:
                continue
            if _PARTS.search(self._context.text, min(span.end, frame.end), max(span.start, frame.start)):
                continue  # another part of the sentence
            printed = self._context.text[span.start : span.end]
            value = resolve(printed, self._context.report.published, past=past)
            value = value and self._bounded(sentence, frame, span, value)
            if value and not (past and value.startswith(OPEN)) and not is_of_a_thing(sentence, trigger, span):
                draft.cells.append(Cell("when", value, printed, span, 0.4))
                return

    def _stated(self, sentence: Sentence, frame: Frame) -> list[Token]:
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
                found.append(sentence.tokens[at])
        return found


def _apposition(sentence: Sentence, trigger: Span) -> set[int]:
    """Return where the words of an apposition begin that a trigger heads: "Peru, [a member], bought ships in May"."""
    at = head_of(sentence, trigger.start, trigger.end)
    if at is None or sentence.tokens[at].deprel != "appos":
        return set()
    return {sentence.tokens[i].start for i in subtree(sentence, at)}


def _says(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb says something; a text that is "concluded" is closed."""
    at = sentence.tokens.index(verb)
    closes = verb.lemma in ENDINGS and not any(t.head == at and t.deprel in _STATED for t in sentence.tokens)
    return verb.lemma in SPEECH and not closes


def _is_of_apposition(sentence: Sentence, span: Span, verb: Token) -> bool:
    """Tell whether a time is part of words that say who somebody is: "Oslo, a member since 2023, condemned"."""
    above = climb(sentence, head_of(sentence, span.start, span.end), _NOMINAL, _DEPTH)
    return any(sentence.tokens[at].deprel == "appos" and sentence.tokens[at] != verb for at in above)


def _will_announce(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a thing comes with words that are yet to be said: "is to announce new sanctions on Friday"."""
    at = sentence.tokens.index(verb)
    below = [t for t in sentence.tokens if t.head == at]
    comes = any(t.xpos in _AHEAD for t in below if t.deprel in {"aux", "mark"})
    return comes and verb.xpos == "VB" and any(t.deprel == "obj" for t in below)


def _is_yet_to(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb is of the present or of what is to come: "ends", "will end"."""
    return verb.xpos in PRESENT or tense_of(sentence, sentence.tokens.index(verb)) == "planned"


def _carries(verb: Token, own: Token | None, frame: Frame) -> bool:
    """Tell whether a verb is the trigger's own, or the light verb that its noun hangs on."""
    within = verb.start < frame.end and verb.end > frame.start
    return verb == own and (within or verb.lemma in LIGHT or (verb.start >= frame.start and verb.lemma not in SPEECH))


def _describes(sentence: Sentence, verb: Token, frame: Frame) -> bool:
    """Tell whether a verb is a participle of the trigger: "a contract concluded in 2022"."""
    if verb.head < 0 or not verb.deprel.startswith("acl") or verb.lemma not in LIGHT:
        return False
    head = sentence.tokens[verb.head]
    return head.start < frame.end and head.end > frame.start
