"""Answers that take long to find, kept as long as the record stands still.

In a large record some of them take seconds: then the last ones are given out, put right by what was decided since,
while new ones are found in the background, and seldom enough that pages do not feel it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args

from foedera.analysis import Forecast, due_first, scores
from foedera.record import Item, Record, foreseen, queue
from foedera.record.corrections import in_force
from foedera.record.queue import ItemKind
from foedera.web.slants import Slants

if TYPE_CHECKING:
    from foedera.analysis import PublisherSlant, SourceScore
    from foedera.events import Decision
    from foedera.store import Stats

T = TypeVar("T")
log = logging.getLogger(__name__)
LARGE: Final = 20_000
"""Claims from which on the queue is shown before all that may need a look is found, and pages before their analyses."""
QUEUE: Final = 500
"""Items of each kind that are found, however few are asked for: one answer then does for all."""
KINDS: Final[tuple[ItemKind, ...]] = get_args(ItemKind)
_MOST: Final = 512
_QUICK: Final = 0.1
"""Seconds of the processor up to which an answer is found anew while one waits."""
_REST: Final = 10
"""Times as long as an answer took, no new one is looked for."""


@dataclass(frozen=True, slots=True)
class _Kept:
    state: Hashable
    seq: int
    value: Any
    cost: float
    time: float


class Answers:
    """Slow answers about one record, each found once for each state of it, by one thread at a time."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._turns: dict[Hashable, threading.Lock] = {}
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._slants = Slants(record.store)
        self._at_work: set[Hashable] = set()
        self._closed = False

    @property
    def state(self) -> Hashable:
        """What stands for the present state of the record: what came last, and how much waits to be merged."""
        store = self._record.store
        return store.seq, store.queue.count()

    @property
    def busy(self) -> bool:
        """Whether something is being found in the background."""
        with self._lock:
            return bool(self._at_work)

    def status(self) -> Stats:
        """Return how much the record holds."""
        return self.keep("status", self._record.status)

    def outlook(self, today: date | None = None) -> Sequence[Forecast]:
        """Return every forecast with its state, due ones first; what is proposed is found by `in_full`."""
        day = today or queue.today()
        kept = self._late(("outlook", day), lambda: foreseen.outlook(self._record.store, day))
        return _put_right(kept.value, self._since(kept))

    def in_full(self, found: Sequence[Forecast], today: date | None = None) -> Sequence[Forecast]:
        """Return some forecasts of the outlook with the words that were read and what is proposed."""
        full = foreseen.in_full(self._record.store, [each.claim for each in found], today or queue.today())
        known = {each.claim: each for each in full}
        return [known.get(each.claim, each) for each in found]

    def scores(self, today: date | None = None) -> Sequence[SourceScore]:
        """Return how the forecasts of each source turned out."""
        day = today or queue.today()
        return cast("Sequence[SourceScore]", self._late(("scores", day), lambda: self._scores(day)).value)

    def _scores(self, day: date) -> Sequence[SourceScore]:
        """Score all forecasts; of those that were resolved the words are read, since their likelihood counts."""
        found = self.outlook(day)
        full = {each.claim: each for each in self.in_full([f for f in found if f.state == "resolved"], day)}
        return scores([full.get(each.claim, each) for each in found])

    def slant(self) -> Sequence[PublisherSlant]:
        """Return the loaded wording of each publisher."""
        return self.keep("slant", self._slants.all)

    def queue(self, limit: int = 100, kind: ItemKind | None = None) -> Sequence[Item]:
        """Return what most needs a person's look, without what was decided since it was found.

        In a large record whose forecasts were not yet looked through, those are not among it.
        """
        if kind:
            return self.items(kind)[:limit]
        kinds = [each for each in KINDS if each != "forecast" or self._soon(each)]
        return queue.in_order(item for each in kinds for item in self.items(each))[:limit]

    def items(self, kind: ItemKind) -> Sequence[Item]:
        """Return what needs a look of one kind, up to `QUEUE` items; waits until they are found."""
        day = queue.today()
        kept = self._late(("queue", kind, day), lambda: self._items(kind, day))
        return _undecided(kept.value, self._since(kept))

    def counts(self) -> dict[ItemKind, int]:
        """Return how many items of each kind there are, up to `QUEUE`; kinds not yet looked through are left out."""
        return {kind: len(self.items(kind)) for kind in KINDS if self._soon(kind)}

    def _items(self, kind: ItemKind, day: date) -> list[Item]:
        store = self._record.store
        found = foreseen.worth_a_look(store, self.outlook(day), day, QUEUE) if kind == "forecast" else ()
        return queue.items(store, kind, found, QUEUE)

    def _soon(self, kind: ItemKind) -> bool:
        """Tell whether items of a kind are known, or will be before anybody minds; else have them found."""
        key = ("queue", kind, queue.today())
        if key in self._kept or not self.large:
            return True
        self._begin(key, lambda: self._items(kind, queue.today()))
        return False

    @property
    def large(self) -> bool:
        """Whether the record is so large that pages do not wait for analyses of all of it."""
        return self._record.store.entries.count() >= LARGE

    def knows_queue(self) -> bool:
        """Tell whether what needs a look was found, be it for an earlier state; forecasts aside."""
        return all(("queue", kind, queue.today()) in self._kept for kind in KINDS if kind != "forecast")

    def knows_publishers(self) -> bool:
        """Tell whether wording and forecasts of publishers were found, be it for an earlier state."""
        return "slant" in self._kept and ("scores", queue.today()) in self._kept

    def keep(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return an answer, found once for each state of the record."""
        with self._turn(key):
            now, kept = self.state, self._kept.get(key)
            if kept is None or kept.state != now:
                kept = self._found(find)
            self._put(key, kept)
        return cast("T", kept.value)

    def warm(self) -> None:
        """Begin to look for what takes longest in a large record, one thing after the other, as pages need it."""
        if not self.large:
            return
        day = queue.today()
        steps: list[tuple[Hashable, Callable[[], Any]]] = [
            *((("queue", kind, day), partial(self._items, kind, day)) for kind in KINDS if kind != "forecast"),
            (("outlook", day), lambda: foreseen.outlook(self._record.store, day)),
            (("queue", "forecast", day), partial(self._items, "forecast", day)),
            (("scores", day), lambda: self._scores(day)),
            ("slant", self._slants.all),
        ]
        with self._lock:
            self._at_work.update(key for key, _ in steps)
        self._in_background(steps)

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._closed = True
            self._kept.clear()

    def _late(self, key: Hashable, find: Callable[[], Any]) -> _Kept:
        """Return an answer, perhaps of an earlier state where finding it took long; a new one is then being found."""
        kept = self._kept.get(key)
        if kept is None or kept.cost <= _QUICK:
            self.keep(key, find)
            kept = self._kept.get(key) or self._found(find)
        elif kept.state != self.state and time.monotonic() - kept.time > kept.cost * _REST:
            self._begin(key, find)
        return kept

    def _begin(self, key: Hashable, find: Callable[[], Any]) -> None:
        """Have an answer found in the background, once."""
        with self._lock:
            if key in self._at_work or self._closed:
                return
            self._at_work.add(key)
        self._in_background([(key, find)])

    def _in_background(self, steps: Sequence[tuple[Hashable, Callable[[], Any]]]) -> None:
        def run() -> None:
            for key, find in steps:
                self._find_late(key, find)

        threading.Thread(target=run, name="foedera-answers", daemon=True).start()

    def _find_late(self, key: Hashable, find: Callable[[], Any]) -> None:
        try:
            with self._turn(key):
                kept = self._kept.get(key)
                if not self._closed and (kept is None or kept.state != self.state):
                    self._put(key, self._found(find))
        except Exception:
            if not self._closed:
                log.exception("could not find %s", key)
        finally:
            with self._lock:
                self._at_work.discard(key)

    def _found(self, find: Callable[[], Any]) -> _Kept:
        state, seq, begin = self.state, self._record.store.seq, time.thread_time()
        value = find()
        return _Kept(state, seq, value, time.thread_time() - begin, time.monotonic())

    def _since(self, kept: _Kept) -> Sequence[Decision]:
        """Return what was decided since an answer was found."""
        if kept.seq == self._record.store.seq:
            return ()
        return tuple(self._record.store.decisions.all(kept.seq))

    def _turn(self, key: Hashable) -> threading.Lock:
        with self._lock:
            return self._turns.setdefault(key, threading.Lock())

    def _put(self, key: Hashable, kept: _Kept) -> None:
        with self._lock:
            if self._closed:
                return
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                old, _ = self._kept.popitem(last=False)
                self._turns.pop(old, None)


def _put_right(found: Sequence[Forecast], since: Iterable[Decision]) -> Sequence[Forecast]:
    """Return forecasts with what people said became of them since they were found."""
    resolved = {each.target: each for each in in_force(since) if each.action == "resolve"}
    if not resolved:
        return found
    right = (_resolved(each, resolved[each.claim]) if each.claim in resolved else each for each in found)
    return sorted(right, key=due_first)


def _resolved(forecast: Forecast, decision: Decision) -> Forecast:
    outcome: Any = decision.value
    state = forecast.state if outcome == "open" else "resolved"
    return replace(forecast, state=state, outcome=outcome, by=decision.other, decided=decision.author)


def _undecided(items: Sequence[Item], since: Sequence[Decision]) -> Sequence[Item]:
    """Return the items on which nobody decided since they were found; what was taken back comes back a little later."""
    if not since:
        return items
    ends = [{each.target, each.other} for each in since]
    single = {each.target for each in since if each.action not in ("same", "different", "doubt", "undo", "note")}

    def stays(item: Item) -> bool:
        if item.kind == "pair":
            return not any({item.claim, item.other} <= pair for pair in ends)
        return item.claim not in single

    return [item for item in items if stays(item)]
