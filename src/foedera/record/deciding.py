"""What a person decides: each decision has its author, time and reason, takes nothing away, and can be taken back."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from foedera.contract import claim_to_json
from foedera.errors import FoederaError
from foedera.events import Action, Decision, Entry, Outcome
from foedera.record import corrections
from foedera.types import STATUSES, Actor, Claim, Place

if TYPE_CHECKING:
    from foedera.store import Store

LETTERS = "ABCDEF"
OUTCOMES: tuple[Outcome, ...] = ("came true", "did not", "overtaken", "open")


class DecisionError(FoederaError):
    """A decision that cannot be taken; the message says why."""


def default_author() -> str:
    """Return who decides where nobody is named: FOEDERA_AUTHOR, or the user of this machine."""
    try:
        return os.environ.get("FOEDERA_AUTHOR") or getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return "unknown"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand writes decisions into a record, and why."""

    store: Store
    author: str
    reason: str = ""
    shown: str | None = None
    """Hash of what the person saw; where the record has changed since, the decision is refused as a conflict."""
    time: str = field(
        default_factory=lambda: datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    )
    """Of the act: all decisions of one hand have it in common, and are undone together."""

    def decide(self, action: Action, target: str, other: str | None = None, value: str | None = None) -> Decision:
        """Write one decision.

        Raises:
            ConflictError: What was shown no longer stands.
        """
        content = json.dumps([action, target, other, value, self.author, self.time, self.reason])
        id_ = "d-" + hashlib.sha256(content.encode()).hexdigest()[:16]
        return self.store.decisions.add(
            Decision(id_, action, target, self.author, self.time, self.reason, other, value, self.shown)
        )

    def judge(self, action: Action, claim: str) -> Decision:
        """Accept, reject or doubt a claim."""
        self._claim(claim)
        return self.decide(action, claim)

    def edit(self, claim: Claim, known: Iterable[str], countries: Collection[str]) -> Decision:
        """Put a changed claim in the place of the one with its id.

        Args:
            known: The types that there are.
            countries: The codes that there are; those that the claim already has may stay.

        Raises:
            DecisionError: The claim does not stand in its report, or names a country that is none.
        """
        entry = self._claim(claim.id)
        self._check(claim, entry.report, known)
        _check_countries(claim, {*countries, *_countries(entry.claim)})
        return self.decide("edit", claim.id, value=json.dumps(claim_to_json(claim), ensure_ascii=False))

    def add(self, claim: Claim, report: str, known: Iterable[str], countries: Collection[str]) -> Decision:
        """Add a claim that the coder missed; its id is made from what it says."""
        self._check(claim, report, known)
        _check_countries(claim, countries)
        plain = {**claim_to_json(claim), "id": ""}
        id_ = hashlib.sha256(json.dumps([report, plain], ensure_ascii=False).encode()).hexdigest()[:16]
        if self.store.entries.find(id_) is not None:
            message = f"the report {report} has this claim already: {id_}"
            raise DecisionError(message)
        value = json.dumps({**plain, "id": id_}, ensure_ascii=False)
        return self.decide("add", id_, other=report, value=value)

    def compare(self, action: Action, claim: str, others: Sequence[str]) -> list[Decision]:
        """Say that a claim and each of others are the same happening, different ones, or that it is unsure.

        Raises:
            DecisionError: There is no such claim, or no other one; or claims of two types are said to be the same.
        """
        fellows = [other for other in dict.fromkeys(others) if other != claim]
        types = list(dict.fromkeys(self._claim(each).claim.type for each in (claim, *fellows)))
        if not fellows:
            message = "two claims are needed to tell whether they are one happening"
            raise DecisionError(message)
        if action == "same" and len(types) > 1:
            message = f"claims of two types ({', '.join(types)}) are not one happening; edit one of them first"
            raise DecisionError(message)
        with self.store.writing():
            return [self.decide(action, claim, other) for other in fellows]

    def rate(self, publisher: str, letter: str) -> Decision:
        """Set a publisher's reliability, A (completely reliable) to E (unreliable), F (cannot be judged)."""
        if letter not in LETTERS or len(letter) != 1:
            message = f"reliability is a letter from A to F, not {letter!r}"
            raise DecisionError(message)
        return self.decide("reliability", publisher, value=letter)

    def resolve(self, claim: str, outcome: Outcome, by: str | None = None) -> Decision:
        """Say what became of a forecast."""
        self._claim(claim)
        if outcome not in OUTCOMES:
            message = f"a forecast {', '.join(OUTCOMES)}; not {outcome!r}"
            raise DecisionError(message)
        if by is not None:
            self._claim(by)
        return self.decide("resolve", claim, other=by, value=outcome)

    def undo(self, decision: str | None = None) -> list[Decision]:
        """Take back an act: a decision with all that its author decided at that time; without one, the own last act.

        An undo that is named is taken back too, and what it took back holds again; without a name, undos do not count.

        Raises:
            DecisionError: There is nothing to take back, or no such decision.
        """
        force = corrections.not_undone(self.store.decisions.all())
        mine = [each for each in force if each.author == self.author and each.action != "undo"]
        found = next((d for d in force if d.id == decision), None) if decision else (mine[-1] if mine else None)
        if found is None:
            message = f"{decision} is no decision in force" if decision else f"{self.author} has nothing to take back"
            raise DecisionError(message)
        act = [each for each in force if (each.author, each.time) == (found.author, found.time)]
        with self.store.writing():
            return [self.decide("undo", each.id) for each in act]

    def _claim(self, claim: str) -> Entry:
        entry = self.store.entries.find(claim)
        if entry is None:
            message = f"there is no claim {claim} in this record"
            raise DecisionError(message)
        return entry

    def _check(self, claim: Claim, report: str, known: Iterable[str]) -> None:
        """Refuse a claim that does not fit the report it is said to stand in."""
        types = sorted(known)
        if claim.type not in types:
            message = f"there is no claim type {claim.type!r}; there are {', '.join(types)}"
            raise DecisionError(message)
        if claim.status not in STATUSES:
            message = f"there is no status {claim.status!r}; there are {', '.join(STATUSES)}"
            raise DecisionError(message)
        text = self.store.reports.texts([report]).get(report)
        if text is None:
            message = f"there is no report {report} in this record"
            raise DecisionError(message)
        spans = [(each.start, each.end) for each in claim.evidence]
        spans += [(cell.span.start, cell.span.end) for cell in claim.cells]
        for cell in claim.cells:
            if cell.field.startswith(("role:", "said_by")) and not isinstance(cell.value, Actor):
                role = cell.field.removeprefix("role:")
                message = f"{role} is an object with `name`, `kind`, `country`; not {cell.value!r}"
                raise DecisionError(message)
        if any(not 0 <= start <= end <= len(text) for start, end in spans):
            message = f"a passage of the claim lies outside of the report's {len(text)} characters"
            raise DecisionError(message)


def _countries(claim: Claim) -> list[str]:
    """Return the codes of countries in a claim's actors and places."""
    values = [cell.value for cell in claim.cells if isinstance(cell.value, Actor | Place)]
    return [value.country for value in values if value.country is not None]


def _check_countries(claim: Claim, known: Collection[str]) -> None:
    """Refuse a claim with a code that no country has: it would be a party that no question finds."""
    for code in _countries(claim):
        if code not in known:
            message = (
                f"there is no country {code!r}; write its three letters as in ISO 3166-1, such as SRB (Kosovo: XKX)"
            )
            raise DecisionError(message)
