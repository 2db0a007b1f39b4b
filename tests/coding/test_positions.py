"""Who holds a position: states and people, never what goes on between them."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Russian-Iranian military cooperation may thus support the view that Armenia stays neutral.", False),
        ("Russian and Iranian diplomats support the neutrality of Armenia.", True),
    ],
)
def test_a_dealing_holds_no_position(code: Coder, text: str, holds: bool) -> None:  # noqa: FBT001 - a table
    assert ("support" in {claim.type for claim in code(text).claims}) == holds
