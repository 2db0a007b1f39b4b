"""Claims that clash inside one report: what somebody reported and somebody else denies are two claims.

"Quito denied a newspaper's report that it had bought tanks" tells of a purchase, as the newspaper has it, and of its
denial; "Quito denies this" denies what was told right before, and takes no position of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.actors import Actors
from foedera.coding.context import Context
from foedera.coding.drafts import Draft, by_sentence, with_those_after
from foedera.coding.scores import FOUND
from foedera.coding.words import ASIDE, DENYING, NOR, NOT, REPORTS, SUBJECTS, head_of
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.types import Status, Token

_REPORTS = REPORTS | {"claim", "account", "gossip"}
"""Nouns for what somebody says that others may deny."""
_TAKEN_UP = frozenset("assertion version half part statement".split())
_OF_REPORTS = DENYING | {"contradict"}
"""Verbs that deny what a report tells which is their object."""
_DENIALS = _OF_REPORTS - {"reject", "dismiss", "rebut"}
"""Verbs that deny what "this" or "it" points to; a demand that is rejected was made."""
_POINTING = frozenset("this that it them these those which".split())
_NEITHER = NOT | NOR | {"confirm"}
_DEPTH = 6
"""Words up the tree from what happens to the report of it."""
_GAP = 8
"""Words between such a noun and the clause that says what it is of, at most."""
_OWNERS = frozenset({"in", "by", "of", "from"})
"""Prepositions before whose report it is."""


class Denials:
    """Finds what one report both tells and denies."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors
        self._grammar = context.codebook.grammar

    def retold(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with the other side of each, in order; a further denier of one is added to its sources."""
        drafts = [draft for draft in drafts if not self._only_denies(draft)]
        after = {id(draft): [other] for draft in drafts if (other := self._other_side(draft)) is not None}
        told_in = by_sentence(drafts)
        for number in range(len(self._context.sentences)):
            near = [*told_in.get(number - 1, ()), *told_in.get(number, ())]
            for told, denial in self._denied_here(near, number):
                after.setdefault(id(told), []).append(denial)
        return with_those_after(drafts, after)

    def _is_position(self, draft: Draft) -> bool:
        return self._context.codebook.types[draft.type].is_position

    def _only_denies(self, draft: Draft) -> bool:
        """Tell whether a position is only that what was told is not so: "Quito denies this", "which it denies"."""
        if not self._is_position(draft) or len(draft.triggers) > 1:
            return False
        number = draft.sentences[0]
        sentence = self._context.sentences[number]
        at = head_of(sentence, draft.triggers[0].start, draft.triggers[0].end)
        return at is not None and _denies_told(self._context.tree(number), at)

    def _other_side(self, draft: Draft) -> Draft | None:
        """Return the report of what a draft denies, or the denial of what it reports; None where neither is told."""
        number = draft.sentences[0]
        sentence, tree = self._context.sentences[number], self._context.tree(number)
        if self._is_position(draft) or tree.lemmas.isdisjoint(_REPORTS):
            return None
        at = head_of(sentence, draft.triggers[0].start, draft.triggers[0].end)
        found = None if at is None else _report(tree, at)
        if at is None or found is None:
            return None
        noun, clause = found
        whose = self._owner(number, tree, noun, clause)
        owner = [c for c in draft.cells if c.field != "said_by"] + whose
        if draft.status == "denied":
            self._leave_to_denier(draft, whose, number, tree, noun)
            status = self._inside(sentence.tokens, at, clause)
            return None if status == "denied" else replace(draft, status=status, status_score=FOUND, cells=owner)
        above = tree.head(noun)
        if above is None or tree.tokens[above].lemma not in _OF_REPORTS:
            return None
        denial = replace(draft, status="denied", status_score=FOUND, cells=list(draft.cells))
        denial.cells = [c for c in draft.cells if c.field != "said_by"] + self._denier(number, tree, above)
        draft.cells = owner
        return denial

    def _leave_to_denier(self, draft: Draft, whose: list[Cell], number: int, tree: Tree, noun: int) -> None:
        """Leave a denial to whoever denies: whose report it is says the opposite."""
        spans = [cell.span for cell in whose]
        draft.cells = [
            c
            for c in draft.cells
            if c.field != "said_by" or not any(c.span.start < s.end and s.start < c.span.end for s in spans)
        ]
        above = tree.head(noun)
        if not draft.values("said_by") and above is not None and tree.tokens[above].lemma in _OF_REPORTS:
            draft.cells += self._denier(number, tree, above)

    def _inside(self, tokens: tuple[Token, ...], at: int, top: int) -> Status:
        """Return the status that a clause gives by itself, whatever governs it."""
        cut = [replace(t, head=-1, deprel="root") if i == top else t for i, t in enumerate(tokens)]
        return self._grammar.status(Tree(cut), at, "occurred")[0]

    def _owner(self, number: int, tree: Tree, noun: int, clause: int) -> list[Cell]:
        """Return whose report it is: "a newspaper's report", "a report in the press", "rumours spread by bloggers"."""
        heads = [x for x in tree.children(noun, "nmod:poss", "compound") if x < noun]
        opened = [x for x in range(noun + 1, _begin(tree, clause)) if tree.tokens[x].lemma in _OWNERS]
        heads += [head for x in opened if (head := tree.head(x)) is not None and tree.base(x) == "case"]
        if heads:
            return self._source(number, tree, heads[0])
        token = tree.tokens[noun]
        return [Cell("said_by", Actor(token.text.casefold(), "group"), token.text, Span(token.start, token.end), FOUND)]

    def _source(self, number: int, tree: Tree, head: int) -> list[Cell]:
        below = tree.descendants(head, frozenset({"case", "det", "acl", "appos", "punct", "conj", "cc"}))
        words = [i for i in sorted(below) if i <= head] or [head]
        span = Span(tree.tokens[words[0]].start, tree.tokens[head].end)
        printed = self._context.text[span.start : span.end]
        actors = self._actors.of(number, span.start, span.end)
        return [Cell("said_by", actor, printed, span, FOUND) for actor in actors[:1]]

    def _denied_here(self, near: list[Draft], number: int) -> Iterator[tuple[Draft, Draft]]:
        """Yield what a sentence denies by only pointing to it, with its denial; one more source of a known denial.

        Args:
            near: The drafts of the sentence and of the one before.
        """
        tree = self._context.tree(number)
        if not near or tree.lemmas.isdisjoint(_DENIALS):
            return
        for at, token in enumerate(tree.tokens):
            if not _denies_told(tree, at):
                continue
            cells = self._denier(number, tree, at)
            told = next((d for d in reversed(near) if self._is_told(d, token.start)), None)
            if told is not None and cells and told.status == "denied":
                told.cells += cells
            elif told is not None and cells:
                kept = [c for c in told.cells if c.field != "said_by"]
                denial = replace(told, status="denied", status_score=FOUND, cells=[*kept, *cells])
                denial.sentences = [*dict.fromkeys((*told.sentences, number))]  # what denies is evidence of it as well
                yield told, denial

    def _is_told(self, draft: Draft, before: int) -> bool:
        """Tell whether a draft is what a denial in a sentence can point to.

        A position is denied only where others report it: whom somebody accuses denies the deed, not the accusation.
        """
        end = draft.triggers[0].end
        if end > before or ";" in self._context.text[end:before]:
            return False
        return not self._is_position(draft) or bool(draft.values("said_by"))

    def _denier(self, number: int, tree: Tree, at: int) -> list[Cell]:
        """Return who does what a verb tells, or the one that it is joined to: "[Peru] met them and denied this"."""
        verbs = dict.fromkeys((at, tree.first_conjunct(at)))
        subject = next((child for verb in verbs for child in tree.children(verb, *SUBJECTS)), None)
        return [] if subject is None else self._source(number, tree, subject)


def _denies_told(tree: Tree, at: int) -> bool:
    """Tell whether a word is a verb of denial whose object takes up what was told: "denies this"."""
    if tree.tokens[at].lemma not in _DENIALS or tree.tokens[at].upos != "VERB":
        return False
    words = [tree.tokens[x].lemma.casefold() for x in tree.children(at, "advmod", "cc", "cc:preconj")]
    first = tree.first_conjunct(at)
    if _NEITHER & {*words, tree.tokens[first].lemma.casefold()} or any(tree.children(at, "ccomp", "xcomp")):
        return False
    return any(_takes_up(tree, x) for x in tree.children(at, "obj"))


def _takes_up(tree: Tree, at: int) -> bool:
    """Tell whether a word by itself stands for what was told: "this", "the claim", but not "the claim that it left"."""
    token = tree.tokens[at]
    if token.text.casefold() in _POINTING:
        after = tree.tokens[at + 1 : at + 2]
        return not any(t.upos in {"AUX", "VERB"} for t in after)  # "denied it was in talks"
    bare = not any(tree.children(at, "acl", "ccomp", "nmod"))
    return bare and token.lemma in _REPORTS | _TAKEN_UP


def _report(tree: Tree, at: int) -> tuple[int, int] | None:
    """Return the noun for the report that something stands in, and the top of its clause: "a rumour that it left"."""
    top: int | None = at
    for _ in range(_DEPTH):
        if top is None:
            return None
        begin = _begin(tree, top)
        before = range(begin - 1, max(-1, begin - _GAP), -1) if begin < top else range(0)
        noun = next((x for x in before if _is_report(tree, x)), None)
        if noun is not None:
            return noun, top
        above = tree.head(top)
        if above is not None and _is_report(tree, above) and tree.base(top) in {"nmod", "acl"}:
            return above, top
        if tree.tokens[top].deprel == ASIDE:  # "rumours that it hid the leader, who was killed in May": he was
            return None
        top = above
    return None


def _begin(tree: Tree, clause: int) -> int:
    """Return where a clause that opens with "that" begins; the word itself for any other."""
    return next((x for x in tree.children(clause, "mark") if tree.tokens[x].lemma == "that"), clause)


def _is_report(tree: Tree, at: int) -> bool:
    return tree.tokens[at].upos == "NOUN" and tree.tokens[at].lemma.casefold() in _REPORTS
