"""Phrases to actors."""

from __future__ import annotations

import pytest

from foedera.gazetteer import Gazetteer, Tenure
from foedera.types import Actor


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Beijing", "CHN"),
        ("the Kremlin", "RUS"),
        ("Washington", "USA"),
        ("Serbian Army", "SRB"),
        ("China’s navy", "CHN"),
        ("the Royal Navy", "GBR"),
        ("JSDF", "JPN"),
        ("South African National Defence Force", "ZAF"),
        ("Chinese People's Liberation Army Air Force", "CHN"),
        ("government of Japan", "JPN"),
        ("the Serbian side", "SRB"),
        ("Fijians", "FJI"),
        ("Hellenic Navy", "GRC"),
        ("a special unit of the Chinese Army", "CHN"),
    ],
)
def test_capitals_armies_and_governments_are_the_state(gazetteer: Gazetteer, name: str, country: str) -> None:
    actor = gazetteer.resolve(name)
    assert actor == Actor(gazetteer.state(country).name, "state", country)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Defence of Serbia", Actor("Ministry of Defence", "organisation", "SRB")),
        ("UN General Assembly", Actor("UN General Assembly", "organisation", org="UN")),
        ("Chinese foreign ministry", Actor("Ministry of Foreign Affairs", "organisation", "CHN")),
        ("Ministry of National Defense of the PRC", Actor("Ministry of National Defence", "organisation", "CHN")),
        ("State Department", Actor("State Department", "organisation", "USA")),
        ("Xinhua", Actor("Xinhua", "organisation", "CHN")),
        ("US embassy in Belgrade", Actor("US embassy in Belgrade", "organisation", "USA")),
        ("embassy of China in Belgrade", Actor("embassy of China in Belgrade", "organisation", "CHN")),
        ("European Commission", Actor("European Commission", "organisation", None, "EU")),
        ("UN Security Council", Actor("UN Security Council", "organisation", None, "UNSC")),
        ("Japanese Joint Staff", Actor("Japanese Joint Staff", "organisation", "JPN")),
        ("Dassault", Actor("Dassault Aviation", "company", "FRA")),
        ("Serbian Aircraft Corporation", Actor("Serbian Aircraft Corporation", "company", "SRB")),
        ("81st Mountain Brigade", Actor("81st Mountain Brigade", "unit")),
        ("81st Mountain Brigade of the Serbian Army", Actor("81st Mountain Brigade", "unit", "SRB")),
        ("Russia's Pacific Fleet", Actor("Pacific Fleet", "unit", "RUS")),
        ("Seventh Fleet", Actor("Seventh Fleet", "unit", "USA")),
        ("Ohio National Guard", Actor("Ohio National Guard", "unit", "USA")),
        ("Georgia National Guard", Actor("Georgia National Guard", "unit", "USA")),
        ("Western diplomats", Actor("Western diplomats", "group")),
        ("Kremlin spokesman", Actor("Kremlin spokesman", "group", "RUS")),
        ("spokesperson for the EU", Actor("spokesperson for the EU", "group", None, "EU")),
        ("Moscow-backed lawmakers in the Moldovan parliament", None),
        ("Abkhaz", Actor("Abkhazia", "group", "GEO")),
        ("the troops", None),
        ("us", None),
        ("turkey", None),
        ("Sino-Serbian", None),
        ("", None),
        ("...", None),
    ],
)
def test_other_actors(gazetteer: Gazetteer, name: str, expected: Actor | None) -> None:
    actor = gazetteer.resolve(name)
    if name.startswith("Moscow-backed"):
        assert actor is not None
        assert (actor.kind, actor.country) == ("group", "MDA")
    else:
        assert actor == expected


def test_persons_lose_titles_and_gain_a_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Serbian President Aleksandar Vucic") == Actor("Aleksandar Vučić", "person", "SRB")
    assert gazetteer.resolve("Gen. John Smith") == Actor("John Smith", "person")
    assert gazetteer.resolve("Ghanaian Defence Minister Kofi Boa") == Actor("Kofi Boa", "person", "GHA")


