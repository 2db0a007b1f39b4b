"""The whole way from claims to events by partition, for records that no single process could merge.

Step by step, in files; each step is split into tasks that know nothing of each other and may run anywhere:

1. `place` takes a chunk of claims and deals a row for each of their blocks to the blocks' partition.
2. `pair` takes a partition of blocks and deals the pairs to be compared to where their claims are at home: claims of
   one type and month, so that most of a pair's claims are read once.
3. `score` takes a home's pairs and keeps the links, with the edges that connect claims.
4. `connect` finds the connected components of all edges; `deal_links` deals the links to the components' bins.
5. `cluster_bin` makes the events of a bin of components.

The events are those of `merging.merge`: pairs depend on whole blocks, events on whole components, and both are whole
in one partition. Held in memory are a chunk, a partition of blocks, a home or a bin, and in `connect` some 50 bytes a
claim.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, cast
from zlib import crc32

import numpy as np
import numpy.typing as npt

from foedera.events import Entry, Judgement, Link
from foedera.merge.blocking import blocks, pairs, rank
from foedera.merge.clusters import DOUBT, Clustering, Doubt, cluster
from foedera.merge.profiles import Profile, profile
from foedera.merge.score import link
from foedera.merge.spool import Spool

Numbers = npt.NDArray[np.int64]
_ROWS: Final = np.dtype([("block", "<i8"), ("claim", "<i8"), ("rank", "S12"), ("mark", "S2"), ("home", "<i4")])
_PAIRS: Final = np.dtype([("left", "<i8"), ("right", "<i8")])
_LINKS: Final = np.dtype([("left", "<i8"), ("right", "<i8"), ("score", "<f8")])
_MONTH: Final = 30


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


def place(spool: Spool, split: Partitions, chunk: int) -> int:
    """Deal a chunk's claims to their blocks; return how many rows that were."""
    rows: list[tuple[int, int, bytes, bytes, int]] = []
    first = chunk * split.chunk
    for number, entry in spool.entries(range(first, min(first + split.chunk, split.claims))):
        if entry.verdict != "rejected":
            rows += _rows(number, profile(entry), split.parts)
    table = np.array(rows, _ROWS)
    spool.put_dealt(f"placed-{chunk}", table, table["block"] % split.parts, split.parts)
    return len(rows)


def _rows(number: int, claim: Profile, parts: int) -> Iterator[tuple[int, int, bytes, bytes, int]]:
    standing = rank(claim)
    home = crc32(f"{claim.type}|{int(standing[:7]) // _MONTH}".encode()) % parts
    for key in blocks(claim):
        mark = key[-2:] if key[-2:] in {"*t", "*w"} else ""
        yield _block(key), number, standing.encode("ascii"), mark.encode("ascii"), home


def _block(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def pair(spool: Spool, split: Partitions, part: int) -> int:
    """Deal the pairs of a partition's blocks to the homes of their claims; return how many that were."""
    rows = spool.share((f"placed-{chunk}" for chunk in range(split.chunks)), part)
    rows = rows[np.argsort(rows["block"], kind="stable")]
    edges = np.flatnonzero(np.diff(rows["block"])) + 1
    homes = dict(zip(rows["claim"].tolist(), rows["home"].tolist(), strict=True))
    found: set[tuple[int, int]] = set()
    for start, end in pairwise([0, *edges.tolist(), len(rows)]):
        if end - start > 1:
            found |= _pairs(rows[start:end])
    table = np.array(sorted(found), _PAIRS)
    to = np.array([min(homes[left], homes[right]) for left, right in table.tolist()], np.int64)
    spool.put_dealt(f"paired-{part}", table, to, split.parts)
    return len(table)


def _pairs(block: npt.NDArray[Any]) -> set[tuple[int, int]]:
    """Return a block's pairs. Numbers are in the order of the ids, so that they stand in for them."""
    members = dict(zip(block["claim"].tolist(), (each.decode() for each in block["rank"].tolist()), strict=True))
    found = pairs(block["mark"][0].decode(), cast("Mapping[str, str]", members))
    return cast("set[tuple[int, int]]", found)


def score(spool: Spool, split: Partitions, home: int) -> int:
    """Score a home's pairs, each once, and keep the links; return how many there are."""
    given = spool.share((f"paired-{part}" for part in range(split.parts)), home)
    wanted = np.unique(given)
    profiles = {number: profile(entry) for number, entry in spool.entries(_both(wanted))}
    links: list[tuple[int, int, float]] = []
    for left, right in wanted.tolist():
        found = link(profiles[left], profiles[right])
        if found is not None:
            links.append((left, right, found.score))
    table = np.array(links, _LINKS)
    spool.put_array(f"links-{home}", table)
    spool.put_array(f"edges-{home}", _forest(table[table["score"] >= DOUBT]))
    return len(links)


def _both(table: npt.NDArray[Any]) -> list[int]:
    return cast("list[int]", np.unique(np.concatenate([table["left"], table["right"]])).tolist())


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
) -> tuple[Clustering, dict[str, Entry]]:
    """Return the events of a bin's components, with their claims.

    Args:
        judged: By pair of numbers, the smaller first; of all claims.
    """
    mine = spool.share(("binned",), place_)
    found = {number: entry for number, entry in spool.entries(mine.tolist()) if entry.verdict != "rejected"}
    rows = spool.share((f"dealt-{home}" for home in range(split.parts)), place_)
    links = [Link(found[a].id, found[b].id, score, ()) for a, b, score in rows.tolist()]
    near = {(found[a].id, found[b].id): judgement for (a, b), judgement in judged.items() if a in found and b in found}
    entries = {entry.id: entry for entry in found.values()}
    return cluster(entries.values(), links, near), entries


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
