"""Who and what a name means: states, organisations, people, offices, weapon systems and places."""

from foedera.gazetteer.entries import Entry, Mention, Organisation, Sense, State, System, Tenure
from foedera.gazetteer.gazetteer import Gazetteer, load

__all__ = ["Entry", "Gazetteer", "Mention", "Organisation", "Sense", "State", "System", "Tenure", "load"]