def test_a_surname_means_who_was_in_office(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Sharif") is None
    assert gazetteer.resolve("Sharif", on="2017-06-01") == Actor("Nawaz Sharif", "person", "PAK")
    assert gazetteer.resolve("Sharif", on="2015-06-01") is None  # the Prime Minister's and the Chief of Army Staff's
    assert gazetteer.resolve("Sharif", on="2023-06-01") == Actor("Shehbaz Sharif", "person", "PAK")


def test_a_person_belongs_to_whom_he_serves(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Mark Rutte", on="2023-06-01") == Actor("Mark Rutte", "person", "NLD")
    assert gazetteer.resolve("Mark Rutte", on="2025-06-01") == Actor("Mark Rutte", "person", None, "NATO")


def test_a_known_kind_makes_an_actor_of_an_unknown_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Milan Perišin") is None
    assert gazetteer.resolve("Milan Perišin", kind="person") == Actor("Milan Perišin", "person")
    assert gazetteer.resolve("Bulgarian Quorl", kind="company") == Actor("Bulgarian Quorl", "company", "BGR")


def test_a_metonym_of_several(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Brussels") == Actor("European Union", "organisation", None, "EU")
    assert [actor.country or actor.org for actor in gazetteer.alternatives("Brussels")] == ["EU", "BEL", "NATO"]


def test_country_of(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_of("Serbian defence minister") == "SRB"
    assert gazetteer.country_of("spokesman for the Chinese embassy in Belgrade") == "CHN"
    assert gazetteer.country_of("Port of Spain") == "TTO"
    assert gazetteer.country_of("Sino-Serbian commission") is None
    assert gazetteer.country_of("nobody") is None


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Swedish aircraft maker Saab", "Saab"),
        ("Russian state agency TASS", "TASS"),
        ("spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("the NATO-led KFOR", "KFOR"),
    ],
)
def test_a_description_before_a_known_name(gazetteer: Gazetteer, phrase: str, name: str) -> None:
    actor = gazetteer.resolve(phrase)
    assert actor is not None
    assert actor.name == name


def test_offices(gazetteer: Gazetteer) -> None:
    assert gazetteer.holders("President", "SRB", "2020-01-01") == ("Aleksandar Vučić",)
    assert gazetteer.holders("President", "SRB", "2015-01-01") == ("Tomislav Nikolić",)
    offices = [tenure.office for tenure in gazetteer.tenures("Vucic")]
    assert offices == ["Defence Minister", "First Deputy Prime Minister", "Prime Minister", "President"]
    assert gazetteer.tenures("Nobody Known") == ()
    assert gazetteer.holders("Secretary General", "NATO", "2025-02") == ("Mark Rutte",)
    assert gazetteer.holders("Defence Minister", "CHN", "2023-11-20") == ()


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2017-05-30", False),
        ("2017-05-31", True),
        ("2017", True),
        ("2017-04", False),
        ("2019-01", True),
        ("2020", False),
    ],
)
def test_a_tenure_covers_its_days(day: str, held: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert Tenure("A B", "President", "SRB", None, "2017-05-31", "2019-01").covers(day) is held


def test_systems(gazetteer: Gazetteer) -> None:
    system = gazetteer.system("FK3 systems")
    assert system is not None
    assert (system.name, system.country, system.variant_of, system.relation) == (
        "FK-3",
        "CHN",
        "HQ-22",
        "export version",
    )
    assert all(gazetteer.system(name) for name in ("F 16", "F-16s", "Bayraktar TB-2", "su 35", "Javelins"))
    assert gazetteer.system("bread") is None


def test_organisations(gazetteer: Gazetteer) -> None:
    nato = gazetteer.organisation("NATO")
    assert nato is not None
    assert len(nato.members) == 32
    assert "SRB" not in nato.members
    eu = gazetteer.organisation("EU")
    assert eu is not None
    assert len(eu.members) == 27
    assert gazetteer.organisation("XYZ") is None


def test_every_organisation_resolves_to_its_short_name(gazetteer: Gazetteer) -> None:
    for short in ("ASEAN", "AU", "BRICS", "CSTO", "ECOWAS", "EU", "G7", "GCC", "IAEA", "NATO", "OSCE", "SCO", "UN"):
        actor = gazetteer.resolve(short)
        assert actor is not None
        assert (actor.kind, actor.org) == ("organisation", short)


@pytest.mark.parametrize(("printed", "family"), [("A-29Ns", "Super Tucano"), ("T-90S", "T-90"), ("X-29N", None)])
def test_a_version_is_of_the_family_that_its_number_names(
    gazetteer: Gazetteer, printed: str, family: str | None
) -> None:
    system = gazetteer.system(printed)
    assert (system and system.name) == family


def test_those_whom_a_state_backs_are_not_its_own(gazetteer: Gazetteer) -> None:
    for name in ("Rwandan-backed rebels", "Iranian-funded militias", "US-trained fighters"):
        rebels = gazetteer.resolve(name)
        assert rebels is not None
        assert (rebels.kind, rebels.country) == ("group", None)
    led = gazetteer.resolve("Saudi-led coalition")
    assert led is not None
    assert led.country == "SAU"
