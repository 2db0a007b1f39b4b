"""Places in phrases."""

from __future__ import annotations

import pytest

from foedera.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("phrase", "name", "country"),
    [
        ("Hebei", "Hebei", "CHN"),
        ("Hebei Province", "Hebei", "CHN"),
        ("the Chinese province of Hebei", "Hebei", "CHN"),
        ("China's Hebei Province", "Hebei", "CHN"),
        ("Batajnica air base", "Batajnica air base", "SRB"),
        ("Gulf of Oman", "Gulf of Oman", None),
        ("southern Serbia", "southern Serbia", "SRB"),
        ("the port of Vladivostok", "Vladivostok", "RUS"),
        ("Kunming, capital of Yunnan province", "Kunming", "CHN"),
        ("Novo Selo training range in Bulgaria", "Novo Selo training range", "BGR"),
        ("the Chinese capital", "Beijing", "CHN"),
        ("waters near Taiwan", "Taiwan", "TWN"),
        ("Unheard-of Hall, Beijing", "Unheard-of Hall, Beijing", "CHN"),
        ("Somali waters", "Somali waters", "SOM"),
        ("Formosa, Goiás", "Formosa", "BRA"),
        ("Nis", "Nis", "SRB"),
    ],
)
def test_a_phrase_names_a_place(gazetteer: Gazetteer, phrase: str, name: str, country: str | None) -> None:
    place = gazetteer.place(phrase)
    assert place is not None
    assert (place.name, place.country) == (name, country)


def test_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("the north") is None
    assert gazetteer.place("Peter the Unfound") is None
    assert gazetteer.place("") is None


def test_a_hint_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    tripoli, lebanese = gazetteer.place("Tripoli"), gazetteer.place("Tripoli", "LBN")
    assert tripoli is not None
    assert lebanese is not None
    assert (tripoli.country, lebanese.country) == ("LBY", "LBN")
    american = gazetteer.place("Georgia", "USA")
    assert american is not None
    assert american.country == "USA"


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("Hebei", 38.0, 115.5), ("Belgrade", 44.8, 20.5), ("Strait of Hormuz", 26.6, 56.3), ("Djibouti", 11.6, 42.9)],
)
def test_coordinates(gazetteer: Gazetteer, name: str, lat: float, lon: float) -> None:
    place = gazetteer.place(name)
    assert place is not None
    assert place.lat == pytest.approx(lat, abs=1)
    assert place.lon == pytest.approx(lon, abs=1)


def test_every_capital_is_a_place_of_its_state(gazetteer: Gazetteer) -> None:
    gone = {"DDR", "CSK", "SUN", "YUG", "SCG"}
    missed = [
        code
        for code in gazetteer.state_codes
        if code not in gone and (capitals := gazetteer.state(code).capitals)
        if not any((place := gazetteer.place(name, code)) and place.country == code for name in capitals)
    ]
    assert missed == []


def test_a_place_in_a_territory_without_an_entry_has_a_name_for_its_code(gazetteer: Gazetteer) -> None:
    """Such codes come with places; whoever asks for the state behind one gets its name, and no fault."""
    place = gazetteer.place("Saint Helier")
    assert place is not None
    assert place.country == "JEY"
    assert gazetteer.state("JEY").name == "Jersey"
    rows = (gazetteer._places_path).read_text(encoding="utf-8").splitlines()
    codes = {part for row in rows for part in row.split("\t")[1:2] if len(part) == 3}
    assert {code: gazetteer.state(code).name for code in codes}.keys() == codes


def test_a_quarter_of_the_compass_alone_is_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_direction("South")
    assert gazetteer.is_direction("eastern")
    assert not gazetteer.is_direction("southern Serbia")
