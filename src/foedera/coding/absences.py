"""Those who keep away from what others do together: "Chile had been invited but stayed away" from the drill told of.

It is a claim of its own that somebody does not take part; in what, is said beside it or right before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.actors import Actors
from foedera.coding.context import Context, polity
from foedera.coding.drafts import by_sentence, with_those_after
from foedera.coding.scores import FOUND
from foedera.coding.tenses import tense_of
from foedera.coding.words import NO, NOT, NOUNS, head_of, subtree, tokens_in, with_subject
from foedera.types import OFF, Cell, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence, Status

_AWAY = frozenset({"stay away", "keep away", "sit out", "skip", "boycott", "drop out", "pull out", "bow out"})
_REFUSE = frozenset({"turn down", "decline", "refuse", "reject", "ignore"})
_INVITED = frozenset({"invitation", "invite"})
_MISSING = frozenset({"absent", "missing", "away"})
_COME = frozenset({"come", "attend", "participate", "join", "send", "appear", "take"})
_WHAT = {
    "take": frozenset({"part"}),
    "send": frozenset(
        "force troop troops soldier ship frigate team contingent unit delegation representative anybody".split()
    ),
}
"""Verbs that say so with some objects only."""
_SAYING = _MISSING | _COME | {phrase.split()[0] for phrase in _AWAY | _REFUSE}
"""The verb or adjective of each of these."""
_HELD = frozenset("hold host stage conduct organise organize run lead join carry train".split())
"""Verbs by which a clause on a drill says whose it is: "held by Chad", "which Togo hosted"."""
_NOTHING: frozenset[str] = frozenset()
"""Words before a subject of which none does what is told: "neither Malta nor Chad sent ships"."""
_OTHERS = frozenset({"conj", "parataxis", "ccomp", "acl", "nsubj"})
_NEAR = 3
"""Sentences after those that tell of a happening, in which whoever keeps away keeps away from it."""


class Absences:
    """Finds who keeps away from the happenings of a report."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors

    def told(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with those of whoever keeps away, what the model half saw in their clauses made whole."""
        shared = [d for d in drafts if self._is_shared(d)]
        if not shared:
            return drafts
        told_in = by_sentence(shared)
        after: dict[int, list[Draft]] = {}
        replaced: set[int] = set()
        for number, sentence in enumerate(self._context.sentences):
            if not any(n in told_in for n in range(number - _NEAR, number + 1)):
                continue
            for verb, subject in _absences(sentence, self._context.tree(number)):
                if (found := self._absence(number, told_in, verb, subject)) is not None:
                    base, told, less = found
                    known = after.setdefault(id(base), [])
                    known += [each for each in told if each not in known]  # two may keep away from one drill
                    replaced.update(map(id, less))
        return [draft for draft in with_those_after(drafts, after) if id(draft) not in replaced]

    def _absence(
        self, number: int, told_in: dict[int, list[Draft]], verb: int, subject: int
    ) -> tuple[Draft, list[Draft], list[Draft]] | None:
        """Return the draft that somebody's keeping away is told after, what that tells, and what it replaces."""
        sentence, tree, here = self._context.sentences[number], self._context.tree(number), told_in.get(number, [])
        if (apart := self._held_without(number, here, tree, verb, subject)) is not None:
            draft, told = apart
            return draft, told, [draft]
        inside = [d for d in here if _is_at(sentence, d, tree, verb)]
        if self._is_told_beside(sentence, here, inside, tree, verb):
            return None
        base = self._base(number, told_in, inside, tree.tokens[subject].start)
        away = None if base is None else self._draft(base, number, subject, verb, sentence)
        if base is None or away is None:
            return None
        return inside[-1] if inside else base, [away], inside

    def _is_shared(self, draft: Draft) -> bool:
        """Tell whether a happening is one in which two or more take part alike."""
        return self._context.codebook.types[draft.type].is_shared

    def _held_without(
        self, number: int, here: list[Draft], tree: Tree, verb: int, subject: int
    ) -> tuple[Draft, list[Draft]] | None:
        """Return what a clause says that somebody keeps away from, with what others hold, and that one keeps away.

        "Malta took no part in the drill [held by Chad and Togo]", "declined to observe the [Chadian-Togolese] drill".
        """
        sentence = self._context.sentences[number]
        for draft in here:
            at = head_of(sentence, draft.triggers[0].start, draft.triggers[0].end)
            if (
                at is None
                or at == verb
                or tree.tokens[at].upos not in NOUNS
                or at not in tree.descendants(verb, _NOTHING)
            ):
                continue
            telling = [x for x in tree.children(at, "acl") if tree.lemma(x) in _HELD]
            words = {x for each in telling for x in tree.descendants(each, _NOTHING)} | _whose(tree, at)
            theirs = [c for c in draft.cells if c.field.startswith("role:") and _lies_in(sentence, c, words)]
            own = [c for c in draft.cells if c.field.startswith("role:") and c not in theirs]
            away = self._draft(draft, number, subject, verb, sentence) if theirs else None
            if away is None:
                continue
            status: Status = "occurred" if draft.status in OFF else draft.status
            if telling:
                status = "planned" if any(_is_to_come(sentence, each) for each in telling) else "occurred"
            held = replace(draft, status=status, cells=[c for c in draft.cells if c not in own], weak=[])
            return draft, [held, away]
        return None

    def _is_told_beside(
        self, sentence: Sentence, here: list[Draft], inside: list[Draft], tree: Tree, verb: int
    ) -> bool:
        """Tell whether the clause itself says what they keep away from: "will not take part in the exercise"."""
        clause = tree.descendants(verb, _OTHERS)
        triggers = (d.triggers[0] for d in here if d not in inside)
        beside = any(clause.intersection(tokens_in(sentence, t.start, t.end)) for t in triggers)
        return beside or any(d.values("name") for d in inside)

    def _base(self, number: int, told_in: dict[int, list[Draft]], inside: list[Draft], start: int) -> Draft | None:
        """Return what was told of last before an offset, with who takes part or a name."""
        for at in range(number, number - _NEAR - 1, -1):
            for draft in reversed(told_in.get(at, [])):
                known = draft.values("name") or draft.values(f"role:{self._first(draft)}")
                if draft not in inside and known and (at < number or draft.triggers[0].start < start):
                    return draft
        return None

    def _first(self, draft: Draft) -> str:
        return self._context.codebook.types[draft.type].doer

    def _draft(self, base: Draft, number: int, subject: int, verb: int, sentence: Sentence) -> Draft | None:
        """Return that whoever a subject names has no part in what was told, with a time only where it tells none."""
        tokens = sentence.tokens
        words = [i for i in _phrase(sentence, subject) if tokens[i].upos not in {"PUNCT", "CCONJ"}] or [subject]
        span = Span(tokens[words[0]].start, tokens[words[-1]].end)
        actors = [a for a in self._actors.of(number, span.start, span.end) if polity(a)]
        if not actors:
            return None
        field, printed = f"role:{self._first(base)}", self._context.text[span.start : span.end]
        who = [Cell(field, actor, printed, span, FOUND) for actor in actors]
        first, last = tokens[0].start, tokens[-1].end
        fields = {"name"} if number not in base.sentences and self._context.times_in(first, last) else {"name", "when"}
        kept = [c for c in base.cells if c.field in fields]
        return replace(
            base,
            status="denied",
            status_score=FOUND,
            cells=[*kept, *who],
            sentences=list(dict.fromkeys([*base.sentences, number])),
            triggers=[Span(tokens[verb].start, tokens[verb].end)],
            undisclosed=[],
            refers_back=False,
            weak=[],
        )


def _is_to_come(sentence: Sentence, verb: int) -> bool:
    """Tell whether a clause on a drill says what is to be: "which Chad will hold", "to be held"."""
    marked = any(t.head == verb and t.deprel == "mark" and t.lemma == "to" for t in sentence.tokens)
    return marked or tense_of(sentence, verb) == "planned"


def _whose(tree: Tree, at: int) -> set[int]:
    """Return the words before a noun that tell whose it is: "the [Chadian-Togolese] drill"."""
    before = [x for x in tree.children(at, "amod", "compound", "nmod") if x < at]
    return {y for x in before for y in tree.descendants(x, _NOTHING) if y < at}


def _lies_in(sentence: Sentence, cell: Cell, words: set[int]) -> bool:
    return words.issuperset(tokens_in(sentence, cell.span.start, cell.span.end))


def _phrase(sentence: Sentence, at: int) -> list[int]:
    """Return the words of a subject, without what is said of it beside."""
    aside = {i for i, t in enumerate(sentence.tokens) if t.deprel.split(":")[0] in {"acl", "appos", "parataxis"}}
    aside |= {i for i, t in enumerate(sentence.tokens) if t.head == at and t.lemma.casefold() in NO}
    left_out = {x for i in aside for x in subtree(sentence, i)}
    return sorted(i for i in subtree(sentence, at) if i not in left_out)


def _is_at(sentence: Sentence, draft: Draft, tree: Tree, verb: int) -> bool:
    """Tell whether a draft's trigger is a verb, what hangs on it closely, or what it goes on from ("invited but")."""
    inside = set(tokens_in(sentence, draft.triggers[0].start, draft.triggers[0].end))
    near = {verb, *tree.children(verb, "obj", "xcomp", "compound", "advmod", "conj")}
    if tree.base(verb) == "conj" and (head := tree.head(verb)) is not None and tree.lemma(head) == "invite":
        near.add(head)
    return bool(inside & near)


def _absences(sentence: Sentence, tree: Tree) -> Iterator[tuple[int, int]]:
    """Yield the verbs that say that somebody keeps away, each with its subject."""
    for at, token in enumerate(tree.tokens):
        may_say = token.upos in {"VERB", "ADJ", "ADV"} and token.lemma.lower() in _SAYING
        if not may_say or not _says_away(tree, at):
            continue
        subject = next(tree.children(with_subject(sentence, at), "nsubj"), None)
        if subject is not None and not any(tree.children(at, "mark")):  # "if they did not come"
            yield at, subject


def _says_away(tree: Tree, at: int) -> bool:
    """Tell whether a word says that its subject keeps away: "skipped", "was absent", "did not send troops"."""
    lemma = tree.lemma(at)
    adverbs = {f"{lemma} {tree.tokens[x].lemma.casefold()}" for x in tree.children(at, "advmod", "compound:prt")}
    if ({lemma} | adverbs) & _AWAY:
        return True
    objects = {tree.tokens[x].lemma for x in tree.children(at, "obj")}
    if ({lemma} | adverbs) & _REFUSE:
        return bool(objects & _INVITED)
    if lemma in _MISSING:
        return any(tree.children(at, "cop"))
    negated = any(tree.tokens[x].lemma.casefold() in NOT for x in tree.children(at, "advmod"))
    subjects = [*tree.children(at, "nsubj")]
    negated |= any(tree.tokens[x].lemma.casefold() in NO for s in subjects for x in tree.children(s, "det", "cc"))
    return negated and lemma in _COME and (lemma not in _WHAT or bool(objects & _WHAT[lemma]))
