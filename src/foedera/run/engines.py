"""Which engine reads: this machine's processes, or a Ray cluster. Both come to the same outcomes, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from foedera.pipeline import OWN, Coding
from foedera.run import local
from foedera.run.one import Given, Outcome, Source

ENGINES: Final = ("local", "ray")


@dataclass(frozen=True, slots=True)
class Engine:
    """Who does the work."""

    name: str = "local"
    """One of `ENGINES`."""
    address: str | None = None
    """Of the Ray cluster, as Ray takes it; None for one on this machine that ends with the run."""


LOCAL: Final = Engine()


def read_many(  # noqa: PLR0913 - each is something that a user may wish
    sources: Iterable[Source],
    *,
    published: str | None = None,
    publisher: str | None = None,
    codebook: Path | None = None,
    jobs: int | None = None,
    keep: bool = False,
    engine: Engine = LOCAL,
    coding: Coding = OWN,
) -> Iterator[Outcome]:
    """Yield what becomes of each input, in the order of the inputs.

    Args:
        published: EDTF date for documents that give none.
        publisher: Likewise.
        codebook: A folder of claim types of the user's own.
        jobs: Processes, on a cluster workers; None for one a core.
        keep: Whether outcomes bring the originals.
        coding: Who codes, and how sure a claim must be.
    """
    if engine.name == "local":
        return local.read_many(
            sources, published=published, publisher=publisher, codebook=codebook, jobs=jobs, keep=keep, coding=coding
        )
    from foedera.run import ray  # noqa: PLC0415 - an extra

    given = Given(published, publisher, codebook, threads=1, keep=keep, coding=coding)
    return ray.read_many(sources, given, jobs=jobs, address=engine.address)
