"""The fillers of a frame changed one by one, those below the threshold as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foedera.types import Filler, Frame


def refilled(frame: Frame, change: Callable[[Filler], Filler | None]) -> Frame:
    """Return a frame with what becomes of each filler, sure or weak; those of which nothing is left are dropped.

    Args:
        change: From a filler to what takes its place: itself, another one or None.
    """
    fillers, weak = (
        tuple(kept for filler in some if (kept := change(filler)) is not None) for some in (frame.fillers, frame.weak)
    )
    return frame if (fillers, weak) == (frame.fillers, frame.weak) else replace(frame, fillers=fillers, weak=weak)


def meet(one: Filler, other: Filler) -> bool:
    """Tell whether two fillers have words in common."""
    return one.start < other.end and other.start < one.end
