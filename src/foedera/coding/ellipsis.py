"""Happenings told by few words that lean on one told before: "so has Peru", "Peru has not", "it was signed".

The first two tell of the same with somebody else, the third of another stage of the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.actors import Actors
from foedera.coding.auxiliaries import Auxiliary, bare_auxiliaries, status_of
from foedera.coding.context import Context, polity
from foedera.coding.dividing import phrase_of
from foedera.coding.drafts import Draft, by_sentence, known_in
from foedera.coding.faint import open_parts
from foedera.coding.leaning import leaning_on, stage_cell, stage_of, time_in, with_leaning
from foedera.coding.scores import FOUND
from foedera.coding.words import SUBJECTS, climb, head_of, in_subject, tokens_in
from foedera.text.dates import find_times
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.types import Status, Token

_SO = frozenset({"so", "neither", "nor"})
_INVERTED = frozenset({"have", "do", "be", "will", "can"})
"""Auxiliaries behind such a word, before whoever does so."""
_LIKEWISE = frozenset({"do", "follow"})
_ECHOING = _SO | _LIKEWISE
_FOLLOW = frozenset({"follow"})
_SAME = frozenset({"same", "likewise", "so", "suit"})
_CLAUSAL = frozenset({"VERB", "CCONJ"})
"""Parts of speech behind which the subject is another clause's: "so did Chad, but Togo did not"."""
_UNITS = frozenset("day week month year spring summer autumn winter decade".split())
_THING = frozenset({"it"})
"""The pronoun of treaties and deals; "they" are rather people."""
_MODIFYING = frozenset({"advcl", "acl"})
"""Relations of clauses that only say when or on what terms, or which is meant."""
_CARRIED = frozenset({"obj", "obl", "nmod", "compound", "nsubj"})
"""Relations of a noun for a happening up to the verb that tells of it: "imposed [sanctions]"."""
_UP = 4
_APART = frozenset({"conj", "parataxis", "ccomp"})
"""Relations of what hangs on a clause and is another."""


@dataclass(frozen=True, slots=True)
class _Echo:
    """A clause that only says who does likewise, or what became of a thing told of before."""

    verb: int
    subject: int
    inverted: bool = False
    """Whether it is of the form "so has Peru", with the status of what it takes up."""
    bare: bool = False
    """Whether it is a verb that says the same of a state alone: "and Peru followed in May"."""


