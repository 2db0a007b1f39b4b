"""Loaded wording by publisher, brought up to date report by report: reports never change, so none is read twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.analysis import PublisherSlant, slant_by_publisher
from foedera.analysis.names import key
from foedera.types import Report

if TYPE_CHECKING:
    from foedera.store import Store


class Slants:
    """The wording of all publishers of a record."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen = 0
        self._parts: list[PublisherSlant] = []

    def all(self) -> Sequence[PublisherSlant]:
        """Return the loaded wording of each publisher, the most loaded first. Called by one thread at a time."""
        self._parts = list(_joined([*self._parts, *slant_by_publisher(self._new())]))
        return tuple(sorted(self._parts, key=lambda each: (-each.per_1000, each.publisher or "", each.words)))

    def _new(self) -> Iterator[Report]:
        while page := self._store.lists.reports(self._seen):
            ids = [name for _, name in page]
            texts = self._store.reports.texts(ids)
            for name, stored in self._store.reports.many(ids).items():
                yield replace(stored.report, text=texts.get(name, ""))
            self._seen = page[-1][0]


def _joined(parts: Sequence[PublisherSlant]) -> Iterator[PublisherSlant]:
    """Yield one record for each publisher, under the spelling of most of its reports."""
    groups: dict[str, list[PublisherSlant]] = {}
    for part in parts:
        groups.setdefault(key(part.publisher) if part.publisher else "", []).append(part)
    for group in groups.values():
        names: Counter[str | None] = Counter()
        kinds: Counter[str] = Counter()
        for part in group:
            names[part.publisher] += part.reports
            kinds.update(dict(part.by_kind))
        words, marks = sum(part.words for part in group), kinds.total()
        yield PublisherSlant(
            publisher=min(names, key=lambda name: (-names[name], name or "")),
            reports=names.total(),
            words=words,
            marks=marks,
            per_1000=1000 * marks / words if words else 0.0,
            by_kind=tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        )
