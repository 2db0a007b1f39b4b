"""Frames of one report's sentences to claims: reference, joining, sources, times and values."""

from foedera.coding.coder import LEAST, code

__all__ = ["LEAST", "code"]
