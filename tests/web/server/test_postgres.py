"""The page on a PostgreSQL server: the same answers, and conflicts between two windows, as on a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

import foedera
from foedera.web.app import create_app
from foedera.web.settings import Settings
from tests.record.making import three_on_one
from tests.store.postgres import find_programs, running_server
from tests.web.server.making import FIRST, HOME, OWN, SECOND, hash_of


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A database with a record of three reports on one exercise."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with running_server(programs) as server:
        made = server.create("page")
        with foedera.open(made) as record:
            record.put(three_on_one())
        yield made


def test_lists_decisions_and_conflicts(address: str) -> None:
    """Facets and orders are SQL of their own; what cannot be in a text is refused before the server sees it."""
    site = create_app(address, Settings(author="Ana"))
    with TestClient(site, base_url=HOME, headers=OWN) as client:
        for order in ("when", "-claims", "voices", "-name"):
            found = client.get("/api/events", params={"order": order, "country": "SRB", "text": "guardian"}).json()
            assert found["total"] == 1
        assert {each["value"] for each in found["facets"]["publisher"]} == {
            "Belgrade Courier",
            "Danube Review",
            "Hebei Post",
        }
        assert len(client.get("/api/publishers").json()) == 3
        shown = hash_of(client, SECOND)
        assert (
            client.post("/api/decisions", json={"action": "accept", "target": SECOND, "shown": shown}).status_code
            == 201
        )
        late = client.post("/api/decisions", json={"action": "reject", "target": SECOND, "shown": shown})
        assert late.status_code == 409
        for path in (
            "/api/events/%00",
            "/api/claims/%00",
            "/api/events?text=%00",
            f"/api/state?target={FIRST}&other=%00",
        ):
            assert client.get(path).status_code in (400, 404), path
