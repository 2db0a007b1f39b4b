"""People who are charged before a court, and states that are charged with something in words."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Malaysia has charged an Indonesian woman and a Vietnamese woman with murder.", "coerce"),
        ("A French man has been charged in the United States with conspiracy.", "coerce"),
        ("The American ambassador charged Rwanda with leading the region towards war.", "oppose"),
    ],
)
def test_who_charges_people_does_more_than_accuse_them(code: Coder, text: str, type_: str) -> None:
    assert [claim.type for claim in code(text).claims] == [type_]
