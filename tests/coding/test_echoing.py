"""Who joins in what another does: shares a concern, adopts a measure, acts like somebody."""

from __future__ import annotations

from tests.coding.conftest import Coder


def _actors(code: Coder, text: str, kind: str) -> list[set[str | None]]:
    return [{actor.country or actor.org for actor in c.actors("actor")} for c in code(text).claims if c.type == kind]


def test_who_shares_a_concern_is_concerned(code: Coder) -> None:
    text = "Finland shares Poland's concerns about the border with Belarus."
    assert _actors(code, text, "concern") == [{"FIN", "POL"}]
    assert _actors(code, "Canada echoed Australia's criticism of China.", "oppose") == [{"AUS", "CAN"}]


def test_who_adopts_the_measures_of_another_takes_them(code: Coder) -> None:
    assert _actors(code, "Norway has mirrored the EU's sanctions on Russia.", "sanction") == [{"NOR"}]
    text = "Ukraine and Moldova aligned themselves with the EU's sanctions on Georgia."
    assert _actors(code, text, "sanction") == [{"UKR", "MDA"}]


def test_who_is_like_another_acts_as_well(code: Coder) -> None:
    text = "Norway, like Sweden before it, has called on Russia to withdraw its troops from Moldova."
    assert _actors(code, text, "demand") == [{"NOR", "SWE"}]
    assert _actors(code, "Like Poland, Lithuania opposes the pipeline.", "oppose") == [{"LTU", "POL"}]


def test_who_is_joined_in_a_protest_protests(code: Coder) -> None:
    text = "Iraq joined Iran in condemning the strikes."
    assert _actors(code, text, "oppose") == [{"IRQ", "IRN"}]
    assert not [actor for claim in code(text).claims for actor in claim.actors("target")]
