"""Which state "the North" and "the South" are."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_the_north_is_the_state_of_that_half_that_the_report_names(code: Coder) -> None:
    text = (
        "North Korea has admitted to running a secret nuclear arms programme, US officials say. "
        "South Korea has urged the North to stop it."
    )
    (demand,) = (c for c in code(text, "2002-10-17").claims if c.type == "demand")
    assert [actor.country for actor in demand.actors("actor")] == ["KOR"]
    assert [actor.country for actor in demand.actors("target")] == ["PRK"]


def test_the_south_of_a_land_that_is_no_half_is_nobody(code: Coder) -> None:
    text = "South Africa has sent troops to Mozambique. Rebels hold the South. South Africa urged the South to yield."
    (demand,) = (c for c in code(text, "2021-07-20").claims if c.type == "demand")
    assert [actor.country for actor in demand.actors("target")] == [None]
