"""Whom "the Peruvian general" and "the diplomat" take up: somebody named before, of that state."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            (
                "Chile delivered trucks to Peru, General Luis Paredes of the Peruvian army said. "
                '"Chile will deliver ten more lorries to Peru in May," the Peruvian general added.'
            ),
            "Luis Paredes",
        ),
        (
            (
                "Egypt has supplied rifles to Sudan, Foreign Ministry spokesman Hani Fouad told reporters in Cairo. "
                '"Egypt will supply helicopters to Sudan in May," the Egyptian diplomat said.'
            ),
            "Hani Fouad",
        ),
        (
            (
                "Egypt has supplied rifles to Sudan, Foreign Ministry spokesman Hani Fouad said. The Egyptian diplomat "
                'said that Sudan had paid. "Egypt will supply helicopters to Sudan in May," the diplomat added.'
            ),
            "Hani Fouad",
        ),
    ],
)
def test_an_office_of_a_state_takes_up_who_was_named(text: str, source: str, code: Coder) -> None:
    named = [claim.values("said_by")[0] for claim in code(text).claims if claim.values("when") == ("2026-05",)]
    assert [getattr(actor, "name", "") for actor in named] == [source]


def test_a_diplomat_who_is_new_is_nobody_before(code: Coder) -> None:
    text = (
        "Egypt has supplied rifles to Sudan, Foreign Ministry spokesman Hani Fouad said. A diplomat of the embassy "
        'was present. "Egypt will supply helicopters to Sudan in May," the diplomat said.'
    )
    last = [claim for claim in code(text).claims if claim.values("when") == ("2026-05",)]
    assert [getattr(actor, "name", "") for claim in last for actor in claim.values("said_by")] != ["Hani Fouad"]
