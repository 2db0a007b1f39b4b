"""What many claims add up to: events, balance, trends, forecasts, slant, profiles. Pure."""

from foedera.analysis.actors import polity
from foedera.analysis.balance import PloverOf, balance
from foedera.analysis.corroborate import corroborate
from foedera.analysis.forecasts import OutcomeError, TextOf, brier, due_first, forecasts, outlook, scores, source_of
from foedera.analysis.kinds import KindOf
from foedera.analysis.likelihood import LIKELIHOODS, STATUS_LIKELIHOODS, likelihood
from foedera.analysis.parties import UNDATED, parties, period_of, roles_of, time_of
from foedera.analysis.profiles import actor_profile, pair_profile
from foedera.analysis.records import (
    ActorProfile,
    Balance,
    By,
    Forecast,
    ForecastState,
    PairProfile,
    Period,
    PublisherSlant,
    Share,
    SourceScore,
    Tally,
    Trend,
    Weigh,
)
from foedera.analysis.scores import PLOVER_SCORES
from foedera.analysis.slant import slant_by_publisher
from foedera.analysis.trend import evenness, mann_kendall, sen_slope
from foedera.analysis.voices import voices_of
from foedera.types import AHEAD

__all__ = [
    "AHEAD",
    "LIKELIHOODS",
    "PLOVER_SCORES",
    "STATUS_LIKELIHOODS",
    "UNDATED",
    "ActorProfile",
    "Balance",
    "By",
    "Forecast",
    "ForecastState",
    "KindOf",
    "OutcomeError",
    "PairProfile",
    "Period",
    "PloverOf",
    "PublisherSlant",
    "Share",
    "SourceScore",
    "Tally",
    "TextOf",
    "Trend",
    "Weigh",
    "actor_profile",
    "balance",
    "brier",
    "corroborate",
    "due_first",
    "evenness",
    "forecasts",
    "likelihood",
    "mann_kendall",
    "outlook",
    "pair_profile",
    "parties",
    "period_of",
    "polity",
    "roles_of",
    "scores",
    "sen_slope",
    "slant_by_publisher",
    "source_of",
    "time_of",
    "voices_of",
]
