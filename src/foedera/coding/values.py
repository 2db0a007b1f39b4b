"""The values of a claim's fields: enumerations, numbers, phrases, names, times and places."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from foedera.coding.actors import strip
from foedera.coding.context import Context
from foedera.coding.designations import run_of
from foedera.coding.lists import unnamed_items
from foedera.coding.words import children, subtree, tokens_in
from foedera.text.dates import resolve
from foedera.text.numbers import parse_ordinal, parse_quantities, parse_quantity
from foedera.types import Actor, Cell, Filler, Frame, Place, Quantity, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import ClaimType, Field
    from foedera.coding.drafts import Draft

WATERS = re.compile(r"(?i)\b(?:sea|ocean|strait|straits|gulf|waters|channel|bay|airspace)\b")
_CIRCUMSTANCES = frozenset({"where", "when"})
"""Labels of what tells where and when a thing was done, not which thing it is."""
_TITLE = 40
"""Characters before a name in which its title stands."""
_LONGEST_NAME = 9
_INITIALS = 2
"""Letters of an abbreviation that is short for more than one thing, at most."""
_CALLED = re.compile(
    r"(?i:\b(?:as|calls?|called|dubbed|dubs|named|names|codenamed|titled|or)\b[\s,]{1,3})[\"“‘«](?P<name>[^\"”’»“\n]{3,60})[\"”’»]"
)
"""A name in quotation marks after a word that gives one."""
_PHRASE_CASES = frozenset({"on", "of", "for", "about", "against", "concerning", "regarding"})
_DETERMINERS = frozenset({"DET", "PRON", "PUNCT", "ADV", "AUX", "VERB"})

_SHARE = re.compile(
    r"(?:(?:an?|one|two|three|four|five|nine|\d+)[ -])?(?:thirds?|quarters?|fifths?|eighths?|tenths?|half|halves)\b"
    r"(?! (?:of )?an? (?:million|billion|trillion|thousand|hundred|dozen))",
    re.IGNORECASE,
)
"""A share of what is counted elsewhere: "two thirds of the howitzers" are not two."""


class Values:
    """Understands the field fillers of one report."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def field(self, draft: Draft, kind: ClaimType, label: str, printed: str, span: Span, score: float) -> None:
        """Add the cells that a field's filler gives; enumerations wait until all fillers are known."""
        field = kind.field_of_label(label)
        if field is None or field.kind in {"enumeration", "enumerations"}:
            return
        if (
            field.kind in {"number", "numbers"}
            and field.label != "edition"
            and _SHARE.match(self._context.text, span.start)
        ):
            return
        for value in self._read(field, printed):
            draft.cells.append(Cell(f"field:{field.name}", value, printed, span, score))

    def _read(self, field: Field, printed: str) -> list[str | bool | int | Quantity]:
        """Return what the words of a field say, in the form that its kind has; nothing where they cannot be read."""
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
            wordings = self._wordings(field, draft, frame, number)
            marked = [*islice(wordings, sum(f.label == field.label for f in frame.fillers))]
            for printed, span, score in chain(_telling(marked, kind, field), wordings):
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

    def _wordings(self, field: Field, draft: Draft, frame: Frame, number: int) -> Iterator[tuple[str, Span, float]]:
        """Yield the words that may say an enumeration's value: its own label first, then the other sources."""
        text = self._context.text
        for label in (field.label, *field.sources):
            if label == "trigger":
                yield self._trigger_phrase(number, frame), Span(frame.start, frame.end), frame.score
            elif label == "titles":
                for cell in (c for c in draft.cells if c.field.startswith("role:")):
                    span = self._with_title(cell.span)
                    yield text[span.start : span.end], span, cell.score
            elif label:
                for filler in (f for f in frame.fillers if f.label == label):
                    yield text[filler.start : filler.end], Span(filler.start, filler.end), filler.score

    def _with_title(self, span: Span) -> Span:
        """Return a name with the whole words of its sentence before it, among which a title may stand."""
        text = self._context.text
        first = self._context.sentences[self._context.sentence_at(span.start)].segment.start
        start = max(first, span.start - _TITLE)
        if start > first:
            start = min(span.start, text.find(" ", start - 1) + 1 or span.start)
        return Span(start, span.end)

    def _trigger_phrase(self, number: int, frame: Frame) -> str:
        """Return the trigger with its light verb and modifiers: "took delivery", "joint naval drill"."""
        sentence = self._context.sentences[number]
        inside = tokens_in(sentence, frame.start, frame.end)
        if not inside:
            return self._context.text[frame.start : frame.end]
        first, last = inside[0], inside[-1]
        below = [(c, token) for c, token in enumerate(sentence.tokens) if token.head in inside]
        words = {*inside, *(c for c, token in below if token.deprel in {"compound", "amod", "compound:prt"})}
        cased = {token.head for _, token in below if token.deprel == "case"}
        for i in inside:
            head = sentence.tokens[i].head
            object_of = sentence.tokens[i].deprel == "obj" or (sentence.tokens[i].deprel == "obl" and i not in cased)
            if head >= 0 and object_of and abs(head - i) < 6:
                words.add(head)
        words = {w for w in words if first - 6 <= w <= last + 3} | _out_of(sentence, inside)
        return " ".join(sentence.tokens[w].text for w in sorted(words))

    def names(self, draft: Draft, kind: ClaimType, number: int, frame: Frame) -> None:
        """Add the claim's name: as marked, or else from the sources that the codebook gives."""
        for filler in frame.fillers:
            if filler.label == "name" and not ("system" in kind.join.name_from and self._is_somebody(number, filler)):
                start = self._after_count(number, filler)
                printed = self._context.text[start : filler.end]
                draft.cells.append(Cell("name", self._name(printed), printed, Span(start, filler.end), filler.score))
        if draft.values("name"):
            self._aliases(draft, kind, number)
            if "equipment" in kind.join.name_from and "name" in kind.join.one_per:
                draft.cells += unnamed_items(draft, self._context.sentences[number])
            return
        for source in kind.join.name_from:
            if source == "trigger":
                found = self._noun_phrase(number, frame, kind.join.nouns)
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

    def _after_count(self, number: int, filler: Filler) -> int:
        """Return where a name begins behind a count: "12 [Bandvagn carriers]", not "155 mm shells", "Two Oceans"."""
        sentence = self._context.sentences[number]
        inside = tokens_in(sentence, filler.start, filler.end)
        tokens = sentence.tokens
        counts = len(inside) > 1 and tokens[inside[0]].deprel == "nummod" and tokens[inside[0]].head == inside[-1]
        belongs = inside[0] > 0 and tokens[inside[0]].text[0].isupper() if counts else False
        return tokens[inside[1]].start if counts and not belongs else filler.start

    def _is_somebody(self, number: int, filler: Filler) -> bool:
        """Tell whether what was taken for a system's name is a maker, a body, or who speaks ("Mr Ali: ...")."""
        speaks = self._context.text[filler.end : filler.end + 1] == ":"
        named = (n for n in self._context.named[number] if n.start <= filler.start and filler.end <= n.end)
        return speaks or any(n.actor.kind in {"company", "organisation"} for n in named)

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
        """Return a name as printed, or an organisation's usual one: "the Union" stays as it is, "EU" is spelt out.

        A longer abbreviation that the report never spells out is what the organisation is called there.
        """
        name = clean_name(printed)
        known = self._context.gazetteer.resolve(name) if name[:1].isupper() else None
        if known is None or not known.org or known.kind != "organisation":
            return name
        is_told = len(name) > _INITIALS and name.isupper() and known.name not in self._context.text
        return name if is_told else known.name

    def _noun_phrase(self, number: int, frame: Frame, nouns: tuple[str, ...]) -> tuple[Span, str] | None:
        """Return a nominal trigger with what tells which one it is, or the noun of its kind that a verb is said of.

        "[Agreement on energy cooperation]"; "the [tax treaty] was signed".
        """
        sentence = self._context.sentences[number]
        inside = tokens_in(sentence, frame.start, frame.end)
        if inside and sentence.tokens[inside[-1]].upos not in {"NOUN", "PROPN"}:
            inside = [at for at in (_said_of(sentence, inside, nouns),) if at is not None]
        if not inside:
            return None
        head = inside[-1]
        first = self._left_edge(sentence, inside[0])
        last = head
        beside = [at for at in children(sentence, head) if sentence.tokens[at].deprel == "conj"]
        elsewhere = [f for f in frame.fillers if f.label in _CIRCUMSTANCES]
        for child in children(sentence, head):
            if any(head < at < child for at in beside):
                break  # "a treaty and a protocol on fishing"
            token = sentence.tokens[child]
            if any(f.start <= token.start < f.end for f in elsewhere):
                continue  # "a treaty in Lima"
            cases = {sentence.tokens[c].lemma for c in children(sentence, child) if sentence.tokens[c].deprel == "case"}
            if child == last + 2 or (child > head and token.deprel.startswith("nmod") and cases & _PHRASE_CASES):
                whole = [i for i in subtree(sentence, child) if i > head]
                if whole and token.deprel.startswith("nmod") and whole[-1] - first < _LONGEST_NAME:
                    last = whole[-1]
                    break
        span = Span(sentence.tokens[first].start, sentence.tokens[last].end)
        return span, self._context.text[span.start : span.end]

    def _left_edge(self, sentence: Sentence, first: int) -> int:
        """Return where the words before a noun begin that are of its name: "[Mutual Logistics] Support Agreement"."""
        named = {n.start for n in self._context.named[self._context.sentence_at(sentence.tokens[first].start)]}
        run = run_of(sentence, first)
        if run is not None:  # "Acquisition and Cross-Servicing [Agreement]"
            return run[0]
        while first > 0:
            token = sentence.tokens[first - 1]
            joined = token.deprel in {"compound", "amod", "nmod:desc"} or token.text == "-"
            if not joined or token.upos in _DETERMINERS - {"PUNCT"} or token.start in named:
                break
            first -= 1
        return first - 1 if first > 0 and sentence.tokens[first].text == "-" else first  # "five[-year agreement]"

    @cached_property
    def _named(self) -> frozenset[str]:
        """The states that the report names or has people of."""
        return frozenset(n.actor.country for names in self._context.named for n in names if n.actor.country)

    def _known_place(self, name: str, near: list[Actor]) -> Place | None:
        """Return the place of a name, or of the name inside a phrase ("waters of the Sea of Japan")."""
        waters = WATERS.search(name)
        country = None if waters else self._context.gazetteer.country_of(name)
        if country is None and not waters:
            for actor in (*near, *self._context.salient[:6]):
                known = self._context.gazetteer.place(name, actor.country) if actor.country else None
                minor = actor not in near and self._context.gazetteer.is_minor(name, actor.country or "")
                if known is not None and known.country == actor.country and not minor:
                    return known
        words = name.split()
        for first, word in enumerate(words[:8]):
            if first and not word[:1].isupper():
                continue
            known = self._context.gazetteer.place(" ".join(words[first:]), country)
            if known is None or (country is not None and known.country != country):
                continue
            # The last word of a name alone is a namesake, unless the report names its state: "Bela" of "Gornja Bela".
            if not first or not words[first - 1][:1].isupper() or not known.country or known.country in self._named:
                return known
        return None

    def place(self, draft: Draft, printed: str, country: str | None = None) -> Place:
        """Return a place with its country and coordinates where the gazetteer knows it.

        Args:
            country: Where the report says that it lies.
        """
        name = strip(printed)
        if self._context.gazetteer.is_direction(name):
            return Place(name)  # "the north" of whatever was told of
        if country is not None:
            known = self._context.gazetteer.place(name, country)
            inside = known is not None and known.country == country
            return Place(name, country, *((known.lat, known.lon) if known is not None and inside else ()))
        near = [c.value for c in draft.cells if c.field.startswith("role:") and isinstance(c.value, Actor)]
        known = self._known_place(name, near)
        if known is not None:
            return Place(name, known.country, known.lat, known.lon)
        if WATERS.search(name):
            return Place(name)
        ground = f"role:{self._context.codebook.types[draft.type].ground}"
        hosts = [c.value for c in draft.values(ground) if isinstance(c.value, Actor)]
        hint = next((actor.country for actor in hosts if actor.country), None)
        hint = self._context.gazetteer.country_of(name) or hint
        known = self._context.gazetteer.place(name, hint)
        if known is not None:
            return Place(name, known.country, known.lat, known.lon)
        return Place(name, hint)


