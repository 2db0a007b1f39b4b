"""From where a date is read: publication, tense, the year of a name, and what was spoken of before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """From where a date is read."""

    first: date | None = None
    """First day that the publication date can mean; None without one."""
    last: date | None = None
    past: bool | None = None
    years: tuple[int, ...] = ()
    anchor: tuple[date, date] | None = None
    """What "the next day" and "two weeks later" count from."""

    @property
    def day(self) -> date | None:
        """The day of publication, if it is known to the day."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class YearRef:
    """Which year: a number, so many from the year of publication, or the one that was spoken of."""

    number: int | None = None
    offset: int | None = None
    anchored: bool = False

    def resolve(self, now: Context) -> int | None:
        """Return the year, None without a publication date to count from, or a time spoken of before."""
        if self.anchored:
            return now.anchor[0].year if now.anchor else None
        if self.number is not None:
            return self.number
        return now.first.year + self.offset if now.first and self.offset is not None else None
