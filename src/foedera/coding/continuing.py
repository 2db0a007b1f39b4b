"""Counts and ordinals that stand for things told of before: "The first four arrived in May", "A third may follow".

Such a clause tells of another stage, or of more, of what was told of last; who gives and gets it was said there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.codebook.status import Grammar
from foedera.codebook.tree import Tree
from foedera.coding.context import SUBJECTS, Context, tokens_in
from foedera.coding.dividing import phrase_of
from foedera.coding.times import FUTURE
from foedera.text.dates import find_times, resolve
from foedera.types import Cell, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft
    from foedera.types import Status, Token

_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last rest remainder".split())
_MORE = frozenset("second third fourth fifth sixth seventh eighth ninth tenth another more further".split())
"""Words by which something is counted beside what was told of."""
_EDITIONS = _ORDINALS | {"next", "previous", "latest"}
_HELD = frozenset("hold stage conduct organise organize run take host".split())
_NONE = frozenset({"none"})
_SURE = 0.6
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
        self._grammar = Grammar(context.codebook.statuses)

    def told(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with those of counted things, each after what it goes on about, and open ones filled."""
        by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_sentence.setdefault(draft.sentences[0], []).append(draft)
        after: dict[int, list[Draft]] = {}
        for number, sentence in enumerate(self._context.sentences):
            here, before = by_sentence.get(number, []), by_sentence.get(number - 1, [])
            if not here and not before:
                continue
            tree = Tree(sentence.tokens)
            for counted in _counted(tree):
                base, told = self._of(counted, number, tree, here, before) or (None, None)
                if base is not None and told is not None:
                    after.setdefault(id(base), []).append(told)
        return [each for draft in drafts for each in (draft, *after.get(id(draft), ()))]

    def _of(
        self, counted: _Counted, number: int, tree: Tree, here: list[Draft], before: list[Draft]
    ) -> tuple[Draft, Draft] | None:
        words = tree.descendants(counted.verb, _OWN_CLAUSE)
        start = tree.tokens[min(counted.verb, counted.subject)].start
        inside = [d for d in here if words & set(tokens_in(self._context.sentences[number], *_ends(d)))]
        for base in reversed([*before, *(d for d in here if d.triggers[0].end <= start)]):
            kind = self._context.codebook.types[base.type]
            if kind.lasts and counted.is_ordinal and _is_held(tree, counted.verb):
                if any(d.type == base.type for d in inside):
                    return None
                return self._edition(base, counted, number, tree)
            stage = kind.enum_value("stage", _phrase(tree, counted.verb)) if kind.field("stage") else None
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

    def _edition(self, base: Draft, counted: _Counted, number: int, tree: Tree) -> tuple[Draft, Draft] | None:
        """Return another of the series: "the last was held in 2019"."""
        status = self._grammar.status(tree, counted.verb, "occurred")[0]
        when = self._when(tree, counted.verb, status)
        if not when or {str(c.value) for c in when} & {str(c.value) for c in base.values("when")}:
            return None
        names = [c for c in base.cells if c.field == "name" or c.field.startswith("role:")]
        told = replace(
            base,
            cells=[*names, *when],
            sentences=list(dict.fromkeys([*base.sentences, number])),
            status=status,
            status_score=_SURE,
            undisclosed=[],
            weak=[],
        )
        return base, told

    def _draft(self, base: Draft, number: int, tree: Tree, verb: int, stage: str, status: Status) -> Draft:
        token = tree.tokens[verb]
        dropped = {"when", "said_by", "where", "field:stage", "field:quantity", "field:value"}
        kept = [c for c in base.cells if c.field not in dropped]
        told = Cell("field:stage", stage, token.text, Span(token.start, token.end), _SURE)
        return replace(
            base,
            cells=[*kept, told, *self._when(tree, verb, status)],
            sentences=list(dict.fromkeys([*base.sentences, number])),
            status=status,
            status_score=_SURE,
            undisclosed=[],
            weak=[],
        )

    def _when(self, tree: Tree, verb: int, status: Status) -> list[Cell]:
        words = sorted(tree.descendants(verb, _OWN_CLAUSE))
        start, end = tree.tokens[words[0]].start, tree.tokens[words[-1]].end
        for found in find_times(self._context.text[start:end]):
            value = resolve(found.text, self._context.report.published, past=status not in FUTURE)
            if value:
                span = Span(start + found.start, start + found.end)
                return [Cell("when", value, found.text, span, _SURE)]
        return []


def _ends(draft: Draft) -> tuple[int, int]:
    return draft.triggers[0].start, draft.triggers[0].end


def _is_held(tree: Tree, at: int) -> bool:
    """Tell whether a predicate only says when or where something was: "was held in 2019", "was in 2019"."""
    is_there = any(tree.children(at, "cop")) and any(tree.children(at, "case"))
    return tree.tokens[at].lemma in _HELD or is_there


def _phrase(tree: Tree, verb: int) -> str:
    return " ".join(tree.tokens[i].text for i in phrase_of(tree, verb))


def _counted(tree: Tree) -> Iterator[_Counted]:
    """Yield the clauses whose subject is a bare count or ordinal, with the verb that says what is done."""
    for at, token in enumerate(tree.tokens):
        head = tree.head(at)
        if token.deprel not in SUBJECTS or head is None or not _is_count(tree, at):
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
