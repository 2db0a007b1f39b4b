"""Whose people without a name are in what is done to people by force."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.coder import mentions
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.unnamed import Unnamed
from foedera.types import Actor, Cell, Span
from tests.coding.conftest import Coder


def _countries(code: Coder, text: str, kind: str, role: str) -> set[str]:
    claims = [claim for claim in code(text, "2001-12-10").claims if claim.type == kind]
    return {actor.country or "-" for actor in claims[0].actors(role)}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Palestinian gunmen opened fire on three people near a bus station in Haifa on Sunday.", {"ISR"}),
        ("US warplanes killed at least 24 civilians in Paktika province in Afghanistan on Sunday.", {"AFG"}),
        ("US warplanes killed at least 24 foreign fighters in Kandahar in Afghanistan on Sunday.", {"-"}),
    ],
)
def test_those_who_are_attacked_somewhere_are_of_the_place(code: Coder, text: str, target: set[str]) -> None:
    assert _countries(code, text, "assault", "target") == target


def test_who_attacks_one_of_two_is_the_others(code: Coder) -> None:
    text = "Mr Arafat said in Gaza City that Islamic extremists had killed dozens of Israelis in attacks this month."
    assert _countries(code, text, "assault", "actor") == {"PSE"}


def test_the_opposition_on_whom_a_president_calls_is_his_own(code: Coder) -> None:
    text = "Argentina's President Fernando Ruiz called on the opposition on Monday to join a government of unity."
    assert _countries(code, text, "demand", "target") == {"ARG"}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Colombia's president called on rebels on Monday to lay down their arms. Colombia is at war.", {"COL"}),
        ("The United States called on rebels on Monday to lay down their arms in Liberia.", {"-"}),
    ],
)
def test_rebels_to_whom_the_state_speaks_that_a_report_is_about_are_its_own(
    code: Coder, text: str, target: set[str]
) -> None:
    assert _countries(code, text, "demand", "target") == target


def test_who_made_weapons_attacks_nobody_with_them(code: Coder) -> None:
    text = "Israel sent more troops. In Jenin, US-made helicopters blasted a building of Mr Arafat's Fatah movement."
    assert "USA" not in _countries(code, text, "assault", "actor")


def test_no_state_acts_with_those_in_arms(code: Coder) -> None:
    text = "The militants have threatened to kill a journalist. US jets struck militants in Iraq."
    (threat,) = [claim for claim in code(text).claims if claim.type == "threat"]
    assert [actor.name for actor in threat.actors("actor")] == ["militants"]


_GUERRILLAS = "Guerrillas threatened to assassinate Iraqi Prime Minister Iyad Allawi. The US sent marines to Fallujah."
_REBELS = (
    "India signed an agreement with Sri Lanka. The rebels in Jaffna demanded self-rule from Sri Lanka's government."
)


@pytest.mark.parametrize(("text", "kind", "state"), [(_GUERRILLAS, "threat", "IRQ"), (_REBELS, "demand", "LKA")])
def test_those_at_home_who_want_something_are_of_the_place(code: Coder, text: str, kind: str, state: str) -> None:
    assert _countries(code, text, kind, "actor") == {state}


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        (
            "Israeli troops came. Security services have arrested 100 militants from Hamas and Islamic Jihad.",
            "coerce",
            {"PSE"},
        ),
        (
            "The attackers, believed to be former Haitian soldiers, fired on a bus of Jamaica's army in Kingston.",
            "assault",
            {"HTI"},
        ),
    ],
)
def test_people_are_of_whom_words_near_them_tell(code: Coder, text: str, kind: str, actor: set[str]) -> None:
    assert _countries(code, text, kind, "actor") == actor


def test_a_weapon_that_was_only_half_marked_acts_for_nobody() -> None:
    text = "Israel fired. Apache helicopters struck a Palestinian police station in Gaza City on Tuesday."
    weapons = Cell("role:actor", Actor("Apache", "group"), "Apache", Span(14, 20), 0.9)
    state = Cell("role:target", Actor("Palestine", "state", "PSE"), "Palestinian", Span(43, 54), 0.9)
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2001-12-10")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    _, _, actors = mentions(context)
    draft = Draft("assault", "occurred", 1.0, 1.0, [weapons, state], [1], [Span(33, 39)])
    Unnamed(context, actors).settle(draft, context.codebook.types["assault"])
    assert {cell.value.country for cell in draft.cells if isinstance(cell.value, Actor)} <= {"ISR", "PSE"}
