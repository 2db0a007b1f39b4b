"""The status of a happening from what stands around its word: auxiliaries, negation, governing words, conditions.

The words are data (`data/codebook/statuses.yaml`); only the grammar is here. The language model gives the status of
its own frames; these rules serve the frames that come from patterns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from foedera.codebook.rules import StatusRule
    from foedera.codebook.tree import Tree
    from foedera.types import Status

_LIGHT = frozenset(
    "hold conduct stage launch make give pay take have be do see undertake run carry put place impose issue sign "
    "conclude reach open host express voice perform complete begin start end last occur happen follow come".split()
)
"""Verbs that only carry the noun that names a happening, so that their auxiliaries and negation are its own."""
_WEIGHT: tuple[Status, ...] = ("conditional", "possible", "expected", "planned", "ongoing")
"""Of several cues the one furthest from fact counts: "may decide to close" is possible."""
_IMPLICATIVE = frozenset(
    "manage help begin start continue go proceed rush join use dare get come serve move hasten force compel happen see "
    "make let lead cause enable allow prompt drive oblige induce spur provoke impel".split()
)
"""Verbs whose infinitive happened if they did; any other infinitive is not yet a fact."""
_BEHIND = frozenset({"after", "following", "since", "amid", "despite"})
"""Before what has happened, whatever governs it: "called for calm after the [murder]"."""
_FOCUS = frozenset({"only", "just", "merely", "least"})
"""After `not` these make no negation: "not only closed but"."""


@dataclass(slots=True)
class Cues:
    """What was found around a trigger."""

    statuses: set[Status] = field(default_factory=set)
    negations: int = 0
    is_conditioned: bool = False
    is_condition: bool = False
    """Whether it stands in a condition: "if they do not lift the blockade" tells of no refusal."""
    is_unrealised: bool = False
    """Counts only where nothing else says more."""

    def add(self, status: Status | None) -> None:
        """Note what a word gives; a denial counts, for two of them undo each other."""
        if status == "denied":
            self.negations += 1
        elif status:
            self.statuses.add(status)

    def decide(self, bare: Status) -> tuple[Status, bool]:
        """Return the status, and whether any cue gave it."""
        if self.negations % 2:
            return "possible" if self.is_condition else "denied", True
        if "cancelled" in self.statuses:
            return "cancelled", True
        if self.negations:
            return "possible", True
        if self.is_conditioned:
            return "conditional", True
        for status in _WEIGHT:
            if status in self.statuses:
                return status, True
        return ("possible", True) if self.is_unrealised else (bare, False)


class Grammar:
    """Status rules, indexed by their words."""

    __slots__ = ("_auxiliaries", "_governors", "_markers")

    def __init__(self, rules: Sequence[StatusRule]) -> None:
        self._auxiliaries = _index((rule.auxiliaries, rule.id) for rule in rules)
        self._governors = _index((rule.governors, rule.id) for rule in rules)
        self._markers = _index((rule.markers, rule.id) for rule in rules)

    def status(self, tree: Tree, trigger: int, bare: Status) -> tuple[Status, bool]:
        """Return the status of what a trigger names, and whether anything around it says so.

        Args:
            tree: The sentence.
            trigger: Place of the head of the trigger.
            bare: Status of the wording where nothing else is said.
        """
        cues = Cues()
        below = -1
        for at in self._chain(tree, trigger):
            if below >= 0:
                cues.add(self._governor(tree, at))
            for place in _shared(tree, at):
                self._weigh_words(tree, place, below, cues)
                self._weigh_condition(tree, place, cues)
            cues.add("ongoing" if _is_progressive(tree, at) else None)
            cues.add("denied" if _is_yet_to_come(tree, at) else "planned" if _is_scheduled(tree, at) else None)
            cues.is_unrealised |= _is_unrealised(tree, at)
            below = at
        return cues.decide(bare)

    def _chain(self, tree: Tree, trigger: int) -> Iterator[int]:
        """Yield the trigger and the words that govern it, as far up as they bear on whether it happened."""
        at, seen = trigger, {trigger}
        while True:
            yield at
            top = tree.first_conjunct(at)
            head = tree.head(top)
            if head is None or head in seen or not self._bears(tree, top, head):
                return
            seen.add(head)
            if tree.base(top) == "ccomp":
                # What governs the verb of saying bears on the saying: "declined to say whether it had closed".
                yield head
                return
            at = head

    def _bears(self, tree: Tree, at: int, head: int) -> bool:
        """Tell whether the governor of a word can bear on its status."""
        relation = tree.tokens[at].deprel
        if relation in ("xcomp", "acl", "csubj") or relation.startswith("csubj"):
            return True
        base = tree.base(at)
        if base in ("obl", "nmod") and tree.case(at) in _BEHIND:
            return False
        is_carried = base in ("obj", "nsubj") and tree.tokens[head].lemma.lower() in _LIGHT
        is_governed = base in ("ccomp", "obj", "nsubj", "obl", "nmod") and self._governor(tree, head) is not None
        return is_carried or is_governed

    def given_by(self, tree: Tree, at: int) -> Status | None:
        """Return the status that a word gives to what it governs: "suspend" that of what is cancelled."""
        return self._governor(tree, at)

    def _governor(self, tree: Tree, at: int) -> Status | None:
        """Return the status that a governing word gives, by its lemma with particle, with preposition, or alone."""
        lemma = tree.tokens[at].lemma.lower()
        forms = (tree.lemma(at), f"{tree.tokens[at].text.lower()} to", f"{tree.case(at)} {lemma}", lemma)
        return next((self._governors[form] for form in forms if form in self._governors), None)

    def _weigh_words(self, tree: Tree, at: int, below: int, cues: Cues) -> None:
        """Weigh auxiliaries, negating words and adverbs of a word, and `no` on its subject and object."""
        for child in tree.children(at, "aux", "advmod", "det", "cc", "mark"):
            if tree.tokens[child].deprel.startswith("aux"):
                cues.add(self._auxiliaries.get(tree.tokens[child].lemma.lower()))
            else:
                cues.add(self._marker(tree, child))
        for child in tree.children(at, "nsubj", "obj"):
            words = [child, *tree.children(child, "det", "cc")]
            if child != below and any(self._marker(tree, word) == "denied" for word in words):
                cues.add("denied")

    def _marker(self, tree: Tree, at: int) -> Status | None:
        """Return the status that an adverb, determiner or conjunction gives."""
        following = tree.tokens[at + 1].lemma.lower() if at + 1 < len(tree.tokens) else ""
        if following in _FOCUS:
            return None
        token = tree.tokens[at]
        status = self._markers.get(token.lemma.lower()) or self._markers.get(token.text.lower())
        return None if status == "conditional" else status

    def _weigh_condition(self, tree: Tree, at: int, cues: Cues) -> None:
        """Weigh conditions: one below makes the happening conditional, one that it stands in itself possible."""
        if any(self._is_condition(tree, clause) for clause in tree.children(at, "advcl")):
            cues.is_conditioned = True
        if tree.base(at) == "advcl" and self._is_condition(tree, at):
            cues.is_condition = True
            cues.add("possible")

    def _is_condition(self, tree: Tree, clause: int) -> bool:
        marks = [clause, *tree.children(clause, "mark", "advmod", "case")]
        return any(self._markers.get(tree.tokens[mark].lemma.lower()) == "conditional" for mark in marks)


def _index(pairs: Iterable[tuple[frozenset[str], Status]]) -> Mapping[str, Status]:
    return {word: status for words, status in pairs for word in words}


def _shared(tree: Tree, at: int) -> list[int]:
    """Return a word, and the first of its conjuncts where it shares its auxiliaries ("will meet and sign")."""
    top = tree.first_conjunct(at)
    has_own = any(tree.children(at, "aux", "nsubj", "cop")) or tree.tokens[at].xpos in ("VBD", "VBZ", "VBP")
    return [at] if top == at or has_own or tree.tokens[at].upos != "VERB" else [at, top]


def _is_progressive(tree: Tree, at: int) -> bool:
    """Tell whether a verb says that something is going on now."""
    auxiliaries = [tree.tokens[child] for child in tree.children(at, "aux") if tree.tokens[child].lemma == "be"]
    is_past = any(auxiliary.xpos == "VBD" for auxiliary in auxiliaries)
    return tree.tokens[at].xpos == "VBG" and bool(auxiliaries) and not is_past


def _is_unrealised(tree: Tree, at: int) -> bool:
    """Tell whether a verb is an infinitive of purpose or content: "a reason to visit", "pleaded with him to send"."""
    head = tree.head(tree.first_conjunct(at))
    has_to = any(tree.tokens[child].lemma == "to" for child in tree.children(at, "mark"))
    return has_to and head is not None and tree.tokens[head].lemma.lower() not in _IMPLICATIVE


def _is_scheduled(tree: Tree, at: int) -> bool:
    """Tell whether a verb is an infinitive that stands for the future: "is to visit", or a headline's "to visit"."""
    words = [tree.tokens[child] for child in tree.children(at, "mark", "aux")]
    has_to = any(word.lemma == "to" for word in words)
    is_due = tree.tokens[at].deprel == "root" or any(word.lemma == "be" and word.deprel == "aux" for word in words)
    return tree.tokens[at].upos == "VERB" and has_to and is_due


def _is_yet_to_come(tree: Tree, at: int) -> bool:
    """Tell whether a verb says what has not been done so far: "has yet to approve it"."""
    return any(tree.tokens[to - 1].lemma == "yet" for to in tree.children(at, "mark") if to > 0)
