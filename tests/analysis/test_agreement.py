from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis.agreement import Lore, agree, precision
from foedera.analysis.dates import same_time
from foedera.analysis.names import alike, same_person
from foedera.analysis.numbers import same_number, span_of
from foedera.types import Actor, CellValue, Place, Quantity
from tests.analysis.make import BRIGADE, CHINA, EU, SERBIA

LORE = Lore(frozenset({("china", "CHN"), ("serbia", "SRB")}))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("2025-07-19", "2025-07-19", True),
        ("2025-07", "2025-07-19/2025-07-28", True),
        ("2025", "2025-07", True),
        ("2025-07-20", "2025-07-19/2025-07-28", True),  # seen on one day of it
        ("2025-07-19/..", "2025-07-19/2025-07-28", True),
        ("../2025-07-28", "2025-07-19/2025-07-28", True),
        ("2025-07-11~/2025-07-31~", "2025-07-19/2025-07-28", True),
        ("2025-07-18~", "2025-07-19", True),
        ("2021~", "2022-03", True),
        ("2018/..", "2020", True),
        ("../2027", "2026", True),
        ("2024-07-08/2024-07-19", "2024-07-09/2024-07-19~", False),
        ("2025-08-01/2025-08-05", "2025-08-03/2025-08-05", False),
        ("0001~", "0001-02", True),  # about the first year of the calendar
        ("9999-12-31~", "9999-12-30", True),
        ("2025-07-19", "2025-07-20", False),
        ("2025-07", "2025-08-01", False),
        ("2024", "2025-01", False),
        ("2025-07-19~", "2025-07-24", False),
        ("2025-07-29/..", "2025-07-19/2025-07-28", False),
        ("../2025-07-18", "2025-07-19/..", False),
        ("soon", "2025", False),
    ],
)
def test_times(left: str, right: str, *, same: bool) -> None:
    assert same_time(left, right) is same
    assert same_time(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (Quantity(500, "about"), Quantity(512), True),
        (Quantity(500), Quantity(512), True),
        (Quantity(500, "over"), Quantity(530), True),
        (Quantity(700, "over"), Quantity(730, "over"), True),
        (Quantity(17000, "up to"), Quantity(14000, "about"), True),
        (Quantity(3000, "over"), Quantity(3000), True),
        (Quantity(100, "nearly"), Quantity(95), True),
        (Quantity(6), Quantity(6, unit="drones"), True),
        (Quantity(60, unit="soldiers"), Quantity(60, unit="troops"), True),
        (Quantity(35000, "over"), Quantity(40000, "about"), True),
        (Quantity(35000, "over"), Quantity(30000, "over"), False),
        (Quantity(30000), Quantity(35000), False),
        (Quantity(56), Quantity(63), False),
        (Quantity(32), Quantity(33), False),
        (Quantity(100, "nearly"), Quantity(103), False),
        (Quantity(4, unit="batteries"), Quantity(4, unit="squadrons"), False),
        (Quantity(56, of="USA"), Quantity(56, of="CHN"), False),
        (Quantity(10, currency="EUR"), Quantity(10, currency="USD"), False),
        (Quantity(0), Quantity(0, "about"), True),
        (Quantity(-5, "about"), Quantity(-5), True),
    ],
)
def test_numbers(left: Quantity, right: Quantity, *, same: bool) -> None:
    assert same_number(left, right) is same
    assert same_number(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (SERBIA, Actor("Republic of Serbia", "state", "SRB"), True),
        (SERBIA, BRIGADE, True),
        (SERBIA, Actor("Ministry of Defence", "organisation", "SRB"), True),
        (SERBIA, Actor("Aleksandar Vučić", "person", "SRB"), True),
        (CHINA, SERBIA, False),
        (BRIGADE, Actor("72nd Brigade", "unit", "SRB"), True),
        (BRIGADE, Actor("63rd Parachute Brigade", "unit", "SRB"), False),
        (BRIGADE, Actor("Ministry of Defence", "organisation", "SRB"), False),
        (BRIGADE, CHINA, False),
        (Actor("Vucic", "person", "SRB"), Actor("Aleksandar Vučić", "person", "SRB"), True),
        (Actor("Vucic", "person"), Actor("Aleksandar Vučić", "person", "SRB"), True),
        (Actor("Donald Tusk", "person", "POL"), Actor("Łukasz Tusk", "person", "POL"), False),
        (Actor("Xi", "person", "CHN"), Actor("Xi Jinping", "person", "CHN"), True),
        (Actor("D. Tusk", "person", "POL"), Actor("Donald Tusk", "person", "POL"), True),
        (EU, Actor("European Commission", "organisation", org="EU"), True),
        (EU, Actor("Germany", "state", "DEU"), False),
        (Actor("EU spokesman", "person", "DEU", "EU"), Actor("Germany", "state", "DEU"), False),
        (Actor("nine others", "group"), Actor("nine other countries", "group"), True),
        (Actor("officials", "group"), SERBIA, False),
        (Actor("Serbian troops", "group", "SRB"), SERBIA, True),
        (Actor("Serbia", "group"), SERBIA, True),
    ],
)
def test_actors(left: Actor, right: Actor, *, same: bool) -> None:
    assert agree(left, right, "actor", LORE) is same
    assert agree(right, left, "actor", LORE) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (Place("Hebei", "CHN"), Place("Hebei province", "CHN"), True),
        (Place("Hebei", "CHN"), Place("China", "CHN"), True),
        (Place("Kampong Chhnang", "KHM"), Place("Phnom Chum Sen Rikreay, Kampong Chhnang", "KHM"), True),
        (Place("Hebei", "CHN"), Place("Hunan", "CHN"), False),
        (Place("Hebei", "CHN"), Place("Serbia", "SRB"), False),
        (Place("Brest", "BLR"), Place("Brest", "FRA"), False),
        (Place("Preah Sihanouk", "KHM", 10.6, 103.6), Place("Ream", "KHM", 10.5, 103.7), True),
        (Place("Belgrade", "SRB", 44.8, 20.5), Place("Niš", "SRB", 43.3, 21.9), False),
        (Place("Sea of Japan"), Place("Vladivostok", "RUS"), False),
    ],
)
def test_places(left: Place, right: Place, *, same: bool) -> None:
    assert agree(left, right, "place", LORE) is same
    assert agree(right, left, "place", LORE) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Talisman Sabre", "Talisman Sabre 2025", True),
        ("Peacekeeper", "Peace Keeper", True),
        ("Golden Dragon-2025", "Golden Dragon 2025", True),
        ("S-400", "S-400 Triumf", True),
        ("anti-submarine defence", "anti-submarine defense", True),
        ("fighter", "fighters", True),
        ("Golden Dragon 2024", "Golden Dragon 2025", False),
        ("FK-3", "FK-2", False),
        ("HQ-17AE", "HQ-17A", False),
        ("Eagle Assault", "Attacking Falcon", False),
        ("the", "Joint Sea", False),
        ("", "Joint Sea", False),
    ],
)
def test_names(left: str, right: str, *, same: bool) -> None:
    assert alike(left, right) is same
    assert alike(right, left) is same


