"""Who goes somewhere for a meeting is the guest, and the report's own minister is not of where he goes."""

from __future__ import annotations

import pytest

from foedera.types import Claim
from tests.coding.conftest import Coder


def meeting(code: Coder, text: str) -> Claim:
    return next(claim for claim in code(text).claims if claim.type == "meeting")


def of(claim: Claim, role: str) -> set[str | None]:
    return {actor.country for actor in claim.actors(role)}


@pytest.mark.parametrize(
    "text",
    [
        "John Howard of Australia will go to Indonesia for a summit meeting with Indonesian President Ana Sukarno.",
        "Australia's John Howard flew to Indonesia on Monday for talks with President Megawati Sukarno of Indonesia.",
    ],
)
def test_who_goes_for_talks_is_the_guest_of_whoever_is_at_home_there(code: Coder, text: str) -> None:
    found = meeting(code, text)
    assert (of(found, "visitor"), of(found, "host")) == ({"AUS"}, {"IDN"})


def test_a_minister_alone_is_not_of_the_state_to_which_he_goes(code: Coder) -> None:
    text = (
        "The Prime Minister, John Howard, has revealed he will go to Indonesia for a summit meeting with Indonesian "
        "President Megawati Sukarnoputri. The two leaders met in Jakarta in May. Relations of Australia and Indonesia "
        "are warm, Indonesian officials in Jakarta and Surabaya said."
    )
    found = meeting(code, text)
    assert (of(found, "visitor"), of(found, "host")) == ({"AUS"}, {"IDN"})


def test_what_two_are_holding_in_a_month_may_be_yet_to_come(code: Coder) -> None:
    text = "Australia and Indonesia are co-hosting an international summit on smuggling in February."
    found = next(claim for claim in code(text, published="2001-12-10").claims if claim.type == "meeting")
    assert (found.status, list(found.values("when"))) == ("planned", ["2002-02"])
