"""Which claims are of somebody: those whose own sentences name who has a part, and those that go on about one.

Of the others nothing is worth completing: whoever were guessed to be meant would be anybody.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from foedera.coding.context import Context, is_in_arms, party, polity
from foedera.coding.ships import ships_of
from foedera.coding.words import tokens_in
from foedera.types import Actor, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.codebook import ClaimType
    from foedera.coding.actors import Actors
    from foedera.coding.drafts import Draft
    from foedera.types import Cell

_SURE = 0.6
"""Least confidence of a claim that names nobody itself."""
_LIKELY = 0.5
"""The same of one that follows right upon the happening that it goes on about."""
_NEAR = 2
"""Sentences after those that tell of a happening, in which a claim that names nobody goes on about it."""
_SPEAKING = frozenset({"we", "us", "i", "me"})
_SOMEBODY = 0.1
"""Least probability of a weak filler that counts as somebody."""


def names_somebody(draft: Draft, context: Context, actors: Actors, *, domestic: bool = False) -> bool:
    """Tell whether the claim's own sentences put anybody in a role; a claim of things alone needs nobody.

    Args:
        domestic: Whether what happens inside a state counts, of which nothing is left out for being of no state known.
    """
    kind = context.codebook.types[draft.type]
    if not kind.roles:
        return True
    named = [c for c in draft.cells if c.field.startswith("role:") and not _is_pronoun(c.span, context)]
    if any(map(party, named)) or any(ships_of(draft, context)):
        return True
    if not domestic and is_told_of_state(named, draft.cells, kind, context):
        return True
    weak = [(f, number) for f, number in draft.weak if kind.role(f.label) is not None and f.score >= _SOMEBODY]
    return any(polity(actor) for f, number in weak for actor in actors.of(number, f.start, f.end))


def is_told_of_state(acting: Iterable[Cell], cells: Iterable[Cell], kind: ClaimType, context: Context) -> bool:
    """Tell whether a claim is of a state, though it names none: a movement in arms acts, or a person governs.

    In a report on a conflict so is force that anybody does or suffers: "gunmen stormed the palace".

    Args:
        acting: Who has a part.
        cells: All that the claim tells.
    """
    known = [(cell.field, cell.value) for cell in acting if isinstance(cell.value, Actor)]
    if any(is_in_arms(actor, context.gazetteer) for _, actor in known):
        return True
    if context.of_conflict and known and kind.is_deed:
        return True
    offices = {f"role:{role.name}" for role in kind.roles if role.home}
    if not any(field in offices and actor.kind == "person" for field, actor in known):
        return False
    names = (cell.printed for cell in cells if cell.field == "name")
    return any(each.entry.kind == "office" for name in names for each in context.gazetteer.find(name))


def _is_pronoun(span: Span, context: Context) -> bool:
    """Tell whether a span is a pronoun that names nobody; whoever speaks is "we"."""
    sentence = context.sentences[context.sentence_at(span.start)]
    words = [sentence.tokens[at] for at in tokens_in(sentence, span.start, span.end)]
    return all(word.upos == "PRON" and word.text.casefold() not in _SPEAKING for word in words)


class Told:
    """The claims of a report that name somebody."""

    def __init__(self, drafts: list[Draft], context: Context) -> None:
        self._drafts, self._context = drafts, context

    def goes_on(self, draft: Draft) -> bool:
        """Tell whether a claim that names nobody is of those told of elsewhere: a sure one, or one just behind them."""
        kind = self._context.codebook.types[draft.type]
        if self._context.section(draft.sentences[0]) and any("context" in role.infer for role in kind.roles):
            return True
        if draft.score >= _SURE:
            return self._is_of_somebody
        return draft.score >= _LIKELY and self._is_just_told(draft)

    @cached_property
    def _is_of_somebody(self) -> bool:
        """Whether any claim of the report names who has a part in it."""
        return any(self._context.codebook.types[draft.type].roles for draft in self._drafts)

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, int], list[Draft]]:
        found: dict[tuple[str, int], list[Draft]] = {}
        for draft in self._drafts:
            for number in draft.sentences:
                found.setdefault((draft.type, number), []).append(draft)
        return found

    def _is_just_told(self, draft: Draft) -> bool:
        """Tell whether another claim of a draft's type is told where it stands or right before."""
        at = draft.sentences[0]
        near = (d for n in range(at - _NEAR, at + 1) for d in self._by_sentence.get((draft.type, n), ()))
        return any(d is not draft and not self._context.are_apart(at, d.sentences[0]) for d in near)
