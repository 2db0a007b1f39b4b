"""A progress bar on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f}/s" if speed < 100 else f"{speed:,.0f}/s")


@contextmanager
def bar(count: int | None) -> Iterator[Callable[[str, bool], None]]:
    """Show how many of the inputs are done, how fast, how long it will take and how many failed.

    The function given out counts one and takes its name and whether it failed.

    Args:
        count: How many there are; None where nobody knows, as of an archive that is read as it comes.
    """
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn() if count is not None else TimeElapsedColumn(),
        TextColumn("{task.fields[failed]}", style="red"),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120) as progress:
        task = progress.add_task("", total=count, failed="")
        failures = 0

        def advance(name: str, failed: bool) -> None:  # noqa: FBT001 - said by whoever reads
            nonlocal failures
            failures += failed
            told = f"{failures:,} failed" if failures else ""
            progress.update(task, advance=1, description=escape(name), failed=told)

        yield advance


@contextmanager
def steps(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how much of a known amount is done; the function given out takes both."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(escape(what), total=None)

        def told(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield told
