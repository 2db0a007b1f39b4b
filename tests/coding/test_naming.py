"""Names that stand where the report told of a thing before."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.naming import Naming, is_designation
from foedera.types import Cell, Claim, Span
from tests.coding.conftest import Coder


@pytest.mark.parametrize(("name", "is_one"), [("F-35", True), ("Gripen", True), ("70 jets", True), ("jets", False)])
def test_a_designation_is_no_word_for_a_kind_of_thing(name: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_designation(name) is is_one


def _names(code: Coder, text: str, kind: str) -> list[object]:
    return [_name(claim) for claim in code(text).claims if claim.type == kind]


def _name(claim: Claim) -> object:
    return next(iter(claim.values("name")), None)


def test_the_next_edition_has_the_name_of_the_series(code: Coder) -> None:
    text = (
        'Norway and Latvia completed the joint exercise "Amber Shield" at Bodø on Friday. '
        "The next edition will be hosted by Latvia in 2027."
    )
    assert _names(code, text, "exercise") == ["Amber Shield", "Amber Shield"]


def test_a_drill_that_is_new_or_of_others_has_no_name_of_another(code: Coder) -> None:
    text = (
        'Norway and Latvia completed the joint exercise "Amber Shield" at Bodø on Friday. '
        "Peru and Chile will hold a drill in the Atacama desert in May."
    )
    assert _names(code, text, "exercise") == ["Amber Shield", None]


def test_more_of_them_are_of_the_system_told_of(code: Coder) -> None:
    text = (
        "Norway bought 24 K9 howitzers from South Korea in 2017. Oslo ordered four more in 2022. "
        "Deliveries to Norway will begin in March."
    )
    names = [str(name) for name in _names(code, text, "transfer")]
    assert len(names) >= 2
    assert all(name.startswith("K9") for name in names)


def test_what_is_called_something_else_is_no_such_system(code: Coder) -> None:
    text = (
        "Norway bought 24 K9 howitzers from South Korea in 2017. "
        "Sweden delivered two refurbished patrol boats to Latvia in 2022."
    )
    assert not any("K9" in str(name) for name in _names(code, text, "transfer")[1:])


def test_nothing_has_the_name_of_what_another_section_tells_of(code: Coder) -> None:
    text = (
        "Peru and Chile are old rivals, and Peru thanked Chile.\n\n"
        "ARGENTINA\n\nDenmark delivered six F-16 fighters to Argentina on 5 December.\n\n"
        "BRAZIL\n\nSweden delivered two more on 11 November.\n"
    )
    assert "F-16" not in _names(code, text, "transfer")[1:]


@pytest.mark.parametrize(
    "text",
    [
        "The African Union met in Lusaka on Monday. Sudan wants to leave the bloc next year.",
        "The African Union met in Lusaka on Monday. Sudan has been a member since 1963.",
    ],
)
def test_membership_is_of_the_organisation_told_of(code: Coder, text: str) -> None:
    assert _names(code, text, "membership") == ["African Union"]


def test_who_is_neutral_belongs_to_nothing(code: Coder) -> None:
    text = "The African Union met in Lusaka on Monday. Malta has been militarily neutral since 1980."
    assert _names(code, text, "membership") == [None]


def test_the_treaty_is_the_one_told_of(code: Coder) -> None:
    text = (
        "Norway and Latvia signed a fisheries treaty in Riga in 2019. The treaty has not been ratified by Latvia. "
        "Oslo wants to renegotiate it."
    )
    names = _names(code, text, "agreement")
    assert len(names) >= 2
    assert all("fisheries treaty" in str(name) for name in names)


def test_a_treaty_with_a_name_of_its_own_keeps_it(code: Coder) -> None:
    text = (
        "Norway and Latvia signed a fisheries treaty in Riga in 2019. "
        "Peru and Chile signed the extradition treaty in Lima in May."
    )
    assert _names(code, text, "agreement") == ["fisheries treaty", "extradition treaty"]


def test_a_designation_goes_before_the_word_of_the_headline(code: Coder) -> None:
    text = (
        "Norway receives more howitzers\n\n"
        "OSLO, Aug. 12 - Norway has received the last six K9 howitzers from South Korea, the army said on Tuesday.\n"
    )
    assert {str(name)[:2] for name in _names(code, text, "transfer")} == {"K9"}


def test_a_maker_is_no_weapon_system(code: Coder) -> None:
    text = "LIG Nex1 won the contract for eight air defence batteries for Norway in September 2024."
    assert not any("Nex1" in str(name) for name in _names(code, text, "transfer"))


def test_the_next_host_need_not_be_one_of_those_named(code: Coder) -> None:
    text = (
        'Norway and Latvia completed the joint exercise "Amber Shield" at Bodø on Friday. '
        "The next edition will be hosted by Poland in 2027."
    )
    assert _names(code, text, "exercise") == ["Amber Shield", "Amber Shield"]


def test_a_design_that_is_only_taken_up_is_the_system_told_of_before(code: Coder) -> None:
    text = "Chile has ordered 12 T-6C trainers from the United States. The aircraft is derived from the PC-9."
    variant = next(claim for claim in code(text).claims if claim.type == "variant")
    assert (variant.values("name"), variant.values("field:of")) == (("T-6C",), ("PC-9",))


@pytest.mark.parametrize(
    "text",
    [
        "The cannon on the square is a replica cast in Sweden.",
        "Norway bought 30 tanks of the K2NO version, which is a version of the K2NO.",
    ],
)
def test_a_thing_is_no_variant_of_a_country_or_of_itself(code: Coder, text: str) -> None:
    assert not [claim for claim in code(text).claims if claim.type == "variant"]


def test_the_next_edition_does_not_bear_the_year_of_this_one(code: Coder) -> None:
    text = (
        "Ghana and Togo held the exercise Iron Elk 2025 at Tema in May. "
        "The next exercise is planned for 2027 and will be held in Lomé."
    )
    names = {claim.status: claim.values("name") for claim in code(text).claims if claim.type == "exercise"}
    assert names == {"occurred": ("Iron Elk 2025",), "planned": ("Iron Elk",)}


def test_things_that_are_new_are_not_those_of_another_pair(code: Coder) -> None:
    text = (
        "Germany delivered 28 Leopard 2A4 tanks to the Czech Republic in March.\n\n"
        "Poland has given the Czech Republic 14 tanks in May. It got the tanks as a present in the nineties."
    )
    names = {c.values("when"): _name(c) for c in code(text).claims if c.type == "transfer"}
    assert names[("2025-05",)] != "Leopard 2A4"


def test_two_digits_may_be_the_year_of_this_edition(code: Coder) -> None:
    text = (
        "Ghana and Togo held the exercise Iron Elk 25 at Tema in May. "
        "The next exercise is planned for 2027 and will be held in Lomé."
    )
    names = {claim.status: claim.values("name") for claim in code(text).claims if claim.type == "exercise"}
    assert names == {"occurred": ("Iron Elk 25",), "planned": ("Iron Elk",)}


def test_what_is_to_come_does_not_bear_a_year_that_is_past(code: Coder) -> None:
    text = (
        "Ghana and Togo held the exercise Iron Elk 2025 at Tema in May 2025. "
        "Both armies say that the exercise will be repeated."
    )
    names = {c.status: c.values("name") for c in code(text, "2026-02-01").claims if c.type == "exercise"}
    assert names == {"occurred": ("Iron Elk 2025",), "planned": ("Iron Elk",)}


def test_the_drill_of_another_pair_has_no_name_of_the_first_ones(code: Coder) -> None:
    text = (
        "Peru and Chile held the exercise Iron Elk 2025 near Tacna in May.\n\n"
        "In July Peru and Bolivia staged a joint exercise on both sides of the border. "
        "La Paz and Lima had held the first drill of theirs in 2023."
    )
    named = [(_name(c), {a.country for a in c.actors("participant")}) for c in code(text).claims]
    assert {name for name, who in named if "BOL" in who} == {None}


def test_a_candidate_is_one_of_the_organisation_that_was_named_far_before(code: Coder) -> None:
    text = (
        "Envoys of the European Union met in Vilnius on Monday. The hall was cold. Coffee was served at ten. Nobody "
        "spoke for long. The lights went out twice. Some left early. Moldova has been a candidate since June 2022."
    )
    claim = next(claim for claim in code(text).claims if claim.type == "membership")
    assert str(claim.values("name")[0]) == "European Union"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The EU has welcomed the vote. Ghana has been a candidate since 2012, the EU said.", "EU"),
        ("With Brussels the ledger is untidier. Iceland applied to join the Union in 2009.", "EU"),
        ("The European Union has welcomed the vote. Ghana has been a candidate since 2012.", "European Union"),
    ],
)
def test_an_organisation_is_called_as_the_report_mostly_calls_it(code: Coder, text: str, name: str) -> None:
    assert set(_names(code, text, "membership")) == {name}


_COUNCIL = "Norway told the opening of the Arctic Trade Council that it was content. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The joint fisheries commission of Ghana and Norway met in Oslo on Monday.", "joint fisheries commission"),
        ("The foreign minister of Ghana travelled to Oslo for the Northern Circle meeting.", "Northern Circle"),
        ("The ministers of Ghana and Norway will hold the first meeting in Oslo in May.", None),
        ("The ministers of Ghana and Norway held bilateral talks in Oslo on Monday.", None),
        (_COUNCIL + "Envoys of Ghana, Togo and Mali are attending the three-day summit.", "Arctic Trade Council"),
        (_COUNCIL + "Envoys of Ghana, Togo and Mali are attending another three-day summit.", None),
    ],
)
def test_a_meeting_has_the_name_of_those_who_meet_or_of_the_meeting(code: Coder, text: str, name: str | None) -> None:
    found = [str(each) for each in _names(code, text, "meeting") if each is not None]
    assert found if name else not found
    assert all(each.startswith(name or "") for each in found)


def test_a_thing_is_named_by_a_system_told_of_farther_back_where_none_is_near(code: Coder) -> None:
    text = (
        "Norway bought 24 K9 howitzers from South Korea in 2017. It was a good year. Nobody complained. Prices fell. "
        "People were glad. The weather was fine. Norway ordered four more howitzers from South Korea in 2022."
    )
    assert all(str(name).startswith("K9") for name in _names(code, text, "transfer"))


def test_a_number_in_capitals_is_part_of_a_name(code: Coder) -> None:
    text = 'Peru and Chile held the exercise "Two Oceans" in Arica in May.'
    assert [claim.values("name") for claim in code(text).claims] == [("Two Oceans",)]


def test_a_name_does_not_begin_within_a_word(code: Coder) -> None:
    text = "Kenya and the United Kingdom signed a new five-year Defence Cooperation Agreement in London in July 2021."
    assert [claim.values("name") for claim in code(text).claims] == [("five-year Defence Cooperation Agreement",)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The European Union on Friday adopted its 18th package of sanctions against Belarus.", "18th package"),
        (
            "The UN Security Council on Friday renewed the arms embargo on Togo. Resolution 2781 got nine votes.",
            "Resolution 2781",
        ),
    ],
)
def test_sanctions_are_named_by_the_act_that_imposes_them(code: Coder, text: str, name: str) -> None:
    (sanction,) = (claim for claim in code(text).claims if claim.type == "sanction")
    assert sanction.values("name") == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "Norway, a NATO member, and Russia signed the border treaty in 2010.",
        "Croatia, a NATO member, signed a pact with Serbia in 2021.",
    ],
)
def test_an_apposition_has_neither_the_name_nor_the_time_of_what_is_done(code: Coder, text: str) -> None:
    (member,) = (claim for claim in code(text).claims if claim.type == "membership")
    assert (member.values("name"), member.values("when")) == (("NATO",), ())


def test_an_ally_that_buys_missiles_is_no_member_of_them() -> None:
    """Where the network marks the missile as the name of what somebody is a member of."""
    engine = pipeline.load(None, 2)
    text = "Turkey, a NATO member, bought S-400 missiles from Russia."
    document = pipeline.document_of(text.encode(), "text.txt")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    at, missile = text.index("member"), text.index("S-400")
    name = Cell("name", "S-400", "S-400", Span(missile, missile + 5), 0.4)
    draft = Draft("membership", "ongoing", 0.9, 0.9, [name], [0], [Span(at, at + 6)])
    Naming(context, [draft]).complete(draft)
    assert [cell.value for cell in draft.values("name")] == ["NATO"]


def test_the_type_is_the_system_told_of_before(code: Coder) -> None:
    text = (
        "The C-390 Millennium is an aircraft of Embraer of Brazil. "
        "Portugal, Hungary and the Netherlands are among those that chose the type earlier."
    )
    (bought,) = (claim for claim in code(text).claims if claim.type == "transfer")
    assert bought.values("name") == ("C-390 Millennium",)


def test_a_batch_of_something_is_no_name(code: Coder) -> None:
    report = code("Russia will hand over a new batch of equipment to Tajikistan's border troops this year, he said.")
    (given,) = (claim for claim in report.claims if claim.type == "transfer")
    assert not given.values("name")
