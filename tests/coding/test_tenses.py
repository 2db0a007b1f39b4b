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


def test_what_was_ordered_is_no_plan_because_its_delivery_is(code: Coder) -> None:
    text = "Ghana has ordered 20 Gripen fighters from Sweden; the first four are due in late 2026."
    assert ("occurred", None) in told(code, text, "transfer")


def test_what_will_be_delivered_was_not_so_when_the_contract_was_signed(code: Coder) -> None:
    text = "Norway will deliver 30 Leopard 2 tanks to Ghana under a contract signed in June 2024."
    assert ("planned", None) in told(code, text, "transfer")


def test_what_began_and_is_yet_to_end_keeps_both_days(code: Coder) -> None:
    text = "The exercise Iron Elk of Ghana and Norway began on 11 August and will run until 20 August."
    assert told(code, text, "exercise") == {("ongoing", "2025-08-11/2025-08-20")}
