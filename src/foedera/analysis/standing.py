"""Where an event stands: planned, then occurred; occurred against denied; called off.

Evidence and time move it, by these rules:

- What is said to have happened outweighs any plan or forecast, whenever that was printed.
- A denial or cancellation printed before a happening that lies after it is outdated: plans change. Otherwise it stands
  against the happening as a conflict, and the better supported side gives the status; a tie goes to the happening.
- What was under way and is later called off is cancelled, without conflict.
- A plan gives way to a cancellation, unless it (or an expectation) was printed after it. A report that tells of the
  cancellation and of somebody who denies that there was anything to cancel holds a conflict.
- A plan stands against a denial as a conflict; so does an expectation against a denial that a source makes, and what
  may be against a denial that the same report quotes. "If" clashes with no denial, nor does "was expected and has not
  happened"; such a denial holds until something is planned or expected anew.
- Whoever says something else later has changed their position: only the latest word of one source counts here.
- One voice does not contradict itself: what a report says and, elsewhere, denies of its own accord (or has one source
  do) are two statements on one thing, not two accounts of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from foedera.analysis.actors import polity, same_actor
from foedera.analysis.dates import first_day, last_day
from foedera.analysis.voices import publisher_key, sources_of, support, voices_of, weight
from foedera.events import Entry, FieldView, Reading
from foedera.types import AHEAD, HAPPENED, STATUSES, Actor, Status

_Cited: TypeAlias = tuple[Actor, ...]
_Source: TypeAlias = str | _Cited
"""Whom a claim cites, or the key of its publisher."""
GUESSED: frozenset[Status] = frozenset({"expected", "possible", "conditional"})
_INTEREST = 0.5
"""What a denial weighs that comes from a party to the thing denied."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An event's status, with the claims for and against it."""

    status: Status
    conflict: bool
    backing: tuple[Entry, ...]
    """Claims on the side of the status: a claim of `occurred` backs `ongoing`, a forecast a plan."""
    against: tuple[Entry, ...]
    """Claims that contradict it; none unless there is a conflict."""


def standing_of(entries: Sequence[Entry], parties: Collection[str]) -> Standing:
    """Return where an event stands.

    Args:
        entries: Sorted.
        parties: Countries and organisations in the roles: a denial of theirs weighs half against a happening.
    """
    current = _last_words(entries)
    happened, ahead, denied, cancelled = (
        [entry for entry in current if entry.claim.status in statuses]
        for statuses in (HAPPENED, AHEAD, {"denied"}, {"cancelled"})
    )
    if happened:
        return _settled(happened, denied, cancelled, parties)
    anew = [entry for entry in ahead if entry.claim.status in ("planned", "expected")]
    if cancelled and not _later(anew, cancelled):
        against = [entry for entry in denied if any(_quoted_against(entry, other) for other in cancelled)]
        return Standing("cancelled", conflict=bool(against), backing=tuple(cancelled), against=tuple(against))
    if denied:
        return _disputed(ahead, denied)
    return Standing(_ahead_status(ahead), conflict=False, backing=tuple(ahead), against=())


def status_view(entries: Sequence[Entry], standing: Standing) -> FieldView:
    """Return the statuses that claims give, the event's own first."""
    readings = []
    for status in STATUSES:
        claims = [entry for entry in entries if entry.claim.status == status]
        if claims:
            readings.append((status, claims))
    readings.sort(key=lambda pair: (pair[0] != standing.status, -support(pair[1]), STATUSES.index(pair[0])))
    return FieldView(
        "status",
        tuple(Reading(status, tuple(sorted(e.id for e in claims)), voices_of(claims)) for status, claims in readings),
        standing.conflict,
    )


def interested(entry: Entry, parties: Collection[str]) -> bool:
    """Tell whether all whom a claim cites belong to parties of the event."""
    sources = sources_of(entry)
    return bool(sources) and all(polity(source) in parties for source in sources)


def _settled(happened: list[Entry], denied: list[Entry], cancelled: list[Entry], parties: Collection[str]) -> Standing:
    opposed = [entry for entry in denied if not _outdated(entry, happened) and not _in_one_breath(entry, happened)]
    stopped = [entry for entry in cancelled if not _outdated(entry, happened) and not _in_one_breath(entry, happened)]
    if stopped and all(entry.claim.status == "ongoing" for entry in happened) and _later(stopped, happened):
        return Standing("cancelled", conflict=False, backing=tuple(stopped), against=())
    against = [*opposed, *stopped]
    status = _latest(happened)
    if not against:
        return Standing(status, conflict=False, backing=tuple(happened), against=())

    def weigh(entry: Entry) -> float:
        own = entry.claim.status == "denied" and interested(entry, parties)
        return weight(entry) * (_INTEREST if own else 1.0)

    if support(happened) >= support(against, weigh):
        return Standing(status, conflict=True, backing=tuple(happened), against=tuple(against))
    side: Status = "denied" if support(opposed, weigh) >= support(stopped, weigh) else "cancelled"
    return Standing(side, conflict=True, backing=tuple(against), against=tuple(happened))


