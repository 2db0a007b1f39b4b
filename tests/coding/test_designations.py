"""Names that "and" joins into one, and abbreviations behind them."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.designations import with_whole_names
from foedera.types import Filler, Frame
from tests.coding.conftest import Coder


def names(code: Coder, text: str, kind: str) -> list[str]:
    return sorted(str(name) for claim in code(text).claims if claim.type == kind for name in claim.values("name"))


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (
            "Ghana has ordered a fourth Patrol and Support Frigate (PSF) from Umoe Mandal of Norway.",
            "transfer",
            ["Patrol and Support Frigate"],
        ),
        ("Poland ordered Leopard and Abrams tanks from Germany.", "transfer", ["Abrams", "Leopard"]),
        ("Italy sold two Bergamini-class (FREMM) frigates to Ghana last year.", "transfer", ["Bergamini-class"]),
    ],
)
def test_one_name_is_one_thing(code: Coder, text: str, kind: str, found: list[str]) -> None:
    assert names(code, text, kind) == found


def test_an_agreement_has_all_of_its_name(code: Coder) -> None:
    text = "The Acquisition and Cross-Servicing Agreement between Japan and Fiji was signed in Suva on Monday."
    assert names(code, text, "agreement")[0].startswith("Acquisition and Cross-Servicing Agreement")


def test_the_ends_of_one_name_are_one() -> None:
    text = "The contract by which Peru acquires F-16 Fighting Falcon aircraft"
    fillers = tuple(Filler("name", text.index(n), text.index(n) + len(n), 0.9) for n in ("F-16", "Falcon"))
    engine = pipeline.load(None, 2)
    sentence = engine.parse(pipeline.document_of(text.encode(), "text.txt"))[0]
    frame = Frame("transfer", "occurred", 4, 12, fillers, 0.9, 0.9, "model")
    (name,) = with_whole_names(sentence, frame).fillers
    assert text[name.start : name.end] == "F-16 Fighting Falcon"
