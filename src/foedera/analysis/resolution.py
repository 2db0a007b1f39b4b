"""What became of a forecast, as far as later reports tell: a suggestion with its reasons, for a person to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedera.analysis.dates import first_day, last_day
from foedera.analysis.standing import printed, same_source
from foedera.analysis.voices import independent
from foedera.events import Entry, Outcome
from foedera.types import AHEAD, HAPPENED

_ONE, _MORE = 0.75, 0.95
"""How sure what happened is, by one voice and by several."""
_CANCELLED = 0.85
_DENIED_AFTER = 0.8
_DENIED_BEFORE = 0.4
"""How sure a denial makes it that a thing does not come, printed after its time or before."""
_OVERTAKEN = 0.7
_DISPUTED = 0.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the record suggests."""

    outcome: Outcome
    by: str
    """The claim that suggests it."""
    confidence: float
    reasons: tuple[str, ...]


def suggest(forecast: Entry, others: Sequence[Entry]) -> Suggestion | None:
    """Return what became of a forecast by later claims of the same event; None where they settle nothing.

    - A report that it has happened makes it come true, or fail where it happened only after the forecast's time.
    - A new forecast of the same source with another status or time overtakes it, if it came before that.
    - A cancellation, or a denial printed after its time, makes it fail. A denial before its time is a weak sign. A
      condition that is denied only means that it was not met: nothing is suggested.

    A forecast without date of publication cannot be set in order: nothing is suggested. Nor does a happening settle it
    that was over when the forecast was made.
    """
    made = printed(forecast)
    if made is None:
        return None
    later = sorted(
        (entry for entry in others if (day := printed(entry)) and day > made and entry.id != forecast.id),
        key=lambda entry: (printed(entry) or date.max, entry.id),
    )
    happened = [entry for entry in later if entry.claim.status in HAPPENED and not _over_before(entry, made)]
    replaced = next((entry for entry in later if _overtakes(entry, forecast)), None)
    if replaced and not (happened and _not_after(happened[0], replaced)):
        return _overtaken(replaced)
    denied = [entry for entry in later if entry.claim.status == "denied"]
    cancelled = [entry for entry in later if entry.claim.status == "cancelled"]
    if happened:
        against = [*denied, *cancelled]
        disputed = any(not _not_after(entry, happened[0]) for entry in against)
        return _came(forecast, happened, disputed=disputed)
    if cancelled:
        reason = f"{_says(cancelled[0])} that it was called off"
        return Suggestion("did not", cancelled[0].id, _CANCELLED * _read(cancelled[0]), (reason,))
    if denied and forecast.claim.status != "conditional":
        return _failed(forecast, denied)
    return None


def due_day(forecast: Entry) -> date | None:
    """Return the last day by which a forecast should have come true; None where its time is open or not given."""
    days = [last_day(str(value)) for value in forecast.claim.values("when")]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def _came(forecast: Entry, happened: Sequence[Entry], *, disputed: bool) -> Suggestion:
    due = due_day(forecast)
    starts = [(first_day(str(value)), entry) for entry in happened for value in entry.claim.values("when")]
    late = [entry for start, entry in starts if start and due and start > due]
    timely = [entry for entry in happened if entry not in late]
    side = timely or late
    sure = (_MORE if independent(side) > 1 else _ONE) * max(_read(entry) for entry in side)
    reasons = [f"{_says(side[0])} that it {'is under way' if side[0].claim.status == 'ongoing' else 'happened'}"]
    if len(side) > 1:
        more = len(side) - 1
        reasons.append(f"so {'does 1 more report' if more == 1 else f'do {more} more reports'}")
    if disputed or (timely and late):
        sure = min(sure, _DISPUTED)
        reasons.append("later reports contradict each other")
    if timely:
        return Suggestion("came true", side[0].id, sure, tuple(reasons))
    return Suggestion("did not", side[0].id, sure, (*reasons, f"but only after {due}, the time that was forecast"))


def _failed(forecast: Entry, denied: Sequence[Entry]) -> Suggestion:
    due = due_day(forecast)
    after = next((entry for entry in denied if due and (printed(entry) or date.min) > due), None)
    if after:
        reason = f"{_says(after)}, after {due}, that it did not happen"
        return Suggestion("did not", after.id, _DENIED_AFTER * _read(after), (reason,))
    first = denied[0]
    reason = f"{_says(first)} that it did not or will not happen" + (f", though before {due}" if due else "")
    return Suggestion("did not", first.id, _DENIED_BEFORE * _read(first), (reason,))


def _overtaken(replaced: Entry) -> Suggestion:
    times = ", ".join(str(value) for value in replaced.claim.values("when"))
    new = replaced.claim.status + (f" for {times}" if times else "")
    reason = f"the same source forecast anew on {replaced.published}: {new}"
    return Suggestion("overtaken", replaced.id, _OVERTAKEN * _read(replaced), (reason,))


def _overtakes(later: Entry, forecast: Entry) -> bool:
    """Tell whether a later claim is a new forecast of the same source that says something else."""
    if later.claim.status not in AHEAD or not same_source(later, forecast):
        return False
    new, old = later.claim.values("when"), forecast.claim.values("when")
    return later.claim.status != forecast.claim.status or (bool(new) and new != old)


def _over_before(entry: Entry, day: date) -> bool:
    """Tell whether what a claim tells was over before a day."""
    ends = [last_day(str(value)) for value in entry.claim.values("when")]
    return bool(ends) and all(end is not None and end < day for end in ends)


def _not_after(left: Entry, right: Entry) -> bool:
    return (printed(left) or date.max) <= (printed(right) or date.max)


def _read(entry: Entry) -> float:
    """Return how sure it is that the report says what the claim has."""
    if entry.verdict == "accepted" or entry.edited:
        return 1.0
    return entry.claim.confidence * (0.5 if entry.verdict == "unsure" else 1.0)


def _says(entry: Entry) -> str:
    return f"{entry.publisher or 'a report without publisher'} ({entry.published}) says"
