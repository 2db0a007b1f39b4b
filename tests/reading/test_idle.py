"""Processes that wait for the next input."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest

from foedera.reading.idle import Idle


@dataclass
class Waiting:
    """A process, as far as those that keep it know."""

    size: int
    closed: bool = False

    def close(self) -> None:
        """Be ended."""
        self.closed = True


def test_a_worker_that_fits_is_taken_and_those_passed_over_end() -> None:
    small, large = Waiting(1), Waiting(9)
    kept: Idle[Waiting] = Idle()
    kept.keep(large)
    kept.keep(small)
    assert kept.take(lambda one: one.size > 5) is large
    assert (small.closed, large.closed) == (True, False)
    assert kept.take(lambda _: True) is None


def test_all_that_wait_end_at_once() -> None:
    kept: Idle[Waiting] = Idle()
    one = Waiting(1)
    kept.keep(one)
    kept.close()
    assert one.closed
    assert kept.take(lambda _: True) is None


def test_a_forked_child_neither_takes_nor_ends_its_parents_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Idle[Waiting] = Idle()
    one = Waiting(1)
    kept.keep(one)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert kept.take(lambda _: True) is None
    assert not one.closed
