"""The real model, loaded once for all tests of the room."""

from __future__ import annotations

import pytest

from foedera.parse import MODEL, Model


@pytest.fixture(scope="session")
def model() -> Model:
    """Return the model that the package ships."""
    if not (MODEL / "config.json").exists():
        pytest.skip("the language model is not built")
    return Model(threads=1)
