"""The API against its own description: schemathesis makes up requests, right ones and wrong ones, and no answer may
be a fault of ours, of a form that the description does not have, or without the headers that keep it safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from foedera.web.app import create_app
from foedera.web.settings import Settings
from tests.record.making import new_record, three_on_one
from tests.web.server.making import OWN

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a server on a small record."""
    folder = tmp_path_factory.mktemp("described")
    new_record(folder, *three_on_one()).close()
    site = create_app(folder / "record.db", Settings(author="Ana", rate=1e6, burst=10**6))
    yield schemathesis.openapi.from_asgi("/api/openapi.json", site, headers=OWN)
    site.server.close()


described = schemathesis.pytest.from_fixture("schema").exclude(path_regex="/api/export/archive|/events$|parquet")


@described.parametrize()
@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
def test_every_address_keeps_to_its_description(case: Any) -> None:
    """What comes back is of the described form, or a described fault."""
    answer = case.call(headers=OWN)
    case.validate_response(answer, checks=CHECKS)
    assert "content-security-policy" in answer.headers
