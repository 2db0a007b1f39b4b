"""Every reader keeps its promises on its seeds, and on what damage leaves of them; `benchmarks/fuzz.py` goes on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

SEEDS = seeds()
FOREIGN = frozenset({"pdf", "word", "page", "mail", "workbook", "codebook"})
"""Read by other people's parsers, which refuse random bytes at once."""
HOSTILE = (
    b"\0" * 400,
    b"<" * 20_000,
    b"(" * 20_000,
    b"<div>" * 3_000,
    b"\xed\xa0\x80 lone surrogates \xed\xbf\xbf",
    "\u202e\u2066 turned around \u2069".encode(),
    "\u0648\u0642\u0639 \u0627\u0644\u0648\u0632\u064a\u0631 \u200f(2025)".encode(),
    "text ".encode("utf-16") + "text ".encode("cp1252") + "\xe9\xfc".encode("latin-1"),
    b"9" * 5_000 + b"." + b"9" * 5_000,
    b"1-2-" * 4_000,
    b"a@" * 4_000,
    b"'s " * 4_000,
    b"A." * 5_000,
    b"\xff\xfe" * 500,
    b"word " * 20_000,
)


def test_every_target_has_seeds() -> None:
    assert SEEDS.keys() == TARGETS.keys()
    assert all(SEEDS.values())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_hostile_bytes(name: str) -> None:
    for data in (*SEEDS[name], *HOSTILE):
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_seeds(name: str, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(SEEDS[name])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(whole) - 1, 0)))
        way = data.draw(st.sampled_from(["byte", "cut", "drop", "double", "put"]))
        if way == "byte":
            whole[at : at + 1] = data.draw(st.binary(min_size=1, max_size=1))
        elif way == "cut":
            del whole[at:]
        elif way == "drop":
            del whole[at : at + data.draw(st.integers(1, 64))]
        elif way == "double":
            whole[at:at] = whole[at : at + 200]
        else:
            whole[at:at] = data.draw(st.binary(max_size=8) | st.sampled_from([each[:64] for each in HOSTILE]))
    TARGETS[name](bytes(whole))


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in FOREIGN])
@settings(max_examples=12, deadline=None)
@given(data=st.binary(max_size=200))
def test_random_bytes(name: str, data: bytes) -> None:
    TARGETS[name](data)
