"""Whom "it", "they" and "the country" take up: those named, sets of them, and nobody are weighed against each other.

"They" is one state's people or several states; who is listed together, acts together or has one part in a deed is
such a set. Often nobody that the report names is meant: "Protesters marched. They". `python -m training.meant` learns
the weights from the same `#~` lines as those of `antecedents`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from foedera.coding.antecedents import Reference, barred, joined, likely, signs_of
from foedera.coding.around import Around, end_of
from foedera.coding.context import Context, NamedActor, polity
from foedera.coding.epithets import fitting
from foedera.coding.weights import load, odds
from foedera.coding.words import NOUNS, PLURAL, SUBJECTS, head_of, in_subject, subtree

if TYPE_CHECKING:
    from foedera.coding.people import People
    from foedera.types import Actor, Sentence

Keys = frozenset[str]
"""Codes of those meant; empty for nobody."""
Signs = dict[str, float]

KINDS = frozenset({"it", "they", "country"})
"""Kinds of reference that are weighed so."""
_NOBODY: Keys = frozenset()
_LIKELIEST = 8
"""Of those who may be meant, how many "they" may be alone or as a pair, at most."""
_MOST = 8
"""Members of a set, at most."""
_BACK = 12
"""Sentences back in which several are named together."""
_SIZES = {0: "none", 1: "one", 2: "two"}


class Meant:
    """Weighs whom references of one report take up."""

    def __init__(self, context: Context, people: People) -> None:
        self._context = context
        self._around = Around(context, people)

    def choose(self, reference: Reference) -> tuple[Actor, ...]:
        """Return whom a reference stands for, the most named first; nobody where nobody that is named is likeliest."""
        weights = load("meant")
        groups = self.groups(reference)
        ranked = [
            (weights.odds(signs.items(), *groups, size_of(keys)), -place, keys)
            for place, (keys, signs) in enumerate(self.weighed(reference))
        ]
        if not ranked:
            return ()
        order = {polity(actor): rank for rank, actor in enumerate(self._context.salient)}
        best = max(ranked)[2]
        return tuple(
            self._context.usual(key) for key in sorted(best, key=lambda key: (order.get(key, len(order)), key))
        )

    def groups(self, reference: Reference) -> tuple[str, ...]:
        """Return what stands before the signs of the likes of a reference: its kind, its place in its clause."""
        sentence = self._context.sentences[reference.sentence]
        at = head_of(sentence, reference.start, end_of(self._context, reference))
        if at is not None and sentence.tokens[at].deprel == "nmod:poss":
            place = "as whose: "
        else:
            subject = in_subject(sentence, reference.start, reference.start + 1)
            place = "as subject: " if subject else "as object: "
        return f"{reference.kind}: ", place

    def weighed(self, reference: Reference) -> Iterator[tuple[Keys, Signs]]:
        """Yield each set of those who may be meant, and nobody, with what speaks for and against it."""
        plain = dict(signs_of(self._context, reference))
        single = self._singles(reference, plain)
        if reference.kind == "they":
            chances = {key: odds(chance) for key, chance in likely(self._context, reference, plain.items())}
            yield from self._sets(reference, single, chances)
        else:
            yield from ((frozenset([key]), signs) for key, signs in single.items())
        if reference.kind != "country":
            yield _NOBODY, dict.fromkeys(self._nobody(reference), 1.0)

    def _singles(self, reference: Reference, plain: dict[str, Signs]) -> dict[str, Signs]:
        """Return everybody who may be meant, or be one of those meant, with signs.

        Args:
            plain: What `signs_of` gives.
        """
        out = barred(self._context, reference)
        found = {
            key: signs | {"share of places": self._around.share_of_places(key)}
            for key, signs in plain.items()
            if key not in out and (not reference.states or self._context.usual(key).country)
        }
        if reference.kind == "country":
            fit = fitting(reference.words, found, self._context.gazetteer)
            found = {key: signs for key, signs in found.items() if key in fit}
        for key, sign in self._around.signs(reference):
            if key in found:
                found[key][sign] = 1.0
        return found

    def _sets(
        self, reference: Reference, single: dict[str, Signs], chances: dict[str, float]
    ) -> Iterator[tuple[Keys, Signs]]:
        """Yield one, two and those named together, with the mean of their signs and what is so of them as a set.

        Args:
            chances: How likely each is by itself, in log-odds.
        """
        near = sorted(single, key=lambda key: (-chances[key], key))[:_LIKELIEST]
        sets: dict[Keys, Signs] = {frozenset(keys): {} for size in (1, 2) for keys in combinations(near, size)}
        for keys, sign, value in self._together(reference):
            if len(keys) <= _MOST and single.keys() >= keys:
                signs = sets.setdefault(keys, {})
                signs[sign] = max(value, signs.get(sign, 0.0))
        for keys, signs in sets.items():
            each = [single[key] for key in sorted(keys)]
            mean: defaultdict[str, float] = defaultdict(float)
            for name, value in (item for one in each for item in one.items()):
                mean[name] += value / len(each)
            low, high = min(chances[key] for key in keys), max(chances[key] for key in keys)
            yield keys, {**mean, **signs, "size": 1.0, "least likely": low, "most likely": high}

    def _together(self, reference: Reference) -> Iterator[tuple[Keys, str, float]]:
        """Yield several who are named or act together before a reference, with how and how near."""
        for number in range(reference.sentence, max(-1, reference.sentence - _BACK), -1):
            told = [n for n in self._context.named[number] if n.end <= reference.start]
            for keys, sign in self._of_one(number, told, reference.start):
                if len(keys) > 1:
                    yield keys, sign, 1 / (1 + reference.sentence - number)

    def _of_one(self, number: int, told: list[NamedActor], stop: int) -> Iterator[tuple[Keys, str]]:
        """Yield those of one sentence who are named together before an offset."""
        for group in joined(self._context, [n for n in told if polity(n.actor) and n.actor.kind != "company"]):
            yield frozenset(group), "listed together"
        yield _keys(told), "all of a sentence"
        yield _keys(n for n in told if n.subject), "all who act in a sentence"
        for deed in self._around.deeds(number):
            if deed.frame.start < stop:
                yield frozenset(deed.parts), "all of a deed"
                for role in {role for roles in deed.parts.values() for role in roles}:
                    yield frozenset(key for key, roles in deed.parts.items() if role in roles), "one part of a deed"

    def _nobody(self, reference: Reference) -> Iterator[str]:
        """Yield what speaks for and against nobody that the report names."""
        number, named = reference.sentence, self._context.named
        yield "nobody"
        yield f"nobody: {reference.words}"
        if not any(name.end <= reference.start for name in named[number]):
            yield "nobody named here"
            if not number or not named[number - 1]:
                yield "nobody named here and before"
        if number:
            yield from self._subject_before(number - 1)
        yield from self._last_noun(reference)
        deeds = self._around.own_parts(reference)
        yield from (f"a part in {deed.frame.type}" for deed, _ in deeds)
        if not deeds:
            yield "no part in anything"

    def _subject_before(self, number: int) -> Iterator[str]:
        """Yield of what kind the subject of the sentence before is, and whether a state is named in it."""
        sentence = self._context.sentences[number]
        tokens = sentence.tokens
        at = next((i for i, t in enumerate(tokens) if t.deprel in SUBJECTS and tokens[t.head].deprel == "root"), None)
        if at is None:
            return
        whose = self._whose(number, sentence, at)
        number_of = "plural" if tokens[at].xpos in PLURAL else "pronoun" if tokens[at].upos == "PRON" else "singular"
        yield f"{number_of} subject before, {whose}"
        if self._context.gazetteer.agents.sectors(tokens[at].text):
            yield f"agents act before, {whose}"

    def _last_noun(self, reference: Reference) -> Iterator[str]:
        """Yield of what kind the last noun is that agrees with a reference in number."""
        for number in range(reference.sentence, max(-1, reference.sentence - 2), -1):
            sentence = self._context.sentences[number]
            agreeing = (
                i
                for i, token in enumerate(sentence.tokens)
                if token.end <= reference.start
                and token.upos in NOUNS
                and (token.xpos in PLURAL) == (reference.kind == "they")
            )
            last = max(agreeing, default=None)
            if last is None:
                continue
            whose, token = self._whose(number, sentence, last), sentence.tokens[last]
            yield f"last noun {'here' if number == reference.sentence else 'before'}, {whose}"
            if token.upos == "PROPN":
                yield f"last noun a name, {whose}"
            if self._context.gazetteer.agents.sectors(token.text):
                yield f"last noun an agent, {whose}"
            return

    def _whose(self, number: int, sentence: Sentence, at: int) -> str:
        """Return whether a state or organisation is named in a noun phrase."""
        inside = {sentence.tokens[i].start for i in subtree(sentence, at)}
        token = sentence.tokens[at]
        known = (n.start in inside or n.start <= token.start < n.end for n in self._context.named[number])
        return "of somebody" if any(known) else "of nobody"


def _keys(names: Iterable[NamedActor]) -> Keys:
    """Return the states and organisations of some names, by code; companies deal for nobody."""
    return frozenset(key for name in names if name.actor.kind != "company" and (key := polity(name.actor)))


def size_of(keys: Keys) -> str:
    """Return what stands before the signs of sets of a size."""
    return f"{_SIZES.get(len(keys), 'more')}: "
