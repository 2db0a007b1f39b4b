"""Mentions that grow: what is compared of a happening is that of all its mentions, without working it out anew."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.codebook import load
from foedera.coding import joining
from foedera.coding.drafts import Draft
from foedera.coding.joining import Mention
from foedera.types import Actor, Cell, Place, Quantity, Span

if TYPE_CHECKING:
    from foedera.codebook import Join
    from foedera.types import CellValue

KEYS = ("role:participant", "where", "name", "when", "field:edition", "field:alias")
VALUES: dict[str, tuple[CellValue, ...]] = {
    "role:participant": (Actor("Serbia", "state", "SRB"), Actor("China", "state", "CHN"), Actor("19 nations", "group")),
    "where": (Place("Hebei", "CHN"), Place("Novi Sad", "SRB")),
    "name": ("Peace Guardian", "the Mirovnik"),
    "when": ("2025-07", "2025-07-10"),
    "field:edition": (Quantity(2), Quantity(3)),
    "field:alias": ("Peace Defenders",),
}
cells = st.sampled_from(KEYS).flatmap(
    lambda key: st.sampled_from(VALUES[key]).map(lambda value: Cell(key, value, "x", Span(0, 1), 0.9))
)
drafts = st.builds(
    Draft,
    type=st.just("exercise"),
    status=st.just("occurred"),
    status_score=st.just(0.9),
    score=st.just(0.9),
    cells=st.lists(cells, max_size=4),
    sentences=st.integers(0, 9).map(lambda number: [number]),
    triggers=st.integers(0, 99).map(lambda start: [Span(start, start + 1)]),
)


@cache
def _rules() -> Join:
    return load().types["exercise"].join


def _mention(draft: Draft) -> Mention:
    return Mention(draft, _rules())


@given(st.lists(st.tuples(drafts, st.sets(st.sampled_from(KEYS))), min_size=2, max_size=6))
def test_a_happening_is_compared_by_all_that_its_mentions_say(told: list[tuple[Draft, set[str]]]) -> None:
    """Whatever was asked for in between."""
    (first, asked), *later = told
    happening = _mention(first)
    for draft, wanted in later:
        for key in asked:
            happening.values(key)
        happening.absorb(_mention(draft))
        asked = wanted
    whole = _mention(happening.draft)
    assert [happening.values(key) for key in KEYS] == [whole.values(key) for key in KEYS]
    assert [happening.has(key) for key in KEYS] == [whole.has(key) for key in KEYS]
    assert (happening.triggers, happening.last) == (whole.triggers, whole.last)
    sentences = happening.draft.sentences
    assert sentences == list(dict.fromkeys(number for draft, _ in told for number in draft.sentences))


def test_the_work_grows_with_the_mentions_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of megabytes on one happening stays readable: each cell is made comparable once."""
    work = 0
    plain = joining.norm

    def counting(text: str) -> str:
        nonlocal work
        work += 1
        return plain(text)

    monkeypatch.setattr(joining, "norm", counting)
    made = [
        Draft(
            "exercise", "occurred", 0.9, 0.9, [Cell("name", f"Drill {n}", "x", Span(n, n + 1), 0.9)], [n], [Span(n, n)]
        )
        for n in range(300)
    ]
    happening = _mention(made[0])
    for draft in made[1:]:
        mention = _mention(draft)
        assert happening.values("name").isdisjoint(mention.values("name"))
        happening.absorb(mention)
    assert work <= 2 * len(made)


def test_it_does_not_matter_which_of_two_mentions_is_the_surer() -> None:
    scores = []
    for first, second in ((0.4, 0.9), (0.9, 0.4)):
        told, later = (
            Draft("exercise", "occurred", 0.9, score, [], [number], [Span(number, number + 1)])
            for number, score in enumerate((first, second))
        )
        happening = _mention(told)
        happening.absorb(_mention(later))
        scores.append(happening.draft.score)
    assert scores[0] == scores[1] > 0.9


@pytest.mark.parametrize("code", [*range(0x300), 0x2019, 0x4E2D, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF])
def test_values_are_compared_by_digits_letters_and_other_scripts(code: int) -> None:
    """Signs, blanks and what lies beyond the scripts (emoji) stand between words."""
    kept = chr(code) in "0123456789abcdefghijklmnopqrstuvwxyz" or 0x80 <= code <= 0xFFFF
    assert (joining._BETWEEN.fullmatch(chr(code)) is None) == kept
