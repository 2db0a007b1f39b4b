"""From one input to its documents: packings are undone, archives walked through, tables and feeds read, all lazily."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from foedera.errors import Problem
from foedera.reading.files import EXTENSIONS
from foedera.sources import feeds, mbox, rows, tars, warc, zips
from foedera.sources.budget import Budget
from foedera.sources.faults import MEMBER_TOO_LARGE, NO_REPORT, SourceFault, Stopped
from foedera.sources.items import Found, Item
from foedera.sources.kinds import CONTAINERS, HEAD, PACKINGS, Kind, find_kind, inner_name, suffix_of
from foedera.sources.layers import unpacked
from foedera.sources.streams import Stream, seekable

_NAME = 1_000


@dataclass(slots=True)
class Walk:
    """One walk through one input."""

    budget: Budget
    columns: Mapping[str, str] | None = None
    base: str | None = None
    """Address of the input, where it was fetched."""
    _seen: dict[int, int] = field(default_factory=dict)
    """Hashes of the names of members, with how many had each: names are the user's only handle, so they must differ."""

    def run(self, stream: Stream, name: str, *, named: bool = True) -> Iterator[Found]:
        """Yield what an input holds; a fault that ends it comes last, after what stood before it.

        Args:
            named: The user has named it: it is read whatever its ending.
        """
        empty = True
        try:
            for found in self._open(stream, name, name, 0, named=named):
                empty = False
                yield found
        except SourceFault as fault:
            yield fault.problem(name)
        else:
            if empty and (named or not self.budget.left_out):
                yield Problem(NO_REPORT, name, "holds no report")

    def _open(self, stream: Stream, name: str, inner: str, depth: int, *, named: bool) -> Iterator[Found]:
        """Yield what a stream holds.

        Args:
            name: What the user would call it.
            inner: Its name below its packings, whose ending may tell what it is.
        """
        kind = find_kind(stream.peek(HEAD), inner, columns=self.columns is not None and named)
        if kind is None:
            yield from self._document(stream, name, inner, named=named)
        elif kind in PACKINGS:
            self.budget.enter(depth + 1)
            inside = unpacked(stream, kind, self.budget)
            yield from self._open(inside, name, inner_name(inner), depth + 1, named=named)
        elif kind in ("zip", "tar"):
            self.budget.enter(depth + 1)
            yield from self._zip(stream, name, depth + 1) if kind == "zip" else self._tar(stream, name, depth + 1)
        else:
            yield from self._contents(stream, name, kind)

    def _contents(self, stream: Stream, name: str, kind: Kind) -> Iterator[Found]:
        if kind == "jsonl":
            yield from rows.iter_json_lines(stream, name, self.budget, self.columns)
        elif kind == "csv":
            yield from rows.iter_csv(stream, name, self.budget, self.columns)
        elif kind == "parquet":
            from foedera.sources.parquet import iter_parquet  # noqa: PLC0415 - its library is an extra

            with seekable(stream, self.budget) as file:
                yield from iter_parquet(file, name, self.budget, self.columns)
        elif kind == "mbox":
            yield from mbox.iter_mails(stream, name, self.budget)
        elif kind == "sitemap":
            yield from feeds.iter_sitemap(stream, self.budget, self.base)
        elif kind == "feed":
            yield from feeds.iter_feed(stream, name, self.budget, self.base)
        else:
            yield from map(self._distinct, warc.iter_records(stream, name, self.budget))

    def _document(self, stream: Stream, name: str, inner: str, *, named: bool) -> Iterator[Found]:
        if not named and suffix_of(inner) not in EXTENSIONS:
            self.leave_out(inner)
            return
        if named:
            self.budget.member()
        data = stream.read_all(self.budget.limits.bytes)
        if len(data) > self.budget.limits.bytes:
            raise SourceFault(MEMBER_TOO_LARGE, f"more than {self.budget.limits.bytes:,} bytes; it is left out")
        yield Item(name, data)

    def leave_out(self, name: str) -> None:
        """Count a member of a kind that is not read."""
        suffix = suffix_of(name)[:20]
        self.budget.left_out[f"files ending in {suffix}" if suffix else "files without an ending"] += 1

    def _zip(self, stream: Stream, name: str, depth: int) -> Iterator[Found]:
        with seekable(stream, self.budget) as file:
            for entry in zips.iter_entries(file):
                if entry.is_folder:
                    continue
                self.budget.member()
                if entry.link:
                    self.budget.left_out["links in archives"] += 1
                elif self._wants(entry.name):
                    place = self._place(name, entry.name)
                    try:
                        inside = zips.open_entry(file, entry, self.budget)
                    except SourceFault as fault:
                        yield fault.problem(place)
                        continue
                    yield from self._member(inside, place, entry.name, depth)

    def _tar(self, stream: Stream, name: str, depth: int) -> Iterator[Found]:
        for member, inside in tars.iter_members(stream, self.budget):
            self.budget.member()
            if inside is None:
                self.budget.left_out["links and devices in archives"] += 1
            elif self._wants(member):
                yield from self._member(inside, self._place(name, member), member, depth)

    def _member(self, stream: Stream, place: str, inner: str, depth: int) -> Iterator[Found]:
        """Yield what a member holds; its faults are its own, but for a cap on the whole input."""
        try:
            yield from self._open(stream, place, inner, depth, named=False)
        except Stopped:
            raise
        except SourceFault as fault:
            yield fault.problem(place)

    def _wants(self, name: str) -> bool:
        """Tell whether a member is of a kind that is read; what is not is counted. Hidden ones are passed over."""
        parts = name.replace("\\", "/").split("/")
        if any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX":
            return False
        if suffix_of(name) in EXTENSIONS or suffix_of(name) in CONTAINERS:
            return True
        self.leave_out(name)
        return False

    def _place(self, outer: str, member: str) -> str:
        return self._numbered(f"{outer}!{printable(member)}")

    def _distinct(self, found: Item | Problem) -> Found:
        return replace(found, name=self._numbered(found.name)) if isinstance(found, Item) else found

    def _numbered(self, place: str) -> str:
        """Return a name that no member had before: the second of a name ends in `#2`."""
        key = hash(place)
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return place if count == 1 else f"{place}#{count}"


def printable(name: str) -> str:
    """Return a member's name as it may be shown: nothing that moves a terminal's cursor or turns its text about."""
    name = name.replace("\\", "/")
    safe = "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in name)
    return safe[:_NAME]
