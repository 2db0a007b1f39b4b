"""One frame with its fillers understood: the draft of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from foedera.coding.actors import Actors
from foedera.coding.casting import cast_as, cast_by_words
from foedera.coding.context import Context, party, polity
from foedera.coding.growing import FEW, Fields, Words
from foedera.coding.lists import items
from foedera.coding.outsiders import without_comrades, without_origins, without_outsiders
from foedera.coding.remote import set_apart
from foedera.coding.strangers import add_strangers
from foedera.coding.times import Times
from foedera.coding.unconcerned import without_code_names
from foedera.coding.values import WATERS, Values
from foedera.coding.words import SUBJECTS, head_of, token_at, tokens_in
from foedera.types import Actor, Cell, Filler, Frame, Sentence, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.codebook import ClaimType
    from foedera.types import Token


_TIES = frozenset({"cooperation", "partnership", "relationship", "rapprochement"})
"""Words for dealings between states, beside those that take one up."""
_NESTED = 3
"""Words between whose a thing is and the thing, at most: "Sino-Serbian military cooperation"."""
_DUE = frozenset({"should", "must", "ought"})
_QUALIFYING = frozenset({"amod", "compound", "nmod"})
_CLOSE = frozenset({"NOUN", "PROPN", "CCONJ", "PUNCT"})
"""Parts of speech of what may stand between a word and the one to which it gives another sense."""
_HYPHENS = "-\u2010\u2011"
_LIES_IN = frozenset({", ", " in "})
"""What stands between a place and the state that it lies in."""
_NOT_AROUND = frozenset({"capital", "adjective"})
"""Senses of a name in which it is no state that a place lies in."""
_ACTS = SUBJECTS | {"nmod:poss"}
_TELLING = 7
"""Letters of a role's name that a word of a trigger must share to name it."""
_WITH = re.compile(r"\b(?:with|from|towards?)\b")
"""What parts those who deal with somebody from those with whom they do."""


@dataclass(slots=True)
class Draft:
    """A claim in the making: one frame, later several frames of one happening."""

    type: str
    status: Status
    status_score: float
    score: float
    cells: list[Cell]
    sentences: list[int]
    triggers: list[Span]
    undisclosed: list[str] = field(default_factory=list)
    refers_back: bool = False
    """Whether its trigger is a noun that takes up a happening told before."""
    producer: str = "model"
    type_score: float = 1.0
    """Of the mention whose type is surest."""
    worth: float = 0.0
    """Of the first mention: how much what it is in its sentence speaks for a claim, in log-odds."""
    weak: list[tuple[Filler, int]] = field(default_factory=list)
    """Fillers below the threshold, with the sentence of each."""
    guessed: list[Cell] = field(default_factory=list)
    """Roles that were not told but guessed from the rest of the report."""
    others: list[Span] = field(default_factory=list)
    """Whoever its sentence tells of in another half: "ten to Mali and five to [Niger]"."""

    is_content: bool = False
    """Whether its first word says what a surer draft is about."""
    is_remote: bool = False
    """Whether those who take part are told to be far from each other, so that nobody is host or guest."""

    words: Words | None = field(default=None, init=False, repr=False, compare=False)
    """Its triggers by sentence, once they were asked for (`growing.words_of`); a copy has its own."""
    _fields: Fields | None = field(default=None, init=False, repr=False, compare=False)

    def values(self, name: str) -> list[Cell]:
        """Return the cells of one field."""
        if len(self.cells) <= FEW:
            return [cell for cell in self.cells if cell.field == name]
        if self._fields is None or not self._fields.fits(self.cells):
            self._fields = Fields(self.cells)
        return self._fields.of(name)

    def has(self, key: str) -> bool:
        """Tell whether there is a value of a key (`field:forces`), or the one behind it (`field:stage neutral`)."""
        where, _, wanted = key.partition(" ")
        return any(not wanted or cell.value == wanted for cell in self.values(where))


