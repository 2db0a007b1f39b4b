"""Reading of many documents: one process, or all cores."""

from foedera.run.local import Outcome, Source, read_many

__all__ = ["Outcome", "Source", "read_many"]
