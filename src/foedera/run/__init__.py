"""Reading of many documents: one process, or all cores."""

from foedera.run.local import read_many
from foedera.run.one import Original, Outcome, Source

__all__ = ["Original", "Outcome", "Source", "read_many"]