class Drafter:
    """Turns frames into drafts."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors
        self._values = Values(context)
        self._times = Times(context)
        self._meant: dict[tuple[int, int, int], tuple[tuple[Actor, ...], float]] = {}
        kinds = context.codebook.types
        self._dealings = _TIES.union(*(kind.join.nouns for kind in kinds.values() if kind.manner == "dealing"))

    def draft(self, number: int, frame: Frame, *, is_cast: bool = False) -> Draft | None:
        """Return the draft of one frame of a sentence; None for a type that the codebook lacks.

        Args:
            is_cast: Whether its roles are settled already.
        """
        kind = self._context.codebook.types.get(frame.type)
        if kind is None or self._is_something_else(number, frame, kind):
            return None
        if self._is_of_a_thing(number, frame, kind) or self._is_only_due(number, frame, kind):
            return None
        frame = self._by_trigger(number, frame, kind)
        frame = without_code_names(self._context.sentences[number], frame, self._context.text)
        frame = without_outsiders(self._context.sentences[number], frame, kind)
        frame = without_origins(self._context.sentences[number], frame, kind)
        frame = without_comrades(self._context.sentences[number], frame, kind)
        frame = cast_as(self._context.sentences[number], frame, kind)
        frame = frame if is_cast else cast_by_words(self._context.sentences[number], frame, kind)
        draft = Draft(
            frame.type,
            frame.status,
            frame.status_score,
            frame.score,
            [],
            [number],
            [Span(frame.start, frame.end)],
            refers_back=self._refers_back(number, frame, kind),
            producer=frame.producer,
            type_score=frame.type_score,
            worth=frame.worth,
            weak=[(self._whole(number, kind, f) if f.label == "where" else f, number) for f in frame.weak],
        )
        for filler in dict.fromkeys(self._whole(number, kind, filler) for filler in frame.fillers):
            self._fill(draft, kind, number, filler)
        self._without_seas(draft, kind)
        self._values.enumerations(draft, kind, number, frame)
        self._values.names(draft, kind, number, frame)
        set_apart(draft, kind, self._context.sentences[number], self._context.text)
        self._times.add(draft, number, frame)
        add_strangers(draft, kind, number, self._context)
        return draft

    def _is_something_else(self, number: int, frame: Frame, kind: ClaimType) -> bool:
        """Tell whether a word before the trigger gives it another sense: an orange warning, a fire drill."""
        if not kind.unless:
            return False
        tokens = self._context.sentences[number].tokens
        inside = tokens_in(self._context.sentences[number], frame.start, frame.end)
        near = enumerate(tokens[: inside[0]] if inside else ())
        before = (i for i, t in near if t.head in inside and t.deprel.split(":")[0] in _QUALIFYING)
        return any(self._is_other_sense(tokens, at, kind) for at in before)

    def _is_other_sense(self, tokens: tuple[Token, ...], at: int, kind: ClaimType) -> bool:
        """Tell whether a word gives its noun another sense: none of "live-fire drill", "first such grant" does."""
        if tokens[at].lemma.casefold() not in kind.unless:
            return False
        if tokens[at].start and self._context.text[tokens[at].start - 1] in _HYPHENS:
            return False
        between = tokens[at + 1 : tokens[at].head]
        return all(t.upos in _CLOSE or t.lemma.casefold() in kind.unless for t in between)

    def _is_of_a_thing(self, number: int, frame: Frame, kind: ClaimType) -> bool:
        """Tell whether a position is a thing's and nobody's: "Sino-Serbian cooperation supports the view that"."""
        sentence = self._context.sentences[number]
        holders = [f for f in frame.fillers if (role := kind.role(f.label)) and role.stance and role is kind.roles[0]]
        heads = [head_of(sentence, f.start, f.end) for f in holders]
        return bool(holders) and all(at is not None and self._describes_a_dealing(sentence, at, frame) for at in heads)

    def _describes_a_dealing(self, sentence: Sentence, at: int, frame: Frame) -> bool:
        """Tell whether a word only says whose a dealing is that is a subject, and no part of the trigger."""
        tokens = sentence.tokens
        for _ in range(_NESTED):
            if tokens[at].deprel.split(":")[0] not in {"amod", "compound"} or tokens[at].head < 0:
                return False
            at = tokens[at].head
            if tokens[at].lemma in self._dealings:
                within = tokens[at].start < frame.end and tokens[at].end > frame.start
                return tokens[at].deprel in SUBJECTS and not within
        return False

    def _is_only_due(self, number: int, frame: Frame, kind: ClaimType) -> bool:
        """Tell whether somebody only ought to hold a position: "Chile should condemn the raid" holds none."""
        if not kind.is_position:
            return False
        sentence = self._context.sentences[number]
        at = head_of(sentence, frame.start, frame.end)
        if at is None:
            return False
        below = {t.deprel.split(":")[0]: i for i, t in enumerate(sentence.tokens) if t.head == at}
        subject = below.get("nsubj", -1)
        due = subject >= 0 and any(t.lemma.casefold() in _DUE for t in sentence.tokens[subject + 1 : at])
        holders = (f for f in frame.fillers if f.label == kind.doer)
        return due and any(head_of(sentence, f.start, f.end) == subject for f in holders)

    def _by_trigger(self, number: int, frame: Frame, kind: ClaimType) -> Frame:
        """Give a trigger that names a part ("are observing", "observers") those who play it."""
        telling = [role for role in kind.roles[1:] if len(role.name) >= _TELLING]
        if not telling:
            return frame
        sentence = self._context.sentences[number]
        lemmas = [sentence.tokens[i].lemma.casefold() for i in tokens_in(sentence, frame.start, frame.end)]
        for role in telling:
            if any(lemma.startswith(role.name[:_TELLING]) for lemma in lemmas):
                fillers = (replace(f, label=role.name) if f.label == kind.doer else f for f in frame.fillers)
                return replace(frame, fillers=tuple(fillers))
        return frame

    def _whole(self, number: int, kind: ClaimType, filler: Filler) -> Filler:
        """Widen a filler that is part of a known name ("Papua" of "Papua New Guinea") to all of it."""
        role = kind.role(filler.label)
        if filler.label == "where" or (role is not None and role.place):
            filler = self._with_its_name(number, filler)
        if filler.label not in {"where", "said_by"} and kind.role(filler.label) is None:
            return filler
        for start, end in self._actors.names_in(number):
            if start <= filler.start and filler.end <= end:
                is_whole = start == filler.start and filler.end == end
                return filler if is_whole else replace(filler, start=start, end=end)
        return filler

    def _with_its_name(self, number: int, filler: Filler) -> Filler:
        """Widen what is only part of a place's name: "eastern" of "eastern Peru", "Ocean" of the Indian Ocean."""
        for name in self._context.sentences[number].names:
            within = name.label == "LOC" and name.start <= filler.start and filler.end <= name.end
            if within and name.end - name.start > filler.end - filler.start:
                printed = self._context.text[name.start : name.end]
                if WATERS.search(printed):
                    return replace(filler, label="where", start=name.start, end=name.end)
        if self._context.gazetteer.is_direction(self._context.text[filler.start : filler.end]):
            names = (n for n in self._context.sentences[number].names if n.label == "LOC")
            end = next((name.end for name in names if name.start == filler.end + 1), filler.end)
            return replace(filler, end=end)
        return filler

    def _fill(self, draft: Draft, kind: ClaimType, number: int, filler: Filler) -> None:
        """Add what a filler means to a draft, as the cells of its role or field."""
        label = filler.label
        span = Span(filler.start, filler.end)
        printed = self._context.text[filler.start : filler.end]
        if label == "said_by" or kind.role(label) is not None:
            field_name = label if label == "said_by" else f"role:{label}"
            if span in self._context.unconcerned and label != "said_by":
                return
            actors, sure = self._who(number, filler)
            ground = (role := kind.role(label)) is not None and role.place
            for actor in actors:
                if self._context.is_of_old(actor, filler.end):
                    continue
                if ground and actor.kind == "group" and not polity(actor) and printed.islower():
                    continue  # "came to town" is hosted by nobody of that name
                draft.cells.append(Cell(field_name, actor, printed, span, filler.score * sure))
        elif label == "where":
            place = self._values.place(draft, printed, self._lies_in(number, filler))
            draft.cells.append(Cell("where", place, printed, span, filler.score))
        elif label == "undisclosed":
            draft.undisclosed.append(printed)
        elif label not in {"when", "name"}:
            self._values.field(draft, kind, label, printed, span, filler.score)

    def _who(self, number: int, filler: Filler) -> tuple[tuple[Actor, ...], float]:
        """Return whom a filler means, and how sure that is; the frames of a sentence share most of their fillers."""
        key = number, filler.start, filler.end
        if key not in self._meant:
            referred = self._actors.referred(*key)
            sure = 1.0 if referred is None else 0.5  # what a pronoun stands for is less sure than a name
            self._meant[key] = self._actors.given(*key, referred), sure
        return self._meant[key]

    def _lies_in(self, number: int, filler: Filler) -> str | None:
        """Return the state that stands right behind a place and says where it lies: "Cartagena, Colombia".

        A capital does not: behind a comma it is the next of a list ("Yokosuka, Manila and Mumbai"). Nor does who acts:
        "In Oslo, Peru signed", "On her visit to Oslo, Peru's minister said".
        """
        text, names, sentence = self._context.text, self._context.named[number], self._context.sentences[number]
        behind = (n for n in names if text[filler.end : n.start] in _LIES_IN and n.sense not in _NOT_AROUND)
        for name in behind:
            token = token_at(sentence, name.start, name.end)
            if token is None or token.deprel not in _ACTS:
                return name.actor.country
        return None

    def _without_seas(self, draft: Draft, kind: ClaimType) -> None:
        """Take a sea that nobody else is named beside for where something is, not for who has the ground."""
        for role in (role for role in kind.roles if role.place):
            grounds = draft.values(f"role:{role.name}")
            if not all(isinstance(cell.value, Actor) and not polity(cell.value) for cell in grounds):
                continue
            places = [self._values.place(draft, cell.printed) for cell in grounds]
            if all(place.lat is not None and place.country is None for place in places):
                wheres = [
                    replace(cell, field="where", value=place) for cell, place in zip(grounds, places, strict=True)
                ]
                draft.cells = [cell for cell in draft.cells if cell not in grounds] + wheres

    def _refers_back(self, number: int, frame: Frame, kind: ClaimType) -> bool:
        """Tell whether a trigger is a definite noun ("the exercise") that may take up an earlier mention."""
        if not kind.join.reference:
            return False
        sentence = self._context.sentences[number]
        inside = tokens_in(sentence, frame.start, frame.end)
        if not inside or sentence.tokens[inside[-1]].upos not in {"NOUN", "PROPN", "PRON"}:
            return False
        first = inside[0]
        before = [t.text.casefold() for t in sentence.tokens[max(0, first - 4) : first]]
        return any(word in {"the", "this", "that", "these", "those", "its", "their", "both"} for word in before)


