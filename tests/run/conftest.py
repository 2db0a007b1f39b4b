"""What tests of reading many inputs share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from foedera.run import Outcome, read_many
from tests.run.machines import Machines, sources


@pytest.fixture(scope="module")
def expected() -> list[Outcome]:
    """Return what one process makes of the sources."""
    return list(read_many(sources(), jobs=1, keep=True))


@pytest.fixture
def patience(machines: Machines) -> Iterator[None]:
    """End a cluster on which a test hangs."""
    with machines.patience():
        yield
