"""What comes in parts, each with a number and a time of its own, is a happening a part."""

from __future__ import annotations

import pytest

from foedera.types import Quantity
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "South Korea will deliver six howitzers to Bulgaria by the end of 2027, the remaining 18 by 2029.",
            [(6, "../2027"), (18, "../2029")],
        ),
        ("Peru received two helicopters from Italy in 2021 and four in 2023.", [(2, "2021"), (4, "2023")]),
        ("Norway gave Chad ten trucks in May 2020, with another five in June 2021.", [(10, "2020-05"), (5, "2021-06")]),
        ("Peru received two helicopters from Italy in 2021.", [(2, "2021")]),
        ("Peru received two helicopters from Italy in 2021 and is to get them repainted in 2023.", [(2, "2021")]),
    ],
)
def test_each_number_has_its_time(code: Coder, text: str, parts: list[tuple[int, str]]) -> None:
    claims = [claim for claim in code(text).claims if claim.type == "transfer"]
    numbers = [number.n for each in claims for number in each.values("field:quantity") if isinstance(number, Quantity)]
    assert list(zip(numbers, [str(each.values("when")[0]) for each in claims], strict=True)) == parts


def test_what_each_brings_to_a_drill_is_of_one_drill(code: Coder) -> None:
    text = "Peru and Chile held a drill with two ships in May 2021 off Lima and with four in June 2021."
    assert len([claim for claim in code(text).claims if claim.type == "exercise"]) == 1


def test_what_a_contract_covers_besides_is_no_other_name_of_the_first(code: Coder) -> None:
    text = "Peru has signed a contract for 24 Leopard tanks from Germany. The contract also covers ten Boxer carriers."
    first, second = [claim for claim in code(text).claims if claim.type == "transfer"]
    assert [claim.values("name") for claim in (first, second)] == [("Leopard",), ("Boxer",)]
    assert not first.values("field:alias")
