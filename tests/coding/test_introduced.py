"""People whose office a report tells of before it names them."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder

NAMED_ALONE = (
    "LIMA, May 3 (Andes) - Peru will not send troops to Haiti, its foreign minister said on Wednesday. "
    "Kenya asked for help in April. Rosa Quispe {told} reporters that the army had no units to spare."
)
WITH_OFFICE = (
    "Palau president says China threatens to cut tourism. "
    "{} Tomas Remengesau said on Tuesday that China threatened to cut tourism."
)


def _speakers(code: Coder, text: str, kind: str) -> list[str]:
    speakers = [who for claim in code(text).claims if claim.type == kind for who in claim.values("said_by")]
    return [who.name for who in speakers if isinstance(who, Actor)]


def test_who_speaks_without_an_office_holds_the_one_told_of_before(code: Coder) -> None:
    assert _speakers(code, NAMED_ALONE.format(told="told"), "deployment") == ["Rosa Quispe"]


def test_who_is_told_of_with_an_office_of_another_kind_does_not(code: Coder) -> None:
    text = NAMED_ALONE.replace("Rosa", "Lieutenant Colonel Rosa").format(told="told")
    assert _speakers(code, text, "deployment") == ["foreign minister"]


def test_nor_does_who_only_listens(code: Coder) -> None:
    assert _speakers(code, NAMED_ALONE.format(told="met"), "deployment") == ["foreign minister"]


@pytest.mark.parametrize(
    ("office", "others"), [("Palau's President", []), ("Palau's Foreign Minister", ["Palau president"])]
)
def test_the_same_office_of_the_same_state_is_that_of_the_name_beside_it(
    code: Coder, office: str, others: list[str]
) -> None:
    assert _speakers(code, WITH_OFFICE.format(office), "threat") == [*others, "Tomas Remengesau"]
