"""Counts and ordinals that stand for things told of before: "The first four arrived in May", "A third may follow".

Such a clause tells of another stage, or of more, of what was told of last; who gives and gets it was said there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.context import Context
from foedera.coding.leaning import leaning_on, stage_cell, stage_of, time_in, with_leaning
from foedera.coding.words import HOLDS, SUBJECTS, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Cell, Status, Token

_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last rest remainder".split())
_MORE = frozenset("second third fourth fifth sixth seventh eighth ninth tenth another more further".split())
"""Words by which something is counted beside what was told of."""
_EDITIONS = _ORDINALS | {"next", "previous", "latest"}
_SEEN = frozenset({"see", "spot", "photograph", "sight"})
_NONE = frozenset({"none"})
_OWN_CLAUSE = frozenset({"conj", "parataxis", "ccomp", "advcl"})


@dataclass(frozen=True, slots=True)
class _Counted:
    """A clause whose subject is a count or an ordinal alone."""

    verb: int
    subject: int
    is_more: bool
    is_ordinal: bool
    is_none: bool


class Continued:
    """Finds what the counts of a report go on about."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._grammar = context.codebook.grammar

    def told(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with those of counted things, each after what it goes on about, and open ones filled."""
        return with_leaning(self._context, drafts, self._told)

    def _told(self, number: int, tree: Tree, here: list[Draft], before: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
        for counted in _counted(tree):
            if (told := self._of(counted, number, tree, here, before)) is not None:
                yield told

    def _of(
        self, counted: _Counted, number: int, tree: Tree, here: list[Draft], before: list[Draft]
    ) -> tuple[Draft, Draft] | None:
        """Return what a count goes on about, with what its clause tells of it; None where it tells nothing new."""
        words = tree.descendants(counted.verb, _OWN_CLAUSE)
        start = tree.tokens[min(counted.verb, counted.subject)].start
        inside = [d for d in here if words & set(tokens_in(self._context.sentences[number], *_ends(d)))]
        for base in reversed([*before, *(d for d in here if d.triggers[0].end <= start)]):
            kind = self._context.codebook.types[base.type]
            if kind.lasts and counted.is_ordinal and _is_held(tree, counted.verb):
                if any(d.type == base.type for d in inside):
                    return None
                return self._edition(base, counted, number, tree)
            stage = stage_of(kind, tree, counted.verb) or self._sighted(kind, tree, counted.verb)
            if stage is None or kind.field("quantity") is None:
                continue
            if any(d.type == base.type for d in inside):
                return None
            bare: Status = "ongoing" if kind.stands("stage", stage) else "occurred"
            status = "denied" if counted.is_none else self._grammar.status(tree, counted.verb, bare)[0]
            known = {str(c.value) for c in base.values("field:stage")}
            if stage in known and status == base.status and not counted.is_more:
                return None
            return base, self._draft(base, number, tree, counted.verb, stage, status)
        return None

    @staticmethod
    def _sighted(kind: ClaimType, tree: Tree, verb: int) -> str | None:
        """Return the stage of things that were seen where they were to come to: "the first were seen at the base"."""
        there = any(any(tree.children(x, "case")) for x in tree.children(verb, "obl"))
        return kind.enum_value("stage", "delivered") if there and tree.tokens[verb].lemma in _SEEN else None

    def _edition(self, base: Draft, counted: _Counted, number: int, tree: Tree) -> tuple[Draft, Draft] | None:
        """Return another of the series: "the last was held in 2019"."""
        status = self._grammar.status(tree, counted.verb, "occurred")[0]
        when = self._when(tree, counted.verb, status)
        if not when or {str(c.value) for c in when} & {str(c.value) for c in base.values("when")}:
            return None
        names = [c for c in base.cells if c.field == "name" or c.field.startswith("role:")]
        return base, leaning_on(base, number, [*names, *when], status)

    def _draft(self, base: Draft, number: int, tree: Tree, verb: int, stage: str, status: Status) -> Draft:
        dropped = {"when", "said_by", "where", "field:stage", "field:quantity", "field:value"}
        kept = [c for c in base.cells if c.field not in dropped]
        cells = [*kept, stage_cell(tree, verb, stage), *self._when(tree, verb, status)]
        return leaning_on(base, number, cells, status)

    def _when(self, tree: Tree, verb: int, status: Status) -> list[Cell]:
        return time_in(self._context, tree, verb, status, _OWN_CLAUSE)


def _ends(draft: Draft) -> tuple[int, int]:
    return draft.triggers[0].start, draft.triggers[0].end


def _is_held(tree: Tree, at: int) -> bool:
    """Tell whether a predicate only says when or where something was: "was held in 2019", "was in 2019"."""
    is_there = any(tree.children(at, "cop")) and any(tree.children(at, "case"))
    return tree.tokens[at].lemma in HOLDS or is_there


def _counted(tree: Tree) -> Iterator[_Counted]:
    """Yield the clauses whose subject is a bare count or ordinal, with the verb that says what is done."""
    for at, token in enumerate(tree.tokens):
        head = tree.head(at) if token.deprel in SUBJECTS else None
        if head is None or not _is_count(tree, at):
            continue
        if tree.tokens[head].upos == "NOUN" and not any(tree.children(head, "case")):
            continue  # "61 are lists"
        below = next((x for x in tree.children(head, "xcomp") if any(tree.children(x, "mark"))), head)
        phrase = {tree.tokens[i].lemma.casefold() for i in (at, *tree.children(at))}
        is_none = bool(phrase & _NONE) or ("not" in phrase and "one" in phrase)
        yield _Counted(below, at, bool(phrase & _MORE), bool(phrase & _EDITIONS), is_none)


def _is_count(tree: Tree, at: int) -> bool:
    """Tell whether a word counts things that are not named beside it: "the first four", "a third", "none"."""
    token: Token = tree.tokens[at]
    lemma = token.lemma.casefold()
    negated = lemma == "one" and any(tree.tokens[x].lemma.casefold() == "not" for x in tree.children(at))
    counts = (token.upos == "NUM" and lemma != "one") or lemma in _EDITIONS | _NONE | _MORE or negated
    somebody = token.upos == "NUM" and any(tree.tokens[x].lemma == "the" for x in tree.children(at))  # "the three met"
    somebody = somebody and not any(tree.tokens[x].lemma.casefold() in _EDITIONS for x in tree.children(at))
    named = somebody or any(tree.children(at, "nmod", "acl", "appos", "compound", "flat"))
    return counts and not named and not any(char.isdigit() for char in token.text if len(token.text) == 4)
