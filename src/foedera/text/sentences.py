"""Splitting of report text into segments: sentences, headings, bullets, captions, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foedera.text.abbreviations import BEFORE_ANY, BEFORE_NAME, BEFORE_NUMBER, MONTHS, SPEECH, STARTERS, WITH_STOP
from foedera.text.blocks import Block, find_blocks
from foedera.types import Segment

_CLOSERS = "\"'”’»)\\]"
# A stop with its closing quotes and brackets before white space, or a stop glued to the next sentence.
_STOP = re.compile(
    rf"(?:(?<![!?])[!?]++|…|(?<!\.)\.++)(?P<close>[{_CLOSERS}]*)(?=(?P<gap>\s+))"
    r"|(?<=[a-z\d”\")][a-z)%\d”\"])\.(?P<glued>(?=[“\"(]?[A-Z][a-z]+[\s,’']|[“\"(]?(?:A|I)\s))"
    r"|(?<=[a-z])[!?](?=[A-Z“\"])"
)
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘/—–]*$")
_SPEECH = re.compile(
    rf"(?:(?:[A-Z][\w'’.-]*|of|the|de|van|von|bin|al-\w+)\s+){{1,6}}(?:{'|'.join(sorted(SPEECH))})\b", re.UNICODE
)
_ACRONYM = re.compile(r"[A-Za-z]\.[A-Za-z]$")
_CAP_WORDS = re.compile(r"[A-Z][\w’'-]*")
_ITEM_LETTER = re.compile(r"\([a-z]\)\s")
_DOMAIN = re.compile(r"(?:com|org|net|gov|mil|edu|info|co|js|ai|tv)\b", re.IGNORECASE)
_SOLID = re.compile(r"\S")
_LONG, _TOO_LONG = 600, 1500


def split(text: str, blocks: Sequence[Block] | None = None) -> tuple[Segment, ...]:
    """Split a cleaned text into its segments, in order and without overlap.

    Prose and bullets are split into sentences; other blocks stay whole. White space and bullets belong to no segment.
    A sentence beyond all measure is cut at semicolons, then commas, since the language model's window is finite.

    Args:
        blocks: The text's blocks where they are known better than from the text alone (a page's headings).

    Example:
        >>> text = "Gen. Li left. He met the U.S. envoy."
        >>> [text[segment.start:segment.end] for segment in split(text)]
        ['Gen. Li left.', 'He met the U.S. envoy.']
    """
    found = find_blocks(text) if blocks is None else blocks
    return tuple(segment for block in found for segment in _segments(text, block))


def _segments(text: str, block: Block) -> Iterator[Segment]:
    if block.kind not in ("prose", "bullet"):
        yield Segment(block.start, block.end, block.kind, block.paragraph)
        return
    for start, end in sentence_spans(text, block.start, block.end):
        for piece in _cut_long(text, start, end):
            yield Segment(*piece, block.kind, block.paragraph)


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph as (start, end)."""
    first = _SOLID.search(text, start, end)  # white space may follow a bullet
    if first is None:
        return
    begin = first.start()
    for match in _STOP.finditer(text, begin, end):
        stop = match.end()
        if match["gap"] is None:
            if match["glued"] is not None and _is_glued_name(text, match.start(), end):
                continue
        elif not _is_boundary(text, begin, match, end):
            continue
        if text[begin:stop].strip():
            yield begin, stop
        begin = stop + len(match["gap"] or "")
    if begin < end and text[begin:end].strip():
        yield begin, end


def _is_glued_name(text: str, stop: int, end: int) -> bool:
    """Tell whether a stop without space is inside a name (`Booking.com Ltd`, `node.Js`), not between sentences."""
    before = text[max(0, stop - 30) : stop].rsplit(None, 1)
    word = before[-1] if before else ""
    after = re.match(r"\S*", text[stop + 1 : min(end, stop + 60)])
    glued = after[0] if after else ""
    return (
        "www" in word.casefold()
        or "/" in word
        or "@" in word
        or "." in word
        or _DOMAIN.match(glued) is not None
        or bool(re.search(r"\.\w", glued))
    )


def _is_boundary(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Tell whether a stop followed by space ends a sentence."""
    after = match.end() + len(match["gap"])
    if after >= end:
        return True
    mark, following = text[match.start()], text[after : after + 60]
    first = following.lstrip("\"'“‘«([—–-¿¡ ")[:1]
    if first in ("", *".,;:!?)") or (first.islower() and not _ITEM_LETTER.match(following)):
        return False
    if mark in "!?":
        return not (match["close"] and _SPEECH.match(following))
    if match["close"] or mark == "…" or text[match.start() : match.end()].startswith(".."):
        return not (")" in match["close"] and text[match.start() - 1 : match.start()].isspace())
    found = _WORD_BEFORE.search(text, max(begin, match.start() - 30), match.start())
    return _ends_after_word(
        found[0] if found else "", following, first, at_start=found is not None and found.start() == begin
    )


def _ends_after_word(word: str, following: str, first: str, *, at_start: bool) -> bool:
    """Tell whether the full stop after a word ends the sentence, given what follows."""
    low = word.casefold()
    if at_start and (word.isdigit() or (len(word) == 1 and word.isalpha())):
        return False  # a number or letter before a list item
    if low in BEFORE_NAME and (word[0].isupper() or low in BEFORE_ANY):
        return False
    if len(word) == 1 and word.isupper():
        return _starts_sentence(following) or word == "X"  # the network, far more often than a name
    if low in BEFORE_NUMBER:
        return not first.isdigit()
    if low in MONTHS and word[0].isupper():
        return not first.isdigit() and _starts_sentence(following)
    if low in WITH_STOP or _ACRONYM.search(word):
        return not first.isdigit() and _starts_sentence(following)
    return True


def _starts_sentence(following: str) -> bool:
    """Tell whether what follows an abbreviation begins with a word that names do not begin with."""
    word = _CAP_WORDS.match(following.lstrip("\"'“‘«(["))
    return following[:1] in '"“' or (word is not None and word[0] in STARTERS)


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark, limit in ((";", _LONG), (",", _TOO_LONG), ("", _TOO_LONG)):
        while end - start > limit:
            cut = _last_cut(text, start, min(end, start + limit), mark)
            if cut is None:
                break
            yield start, cut
            start = cut + 1
            while start < end and text[start].isspace():
                start += 1
        if end - start <= _LONG:
            break
    if start < end:
        yield start, end


def _last_cut(text: str, start: int, stop: int, mark: str) -> int | None:
    """Return the end of the last whole clause before `stop`; None where there is no good place."""
    found = text.rfind(f"{mark} ", start + 1, stop)
    if found > start + 20:
        return found + len(mark)
    return None if mark else stop
