"""Happenings told by few words that lean on one told before: "so has Peru", "Peru followed suit", "it was signed".

The first two tell of the same with somebody else, the third of another stage of the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.actors import Actors
from foedera.coding.context import Context, polity
from foedera.coding.drafts import known_in
from foedera.coding.leaning import SURE, leaning_on, stage_cell, stage_of, time_in, with_leaning
from foedera.coding.words import SUBJECTS, head_of, in_subject, tokens_in
from foedera.types import Cell, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft
    from foedera.types import Status

_SO = frozenset({"so", "neither", "nor"})
_LIKEWISE = frozenset({"do", "follow"})
_ECHOING = _SO | _LIKEWISE
_SAME = frozenset({"same", "likewise", "so", "suit"})
_THING = frozenset({"it"})
"""The pronoun of treaties and deals; "they" are rather people."""
_MODIFYING = frozenset({"advcl", "acl"})
"""Relations of clauses that only say when or on what terms, or which is meant."""
_APART = frozenset({"conj", "parataxis", "ccomp"})
"""Relations of what hangs on a clause and is another."""


@dataclass(frozen=True, slots=True)
class _Echo:
    """A clause that only says who does likewise, or what became of a thing told of before."""

    verb: int
    subject: int
    inverted: bool = False
    """Whether it is of the form "so has Peru", with the status of what it takes up."""


class Gaps:
    """Finds what the clauses of a report leave out."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors
        self._grammar = context.codebook.grammar

    def filled(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with those that clauses without words of their own tell of, each after what it leans on."""
        replaced: set[int] = set()

        def told(number: int, tree: Tree, here: list[Draft], before: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
            return self._told(number, tree, here, before, replaced)

        filled = with_leaning(self._context, drafts, told)
        return [draft for draft in filled if id(draft) not in replaced]

    def _told(
        self, number: int, tree: Tree, here: list[Draft], before: list[Draft], replaced: set[int]
    ) -> Iterator[tuple[Draft, Draft]]:
        """Yield what the clauses of a sentence tell of; drafts that say less of it go into `replaced`."""
        for echo in _echoes(tree):
            start = tree.tokens[min(echo.verb, echo.subject)].start
            bases = [d for d in here if d.triggers[0].end <= start] or before
            if echo.inverted:
                bases = [d for d in bases if not self._is_otherwise(d, tree.tokens[echo.verb].lemma)]
            if bases and (told := self._by_another(bases[-1], number, tree, echo)) is not None:
                yield bases[-1], told
        for echo in _stages(tree):
            base = self._thing(tree, echo, here, before)
            told = self._of_another_stage(base, number, tree, echo) if base is not None else None
            if base is None or told is None:
                continue
            bare = self._inside(base, number, tree, echo, here)
            if not any(_says_more(draft, base) for draft in bare):
                replaced.update(id(draft) for draft in bare)
                yield base, told

    def _is_otherwise(self, base: Draft, auxiliary: str) -> bool:
        """Tell whether "so has Peru" cannot take up a clause, one with another auxiliary: "is to visit"."""
        sentence, trigger = self._context.sentences[base.sentences[0]], base.triggers[0]
        at = head_of(sentence, trigger.start, trigger.end)
        own = {t.lemma for t in sentence.tokens if t.head == at and t.deprel.split(":")[0] in {"aux", "cop"}}
        mixed = any(t.lemma == "to" for t in sentence.tokens if t.head == at and t.deprel == "mark")
        return at is not None and sentence.tokens[at].upos == "VERB" and auxiliary not in own and (mixed or bool(own))

    def _thing(self, tree: Tree, echo: _Echo, here: list[Draft], before: list[Draft]) -> Draft | None:
        """Return the happening told of last before a clause; a position on something is nothing that is signed."""
        start = tree.tokens[min(echo.verb, echo.subject)].start
        kinds = self._context.codebook.types
        told = [*before, *(draft for draft in here if draft.triggers[0].end <= start)]
        return next((draft for draft in reversed(told) if not kinds[draft.type].is_position), None)

    def _by_another(self, base: Draft, number: int, tree: Tree, echo: _Echo) -> Draft | None:
        """Return a draft with the subject of a clause in the place of whoever did it first."""
        roles = self._context.codebook.types[base.type].roles
        cells = [c for c in base.cells if roles and c.field == f"role:{roles[0].name}"]
        sentence = self._context.sentences[base.sentences[0]]
        subjects = [c for c in cells if in_subject(sentence, c.span.start, c.span.end)]
        dropped = subjects or cells
        span = self._span(tree, echo.subject)
        actors = [a for a in self._actors.of(number, span.start, span.end) if polity(a)]
        if not dropped or not actors or {polity(a) for a in actors} & known_in(base):
            return None
        printed = self._context.text[span.start : span.end]
        new = [Cell(dropped[0].field, actor, printed, span, SURE) for actor in actors]
        kept = [c for c in base.cells if c not in dropped and c.field not in {"when", "said_by", "field:quantity"}]
        status = base.status if echo.inverted else self._status(tree, echo.verb, base.status)
        return leaning_on(base, number, [*kept, *new, *self._when(tree, echo.verb, status)], status)

    def _status(self, tree: Tree, verb: int, told: Status) -> Status:
        bare: Status = "ongoing" if told == "ongoing" else "occurred"
        return self._grammar.status(tree, verb, bare)[0]

    def _of_another_stage(self, base: Draft, number: int, tree: Tree, echo: _Echo) -> Draft | None:
        """Return the next stage of what was told before: "It entered into force in July"."""
        kind = self._context.codebook.types[base.type]
        at = echo.verb
        stage = stage_of(kind, tree, at)
        known = {str(c.value) for c in base.values("field:stage")}
        if stage is None or not known or stage in known:
            return None
        status = self._grammar.status(tree, at, "ongoing" if kind.stands("stage", stage) else "occurred")[0]
        kept = [c for c in base.cells if c.field not in {"when", "said_by", "field:stage"}]
        return leaning_on(base, number, [*kept, stage_cell(tree, at, stage), *self._when(tree, at, status)], status)

    def _inside(self, base: Draft, number: int, tree: Tree, echo: _Echo, here: list[Draft]) -> list[Draft]:
        """Return the drafts of a type that a clause tells of by its own words."""
        words = tree.descendants(echo.verb, _APART)
        sentence = self._context.sentences[number]
        return [
            draft
            for draft in here
            if draft.type == base.type
            and words.intersection(tokens_in(sentence, draft.triggers[0].start, draft.triggers[0].end))
        ]

    def _when(self, tree: Tree, verb: int, status: Status) -> list[Cell]:
        return time_in(self._context, tree, verb, status, _APART)

    def _span(self, tree: Tree, head: int) -> Span:
        below = sorted(tree.descendants(head, frozenset({"acl", "appos", "punct", "det", "parataxis"})))
        words = [i for i in below if tree.tokens[i].upos not in {"PUNCT", "CCONJ"}] or [head]
        return Span(tree.tokens[words[0]].start, tree.tokens[words[-1]].end)


def _echoes(tree: Tree) -> Iterator[_Echo]:
    """Yield the clauses that say who does likewise."""
    tokens = tree.tokens
    if tree.lemmas.isdisjoint(_ECHOING):
        return
    for at, token in enumerate(tokens):
        lemma = token.lemma.casefold()
        if lemma in _SO and at + 2 < len(tokens) and tokens[at + 1].upos in {"AUX", "VERB"}:
            subject = next((x for x in range(at + 2, len(tokens)) if tokens[x].deprel in SUBJECTS), None)
            own = subject is not None and not any(t.upos == "VERB" for t in tokens[at + 2 : subject])
            if subject is not None and own and tokens[at + 1].lemma in {"have", "do", "be", "will", "can"}:
                yield _Echo(at + 1, subject, inverted=True)
        if token.upos == "VERB" and lemma in _LIKEWISE:
            words = {tokens[x].lemma.casefold() for x in tree.children(at, "obj", "advmod", "obl")}
            subject = next((x for x in tree.children(at, *SUBJECTS) if tokens[x].upos != "PRON"), None)
            if subject is not None and words & _SAME and "so" not in words:
                yield _Echo(at, subject)


def _says_more(draft: Draft, base: Draft) -> bool:
    """Tell whether a draft names a thing itself, or somebody who has no part in what it seems to lean on."""
    return bool(draft.values("name")) or not known_in(draft) <= known_in(base)


def _stages(tree: Tree) -> Iterator[_Echo]:
    """Yield the verbs that say what became of "it": "It entered into force in May", "parliament has ratified it"."""
    if tree.lemmas.isdisjoint(_THING):
        return
    for at, token in enumerate(tree.tokens):
        if token.upos != "VERB" and (token.upos != "NOUN" or not any(tree.children(at, "case"))):
            continue
        thing = next(tree.children(at, "obj"), None)
        if thing is not None:
            if tree.tokens[thing].text.casefold() in _THING:
                yield _Echo(at, thing)
            continue
        subject = next(tree.children(at, *SUBJECTS), None)
        if subject is not None and tree.base(at) not in _MODIFYING and tree.tokens[subject].text.casefold() in _THING:
            below = next((x for x in tree.children(at, "xcomp") if any(tree.children(x, "mark"))), at)
            if not any(tree.children(below, "obj")):
                yield _Echo(below, subject)
