"""The whole way from claims to events by partition, for records that no single process could merge.

Step by step, in files; each step is split into tasks that know nothing of each other and may run anywhere:

1. `place` takes a chunk of claims and deals a row for each of their blocks to the blocks' partition.
2. `pair` takes a partition of blocks and deals the pairs to be compared to where one of their claims is at home: claims
   of one type and year, so that most claims are read once or twice.
3. `score` takes a home's pairs and keeps the links, with the edges that connect claims.
4. `connect` finds the connected components of all edges; `deal_links` deals the links to the components' bins.
5. `cluster_bin` makes the events of a bin of components.

The events are those of `merging.merge`: pairs depend on whole blocks, events on whole components, and both are whole
in one partition. Held in memory are a chunk, a partition of blocks, a home or a bin, what a process remembers of the
claims that it has seen (`REMEMBERED`), and in `connect` some 50 bytes a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Final, cast
from zlib import crc32

import numpy as np
import numpy.typing as npt

from foedera.events import Entry, Judgement, Link
from foedera.merge.blocking import block_mark, block_number, blocks, pairs, rank
from foedera.merge.clusters import DOUBT, Clustering, Doubt, cluster
from foedera.merge.profiles import Profile, profile
from foedera.merge.score import likelihood
from foedera.merge.spool import Spool

Numbers = npt.NDArray[np.int64]
_ROWS: Final = np.dtype([("block", "<i8"), ("claim", "<i8"), ("rank", "S12"), ("home", "<i4")])
_PAIRS: Final = np.dtype([("left", "<i8"), ("right", "<i8")])
_LINKS: Final = np.dtype([("left", "<i8"), ("right", "<i8"), ("score", "<f8")])
_YEAR: Final = 365
REMEMBERED: Final = 100_000
"""Profiles that a process keeps from one task to the next, a kilobyte or two each: a claim is compared in several."""


@dataclass(frozen=True, slots=True)
class Partitions:
    """Into how many parts each step is split."""

    claims: int
    chunk: int
    """Claims in one chunk."""
    parts: int
    """Partitions of blocks; as many homes, and bins of components."""

    @property
    def chunks(self) -> int:
        """How many chunks of claims there are."""
        return -(-self.claims // self.chunk)


def place(spool: Spool, split: Partitions, chunk: int) -> list[tuple[str, list[int]]]:
    """Deal a chunk's claims to their blocks; return the rank of each claim and its blocks, none of one left out."""
    numbers = range(chunk * split.chunk, min((chunk + 1) * split.chunk, split.claims))
    known = profiles(spool, numbers)
    rows: list[tuple[int, int, bytes, int]] = []
    stands: list[tuple[str, list[int]]] = []
    for number in numbers:
        claim = known.get(number)
        standing, into = ("", []) if claim is None else (rank(claim), sorted({*map(block_number, blocks(claim))}))
        stands.append((standing, into))
        if claim is not None:
            home = crc32(f"{claim.type}|{int(standing[:7]) // _YEAR}".encode()) % split.parts
            rows += [(block, number, standing.encode("ascii"), home) for block in into]
    table = np.array(rows, _ROWS)
    spool.put_dealt(f"placed-{chunk}", table, _range(table["block"], split), split.parts)
    return stands


def profiles(spool: Spool, numbers: Iterable[int]) -> Mapping[int, Profile]:
    """Return the profiles of some claims, among others; claims that a person rejected have none."""
    known = _remembered(spool.folder)
    if len(known) > REMEMBERED:
        known.clear()
    missing = [number for number in numbers if number not in known]
    found = ((number, entry) for number, entry in spool.entries(missing) if entry.verdict != "rejected")
    known.update((number, profile(entry, rules=spool.rules)) for number, entry in found)
    return known


@lru_cache(maxsize=1)
def _remembered(folder: Path) -> dict[int, Profile]:  # noqa: ARG001 - another folder is another merge
    return {}


