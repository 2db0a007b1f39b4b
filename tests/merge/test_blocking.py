"""Which claims meet: keys and the pairs of a block."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.events import Entry
from foedera.merge import LIMIT, block_mark, block_number, blocks, pairs, rank
from foedera.merge.blocking import WINDOW
from tests.merge.made import made, person


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (  # a day and the days around it
            made("exercise", {"participant": "SRB CHN"}, when="2031-07-30"),
            made("exercise", {"participant": "CHN SRB"}, when="2031-08-01/2031-08-09"),
        ),
        (  # a year and a day
            made("exercise", {"participant": "SRB CHN"}, when="2031"),
            made("exercise", {"participant": "SRB"}, when="2031-08-01"),
        ),
        (  # no date at all, told long after
            made("exercise", {"participant": "SRB CHN"}, published="2039-01-01"),
            made("exercise", {"participant": "CHN SRB"}, when="2031-08-01"),
        ),
        (  # no date, no party in common, a name in two languages
            made("exercise", {"participant": "SRB"}, name="Desert Eagle", published=None),
            made("exercise", {"participant": "CHN"}, name="Pustynny Sokol", when="2031-08-01"),
        ),
        (  # versions of one system
            made("transfer", {"supplier": "CHN", "recipient": "SRB"}, name="FK-3", when="2019"),
            made("transfer", {"recipient": "SRB"}, name="HQ-22", published="2031-01-01"),
        ),
        (  # a kind of equipment for a system
            made("transfer", {"supplier": "CHN", "recipient": "SRB"}, equipment="air defence system"),
            made("transfer", {"supplier": "CHN", "recipient": "SRB"}, name="HQ-22", when="2019"),
        ),
        (
            made("agreement", {"party": "SRB CHN"}, subject="free trade", published="2039-01-01"),
            made("agreement", {"party": "SRB CHN"}, subject="trade", when="2031-10-17"),
        ),
        (
            made("oppose", {"actor": "CHN", "target": "AUS"}, issue="human rights"),
            made("oppose", {"actor": "CHN"}, issue="rights record", published="2031-01-01"),
        ),
        (
            made("office", {"holder": [person("Ana Kos", "SRB")]}, name="minister"),
            made("office", {"holder": [person("A. Kos", "SRB")]}, name="head of government", published="2031-01-01"),
        ),
        (made("exercise", published="2031-01-03"), made("exercise", published="2031-01-09")),
    ],
)
def test_claims_of_one_happening_meet(left: Entry, right: Entry) -> None:
    common = set(blocks(left)) & set(blocks(right))
    assert any(pairs(key, {left.id: rank(left), right.id: rank(right)}) for key in common)


def test_a_claim_has_few_keys() -> None:
    many = " ".join("USA GBR AUS CAN NZL JPN KOR PHL IND FRA DEU ITA ESP NLD NOR SWE THA IDN FJI".split())
    claim = made("exercise", {"participant": many}, name="Southern Talisman", when="2031-07-13/2031-08-04")
    assert len(blocks(claim)) <= 40
    assert len(blocks(made("exercise", {"participant": "SRB CHN"}, name="Iron Lynx", when="2031-07-13"))) <= 10


def test_coarse_keys_bring_together_only_claims_without_a_day() -> None:
    exact, vague = "0738000..", "0738000t."
    assert pairs("exercise|0SRB|2031*t", {"a": exact, "b": exact, "c": vague}) == {("a", "c"), ("b", "c")}
    assert pairs("transfer|0SRB|2031*w", {"a": "0738000..", "b": "0738000.w"}) == {("a", "b")}


@settings(max_examples=30)
@given(st.integers(0, 80), st.randoms())
def test_pairs_grow_with_the_block_not_with_its_square(size: int, draw: random.Random) -> None:
    members = {f"c{claim}": f"{draw.randrange(9000):07}.." for claim in range(size)}
    found = pairs("k", members)
    assert found == pairs("k", dict(reversed(members.items())))
    assert all(left < right for left, right in found)
    if len(members) <= LIMIT:
        assert found == set(combinations(sorted(members), 2))
    else:
        assert len(found) <= WINDOW * len(members)
        assert {claim for pair in found for claim in pair} == set(members)


def test_a_block_s_number_tells_how_its_key_ends() -> None:
    numbers = [block_number(name) for name in ("x|1", "x|1*t", "x|1*w", "x|1*v")]
    assert [block_mark(number) for number in numbers] == ["", "*t", "*w", ""]
    assert len(set(numbers)) == 4
    assert all(-(2**63) <= number < 2**63 for number in numbers)
