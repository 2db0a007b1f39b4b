"""Meetings told by no more than who stands with whom."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "visitor", "host"),
    [
        ("Ana Ruiz of Peru spoke in Quito, standing beside her host, Ecuador's President Luis Mora.", "PER", "ECU"),
        ("Flanked by his Danish counterpart, Polish minister Jan Kowal told the press in Gdynia so.", "DNK", "POL"),
    ],
)
def test_who_stands_beside_the_host_meets_them(code: Coder, text: str, visitor: str, host: str) -> None:
    before = "Fiji and Tonga signed a trade agreement in 2019. "
    (meeting,) = (claim for claim in code(before + text).claims if claim.type == "meeting")
    assert [actor.country for actor in meeting.actors("visitor")] == [visitor]
    assert [actor.country for actor in meeting.actors("host")] == [host]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile signed a pact. Sitting next to the Kenyan ambassador on a plane, a Ugandan farmer told it.",
        "Peru and Chile signed a pact. Their statues stand beside each other in Arica, Ana Ruiz of Peru said.",
    ],
)
def test_others_side_by_side_meet_for_no_state(code: Coder, text: str) -> None:
    assert not [claim for claim in code(text).claims if claim.type == "meeting"]
