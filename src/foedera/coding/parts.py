"""The parts of a report's claims: which of them are open, who has one already, and whom one is given to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, party, polity
from foedera.coding.drafts import known_in
from foedera.coding.exceptions import excepted
from foedera.coding.ground import lies_abroad, owners
from foedera.coding.issues import beside, suffering
from foedera.coding.partners import lacks_partner
from foedera.coding.scores import INFERRED
from foedera.coding.sides import is_somebody_else
from foedera.coding.strangers import is_left_open, is_stranger
from foedera.types import HAPPENED, Actor, Cell, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.codebook import Role
    from foedera.coding.drafts import Draft

_CALLED = re.compile(
    r"\b(?!(?:Both|Other|Several|Many|Some|Two|These|Those|The)\b)[A-Z][\w-]+ (?:states|countries|nations)$"
)
"""States of a region or a group, by its name."""
_OF_ONE = re.compile(
    r"\b(?:rival|warring|opposing|competing|feuding|factions|militias|warlords|tribes|clans|camps|"
    r"(?:opposition|tribal|faction|militia|community|religious|party) leaders)\b",
    re.IGNORECASE,
)
"""Those of one state who deal with each other: "Afghan factions reached an agreement"."""
_AROUND = 200
"""Claims on either side, at most, that a claim is held against: a text of megabytes stays linear."""
_HELD = HAPPENED | {"planned"}
_AT_LARGE = 0.6
"""Share of the score of whoever is inferred that is left of it where nothing but the report at large speaks for it."""


def playing(draft: Draft, role: Role) -> set[str]:
    """Return who plays a part already, or another one that leaves no room for it."""
    return {
        key
        for cell in draft.cells
        if (cell.field == f"role:{role.name}" or (cell.field.startswith("role:") and not role.shared))
        and isinstance(cell.value, Actor)
        and (key := polity(cell.value))
    }


class Parts:
    """The parts of one report's claims."""

    def __init__(self, context: Context, drafts: list[Draft]) -> None:
        """`drafts`: those that name somebody, in order: what is told near a claim is looked for in them."""
        self._context = context
        self.drafts = drafts

    def around(self, draft: Draft) -> list[Draft]:
        """Return the claims told near one."""
        at = bisect_left(self.drafts, draft.sentences[0], key=lambda each: each.sentences[0])
        return self.drafts[max(0, at - _AROUND) : at + _AROUND]

    def is_open(self, draft: Draft, role: Role) -> bool:
        """Tell whether fewer are known to play a part than there must be."""
        cells = draft.values(f"role:{role.name}")
        known = {key for cell in cells if (key := party(cell))}
        if known and any(map(_are_several, cells)):
            return False
        if len(known) + any(is_stranger(c) or is_left_open(c) for c in cells) >= max(1, role.minimum):
            return role.minimum > 1 and lacks_partner(cells, self._context)
        return not is_somebody_else(draft, role, self._context)

    def taken(self, draft: Draft, role: Role) -> set[str]:
        """Return who has a part already, or takes a like position beside it, and so is not looked for."""
        kinds = self._context.codebook.types
        meant = role.stance and role is not kinds[draft.type].roles[0]
        taken = playing(draft, role) | excepted(draft, self._context) | self._keeping_away(draft)
        if lies_abroad(kinds[draft.type], role):
            taken |= owners(draft, self._context.text)
        if role.minimum > 1 or role.mutual or "addressee" in role.infer:
            taken |= self._context.venues
        near = self.around(draft) if meant else []
        return taken | (beside(draft, near, kinds) | suffering(draft, near, self._context) if meant else set())

    def _keeping_away(self, draft: Draft) -> set[str]:
        """Return who is told beside what others do together to take no part: "Togo sent none to the drill"."""
        kind = self._context.codebook.types[draft.type]
        if draft.status not in _HELD or not kind.is_shared:
            return set()
        told = (d for d in self.around(draft) if d.status == "denied" and d.type == draft.type)
        near = (d for d in told if not set(d.sentences).isdisjoint(draft.sentences))
        return set[str]().union(*(known_in(d) for d in near))

    def free(self, draft: Draft, role: Role, number: int) -> list[NamedActor]:
        """Return the states and organisations named in a sentence that have no part yet and do not tell of it."""
        taken = self.taken(draft, role)
        sources = [c.span for c in draft.values("said_by")]
        return [
            n
            for n in self._context.named[number]
            if (n.actor.kind == "state" or n.actor.org)
            and n.polity not in taken
            and not any(s.start <= n.start < s.end for s in sources)
        ]

    def give(self, draft: Draft, role: Role, actor: Actor, span: Span, score: float = INFERRED) -> None:
        """Give somebody a part, by the words of a span."""
        printed = self._context.text[span.start : span.end]
        draft.cells.append(Cell(f"role:{role.name}", actor, printed, span, score))

    def give_name(self, draft: Draft, role: Role, name: NamedActor, score: float = INFERRED) -> None:
        """Give a part to the state of whoever is named, or to the body itself."""
        self.give(draft, role, self._context.whole(name), Span(name.start, name.end), score)

    def give_named(self, draft: Draft, role: Role, names: Iterable[NamedActor]) -> None:
        """Give a part to those of some names that have none yet, in order, while it is open."""
        for name in names:
            if self.is_open(draft, role) and name in self.free(draft, role, self._context.sentence_at(name.start)):
                self.give_name(draft, role, name)

    def give_any(self, draft: Draft, role: Role, actors: Iterable[Actor]) -> None:
        """Give a part to those of some actors that have none yet, in order, while it is open; by their first names."""
        taken = self.taken(draft, role)
        for actor in actors:
            if self.is_open(draft, role) and polity(actor) not in taken:
                span = self._context.first_mention(actor)
                if span:
                    self.give(draft, role, actor, span, INFERRED * _AT_LARGE)


def _are_several(cell: Cell) -> bool:
    """Tell whether a cell has several who need nobody beside them: "the three Baltic states", "rival militias"."""
    actor = cell.value
    if not isinstance(actor, Actor) or actor.kind != "group":
        return False
    return _OF_ONE.search(cell.printed) is not None or (
        polity(actor) is None and _CALLED.search(cell.printed) is not None
    )