def forget() -> None:
    """Let go of what this process remembers of a merge."""
    _remembered.cache_clear()


def _range(blocks_: Numbers, split: Partitions) -> Numbers:
    """Return the partitions of blocks: stretches of numbers, so that block after block is partition after partition."""
    return ((blocks_ >> 32) + 2**31) * split.parts >> 32


def pair(spool: Spool, split: Partitions, part: int) -> int:
    """Deal the pairs of a partition's blocks to the homes of their claims; return how many that were."""
    rows = placed(spool, split, part)
    edges = np.flatnonzero(np.diff(rows["block"])) + 1
    claims, ranks = rows["claim"].tolist(), rows["rank"].astype("U12").tolist()
    found: set[tuple[int, int]] = set()
    for start, end in pairwise([0, *edges.tolist(), len(rows)]):
        if end - start > 1:  # numbers are in the order of the ids, so that they stand in for them
            members = cast("Mapping[str, str]", dict(zip(claims[start:end], ranks[start:end], strict=True)))
            found |= cast("set[tuple[int, int]]", pairs(block_mark(int(rows["block"][start])), members))
    table = np.fromiter(chain.from_iterable(found), np.int64, 2 * len(found)).view(_PAIRS)
    known, first = np.unique(rows["claim"], return_index=True)
    homes = rows["home"][first]
    left, right = (homes[np.searchsorted(known, table[side])] for side in ("left", "right"))
    either = (table["left"] + table["right"]) % 2 == 0  # always the same one of two homes, and no home more often
    spool.put_dealt(f"paired-{part}", table, np.where(either, left, right), split.parts)
    return len(table)


def placed(spool: Spool, split: Partitions, part: int) -> npt.NDArray[Any]:
    """Return the rows of a partition of blocks, by block and claim: `block`, `claim` and more."""
    rows = spool.share((f"placed-{chunk}" for chunk in range(split.chunks)), part)
    return rows[np.argsort(rows["block"], kind="stable")]


def score(spool: Spool, split: Partitions, home: int) -> int:
    """Score a home's pairs, each once, and keep the links; return how many there are."""
    given = spool.share((f"paired-{part}" for part in range(split.parts)), home)
    wanted = np.unique(given["left"] * split.claims + given["right"])
    lefts, rights = np.divmod(wanted, split.claims)
    known = profiles(spool, np.unique(np.concatenate([lefts, rights])).tolist())
    links: list[tuple[int, int, float]] = []
    for left, right in zip(lefts.tolist(), rights.tolist(), strict=True):
        found = likelihood(known[left], known[right])
        if found is not None:
            links.append((left, right, found))
    table = np.array(links, _LINKS)
    spool.put_array(f"links-{home}", table)
    spool.put_array(f"edges-{home}", _forest(table[table["score"] >= DOUBT]))
    return len(links)


