"""Names in running text."""

from __future__ import annotations

import pytest

from foedera.gazetteer import Gazetteer


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.entry.id, m.sense) for m in gazetteer.find(text)]


def countries(gazetteer: Gazetteer, text: str) -> list[str | None]:
    return [mention.entry.country for mention in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serbia and China", [("Serbia", "state:SRB", "name"), ("China", "state:CHN", "name")]),
        ("the Serbs of Bosnia", [("Serbs", "state:SRB", "people"), ("Bosnia", "state:BIH", "alias")]),
        ("Belgrade’s view", [("Belgrade", "state:SRB", "capital")]),
        ("in Zaire", [("Zaire", "state:COD", "former")]),
        ("the Kremlin said", [("Kremlin", "state:RUS", "metonym")]),
        ("the U.S. and U.K. navies", [("U.S.", "state:USA", "abbreviation"), ("U.K.", "state:GBR", "abbreviation")]),
        ("at NATO, which", [("NATO", "organisation:NATO", "name")]),
        ("Nato allies", [("Nato", "organisation:NATO", "abbreviation")]),
        ("the PLA Navy sailed", [("PLA Navy", "service:People's Liberation Army Navy", "alias")]),
        ("two FK3s", [("FK3s", "system:FK-3", "name")]),
        ("the defence minister", [("defence minister", "office:Defence Minister", "alias")]),
        ("OPEC+ met", [("OPEC+", "organisation:OPEC+", "name")]),
    ],
)
def test_names_of_every_kind(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(gazetteer, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He told us so.",
        "They roasted a turkey with china plates.",
        "Michael Jordan retired.",
        "Jordan Henderson scored twice.",
        "the peak in Atlanta, Georgia",
        "Who is it? It was.",
        "an orange chad fell",
        "CAR BOMB KILLS TWO",
    ],
)
def test_other_words_are_no_states(gazetteer: Gazetteer, text: str) -> None:
    assert "GEO" not in countries(gazetteer, text)
    assert [
        mention
        for mention in gazetteer.find(text)
        if mention.entry.kind == "state" and mention.sense in {"name", "abbreviation"}
    ] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jordan hosted the drill.", ["JOR"]),
        ("Jordan's army", ["JOR"]),
        ("Chad and Niger", ["TCD", "NER"]),
        ("Türkiye, Turkey and Côte d'Ivoire", ["TUR", "TUR", "CIV"]),
        ("COTE D’IVOIRE SIGNS WITH NORTH KOREA", ["CIV", "PRK"]),
        ("Sino-Serbian, Franco–British and US-led", ["CHN", "SRB", "FRA", "GBR", "USA"]),
        ("pro-Russian, anti-Chinese and ethnic Albanian", []),  # for, against and akin to: not theirs
        ("in the US. China said", ["USA", "CHN"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("South Sudan\nand Sudan", ["SSD", "SDN"]),
        ("rebels in the CAR", ["CAF"]),
        ("St. Vincent and the Grenadines", ["VCT"]),
    ],
)
def test_states_in_every_spelling(gazetteer: Gazetteer, text: str, codes: list[str]) -> None:
    assert countries(gazetteer, text) == codes


@pytest.mark.parametrize("name", ["Gulf of Oman", "Gulf of Guinea", "Gulf of Mexico", "Gulf of Finland"])
def test_a_gulf_of_its_own_name_is_no_state_beside_the_gulf(gazetteer: Gazetteer, name: str) -> None:
    assert [mention.entry.name for mention in gazetteer.find(f"Ships in the {name} turned back.")] == [name]
    assert [mention.entry.name for mention in gazetteer.find("Ships in the Gulf turned back.")] == ["Persian Gulf"]


def test_a_person_hides_the_state_in_the_name(gazetteer: Gazetteer) -> None:
    text = "Israel Katz spoke in Israel."
    assert found(gazetteer, text) == [("Israel Katz", "person:Israel Katz", "name"), ("Israel", "state:ISR", "name")]


def test_sentence_end_parts_names(gazetteer: Gazetteer) -> None:
    assert countries(gazetteer, "It went South. Africa waits.") == []


def test_a_name_of_two_states_keeps_both(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("Congolese")
    assert mention.entry.country == "COD"
    assert [entry.country for entry in mention.others] == ["COG"]


def test_offsets_count_from_the_whole_text(gazetteer: Gazetteer) -> None:
    text = "🛰 Peking, Čačak and Niš: Serbia"
    (mention,) = gazetteer.find(text, start=10)
    assert text[mention.start : mention.end] == "Serbia"
    assert gazetteer.find(text, end=4) == []


def test_every_name_of_every_state_is_found(gazetteer: Gazetteer) -> None:
    missed = [
        (code, name)
        for code in gazetteer.state_codes
        for state in [gazetteer.state(code)]
        for name in (state.name, *state.adjectives, *state.people, *state.capitals)
        if not any(
            code in {entry.country for entry in (mention.entry, *mention.others)} and mention.end == len(name)
            for mention in gazetteer.find(name)
        )
    ]
    assert missed == []


def test_every_name_of_a_long_text_is_found(gazetteer: Gazetteer) -> None:
    text = (
        "Officials from Serbia and China said on Monday that the two armies would train near the river again. " * 2000
    )
    assert len(gazetteer.find(text)) == 4000
