"""Loaded wording per publisher."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from foedera.analysis.names import key
from foedera.analysis.records import PublisherSlant
from foedera.types import Report

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def slant_by_publisher(reports: Iterable[Report]) -> tuple[PublisherSlant, ...]:
    """Return the marks of loaded wording in each publisher's reports, the most loaded first.

    Reports without publisher are taken together. A report that comes twice (by id) counts once. Names that differ in
    case, accents and marks only are one publisher, under its most frequent spelling. Reports are read one by one and
    not kept.
    """
    tallies: dict[str, _Tally] = {}
    seen: set[str] = set()
    for report in reports:
        if report.id not in seen:
            seen.add(report.id)
            tallies.setdefault(key(report.publisher) if report.publisher else "", _Tally()).add(report)
    found = [tally.result() for tally in tallies.values()]
    return tuple(sorted(found, key=lambda slant: (-slant.per_1000, slant.publisher or "", slant.words)))


class _Tally:
    """Counts of one publisher."""

    def __init__(self) -> None:
        self.names: Counter[str | None] = Counter()
        self.kinds: Counter[str] = Counter()
        self.words = 0

    def add(self, report: Report) -> None:
        self.names[report.publisher] += 1
        self.kinds.update(mark.kind for mark in report.slant)
        self.words += len(_WORD.findall(report.text))

    def result(self) -> PublisherSlant:
        marks = self.kinds.total()
        return PublisherSlant(
            publisher=min(self.names, key=lambda name: (-self.names[name], name or "")),
            reports=self.names.total(),
            words=self.words,
            marks=marks,
            per_1000=1000 * marks / self.words if self.words else 0.0,
            by_kind=tuple(sorted(self.kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        )
