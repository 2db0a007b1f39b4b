"""Ships named with their prefix, which says whose they are: "HMAS Ballarat" is Australia's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Actor

_SHIP = re.compile(r"(?<![\w-])([A-ZÉ][A-Za-zÉ]{1,6}) (?=[“\"'‘]?[A-Z][a-zà-ÿ])")
"""A prefix before a ship's name; words of other kinds are no prefix of any state's."""
_NAME = 4
"""Letters of a ship's name that are looked at where a span ends with its prefix."""
_FIELDS = ("forces", "equipment")
_SHORT = 3
_PLAIN = frozenset({"BRP", "KRI", "ORP", "PNS", "TCG", "USS"})
"""Short prefixes that are one state's and no other word."""


def ships_of(draft: Draft, context: Context) -> Iterator[tuple[Actor, Span]]:
    """Yield the states whose ships a claim names by their prefix, with where it stands.

    Short prefixes are other words as well ("SAS"), and some are those of two states ("INS"): of these only states that
    the report names count.
    """
    for cell in (cell for name in _FIELDS for cell in draft.values(f"field:{name}")):
        for match in _SHIP.finditer(context.text, cell.span.start, cell.span.end + _NAME):
            codes = context.gazetteer.states_of_ships(match[1])
            plain = len(codes) == 1 and (len(match[1]) > _SHORT or match[1] in _PLAIN)
            for code in codes:
                if match.start() < cell.span.end and (plain or code in context.states):
                    yield context.state(code), Span(match.start(1), match.end(1))