def known_in(draft: Draft) -> set[str]:
    """Return the states and organisations that play any part in a draft."""
    actors = (cell.value for cell in draft.cells if cell.field.startswith("role:"))
    return {found for actor in actors if isinstance(actor, Actor) and (found := polity(actor))}


def by_sentence(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """Return drafts by the first sentence that tells of each, in order."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.sentences[0], []).append(draft)
    return found


def with_those_after(drafts: list[Draft], after: dict[int, list[Draft]]) -> list[Draft]:
    """Return drafts, each with those that belong right after it, by the `id` of the one before."""
    return [each for draft in drafts for each in (draft, *after.get(id(draft), ()))]


def split_by(draft: Draft, fields: tuple[str, ...], text: str) -> list[Draft]:
    """Return one draft for each value of the first of some fields that has several: one claim a kind of equipment.

    `pair:ROLE` gives one for each pair of actors of that role who are told to deal with each other.
    """
    for name in fields:
        if name.startswith("pair:"):
            return _pairs(draft, f"role:{name.removeprefix('pair:')}", text)
        groups: dict[str, list[Cell]] = {}
        for cell in draft.values(name):
            groups.setdefault(str(cell.value).casefold(), []).append(cell)
        if len(groups) > 1:
            own = items(draft, list(groups.values())) if name == "name" else list(groups.values())
            taken = {id(cell) for cells in own for cell in cells}
            rest = [cell for cell in draft.cells if id(cell) not in taken]
            return [replace(draft, cells=[*rest, *cells], undisclosed=list(draft.undisclosed)) for cells in own]
    return [draft]


def _pairs(draft: Draft, name: str, text: str) -> list[Draft]:
    """Return one draft for each pair of those who play a part, some of them told with whom the others deal.

    "Peru and Chile cut ties with Ruritania" are two pairs, both with Ruritania; else the first deals with all others.
    """
    groups: dict[str, list[Cell]] = {}
    for cell in draft.values(name):
        if key := party(cell):
            groups.setdefault(key, []).append(cell)
    if len(groups) <= 2:
        return [draft]
    sides, rest = list(groups.values()), [cell for cell in draft.cells if cell.field != name]
    spans = [side[0].span for side in sides]
    apart = next((i for i in range(1, len(spans)) if _WITH.search(text, spans[i - 1].end, spans[i].start)), 1)
    pairs = product(sides[:apart], sides[apart:])
    return [replace(draft, cells=[*rest, *one, *other], undisclosed=list(draft.undisclosed)) for one, other in pairs]
