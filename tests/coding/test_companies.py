"""Companies that sell."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.makers import turn_buyers
from foedera.coding.parting import known_as
from foedera.coding.sides import sides_of
from foedera.types import Actor, Cell, Span
from tests.coding.conftest import Coder


def test_beside_a_company_of_several_countries_no_state_sells(code: Coder) -> None:
    text = "Turkey assembles Anka drones in Togo. Airbus has delivered the first of two A400M aircraft to Togo."
    deal = next(c for c in code(text).claims if c.type == "transfer" and "A400M" in c.values("name"))
    assert [(a.name, a.country) for a in deal.actors("supplier")] == [("Airbus", None)]


def test_a_company_of_several_countries_goes_on_selling(code: Coder) -> None:
    text = (
        "Airbus delivered the first of two C295 aircraft to Togo on Monday. It landed in Lomé after a stop in Dakar. "
        "Togo signed the contract in April 2022. Embraer delivered four Super Tucano aircraft to Ghana in 2015."
    )
    deals = [c for c in code(text).claims if c.type == "transfer" and "C295" in c.values("name")]
    assert [[(a.name, a.country) for a in c.actors("supplier")] for c in deals] == [[("Airbus", None)]] * 2


def test_what_a_company_of_several_countries_makes_no_state_sells(code: Coder) -> None:
    text = (
        "Spain and Togo are partners. Airbus had a stand at the show in Lomé. The air force of Togo bought two A400M "
        "transports last year."
    )
    deal = next(c for c in code(text).claims if c.type == "transfer")
    assert [(a.name, a.country) for a in deal.actors("supplier")] == [("Airbus", None)]


@pytest.mark.parametrize(("printed", "share"), [("It", 0.5), ("Chile", 1.0)])
def test_who_is_told_to_sell_what_another_makes_by_a_pronoun_does_so(printed: str, share: float) -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(b"The United States and Chile met.", "text.txt")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    cells = [
        Cell("role:supplier", Actor("Chile", "state", "CHL"), printed, Span(0, 4), 0.9 * share),
        Cell("name", "UH-1H", "UH-1H", Span(0, 4), 0.9),
    ]
    draft = Draft("transfer", "occurred", 1.0, 1.0, cells, [0], [Span(0, 4)])
    turn_buyers(draft, sides_of(engine.codebook.types["transfer"]), context)
    assert known_as(draft, "supplier") == {"CHL"}


def test_a_state_that_is_gone_gives_nothing_that_it_built(code: Coder) -> None:
    text = "Prague has received 28 tanks that Germany promised in return for Soviet-built vehicles sent to Ukraine."
    suppliers = {a.country for c in code(text).claims if c.type == "transfer" for a in c.actors("supplier")}
    assert "SUN" not in suppliers
