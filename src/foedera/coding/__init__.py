"""Frames of one report's sentences to claims: reference, joining, sources, times and values; two readers compared."""

from foedera.coding.coder import code
from foedera.coding.comparing import Comparison, Pair, compare, comparison_to_json
from foedera.coding.sureness import Sureness

__all__ = ["Comparison", "Pair", "Sureness", "code", "compare", "comparison_to_json"]
