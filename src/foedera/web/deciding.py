"""Decisions that come by the page or the API: taken in the user's name, against what the user saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from foedera.contract import claim_from_json
from foedera.events import Decision
from foedera.record import DecisionError, Record
from foedera.record.deciding import Hand
from foedera.types import STATUSES, Claim

if TYPE_CHECKING:
    from foedera.web.context import Context

AT_ONCE: Final = 400
"""Up to so many claims that wait are merged before the answer; more are left to the background."""
_MOST: Final = 400
"""Cells of one claim that a person may write."""


def decide(page: Context, asked: Mapping[str, Any]) -> list[Decision]:
    """Take one decision and bring the events up to date.

    Args:
        asked: `action`, `target`, and what the action needs of `other`, `value`, `claim`, `report`, `reason`, `shown`.

    Raises:
        ConflictError: What was shown no longer stands.
        DecisionError: It cannot be taken.
    """
    record = page.record
    shown = asked.get("shown")
    hand = record.hand(reason=asked.get("reason") or "", shown=shown)
    taken = _ACTIONS[str(asked["action"])](record, hand, asked)
    if asked["action"] == "reliability":
        concern(record, str(asked["target"]))
    return taken


def undo(page: Context, decision: str | None) -> list[Decision]:
    """Take an act back.

    Raises:
        DecisionError: There is nothing to take back.
    """
    record = page.record
    undone = record.hand().undo(decision)
    for each in undone:
        former = record.store.decisions.find(each.target)
        if former is not None and former.action == "reliability":
            concern(record, former.target)
    return undone


def settle(page: Context) -> bool:
    """Merge what waits, at once where it is little; return whether events are up to date."""
    record = page.record
    if record.store.queue.count() > AT_ONCE:
        page.server.adder.wake()
        return False
    record.refresh()
    return True


def concern(record: Record, publisher: str) -> None:
    """Have the events anew that a publisher tells of."""
    from foedera.events import Query  # noqa: PLC0415 - used here only

    record.store.queue.put([entry.id for entry in record.store.entries.iter(Query(publishers=(publisher,)))])


def _judge(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    return [hand.judge(asked["action"], _claim_of(record, asked["target"]))]


def _edit(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    claim = replace(_written(record, asked, record.claim(asked["target"]).report), id=asked["target"])
    return [hand.edit(claim, record.knowledge.codebook.types, record.knowledge.names)]


def _add(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    report = asked.get("report") or asked["target"]
    return [hand.add(_written(record, asked, report), report, record.knowledge.codebook.types, record.knowledge.names)]


def _note(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    if not (asked.get("value") or "").strip():
        raise DecisionError("a note has words: send them as `value`")
    return [hand.decide("note", _claim_of(record, asked["target"]), value=asked["value"])]


def _same(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    first, *others = [claim for each in (asked["target"], *_others(asked)) for claim in _claims_of(record, each)]
    if hand.shown is None or len(others) == 1:
        return hand.compare("same", first, others)
    # what was shown is how the two stand that were compared; the rest of their events follows them
    shown = _claim_of(record, asked["target"]), _claim_of(record, _others(asked)[0])
    with record.store.writing():
        rest = [claim for claim in (first, *others) if claim not in shown]
        taken = hand.compare("same", shown[0], [shown[1]])
        unshown = replace(hand, shown=None)
        return taken + (unshown.compare("same", shown[0], rest) if rest else [])


def _compare(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    others = _others(asked)
    if len(others) != 1:
        raise DecisionError(f"{asked['action']} is about two claims: name one as `other`")
    return hand.compare(asked["action"], _claim_of(record, asked["target"]), [_claim_of(record, others[0])])


def _split(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    claim = asked["target"].removeprefix("e-")
    with record.store.writing():
        if hand.shown is not None:
            _check_shown(record, hand, claim)
        fellows = record.event(f"e-{claim}").claims
        return replace(hand, shown=None).compare("different", claim, fellows)


def _check_shown(record: Record, hand: Hand, claim: str) -> None:
    """Refuse an act of several decisions where the claim it is about has changed since it was shown."""
    from foedera.errors import Problem  # noqa: PLC0415 - likewise
    from foedera.store import ConflictError  # noqa: PLC0415 - likewise

    state = record.store.decisions.state(claim)
    if state.hash != hand.shown:
        message = "it has changed since it was shown; look at it again, then decide"
        raise ConflictError(Problem("S122", claim, message), state)


def _rate(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:  # noqa: ARG001 - as the others
    return [hand.rate(asked["target"], asked.get("value") or "")]


def _resolve(record: Record, hand: Hand, asked: Mapping[str, Any]) -> list[Decision]:
    others = _others(asked)
    by = _claim_of(record, others[0]) if others else None
    outcome: Any = asked.get("value") or ""
    return [hand.resolve(_claim_of(record, asked["target"]), outcome, by)]


_ACTIONS: Final[Mapping[str, Callable[[Record, Hand, Mapping[str, Any]], list[Decision]]]] = {
    "accept": _judge,
    "reject": _judge,
    "unsure": _judge,
    "edit": _edit,
    "add": _add,
    "note": _note,
    "same": _same,
    "different": _compare,
    "doubt": _compare,
    "split": _split,
    "reliability": _rate,
    "resolve": _resolve,
}


def _others(asked: Mapping[str, Any]) -> Sequence[str]:
    other = asked.get("other")
    return [] if other is None else [other] if isinstance(other, str) else list(other)


def _claims_of(record: Record, id_: str) -> Sequence[str]:
    """Return the claims that an id means: those of an event, or the one claim."""
    if id_.startswith("e-"):
        return record.event(id_).claims
    return [record.claim(id_).id]


def _claim_of(record: Record, id_: str) -> str:
    """Return the claim that an id means; of an event, the one its id names, whatever else it is merged with by now."""
    return record.claim(id_.removeprefix("e-")).id if id_.startswith("e-") else id_


def _written(record: Record, asked: Mapping[str, Any], report: str) -> Claim:
    """Return the claim that a person wrote.

    Raises:
        DecisionError: It says what no claim can say.
    """
    data = asked.get("claim")
    if not isinstance(data, dict):
        raise DecisionError(f"{asked['action']} needs the claim: send it as `claim`")
    text = record.store.reports.texts([report]).get(report)
    if text is None:
        raise DecisionError(f"there is no report {report} in this record")
    claim = claim_from_json({"id": "", "confidence": 1.0, **data}, text)
    if claim.status not in STATUSES:
        raise DecisionError(f"there is no status {claim.status!r}; there are {', '.join(STATUSES)}")
    if len(claim.cells) > _MOST or len(claim.evidence) > _MOST:
        raise DecisionError(f"a claim has at most {_MOST} values")
    _check_kinds(claim)
    return claim


def _check_kinds(claim: Claim) -> None:
    """Refuse what JSON may hold and a claim may not: numbers where words belong, and the other way round."""
    offsets = [part for each in claim.evidence for part in (each.start, each.end)]
    offsets += [part for cell in claim.cells for part in (cell.span.start, cell.span.end)]
    offsets += [part for span in claim.triggers for part in (span.start, span.end)]
    if any(type(part) is not int for part in offsets):
        raise DecisionError("the places of passages are whole numbers")
    words = [
        claim.id,
        claim.type,
        claim.status,
        *claim.undisclosed,
        *(name for e in claim.evidence for name in e.fields),
    ]
    words += [part for cell in claim.cells for part in (cell.field, cell.printed)]
    if any(not isinstance(part, str) or "\0" in part or len(part) > 20_000 for part in words):
        raise DecisionError("names of fields and printed words are text")
    numbers = [claim.confidence, *(cell.score for cell in claim.cells)]
    if any(isinstance(part, bool) or not isinstance(part, int | float) or not 0 <= part <= 1 for part in numbers):
        raise DecisionError("confidence and scores lie between 0 and 1")
    for cell in claim.cells:
        _check_value(cell.value)


def _check_value(value: Any) -> None:
    from foedera.types import Actor, Place, Quantity  # noqa: PLC0415 - likewise

    words: tuple[Any, ...]
    numbers: tuple[Any, ...] = ()
    if isinstance(value, Actor):
        words = (value.name, value.kind, value.country, value.org)
    elif isinstance(value, Place):
        words, numbers = (value.name, value.country), (value.lat, value.lon)
    elif isinstance(value, Quantity):
        words, numbers = (value.qual, value.of, value.unit, value.currency), (value.n,)
    else:
        words = (str(value),)
    if any(word is not None and (not isinstance(word, str) or len(word) > 20_000) for word in words):
        raise DecisionError("names are text")
    if any(n is not None and (isinstance(n, bool) or not isinstance(n, int | float) or abs(n) > 1e18) for n in numbers):
        raise DecisionError("quantities and coordinates are numbers")
