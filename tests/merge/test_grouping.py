"""Series of exercises, steps of deals and of papers."""

from __future__ import annotations

from itertools import permutations

from foedera.events import Entry
from foedera.merge import groups
from tests.merge.made import made


def grouped(*events: list[Entry]) -> list[set[int]]:
    """Return which events belong together, by their numbers, and check that the order does not matter."""
    ids = [f"e-{min(claim.id for claim in event)}" for event in events]
    found = groups(events)
    assert all(groups(order) == found for order in list(permutations(events))[:6])
    parts: dict[str, set[int]] = {}
    for number, event in enumerate(ids):
        if event in found:
            parts.setdefault(found[event], set()).add(number)
    return sorted(parts.values(), key=min)


def test_editions_are_a_series_under_any_name() -> None:
    first = [made("exercise", {"participant": "SRB CHN"}, name="Peace Guardian", when="2030-06")]
    second = [made("exercise", {"participant": "CHN SRB LAO"}, name="Mirovnik 2031", when="2031-06")]
    other = [made("exercise", {"participant": "SRB CHN"}, name="Iron Lynx", when="2031-06")]
    elsewhere = [made("exercise", {"participant": "PER CHL"}, name="Peace Keeper", when="2031-06")]
    assert grouped(first, second, other, elsewhere) == [{0, 1}]


def test_a_deal_is_its_order_delivery_and_service() -> None:
    sides = {"supplier": "CHN", "recipient": "SRB"}
    order = [made("transfer", sides, name="FK-3", stage="order", when="2019")]
    delivery = [
        made("transfer", sides, name="HQ-22", stage="delivery", when="2022-04"),
        made("transfer", sides, name="FK-3"),
    ]
    service = [made("transfer", {"recipient": "SRB"}, name="FK-3", stage="in service")]
    drones = [made("transfer", sides, name="CH-92A", stage="order")]
    theirs = [made("transfer", {"supplier": "CHN", "recipient": "PAK"}, name="FK-3", stage="order")]
    assert grouped(order, delivery, service, drones, theirs) == [{0, 1, 2}]


def test_a_paper_is_its_talks_signing_and_ratification() -> None:
    signed = [made("agreement", {"party": "SRB CHN"}, subject="free trade", stage="signed", when="2031-10-17")]
    ratified = [made("agreement", {"party": "CHN SRB"}, subject="free trade agreement", stage="ratified")]
    other = [made("agreement", {"party": "CHN SRB"}, subject="extradition", stage="ratified")]
    assert grouped(signed, ratified, other) == [{0, 1}]


def test_meetings_and_lone_events_belong_to_nothing() -> None:
    day = [made("meeting", {"participant": "SRB CHN"}, when=f"2031-06-0{day}") for day in (1, 2)]
    assert groups([[claim] for claim in day]) == {}
    assert groups([[made("exercise", {"participant": "SRB CHN"}, name="Iron Lynx", when="2031")]]) == {}
