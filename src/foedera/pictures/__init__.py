"""Pictures of the record: timeline, map, network and balance, as SVG, PNG or one page that needs no network.

Every function is pure: the same events give the same bytes. Layout is ours, drawing is Vega's (by vl-convert, which is
loaded by the first picture).
"""

from foedera.pictures.balance import balance
from foedera.pictures.map import map_of
from foedera.pictures.network import network
from foedera.pictures.records import (
    FORMATS,
    LANES,
    THEMES,
    BalanceRow,
    Passage,
    PictureError,
    Trend,
)
from foedera.pictures.timeline import timeline

__all__ = [
    "FORMATS",
    "LANES",
    "THEMES",
    "BalanceRow",
    "Passage",
    "PictureError",
    "Trend",
    "balance",
    "map_of",
    "network",
    "timeline",
]
