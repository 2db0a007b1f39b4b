"""Who has a part in general political news, and whose they are, from the sentence to the event."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.analysis import PLOVER_SCORES
from foedera.coding.coder import mentions
from foedera.coding.context import Context
from foedera.coding.wholes import whole
from foedera.export import plover_of_report
from foedera.types import Actor, Cell, Span

Side = list[tuple[str | None, list[str]]]


def sides(text: str, event: str, published: str = "2005-05-06") -> list[dict[str, Side]]:
    """Return country and sectors of both sides of the events of one type that a text tells of."""
    engine = pipeline.load(None, 2)
    report = engine.code(pipeline.document_of(text.encode(), "lead.txt", published=published), domestic=True)
    found = plover_of_report(report, engine.codebook, engine.gazetteer, PLOVER_SCORES)
    return [
        {
            side: [(one["country"] or one["org"], one["sectors"]) for one in each[side]]
            for side in ("actor", "recipient")
        }
        for each in found
        if each["type"] == event
    ]


def test_not_of_a_state_that_only_a_clause_beside_names() -> None:
    text = (
        "Kenya's cabinet resigned on Monday as thousands massed in Nairobi to demand that Ugandan troops leave, and "
        "opposition lawmakers welcomed the decision."
    )
    (support,) = sides(text, "SUPPORT")
    assert [country for country, _ in support["actor"]] == ["KEN"]


@pytest.mark.parametrize(("published", "country"), [("1989-11-20", "SUN"), ("1995-05-05", "RUS")])
def test_a_capital_is_that_of_the_state_of_the_day(published: str, country: str) -> None:
    (accusation,) = sides("Moscow accused Pakistan on Monday of arming rebels.", "ACCUSE", published)
    assert accusation["actor"] == [(country, ["GOV"])]


def test_whom_a_participle_describes() -> None:
    """They strike at those who rule, and it is they who are shot, also where only their number follows."""
    text = (
        "South African police opened fire on protesting miners near Rustenburg on Thursday, killing more than 30, "
        "after talks collapsed."
    )
    assert sides(text, "PROTEST") == [{"actor": [("ZAF", ["LAB"])], "recipient": [("ZAF", ["GOV"])]}]
    assert sides(text, "ASSAULT") == [{"actor": [("ZAF", ["COP"])], "recipient": [("ZAF", ["LAB"])]}]


def test_a_group_is_no_company_by_its_last_word() -> None:
    """Its country is that of the place, as that of all who act at home."""
    (arrest,) = sides("Police in Cairo arrested members of a terrorist group on Monday.", "COERCE")
    assert arrest["recipient"] == [("EGY", ["REB"])]


@pytest.mark.parametrize(
    ("text", "part", "printed"),
    [
        ("Troops arrested the veteran president on Monday.", "veteran", "veteran president"),
        ("Police arrested hundreds of voters.", "hundreds", "hundreds of voters"),
        ("Mexican federal police moved in.", "Mexican federal", "Mexican federal police"),
        ("A police raid began.", "police", "police"),
        ("The president left.", "president", "president"),
    ],
)
def test_the_whole_noun_has_a_part(text: str, part: str, printed: str) -> None:
    """Not only the adjective before it; but a raid is nobody."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "lead.txt")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    _, _, actors = mentions(context)
    at = text.index(part)
    cell = Cell("role:actor", Actor(part, "group"), part, Span(at, at + len(part)), 0.9)
    assert [each.printed for each in whole(cell, context, actors)] == [printed]


@pytest.mark.parametrize(
    ("text", "event", "side", "people"),
    [
        ("Police in Lome beat a crowd of some 3,000 opposition supporters.", "ASSAULT", "recipient", ("TGO", ["OPP"])),
        ("Gunmen from Boko Haram attacked a school in Nigeria on Monday.", "ASSAULT", "actor", ("NGA", ["REB"])),
        (
            "The Muslim Brotherhood said troops killed 37 of its members in Cairo.",
            "ASSAULT",
            "recipient",
            ("EGY", ["OPP"]),
        ),
        ("The Tatmadaw arrested three editors on Monday.", "COERCE", "actor", ("MMR", ["MIL"])),
        ("The Red Cross accused Ethiopia on Monday of blocking aid.", "ACCUSE", "actor", ("ICRC", ["NGO"])),
        ("The opposition Likud accused the government on Monday of fraud.", "ACCUSE", "actor", ("ISR", ["OPP"])),
    ],
)
def test_of_whom_people_are(text: str, event: str, side: str, people: tuple[str, list[str]]) -> None:
    """A crowd is those of whom it is; people of a movement have its sector, an army by name is one."""
    (found,) = sides(text, event)
    assert found[side] == [people]


def test_of_two_who_clash_the_armed_act() -> None:
    """Those who die in it are none of them."""
    text = "Ten people were shot dead in Dhaka on Sunday in clashes between police and students."
    (clash,) = sides(text, "ASSAULT")
    assert clash == {"actor": [("BGD", ["COP"])], "recipient": [("BGD", ["CVL"]), ("BGD", ["EDU"])]}


def test_people_are_of_the_place_where_they_act_not_of_the_state_they_act_against() -> None:
    (riot,) = sides("Protesters stormed the compound of the U.S. embassy in Sanaa on Thursday.", "PROTEST")
    assert [country for country, _ in riot["actor"]] == ["YEM"]


def test_followers_of_a_movement_are_killed_not_assassinated() -> None:
    """They are no prominent people."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(b"Troops shot dead 37 opposition supporters in Cairo on Monday.", "lead.txt")
    report = engine.code(document, domestic=True)
    found = plover_of_report(report, engine.codebook, engine.gazetteer, PLOVER_SCORES)
    assert [(each["type"], each["mode"]) for each in found] == [("ASSAULT", "firearms")]
