"""Maps from cleaned text to its original."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedera.text.clean import clean
from foedera.text.offsets import OffsetBuilder, OffsetMap
from foedera.types import Span

RUNS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=12)


def build(runs: list[tuple[int, int, bool]]) -> tuple[OffsetMap, int]:
    """Return a map made of copies and replacements, and its original's length."""
    builder, start = OffsetBuilder(), 0
    for size, width, copied in runs:
        original = size if copied else width
        builder.add(size, start, original)
        start += original
    return builder.build(), start


@given(RUNS)
def test_starts_never_decrease_and_stay_inside(runs: list[tuple[int, int, bool]]) -> None:
    """Every cleaned offset has an original one, in order."""
    offsets, length = build(runs)
    starts = [offsets.start(offset) for offset in range(offsets.length)]
    assert starts == sorted(starts)
    assert all(0 <= start <= length for start in starts)


@given(RUNS, st.data())
def test_spans_cover_their_parts(runs: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    """A longer cleaned span never maps to a shorter original one."""
    offsets, length = build(runs)
    end = data.draw(st.integers(0, offsets.length))
    start = data.draw(st.integers(0, end))
    outer = offsets.span(0, offsets.length)
    inner = offsets.span(start, end)
    assert inner.start <= inner.end <= length
    if start < end:
        assert outer.start <= inner.start
        assert inner.end <= outer.end


@given(RUNS, RUNS)
def test_composition_is_one_map_after_the_other(
    outer: list[tuple[int, int, bool]], inner: list[tuple[int, int, bool]]
) -> None:
    """Composing two maps gives what both give in turn, or a part of it."""
    earlier, _ = build(outer)
    later, needed = build(inner)
    if needed > earlier.length:
        return
    both = later.then(earlier)
    assert both.length == later.length
    for offset in range(later.length):
        one, other = both.span(offset, offset + 1), earlier.span(*_pair(later.span(offset, offset + 1)))
        assert other.start <= one.start <= one.end <= other.end


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaning_keeps_every_character_it_did_not_change(raw: str) -> None:
    """A cleaned letter stands in the original at the place that the map gives."""
    cleaned = clean(raw)
    assert cleaned.offsets.length == len(cleaned.text)
    for offset, char in enumerate(cleaned.text):
        span = cleaned.offsets.span(offset, offset + 1)
        assert 0 <= span.start <= span.end <= len(raw)
        if char in "abcdefghijklmnopqrstuvwxyz0123456789":
            assert char in raw[span.start : span.end] or raw[span.start : span.end][:1] in "ﬀﬁﬂﬃﬄﬅﬆ"


def test_cut_keeps_the_place() -> None:
    """A part of a text maps to where the part stood."""
    cleaned = clean("Title: x\r\n\r\nThe ship sailed.")
    part = cleaned.offsets.cut(10, len(cleaned.text))
    assert part.span(4, 8) == Span(16, 20)


def test_find_goes_the_other_way() -> None:
    """An original offset has a cleaned one; inside a replacement it is the replacement's end."""
    cleaned = clean("a\r\nb\u200bc")
    assert [cleaned.offsets.find(i) for i in range(6)] == [0, 1, 2, 2, 3, 3]
