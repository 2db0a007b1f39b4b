"""Settings for all tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code: tests that bound time measure it themselves.
settings.register_profile("foedera", deadline=None)
# CI tries the same examples each time, so that what failed there fails here with CI=1.
settings.register_profile("foedera-ci", deadline=None, derandomize=True, database=None)
settings.load_profile("foedera-ci" if os.environ.get("CI") else "foedera")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may look into, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)
