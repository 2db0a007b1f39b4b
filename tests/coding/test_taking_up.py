"""Pronouns for people without a name, in general political news."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.types import Actor


@pytest.mark.parametrize(
    ("text", "kind", "printed"),
    [
        ("A priest was freed in Chad a week after he was kidnapped.", "assault", ["priest"]),
        ("Monks marched in Yangon and two hundred of them were dragged into vans.", "coerce", ["Monks"]),
        ("Rebels freed a priest in Chad a week after they were arrested.", "coerce", ["Rebels"]),
    ],
)
def test_people_without_a_name_are_taken_up(text: str, kind: str, printed: list[str]) -> None:
    """As many as the pronoun says."""
    engine = pipeline.load(None, 2)
    report = engine.code(pipeline.document_of(text.encode(), "lead.txt", published="2025-05-06"), domestic=True)
    cells = [cell for claim in report.claims if claim.type == kind for cell in claim.cells]
    assert [cell.printed for cell in cells if cell.field == "role:target" and isinstance(cell.value, Actor)] == printed
