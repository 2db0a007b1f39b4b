"""Maps from cleaned text back to the text as received.

A map is a list of runs. A run whose cleaned and original lengths are equal is copied character for character; any
other run is a replacement (an entity, a joined hyphenation, an inserted paragraph break) that maps as a whole.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from foedera.types import Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where every character of a cleaned text stands in its original.

    Starts never decrease, so a span of the cleaned text is a span of the original.
    """

    cleaned: tuple[int, ...]
    """Start of each run in the cleaned text."""
    original: tuple[int, ...]
    """Start of each run in the original."""
    widths: tuple[int, ...]
    """Length of each run in the original; 0 for inserted text."""
    length: int
    """Length of the cleaned text."""

    @classmethod
    def identity(cls, length: int, start: int = 0) -> OffsetMap:
        """Return the map of a text that is one piece of its original, from `start` on."""
        return cls((0,), (start,), (length,), length)

    def _run(self, offset: int) -> int:
        return max(bisect_right(self.cleaned, offset) - 1, 0)

    def _size(self, run: int) -> int:
        end = self.cleaned[run + 1] if run + 1 < len(self.cleaned) else self.length
        return end - self.cleaned[run]

    def start(self, offset: int) -> int:
        """Return where the character at a cleaned offset begins in the original."""
        run = self._run(offset)
        if self._size(run) != self.widths[run]:
            return self.original[run] if offset < self.cleaned[run] + self._size(run) else self._end(run)
        return self.original[run] + offset - self.cleaned[run]

    def _end(self, run: int) -> int:
        return self.original[run] + self.widths[run]

    def span(self, start: int, end: int) -> Span:
        """Return the original stretch that a cleaned stretch was made from; empty stays empty.

        Example:
            >>> OffsetMap.identity(10, start=5).span(2, 4)
            Span(start=7, end=9)
        """
        first = self.start(start)
        if end <= start:
            return Span(first, first)
        run = self._run(end - 1)
        if self._size(run) != self.widths[run]:
            return Span(first, self._end(run))
        return Span(first, self.original[run] + end - self.cleaned[run])

    def find(self, original: int) -> int:
        """Return the first cleaned offset that comes from an original offset or from what follows it."""
        run = max(bisect_right(self.original, original) - 1, 0)
        while run > 0 and self.original[run - 1] == original:
            run -= 1
        size, into = self._size(run), original - self.original[run]
        if into <= 0:
            return self.cleaned[run]
        return self.cleaned[run] + (into if size == self.widths[run] and into < size else size)

    def then(self, earlier: OffsetMap) -> OffsetMap:
        """Return the map to the original of this map's original, `earlier` being that text's own map."""
        builder = OffsetBuilder()
        for run, start in enumerate(self.original):
            size, width = self._size(run), self.widths[run]
            if size != width:
                outer = earlier.span(start, start + width)
                builder.add(size, outer.start, outer.end - outer.start)
            else:
                earlier._copy_runs(start, start + size, builder)
        return builder.build()

    def _copy_runs(self, start: int, end: int, builder: OffsetBuilder) -> None:
        """Add the runs that cover a stretch of the cleaned text to another map."""
        while start < end:
            run = self._run(start)
            stop = min(end, self.cleaned[run] + self._size(run))
            if stop <= start:  # past the last run: nothing left to map
                builder.add(end - start, self.start(start), 0)
                return
            outer = self.span(start, stop)
            builder.add(stop - start, outer.start, outer.end - outer.start)
            start = stop

    def cut(self, start: int, end: int) -> OffsetMap:
        """Return the map of the part of the cleaned text between two offsets."""
        return OffsetMap.identity(end - start, start).then(self)


@dataclass(slots=True)
class OffsetBuilder:
    """Collects runs in order; neighbouring copies are joined."""

    cleaned: list[int] = field(default_factory=list)
    original: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, size: int, start: int, width: int) -> None:
        """Add `size` cleaned characters made from `width` original ones at `start`."""
        if size == 0:
            return
        if size == width and self._continues(start):
            self.widths[-1] += width
        else:
            self.cleaned.append(self.length)
            self.original.append(start)
            self.widths.append(width)
        self.length += size

    def _continues(self, start: int) -> bool:
        if not self.cleaned:
            return False
        copied = self.length - self.cleaned[-1] == self.widths[-1]
        return copied and self.original[-1] + self.widths[-1] == start

    def build(self) -> OffsetMap:
        """Return the finished map."""
        if not self.cleaned:
            return OffsetMap.identity(0)
        return OffsetMap(tuple(self.cleaned), tuple(self.original), tuple(self.widths), self.length)
