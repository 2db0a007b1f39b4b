"""Near copies: agency text on many sites, with other headlines, furniture and cuts, is one voice.

A text becomes a sketch: of the hashes of its runs of five words, those in a fixed eighth of all hashes, at least the
smallest 128. So one text's sketch is drawn from the same runs as another's, and what two texts share, as a part of
either, can be read off both: a cut copy is wholly inside the original, while a quotation is a small part of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from foedera.gazetteer.fold import fold
from foedera.merge.unions import Unions

RUN = 5
"""Words of a run: shorter ones are stock phrases, longer ones break at each small change."""
SHARE = 1 << 61
"""Hashes below it are kept: one in eight."""
LEAST = 128
"""Hashes kept of a short text."""
BANDS = 16
"""Hashes by which texts meet: the smallest ones of their long runs."""
LONG = 10
"""Words of a run by which texts meet: stock phrases, which thousands of reports have in common, are shorter."""
COPY = 0.5
"""Least part of the shorter text that the longer one holds word for word."""
BULK = 0.2
"""Least part of the longer text that they share: a quoted statement, however whole, is less."""
FEW = 30
"""Runs below which a text is too short to be called a copy unless nearly equal."""

_WORD = re.compile(r"[^\W_]+")
_HEAD = 8 * (1 + BANDS)
_Hashes = npt.NDArray[np.uint64]


def signature(text: str) -> bytes:
    """Return the sketch of a text: the number of its different runs, its bands, then hashes of some runs, sorted."""
    codes = _codes(text)
    hashes = _runs(codes, RUN)
    kept = hashes[: max(int(np.searchsorted(hashes, SHARE)), LEAST)]
    head = np.zeros(1 + BANDS, np.uint64)
    met = (_runs(codes, LONG) if len(codes) >= LONG else hashes)[:BANDS]
    head[0] = len(hashes)
    head[1 : 1 + len(met)] = met
    return np.concatenate([head, kept]).astype("<u8").tobytes()


def bands(sketch: bytes) -> tuple[str, ...]:
    """Return the keys of a sketch: near copies share at least one, texts that quote the same now and then.

    Reports of one band are compared as claims of one block are (`pairs`); with the first two bands as their rank,
    copies of one text stand side by side in a large band too.
    """
    found = np.frombuffer(sketch[8:_HEAD], "<u8")
    return tuple(f"{value:016x}" for value in found.tolist() if value)


def near(left: bytes, right: bytes) -> float:
    """Return the part of the shorter text that the longer one holds word for word, 0 to 1."""
    return _overlap(left, right)[0]


def same_text(left: bytes, right: bytes) -> bool:
    """Tell whether two texts are one, perhaps cut, with another headline or furniture: one voice.

    Half of the shorter must be in the longer, and make up a fifth of it: an article that quotes a statement whole
    remains a voice of its own, and so do two that quote the same paragraph.
    """
    inside, bulk = _overlap(left, right)
    fewest = min(_count(left), _count(right))
    return inside >= (COPY if fewest >= FEW else 0.8) and bulk >= BULK and fewest >= RUN


def voices(reports: Iterable[str], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the voice of each report: the smallest id among those it is connected with by copies.

    Args:
        copies: Pairs that are one text (`same_text`), or versions of one page of one publisher.
    """
    unions = Unions(reports)
    for left, right in copies:
        unions.join(left, right)
    return unions.heads()


def _overlap(left: bytes, right: bytes) -> tuple[float, float]:
    """Return the shared part of the shorter and of the longer text, estimated from what both sketches cover."""
    mine, theirs = _hashes(left), _hashes(right)
    if not len(mine) or not len(theirs):
        return 0.0, 0.0
    limit = min(_reach(left, mine), _reach(right, theirs))
    mine, theirs = mine[mine <= limit], theirs[theirs <= limit]
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    few, many = sorted((len(mine), len(theirs)))
    return (both / few if few else 0.0), (both / many if many else 0.0)


def _reach(sketch: bytes, hashes: _Hashes) -> int:
    """Return the hash up to which a sketch holds everything."""
    if len(hashes) == _count(sketch):
        return (1 << 64) - 1
    return max(int(hashes[-1]), SHARE - 1)


def _count(sketch: bytes) -> int:
    return int(np.frombuffer(sketch[:8], "<u8")[0])


def _hashes(sketch: bytes) -> _Hashes:
    return np.frombuffer(sketch[_HEAD:], "<u8").astype(np.uint64)


def _codes(text: str) -> _Hashes:
    return np.array([_word_hash(token) for token in _WORD.findall(fold(text).casefold())], np.uint64)


def _runs(codes: _Hashes, size: int) -> _Hashes:
    """Return the sorted, different hashes of all runs of so many words."""
    if len(codes) < size:
        return np.unique(_mix(codes[:1] if len(codes) else codes))
    windows = np.lib.stride_tricks.sliding_window_view(codes, size)
    powers = np.array([pow(0x9E3779B97F4A7C15, place + 1, 1 << 64) for place in range(size)], np.uint64)
    return np.unique(_mix((windows * powers).sum(axis=1, dtype=np.uint64)))


@lru_cache(maxsize=65536)
def _word_hash(word: str) -> int:
    """Return 64 bits of a word (FNV-1a): the same on every machine and in every run."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def _mix(values: _Hashes) -> _Hashes:
    """Spread hashes evenly (the finaliser of SplitMix64)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        values = (values ^ (values >> np.uint64(shift))) * np.uint64(factor)
    return values ^ (values >> np.uint64(31))
