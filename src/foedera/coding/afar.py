"""Who plays a part of a claim by the network that reads neighbouring sentences together, whichever of them names them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft


def believed_afar(draft: Draft, context: Context) -> dict[str, dict[str, float]]:
    """Return by role and by the code of a state or organisation how far the network believes that it plays the part."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for filler in draft.afar:
        for name in context.named[context.sentence_at(filler.start)]:
            if name.start < filler.end and filler.start < name.end:
                beliefs = found[filler.label]
                beliefs[name.polity] = max(beliefs.get(name.polity, 0.0), filler.score)
    return found
