"""Pages of lists in any order, and facets, hold what going through everything holds."""

from __future__ import annotations

from collections import Counter

import pytest

from foedera.analysis import corroborate
from foedera.events import Entry, Event, Query
from foedera.store import ORDERS, Store, StoreError
from foedera.types import Actor
from tests.store.making import make_claim, make_kept, make_report


def fill(store: Store) -> list[Event]:
    """Keep reports of two publishers on seven happenings; return the events."""
    made = []
    for number in range(7):
        entries = []
        for paper in ("Osava Courier", "Norland Post")[: 1 + number % 2]:
            claim = make_claim(
                f"c{number}{paper[0]}",
                kind=("exercise", "meeting")[number % 3 == 0],
                status=("occurred", "planned")[number % 2],
                states=("SRB", ("NOR", "CHN")[number % 2]),
                when=f"20{20 + number % 3}-05-0{1 + number}" if number else None,
                confidence=0.5 + number / 20,
                title=f"Name {9 - number}",
            )
            report = make_report(f"r{number}{paper[0]}", claim, publisher=paper, published="2023-01-01")
            store.reports.add(make_kept(report))
            entries.append(Entry(claim, report.id, report.published, paper, report.id, report.title))
        store.entries.put(entries)
        made.append(corroborate(entries))
    store.events.replace([], made)
    return made


def test_pages_in_every_order_hold_every_event_once(store: Store) -> None:
    """Rising and falling are each other's reverse."""
    made = {event.id for event in fill(store)}
    for order in ORDERS:
        pages = [store.lists.events(Query(limit=3, offset=at), order) for at in (0, 3, 6)]
        ids = [event.id for page in pages for event in page]
        assert len(ids) == 7
        assert set(ids) == made
        rising = [event.id for event in store.lists.events(Query(), order, falling=False)]
        assert rising == ids[::-1]


def test_orders_are_what_they_say(store: Store) -> None:
    """By the number of claims, by confidence, by name."""
    fill(store)
    assert [len(e.claims) for e in store.lists.events(Query(), "claims")] == [2, 2, 2, 1, 1, 1, 1]
    sure = [event.confidence for event in store.lists.events(Query(), "confidence")]
    assert sure == sorted(sure, reverse=True)
    names = [event.name for event in store.lists.events(Query(), "name", falling=False)]
    assert names == sorted(names, key=str)
    claims = [entry.claim.confidence for entry in store.lists.entries(Query(limit=4), "confidence")]
    assert len(claims) == 4
    assert claims == sorted(claims, reverse=True)


def test_an_order_that_is_none_is_refused(store: Store) -> None:
    """Columns are those of a list, whatever the address says."""
    with pytest.raises(StoreError):
        store.lists.events(Query(), "body")
    with pytest.raises(StoreError):
        store.lists.entries(Query(), "voices")


def test_facets_count_what_is_there(store: Store) -> None:
    """The same as going through all events; a party in two roles, or a publisher of two claims, counts once."""
    made = fill(store)
    facets = store.lists.facets(Query())
    assert dict(facets["type"]) == Counter(event.type for event in made)
    assert dict(facets["status"]) == Counter(event.status for event in made)
    countries = Counter(code for event in made for code in _countries(event))
    assert dict(facets["country"]) == countries
    assert dict(facets["publisher"]) == {"Osava Courier": 7, "Norland Post": 3}
    assert [year for year, _ in facets["year"]] == sorted(year for year, _ in facets["year"])
    assert sum(count for _, count in facets["year"]) == 7


def _countries(event: Event) -> set[str]:
    values = [r.value for v in event.fields if v.field.startswith("role:") for r in v.readings]
    return {value.country for value in values if isinstance(value, Actor) and value.country}


def test_a_facet_leaves_its_own_choice_aside(store: Store) -> None:
    """So that one sees what else there is; countries narrow, since all must take part."""
    made = fill(store)
    facets = store.lists.facets(Query(types=("meeting",), statuses=("planned",)))
    planned = [event for event in made if event.status == "planned"]
    assert dict(facets["type"]) == Counter(event.type for event in planned)
    assert dict(facets["status"]) == Counter(event.status for event in made if event.type == "meeting")
    with_china = store.lists.facets(Query(states=("CHN",)))
    assert dict(with_china["country"]) == {"SRB": 3, "CHN": 3}
    assert dict(store.lists.facets(Query(publishers=("Norland Post",)))["publisher"])["Osava Courier"] == 7


def test_publishers_are_counted(store: Store) -> None:
    """Reports, claims and events of each, those without a name too."""
    fill(store)
    store.reports.add(make_kept(make_report("anonymous", publisher=None)))
    found = {each.name: (each.reports, each.claims, each.events) for each in store.lists.publishers()}
    assert found == {"Osava Courier": (7, 7, 7), "Norland Post": (3, 3, 3), None: (1, 0, 0)}
