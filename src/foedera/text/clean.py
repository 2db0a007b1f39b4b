"""Cleaning of text as received, with a map back to it.

Cleaning is shy: nearly every change keeps the length, so that offsets into a plain text file stay what they were.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from foedera.text.offsets import OffsetBuilder, OffsetMap

_LINE_BREAKS = dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
_SPACES = dict.fromkeys(
    "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# Word processors leave their symbol font's bullets in the private use area.
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06e", "•")
# C1 controls in text are cp1252 punctuation read as Latin-1.
_C1 = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_REPLACED = {
    **_LINE_BREAKS,
    **_SPACES,
    **_LIGATURES,
    **_BULLETS,
    **_C1,
    "\r\n": "\n",
    "\r": "\n",
    "\ufffe": "",
    "\uffff": "",
}

# How UTF-8 looks after it was read as cp1252: a lead byte's character and one to three continuation characters.
_CONTINUATION = "".join(
    dict.fromkeys(
        [chr(code) for code in range(0x80, 0xC0)]
        + [bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xC0)]
    )
)
_MOJIBAKE = f"[Â-ß][{re.escape(_CONTINUATION)}]|[à-ï][{re.escape(_CONTINUATION)}]{{2}}"
_SPECIAL = re.compile(
    r"\r\n?|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]"
    r"|[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff\ufb00-\ufb06]"
    r"|[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06e]"
    r"|\w[\u0300-\u036f]+"
    f"|{_MOJIBAKE}"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and where its characters came from."""

    text: str
    offsets: OffsetMap


def clean(raw: str) -> Cleaned:
    r"""Return text without control characters, odd spaces and broken encoding.

    Bidirectional and zero-width controls go, because they hide or reorder what a reader sees. Letters with
    combining marks are composed. UTF-8 that was read as cp1252 is put right. Lone surrogates become U+FFFD.

    Example:
        >>> clean("Vu\u010di\u0107\u00a0said\r\n").text
        'Vučić said\\n'
    """
    matches = list(_SPECIAL.finditer(raw))
    if not matches:
        return Cleaned(raw, OffsetMap.identity(len(raw)))
    garbled = sum(len(match[0]) > 1 and match[0][0] in _LEADS for match in matches) > 1
    builder, parts, last = OffsetBuilder(), [], 0
    for match in matches:
        start, end = match.span()
        new = _replacement(match[0], garbled=garbled)
        if new == match[0]:
            continue
        parts += [raw[last:start], new]
        builder.add(start - last, last, start - last)
        builder.add(len(new), start, end - start)
        last = end
    parts.append(raw[last:])
    builder.add(len(raw) - last, last, len(raw) - last)
    return Cleaned("".join(parts), builder.build())


_LEADS = frozenset(map(chr, range(0xC2, 0xF0)))


def _replacement(piece: str, *, garbled: bool) -> str:
    if piece in _REPLACED:
        return _REPLACED[piece]
    if len(piece) > 1 and piece[0] in _LEADS and not unicodedata.combining(piece[1]):
        return _ungarble(piece) if garbled or len(piece) > 2 else piece
    if len(piece) > 1 and unicodedata.combining(piece[1]):
        return unicodedata.normalize("NFC", piece)
    if "\ud800" <= piece[0] <= "\udfff":
        return piece.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if len(piece) > 1 else "\ufffd"
    return ""


def _ungarble(piece: str) -> str:
    """Return what was meant by UTF-8 read as cp1252; the piece itself if it was meant as it stands."""
    raw = bytearray()
    for char in piece:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return piece
            raw.append(ord(char))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return piece
