"""Places that are only pointed at, or told twice."""

from __future__ import annotations

import pytest

from foedera.types import Place
from tests.coding.conftest import Coder


def _places(code: Coder, text: str, kind: str) -> list[str]:
    claims = [claim for claim in code(text).claims if claim.type == kind]
    return [place.name for claim in claims for place in claim.values("where") if isinstance(place, Place)]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "The minister flew to Tallinn in Estonia on Monday. Norwegian troops have been stationed there since May.",
            "deployment",
            "Tallinn",
        ),
        (
            "Norway built a new barracks in Tapa. Norwegian troops have been stationed in the town since May.",
            "deployment",
            "Tapa",
        ),
        (
            "The minister inspected Tapa on Monday. Norwegian troops have been stationed there since May.",
            "deployment",
            "Tapa",
        ),
        (
            "Peru and Chile signed the pact in the Estonian capital on Monday. Tallinn was covered in snow.",
            "agreement",
            "Tallinn",
        ),
    ],
)
def test_a_place_that_is_pointed_at_is_the_one_named_before(code: Coder, text: str, kind: str, place: str) -> None:
    assert _places(code, text, kind) == [place]


def test_an_organisation_is_no_place(code: Coder) -> None:
    text = "Norway will pull its troops out of MONUSCO in May."
    assert _places(code, text, "deployment") == []


def test_what_points_at_nothing_is_no_place(code: Coder) -> None:
    text = "Norwegian troops have been stationed in the town since May."
    assert _places(code, text, "deployment") == []


def test_an_office_is_in_the_state_of_who_holds_it(code: Coder) -> None:
    text = (
        "Ghana signed a fisheries treaty with Togo on Monday. "
        "President Kofi Mensah of Ghana took office in January 2021."
    )
    assert _places(code, text, "office") == ["Ghana"]


@pytest.mark.parametrize(
    ("text", "kind", "place", "country"),
    [
        ("The drill between Chile and Peru was held in Cartagena, Colombia, in May.", "exercise", "Cartagena", "COL"),
        ("Canada and Peru held a joint exercise in northern Chile in May.", "exercise", "northern Chile", "CHL"),
    ],
)
def test_a_place_lies_where_the_words_around_it_say(
    code: Coder, text: str, kind: str, place: str, country: str
) -> None:
    places = (p for c in code(text).claims if c.type == kind for p in c.values("where"))
    found = {p.name: p.country for p in places if isinstance(p, Place)}
    assert found == {place: country}


def test_the_next_capital_of_a_list_is_not_where_a_place_lies(code: Coder) -> None:
    claims = code("The Peruvian frigate Ucayali visited Yokosuka, Manila and Mumbai in March.").claims
    places = (p for c in claims if c.type == "deployment" for p in c.values("where"))
    found = {p.name: p.country for p in places if isinstance(p, Place)}
    assert found == {"Yokosuka": "JPN", "Manila": "PHL", "Mumbai": "IND"}


def test_half_of_a_states_name_is_no_town_elsewhere(code: Coder) -> None:
    """A place that is hardly believed is widened to its name as well: no Republic in Missouri."""
    text = (
        "7. Both sides took note of the exercise “Steppe Bridge”, in which 85 Slovak and 120 Mongolian peacekeepers "
        "took part near Töv in September 2025, and agreed to hold it again in the Slovak Republic in 2027."
    )
    places = [place for claim in code(text).claims for place in claim.values("where") if isinstance(place, Place)]
    assert "Töv" in {place.name for place in places}
    assert "USA" not in {place.country for place in places}


def test_here_without_a_dateline_is_no_place(code: Coder) -> None:
    assert _places(
        code, "Norwegian troops have been stationed here since May, the Estonian minister said.", "deployment"
    ) in (
        [],
        ["Estonia"],
        ["Estonian"],
    )


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Norway will pay 6 million euros for a clinic in Kumasi, the ministry in Accra said.", "aid", ["Kumasi"]),
        ("Norway delivered 12 howitzers to Kumasi in May.", "transfer", ["Kumasi"]),
        ("The government in Oslo condemned the arrest of a journalist in Kumasi.", "oppose", []),
    ],
)
def test_a_deed_is_where_its_clause_or_the_occasion_says(code: Coder, text: str, kind: str, places: list[str]) -> None:
    assert _places(code, text, kind) == places


def test_who_is_met_on_the_sidelines_is_met_where_the_report_opens(code: Coder) -> None:
    text = (
        "On Monday the Minister of Defence of Ghana, Kofi Anane, spoke at the handover of two boats at Tema. "
        "On the sidelines of the ceremony the minister met the ambassador of Norway, Ilse Amundsen."
    )
    assert _places(code, text, "meeting") == ["Tema"]


