"""Numbers compared: what "about 500", "over 500" and 512 can mean."""

from __future__ import annotations

import math

from foedera.analysis.names import key
from foedera.types import Quantity

_PEOPLE = frozenset(
    "soldier troop personnel people serviceman servicemen servicemember military staff member men participant force "
    "trooper instructor peacekeeper".split()
)
_ABOUT = 0.1
_ROUND = 0.025
"""How far off a number that ends in a nought may be without "about": 500 may stand for 512, 35,000 not for 40,000."""


def measure(quantity: Quantity) -> tuple[str, str, str]:
    """Return what a number counts: whose, what and in which money. Only numbers of one measure can clash."""
    unit = key(quantity.unit or "")
    return (quantity.of or "", "people" if unit in _PEOPLE else unit, quantity.currency or "")


def same_measure(left: Quantity, right: Quantity) -> bool:
    """Tell whether two numbers may count the same; a unit or currency that one leaves out does not part them."""
    pairs = zip(measure(left), measure(right), strict=True)
    of, unit, currency = ((a, b) for a, b in pairs)
    return of[0] == of[1] and all(not a or not b or a == b for a, b in (unit, currency))


def same_number(left: Quantity, right: Quantity) -> bool:
    """Tell whether two numbers of one measure can both be right.

    Example:
        >>> same_number(Quantity(500, "about"), Quantity(512))
        True
        >>> same_number(Quantity(30000, "over"), Quantity(40000, "about"))
        False
    """
    if not same_measure(left, right):
        return False
    (a, b), (c, d) = span_of(left), span_of(right)
    return a <= d and c <= b


def span_of(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the greatest number that a report can mean.

    "Over 500" and "at least 500" reach just short of half a step of the leading digit (550): whoever counted more would
    have named more.
    """
    n = float(quantity.n)
    match quantity.qual:
        case "about":
            return _ordered(n * (1 - _ABOUT), n * (1 + _ABOUT))
        case "over" | "at least":
            return n, n + _step(n) / 2 - (1e-9 * _step(n))
        case "nearly":
            return _ordered(n * 0.85, n)
        case "up to":
            return _ordered(n * 0.6, n)
    slack = abs(n) * _ROUND if n and n % 10 == 0 else 0.0
    return n - slack, n + slack


def number_precision(quantity: Quantity) -> tuple[int, int, int]:
    """Return a key that is greater the more exactly a number is given: unqualified, to the last digit, with unit."""
    digits = len(f"{abs(quantity.n):.15g}".replace(".", "").strip("0"))
    return (0 if quantity.qual else 1, digits, sum(bool(part) for part in (quantity.unit, quantity.currency)))


def _step(n: float) -> float:
    return float(10.0 ** math.floor(math.log10(abs(n)))) if n and math.isfinite(n) else 0.0


def _ordered(low: float, high: float) -> tuple[float, float]:
    return (low, high) if low <= high else (high, low)