class Gaps:
    """Finds what the clauses of a report leave out."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors
        self._grammar = context.codebook.grammar
        self._half: dict[int, list[Draft]] = {}
        """What is half told, by its sentence."""
        self._less: set[int] = set()
        """The `id` of each draft that says less than one that is filled in."""

    def filled(self, drafts: list[Draft], faint: list[Draft]) -> list[Draft]:
        """Return the drafts with those that clauses without words of their own tell of, each after what it leans on.

        Args:
            faint: What is half told, which a clause may lean on too: what it tells of it makes surer.
        """
        self._half, self._less = by_sentence(faint), set()
        filled = with_leaning(self._context, drafts, self._told)
        return [draft for draft in filled if id(draft) not in self._less]

    def _told(self, number: int, tree: Tree, here: list[Draft], before: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
        """Yield what the clauses of a sentence tell of, each after what it leans on."""
        echoes = list(_echoes(tree))
        yield from self._echoed(echoes, number, tree, here, before)
        yield from self._by_auxiliaries(number, tree, here, before)
        yield from self._staged(number, tree, here, before)
        yield from self._followed(echoes, number, tree, here)

    def _staged(self, number: int, tree: Tree, here: list[Draft], before: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
        """Yield what became of a thing told of before: "It entered into force in May"."""
        for echo in _stages(tree):
            thing = self._thing(tree, echo, here, before)
            told = self._of_another_stage(thing, number, tree, echo) if thing is not None else None
            if thing is None or told is None:
                continue
            bare = self._inside(thing, number, tree, echo, here)
            stage = {tree.tokens[at].start for at in phrase_of(tree, echo.verb)}
            if not any(_says_more(draft, thing, stage) for draft in bare):
                self._less.update(id(draft) for draft in bare)
                yield thing, told

    def _echoed(
        self, echoes: list[_Echo], number: int, tree: Tree, here: list[Draft], before: list[Draft]
    ) -> Iterator[tuple[Draft, Draft]]:
        """Yield what those do who do likewise: "Chad followed suit"."""
        for echo in echoes:
            if echo.bare and not self._is_state(tree, number, echo):
                continue
            start = tree.tokens[min(echo.verb, echo.subject)].start
            bases = [d for d in here if d.triggers[0].end <= start] or before
            if echo.bare:
                bases = [d for d in bases if self._leads(d)]
            own = _at(here, tree.tokens[echo.verb])
            if own and bases is before and all(d.type != bases[-1].type for d in own if bases):
                continue  # it goes on about something else, which its own words tell half
            if echo.inverted:
                bases = [d for d in bases if not self._is_otherwise(d, tree.tokens[echo.verb].lemma)]
            if bases and (told := self._by_another(bases[-1], number, tree, echo)) is not None:
                verb = tree.tokens[echo.verb]
                bare = [d for d in here if d.triggers[0] == Span(verb.start, verb.end)]
                self._less.update(id(d) for d in bare if echo.bare or d.type == told.type)
                told.cells += [] if told.values("when") else [c for d in bare[:1] for c in d.values("when")]
                yield bases[-1], told

    def _by_auxiliaries(
        self, number: int, tree: Tree, here: list[Draft], before: list[Draft]
    ) -> Iterator[tuple[Draft, Draft]]:
        """Yield what clauses tell of that have no more than an auxiliary: "Ghana did not"."""
        for clause in bare_auxiliaries(tree):
            start = tree.tokens[clause.subject].start
            end = tree.tokens[clause.verb].end
            bases = [d for d in here if d.triggers[0].end <= start] or before
            for base in [d for d in bases if d.triggers == bases[-1].triggers]:
                if (told := self._by_auxiliary(base, number, tree, clause)) is not None:
                    half = (d for d in here if d.triggers[0].start >= start and d.triggers[-1].end <= end)
                    self._less.update(id(d) for d in half)  # what the auxiliary alone was taken for
                    yield base, told

    def _is_state(self, tree: Tree, number: int, echo: _Echo) -> bool:
        """Tell whether a clause's subject is the name of a state and no more: "Peru followed", not "a frigate"."""
        span = self._span(tree, echo.subject)
        names = self._context.named[number]
        return any((n.start, n.end) == (span.start, span.end) and n.actor.kind == "state" for n in names)

    def _leads(self, base: Draft) -> bool:
        """Tell whether a happening is what its sentence tells first of all, and a named state does it."""
        sentence, trigger = self._context.sentences[base.sentences[0]], base.triggers[0]
        above = climb(sentence, head_of(sentence, trigger.start, trigger.end), _CARRIED, _UP)
        verb = next((at for at in above if sentence.tokens[at].upos == "VERB"), None)
        named = {(n.start, n.end) for n in self._context.named[base.sentences[0]] if n.subject}
        acts = any((c.span.start, c.span.end) in named for c in base.cells if c.field.startswith("role:"))
        return acts and verb is not None and sentence.tokens[verb].deprel == "root"

    def _followed(
        self, echoes: list[_Echo], number: int, tree: Tree, here: list[Draft]
    ) -> Iterator[tuple[Draft, Draft]]:
        """Yield what whoever follows does, of what is half told before it: "imposed a ban, and Chad followed suit"."""
        half = self._half.get(number, ())
        for echo in (each for each in echoes if half and not each.bare):
            start, verb = tree.tokens[min(echo.verb, echo.subject)].start, tree.tokens[echo.verb]
            own = _at(here, verb)
            bases = [d for d in half if d.triggers[0].end <= start and any(d.type == each.type for each in own)]
            if not bases or any(d.triggers[0].end <= start for d in here):
                continue
            anchor = next(d for d in own if d.type == bases[-1].type)
            if (told := self._by_another(bases[-1], number, tree, echo)) is not None:
                self._less.add(id(anchor))
                when = () if told.values("when") else anchor.values("when")
                yield anchor, replace(told, cells=[*told.cells, *when], score=anchor.score, triggers=anchor.triggers)

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
        doers = self._doers(base)
        span = self._span(tree, echo.subject)
        actors = [a for a in self._actors.of(number, span.start, span.end) if polity(a)]
        if not doers or not actors or {polity(a) for a in actors} & known_in(base):
            return None
        printed = self._context.text[span.start : span.end]
        sure: dict[str, float] = {}
        for cell in doers:
            sure[cell.field] = sure.get(cell.field, 0.0) + cell.score
        new = [Cell(field, actor, printed, span, min(1.0, s) * FOUND) for field, s in sure.items() for actor in actors]
        kept = [c for c in base.cells if c not in doers and c.field not in {"when", "said_by", "field:quantity"}]
        half = [d for d in self._half.get(base.sentences[0], ()) if d.type == base.type]
        kept += [c for d in half[:1] for c in open_parts(d, frozenset([cell.field for cell in base.cells]))]
        status = base.status if echo.inverted else self._status(tree, echo.verb, base.status)
        return leaning_on(base, number, [*kept, *new, *self._when(tree, echo.verb, status)], status)

    def _doers(self, base: Draft) -> list[Cell]:
        """Return the cells of who did it first: of the subject, whatever parts it has, or who acts.

        In "Chad ordered the French troops out", Chad is the host; that it is no more than that is not settled yet.
        """
        kind = self._context.codebook.types[base.type]
        acting = base.values(f"role:{kind.doer}")
        sentence = self._context.sentences[base.sentences[0]]
        parts = [c for role in kind.roles for c in base.values(f"role:{role.name}") if isinstance(c.value, Actor)]
        inside = [c for c in parts if in_subject(sentence, c.span.start, c.span.end)]
        subjects = {polity(c.value) for c in inside if isinstance(c.value, Actor)} - {None}
        theirs = [c for c in parts if isinstance(c.value, Actor) and polity(c.value) in subjects]
        if any(c not in acting for c in theirs):
            return theirs
        return [c for c in acting if c in inside] or acting

    def _by_auxiliary(self, base: Draft, number: int, tree: Tree, clause: Auxiliary) -> Draft | None:
        """Return what a clause without a verb tells of: another who does it or not, or that somebody says otherwise."""
        status = status_of(clause, tree, base.status)
        said_by = self._speaker(number, tree, clause) or [
            c
            for c in base.values("said_by")
            if number in base.sentences and c.span.start > tree.tokens[clause.verb].end
        ]  # "Peru has signed, Chile has not, he said"
        if not clause.by_pronoun:
            told = self._by_another(base, number, tree, _Echo(clause.verb, clause.subject))
            if told is None:
                return None
            return replace(told, status=status, cells=[*told.cells, *said_by])
        if not clause.said or not said_by or (base.status == "denied") == clause.negated:
            return None
        kept = [c for c in base.cells if c.field != "said_by"]
        return leaning_on(base, number, [*kept, *said_by], status)

    def _speaker(self, number: int, tree: Tree, clause: Auxiliary) -> list[Cell]:
        """Return who says what a clause tells: "[Kyiv] says that it did"."""
        subject = None if clause.speech is None else next(tree.children(clause.speech, *SUBJECTS), None)
        if subject is None:
            return []
        span = self._span(tree, subject)
        printed = self._context.text[span.start : span.end]
        return [Cell("said_by", a, printed, span, FOUND) for a in self._actors.of(number, span.start, span.end)[:1]]

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
        if lemma in _SO and (subject := _subject_behind(tree, at + 1)) is not None:
            yield _Echo(at + 1, subject, inverted=True)
        if token.upos in {"VERB", "AUX"} and lemma in _LIKEWISE and not token.deprel.startswith("aux"):
            words = {tokens[x].lemma.casefold() for x in tree.children(at, "obj", "advmod", "obl")}
            subject = next((x for x in tree.children(at, *SUBJECTS) if tokens[x].upos != "PRON"), None)
            if subject is not None and words & _SAME and "so" not in words:
                yield _Echo(at, subject)
            elif subject is not None and lemma in _FOLLOW and _follows_alone(tree, at):
                yield _Echo(at, subject, bare=True)


