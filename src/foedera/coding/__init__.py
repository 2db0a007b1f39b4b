"""Frames of one report's sentences to claims: reference, joining, sources, times and values."""

from foedera.coding.coder import code
from foedera.coding.sureness import Sureness

__all__ = ["Sureness", "code"]
