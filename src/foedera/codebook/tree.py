"""A sentence's dependency tree, with relations that grammar hides: passives, shared and controlled subjects, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.types import Token

_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow tonight day week weekend month year spring summer "
    "autumn fall winter morning evening night noon midnight decade century quarter easter christmas ramadan".split()
)
_PARTS_OF_TIME = frozenset("beginning close end half middle start".split())
SUBTYPES = frozenset({"pass", "poss", "tmod", "agent", "unmarked", "npmod", "prt", "relcl", "outer", "desc", "predet"})
"""What follows the colon of a relation's own name; anything else there is a case word (`obl:with`)."""
RELATIONS = frozenset(
    "nsubj obj iobj obl nmod amod compound appos conj xcomp ccomp csubj advcl acl nummod advmod det flat parataxis "
    "cop aux mark case nationality".split()
)
_OBJECT_CONTROL = frozenset(
    "ask urge tell force order allow permit enable help invite persuade convince press press call require request "
    "advise encourage warn forbid command let make compel instruct authorise authorize want expect get lead "
    "prompt cause oblige induce spur drive provoke push impel".split()
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_GAP_ADVERBS = frozenset({"where", "when", "why", "how"})


class Tree:
    """The words of one sentence with quick ways down and up."""

    __slots__ = ("_children", "_lemmas", "_words", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._lemmas: frozenset[str] | None = None
        self._words: frozenset[str] | None = None
        self._children: list[list[int]] = [[] for _ in tokens]
        count = len(tokens)
        for at, token in enumerate(tokens):
            head = token.head
            if 0 <= head < count and head != at:
                self._children[head].append(at)

    @property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all words, without case: who looks for a few words need not look further without them."""
        if self._lemmas is None:
            self._lemmas = frozenset([token.lemma.casefold() for token in self.tokens])
        return self._lemmas

    @property
    def words(self) -> frozenset[str]:
        """All words as they are printed, without case."""
        if self._words is None:
            self._words = frozenset([token.text.casefold() for token in self.tokens])
        return self._words

    def children(self, at: int, *relations: str) -> Iterator[int]:
        """Yield the dependents of a word, of the given relations (with or without subtype) or all."""
        if not relations:
            yield from self._children[at]
            return
        for child in self._children[at]:
            deprel = self.tokens[child].deprel
            if deprel in relations or (":" in deprel and deprel.partition(":")[0] in relations):
                yield child

    def head(self, at: int) -> int | None:
        """Return the word that governs a word, None for the root."""
        head = self.tokens[at].head
        return head if 0 <= head < len(self.tokens) and head != at else None

    def base(self, at: int) -> str:
        """Return a word's relation without its subtype."""
        return self.tokens[at].deprel.partition(":")[0]

    def case(self, at: int) -> str:
        """Return the lemma of a word's preposition, its fixed parts joined by underscores (`because_of`); else ``."""
        for child in self.children(at, "case"):
            parts = [child, *self.children(child, "fixed")]
            lemma = "_".join(self.tokens[part].lemma.lower() for part in parts)
            if lemma not in ("'s", "’s", "'"):
                return lemma
        return ""

    def descendants(self, at: int, skip: frozenset[str]) -> set[int]:
        """Return a word and all below it, leaving out what hangs on a relation in `skip`."""
        found, todo = {at}, [at]
        while todo:
            for child in self._children[todo.pop()]:
                deprel = self.tokens[child].deprel
                if child not in found and deprel not in skip and deprel.partition(":")[0] not in skip:
                    found.add(child)
                    todo.append(child)
        return found

    def lemma(self, at: int) -> str:
        """Return a word's lemma, with its particle after a space (`call off`)."""
        particle = next(self.children(at, "compound:prt"), None)
        own = self.tokens[at].lemma.lower()
        return own if particle is None else f"{own} {self.tokens[particle].lemma.lower()}"

    def is_passive(self, at: int) -> bool:
        """Tell whether a verb is in the passive, a participle behind its noun included ("drills held in May")."""
        if any(self.tokens[child].deprel in ("aux:pass", "nsubj:pass", "csubj:pass") for child in self._children[at]):
            return True
        token = self.tokens[at]
        if token.deprel == "conj" and token.xpos == "VBN" and not any(self.children(at, "nsubj", "aux")):
            return token.head >= 0 and self.is_passive(token.head)
        done = token.xpos == "VBN" or any(
            self.children(at, "obl:agent")
        )  # some are taken for the past: "a site toured by"
        return token.deprel in ("acl", "advcl") and done and not any(self.children(at, "aux"))

    def with_conjuncts(self, at: int) -> list[int]:
        """Return a word and those coordinated with it."""
        found = [at]
        for member in found:
            found.extend(child for child in self.children(member, "conj") if child not in found)
        return found

    def first_conjunct(self, at: int) -> int:
        """Return the first of the words coordinated with a word."""
        seen = {at}
        while self.base(at) == "conj":
            head = self.head(at)
            if head is None or head in seen:
                break
            at = head
            seen.add(at)
        return at

    def surface_subject(self, at: int, depth: int = 0) -> int | None:
        """Return the word that is or would be the subject of a verb or predicate, whatever its voice."""
        subjects = sorted(self.children(at, "nsubj", "csubj"), key=lambda child: "outer" in self.tokens[child].deprel)
        own = next(iter(subjects), None)
        if own is not None:
            return self._antecedent(own, at)
        head = self.head(at)
        if head is None or depth > len(self.tokens):
            return None
        deprel = self.tokens[at].deprel
        if deprel == "acl":
            return self._subject_at_noun(at, head, depth)
        if deprel not in ("xcomp", "conj", "advcl", "ccomp"):
            return None
        controls = self.tokens[head].lemma.lower() in _OBJECT_CONTROL and not self.is_passive(head)
        controller = next(self.children(head, "iobj", "obj"), None) if deprel == "xcomp" and controls else None
        return self.surface_subject(head, depth + 1) if controller is None else controller

    def _subject_at_noun(self, at: int, noun: int, depth: int) -> int | None:
        """Return the subject of a participle or infinitive at a noun ("plans to close", "troops training")."""
        if self.tokens[at].xpos in ("VBG", "VBN") or any(self.children(at, "obl:agent")):
            return noun
        owner = next(self.children(noun, "nmod:poss"), None)
        if owner is not None:
            return owner
        verb = self.head(noun)
        return None if verb is None else self.surface_subject(verb, depth + 1)

    def _antecedent(self, subject: int, verb: int) -> int:
        """Return the noun that a relative pronoun stands for, or the subject itself."""
        is_relative = self.tokens[subject].lemma.lower() in _RELATIVE and self.tokens[verb].deprel == "acl:relcl"
        return self.tokens[verb].head if is_relative else subject

    def subject(self, at: int) -> int | None:
        """Return who does what a verb says: the subject, or in the passive the one behind `by`."""
        if not self.is_passive(at):
            return self.surface_subject(at)
        agent = next(self.children(at, "obl:agent"), None)
        if agent is None:
            agent = next((child for child in self.children(at, "obl") if self.case(child) == "by"), None)
        return None if agent is None or self.is_time(agent) else agent

    def is_time(self, at: int) -> bool:
        """Tell whether a phrase is a date: by its head, as a bare year, or as a part of one ("the end of 2027")."""
        token = self.tokens[at]
        word = token.lemma.lower()
        if word in _PARTS_OF_TIME:
            return any(self.is_time(child) for child in self.children(at, "nmod"))
        if word in _TIME_WORDS and token.upos != "AUX":
            return True
        return token.upos == "NUM" and token.text.isdigit() and len(token.text) == 4 and "1500" < token.text < "2200"

    def object(self, at: int) -> int | None:
        """Return to whom or what it is done: the object, in the passive the subject, in a relative clause its noun."""
        own = next(self.children(at, "obj"), None)
        if own is not None:
            is_relative = self.tokens[own].lemma.lower() in _RELATIVE and self.tokens[at].deprel == "acl:relcl"
            return self.tokens[at].head if is_relative else own
        token = self.tokens[at]
        if self.is_passive(at):
            return self.surface_subject(at)
        if token.deprel == "acl:relcl" and token.upos == "VERB" and any(self.children(at, "nsubj")):
            subject = next(self.children(at, "nsubj"))
            gap = any(self.tokens[child].lemma.lower() in _GAP_ADVERBS for child in self.children(at, "advmod"))
            return None if gap or self._antecedent(subject, at) != subject else token.head
        return None

    def indirect(self, at: int) -> int | None:
        """Return the indirect object; in a passive that keeps its object, the subject ("was given missiles")."""
        own = next(self.children(at, "iobj"), None)
        if own is None and self.is_passive(at) and any(self.children(at, "obj")):
            return self.surface_subject(at)
        return own

    def step(self, at: int, relation: str) -> list[int]:
        """Return the words that stand in a relation to a word, in the sense of codebook patterns."""
        if relation.startswith("^"):
            head = self.head(at)
            return [head] if head is not None and at in self.step(head, relation[1:]) else []
        base, _, detail = relation.partition(":")
        if base == "nationality":
            return self._nationalities(at)
        if detail and detail not in SUBTYPES:
            return [child for child in self.children(at, base) if self.case(child) == detail]
        if not detail and base in ("nsubj", "obj", "iobj"):
            finder = {"nsubj": self.subject, "obj": self.object, "iobj": self.indirect}[base]
            found = finder(at)
            return [] if found is None else [found]
        return list(self.children(at, relation if detail else base))

    def _nationalities(self, at: int) -> list[int]:
        """Return capitalised words before a noun and its owner: `Serbian`, `Serbia's`, `Serbia-China`."""
        found = []
        for child in self.children(at, "amod", "compound", "nmod:poss"):
            token = self.tokens[child]
            if child < at and token.text[:1].isupper() and token.upos in ("ADJ", "PROPN"):
                found.append(child)
        return found

    def follow(self, at: int, path: Sequence[str]) -> list[int]:
        """Return the words at the end of a path of relations, with those coordinated with them."""
        words = [at]
        for relation in path:
            words = [found for word in words for found in self._expanded(word, relation)]
        return list(dict.fromkeys(words))

    def _expanded(self, at: int, relation: str) -> list[int]:
        if relation.startswith("^"):
            # Of coordinated triggers only the first hangs on the verb itself.
            return self.step(self.first_conjunct(at), relation)
        return [word for found in self.step(at, relation) for word in self.with_conjuncts(found)]
