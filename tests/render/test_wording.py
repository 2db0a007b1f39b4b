"""Dates, actors and numbers in words."""

from __future__ import annotations

import pytest

from foedera.render.wording import (
    actor_words,
    confidence_word,
    place_words,
    quantity_words,
    when_words,
    withheld_words,
)
from foedera.types import Actor, Place, Quantity

NAMES = {"SRB": "Serbia", "CHN": "China"}


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        ("2025-07-19", "occurred", "19 July 2025"),
        ("2025-07", "occurred", "July 2025"),
        ("2025", "occurred", "2025"),
        ("2021~", "occurred", "about 2021"),
        ("2025-07-19/2025-07-28", "occurred", "19–28 July 2025"),
        ("2025-07-28/2025-08-02", "occurred", "28 July – 2 August 2025"),
        ("2024-12-28/2025-01-03", "occurred", "28 December 2024 – 3 January 2025"),
        ("2025-07/2025-08", "planned", "July–August 2025"),
        ("2020/2024", "ongoing", "2020–2024"),
        ("2025-07-11~/2025-07-31~", "planned", "within 11–31 July 2025"),
        ("2018/..", "ongoing", "since 2018"),
        ("2027/..", "planned", "from 2027"),
        ("../2027", "planned", "by 2027"),
        ("../2024-07-18", "occurred", "until 18 July 2024"),
    ],
)
def test_dates(value: str, status: str, words: str) -> None:
    """EDTF reads as people write dates, with the preposition that the status asks for."""
    assert when_words(value, status) == words


def test_actors_and_places_name_their_country_once() -> None:
    """A unit's country follows in brackets; a state's or one in the name does not."""
    assert actor_words(Actor("72nd Brigade", "unit", "SRB"), NAMES) == "72nd Brigade (Serbia)"
    assert actor_words(Actor("Bank of China", "company", "CHN"), NAMES) == "Bank of China"
    assert actor_words(Actor("Serbia", "state", "SRB"), NAMES) == "Serbia"
    assert actor_words(Actor("Atlantis Guard", "unit", "ATL"), NAMES) == "Atlantis Guard (ATL)"
    assert actor_words(Actor("spokesperson", "person", org="EU"), NAMES) == "spokesperson (EU)"
    assert place_words(Place("Hebei", "CHN"), NAMES) == "Hebei, China"
    assert place_words(Place("South China Sea"), NAMES) == "South China Sea"


def test_numbers() -> None:
    """Money is short, counts are exact."""
    assert quantity_words(Quantity(2_700_000_000, "about", currency="EUR"), NAMES) == "about €2.7 billion"
    assert quantity_words(Quantity(15_300_000_000, currency="CZK"), NAMES) == "15.3 billion CZK"
    assert quantity_words(Quantity(1331, of="CHN", unit="soldiers"), NAMES) == "1,331 soldiers (China)"
    assert quantity_words(Quantity(123_456), NAMES) == "123,456"


def test_certainty_and_silence() -> None:
    """Confidence has three words; what is withheld is named."""
    assert [confidence_word(score) for score in (0.2, 0.6, 0.85)] == ["doubtful", "likely", "sure"]
    assert withheld_words("participant:CHN:unit", NAMES) == "participant: unit (China)"
    assert withheld_words("value", NAMES) == "value"
