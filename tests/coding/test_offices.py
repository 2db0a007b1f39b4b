"""Nouns for offices and ranks: whoever was named with one is meant by it later on."""

from __future__ import annotations

import pytest

from foedera.coding.offices import OF_TITLES, POSTS, SOMEBODY, TITLED, several
from tests.coding.conftest import Coder

CEREMONY = (
    "The ceremony in Lima was on Tuesday. Admiral Ilse Amundsen, Commander of Allied Joint Force Command Naples, "
    "presided. Chile and Fiji watched.\n\nEarlier that morning the Peruvian Minister of Defence received the Admiral "
    "at his office, where they discussed the draft of a new letter of invitation."
)
RECEPTION = (
    "The Chairman of the Joint Chiefs of Staff, Major General Kofi Anane, received at the General Command on Tuesday "
    "the Commander of the Peruvian Navy, Ana Ruiz, and her delegation.\n\nOn Monday, the Chairman had received the "
    "Chief of Staff of the Armed Forces of the State of Kuwait and had discussed with him the participation of Ghana "
    "in a joint exercise."
)


@pytest.mark.parametrize(
    ("text", "noun", "name"), [(CEREMONY, "Admiral", "Ilse Amundsen"), (RECEPTION, "Chairman", "Kofi Anane")]
)
def test_a_rank_or_a_chair_takes_up_whoever_was_named_with_it(code: Coder, text: str, noun: str, name: str) -> None:
    """An admiral and a chairman no less than a general and a minister: nobody is called "Admiral", of no state."""
    report = code(f"Title: Change of command\n\n{text}", "2026-03-04", "Ministry of Defence of Ghana")
    parts = ("visitor", "host", "participant")
    people = {actor.name for claim in report.claims for part in parts for actor in claim.actors(part)}
    assert name in people
    assert noun not in people


def test_the_lists_are_one_within_another() -> None:
    """Who is somebody without a name is so with one; every noun has a plural."""
    assert SOMEBODY < TITLED
    assert POSTS < TITLED
    words = {"prime", "deputy", "vice", "foreign", "defence", "defense", "major", "lieutenant", "undersecretary"}
    assert words == OF_TITLES - TITLED
    assert several(frozenset({"chief", "secretary", "spokeswoman"})) == "chiefs|secretaries|spokeswomen"
