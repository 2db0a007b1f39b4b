"""Frames of one report's sentences to claims: reference, joining, sources, times and values."""

from foedera.coding.coder import code

__all__ = ["code"]