def test_a_side_of_a_place_is_no_place_of_its_own(code: Coder) -> None:
    text = (
        "Tanzania and Kenya ended the exercise Calm Reef, which began on March 9 in the waters east of the "
        "island of Zanzibar, a spokesman said."
    )
    assert _places(code, text, "exercise") == ["Zanzibar"]


def test_waters_beside_a_place_are_told_by_its_name(code: Coder) -> None:
    text = "Tanzania and Kenya held the exercise Calm Reef in March in the waters east of Zanzibar, a spokesman said."
    assert _places(code, text, "exercise") == ["Zanzibar"]


def test_an_organisation_in_capitals_is_no_town_of_that_name(code: Coder) -> None:
    text = "Cambodia voted at the UN in March 2022 against Russia's invasion of Ukraine."
    assert {claim.values("where") for claim in code(text).claims} == {()}


def test_where_a_source_is_does_not_tell_where_something_is(code: Coder) -> None:
    text = (
        "Azerbaijan ordered eight Akinci drones from Baykar in 2024; three have been delivered. According to the "
        "ministry in Baku, the rest will follow by the end of the year."
    )
    assert {claim.values("where") for claim in code(text).claims if claim.type == "transfer"} == {()}


def test_a_word_for_any_place_is_none(code: Coder) -> None:
    text = "Ghana and Togo held the exercise Blue Heron at sea off Tema in May. Crews of both fired at targets on land."
    places = {getattr(place, "name", "") for claim in code(text).claims for place in claim.values("where")}
    assert "Tema" in places
    assert not places & {"sea", "land"}


@pytest.mark.parametrize(
    "text",
    [
        "Athens will buy 20 F-35s from Washington.",
        "Denmark pledged 19 howitzers to Kyiv.",
        "Canada set aside 500 million dollars in military aid for Nairobi.",
    ],
)
def test_a_capital_that_stands_for_its_state_is_no_place(code: Coder, text: str) -> None:
    claims = code(text).claims
    assert claims
    assert not [claim for claim in claims if claim.values("where")]


def test_what_is_delivered_to_a_capital_may_be_there(code: Coder) -> None:
    (claim,) = code("Moscow delivered two S-400 batteries to Ankara in July 2019.").claims
    assert {place.name for place in claim.values("where") if isinstance(place, Place)} == {"Ankara"}


@pytest.mark.parametrize(
    "text",
    [
        "At a meeting in Oslo, Peru and Chile signed an agreement on fishing.",
        "At a meeting in Oslo, Peruvian and Chilean ministers signed an agreement on fishing.",
    ],
)
def test_who_acts_right_behind_a_place_does_not_have_it(code: Coder, text: str) -> None:
    places = (p for c in code(text).claims if c.type == "agreement" for p in c.values("where"))
    assert {p.country for p in places if isinstance(p, Place)} == {"NOR"}


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Dozens of Russian soldiers have been trained in Iran to use the missile.", "training", ["Iran"]),
        ("Rival factions from Chad and Niger held seven days of talks in Germany.", "meeting", ["Germany"]),
        (
            "Haiti asked Chile for help in Port-au-Prince. Commandos stormed army headquarters in the Haitian capital.",
            "assault",
            ["Port-au-Prince"],
        ),
        ("Two submarines that were built in China were delivered to the Thai navy.", "transfer", []),
    ],
)
def test_what_a_state_or_a_capital_is_told_to_be_around_is_there(
    code: Coder, text: str, kind: str, places: list[str]
) -> None:
    assert _places(code, text, kind) == places


def test_a_pact_is_of_the_talks_that_its_sentence_tells_of_after_it(code: Coder) -> None:
    text = "Chad and Niger reached agreement on a customs union during talks in Germany."
    assert _places(code, text, "agreement") == ["Germany"]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "China lent Trinidad and Tobago 204 million dollars for an industrial park at Point Lisas.",
            "aid",
            "Point Lisas",
        ),
        ("Germany will give 25 million euros to villages in Mafraq.", "aid", "Mafraq"),
        (
            "Chad asked France in May to withdraw its soldiers. France withdrew the last from Chadian soil on Monday.",
            "deployment",
            "Chadian soil",
        ),
        ("British instructors could be sent to western Ukraine after a ceasefire.", "deployment", "western Ukraine"),
    ],
)
def test_what_is_given_or_sent_is_where_its_words_put_it(code: Coder, text: str, kind: str, place: str) -> None:
    assert _places(code, text, kind) == [place]
