"""Work in a thread beside: its result, its fault, and networks that were begun before anybody asked."""

from __future__ import annotations

from pathlib import Path
from threading import current_thread

import pytest

from foedera.errors import ModelError
from foedera.parse import MODEL, Model
from foedera.parse.beside import Beside
from foedera.parse.networks import begin_loading
from foedera.types import Segment


def test_the_result_comes_from_another_thread() -> None:
    assert Beside(current_thread).result() is not current_thread()


def test_a_fault_is_raised_where_the_result_is_asked_for() -> None:
    begun = Beside(lambda: 1 // 0)
    begun.join()
    with pytest.raises(ZeroDivisionError):
        begun.result()


def test_networks_that_were_begun_are_used(model: Model) -> None:
    """And once only: the next model loads its own."""
    text = "Serbia and China held joint drills in Hebei on Monday."
    segments = [Segment(0, len(text), "prose", 0)]
    begin_loading()
    begin_loading()
    first, second = Model(), Model()
    assert first._networks is not second._networks
    assert first.parse(text, segments) == second.parse(text, segments) == model.parse(text, segments)


def test_networks_that_cannot_be_loaded_are_told_by_the_model(tmp_path: Path, model: Model) -> None:
    """The fault of a thread that nobody looked at comes out as the model's."""
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    begin_loading(tmp_path)
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        Model(tmp_path)
    assert model.config.types
