"""Workers on the machines of a cluster, and the jobs that they do: whoever is lost, each job is done, in order.

Ray starts the workers and tells when one has died. Which worker has which job is decided here, in the process that has
the inputs, and a job is kept here until it is done; so nothing that is lost with a machine is needed again. Only this
room imports Ray, and this module only once somebody has asked for it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias, TypeVar

import ray
from ray.exceptions import RayError, RayTaskError

from foedera.run.ray_cluster import EngineError, cause, translated

Call: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of a module's top level, with its arguments."""
AHEAD: Final = 4
"""Jobs taken in for each worker: enough to keep it busy, few enough to bound memory."""
_QUEUED: Final = 2
"""Calls that a worker has: the one that it is at, and the next."""
_LOOK: Final = 2.0
"""Seconds from one look at the cluster's machines, or at a worker that has work, to the next."""
_STARTS: Final = 6
"""Times in a row that workers may die as they start, while there are no others; a minute, with the pauses between."""
_PAUSE: Final = 60.0
"""Most seconds from one such time to the next start."""


class Job(Protocol):
    """Work that is done in one call or in several, one after the other."""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""

    @property
    def alone(self) -> bool:
        """Whether its calls need a worker that has nothing else, so that it is plain who killed the worker."""

    def call(self) -> Call:
        """Return what is to be done next; asked for again when it was lost."""

    def take(self, answer: Any) -> None:
        """Take in what the call has returned."""

    def lost(self) -> None:
        """Note that a worker was lost that had the call."""


J = TypeVar("J", bound=Job)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds after which something is held to be lost. Only time in which somebody listened counts."""

    silent: float = 120.0
    """A worker that has a call and does not say that it is at work."""
    starting: float = 300.0
    """A worker that does not start; there may be no free core for it."""
    deserted: float = 900.0
    """A run that has no worker at all."""


PATIENCE: Final = Patience()


class Worker:
    """Does what it is told, one call after the other. Meanwhile it answers whether it is at work."""

    def __init__(self) -> None:
        self._busy = False

    def start(self, step: Callable[..., Any], *arguments: Any) -> Any:
        """Make the first call; by a name of its own, since lists of processes tell what a worker does."""
        return self.do(step, *arguments)

    def do(self, step: Callable[..., Any], *arguments: Any) -> Any:
        """Make a call."""
        self._busy = True
        try:
            return step(*arguments)
        finally:
            self._busy = False

    @ray.method(concurrency_group="pulse")
    def busy(self) -> bool:
        """Tell whether a call is under way."""
        return self._busy


@dataclass(slots=True, eq=False)
class _Hand:
    """A worker, as seen from here."""

    actor: Any
    heard: float
    """When it was last known to be at work, or to have nothing to do."""
    ready: bool = False
    calls: dict[Any, tuple[int, Job | None]] = field(default_factory=dict)
    """Place and job of each call that is under way, by the reference of its result; no job where it starts."""
    pulse: Any = None
    """The reference of the answer whether it is at work."""

    def takes(self, job: Job) -> bool:
        """Tell whether it can be given a call of a job."""
        single = job.alone or any(other.alone for _, other in self.calls.values() if other)
        return self.ready and len(self.calls) < (1 if single else _QUEUED)

    def start(self, begin: Call) -> None:
        """Have it get ready."""
        step, arguments = begin
        self.calls[self.actor.start.remote(step, *arguments)] = (-1, None)

    def send(self, place: int, job: Job, now: float) -> None:
        """Give it a job's next call."""
        if not self.calls:
            self.heard = now
        step, arguments = job.call()
        self.calls[self.actor.do.remote(step, *arguments)] = (place, job)

    @property
    def references(self) -> list[Any]:
        """What will come from it."""
        return [*self.calls, *([] if self.pulse is None else [self.pulse])]


