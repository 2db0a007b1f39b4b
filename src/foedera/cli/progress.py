"""A progress bar on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def bar(count: int) -> Iterator[Callable[[str], None]]:
    """Show how many of the inputs are done; the function given out names the one that begins."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=count)
        begun = 0

        def advance(name: str) -> None:
            nonlocal begun
            progress.update(task, completed=begun, description=escape(name))
            begun += 1

        yield advance
