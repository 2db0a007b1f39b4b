"""Suspicions about the marks of a few sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.check_consistency import main

MARKED = "[Peru|e1.participant] {trained|e1 exercise occurred} with [Chile|e1.participant].\n"
UNMARKED = "Peru {trained|e1 exercise occurred} with [its neighbour|e1.participant].\n"


@pytest.mark.parametrize(("often", "found"), [(1, 0), (9, 1)], ids=["seldom a filler", "often a filler"])
def test_a_state_is_missed_only_if_it_is_often_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], often: int, found: int
) -> None:
    path = tmp_path / "one.txt"
    path.write_text(MARKED * often + UNMARKED, encoding="utf-8")
    main([str(path), "--check", "state-unmarked"])
    lines = [line for line in capsys.readouterr().out.splitlines() if "is unmarked" in line]
    assert len(lines) == found
    assert all("'Peru'" in line for line in lines)
