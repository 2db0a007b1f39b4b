from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foedera.cli.review import Session
from tests.record.making import new_record, three_on_one


def test_what_changed_since_it_was_shown_is_shown_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another person decides between the showing and the key: the key changes nothing, and it is said why."""
    with new_record(tmp_path, *three_on_one()) as record:
        session = Session(record, record.queue())

        def keys() -> Iterator[str]:
            record.accept(session.item.claim, author="Ben")
            yield "x"

        claim = session.item.claim
        session.run(keys())
        assert record.claim(claim).verdict == "accepted"
        assert session.taken == []
        assert "it has changed since it was shown" in capsys.readouterr().out


def test_taking_back_returns_to_what_was_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note stays where it is, a decision moves on: taking either back shows its own item."""
    monkeypatch.setattr("foedera.cli.review._ask", lambda _: "seen twice")
    with new_record(tmp_path, *three_on_one()) as record:
        items = record.queue() * 3
        session = Session(record, items)
        session.run(iter("jnz"))
        assert session.at == 1
        session.run(iter("jjkaz"))
        assert session.at == 2
