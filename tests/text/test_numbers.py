"""Quantities, money and ordinals as reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.text.numbers import parse_ordinal, parse_quantities, parse_quantity
from foedera.types import Quantity

ONE = [
    ("3,500 soldiers", Quantity(3500, unit="soldiers")),
    ("about 1,331 Cambodian troops", Quantity(1331, "about", unit="troops")),
    ("some 70", Quantity(70, "about")),
    ("nearly three dozen", Quantity(36, "nearly")),
    ("a dozen or so", Quantity(12, "about")),
    ("half a dozen boats", Quantity(6, unit="boats")),
    ("twenty-four", Quantity(24)),
    ("a hundred and twenty", Quantity(120)),
    ("two thousand three hundred and fifty men", Quantity(2350, unit="men")),
    ("a quarter of a million", Quantity(250_000)),
    ("two squadrons", Quantity(2, unit="squadrons")),
    ("two S-400 Triumf squadrons", Quantity(2, unit="squadrons")),
    ("at least three Virginia-class boats", Quantity(3, "at least", unit="boats")),
    ("18 FT-8C guided missiles", Quantity(18, unit="guided missiles")),
    ("a pair of frigates", Quantity(2, unit="frigates")),
    ("more than 40", Quantity(40, "over")),
    ("no fewer than 40", Quantity(40, "at least")),
    ("as many as 300", Quantity(300, "up to")),
    ("fewer than ten", Quantity(10, "up to")),
    ("500 soldiers or more", Quantity(500, "at least", unit="soldiers")),
    ("the 50-odd advisers", Quantity(50, "about", unit="advisers")),
    ("1,100-strong contingent", Quantity(1100, unit="contingent")),
    ("1.100 soldiers", Quantity(1100, unit="soldiers")),
    ("12\u00a0400 soldiers", Quantity(12_400, unit="soldiers")),
    ("2.7 billion euros", Quantity(2_700_000_000, currency="EUR")),
    ("€2.7bn", Quantity(2_700_000_000, currency="EUR")),
    ("just under €1 billion", Quantity(1_000_000_000, "nearly", currency="EUR")),
    ("8-billion-euro loan", Quantity(8_000_000_000, currency="EUR")),
    ("$400 mln", Quantity(400_000_000, currency="USD")),
    ("$301 m", Quantity(301_000_000, currency="USD")),
    ("US$ 1.2 million", Quantity(1_200_000, currency="USD")),
    ("11 billion U.S. dollars", Quantity(11_000_000_000, currency="USD")),
    ("66 million Australian dollars", Quantity(66_000_000, currency="AUD")),
    ("NT$247.2 billion", Quantity(247_200_000_000, currency="TWD")),
    ("5,000 crore rupees", Quantity(50_000_000_000, currency="INR")),
    ("Rs 40,000-crore", Quantity(400_000_000_000, currency="INR")),
    ("SEK 5.3 billion", Quantity(5_300_000_000, currency="SEK")),
    ("R211m", Quantity(211_000_000, currency="ZAR")),
    ("three hundred and fifty million yen", Quantity(350_000_000, currency="JPY")),
    ("300 million Serbian dinars", Quantity(300_000_000, currency="RSD")),
    ("7.5 billion CFA francs", Quantity(7_500_000_000, currency="XOF")),
    ("40 million Swiss francs", Quantity(40_000_000, currency="CHF")),
    ("4.5 billion pounds", Quantity(4_500_000_000, currency="GBP")),
    ("one and a half billion dollars", Quantity(1_500_000_000, currency="USD")),
    ("0.25 per cent of GDP", Quantity(0.25, unit="per cent")),
]


@pytest.mark.parametrize(("phrase", "quantity"), ONE)
def test_one_quantity(phrase: str, quantity: Quantity) -> None:
    """Figures, words, scales, qualifiers, units and currencies become one record."""
    assert parse_quantities(phrase) == [quantity]
    assert parse_quantity(phrase) == quantity


@pytest.mark.parametrize(
    "phrase", ["dozens", "several hundred", "tens of thousands", "million", "Su-35", "the K2", "2S1 howitzers", ""]
)
def test_no_number(phrase: str) -> None:
    """Vague crowds and numbers in names are not counted."""
    assert parse_quantity(phrase) is None


def test_several_quantities_share_what_stands_once() -> None:
    """A range or list gives each number the unit, currency and scale that stand at its end."""
    assert parse_quantities("30,000 to 35,000 troops") == [
        Quantity(30_000, unit="troops"),
        Quantity(35_000, unit="troops"),
    ]
    assert parse_quantities("about 9,000 U.S. and 5,000 Philippine personnel") == [
        Quantity(9000, "about", unit="personnel"),
        Quantity(5000, "about", unit="personnel"),
    ]
    assert parse_quantities("1.5 to 2 billion euros") == [
        Quantity(1_500_000_000, currency="EUR"),
        Quantity(2_000_000_000, currency="EUR"),
    ]
    assert parse_quantities("40 K2 tanks") == [Quantity(40, unit="tanks")]


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("seventh", 7),
        ("the 11th edition", 11),
        ("twenty-first", 21),
        ("one hundred and first", 101),
        ("fiftieth", 50),
        ("hundredth", 100),
        ("third and last", 3),
        ("seven", None),
        ("", None),
    ],
)
def test_ordinals(phrase: str, number: int | None) -> None:
    """Ordinals in figures and words; a cardinal is none."""
    assert parse_ordinal(phrase) == number


@given(number=st.integers(0, 999_999_999))
def test_grouped_figures_are_read_back(number: int) -> None:
    """Any number written with thousands separators comes back."""
    assert parse_quantities(f"{number:,} soldiers") == [Quantity(number, unit="soldiers")]


WORDS = st.lists(
    st.sampled_from(
        "a half dozen hundred thousand million bn m 3 1,200 1.5 9999999999999999999 $ € US$ Rs . - and to or so of more"
        " than about twenty four euros dollars Australian kg R P first K2 the".split()
    ),
    max_size=25,
).map(" ".join)


@given(phrase=WORDS | st.text())
@settings(max_examples=300, deadline=None)
def test_any_phrase_gives_numbers_or_none(phrase: str) -> None:
    """No phrase makes reading fail, and no number is negative."""
    assert all(quantity.n >= 0 for quantity in parse_quantities(phrase))
    ordinal = parse_ordinal(phrase)
    assert ordinal is None or ordinal >= 0
