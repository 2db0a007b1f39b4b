"""Nobody does to people what befell them at his side: "captured fighting alongside Taliban forces"."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.outsiders import without_comrades
from foedera.types import Filler, Frame


@pytest.mark.parametrize(
    ("text", "actor", "is_kept"),
    [
        ("An Australian was captured fighting alongside Taliban forces in Kandahar.", "Taliban", False),
        ("An Australian was captured by Taliban forces while he worked in Kandahar.", "Taliban", True),
        ("A banker was arrested for spying for Ruritania, the police said.", "Ruritania", False),
    ],
)
def test_whoever_fights_beside_somebody_does_not_capture_him(text: str, actor: str, is_kept: bool) -> None:  # noqa: FBT001
    engine = pipeline.load(None, 2)
    sentence = engine.parse(pipeline.document_of(text.encode(), "text.txt"))[0]
    trigger = next(token for token in sentence.tokens if token.text in {"captured", "arrested"})
    start = text.index(actor)
    filler = Filler("actor", start, start + len(actor), 0.9)
    frame = Frame("coerce", "occurred", trigger.start, trigger.end, (filler,), 0.9, 0.9, "model")
    found = without_comrades(sentence, frame, engine.codebook.types["coerce"])
    assert (filler in found.fillers) is is_kept
