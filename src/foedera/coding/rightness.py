"""How likely a claim in the making is right, by plain signs of it and of its report.

The networks say how sure they are of one sentence. Whether a claim is right depends on more: whether anybody is known
who does it, what else its words were taken for, whether the report tells of the like elsewhere, how often such a word
told of such a thing in the sentences that the networks learned from. `python -m training.rightness` learns what each
sign weighs, on passages and reports of our own that the networks have not seen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.coding.alongside import ALONGSIDE
from foedera.coding.context import Context, party, polity
from foedera.coding.growing import words_of
from foedera.coding.weights import Weights, load, logistic, odds, table
from foedera.coding.words import head_of, tokens_in

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

Words = Mapping[str, Mapping[str, Sequence[int]]]
"""By type and last word of a trigger: how often the word told of such a thing, and how often it stood there at all."""
_SURE = 0.8
_TOP = 2
"""Number of the last sentence that still belongs to the head of a report."""
_MAIN = 3
"""States and organisations named most often that a report is about."""
_CONFLICT = 0.2
"""Share of attacks, arrests, riots, each counted by its probability, from which a report is on a conflict."""
_OPEN = 0.15
"""How much likelier a claim has to be whose words leave open what is told of, or say what another is about: of the
latter 20 of 29 that were shown below .6 were wrong, in reports that may be looked at."""
_ISSUE = "field:issue"
_VALUES = ("when", "name", "where", "said_by")
_QUOTES = '"“”'


def weigh(drafts: list[Draft], context: Context) -> bool:
    """Give each draft the probability that it is right, and return whether the report is on a conflict by these.

    Drafts of types that were not learned keep what they have. In a report on a conflict all are likelier.
    """
    weights = load("rightness")
    around = Surroundings(drafts, context)
    found = [
        logistic(weights.odds(around.signs(draft), f"{draft.type}: ") + draft.worth)
        if _is_learned(draft, weights)
        else draft.score
        for draft in drafts
    ]
    for draft, score in zip(drafts, found, strict=True):
        draft.is_content = around.is_content(draft)
        more = weights.underrated.get(draft.type)
        draft.score = logistic(odds(score) + more) if more else score
    of_conflict = _is_of_conflict(drafts, context)
    for draft in drafts if of_conflict else ():
        draft.score = logistic(odds(draft.score) + weights.in_conflict)
    return of_conflict


def is_sure_enough(draft: Draft, least: float, context: Context) -> bool:
    """Tell whether a draft is likely enough to be shown.

    It has to be likelier where its words only say what another is about, and where they leave open what is told of:
    who *comes*, *serves* or *is there* sends forces only if there is a word for these, or a noun such as *presence*.
    """
    kind = context.codebook.types[draft.type]
    is_plain = not kind.shown or any(draft.has(key) for key in kind.shown)
    is_plain = is_plain or not words_of(draft, context).lemmas.isdisjoint(kind.join.nouns)
    return draft.score >= (least if is_plain and not draft.is_content else least + _OPEN)


def _is_of_conflict(drafts: list[Draft], context: Context) -> bool:
    """Tell whether force plays a great part in what a report tells.

    What the weights were learned from is mostly on how states deal with each other: there a word of force often tells
    of something else, and whoever backs or blames somebody does so by the way. In news of war it is what is told.
    """
    told = sum(draft.score for draft in drafts)
    force = sum(draft.score for draft in drafts if context.codebook.types[draft.type].is_deed)
    return bool(drafts) and force >= _CONFLICT * told


def _is_learned(draft: Draft, weights: Weights) -> bool:
    """Tell whether drafts of a kind were learned: of a type of ours, told by words that the networks know."""
    return draft.type in weights.types and draft.producer != ALONGSIDE


@lru_cache(maxsize=1)
def trigger_words() -> Words:
    """Return the words that told of each type in the sentences that the networks learned from."""
    words: Words = table("trigger_words")
    return words


def crossed(signs: Sequence[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Yield signs as they weigh for all claims, and as they weigh for those of their type."""
    kind = next(name.removeprefix("type: ") for name, _ in signs if name.startswith("type: "))
    for name, value in signs:
        yield name, value
        yield f"{kind}: {name}", value


