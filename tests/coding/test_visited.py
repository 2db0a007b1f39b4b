"""Visits told by what is visited: "the port was visited by NATO officials", "a depot toured by Turkish inspectors"."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "visitor", "host"),
    [
        ("The port of Durres was visited by NATO officials on Monday.", "NATO", "ALB"),
        ("The shipyard in Gdynia was visited by President Gabriel Font of Chile on Monday.", "CHL", "POL"),
        ("Inspectors found nothing in Minsk at a depot toured by German officers last month.", "DEU", "BLR"),
        ("The Kenyan naval base at Mombasa was visited by Finnish officers on Monday.", "FIN", "KEN"),
    ],
)
def test_who_visits_a_site_is_the_visitor(code: Coder, text: str, visitor: str, host: str) -> None:
    claims = [claim for claim in code(text, "2026-03-12").claims if claim.type == "meeting"]
    assert len(claims) == 1
    parts = {
        role: {cell.value.country or cell.value.org for cell in claims[0].cells if cell.field == f"role:{role}"
               and isinstance(cell.value, Actor)}
        for role in ("visitor", "host")
    }  # fmt: skip
    assert parts == {"visitor": {visitor}, "host": {host}}


def test_a_participle_with_who_does_it_is_a_passive_even_if_taken_for_the_past(code: Coder) -> None:
    text = "A depot toured by Turkish inspectors last month was empty. It lies outside Yerevan."
    assert [claim.type for claim in code(text, "2026-03-12").claims] == ["meeting"]
