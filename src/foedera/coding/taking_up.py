"""In general political news "he" and "they" take up people without a name whom their sentence told of before.

"A priest was freed in Chad a week after he was kidnapped": the priest was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import PLURAL, head_of
from foedera.types import Actor, Cell, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Filler

_ONE, _SEVERAL = frozenset({"he", "she", "him", "her"}), frozenset({"they", "them"})


def take_up(drafts: list[Draft], context: Context) -> None:
    """Give the parts of drafts that nobody plays to those whom a pronoun there takes up, the last told before it."""
    for draft in drafts:
        number = draft.sentences[0]
        sentence = context.sentences[number]
        kind = context.codebook.types[draft.type]
        for filler in _pronouns(draft, sentence, context):
            known = draft.values(f"role:{filler.label}")
            if kind.role(filler.label) is None or not all(_is_state(cell) for cell in known):
                continue
            cell = _last_before(filler, drafts, number, context)
            if cell is not None:
                draft.cells = [each for each in draft.cells if each not in known]
                draft.cells.append(replace(cell, field=f"role:{filler.label}"))


def _is_state(cell: Cell) -> bool:
    """Tell whether those to whom something is done were taken for a state, for want of others who have a name."""
    is_whom = cell.field == "role:target" and cell.printed.casefold() in _SEVERAL
    return is_whom and isinstance(cell.value, Actor) and cell.value.kind == "state"


def _pronouns(draft: Draft, sentence: Sentence, context: Context) -> Iterator[Filler]:
    """Yield what the networks and wordings found for a draft that is only a personal pronoun."""
    starts = {trigger.start for trigger in draft.triggers}
    for frame in sentence.frames:
        if frame.type == draft.type and frame.start in starts:
            for filler in frame.fillers:
                if context.text[filler.start : filler.end].casefold() in _ONE | _SEVERAL:
                    yield filler


def _last_before(filler: Filler, drafts: list[Draft], number: int, context: Context) -> Cell | None:
    """Return the people without a name who were told of last before a pronoun in its sentence, as many as it says."""
    sentence = context.sentences[number]
    several = context.text[filler.start : filler.end].casefold() in _SEVERAL
    found = [
        cell
        for draft in drafts
        if number in draft.sentences
        for cell in draft.cells
        if cell.field.startswith("role:") and isinstance(cell.value, Actor) and cell.value.kind in {"group", "person"}
        if cell.span.end <= filler.start and _are_several(sentence, cell.span) is several
        if context.gazetteer.agents.sectors(cell.printed)
    ]
    return max(found, key=lambda cell: cell.span.start, default=None)


def _are_several(sentence: Sentence, span: Span) -> bool | None:
    """Tell whether words name more than one; None where they are no words of the sentence."""
    at = head_of(sentence, span.start, span.end)
    return None if at is None else sentence.tokens[at].xpos in PLURAL