class Surroundings:
    """The drafts of one report, to be looked at beside each other."""

    def __init__(self, drafts: list[Draft], context: Context, words: Words | None = None) -> None:
        self._context = context
        self._words = trigger_words() if words is None else words
        self._here: defaultdict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for number in dict.fromkeys(draft.sentences):
                self._here[number].append(draft)
        self._count = Counter(draft.type for draft in drafts)
        self._sure = Counter(draft.type for draft in drafts if draft.score > _SURE)
        self._main = {polity(actor) for actor in context.salient[:_MAIN]} - {None}
        self._contents = {id(draft) for draft in drafts if self._says_content(draft)}

    def signs(self, draft: Draft) -> list[tuple[str, float]]:
        """Return what speaks for and against a draft being right."""
        told = {cell.field for cell in draft.cells}
        return [
            ("score", odds(draft.score)),
            ("status score", odds(draft.status_score)),
            ("type score", odds(draft.type_score)),
            ("mentions", math.log(len(draft.triggers))),
            (f"type: {draft.type}", 1.0),
            (f"status {draft.status}", 1.0),
            *self._of_trigger(draft),
            *self._of_roles(draft),
            *((f"has {name}", 1.0) for name in _VALUES if name in told),
            ("fields", float(sum(name.startswith("field:") for name in told))),
            *self._of_neighbours(draft),
            *self._of_place(draft),
        ]

    def is_content(self, draft: Draft) -> bool:
        """Tell whether a draft's first word says what a surer one is about: "a demand for [recognition] of it"."""
        return id(draft) in self._contents

    def _says_content(self, draft: Draft) -> bool:
        trigger, others = draft.triggers[0], self._here[draft.sentences[0]]
        issues = (cell.span for other in others if other.score > draft.score for cell in other.values(_ISSUE))
        return any(span.start <= trigger.start < span.end for span in issues)

    def _of_trigger(self, draft: Draft) -> Iterator[tuple[str, float]]:
        """Yield what a draft's first trigger is, and how often its word tells of such a thing in this report."""
        trigger, sentence = draft.triggers[0], self._context.sentences[draft.sentences[0]]
        head = head_of(sentence, trigger.start, trigger.end)
        if head is not None:
            yield f"trigger {sentence.tokens[head].upos}", 1.0
            yield f"trigger {sentence.tokens[head].deprel.split(':')[0]}", 1.0
        if draft.producer != "model":
            yield "by a pattern", 1.0
        inside = tokens_in(sentence, trigger.start, trigger.end)
        word = sentence.tokens[inside[-1]].text.casefold() if inside else ""
        told, stood = self._words.get(draft.type, {}).get(word, (0, 0))
        if told:
            yield "word told", math.log1p(told)
            yield "word tells", odds((told + 0.5) / (stood + 1))
        else:
            yield "word never told", 1.0

    def _of_roles(self, draft: Draft) -> Iterator[tuple[str, float]]:
        """Yield who is known to play a part, and how surely."""
        best: dict[str, float] = {}
        states: defaultdict[str, set[str]] = defaultdict(set)
        for cell in draft.cells:
            if cell.field.startswith("role:"):
                name = cell.field.removeprefix("role:")
                best[name] = max(best.get(name, 0.0), cell.score)
                if key := party(cell):
                    states[name].add(key)
        for role in self._context.codebook.types[draft.type].roles:
            if role.name in best:
                yield f"has {role.name}", 1.0
                yield f"{role.name} score", odds(best[role.name])
                if role.name not in states:
                    yield f"no state as {role.name}", 1.0
            elif role.required:
                yield f"lacks {role.name}", 1.0
        yield "parts", float(len(best))
        known = set[str]().union(*states.values())
        if known:
            yield "states", math.log(len(known))
        if known & self._main:
            yield "of those the report is about", 1.0

    def _of_neighbours(self, draft: Draft) -> Iterator[tuple[str, float]]:
        """Yield what the report tells of the like, and what else is told in the sentence."""
        yield "others of the type", math.log(self._count[draft.type])
        if self._sure[draft.type] > (draft.score > _SURE):
            yield "a sure one of the type", 1.0
        trigger = draft.triggers[0]
        others = [other for other in self._here[draft.sentences[0]] if other is not draft]
        yield "others in the sentence", math.log1p(len(others))
        if others:
            yield "surest in the sentence", odds(max(other.score for other in others))
        if any(other.type == draft.type for other in others):
            yield "one of the type in the sentence", 1.0
        if any(t.start < trigger.end and trigger.start < t.end for other in others for t in other.triggers):
            yield "its words tell something else", 1.0
        if self.is_content(draft):
            yield "in what another is about", 1.0
        yield from ((f"beside {kind}", 1.0) for kind in sorted({other.type for other in others}))

    def _of_place(self, draft: Draft) -> Iterator[tuple[str, float]]:
        """Yield where in the report and in what kind of sentence it is told."""
        number = draft.sentences[0]
        sentence = self._context.sentences[number]
        segment, text = sentence.segment, self._context.text
        if number == 0:
            yield "first sentence", 1.0
        if number <= _TOP:
            yield "at the top", 1.0
        yield "length", math.log(max(2, len(sentence.tokens)))
        if segment.kind != "prose":
            yield f"in a {segment.kind}", 1.0
        if sum(text.count(mark, segment.start, draft.triggers[0].start) for mark in _QUOTES) % 2:
            yield "in quotation marks", 1.0
        if text[segment.start : segment.end].rstrip().endswith("?"):
            yield "in a question", 1.0
