"""Two words of one clause that tell of one happening are one claim."""

from __future__ import annotations

import pytest

from foedera.types import Claim
from tests.coding.conftest import Coder


def _of_type(code: Coder, kind: str, text: str) -> list[Claim]:
    return [claim for claim in code(text).claims if claim.type == kind]


@pytest.mark.parametrize(
    ("kind", "text", "stage"),
    [
        ("membership", "Peru has been a candidate for membership of the European Union since 2019.", "candidate"),
        ("membership", "Fiji joined the Andean Community as a member in May 2021.", "joined"),
        ("deployment", "The last Danish soldiers left Niger in May 2023.", "withdrawal"),
        ("deployment", "A Danish presence in Niger might continue until May 2027.", "presence"),
        ("deployment", "The Danish presence in Niger was reinforced in May 2023.", "arrival"),
    ],
)
def test_a_word_and_its_argument_tell_of_one_happening(code: Coder, kind: str, text: str, stage: str) -> None:
    (claim,) = _of_type(code, kind, text)
    assert len(claim.triggers) == 2
    assert claim.values("field:stage") == (stage,)


def test_verbs_side_by_side_tell_of_two(code: Coder) -> None:
    claims = _of_type(code, "deployment", "Danish soldiers left Niger in May and entered Chad in June.")
    assert len(claims) == 2
