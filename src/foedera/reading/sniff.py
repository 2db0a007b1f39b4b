"""Which format some bytes are in: by their content, then by the input's name."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from foedera.reading.faults import BINARY, Fault

Format: TypeAlias = Literal["text", "markdown", "html", "pdf", "word", "mail"]

_OTHERS = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"RIFF", "a sound, film or picture file"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"(\xb5/\xfd", "a zstd archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file; save it as .docx"),
    (b"{\\rtf", "a Rich Text file; save it as .docx or plain text"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"%!PS", "a PostScript file; convert it to PDF"),
)
_PAGE = re.compile(
    rb"\s*+(?:<\?xml[^>]*+(?<=\?)>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|meta|title|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_HEADER = re.compile(
    rb"(?:from |(?:return-path|received|delivered-to|mime-version|message-id|from|to|date|subject|x-[\w-]+"
    rb"|content-type):[ \t])",
    re.IGNORECASE,
)
_MAIL_NAMES = re.compile(rb"^(from|to|date|subject|message-id|mime-version|received):", re.IGNORECASE | re.MULTILINE)
_MARKDOWN = re.compile(
    rb"^#{1,6} \S|^---\r?\n(?:[\w-]++:[^\n]*+\n)++---\r?$|\[[^\]\n]+\]\((?:https?://|/)[^)\n]*\)|\*\*[^*\n]+\*\*|^```",
    re.MULTILINE,
)
_SUFFIXES: dict[str, Format] = {
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "eml": "mail",
    "mht": "mail",
    "mhtml": "mail",
}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def find_format(data: bytes, name: str) -> Format:
    """Return the format of an input.

    Raises:
        Fault: The content is of a known kind that holds no readable report.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise Fault(BINARY, f"not a text: {what}")
    if data[4:8] == b"ftyp":
        raise Fault(BINARY, "not a text: a film or sound file")
    return _text_format(data, name)


def _zip_format(data: bytes) -> Format:
    if b"word/" in data[:65_536] or b"word/document.xml" in data:
        return "word"
    kinds = (
        (b"xl/", "a spreadsheet"),
        (b"ppt/", "a presentation"),
        (b"opendocument", "an OpenDocument file; save it as .docx"),
        (b"application/epub", "an e-book"),
    )
    what = next((what for mark, what in kinds if mark in data[:65_536]), "a zip archive; unpack it first")
    raise Fault(BINARY, f"not a text: {what}")


def _text_format(data: bytes, name: str) -> Format:
    head = data[:8192]
    if head.startswith(_UTF16_MARKS):
        head = head.decode("utf-16", "ignore").encode("utf-8", "replace")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return "html"
    top = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    if _MAIL_HEADER.match(top) and len({found.lower() for found in _MAIL_NAMES.findall(top)}) >= 2:
        return "mail"
    suffix = name.rpartition(".")[2].lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    return "markdown" if suffix not in ("txt", "text") and len(_MARKDOWN.findall(head)) >= 2 else "text"
