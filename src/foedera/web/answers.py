"""Answers that take long to find, kept as long as the record stands still."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from foedera.analysis import Forecast, scores
from foedera.record import Item, Record, queue

if TYPE_CHECKING:
    from foedera.store import Stats

T = TypeVar("T")

@dataclass(frozen=True, slots=True)
class _Kept:
    seq: Hashable
    value: Any

class Answers:
    """Slow answers about one record, each found once for each state of it, by one thread at a time."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._turns: dict[Hashable, threading.Lock] = {}
        self._kept: dict[Hashable, _Kept] = {}

    def status(self) -> Stats:
        """Return how much the record holds."""
        return self._answer("status", self._record.status)

    def forecasts(self, today: date | None = None) -> list[Forecast]:
        """Return every forecast, due ones first."""
        day = today or queue.today()
        return self._answer(("forecasts", day), lambda: self._record.forecasts(day))

    def scores(self, today: date | None = None) -> tuple[Any, ...]:
        """Return how the forecasts of each source turned out."""
        day = today or queue.today()
        return self._answer(("scores", day), lambda: scores(self.forecasts(day)))

    def slant(self) -> list[Any]:
        """Return the loaded wording of each publisher."""
        return self._answer("slant", self._record.slant)

    def queue(self, limit: int = 100) -> list[Item]:
        """Return what most needs a person's look."""
        return self._answer(("queue", limit), lambda: queue.queue(self._record.store, self.forecasts(), limit))

    def keep(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return an answer of a page's own, found once for each state of the record."""
        return self._answer(("own", key), find)

    def close(self) -> None:
        """Forget everything."""
        self._kept = {}

    def _answer(self, key: Hashable, find: Callable[[], T]) -> T:
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            now = self._record.store.seq
            kept = self._kept.get(key)
            if kept is None or kept.seq != now:
                kept = self._kept[key] = _Kept(now, find())
        return cast("T", kept.value)

__all__ = ["Answers", "Mapping"]
