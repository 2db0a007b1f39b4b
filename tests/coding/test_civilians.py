"""People who are no forces, and forces that only help at home."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def kinds(code: Coder, text: str) -> list[str]:
    """Return the types of the claims of a text."""
    return [claim.type for claim in code(text, "2026-03-12").claims]


@pytest.mark.parametrize(
    "text",
    [
        "The OSCE sent 200 election observers to Georgia on Friday.",
        "A Chinese honour guard marched through Red Square in Moscow on May 9.",
        "Samoans could serve in the Australian army under a plan announced on Monday.",
        "Fijians may soon be able to join the British army, a minister said.",
        "Pakistan's army deployed troops to flood-hit areas of Sindh on Sunday.",
    ],
)
def test_no_forces_are_deployed(code: Coder, text: str) -> None:
    assert kinds(code, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The African Union deployed 40 ceasefire monitors to Tigray.",
        "Kenyan police officers arrived in Haiti on Tuesday.",
        "Fijian soldiers serve in the peacekeeping force in Lebanon.",
        "Turkey deployed troops to flood-hit areas of Libya on Sunday.",
    ],
)
def test_observers_of_a_truce_police_and_helpers_abroad_are_forces(code: Coder, text: str) -> None:
    assert kinds(code, text) == ["deployment"]
