"""What the coder knows of a report before it codes it."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_a_state_that_only_the_title_names_is_no_fault(code: Coder) -> None:
    text = "Title: Peru looks east\nPublished: 2025-08-13\n\nMr Tanaka came. Chile bought four German frigates.\n"
    report = code(text)
    assert report.title == "Peru looks east"
    assert [claim.type for claim in report.claims] == ["transfer"]
