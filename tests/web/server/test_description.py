"""The API against its own description: schemathesis makes up requests, right ones and wrong ones.

No answer may be a fault of ours, of a form that the description does not have, or without its safe headers.
What schemathesis would also ask for is left out on purpose: that every request which fits the description is carried
out (what names and dates mean is known to the record, not to the description).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from foedera.web.app import create_app
from foedera.web.settings import Settings
from tests.record.making import new_record, three_on_one

PROGRAM = {"x-requested-with": "foedera"}
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SLOW = ("/api/export", "/api/pictures", "POST /api/reports")
"""What takes long for each answer; their tests are in `test_api.py` and `test_adding.py`."""
STREAMS = "/{id}/events"
EXAMPLES = 8


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Every operation that a server on a small record describes."""
    folder = tmp_path_factory.mktemp("described")
    new_record(folder, *three_on_one()).close()
    site = create_app(folder / "record.db", Settings(author="Ana", hosts=("testserver",), rate=1e6, burst=10**6))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", site, headers=PROGRAM)
    found = {}
    for result in schema.get_all_operations():
        operation: Any = cast("Any", result).ok()
        found[operation.label] = operation
    yield found
    site.server.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
def test_every_address_keeps_to_its_description(operations: dict[str, Any], mode: GenerationMode) -> None:
    """What comes back is of the described form, or a described fault."""
    asked = [each for label, each in operations.items() if not any(part in label for part in SLOW)]
    assert len(asked) > 20
    for operation in asked:
        nothing_to_break = mode is GenerationMode.NEGATIVE and not _can_be_wrong(operation)
        if not operation.path.endswith(STREAMS) and not nothing_to_break:
            _try(operation, mode)


def _try(operation: Any, mode: GenerationMode) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None, database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        answer = case.call(headers=PROGRAM)
        case.validate_response(answer, checks=CHECKS)
        assert "content-security-policy" in answer.headers

    with suppress(Unsatisfiable):  # everything fits: there is nothing wrong to ask for
        check()


def _can_be_wrong(operation: Any) -> bool:
    """Tell whether there is anything about a request that a description can forbid."""
    return bool(list(operation.iter_parameters())) or bool(operation.body)
