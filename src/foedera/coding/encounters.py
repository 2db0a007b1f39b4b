"""Who is host where two meet and nothing tells where: in the news of a capital whoever is at home there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.coding.parting import PAIR, known_as
from foedera.text.dates import bounds
from foedera.types import Actor

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft
    from foedera.types import Cell

_BY_WIRE = re.compile(
    r"(?i)\b(?:(?:tele)?phone[ds]?|telephon(?:e[ds]?|ic|ing)|(?:by|via|over) (?:video|secure)|"
    r"video (?:call|link|conference)|videoconference|virtual(?:ly)?|online|conference call|in contact)\b"
)
"""Words of those who talk without meeting."""
_BESIDE = re.compile(r"(?i)\b(?:sidelines?|margins?|fringes?) of\b")
"""Words of those who meet where somebody else has asked them to."""
_APART = re.compile(r"(?i)\b(?:separate(?:ly)?|one after the other|in turn|each of them|respectively)\b")
"""Words of those whom a host receives one by one."""
_TALKS = "talks"
"""Mode of a meeting of those who talk, be it where a third asked them to."""
_CALL = "call"
"""Mode of a meeting to which nobody travels."""
_AWAY = 90
"""Characters around a trigger in which such words tell of it."""
_NEWS = timedelta(days=10)
"""Time before the report in which what it tells is its news, not its background."""


def _is_by_wire(draft: Draft, context: Context) -> bool:
    """Tell whether those who talk do so from where they are."""
    if any(cell.value == _CALL for cell in draft.values("field:mode")):
        return True
    return any(_is_near(_BY_WIRE, draft, number, context) for number in range(len(draft.triggers)))


def divide_at_home(draft: Draft, kind: ClaimType, context: Context) -> None:
    """Let one of two who just met, nobody tells where, be the host: who is at home in the report.

    "Prime Minister Kofi Anane said after talks with his Swedish colleague", in a report from Accra, tells of a guest.
    """
    meet, home = _meeting_of(kind), context.home
    if meet is None or home is None:
        return
    _send_home(draft, meet, home)
    if draft.status != "occurred" or not _is_news(draft, context):
        return
    apart = [*draft.values("where"), *draft.values(f"role:{meet.at_home}"), *draft.values(f"role:{meet.away}")]
    known = known_as(draft, meet.name)
    if apart or len(known) != PAIR or home not in known or _is_surely_elsewhere(home, context):
        return
    if _is_by_wire(draft, context) or any(_is_near(_BESIDE, draft, n, context) for n in range(len(draft.triggers))):
        return
    draft.cells = [_parted(cell, meet, home) for cell in draft.cells]


def meet_under_a_host(draft: Draft, kind: ClaimType, context: Context) -> None:
    """Let several guests who came for talks take part with each other: whoever brings them together is the host alone.

    "Turkey hosted the ministers of Somalia and Ethiopia for talks", but "received them separately", and both of two
    who "visited Kyiv" are its guests.
    """
    meet = _meeting_of(kind)
    if meet is None or not any(cell.value == _TALKS for cell in draft.values("field:mode")):
        return
    if len(known_as(draft, meet.away)) < PAIR or any(
        _is_near(_APART, draft, number, context) for number in range(len(draft.triggers))
    ):
        return
    draft.cells = [replace(c, field=f"role:{meet.name}") if c.field == f"role:{meet.away}" else c for c in draft.cells]


def _send_home(draft: Draft, meet: Role, home: str) -> None:
    """Let of two who are taken for hosts, or for guests, the one at home in the report be the host, and one the guest.

    "Minister Ana Ruiz received a Danish delegation led by Ivo Berg" has one host, "Ivo Berg of Denmark is to visit the
    camp together with Ana Ruiz of Peru" one guest.
    """
    hosts, guests = known_as(draft, meet.at_home), known_as(draft, meet.away)
    both = hosts | guests
    if (hosts and guests) or len(both) != PAIR or home not in both or known_as(draft, meet.name):
        return
    if guests and any(cell.printed[:1].isupper() for cell in draft.values("where")):
        return  # they may have come together to a place that has a name
    draft.cells = [_to_side(cell, meet, home) for cell in draft.cells]


def _to_side(cell: Cell, meet: Role, home: str) -> Cell:
    """Return the cell of a host or guest as of the one who is at home in the report, or of the one who is not."""
    if cell.field not in {f"role:{meet.at_home}", f"role:{meet.away}"} or not isinstance(cell.value, Actor):
        return cell
    key = polity(cell.value)
    return cell if key is None else replace(cell, field=f"role:{meet.at_home if key == home else meet.away}")


def _meeting_of(kind: ClaimType) -> Role | None:
    """Return the part of those who meet where nobody is host or guest."""
    return next((role for role in kind.roles if role.at_home), None)


def _is_near(words: re.Pattern[str], draft: Draft, number: int, context: Context) -> bool:
    trigger = draft.triggers[number]
    segment = context.sentences[context.sentence_at(trigger.start)].segment
    begin, end = max(segment.start, trigger.start - _AWAY), min(segment.end, trigger.end + _AWAY)
    return words.search(context.text, begin, end) is not None


def _is_surely_elsewhere(home: str, context: Context) -> bool:
    """Tell whether it is only a guess who is at home."""
    return context.voice is None or context.voice.country != home


def _is_news(draft: Draft, context: Context) -> bool:
    """Tell whether something was done in the days before the report, as far as its time is told."""
    today = bounds(context.report.published or "")[0]
    begins = [bounds(str(cell.value))[0] for cell in draft.values("when")]
    return all(begin is None or today is None or today - _NEWS <= begin for begin in begins)


def _parted(cell: Cell, meet: Role, home: str) -> Cell:
    if cell.field != f"role:{meet.name}" or not isinstance(cell.value, Actor):
        return cell
    return replace(cell, field=f"role:{meet.at_home if polity(cell.value) == home else meet.away}")
