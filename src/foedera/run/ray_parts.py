"""What is done on a cluster: parts of the inputs, and tasks; how they are sent and taken in, and what a worker does."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from foedera import codebook as codebooks
from foedera.errors import FoederaError
from foedera.pipeline import load
from foedera.run.one import Given, Outcome, Source, killed, read_one, with_bytes
from foedera.run.packing import pack_outcomes, pack_sources, unpack_outcomes, unpack_sources
from foedera.run.producer import model_hash, version
from foedera.run.ray_crew import Call
from foedera.run.tasks import TaskError

MOST: Final = 32
"""Inputs in one part: enough that bringing it costs little beside reading it, few enough to be read again."""
MOST_BYTES: Final = 8 * 1024 * 1024
"""Bytes from which on a part is full."""
_DEATHS: Final = 2
"""Workers that an input may take with it while it is read alone; then it is held to be the culprit."""
_TRIES: Final = 5
"""How often a task may be lost: it is our own code and data, so that it is rather the machines that are at fault."""


@dataclass(slots=True)
class Part:
    """Some inputs. They go to a worker together; once that was lost, one by one, so that a culprit is found."""

    given: Given
    left: list[Source]
    """Inputs whose outcomes are not here."""
    outcomes: list[Outcome] = field(default_factory=list)
    alone: bool = False
    deaths: int = 0
    """Workers that the first of those left has been lost with while it was read alone."""

    @property
    def done(self) -> bool:
        """Whether all outcomes are here."""
        return not self.left

    def call(self) -> Call:
        """Return the reading of what is left, or of the first of it."""
        return read_part, (pack_sources(self.left[:1] if self.alone else self.left), self.given)

    def take(self, answer: bytes) -> None:
        """Take in outcomes."""
        outcomes = unpack_outcomes(answer)
        self.outcomes += outcomes
        del self.left[: len(outcomes)]
        self.deaths = 0

    def lost(self) -> None:
        """Note that a worker was lost with it."""
        self.deaths += self.alone
        self.alone = True
        if self.deaths >= _DEATHS:
            self.outcomes.append(killed(self.left.pop(0)))
            self.deaths = 0


def parts_of(sources: Iterable[Source], given: Given, workers: int) -> Iterator[Part]:
    """Yield inputs in parts: small ones first, so that every worker soon has one."""
    waiting: list[Source] = []
    size = count = 0
    for source in map(with_bytes, sources):
        waiting.append(source)
        size += len(source.data or b"")
        if size >= MOST_BYTES or len(waiting) >= min(MOST, 1 + count // (2 * workers)):
            yield Part(given, waiting)
            waiting, size, count = [], 0, count + 1
    if waiting:
        yield Part(given, waiting)


def read_part(packed: bytes, given: Given) -> bytes:
    """Read inputs; runs on a worker, which keeps the language model."""
    return pack_outcomes(read_one(source, given) for source in unpack_sources(packed))


@dataclass(slots=True)
class Task:
    """One call of a function, whose result is kept here."""

    step: Callable[..., Any]
    arguments: tuple[Any, ...]
    result: Any = None
    done: bool = False
    alone: bool = False
    tries: int = 0

    def call(self) -> Call:
        """Return the call."""
        return self.step, self.arguments

    def take(self, answer: Any) -> None:
        """Keep the result."""
        self.result, self.done = answer, True

    def lost(self) -> None:
        """Note that a worker was lost with it.

        Raises:
            TaskError: That has happened too often.
        """
        self.tries, self.alone = self.tries + 1, True
        if self.tries >= _TRIES:
            raise TaskError(f"the task {self.step.__name__} was lost {_TRIES} times with the worker that did it")


@dataclass(frozen=True, slots=True)
class Plan:
    """What must be the same on all machines."""

    version: str
    model: str
    codebook: str
    """The hash of the user's codebook; empty where there is none."""


def plan_of(given: Given | None) -> Plan:
    """Return what this machine has."""
    return Plan(version(), model_hash(), "" if given is None or given.codebook is None else _hash_of(given))


def _hash_of(given: Given) -> str:
    try:
        return codebooks.load(given.codebook).hash if given.codebook else ""
    except FoederaError:  # reading tells what is wrong with it, for each input, as on one machine
        return "none"


def begin(plan: Plan, given: Given | None) -> str:
    """Get ready on a worker: load the language model where there is something to read.

    Returns:
        In what this machine differs from the one that has the inputs; empty where it does not.
    """
    here = plan_of(given)
    if here == plan:
        with suppress(FoederaError):  # likewise
            if given is not None:
                load(given.codebook, given.threads)
        return ""
    name = f"the machine {socket.gethostname()} of the cluster has"
    if (here.version, here.model) == (plan.version, plan.model):
        return f"{name} another codebook than this one under {given.codebook if given else None}"
    return (
        f"{name} foedera {here.version} with model {here.model[:12] or 'none'}, not "
        f"{plan.version} with {plan.model[:12] or 'none'}; install the same on all of them"
    )