def _subject_behind(tree: Tree, auxiliary: int) -> int | None:
    """Return who does so, behind an auxiliary without a verb of its own: "so has [Peru]", not "nor did Peru sign"."""
    token = next(iter(tree.tokens[auxiliary : auxiliary + 1]), None)
    if token is None or token.upos not in {"AUX", "VERB"} or token.lemma not in _INVERTED:
        return None
    if token.deprel.startswith("aux") and token.head > auxiliary:
        return None
    behind = enumerate(tree.tokens[auxiliary + 1 :], auxiliary + 1)
    clause = itertools.takewhile(lambda each: each[1].upos not in _CLAUSAL, behind)
    return next((at for at, t in clause if t.deprel in SUBJECTS or (t.deprel == "obj" and t.head == auxiliary)), None)


def _follows_alone(tree: Tree, at: int) -> bool:
    """Tell whether somebody does no more than follow, be it at some time: "Peru followed two years later"."""
    objects = [*tree.children(at, "obj", "iobj", "xcomp", "ccomp", "advcl"), *tree.children(at, "obl:agent")]
    after = [*tree.children(at, "obl", "obj")]
    timed = all(tree.tokens[x].lemma.casefold() in _UNITS or _is_time(tree, x) for x in after)
    own_clause = tree.base(at) in {"conj", "parataxis", "root"}
    return own_clause and timed and not any(tree.tokens[x].lemma.casefold() not in _UNITS for x in objects)


def _is_time(tree: Tree, at: int) -> bool:
    """Tell whether a phrase is a time: "in March", "on Monday"."""
    return bool(find_times(" ".join(tree.tokens[x].text for x in sorted(tree.descendants(at, frozenset())))))


def _at(drafts: list[Draft], verb: Token) -> list[Draft]:
    """Return the drafts whose own words hold a verb."""
    return [draft for draft in drafts if any(t.start <= verb.start < t.end for t in draft.triggers)]


def _says_more(draft: Draft, base: Draft, stage: set[int]) -> bool:
    """Tell whether a draft names a thing itself, or somebody who has no part in what it seems to lean on.

    Args:
        stage: Where the words begin that say what became of it, which are no name: "[force]" of "came into force".
    """
    return any(c.span.start not in stage for c in draft.values("name")) or not known_in(draft) <= known_in(base)


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
