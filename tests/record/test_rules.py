"""A record that other rules merged is merged anew: at once where it is small, else when a person asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.cli import main
from foedera.record import rules
from tests.record.making import new_record, three_on_one


def test_a_record_knows_the_rules_it_was_merged_by(tmp_path: Path) -> None:
    with new_record(tmp_path) as record:
        assert not record.outdated
        record.put(three_on_one())
        assert record.store.rules() == rules.present()
        assert not record.outdated


def test_a_small_record_of_other_rules_is_merged_anew_with_what_comes_next(tmp_path: Path) -> None:
    first, *later = three_on_one()
    with new_record(tmp_path, first) as record:
        record.store.events.replace([event.id for event in record.events()], [])  # as if they had made no event of it
        record.store.put_rules(7)
        assert not rules.outdated(record.store)  # there is nothing that they merged
        record.put(later[:1])
        record.store.put_rules(7)
        assert rules.outdated(record.store)
        record.put(later[1:])
        assert record.store.rules() == rules.present()
        (event,) = record.events()
        assert len(event.claims) == 3


def test_of_a_large_one_it_is_said_that_it_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rules, "FEW", 2)
    with new_record(tmp_path, *three_on_one()) as record:
        record.store.put_rules(7)
        assert record.refresh() == 0
        assert record.outdated
    path = str(tmp_path / "record.db")
    assert main(["status", "--record", path]) == 0
    assert "`foedera rebuild`" in capsys.readouterr().out
    assert main(["rebuild", "--record", path]) == 0
    assert main(["status", "--record", path]) == 0
    assert "rebuild" not in capsys.readouterr().out
