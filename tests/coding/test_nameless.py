"""What has no name by its type or by a value, and what a value is in a claim that is denied."""

from __future__ import annotations

import pytest

from foedera.types import Report
from tests.coding.conftest import Coder


def _one(report: Report, kind: str) -> tuple[object, ...]:
    claims = [claim for claim in report.claims if claim.type == kind]
    assert len(claims) == 1
    return claims[0].values("name")


def test_ties_do_not_bear_the_name_of_a_drill(code: Coder) -> None:
    """Of which the sentence says that it is part of them."""
    text = "Amber Shield 2025 is part of a broader trend of deepening military cooperation between Chile and Peru."
    assert _one(code(text), "relations") == ()


def test_neutrality_is_of_no_organisation(code: Coder) -> None:
    text = "Austria is not a member of NATO. Austria's neutrality has been in its constitution since 1955."
    named = {claim.values("field:stage"): claim.values("name") for claim in code(text).claims}
    assert named == {("not a member",): ("NATO",), ("neutral",): ()}


@pytest.mark.parametrize(
    "text",
    [
        "Ireland did not join NATO.",
        "Ireland is not a NATO member.",
        "Ireland has never been a member of NATO.",
    ],
)
def test_whoever_did_not_join_is_no_member(text: str, code: Coder) -> None:
    stages = [claim.values("field:stage") for claim in code(text).claims if claim.type == "membership"]
    assert stages == [("not a member",)]
