"""Whose somebody named is whom a report ties to a movement, a people or somebody else's office."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.people import People


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Troops arrested the Hamas spiritual leader Sheikh Omar Darwish in Gaza City.", "Omar Darwish", "PSE"),
        ("Troops arrested Sheikh Omar Darwish, a religious leader of Hamas.", "Omar Darwish", "PSE"),
        ("Troops arrested Omar Darwish, a Hamas fighter.", "Omar Darwish", None),
        ("A Hamas official confirmed the arrests of two senior leaders, Omar Darwish and Ali Noor.", "Ali Noor", "PSE"),
        ("The US asked to see the Kenyan, Ali Noor, who was captured in Somalia.", "Ali Noor", "KEN"),
        ("He briefed US president Gerald Ford and his secretary of state Henry Miller.", "Henry Miller", "USA"),
        ("Australia and its foreign minister Peter Downes said nothing.", "Peter Downes", "AUS"),
        (
            "Indonesia agreed. Indonesia hopes for aid. Australia will lead it. Prime Minister Peter Downes said so.",
            "Peter Downes",
            "AUS",
        ),
        (
            "Indonesia agreed. Indonesia hopes for aid. Australia will lead it. Colonel Ali Noor said so.",
            "Ali Noor",
            "IDN",
        ),
        (
            "He told of a three-day visit to Sri Lanka by Norwegian Foreign Minister Jan Petersen.",
            "Jan Petersen",
            "NOR",
        ),
        ("A man was held in India on suspicion of links to Omar Darwish.", "Omar Darwish", None),
        ("Afghan officials welcomed the appointment of General Ali Noor as the new ISI chief.", "Ali Noor", "PAK"),
        ("India withdrew after the victory of Ravi Silva, a strong critic of Indian mediation.", "Ravi Silva", None),
        ("Omar Darwish, 33, a French national, was charged in New York.", "Omar Darwish", "FRA"),
        (
            "Congress debates a US bill. The Minister, Peter Downes, led a delegation of Australian farmers to Rome.",
            "Peter Downes",
            "AUS",
        ),
        ("Reuters photographed U.S. President Ann Miller in Santiago.", "Ann Miller", "USA"),
        (
            "Oslo asked for news of a Bergen man suspected of fighting in Mali. Lars Dahl, 26, was captured by rebels.",
            "Lars Dahl",
            "NOR",
        ),
        ("A Bergen man was in Mali. Lars Dahl says rebels captured him, and Lars Dahl was hurt.", "Lars Dahl", None),
        ("They condemned the Israeli killing of Sheikh Omar Darwish, the leader of Hamas.", "Omar Darwish", "PSE"),
    ],
)
def test_people_are_of_those_to_whom_a_report_ties_them(text: str, name: str, country: str | None) -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2001-12-10")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    found = People(context).find(name)
    assert found is not None
    assert found.country == country
