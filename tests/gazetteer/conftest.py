"""One gazetteer for all tests of the room: loading is tested on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.gazetteer import Gazetteer, load
from foedera.gazetteer.source import Source, load_source

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the gazetteer built into the package."""
    return load()


@pytest.fixture(scope="session")
def source() -> Source:
    """Return our data files, read once: that takes seconds."""
    return load_source(ROOT / "data" / "gazetteer")
