"""Merging by partition comes to what merging at once comes to, whatever the split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generator import generate
from foedera.events import Entry, Judgement
from foedera.merge import merge
from foedera.merge.clusters import Clustering
from foedera.merge.partition import (
    Partitions,
    cluster_bin,
    components,
    connect,
    deal_links,
    joined,
    numbered,
    pair,
    place,
    score,
)
from foedera.merge.spool import Spool
from foedera.merge.unions import Unions

ENTRIES = sorted(
    (
        Entry(claim, told.report.id, told.report.published, told.report.publisher, told.report.id)
        for told in generate(400, seed=7)
        for claim in told.report.claims
    ),
    key=lambda entry: entry.id,
)
PAIRS = st.tuples(st.sampled_from(ENTRIES), st.sampled_from(ENTRIES)).map(lambda two: (two[0].id, two[1].id))
JUDGEMENTS: tuple[Judgement, ...] = ("same", "different", "unsure")


def in_parts(
    entries: Sequence[Entry], judged: Mapping[tuple[str, str], Judgement], folder: Path, chunk: int, parts: int
) -> Clustering:
    """Merge by partition, one task after the other."""
    spool, split = Spool(folder, chunk), Partitions(len(entries), chunk, parts)
    numbers = numbered(judged, [entry.id for entry in entries])
    for at in range(split.chunks):
        spool.put_entries(at, entries[at * chunk : (at + 1) * chunk])
        place(spool, split, at)
    for step in (pair, score):
        for part in range(parts):
            step(spool, split, part)
    connect(spool, split, [both for both, judgement in numbers.items() if judgement == "same"])
    for part in range(parts):
        deal_links(spool, split, part)
    return joined(cluster_bin(spool, split, part, numbers)[0] for part in range(parts))


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=250, unique_by=lambda entry: entry.id),
    st.dictionaries(PAIRS, st.sampled_from(JUDGEMENTS), max_size=6),
    st.integers(3, 120),
    st.integers(1, 9),
)
def test_any_split_comes_to_the_same(
    some: list[Entry], judged: dict[tuple[str, str], Judgement], chunk: int, parts: int
) -> None:
    entries = sorted(some, key=lambda entry: entry.id)
    judged = {pair_: judgement for pair_, judgement in judged.items() if pair_[0] != pair_[1]}
    judged = {(a, b): judgement for (a, b), judgement in judged.items() if (b, a) not in judged or a < b}
    with TemporaryDirectory() as folder:
        found = in_parts(entries, judged, Path(folder), chunk, parts)
    whole = merge(entries, judged).clustering
    assert found.events == whole.events
    assert [doubt.link.score for doubt in found.doubts] == [doubt.link.score for doubt in whole.doubts]
    assert {(d.link.left, d.link.right, d.why) for d in found.doubts} == {
        (d.link.left, d.link.right, d.why) for d in whole.doubts
    }


def test_crowded_blocks_and_rejected_claims(tmp_path: Path) -> None:
    """All at once, with blocks over the limit, some claims rejected: they are in no event."""
    entries = [replace(entry, verdict="rejected") if at % 17 == 0 else entry for at, entry in enumerate(ENTRIES)]
    found = in_parts(entries, {}, tmp_path, 100, 5)
    whole = merge([entry for entry in entries if entry.verdict != "rejected"]).clustering
    assert found.events == whole.events
    assert max(map(len, found.events)) > 1


def test_entries_come_back_as_they_were(tmp_path: Path) -> None:
    spool = Spool(tmp_path, 3)
    odd = replace(ENTRIES[1], title="\ud800\0 ’", verdict="unsure", edited=True, source="table")
    spool.put_entries(0, [ENTRIES[0], None, odd])
    spool.put_entries(1, [ENTRIES[2]])
    assert list(spool.entries([3, 0, 2, 1])) == [(0, ENTRIES[0]), (2, odd), (3, ENTRIES[2])]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".jsonl", ".jsonl", ".npy", ".npy"]


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.tuples(*[st.integers(0, n - 1)] * 2)))))
def test_components_are_those_of_unions(drawn: tuple[int, list[tuple[int, int]]]) -> None:
    count, edges = drawn
    unions = Unions(f"{n:03}" for n in range(count))
    for left, right in edges:
        unions.join(f"{left:03}", f"{right:03}")
    table = np.array(edges, np.int64).reshape(-1, 2)
    found = components(count, table[:, 0], table[:, 1])
    assert [f"{n:03}" for n in found.tolist()] == [unions.find(f"{n:03}") for n in range(count)]
