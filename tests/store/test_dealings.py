"""Numbers of dealings are those that going through all events gives, in both databases."""

from __future__ import annotations

from collections import Counter

from foedera.events import Entry, Event, Query
from foedera.store import Store
from foedera.store.dealings import UNDATED, Dealings
from foedera.types import Actor
from tests.store.making import make_claim, make_kept, make_report
from tests.store.test_lists import fill


def codes(event: Event) -> set[str]:
    """Return who takes part."""
    values = [r.value for view in event.fields if view.field.startswith("role:") for r in view.readings]
    return {value.country or "" for value in values if isinstance(value, Actor)}


def year(event: Event) -> str:
    """Return the year in which an event began, or was first reported."""
    return (event.when or "2023")[:4]


def test_numbers_are_those_of_the_events(store: Store) -> None:
    """Years, types, partners and the grid, with and without filters."""
    made, dealings = fill(store), Dealings(store)
    for query in (
        Query(),
        Query(states=("SRB", "CHN")),
        Query(publishers=("Norland Post",)),
        Query(types=("meeting",)),
    ):
        found = list(store.events.iter(query))
        assert {event.id for event in dealings.iter(query)} == {event.id for event in found}
        assert dealings.count(query) == len(found)
        assert dict(dealings.years(query)) == Counter(map(year, found))
        assert dict(dealings.tally(query, "type")) == Counter(event.type for event in found)
        assert dict(dealings.tally(query, "status")) == Counter(event.status for event in found)
        partners = Counter(code for event in found for code in codes(event))
        assert dict(dealings.partners(query, ())) == partners
        grid = Counter((code, year(event)) for event in found for code in codes(event))
        assert {(who, when): n for who, when, n in dealings.grid(query, tuple(partners))} == grid
        for name, number in dealings.years(query):
            assert [year(event) for event in dealings.iter(query, name)] == [name] * number
    assert dict(dealings.polities()) == Counter(code for event in made for code in codes(event))


def test_what_has_no_date_at_all_comes_last(store: Store) -> None:
    """It is of no year, and can be asked for."""
    claim = make_claim("c0", when=None)
    store.reports.add(make_kept(make_report("r0", claim, published=None)))
    store.entries.put([Entry(claim, "r0", None, "Osava Courier", "r0")])
    store.events.replace([], [Event("e-c0", "exercise", None, "occurred", None, (), ("c0",), ())])
    dealings = Dealings(store)
    assert dealings.years(Query()) == [(UNDATED, 1)]
    assert [event.id for event in dealings.iter(Query(), UNDATED)] == ["e-c0"]
    assert dealings.count(Query(), "2023") == 0


def test_roles_of_two_are_counted_by_type(store: Store) -> None:
    """Each event once for each pair of roles."""
    made, dealings = fill(store), Dealings(store)
    both = Counter(event.type for event in made if {"SRB", "CHN"} <= codes(event))
    assert sum(n for *_, n in dealings.roles("SRB", "CHN")) == sum(both.values())
    assert {kind for kind, *_ in dealings.roles("SRB", "CHN")} == set(both)


def test_reports_are_listed_by_publisher_and_by_turn(store: Store) -> None:
    """The last added first, with the number of their claims."""
    fill(store)
    dealings = Dealings(store)
    assert [row.id for row in dealings.reports(2)] == ["r6O", "r5N"]
    assert [row.id for row in dealings.reports(2, 2)] == ["r5O", "r4O"]
    theirs = dealings.reports(10, publisher="Norland Post")
    assert [row.id for row in theirs] == ["r5N", "r3N", "r1N"]
    assert {row.claims for row in theirs} == {1}
    assert dealings.count_reports("Norland Post") == 3
    assert dealings.count_reports(None) == 0
    assert dealings.reports(10, publisher=None) == []
