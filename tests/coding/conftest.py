"""The real engine, loaded once for all coding tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedera import pipeline
from foedera.types import Report

Coder = Callable[..., Report]


@pytest.fixture(scope="session")
def code() -> Coder:
    """Return a function that reads a text as published on a day."""
    engine = pipeline.load(None, 2)

    def read(text: str, published: str = "2025-08-13", publisher: str | None = None) -> Report:
        return engine.read(text.encode(), "text.txt", published=published, publisher=publisher)

    return read
