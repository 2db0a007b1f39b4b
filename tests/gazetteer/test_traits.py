"""What some states have that reports take for granted."""

from __future__ import annotations

from pathlib import Path

from foedera.gazetteer import load


def test_who_has_a_trait_is_known_by_code_a_users_own_included(tmp_path: Path) -> None:
    """States and organisations; nobody where no list has it; a directory of one's own brings traits too."""
    built = load()
    assert {"FRA", "EU"} <= built.those_with("arms")
    assert built.those_with("no such thing") == frozenset()
    (tmp_path / "traits.yaml").write_text('- name: "reefs"\n  states: ["FJI"]\n', encoding="utf-8")
    assert load(tmp_path).those_with("reefs") == {"FJI"}
