from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis import voices_of
from foedera.analysis.voices import independent, support
from foedera.events import Entry
from foedera.types import Actor
from tests.analysis.make import OFFICIALS, entry

MINISTRY = Actor("Ministry of Defence", "organisation", "SRB")


def reports(*pairs: tuple[str, str | None]) -> list[Entry]:
    return [entry(f"c{i}", voice=voice, publisher=publisher) for i, (voice, publisher) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("v1", "A")], 1),
        ([("v1", "A"), ("v2", "B")], 2),
        ([("v1", "A"), ("v1", "B"), ("v1", "C")], 1),  # an agency's text on three sites
        ([("v1", "A"), ("v2", "A")], 1),  # one publisher twice
        ([("v1", "A"), ("v1", "B"), ("v2", "B")], 2),  # B copies the agency, and writes itself
        ([("v1", "A"), ("v2", "A"), ("v2", "B"), ("v3", "B")], 2),
        ([("v1", "A"), ("v1", "B"), ("v2", "A"), ("v3", "B")], 2),
        ([("v1", None), ("v2", None)], 1),  # nothing shows that they are independent
        ([("v1", "The Post"), ("v2", "THE POST")], 1),
        ([], 0),
    ],
)
def test_voices(pairs: list[tuple[str, str | None]], expected: int) -> None:
    assert {voices_of(order) for order in permutations(reports(*pairs))} == {expected}


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_voices_are_a_greatest_matching(edges: set[tuple[int, int]]) -> None:
    def greatest(left: list[tuple[int, int]]) -> int:
        if not left:
            return 0
        (a, b), *rest = left
        return max(greatest(rest), 1 + greatest([(x, y) for x, y in rest if x != a and y != b]))

    entries = reports(*((f"v{a}", f"Publisher {'ABCDEF'[b]}x") for a, b in edges))
    assert voices_of(entries) == greatest(sorted(edges))


def test_a_long_chain_of_copies_needs_no_recursion() -> None:
    chain = [(f"v{i}", f"P{i + j}x") for i in range(1500) for j in (0, 1)]
    assert voices_of(reports(*chain)) == 1500


def test_many_who_cite_one_ministry_are_one_source() -> None:
    citing = [entry(f"c{i}", publisher=f"P{i}x", said_by=[MINISTRY]) for i in range(3)]
    assert (voices_of(citing), independent(citing)) == (3, 1)
    assert independent([*citing, entry("own", publisher="Q")]) == 2


def test_support_weighs_own_voice_named_and_nameless_sources() -> None:
    assert support([entry()]) == 1
    assert support([entry(said_by=[MINISTRY])]) == 0.75
    assert support([entry(said_by=[OFFICIALS])]) == 0.5
    assert support([entry(verdict="unsure")]) == 0.5
    assert support([entry(confidence=0.3)]) == 0.5
    assert support([entry(confidence=0.3, verdict="accepted")]) == 1
    assert support([]) == 0


def test_support_counts_a_copied_text_once_at_its_best_weight() -> None:
    copies = [entry("c1", voice="v", publisher="A", said_by=[OFFICIALS]), entry("c2", voice="v", publisher="B")]
    assert support(copies) == 1
    assert support([*copies, entry("c3", publisher="C", said_by=[MINISTRY])]) == 1.75
