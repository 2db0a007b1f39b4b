"""Second halves of a sentence without a verb of their own are happenings of their own."""

from __future__ import annotations

import pytest

from foedera.types import Claim
from tests.coding.conftest import Coder


def _value(claim: Claim, field: str) -> str | None:
    return next((str(value) for value in claim.values(field)), None)


def _told(claim: Claim, role: str) -> tuple[str | None, ...]:
    return tuple(sorted(actor.country or "" for actor in claim.actors(role)))


@pytest.mark.parametrize(
    ("text", "role", "things"),
    [
        (
            "Oman donated rifles to Kenya in 2017 and three trucks to Uganda.",
            "recipient",
            {("KEN", "rifles", "2017"), ("UGA", "trucks", None)},
        ),
        (
            "India delivered 12 drones to Mali, six to Niger and four to Chad.",
            "recipient",
            {("MLI", "drones", None), ("NER", "drones", None), ("TCD", "drones", None)},
        ),
        (
            "Belgrade supplied Togo with Mi-35 helicopters and Benin with drones.",
            "recipient",
            {("TGO", "Mi-35", None), ("BEN", "drones", None)},
        ),
        (
            "Spain sold Chile 42 Rafales and Peru 26.",
            "recipient",
            {("CHL", "Rafales", None), ("PER", "Rafales", None)},
        ),
        (
            "Norway handed ten CV90s to Ghana in April 2024 and four Leopard tanks to Gabon in May 2024.",
            "recipient",
            {("GHA", "CV90s", "2024-04"), ("GAB", "Leopard", "2024-05")},
        ),
        (
            "Poland supplies ammunition to Kenya, and Slovakia howitzers.",
            "supplier",
            {("POL", "ammunition", None), ("SVK", "howitzers", None)},
        ),
        (
            "Denmark pledged 19 howitzers to Kenya, Norway eight and Sweden six.",
            "supplier",
            {("DNK", "howitzers", None), ("NOR", "howitzers", None), ("SWE", "howitzers", None)},
        ),
    ],
)
def test_each_half_is_a_transfer(code: Coder, text: str, role: str, things: set[tuple[str, str, str | None]]) -> None:
    claims = [claim for claim in code(text).claims if claim.type == "transfer"]
    assert {(*_told(claim, role), _value(claim, "name"), _value(claim, "when")) for claim in claims} == things


def test_a_half_has_its_own_number(code: Coder) -> None:
    text = "Sixty Ghanaian pilots are being trained in Russia, and another 20 in China."
    claims = [claim for claim in code(text).claims if claim.type == "training"]
    assert {_told(claim, "provider") for claim in claims} == {("RUS",), ("CHN",)}


def test_whoever_has_the_other_half_has_no_part(code: Coder) -> None:
    text = "Two patrol boats were handed to Kenya and a helicopter to Uganda."
    assert not [claim for claim in code(text).claims if claim.actors("supplier")]


@pytest.mark.parametrize(
    "text",
    [
        "Norway delivered 12 tanks to Mali and Niger last year.",
        "Lithuania bought 12 trucks from Poland and Latvia in 2024, the ministry said.",
    ],
)
def test_a_plain_list_is_one_transfer(code: Coder, text: str) -> None:
    (claim,) = (claim for claim in code(text).claims if claim.type == "transfer")
    assert len(claim.actors("recipient")) + len(claim.actors("supplier")) == 3


def test_what_each_sends_to_a_drill_is_of_one_drill(code: Coder) -> None:
    text = (
        "Seven ships took part in the exercise Blue Heron off Tema on Monday. Ghana sent three corvettes, Togo two "
        "frigates and Benin two patrol vessels."
    )
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("participant")} == {"GHA", "TGO", "BEN"}


def test_two_may_do_a_bit_more_of_the_same(code: Coder) -> None:
    text = "When rebels took Moundou, Paris held back ten million euros of aid to Chad, Rome and Berlin a bit more."
    claims = [claim for claim in code(text).claims if claim.type == "aid"]
    assert [_told(claim, "donor") for claim in claims] == [("FRA",), ("DEU", "ITA")]
    assert {_told(claim, "recipient") for claim in claims} == {("TCD",)}


def test_who_is_told_to_get_more_gives_nothing_more(code: Coder) -> None:
    text = "Canada gave Ukraine 50 armoured vehicles in May, and Norway and Denmark some more."
    assert not [claim for claim in code(text).claims if "DNK" in _told(claim, "recipient")]
