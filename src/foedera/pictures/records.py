"""What a picture is made from beside events: passages, rows of a balance, and the choices that a caller has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from foedera.errors import FoederaError
from foedera.events import Event
from foedera.types import Place

FORMATS: tuple[str, ...] = ("svg", "png", "html")
"""What a picture can be written as; `html` is one page that needs nothing else."""
THEMES: tuple[str, ...] = ("auto", "light", "dark")
"""Colours. `auto` follows the reader's system where it can: an `svg` in a browser, a page; elsewhere it is light. Pages
print light."""
LANES: tuple[str, ...] = ("type", "pair", "series")
Lanes: TypeAlias = Literal["type", "pair", "series"]
Names: TypeAlias = Mapping[str, str]
"""English names of countries by ISO code; a code without a name stands for itself."""
LinkOf: TypeAlias = Callable[[Event], str | None]
"""Where more about an event is found: http, https, file or relative; any other address is left out."""
ScoreOf: TypeAlias = Callable[[Event], float | None]
"""How cooperative an event is: above 0 cooperation, below 0 conflict, None or 0 neither."""


class PictureError(FoederaError):
    """A picture that was asked for in a way that does not exist."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What one report says of an event, in its own words."""

    text: str
    publisher: str | None = None
    published: str | None = None
    """EDTF."""
    url: str | None = None


WholeOf: TypeAlias = Callable[[Place], bool]
"""Whether a place is a whole country or so much of it that its coordinates say no more than the country."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a mark leads to, and what is found there."""

    address: str
    words: str


PassagesOf: TypeAlias = Callable[[Event], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A state's dealings of one kind with one power in one year."""

    year: int
    power: str
    """Country code or organisation."""
    count: int
    share: float
    """Of all dealings of that kind in that year with the chosen powers, 0 to 1."""
    kind: str = "all"
    score: float | None = None
    """Sum of PLOVER scores."""
    evenness: float | None = None
    """Of the shares of that kind and year, 0 (all with one) to 1 (evenly spread); None where it is not defined."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether the dealings with one power grow or shrink: a Mann-Kendall test over the years."""

    power: str
    tau: float
    p: float
    slope: float | None = None
    """Change a year (Sen's slope)."""
    measure: str = "count"
    """What was tested: `count`, `share`, `score`, or `evenness` with `power` empty."""
    kind: str = "all"
