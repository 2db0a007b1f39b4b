"""Whom the part of a report that a sentence stands in is about."""

from __future__ import annotations

from foedera.types import Report
from tests.coding.conftest import Coder


def roles(report: Report, kind: str) -> list[dict[str, set[str | None]]]:
    return [
        {
            cell.field.removeprefix("role:"): {
                a.country or a.org for a in claim.actors(cell.field.removeprefix("role:"))
            }
            for cell in claim.cells
            if cell.field.startswith("role:")
        }
        for claim in report.claims
        if claim.type == kind
    ]


def test_a_paragraph_may_begin_with_whom_it_is_about(code: Coder) -> None:
    text = (
        "Good morning from rainy Geneva.\n\n"
        "PERU / CHILE. Trains ran again. The fisheries agreement entered into force on Monday.\n\n"
        "Togo / Benin. A hot week. The border agreement was signed on Tuesday.\n\n"
        "ACCRA / LOMÉ - The port agreement was ratified on Wednesday.\n"
    )
    assert roles(code(text), "agreement") == [
        {"party": {"PER", "CHL"}},
        {"party": {"TGO", "BEN"}},
        {"party": {"GHA", "TGO"}},
    ]


def test_another_heading_ends_the_section(code: Coder) -> None:
    text = (
        "PERU.\n\nRain fell on Lima.\n\nTOGO.\n\nBenin gave two boats.\n\n"
        "OUR BOOKS.\n\nIn 1990 Denmark sold six F-16 fighters, says a new history.\n"
    )
    assert all("TGO" not in parts.get("recipient", set()) for parts in roles(code(text), "transfer")[-1:])


def test_an_answer_is_about_whom_the_question_names(code: Coder) -> None:
    text = (
        "Spokesman: Good morning from Nigeria.\n\nQ: How is the weather in Togo?\n\nA: Fine.\n\n"
        "Q (Radio Accra): And Benin? Is the money still frozen?\n\n"
        "A: It is. The sanctions were imposed in May.\n\nQ: What about Mali?\n\n"
        "A: The training agreement was signed on Monday.\n"
    )
    report = code(text, publisher="Ministry of Foreign Affairs of Nigeria")
    assert roles(report, "agreement") == [{"party": {"NGA", "MLI"}}]
    assert [parts["target"] for parts in roles(report, "sanction")] == [{"BEN"}]


def test_what_names_nobody_is_about_those_of_its_section(code: Coder) -> None:
    text = "The border agreement was signed on Tuesday.\n"
    assert roles(code(text), "agreement") == []
    headed = f"Chile / Peru.\n\nThe port is open.\n\nTogo / Benin.\n\n{text}"
    assert roles(code(headed), "agreement") == [{"party": {"TGO", "BEN"}}]


def test_one_paragraph_with_a_name_before_a_colon_is_no_heading(code: Coder) -> None:
    text = "Turkey: a friend of Chile.\n\nOn Monday Peru and Brazil signed an agreement on ports.\n"
    assert roles(code(text), "agreement") == [{"party": {"PER", "BRA"}}]


def test_a_heading_may_name_towns_alone(code: Coder) -> None:
    text = (
        "KUTAISI / GYUMRI. Defence ministers of the two countries signed an agreement on Monday. The two countries "
        "will hold a joint naval exercise in May.\n\nFINLAND. Finland bought tanks from Germany.\n\n"
        "SWEDEN. Sweden condemned Russia.\n"
    )
    assert {"GEO", "ARM"} in [parts.get("participant") for parts in roles(code(text), "exercise")]


def test_a_digest_names_whom_each_paragraph_is_about_before_a_dash(code: Coder) -> None:
    text = (
        "Benin - The cabinet approved a defence treaty with Togo on Monday.\n\n"
        "Chile – A frigate left for the cape on Tuesday.\n\nPeru - Lima bought six boats from Spain.\n"
    )
    assert {"BEN", "TGO"} in [parts.get("party") for parts in roles(code(text), "agreement")]


def test_a_numbered_heading_tells_whom_its_text_is_about(code: Coder) -> None:
    text = (
        "1. Benin\nA frigate of the navy left for the cape on Tuesday.\n\n"
        "2. Togo\nDeliveries of Rafale fighters from France have been brought forward to late 2026.\n"
    )
    assert [parts.get("recipient") for parts in roles(code(text), "transfer")] == [{"TGO"}]


def test_numbered_items_of_a_list_are_no_headings(code: Coder) -> None:
    text = (
        "Peru will send boats to:\n\n1. Benin\n2. Togo\n3. Mali\n\n"
        "On Monday Peru and Brazil signed an agreement on ports.\n"
    )
    assert {"PER", "BRA"} in [parts.get("party") for parts in roles(code(text), "agreement")]


def test_the_country_is_whom_the_section_is_about_though_others_act(code: Coder) -> None:
    text = (
        "Ghana clears frigate purchase\n\nGhana's parliament has approved the purchase of a fourth frigate from "
        "France. Accra ordered the first three in 2022, and Ghana will get the ship in 2029.\n\n"
        "Philippines patrol boats\n\nJapan will give the Philippines 12 boats, the two governments said. "
        "The first five are to arrive in August. Tokyo handed over coastal radars to the country last year.\n\n"
        "Morocco's jets\n\nMorocco took delivery of six F-16 fighters from the United States.\n"
    )
    radars = [c for c in code(text).claims if c.values("name") == ("coastal radars",)]
    assert [{actor.country for actor in claim.actors("recipient")} for claim in radars] == [{"PHL"}]


def test_the_items_of_a_round_up_are_about_the_state_of_its_headline(code: Coder) -> None:
    report = code(
        "This week in Armenia\n\nThe foreign minister met his Georgian counterpart in Tbilisi on Monday.\n\n"
        "Parliament ratified a defence pact with Greece.\n\nThe army took delivery of six howitzers from France.",
        "2026-03-12",
    )
    assert roles(report, "meeting") == [{"visitor": {"ARM"}, "host": {"GEO"}}]
    assert roles(report, "agreement") == [{"party": {"ARM", "GRC"}}]
    assert roles(report, "transfer") == [{"supplier": {"FRA"}, "recipient": {"ARM"}}]


def test_a_headline_of_a_round_up_without_a_state_says_nothing(code: Coder) -> None:
    report = code("This week in brief\n\nChile sold two radars to Peru.\n\nThe army met nobody.", "2026-03-12")
    assert roles(report, "transfer") == [{"supplier": {"CHL"}, "recipient": {"PER"}}]
