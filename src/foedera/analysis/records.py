"""What the analyses hand back: frozen records of plain values, tuples throughout, so that they hash and compare.

Numbers are not rounded; whoever shows them rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from foedera.events import Event, Outcome
from foedera.types import Status

ForecastState: TypeAlias = Literal["open", "due", "resolved"]
By: TypeAlias = Literal["year", "month"]
Weigh: TypeAlias = Literal["count", "score"]


@dataclass(frozen=True, slots=True)
class Trend:
    """A Mann-Kendall test of one series, with Sen's slope."""

    n: int
    """Number of periods."""
    s: int
    """Pairs of periods that rise, less pairs that fall."""
    variance: float
    """Of `s` where nothing trends, corrected for ties."""
    tau: float
    """Kendall's tau-b, -1 to 1; 0 where nothing varies."""
    p: float
    """Two-sided probability of an `s` as far from 0 by chance."""
    exact: bool
    """Whether `p` was counted out over all orders, or else comes from the normal approximation."""
    slope: float
    """Sen's slope: the median change from one period to the next."""

    @property
    def word(self) -> Literal["rising", "falling", "no trend"]:
        """What the test says at the usual 5%."""
        if self.p > 0.05 or self.s == 0:
            return "no trend"
        return "rising" if self.s > 0 else "falling"


@dataclass(frozen=True, slots=True)
class Share:
    """A state's dealings with one power in one period, or over all."""

    power: str
    count: int
    """Events in which both take part."""
    score: float
    """Sum of their scores, each -10 (conflict) to 10 (cooperation)."""
    share: float
    """Of the dealings with all powers asked for, 0 to 1, by what the balance weighs."""
    kinds: tuple[tuple[str, int], ...]
    """Events by PLOVER type, sorted by type."""
    events: tuple[str, ...]
    """Ids, sorted."""


@dataclass(frozen=True, slots=True)
class Period:
    """How the dealings of one year (or month) divide."""

    period: str
    """`2025` or `2025-07`."""
    shares: tuple[Share, ...]
    """One for each power, in the order asked for; zeros too."""
    evenness: float | None
    """1 evenly spread, 0 all with one; None where there was nothing to divide or only one power was asked for."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How a state's dealings divide among chosen powers."""

    subject: str
    among: tuple[str, ...]
    by: By
    weigh: Weigh
    """What shares and evenness weigh: number of events, or the sum of the scores of cooperative ones."""
    periods: tuple[Period, ...]
    """Without a gap from the first to the last period that has dealings."""
    total: Period
    """All periods; its `period` is EDTF, as `2019/2025`, or empty."""
    trends: tuple[tuple[str, Trend | None], ...]
    """For each power, of its number of events a period; None for fewer than 3 periods."""
    evenness_trend: Trend | None
    """Of the evenness over the periods that have one: is the state balancing more?"""
    left_out: tuple[tuple[str, str], ...]
    """Events of the subject with a power that are not counted, each with the reason, sorted by id."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A claim of what will, may or should happen, and what became of it."""

    claim: str
    event: str | None
    """The event that the claim belongs to."""
    type: str
    status: Status
    source: str
    """Who forecasts: whom the report names as source, else its publisher; `unknown` where neither is known."""
    publisher: str | None
    made: str | None
    """When it was published, EDTF."""
    horizon: str | None
    """The claim's own time, EDTF."""
    due: date | None
    """Last day of the horizon; None where it is open."""
    likelihood: float
    """Probability that it comes true, as its words or else its status say."""
    words: str | None
    """The words of likelihood that were found; None where the status alone was read."""
    state: ForecastState
    outcome: Outcome
    by: str | None = None
    """The claim that resolves it."""
    proposed: tuple[Outcome, str, float] | None = None
    """What the record suggests, the claim that suggests it, and how sure that is (0 to 1); kept once it is decided."""
    reasons: tuple[str, ...] = ()
    """Why that is suggested, or decided, in words."""
    decided: str | None = None
    """Author of the person's decision; `threshold` where the suggestion was sure enough; None where neither."""


@dataclass(frozen=True, slots=True)
class SourceScore:
    """How the forecasts of one source turned out."""

    source: str
    n: int
    """All its forecasts."""
    resolved: int
    """That came true or did not; overtaken ones are left out of the shares."""
    came_true: int
    share: float | None
    """`came_true` of `resolved`; None where nothing is resolved."""
    open: int
    due: int
    overtaken: int
    brier: float | None
    """Mean squared error of the likelihoods given in words (0 perfect, 0.25 a coin, 1 all wrong); None without any."""
    brier_n: int
    """Resolved forecasts with likelihood in words."""
    brier_all: float | None
    """The same over all resolved forecasts, the status standing in where words are missing."""
    interval: tuple[float, float] | None
    """Wilson's 95% interval of `share`: how little a share of few forecasts says."""


@dataclass(frozen=True, slots=True)
class PublisherSlant:
    """Loaded wording in one publisher's reports."""

    publisher: str | None
    reports: int
    words: int
    marks: int
    per_1000: float
    """Marks per 1,000 words."""
    by_kind: tuple[tuple[str, int], ...]
    """Most frequent first, then by name."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events there are of something, most frequent first, then by name."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """What the record holds on one state or organisation."""

    actor: str
    events: tuple[Event, ...]
    """Latest first; those without a date last."""
    types: Tally
    statuses: Tally
    partners: Tally
    """States and organisations in the same events."""
    years: Tally
    """By year, in order of years; `undated` last."""
    grid: tuple[tuple[str, str, int], ...]
    """Partner, year (or `undated`), number of events; sorted."""
    conflicts: int
    """Events on which claims clash."""


@dataclass(frozen=True, slots=True)
class PairProfile:
    """What the record holds on two states or organisations with each other."""

    left: str
    right: str
    events: tuple[Event, ...]
    """Latest first; those without a date last."""
    types: Tally
    statuses: Tally
    years: Tally
    roles: tuple[tuple[str, str, str, int], ...]
    """Type, role of `left`, role of `right`, number of events: who gives and who gets; sorted."""
    conflicts: int
