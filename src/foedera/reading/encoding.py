"""Bytes to text: byte order marks, UTF-8, UTF-16, and the legacy code pages of pasted reports."""

from __future__ import annotations

import codecs
import re

from foedera.reading.faults import BINARY, UNKNOWN_ENCODING, Fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
# Bytes that mean letters of Central Europe in cp1250 and symbols or rare letters in cp1252, seen inside words.
_CENTRAL_EUROPE = re.compile(
    rb"[a-z](?:\xe6|\xe8)(?![a-z])|[A-Za-z](?:\xb3|\xb9|\xbf)[a-z]|[aeiou]\xe8[iaek]|\xc8[aeo][a-z]|[a-z]\xf0[aeiou]|[a-z]\x9f[a-z]"
)
_MAC = re.compile(rb"[a-z]\xd5[a-z]{1,2}\b|(?:^|\s)\xd2[A-Za-z]|[a-z.,]\xd3(?:\s|$)")
_CP1252_MARKS = re.compile(rb"[\x91-\x97]")
_SAMPLE = 65_536


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of some bytes.

    A byte order mark wins, then UTF-8, then what the file itself declares, then the likeliest code page.

    Raises:
        Fault: The bytes are no text, or in no encoding that gives readable text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    if looks_binary(data):
        raise Fault(BINARY, "not a text: it holds control bytes; give a text, web page, PDF, Word or mail file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _cut_at_end(data, error):
            return data[: error.start].decode("utf-8")
    return _decode_legacy(data, declared)


def _decode_marked(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _cut_at_end(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell whether UTF-8 is whole but for a last character that was cut off."""
    return error.start >= len(data) - 3 and error.start > 0 and error.reason == "unexpected end of data"


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 variant of unmarked bytes, known by the zeros beside ASCII."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def looks_binary(data: bytes) -> bool:
    """Tell whether bytes hold more control characters than a damaged text would."""
    head = data[:_SAMPLE]
    return len(_CONTROL.findall(head)) > max(2, 0.02 * len(head))


def _decode_legacy(data: bytes, declared: str | None) -> str:
    if declared and (text := _try(data, declared)) is not None:
        return text
    head = data[:_SAMPLE]
    if _mostly_utf8(head):
        return data.decode("utf-8", "replace")
    if len(_HIGH.findall(head)) > 0.15 * len(head):
        return _decode_foreign(data)
    if not _CP1252_MARKS.search(head) and _MAC.search(head):
        return data.decode("mac_roman")
    if _is_central_european(head) and (text := _try(data, "cp1250")) is not None:
        return text
    return data.decode("cp1252", "replace") if (text := _try(data, "cp1252")) is None else text


def _is_central_european(head: bytes) -> bool:
    """Tell whether enough of the letters that are not ASCII make sense only in cp1250."""
    letters = len(_HIGH.findall(head)) - len(_CP1252_MARKS.findall(head))
    return len(_CENTRAL_EUROPE.findall(head)) > 0.2 * letters


def _mostly_utf8(head: bytes) -> bool:
    """Tell whether UTF-8 has a few broken bytes, rather than being another encoding."""
    text = head.decode("utf-8", "replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return good > 4 * text.count("\ufffd")


def _decode_foreign(data: bytes) -> str:
    """Decode text that is mostly not ASCII: another alphabet, which only statistics can tell."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (a rare case should not slow down every start)

    best = from_bytes(data[:_SAMPLE]).best()
    text = None if best is None else _try(data, best.encoding)
    if text is None:
        raise Fault(UNKNOWN_ENCODING, "unknown encoding: neither UTF-8 nor any known code page; save it as UTF-8")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