def _telling(wordings: list[tuple[str, Span, float]], kind: ClaimType, field: Field) -> list[tuple[str, Span, float]]:
    """Return the wordings of an enumeration with one that says more than is taken for granted first.

    "A [steady deepening] of cooperation": that ties are steady goes without saying.
    """
    granted = {rule.value for rule in field.defaults}
    first = kind.enum_value(field.name, wordings[0][0]) if wordings and field.kind == "enumeration" else None
    if len(granted) > 1 or first not in granted:
        return wordings
    own, span, score = wordings[0]
    last = Span(span.end - len(own.split()[-1]), span.end)
    words = [(own.split()[-1], last, score), *wordings[1:]]
    found = (each for each in words if kind.enum_value(field.name, each[0]) not in {None, *granted})
    return [*found, *wordings][: len(wordings)]


def _out_of(sentence: Sentence, verbs: list[int]) -> set[int]:
    """Return the word by which somebody brings others out of a place: "moved its troops [out] of Niger"."""
    tokens = sentence.tokens
    outs = [i for i, t in enumerate(tokens[:-1]) if t.lemma == "out" and tokens[i + 1].lemma == "of"]
    if not outs:
        return set()
    carried = {t.head for t in tokens if t.head in verbs and t.deprel in {"obj", "nsubj:pass"}}
    return {i for i in outs if tokens[i].head >= 0 and {tokens[i].head, tokens[tokens[i].head].head} & carried}


def _said_of(sentence: Sentence, verbs: list[int], nouns: tuple[str, ...]) -> int | None:
    """Return the noun of some that is subject or object of a trigger, or is described by it: "treaty signed in May"."""
    tokens = sentence.tokens
    below = [i for i, t in enumerate(tokens) if t.head in verbs and t.deprel in {"nsubj", "nsubj:pass", "obj"}]
    above = [tokens[i].head for i in verbs if tokens[i].deprel.startswith("acl")]
    return next((i for i in (*below, *above) if tokens[i].lemma in nouns), None)


def clean_name(printed: str) -> str:
    """Return a name without quotes and article, on one line."""
    return strip(printed).strip("\"'“”‘’«» ")