class Crew:
    """The workers of a run on the cluster that this process is connected to, one a core; of machines that join too."""

    def __init__(self, begin: Call, jobs: int | None = None, patience: Patience = PATIENCE) -> None:
        """Get ready; workers are hired when there is work.

        Args:
            begin: What each worker does first. Its text, if any, tells what is wrong with its machine.
            jobs: Workers at most.
        """
        # SPREAD: where there are fewer workers than cores, each machine has its share of their memory
        options: dict[str, Any] = {"num_cpus": 1, "max_restarts": 0, "scheduling_strategy": "SPREAD"}
        remote: Any = ray.remote  # not all of Ray has types
        self._role = remote(concurrency_groups={"pulse": 1}, **options)(Worker)
        self._begin, self._jobs, self._patience = begin, jobs, patience
        self._hands: list[_Hand] = []
        self._waiting: dict[int, Job] = {}
        self._clock = self._manned = 0.0
        """Seconds in which somebody listened: whoever takes the results may be busy with something else for long."""
        self._failed, self._pause = 0, 0.0
        self.size = 1
        """How many workers there may be now."""
        self._look()

    def each(self, jobs: Iterable[J]) -> Iterator[J]:
        """Yield jobs that are done, in the order in which they come in; so many are taken in that all workers are busy.

        Raises:
            EngineError: No machine takes work, workers do not start, or a call raises an error.
        """
        incoming = enumerate(jobs)
        under_way: deque[J] = deque()
        more = True
        with translated():
            try:
                while more or under_way:
                    if room := more and len(under_way) < AHEAD * self.size:
                        place, job = next(incoming, (-1, None))
                        more = job is not None
                        if job is not None:
                            under_way.append(job)
                            self._waiting[place] = job
                    self._staff(len(under_way))
                    self._assign()
                    self._listen(0.0 if room else _LOOK / 2)
                    while under_way and under_way[0].done:
                        yield under_way.popleft()
            finally:
                self._drop()

    def close(self) -> None:
        """Let the workers go, whatever they are at."""
        for hand in list(self._hands):
            self._dismiss(hand)

    def _drop(self) -> None:
        """Forget what is not done: nobody waits for it any more."""
        self._waiting = {}
        for hand in [each for each in self._hands if each.ready and each.calls]:
            self._dismiss(hand)

    def _look(self) -> None:
        """See how many cores the cluster has now."""
        nodes: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call] # likewise
        cores = sum(int(node["Resources"].get("CPU", 0)) for node in nodes if node["Alive"])
        self.size = max(1, cores if self._jobs is None else min(cores, self._jobs))
        self._looked = time.monotonic()

    def _staff(self, needed: int) -> None:
        """Hire as many workers as there are jobs and cores; let those go that no core has been found for."""
        if time.monotonic() - self._looked >= _LOOK:
            self._look()
            self._check()
        for hand in [each for each in self._hands if not each.ready][: max(0, len(self._hands) - self.size)]:
            self._dismiss(hand)
        for _ in range(min(self.size, needed) - len(self._hands) if self._clock >= self._pause else 0):
            hand = _Hand(self._role.remote(), self._clock)
            hand.start(self._begin)
            self._hands.append(hand)

    def _assign(self) -> None:
        """Give out the jobs that wait, the oldest first, to those who have least."""
        while self._waiting:
            place = min(self._waiting)
            job = self._waiting[place]
            free = [hand for hand in self._hands if hand.takes(job)]
            if not free:  # a younger job does not go before one that needs a worker for itself
                return
            del self._waiting[place]
            min(free, key=lambda hand: len(hand.calls)).send(place, job, self._clock)

    def _listen(self, seconds: float) -> None:
        """Take in what has come, and wait for something if nothing has."""
        began = time.monotonic()
        references = [reference for hand in self._hands for reference in hand.references]
        if references:
            ray.wait(references, timeout=seconds)
            ready = set(ray.wait(references, num_returns=len(references), timeout=0)[0])
            for hand in list(self._hands):
                self._hear(hand, [reference for reference in hand.references if reference in ready])
        else:  # it pauses before it hires
            time.sleep(seconds)
        self._clock += time.monotonic() - began

    def _hear(self, hand: _Hand, ready: list[Any]) -> None:
        """Take in what has come from a worker; one that has died is replaced."""
        for reference in ready:
            try:
                answer = ray.get(reference)
            except RayTaskError:  # the call itself is at fault, and would be anywhere
                raise
            except RayError as error:
                self._lose(hand, error)
                return
            if reference == hand.pulse:
                hand.pulse = None
                hand.heard = self._clock if answer else hand.heard
            else:
                self._answered(hand, *hand.calls.pop(reference), answer)

    def _answered(self, hand: _Hand, place: int, job: Job | None, answer: Any) -> None:
        hand.heard = self._clock
        if job is not None:
            job.take(answer)
            self._put_back(place, job)
        elif answer:
            raise EngineError(answer)
        else:
            hand.ready, self._failed = True, 0

    def _put_back(self, place: int, job: Job) -> None:
        if not job.done:
            self._waiting[place] = job

    def _check(self) -> None:
        """Ask those who have work whether they are at it; replace those of whom nothing was heard for too long."""
        for hand in [each for each in self._hands if each.calls]:
            patience = self._patience.silent if hand.ready else self._patience.starting
            if self._clock - hand.heard > patience:
                self._lose(hand, None)
            elif hand.pulse is None and self._clock - hand.heard > patience / 10:
                hand.pulse = hand.actor.busy.remote()
        if any(hand.ready for hand in self._hands):
            self._manned = self._clock
        elif self._clock - self._manned > self._patience.deserted:
            minutes = self._patience.deserted / 60
            raise EngineError(
                f"no machine of the cluster has taken work for {minutes:.0f} minutes; "
                "when there are some, the same command goes on where it stopped"
            )

    def _lose(self, hand: _Hand, error: RayError | None) -> None:
        """Take back what a worker had.

        Args:
            error: Of its death; None where it was only silent.
        """
        self._dismiss(hand)
        for place, job in hand.calls.values():
            if job is not None:
                job.lost()
                self._put_back(place, job)
            elif error is not None:
                self._fail(error)

    def _fail(self, error: RayError) -> None:
        """Pause after a start has failed: it takes a cluster a while to notice that a machine is gone."""
        if self._clock >= self._pause:
            self._pause = self._clock + min(_PAUSE, 2.0**self._failed)
            self._failed += 1
        never = self._failed >= _STARTS and not any(hand.ready for hand in self._hands)
        if never or getattr(error, "actor_init_failed", False):
            raise EngineError(f"the cluster's workers do not start: {cause(error)}"[:500]) from error

    def _dismiss(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        with suppress(RayError):  # it is gone, or with it all that this process was connected to
            ray.kill(hand.actor)
