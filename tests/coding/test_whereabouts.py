"""Forces are at the base that the report names elsewhere for the same ones."""

from __future__ import annotations

from foedera.types import Place
from tests.coding.conftest import Coder


def _places(code: Coder, text: str) -> list[list[str]]:
    claims = [claim for claim in code(text).claims if claim.type == "deployment"]
    return [[place.name for place in claim.values("where") if isinstance(place, Place)] for claim in claims]


def test_forces_are_at_the_base_that_is_named_for_them(code: Coder) -> None:
    text = (
        "Iceland hosted American troops at Keflavík from 1951. The base had a cinema and a bowling alley. "
        "The Americans left in 2006, and some of them drifted back."
    )
    assert _places(code, text) == [["Keflavík"], ["Keflavík"]]


def test_a_state_in_which_they_are_said_to_be_is_no_base(code: Coder) -> None:
    text = "French troops left Abéché on Monday. France has kept about 1,000 soldiers in Chad since 1986."
    told = _places(code, text)
    assert told[0] == ["Abéché"]
    assert ["Chad"] in told
