"""What is let go ahead is to come: a hold that is lifted, a sale that is cleared, a parliament that is notified."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def told(code: Coder, text: str) -> list[tuple[str, str, object]]:
    """Return type, status and time of the claims of a text."""
    claims = code(text, "2026-03-12").claims
    return [(claim.type, claim.status, next(iter(claim.values("when")), None)) for claim in claims]


@pytest.mark.parametrize(
    "text",
    [
        "The United States lifted its hold on the sale of F-16s to Turkey on Monday.",
        "The Biden administration has lifted its hold on sales of offensive weapons to Saudi Arabia, officials said.",
        "US unfreezes sale of missiles to Oman\n\nThe United States has cleared the sale of Patriot missiles to Oman.",
    ],
)
def test_one_sale_is_to_come_and_nobody_is_punished_less(code: Coder, text: str) -> None:
    assert told(code, text) == [("transfer", "planned", None)]


def test_a_hold_that_is_not_lifted_stays(code: Coder) -> None:
    text = "The United States refused to lift its hold on the sale of F-16s to Turkey."
    assert ("transfer", "planned", None) not in told(code, text)


def test_an_embargo_that_is_lifted_is_a_measure(code: Coder) -> None:
    text = "The European Union lifted its arms embargo on Eritrea on Monday."
    assert [kind for kind, _, _ in told(code, text)] == ["sanction"]
