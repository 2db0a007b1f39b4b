"""Whether "it" takes up a movement that acts in the sentence before."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "kind", "goes_on"),
    [
        ("Chile bombed Beirut on Monday. Hezbollah vowed revenge. It shelled a base in Haifa.", "assault", True),
        ("Chile calls Hezbollah terrorists. The group is at odds with Peru. It supports Syria.", "support", True),
        ("Hezbollah accused Chile on Monday. Peru condemned Hezbollah. It supports Syria.", "support", False),
    ],
)
def test_it_goes_on_with_the_movement_that_acts(code: Coder, text: str, kind: str, goes_on: bool) -> None:  # noqa: FBT001
    sentence = text.rindex(" It ")
    claims = [c for c in code(text).claims if c.type == kind and any(e.start > sentence for e in c.evidence)]
    assert claims
    assert ("Hezbollah" in {actor.name for claim in claims for actor in claim.actors("actor")}) is goes_on
