"""How far a value is believed that the model did not mark: told by the words around, or taken from elsewhere."""

from __future__ import annotations

from typing import Final

FOUND: Final = 0.6
"""Score of what the tree tells, or its place beside what was marked."""
INFERRED: Final = 0.3
"""Score of what is taken from elsewhere in the report; with no more than that, somebody's part is a guess."""
