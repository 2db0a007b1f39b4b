"""Clauses that lean on a happening told before: what finding them in a report has in common, whatever their form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.context import Context
from foedera.coding.dividing import phrase_of
from foedera.coding.drafts import Draft, by_sentence, with_those_after
from foedera.coding.scores import FOUND
from foedera.text.dates import resolve
from foedera.types import AHEAD, Cell, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Status


Find = Callable[[int, Tree, list[Draft], list[Draft]], Iterable[tuple[Draft, Draft]]]
"""From a sentence's number, its tree, its drafts and those of the sentence before: each base with what leans on it."""


def with_leaning(context: Context, drafts: list[Draft], find: Find) -> list[Draft]:
    """Return the drafts with those that clauses of the report tell of, each after what it leans on."""
    told_in = by_sentence(drafts)
    after: dict[int, list[Draft]] = {}
    for number in range(len(context.sentences)):
        here, before = told_in.get(number, []), told_in.get(number - 1, [])
        if here or before:
            for base, told in find(number, context.tree(number), here, before):
                after.setdefault(id(base), []).append(told)
    return with_those_after(drafts, after)


def leaning_on(base: Draft, number: int, cells: list[Cell], status: Status) -> Draft:
    """Return what a sentence tells of that leans on a draft."""
    sentences = list(dict.fromkeys([*base.sentences, number]))
    return replace(base, cells=cells, sentences=sentences, status=status, status_score=FOUND, undisclosed=[], weak=[])


def stage_of(kind: ClaimType, tree: Tree, verb: int) -> str | None:
    """Return the stage that a verb with its particles names; None if it names none that the type has."""
    phrase = " ".join(tree.tokens[at].text for at in phrase_of(tree, verb))
    return kind.enum_value("stage", phrase) if kind.field("stage") else None


def stage_cell(tree: Tree, verb: int, stage: str) -> Cell:
    """Return a stage as a cell, with the verb as its passage."""
    token = tree.tokens[verb]
    return Cell("field:stage", stage, token.text, Span(token.start, token.end), FOUND)


def time_in(context: Context, tree: Tree, verb: int, status: Status, apart: frozenset[str]) -> list[Cell]:
    """Return the first time in a clause, if it has one.

    Args:
        apart: Relations of what is below the verb and is no part of its clause.
    """
    words = sorted(tree.descendants(verb, apart))
    start, end = tree.tokens[words[0]].start, tree.tokens[words[-1]].end
    for span in context.times_in(start, end):
        printed = context.text[span.start : span.end]
        value = resolve(printed, context.report.published, past=status not in AHEAD)
        if value:
            return [Cell("when", value, printed, span, FOUND)]
    return []
