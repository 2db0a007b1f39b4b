"""Answers that take long to find, kept as long as the record stands still."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from foedera.analysis import Forecast, scores
from foedera.record import Item, Record, queue

if TYPE_CHECKING:
    from foedera.analysis import PublisherSlant, SourceScore
    from foedera.store import Stats

T = TypeVar("T")
_MOST: Final = 512


@dataclass(frozen=True, slots=True)
class _Kept:
    state: Hashable
    value: Any


class Answers:
    """Slow answers about one record, each found once for each state of it, by one thread at a time."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._turns: dict[Hashable, threading.Lock] = {}
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()

    @property
    def state(self) -> Hashable:
        """What stands for the present state of the record: what came last, and how much waits to be merged."""
        store = self._record.store
        return store.seq, store.queue.count()

    def status(self) -> Stats:
        """Return how much the record holds."""
        return self.keep("status", self._record.status)

    def forecasts(self, today: date | None = None) -> Sequence[Forecast]:
        """Return every forecast, due ones first."""
        day = today or queue.today()
        return self.keep(("forecasts", day), lambda: self._record.forecasts(day))

    def scores(self, today: date | None = None) -> Sequence[SourceScore]:
        """Return how the forecasts of each source turned out."""
        day = today or queue.today()
        return self.keep(("scores", day), lambda: scores(self.forecasts(day)))

    def slant(self) -> Sequence[PublisherSlant]:
        """Return the loaded wording of each publisher."""
        return self.keep("slant", self._record.slant)

    def queue(self, limit: int = 100) -> Sequence[Item]:
        """Return what most needs a person's look."""
        store = self._record.store
        return self.keep(("queue", limit), lambda: queue.queue(store, self.forecasts(), limit))

    def keep(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return an answer, found once for each state of the record."""
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            now = self.state
            kept = self._kept.get(key)
            if kept is None or kept.state != now:
                kept = _Kept(now, find())
            self._put(key, kept)
        return cast("T", kept.value)

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()

    def _put(self, key: Hashable, kept: _Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                old, _ = self._kept.popitem(last=False)
                self._turns.pop(old, None)
