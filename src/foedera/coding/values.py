"""The values of a claim's fields: enumerations, numbers, phrases, names, times and places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.actors import strip
from foedera.coding.context import LIGHT, SPEECH, Context, children, governing_verb, head_of, subtree
from foedera.coding.lists import unnamed_items
from foedera.text.dates import bounds, combine, find_time_at, find_times, resolve
from foedera.text.numbers import parse_ordinal, parse_quantities, parse_quantity
from foedera.types import Actor, Cell, Frame, Place, Quantity, Sentence, Span, Status, Token

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Field
    from foedera.coding.drafts import Draft

PAST: frozenset[Status] = frozenset({"occurred", "ongoing", "denied"})
FUTURE: frozenset[Status] = frozenset({"planned", "expected", "possible", "conditional"})
_STILL = re.compile(r"(?:until|till|through|to)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_WATERS = re.compile(r"(?i)\b(?:sea|ocean|strait|straits|gulf|waters|channel|bay|airspace)\b")
_LONGEST_NAME = 9
_CALLED = re.compile(
    r"(?i:\b(?:as|calls?|called|dubbed|dubs|named|names|codenamed|titled|or)\b[\s,]{1,3})[\"“‘«](?P<name>[^\"”’»“\n]{3,60})[\"”’»]"
)
"""A name in quotation marks after a word that gives one."""
_PHRASE_CASES = frozenset({"on", "of", "for", "about", "against", "concerning", "regarding"})
_DETERMINERS = frozenset({"DET", "PRON", "PUNCT", "ADV", "AUX", "VERB"})


_STATED = frozenset({"ccomp", "parataxis", "advcl", "xcomp"})
"""How what is said hangs on the verb of saying it."""


class Values:
    """Understands the field fillers of one report."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def field(self, draft: Draft, kind: ClaimType, label: str, printed: str, span: Span, score: float) -> None:
        """Add the cells that a field's filler gives; enumerations wait until all fillers are known."""
        field = kind.field_of_label(label)
        if field is None or field.kind in {"enumeration", "enumerations"}:
            return
        for value in self._read(field, printed):
            draft.cells.append(Cell(f"field:{field.name}", value, printed, span, score))

    def _read(self, field: Field, printed: str) -> list[str | bool | int | Quantity]:
        if field.kind == "flag":
            return [True]
        if field.kind == "number":
            if field.label == "edition":
                ordinal = parse_ordinal(printed)
                return [ordinal] if ordinal is not None else []
            quantity = parse_quantity(printed)
            return [quantity] if quantity is not None else []
        if field.kind == "numbers":
            return list(parse_quantities(printed))
        if field.kind == "time":
            when = resolve(printed, self._context.report.published, past=True)
            return [when] if when else []
        return [strip(printed)]

    def enumerations(self, draft: Draft, kind: ClaimType, number: int, frame: Frame) -> None:
        """Give every enumeration the value that its words say, or else the trigger's, or else the default."""
        text = self._context.text
        trigger = text[frame.start : frame.end]
        for field in kind.fields:
            if field.kind not in {"enumeration", "enumerations"}:
                continue
            for printed, span, score in self._wordings(field, draft, frame, number):
                values = (
                    kind.enum_values(field.name, printed)
                    if field.kind == "enumerations"
                    else tuple(v for v in (kind.enum_value(field.name, printed),) if v)
                )
                if values:
                    draft.cells += [Cell(f"field:{field.name}", value, printed, span, score) for value in values]
                    break
            else:
                value = kind.default_value(field.name, trigger, frame.status)
                if value:
                    span = Span(frame.start, frame.end)
                    draft.cells.append(Cell(f"field:{field.name}", value, trigger, span, 0.5))

    def _wordings(self, field: Field, draft: Draft, frame: Frame, number: int) -> list[tuple[str, Span, float]]:
        """Return the words that may say an enumeration's value: its own label first, then the other sources."""
        text = self._context.text
        found = []
        for label in (field.label, *field.sources):
            if label == "trigger":
                found.append((self._trigger_phrase(number, frame), Span(frame.start, frame.end), frame.score))
            elif label == "titles":
                found += [
                    (text[max(0, c.span.start - 40) : c.span.end], c.span, c.score)
                    for c in draft.cells
                    if c.field.startswith("role:")
                ]
            elif label:
                found += [
                    (text[f.start : f.end], Span(f.start, f.end), f.score) for f in frame.fillers if f.label == label
                ]
        return found

    def _trigger_phrase(self, number: int, frame: Frame) -> str:
        """Return the trigger with its light verb and modifiers: "took delivery", "joint naval drill"."""
        sentence = self._context.sentences[number]
        inside = [i for i, t in enumerate(sentence.tokens) if t.start < frame.end and t.end > frame.start]
        if not inside:
            return self._context.text[frame.start : frame.end]
        first, last = inside[0], inside[-1]
        words = set(inside)
        for i in inside:
            words |= {
                c for c in children(sentence, i) if sentence.tokens[c].deprel in {"compound", "amod", "compound:prt"}
            }
            head = sentence.tokens[i].head
            if head >= 0 and sentence.tokens[i].deprel == "obj" and abs(head - i) < 6:
                words.add(head)
        words = {w for w in words if first - 6 <= w <= last + 3}
        return " ".join(sentence.tokens[w].text for w in sorted(words))

    def names(self, draft: Draft, kind: ClaimType, number: int, frame: Frame) -> None:
        """Add the claim's name: as marked, or else from the sources that the codebook gives."""
        for filler in frame.fillers:
            if filler.label == "name":
                printed = self._context.text[filler.start : filler.end]
                draft.cells.append(
                    Cell("name", self._name(printed), printed, Span(filler.start, filler.end), filler.score)
                )
        if draft.values("name"):
            self._aliases(draft, kind, number)
            if "equipment" in kind.join.name_from and "name" in kind.join.one_per:
                draft.cells += unnamed_items(draft, self._context.sentences[number])
            return
        for source in kind.join.name_from:
            if source == "trigger":
                found = self._noun_phrase(number, frame)
                if found:
                    span, printed = found
                    draft.cells.append(Cell("name", clean_name(printed), printed, span, frame.score * 0.8))
                    return
            elif cells := draft.values(f"field:{source}"):
                draft.cells += [
                    Cell("name", clean_name(c.value), c.printed, c.span, c.score)
                    for c in cells
                    if isinstance(c.value, str)
                ]
                return

    def _aliases(self, draft: Draft, kind: ClaimType, number: int) -> None:
        """Add what else a thing is called: the quoted names after "as", "called", "known as" of the same sentence."""
        if kind.field("alias") is None:
            return
        segment = self._context.sentences[number].segment
        known = {str(c.value).casefold() for c in (*draft.values("name"), *draft.values("field:alias"))}
        for found in _CALLED.finditer(self._context.text, segment.start, segment.end):
            name = clean_name(found["name"])
            if name[:1].isupper() and len(name.split()) < _LONGEST_NAME and name.casefold() not in known:
                known.add(name.casefold())
                draft.cells.append(Cell("field:alias", name, found["name"], Span(*found.span("name")), 0.5))

    def _name(self, printed: str) -> str:
        """Return a name as printed, or an organisation's usual one ("the Union" stays as it is, "EU" is spelt out)."""
        name = clean_name(printed)
        known = self._context.gazetteer.resolve(name) if name[:1].isupper() else None
        return known.name if known is not None and known.org and known.kind == "organisation" else name

    def _noun_phrase(self, number: int, frame: Frame) -> tuple[Span, str] | None:
        """Return a nominal trigger with what tells which one it is: "agreement on energy cooperation"."""
        sentence = self._context.sentences[number]
        inside = [i for i, t in enumerate(sentence.tokens) if t.start < frame.end and t.end > frame.start]
        if not inside or sentence.tokens[inside[-1]].upos not in {"NOUN", "PROPN"}:
            return None
        head = inside[-1]
        first = self._left_edge(sentence, inside[0])
        last = head
        for child in children(sentence, head):
            token = sentence.tokens[child]
            cases = {sentence.tokens[c].lemma for c in children(sentence, child) if sentence.tokens[c].deprel == "case"}
            if child == last + 2 or (child > head and token.deprel.startswith("nmod") and cases & _PHRASE_CASES):
                whole = [i for i in subtree(sentence, child) if i > head]
                if whole and token.deprel.startswith("nmod") and whole[-1] - first < _LONGEST_NAME:
                    last = whole[-1]
                    break
        span = Span(sentence.tokens[first].start, sentence.tokens[last].end)
        return span, self._context.text[span.start : span.end]

    def _left_edge(self, sentence: Sentence, first: int) -> int:
        named = {n.start for n in self._context.named[self._context.sentence_at(sentence.tokens[first].start)]}
        while first > 0:
            token = sentence.tokens[first - 1]
            joined = token.deprel in {"compound", "amod", "nmod:desc"} or token.text == "-"
            if not joined or token.upos in _DETERMINERS - {"PUNCT"} or token.start in named:
                break
            first -= 1
        return first

    def times(self, draft: Draft, number: int, frame: Frame) -> None:
        """Add the time that the frame's fillers give, resolved against the day of publication."""
        fillers = [f for f in frame.fillers if f.label == "when"]
        lasts = self._context.codebook.types[draft.type].lasts  # a year in a name dates an exercise, not a howitzer
        years = tuple(int(y) for c in draft.values("name") if lasts for y in _YEAR.findall(str(c.value)))
        sentence = self._context.sentences[number]
        resolved = []
        for filler in fillers:
            verb = governing_verb(sentence, filler.start, filler.end)
            spoken = (
                verb is not None and verb.lemma in SPEECH and not (verb.start < frame.end and verb.end > frame.start)
            )
            if spoken and frame.status in FUTURE:
                continue  # the day on which it was announced is not the day of the thing announced
            past = (
                True
                if frame.status in PAST or (verb is not None and verb.xpos == "VBD")
                else (False if frame.status in FUTURE else None)
            )
            printed = self._time_at(sentence, filler.start, filler.end)
            if frame.status == "ongoing" and _STILL.match(printed):
                past = False  # what is under way ends later
            value = resolve(printed, self._context.report.published, past=past, years=years)
            if past and value and _STILL.match(printed):
                value = self._nearer(value, resolve(printed, self._context.report.published, past=False, years=years))
            if value:
                resolved.append((value, printed, filler))
        if not resolved and not fillers:
            self._own_time(draft, sentence, frame)
        if not resolved:
            return
        when = combine([value for value, _, _ in resolved]) or resolved[0][0]
        span = Span(min(f.start for _, _, f in resolved), max(f.end for _, _, f in resolved))
        printed = self._context.text[span.start : span.end]
        draft.cells.append(Cell("when", when, printed, span, min(f.score for _, _, f in resolved)))

    def _nearer(self, past: str, future: str | None) -> str:
        """Return the reading of an end that lies nearer to the report: a truce was extended until a day to come."""
        (today, _), last, end = bounds(self._context.report.published or ""), bounds(past)[1], bounds(future or "")[1]
        if today is None or last is None or end is None:
            return past
        return future if future and abs((end - today).days) < abs((today - last).days) else past

    def _own_time(self, draft: Draft, sentence: Sentence, frame: Frame) -> None:
        """Take the time that hangs on the trigger's own verb, where none was marked."""
        if frame.status not in PAST:
            return
        own = governing_verb(sentence, frame.start, frame.end)
        stated = self._stated(sentence, frame)
        begin, stop = sentence.segment.start, sentence.segment.end
        for found in find_times(self._context.text[begin:stop]):
            if any(f.start < begin + found.end and f.end > begin + found.start for f in frame.fillers):
                continue  # part of a name: Christmas Island
            verb = governing_verb(sentence, begin + found.start, begin + found.end)
            if verb is None or not (_carries(verb, own, frame) or _describes(sentence, verb, frame) or verb in stated):
                continue
            value = resolve(found.text, self._context.report.published, past=True)
            if value:
                span = Span(begin + found.start, begin + found.end)
                draft.cells.append(Cell("when", value, found.text, span, 0.4))
                return

    def _stated(self, sentence: Sentence, frame: Frame) -> list[Token]:
        """Return the verbs by which a position is stated: "stated on Wednesday" says when somebody demanded it."""
        kind = self._context.codebook.types[frame.type]
        if not (kind.roles and kind.roles[0].stance):
            return []
        found = []
        at = head_of(sentence, frame.start, frame.end)
        while at is not None and sentence.tokens[at].head >= 0:
            relation, at = sentence.tokens[at].deprel.split(":")[0], sentence.tokens[at].head
            if sentence.tokens[at].upos == "VERB" and relation in _STATED:
                found.append(sentence.tokens[at])
        return found

    def _time_at(self, sentence: Sentence, start: int, end: int) -> str:
        """Return the whole expression of time that a filler is, or is part of."""
        begin, stop = sentence.segment.start, sentence.segment.end
        found = find_time_at(self._context.text[begin:stop], start - begin, end - begin)
        return found.text if found else self._context.text[start:end]

    def _known_place(self, name: str, near: list[Actor]) -> Place | None:
        """Return the place of a name, or of the name inside a phrase ("waters of the Sea of Japan")."""
        waters = _WATERS.search(name)
        country = None if waters else self._context.gazetteer.country_of(name)
        if country is None and not waters:
            for actor in (*near, *self._context.salient[:6]):
                known = self._context.gazetteer.place(name, actor.country) if actor.country else None
                if known is not None and known.country == actor.country:
                    return known
        words = name.split()
        for first, word in enumerate(words[:8]):
            if first and not word[:1].isupper():
                continue
            known = self._context.gazetteer.place(" ".join(words[first:]), country)
            if known is not None and (country is None or known.country == country):
                return known
        return None

    def place(self, draft: Draft, printed: str) -> Place:
        """Return a place with its country and coordinates where the gazetteer knows it."""
        name = strip(printed)
        near = [c.value for c in draft.cells if c.field.startswith("role:") and isinstance(c.value, Actor)]
        known = self._known_place(name, near)
        if known is not None:
            return Place(name, known.country, known.lat, known.lon)
        if _WATERS.search(name):
            return Place(name)
        hosts = [c.value for c in draft.cells if c.field == "role:host" and isinstance(c.value, Actor)]
        hint = next((actor.country for actor in hosts if actor.country), None)
        hint = self._context.gazetteer.country_of(name) or hint
        known = self._context.gazetteer.place(name, hint)
        if known is not None:
            return Place(name, known.country, known.lat, known.lon)
        return Place(name, hint)


def _carries(verb: Token, own: Token | None, frame: Frame) -> bool:
    """Tell whether a verb is the trigger's own, or the light verb that its noun hangs on."""
    return verb == own and (verb.start >= frame.start or verb.lemma in LIGHT)


def _describes(sentence: Sentence, verb: Token, frame: Frame) -> bool:
    """Tell whether a verb is a participle of the trigger: "a contract concluded in 2022"."""
    if verb.head < 0 or not verb.deprel.startswith("acl") or verb.lemma not in LIGHT:
        return False
    head = sentence.tokens[verb.head]
    return head.start < frame.end and head.end > frame.start


def clean_name(printed: str) -> str:
    """Return a name without quotes and article, on one line."""
    return strip(printed).strip("\"'“”‘’«» ")
