"""Where words that are said to be quoted stand in a text, if they do."""

from __future__ import annotations

from collections.abc import Iterator

_SAME = {
    **dict.fromkeys('“”„‟«»″‘’‚‛`´′"', "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
SHORTEST_SENTENCE = 8
"""Letters and digits that a quoted passage has, at least."""


class Quotable:
    """A text in which quotations are looked up, white space, case and kinds of quotes and dashes aside.

    Models copy with small changes: a curly quote becomes a straight one, a line break a blank. Letters, digits and all
    other signs must be the same, and a quotation begins and ends where words do.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._places = _fold(text)

    def find(self, quote: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield where a quotation stands, as offsets of the text, in order.

        Args:
            start: Offset from which on to look.
            end: Offset before which the quotation must end.
        """
        wanted = _fold(quote.strip().removesuffix("…").strip())[0]
        if not wanted or not any(char.isalnum() for char in wanted):
            return
        end = len(self._text) if end is None else end
        at = self._folded.find(wanted)
        while at >= 0:
            first, last = self._places[at], self._places[at + len(wanted) - 1] + 1
            if start <= first and last <= end and self._is_whole(first, last):
                yield first, last
            at = self._folded.find(wanted, at + 1)

    def _is_whole(self, first: int, last: int) -> bool:
        """Tell whether a stretch begins and ends at the edges of words."""
        before = self._text[first - 1] if first else " "
        after = self._text[last] if last < len(self._text) else " "
        return not (before.isalnum() and self._text[first].isalnum()) and not (
            after.isalnum() and self._text[last - 1].isalnum()
        )


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a text for comparison, and the offset that each of its characters comes from."""
    folded, places = list[str](), list[int]()
    for offset, char in enumerate(text):
        if char.isspace() or char in _NOTHING:
            continue
        for part in _SAME.get(char, char).casefold():
            folded.append(part)
            places.append(offset)
    return "".join(folded), places


def letters(text: str) -> int:
    """Return how many letters and digits a text has."""
    return sum(char.isalnum() for char in text)
