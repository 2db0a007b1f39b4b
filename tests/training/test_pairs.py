"""References to two, and weights by which the pair that is meant is likelier than the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.learning import Choice, fit_choices
from training.pairs import cases_of, hits


def test_each_reference_to_two_is_a_case_with_all_pairs_of_its_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Peru and Chile met in Lima.\nFiji sent a note.\nThe two will meet again.\n#~ 3: The two = Peru, Chile\n",
        encoding="utf-8",
    )
    cases, beyond = cases_of(tmp_path)
    assert beyond == 0
    assert [len(case.signs) for case in cases] == [3]
    listed = [dict(signs).get("listed", 0.0) for signs in cases[0].signs]
    assert [value > 0 for value in listed].index(True) == cases[0].right


def test_a_sign_of_the_right_pairs_weighs_for_them() -> None:
    pytest.importorskip("torch", reason="torch is not installed: only training needs it")
    cases = [Choice(str(number), 1, ([("far", 1.0)], [("near", 1.0)])) for number in range(20)]
    far, near = fit_choices(cases, ["far", "near"], 1.0)
    assert near > 0 > far
    assert all(hits(cases, ["far", "near"]))
