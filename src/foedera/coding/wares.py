"""Wares that a filler names for whoever makes them: "tariffs on [goods from Peru]" are on Peru, not on goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import head_of, subtree

if TYPE_CHECKING:
    from foedera.types import Sentence

_WARES = frozenset(
    "good product produce export import shipment cargo commodity merchandise ware consignment purchase flight "
    "steel aluminium aluminum copper iron metal mineral gold diamond oil crude gas coal fuel petrol uranium "
    "grain wheat rice corn maize barley soybean soya sugar salt meat beef pork lamb poultry chicken egg fish seafood "
    "shrimp salmon fruit banana avocado tomato vegetable onion potato flour wine beer spirit whisky cheese dairy milk "
    "honey coffee tea cocoa nut tobacco cotton wool leather textile clothing clothes garment shoe toy furniture timber "
    "lumber wood paper pulp fertiliser fertilizer chemical plastic rubber cement chip semiconductor electronics "
    "battery machinery car vehicle truck lorry tractor motorcycle medicine pharmaceutical cosmetic electricity "
    "livestock cattle".split()
)
"""What crosses a border to be sold: nobody is one of these."""


def are_wares(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether words name what is bought and sold: "steel", "imports of cars from Peru"."""
    at = head_of(sentence, start, end)
    return at is not None and sentence.tokens[at].upos == "NOUN" and sentence.tokens[at].lemma.casefold() in _WARES


def whence(sentence: Sentence, start: int, end: int) -> list[int]:
    """Return where the words begin that stand with wares, whose they are or where they come from among them."""
    at = head_of(sentence, start, end)
    return [] if at is None else [sentence.tokens[i].start for i in subtree(sentence, at)]