def _disputed(ahead: list[Entry], denied: list[Entry]) -> Standing:
    """Return where a thing stands that some deny and others plan or foresee."""
    rivals = [entry for entry in ahead if any(_contradicts(denial, entry) for denial in denied)]
    if not rivals:
        if _later([entry for entry in ahead if entry.claim.status == "expected"], denied):
            return Standing(_ahead_status(ahead), conflict=False, backing=tuple(ahead), against=())
        return Standing("denied", conflict=False, backing=tuple(denied), against=())
    ours, theirs = support(ahead), support(denied)
    if ours > theirs or (ours == theirs and _later(ahead, denied)):
        return Standing(_ahead_status(ahead), conflict=True, backing=tuple(ahead), against=tuple(denied))
    return Standing("denied", conflict=True, backing=tuple(denied), against=tuple(rivals))


def _contradicts(denial: Entry, forecast: Entry) -> bool:
    if _in_one_breath(denial, [forecast]):
        return False
    if forecast.claim.status == "planned":
        return True
    if forecast.claim.status == "expected":
        return bool(sources_of(denial))
    return forecast.claim.status == "possible" and _quoted_against(denial, forecast)


def _in_one_breath(entry: Entry, others: Sequence[Entry]) -> bool:
    """Tell whether one of the others comes from the same source in the same report."""
    return any(entry.report == other.report and same_source(entry, other) for other in others)


def _quoted_against(denial: Entry, other: Entry) -> bool:
    """Tell whether one report quotes a denial beside another source's claim: it holds two claims only of a clash."""
    return bool(sources_of(denial)) and denial.report == other.report and not same_source(denial, other)


def _ahead_status(ahead: Sequence[Entry]) -> Status:
    """Return the status of what lies ahead: a plan before any forecast, then the best supported, then the latest."""
    groups = {status: [entry for entry in ahead if entry.claim.status == status] for status in STATUSES}
    if groups["planned"]:
        return "planned"
    return max(
        (status for status, claims in groups.items() if claims),
        key=lambda status: (support(groups[status]), _last_printed(groups[status]), -STATUSES.index(status)),
    )


def _latest(happened: Sequence[Entry]) -> Status:
    """Return whether it goes on or is over, as the latest report has it; a tie goes to the better supported.

    What another report saw end before the latest was printed is over: a present tense that looks back ("is the first")
    brings nothing back.
    """
    day = _last_printed(happened)
    ends = [
        end
        for entry in happened
        if entry.claim.status == "occurred"
        for value in _times(entry)
        if (end := last_day(value)) is not None
    ]
    if ends and max(ends) < day:
        return "occurred"
    latest = [entry for entry in happened if (printed(entry) or date.min) == day]
    over = support([entry for entry in latest if entry.claim.status == "occurred"])
    going = support([entry for entry in latest if entry.claim.status == "ongoing"])
    return "occurred" if over >= going else "ongoing"


def _outdated(denial: Entry, happened: Sequence[Entry]) -> bool:
    """Tell whether a denial or cancellation was printed before the happening, which lies after it."""
    day = printed(denial)
    if day is None:
        return False
    for entry in happened:
        start = max((first for value in _times(entry) if (first := first_day(value))), default=None)
        if start and start > day:
            return True
        told = printed(entry)
        if denial.claim.status == "cancelled" and told and told > day and not _times(entry):
            return True
    return False


def _times(entry: Entry) -> tuple[str, ...]:
    return tuple(str(value) for value in entry.claim.values("when"))


def _last_words(entries: Sequence[Entry]) -> list[Entry]:
    """Return the claims without those that their own source has since replaced by another status."""
    latest: dict[_Source, dict[Status, date]] = {}
    for entry in entries:
        source, day = _source(entry), printed(entry)
        if source and day:
            days = latest.setdefault(source, {})
            days[entry.claim.status] = max(day, days.get(entry.claim.status, day))
    cited = [source for source in latest if not isinstance(source, str)]
    return [entry for entry in entries if not _replaced(entry, latest, cited)]


def _replaced(entry: Entry, latest: Mapping[_Source, Mapping[Status, date]], cited: Sequence[_Cited]) -> bool:
    source, day = _source(entry), printed(entry)
    if source is None or day is None:
        return False
    same = [source] if isinstance(source, str) else [other for other in cited if _share(source, other)]
    return any(
        new > day and _replaces(status, entry.claim.status)
        for other in same
        for status, new in latest.get(other, {}).items()
    )


def _replaces(later: Status, earlier: Status) -> bool:
    if earlier in HAPPENED and later in HAPPENED | AHEAD:
        return False  # it happened, whatever may come of it again
    return later != earlier


def _source(entry: Entry) -> _Source | None:
    """Return whom a claim cites, or else its publisher; None where neither is known."""
    return sources_of(entry) or publisher_key(entry) or None


def _share(left: _Cited, right: _Cited) -> bool:
    return any(_one_mouth(a, b) for a in left for b in right)


def same_source(left: Entry, right: Entry) -> bool:
    """Tell whether two claims go back to one source: whom both cite, or the publisher where both cite nobody."""
    ours, theirs = _source(left), _source(right)
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return _share(ours, theirs)
    return ours is not None and ours == theirs


def _one_mouth(left: Actor, right: Actor) -> bool:
    return "group" not in (left.kind, right.kind) and same_actor(left, right)


def printed(entry: Entry) -> date | None:
    """Return the last day on which a claim can have been published."""
    return last_day(entry.published)


def _last_printed(entries: Sequence[Entry]) -> date:
    return max((day for entry in entries if (day := printed(entry))), default=date.min)


def _later(left: Sequence[Entry], right: Sequence[Entry]) -> bool:
    """Tell whether some claim of the left was published after all of the right, as far as days are known."""
    return bool(left) and bool(right) and _last_printed(left) > _last_printed(right) > date.min
