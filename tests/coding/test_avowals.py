"""Who owns up to a deed, and who disclaims it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        (
            "A bombing at a hotel in Netanya killed 19 Israelis. Hamas fighters claimed responsibility for the blast.",
            "PSE",
        ),
        ("Two blasts killed 40 Turks in Ankara. The Islamic State group said it had carried out the attack.", None),
    ],
)
def test_who_owns_up_to_a_deed_did_it(code: Coder, text: str, doer: str | None) -> None:
    (attack,) = (c for c in code(text).claims if c.type == "assault")
    assert [actor.country for actor in attack.actors("actor")] == [doer]
    assert attack.status == "occurred"


def test_who_disclaims_a_deed_is_told_not_to_have_done_it(code: Coder) -> None:
    text = (
        "Rockets killed two Israelis in Netanya on Sunday. Hamas denied responsibility for the rocket attack on Israel."
    )
    (denied,) = (c for c in code(text).claims if c.type == "assault" and c.status == "denied")
    assert [actor.country for actor in denied.actors("actor")] == ["PSE"]


def test_who_has_not_owned_up_is_told_of_no_deed(code: Coder) -> None:
    text = "A bombing at a hotel in Netanya killed 19 Israelis. Hamas has not claimed responsibility for the attack."
    (attack,) = (c for c in code(text).claims if c.type == "assault")
    assert not attack.actors("actor")
