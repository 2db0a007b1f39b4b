"""The report of the tests, parsed once, and the reader that asks a local server about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from foedera import pipeline
from foedera.pipeline import Coded, Coding, document_of
from foedera.secondreader import Endpoint, SecondReader, SecondReading
from foedera.types import Sentence
from tests.secondreader.server import REPORT, Server

DOCUMENT = document_of(REPORT.encode(), "kotor.txt")
Read = Callable[..., SecondReading]


@pytest.fixture(scope="session")
def parsed() -> tuple[Sentence, ...]:
    """Return the report's sentences."""
    return pipeline.load(None, 2).parse(DOCUMENT)


@pytest.fixture
def read(parsed: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that has a server's model read the report, without waiting between tries."""
    monkeypatch.delenv("FOEDERA_LLM_KEY", raising=False)
    engine = pipeline.load(None, 2)

    def ask(server: Server | str, *, seconds: float = 20.0, most: int | None = None, **more: Any) -> SecondReading:
        url = server if isinstance(server, str) else server.url
        reader = SecondReader(Endpoint(url, "tiny", seconds=seconds, **more), engine.codebook, engine.gazetteer)
        reader.chat.pause = lambda _: None
        if most is not None:
            reader.chat.client.most = most
        return reader.read(DOCUMENT.report, parsed)

    return ask


@pytest.fixture
def code_by(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Coded]:
    """Return a function that codes the report as the command line does."""
    monkeypatch.delenv("FOEDERA_LLM_KEY", raising=False)
    engine = pipeline.load(None, 2)

    def code(coder: pipeline.Coder, server: Server) -> Coded:
        return engine.code_by(DOCUMENT, Coding(coder, server.url, "tiny", seconds=20), "kotor.txt")

    return code
