"""What runs on a cluster: the feed of inputs, the step that takes from it, and the worker that reads.

Only this room imports Ray, and this module only once somebody has asked for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import ray
from ray.data import Datasource, ReadTask
from ray.data.block import BlockMetadata

from foedera.run.local import Team
from foedera.run.one import Given, Outcome, Source, read_one
from foedera.run.packing import pack_outcomes, unpack_sources
from foedera.run.producer import model_hash, version

if TYPE_CHECKING:
    import numpy as np


class Feed:
    """The parts that are in work, kept until their outcomes have arrived: what is lost on the way is taken again.

    An actor beside the process that has the inputs. A machine that is lost takes nothing with it that is not here.
    """

    def __init__(self) -> None:
        self._parts: dict[int, bytes] = {}
        self._begun: dict[int, int] = {}
        self._first, self._end = 0, -1
        self._news = asyncio.Condition()

    async def put(self, number: int, part: bytes) -> None:
        """Take in the next part."""
        async with self._news:
            self._parts[number] = part
            self._news.notify_all()

    async def end(self, number: int) -> None:
        """Note that there will be so many parts and no more."""
        async with self._news:
            self._end = number
            self._news.notify_all()

    async def get(self, number: int) -> bytes | None:
        """Wait for a part and give it out, as often as it is asked for.

        Returns:
            The part; empty for one whose outcomes have arrived; None after the last.
        """
        async with self._news:
            await self._news.wait_for(lambda: number < self._first or number in self._parts or 0 <= self._end <= number)
            return self._parts.get(number, b"" if number < self._first else None)

    async def begin(self, number: int) -> int:
        """Note that the reading of a part begins; return how often it has begun before."""
        before = self._begun.get(number, 0)
        self._begun[number] = before + 1
        return before

    async def done(self, number: int) -> None:
        """Let a part go: its outcomes have arrived, and those of all before it."""
        async with self._news:
            self._first = number + 1
            self._parts.pop(number, None)
            self._begun.pop(number, None)
            self._news.notify_all()


class Fed(Datasource):
    """The parts of a feed as a dataset of Ray Data: one row a part, in order.

    One task takes them, on the machine that has the feed. When rows are lost with their machine, it runs again from the
    beginning and passes over what has arrived.
    """

    def __init__(self, feed: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # Ray's types are not all there
        self._feed = feed

    def estimate_inmemory_data_size(self) -> int | None:
        """Return nothing: nobody knows how much will come."""
        return None

    def get_read_tasks(self, parallelism: int, *_: object, **__: object) -> list[ReadTask]:  # noqa: ARG002
        """Return the one task."""
        feed = self._feed
        unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
        return [ReadTask(lambda: _rows(feed), unknown)]


def _rows(feed: Any) -> Iterator[pa.Table]:
    number = 0
    while (part := ray.get(feed.get.remote(number))) is not None:
        yield pa.table({"number": pa.array([number], pa.int64()), "part": pa.array([part], pa.large_binary())})
        number += 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What every worker is told at its start."""

    given: Given
    version: str
    model: str


class Worker:
    """Reads parts, one after the other; the language model is loaded by the first and kept."""

    def __init__(self, plan: Plan, feed: Any) -> None:
        self._given, self._feed = plan.given, feed
        self._fault = _difference(plan)

    def __call__(self, batch: dict[str, np.ndarray[Any, Any]]) -> dict[str, list[Any]]:
        """Read the parts of a batch of rows; it has one. What is wrong with this machine is told, not raised."""
        numbers, parts = batch["number"].tolist(), batch["part"].tolist()
        both = zip(numbers, parts, strict=True)
        outcomes = [b"" if self._fault else self._read(number, part) for number, part in both]
        return {"number": numbers, "outcomes": outcomes, "fault": [self._fault] * len(numbers)}

    def _read(self, number: int, part: bytes) -> bytes:
        if not part:
            return b""
        again = ray.get(self._feed.begin.remote(number))
        sources = unpack_sources(part)
        # A part whose reading was cut off may hold the input that did it: then each is read where it can do no harm.
        return pack_outcomes(self._carefully(sources) if again else (read_one(each, self._given) for each in sources))

    def _carefully(self, sources: list[Source]) -> Iterator[Outcome]:
        with closing(Team(1, self._given)) as team:
            for source in sources:
                team.submit(source)
                yield team.oldest()


def _difference(plan: Plan) -> str:
    """Tell in what this machine differs from the one that has the inputs; empty where it does not."""
    here = Plan(plan.given, version(), model_hash())
    if here == plan:
        return ""
    return (
        f"a machine of the cluster has foedera {here.version} with model {here.model[:12] or 'none'}, not "
        f"{plan.version} with {plan.model[:12] or 'none'}; install the same on all of them"
    )
