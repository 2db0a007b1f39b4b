"""Reading of many documents: one process, all cores, or a Ray cluster."""

from foedera.run.engines import LOCAL, Engine, read_many
from foedera.run.one import Original, Outcome, Source

__all__ = ["LOCAL", "Engine", "Original", "Outcome", "Source", "read_many"]
