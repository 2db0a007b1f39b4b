"""At whom what is hostile is aimed, where words beside it tell: "anti-Israeli attacks", "plans in Fiji and Peru".

Who plans attacks in several states means these states; in one alone it may be its rebels who are meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.context import party
from foedera.coding.scores import FOUND
from foedera.types import AHEAD, Cell, Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import ClaimType
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Actor

_ANTI = re.compile(r"\b[Aa]nti[-‐‑ ](?P<whom>[A-Z][\w.]+) (?:[a-z-]+ ){0,2}$")
"""What stands before a deed and tells at whom it is aimed: "[anti-Israeli suicide] assaults"."""
_FAR = 60
_SIDES = 2
"""Parts that a fight must have for somebody to be its target: a codebook of one's own may tell only who fights."""


def aim(draft: Draft, kind: ClaimType, context: Context) -> None:
    """Give the part of those at whom force, a measure or words are aimed to the states that words beside it name."""
    hostile = kind.is_fight or kind.is_against
    if not hostile or len(kind.roles) < _SIDES or not any(role.people for role in kind.roles):
        return
    doer, target = f"role:{kind.doer}", f"role:{kind.roles[-1].name}"
    told = {key for cell in draft.values(target) if (key := party(cell))}
    against = list(_against(draft, context))
    spans = [span for _, span in against]
    draft.cells = [c for c in draft.cells if c.field != doer or not any(s.start <= c.span.end <= s.end for s in spans)]
    # Nobody is called "anti-Israeli": the state in it is meant.
    draft.cells = [c for c in draft.cells if c.field != target or not any(_is_around(c, span) for span in spans)]
    aimed = against if not told else []
    if kind.is_fight and draft.status in AHEAD:
        there = list(_there(draft, context))
        states = {actor.country for actor, _ in there}
        doing = {party(cell) for cell in draft.values(doer)}
        aimed = aimed or (there if len(states) > 1 and told <= states and not states & doing else [])
    for actor, span in aimed:
        if actor.country not in told:
            printed = context.text[span.start : span.end]
            draft.cells.append(Cell(target, actor, printed, span, FOUND))


def _is_around(cell: Cell, span: Span) -> bool:
    """Tell whether a cell is of somebody of no state whose name only says against whom it is: "[anti-Israeli]"."""
    stateless = getattr(cell.value, "country", None) is None
    return stateless and cell.span.start < span.start and span.end == cell.span.end


def _against(draft: Draft, context: Context) -> Iterator[tuple[Actor, Span]]:
    """Yield the states against which the words before a deed say it is."""
    for trigger in draft.triggers:
        found = _ANTI.search(context.text, max(0, trigger.start - _FAR), trigger.start)
        whom = context.resolve(found["whom"]) if found else None
        if found and whom is not None and whom.kind == "state":
            yield whom, Span(*found.span("whom"))


def _there(draft: Draft, context: Context) -> Iterator[tuple[Actor, Span]]:
    """Yield the states in which a deed is meant to happen; its own rebels may be meant where it is one alone."""
    for cell in draft.values("where"):
        state = context.resolve(cell.printed) if isinstance(cell.value, Place) else None
        if state is not None and state.kind == "state":
            yield state, cell.span
