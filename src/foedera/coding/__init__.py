"""Frames of one report's sentences to claims: reference, joining, sources, times and values; two readers compared."""

from foedera.coding.coder import LEAST, code
from foedera.coding.comparing import Comparison, Pair, compare, comparison_to_json
from foedera.coding.nations import with_nations

__all__ = ["LEAST", "Comparison", "Pair", "code", "compare", "comparison_to_json", "with_nations"]
