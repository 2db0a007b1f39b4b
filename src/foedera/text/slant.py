"""Loaded wording."""
from __future__ import annotations
from foedera.types import SlantMark
def find_slant(text: str) -> tuple[SlantMark, ...]:
    return ()