def _forest(edges: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return edges that connect the same claims, at most one a claim."""
    numbers, places = np.unique(np.concatenate([edges["left"], edges["right"]]), return_inverse=True)
    half = len(edges)
    heads = components(len(numbers), places[:half], places[half:])
    out = np.empty(len(numbers), _PAIRS)
    out["left"], out["right"] = numbers[heads], numbers
    kept: npt.NDArray[Any] = out[out["left"] != out["right"]]
    return kept


def components(count: int, left: Numbers, right: Numbers) -> Numbers:
    """Return for each of so many numbers the smallest that it is connected with.

    Each round hangs the heads of both ends of every edge on the smaller one and shortens all ways to the head, until
    nothing changes: some ten rounds whatever the number.

    Example:
        >>> components(5, np.array([3, 1]), np.array([1, 4])).tolist()
        [0, 1, 2, 1, 1]
    """
    heads = np.arange(count, dtype=np.int64)
    while len(left):
        one, two = heads[left], heads[right]
        apart = one != two
        if not apart.any():
            break
        left, right, one, two = left[apart], right[apart], one[apart], two[apart]
        np.minimum.at(heads, np.maximum(one, two), np.minimum(one, two))
        while True:
            above = heads[heads]
            if np.array_equal(above, heads):
                break
            heads = above
    return heads


def connect(spool: Spool, split: Partitions, same: Iterable[tuple[int, int]]) -> Numbers:
    """Find the connected components, keep each claim's, and return them.

    Args:
        same: Pairs that a person judged the same, which connect whatever their score.
    """
    found = [np.array(spool.array(f"edges-{home}")) for home in range(split.parts)]
    edges = np.concatenate([*found, np.array(list(same), _PAIRS)])
    heads = components(split.claims, edges["left"], edges["right"])
    spool.put_array("heads", heads)
    spool.put_dealt("binned", np.arange(split.claims, dtype=np.int64), _bin(heads, split), split.parts)
    return heads


def deal_links(spool: Spool, split: Partitions, home: int) -> int:
    """Deal a home's links to the bins of their components; return how many."""
    links = spool.array(f"links-{home}")
    strong = links[links["score"] >= DOUBT]
    heads = spool.array("heads")
    spool.put_dealt(f"dealt-{home}", strong, _bin(heads[strong["left"]], split), split.parts)
    return len(strong)


def _bin(heads: Numbers, split: Partitions) -> Numbers:
    """Return the bins of components by their heads, so that neighbours are spread."""
    mixed = heads.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return ((mixed >> np.uint64(33)) % np.uint64(split.parts)).astype(np.int64)


def cluster_bin(
    spool: Spool, split: Partitions, place_: int, judged: Mapping[tuple[int, int], Judgement]
) -> tuple[Clustering, dict[str, Entry], dict[str, Profile]]:
    """Return the events of a bin's components, with their claims and the profiles of these.

    Args:
        judged: By pair of numbers, the smaller first; of all claims.
    """
    mine = spool.share(("binned",), place_).tolist()
    found = {number: entry for number, entry in spool.entries(mine) if entry.verdict != "rejected"}
    known = profiles(spool, found)
    rows = spool.share((f"dealt-{home}" for home in range(split.parts)), place_)
    links = [Link(found[a].id, found[b].id, score, ()) for a, b, score in rows.tolist()]
    near = {(found[a].id, found[b].id): judgement for (a, b), judgement in judged.items() if a in found and b in found}
    claims = {entry.id: known[number] for number, entry in found.items()}
    return cluster(claims.values(), links, near), {entry.id: entry for entry in found.values()}, claims


def joined(parts: Iterable[Clustering]) -> Clustering:
    """Return the events of all bins as those of one clustering, and what is in doubt in the same order."""
    events: list[tuple[str, ...]] = []
    doubts: list[Doubt] = []
    for part in parts:
        events += part.events
        doubts += part.doubts
    clashes = [doubt for doubt in doubts if doubt.link.judgement is not None]
    others = [doubt for doubt in doubts if doubt.link.judgement is None]
    clashes.sort(key=lambda doubt: (doubt.link.left, doubt.link.right))
    others.sort(key=lambda doubt: (-doubt.link.score, doubt.link.left, doubt.link.right))
    return Clustering(tuple(sorted(events)), (*clashes, *others))


def numbered(judged: Mapping[tuple[str, str], Judgement], ids: Sequence[str]) -> dict[tuple[int, int], Judgement]:
    """Return judgements by the numbers of their claims; those of unknown claims are left out.

    Args:
        ids: All claims, sorted: their places are their numbers.
    """
    wanted = {id_ for pair_ in judged for id_ in pair_}
    places = {id_: number for number, id_ in enumerate(ids) if id_ in wanted}
    known = ((pair_, judgement) for pair_, judgement in judged.items() if all(id_ in places for id_ in pair_))
    return {(min(places[a], places[b]), max(places[a], places[b])): judgement for (a, b), judgement in known if a != b}
