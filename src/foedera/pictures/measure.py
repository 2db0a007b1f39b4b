"""How wide text will be, without a font at hand; and names made safe to print in a line."""

from __future__ import annotations

import re
import unicodedata

from foedera.text.direction import right_to_left

_NARROW = frozenset("ijlI.,:;'|!/()[]{} ftr-·")
_WIDE = frozenset("mwMWQO@%—…&")
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]+"
)
_SPACE = re.compile(r"\s+")
_ISOLATE, _POP = "\u2068", "\u2069"
ELLIPSIS = "…"


def clean(text: str) -> str:
    r"""Return text as one line without control characters, those that turn the direction of writing among them.

    Example:
        >>> clean("Peace\n\u202eGuardian")
        'Peace Guardian'
    """
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()


def isolated(text: str) -> str:
    """Return text so wrapped that letters running from right to left cannot move what stands around them."""
    return f"{_ISOLATE}{text}{_POP}" if right_to_left(text) else text


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide text is in pixels, rather too wide than too narrow (Arial and fonts of its metrics)."""
    return sum(map(_ems, text)) * size * (1.1 if bold else 1.03)


def _ems(letter: str) -> float:
    if letter.isascii():
        if letter in _NARROW:
            return 0.31
        if letter in _WIDE:
            return 0.88
        return 0.7 if letter.isupper() else 0.56
    if unicodedata.category(letter) in _UNSEEN:
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.75 if letter.isupper() else 0.62


def clip(text: str, most: float, size: float, *, bold: bool = False) -> str:
    """Return text cut with an ellipsis to fit a width in pixels, at a space where one is near."""
    if width(text, size, bold=bold) <= most:
        return text
    room = most - width(ELLIPSIS, size, bold=bold)
    end, used = 0, 0.0
    for end, letter in enumerate(text):  # noqa: B007 - the last value counts
        used += width(letter, size, bold=bold)
        if used > room:
            break
    kept = text[:end]
    space = kept.rfind(" ")
    # half of the combining marks may hang on what was cut: they have no width and stay with their letter
    return (kept[:space] if space > len(kept) * 0.7 else kept).rstrip(" ,;:–-(") + ELLIPSIS


def wrap(text: str, most: float, size: float, lines: int) -> list[str]:
    """Return text broken at spaces into lines of a width in pixels; the last line is cut if more is left."""
    words, out = text.split(" "), [""]
    for number, word in enumerate(words):
        longer = f"{out[-1]} {word}".strip()
        if not out[-1] or width(longer, size) <= most:
            out[-1] = longer
        elif len(out) < lines:
            out.append(word)
        else:
            out[-1] = " ".join([out[-1], *words[number:]])
            break
    return [clip(line, most, size) for line in out]
