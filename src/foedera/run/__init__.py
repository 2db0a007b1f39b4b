"""Reading of many documents: one process, or all cores."""

from foedera.run.local import read_many
from foedera.run.one import Outcome, Source

__all__ = ["Outcome", "Source", "read_many"]
