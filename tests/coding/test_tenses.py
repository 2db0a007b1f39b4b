"""Times and tenses: what is to come, what stands since it was taken, and whose time contradicts whose verb."""

from __future__ import annotations

from tests.coding.conftest import Coder


def told(code: Coder, text: str, kind: str, published: str = "2025-08-13") -> set[tuple[str, object]]:
    """Return status and time of the claims of one type."""
    claims = [claim for claim in code(text, published).claims if claim.type == kind]
    return {(claim.status, next(iter(claim.values("when")), None)) for claim in claims}


def test_an_office_that_was_taken_is_held_from_then_on(code: Coder) -> None:
    text = "General Ama Owusu took office as defence minister of Ghana in March."
    assert told(code, text, "office") == {("ongoing", "2025-03/..")}