def test_endless_names_cost_no_time() -> None:
    endless = " ".join(f"wordy{i}" for i in range(20_000))
    assert alike(endless, endless.upper())
    assert not alike(endless, endless + " more")
    assert not same_person(endless, endless + " more")


def test_initials_alone_name_nobody() -> None:
    assert not same_person("A. V.", "Aleksandar Vučić")
    assert not same_person("", "Aleksandar Vučić")


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [(Quantity(6), "six", "number"), (True, 1, "flag"), (7, "7", "number"), (CHINA, Place("China", "CHN"), "actor")],
)
def test_values_of_different_sorts_never_agree(left: CellValue, right: CellValue, kind: str) -> None:
    assert not agree(left, right, kind, LORE)
    assert not agree(right, left, kind, LORE)


ACTORS = st.builds(
    Actor,
    st.sampled_from(
        ["Serbia", "China", "Vučić", "Aleksandar Vučić", "72nd Brigade", "European Union", "officials", "é"]
    ),
    st.sampled_from(["state", "organisation", "person", "unit", "company", "group"]),
    st.sampled_from([None, "SRB", "CHN"]),
    st.sampled_from([None, "EU"]),
)
QUANTITIES = st.builds(
    Quantity,
    st.one_of(st.integers(-1000, 100000), st.floats(-1e6, 1e12)),
    st.sampled_from([None, "about", "over", "nearly", "up to", "at least", "odd"]),
    st.sampled_from([None, "SRB"]),
    st.sampled_from([None, "troops", "soldiers", "ships"]),
)
PLACES = st.builds(
    Place, st.text(max_size=8), st.sampled_from([None, "SRB", "CHN"]), st.floats(-90, 90), st.floats(-180, 180)
)
TIMES = st.sampled_from(
    "2025 2025-07 2025-07-19 2025~ 2025-07-19~ 2025-07-19/2025-07-28 2025-07/.. ../2025 2025-07-11~/2025-07-31~ "
    "soon 0001~ 9999~".split()
)
VALUES: st.SearchStrategy[Any] = st.one_of(
    ACTORS, QUANTITIES, PLACES, TIMES, st.text(max_size=12), st.booleans(), st.integers()
)


@given(VALUES, VALUES, st.sampled_from(["actor", "time", "name", "phrase", "number", "enumeration", "flag", "place"]))
def test_agreement_is_symmetric_and_every_value_can_be_ranked(left: CellValue, right: CellValue, kind: str) -> None:
    assert agree(left, right, kind, LORE) == agree(right, left, kind, LORE)
    assert precision(left, kind, LORE) == precision(left, kind, LORE)


@given(ACTORS)
def test_an_actor_agrees_with_itself(actor: Actor) -> None:
    assert agree(actor, actor, "actor", LORE)


@given(QUANTITIES)
def test_a_number_agrees_with_itself(quantity: Quantity) -> None:
    low, high = span_of(quantity)
    assert low <= high
    assert same_number(quantity, quantity)
