"""References as choices between those who may be meant."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from foedera import pipeline
from foedera.coding import code
from foedera.coding.context import Context
from training.learning import Choice, choices_left_out, fit_choices
from training.meant import Case, cases_of, figures, of_claims


def test_a_reference_is_a_choice_between_sets_and_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Peru and Chile met in Lima.\nThey signed. Protesters came.\nThey sang, and it rained.\n"
        "#~ 2: They = Peru, Chile\n#~ 3: They = protesters\n#~ 3: it = 1.e1\n",
        encoding="utf-8",
    )
    several, nobody = cases_of(tmp_path)
    assert several.meant == {"PER", "CHL"}
    assert not nobody.meant
    assert several.choice is not None
    assert len(several.choice.signs) == 4
    assert any(name.endswith("listed together") for name, _ in several.choice.signs[several.choice.right])
    assert nobody.choice is not None
    assert nobody.choice.right == 3


def test_who_is_meant_but_not_weighed_counts_as_wrong() -> None:
    case = Case("it", frozenset({"PER"}), Choice("a", 0, ()))
    beyond = Case("it", frozenset({"FJI"}), None)
    assert figures([case, beyond], {id(case.choice): True}) == {"it, known": "0.50 of 2"}


def test_parts_of_claims_that_are_right_tell_what_references_stand_for() -> None:
    engine = pipeline.load(None, 1)
    text = "Ghana has a large fleet. It gave Kenya six patrol boats in May 2024."
    document = pipeline.document_of(text.encode(), "a.txt")
    context = Context(document.report, tuple(engine.parse(document)), engine.gazetteer, engine.codebook)
    claims = code(document.report, context.sentences, engine.codebook, engine.gazetteer)
    gold = {"supplier": {"GHA"}, "recipient": {"KEN"}}
    scorer = ModuleType("scorer")
    scorer.polities = lambda claim, role: claim.get(role, set())  # type: ignore[attr-defined]
    (case,) = of_claims(context, claims, dict.fromkeys(range(len(claims)), gold), scorer, "a")
    assert (case.kind, case.meant) == ("it", frozenset({"GHA"}))


def test_weights_tell_the_right_answer() -> None:
    pytest.importorskip("torch", reason="torch is not installed: only training needs it")
    choices = [Choice(str(number), 1, ([("far", 1.0)], [("near", 1.0)], [])) for number in range(20)]
    far, near = fit_choices(choices, ["far", "near"], 1.0)
    assert near > 0 > far
    assert all(answer == choice.right for choice, answer in choices_left_out(choices, ["far", "near"], 1.0))
