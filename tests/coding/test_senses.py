"""A word before a trigger gives it another sense only where it belongs closely to it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("German and Polish teachers took part in breathing exercises in Warsaw.", []),
        ("Germany issued a storm warning for its Polish neighbours on Monday.", []),
        ("Togo and Ghana held a live-fire exercise in May.", ["exercise"]),
        ("France will give Togo ten million euros, the first such grant.", ["aid"]),
    ],
)
def test_another_sense_needs_its_word_close_by(code: Coder, text: str, told: list[str]) -> None:
    assert [claim.type for claim in code(text).claims] == told


@pytest.mark.parametrize(
    "text",
    [
        "A framework agreement with Chile for 48 howitzers was approved by Peru's parliament in May.",
        "Peru signed a framework agreement with Chile for 48 howitzers in May.",
    ],
)
def test_a_framework_that_sets_ceilings_is_an_agreement(code: Coder, text: str) -> None:
    assert [claim.type for claim in code(text).claims] == ["agreement"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The embassy of Norway in Lomé left a request for comment by Togo unanswered on Monday.", []),
        ("The embassy of Norway in Lomé left a request for ships by Togo unanswered on Monday.", ["demand"]),
    ],
)
def test_who_asks_for_a_comment_demands_nothing(code: Coder, text: str, told: list[str]) -> None:
    assert [claim.type for claim in code(text).claims if claim.type == "demand"] == told
