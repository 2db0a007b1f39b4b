"""Which kind of container some bytes are: by their beginning, and by the name where that does not tell."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

from foedera.reading.files import EXTENSIONS
from foedera.sources.zstd import BEGINNINGS

Kind: TypeAlias = Literal[
    "zip", "tar", "gz", "bz2", "xz", "zst", "jsonl", "csv", "parquet", "warc", "mbox", "feed", "sitemap"
]
HEAD: Final = 4_096
"""Bytes that are looked at."""
PACKINGS: Final = frozenset(("gz", "bz2", "xz", "zst"))
CONTAINERS: Final = frozenset(
    ".zip .tar .tgz .gz .bz2 .tbz .tbz2 .xz .txz .zst .tzst .jsonl .ndjson .csv .tsv .parquet .warc .mbox .mbx "
    ".rss .atom .rdf .xml".split()
)
"""Endings of the files of a folder that are opened, beside those of documents."""
_DOCUMENTS = frozenset(".docx .docm .dotx .xlsx .xlsm .pptx .odt .ods .odp .epub .jar .apk .kmz".split())
"""Zips that are one thing to their users."""
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gz"),
    (b"\xfd7zXZ\0", "xz"),
    *((beginning, "zst") for beginning in BEGINNINGS),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
_BY_NAME: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".mbox": "mbox", ".mbx": "mbox",
    ".zip": "zip", ".tar": "tar", ".warc": "warc", ".parquet": "parquet",
}  # fmt: skip
"""Where the content does not tell: rows of text, and what is damaged, which its reader then says."""
_UNPACKED_NAMES = {
    ".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar",
    ".gz": "", ".bz2": "", ".xz": "", ".zst": "",
}  # fmt: skip
_PROLOGUE = (
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?"
    rb"(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
)
_FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|(?:\w+:)?RDF)[\s>]", re.DOTALL)
_SITEMAP = re.compile(_PROLOGUE + rb"<(?:urlset|sitemapindex)[\s>]", re.DOTALL)
_MBOX = re.compile(rb"From \S{1,200} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d? \d\d:\d\d")
_JSON_ROW = re.compile(rb'(?:\xef\xbb\xbf)?\{ ?"[^\n]*\}\r?\n\s*\{ ?"')


def find_kind(head: bytes, name: str, *, columns: bool = False) -> Kind | None:
    """Return the kind of a container, None for what is no container.

    Args:
        head: The first bytes, `HEAD` of them where there are as many.
        columns: The user has said what columns mean: text that is nothing else is a table.
    """
    suffix = suffix_of(name)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return None if kind == "zip" and (suffix in _DOCUMENTS or _is_document(head)) else kind
    if head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return "bz2"
    if _is_tar(head):
        return "tar"
    return _text_kind(head, suffix, columns=columns)


def _text_kind(head: bytes, suffix: str, *, columns: bool) -> Kind | None:
    if suffix in _BY_NAME:
        return _BY_NAME[suffix]
    if _FEED.match(head):
        return "feed"
    if _SITEMAP.match(head):
        return "sitemap"
    if suffix != ".eml" and _MBOX.match(head):
        return "mbox"
    if suffix in EXTENSIONS and not columns:
        return None
    if _JSON_ROW.match(head) or (columns and head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{")):
        return "jsonl"
    return "csv" if columns and b"\0" not in head and suffix not in EXTENSIONS else None


def suffix_of(name: str) -> str:
    """Return the ending of a member or file, in lower case, with its dot."""
    return PurePosixPath(name.rpartition("!")[2].replace("\\", "/")).suffix.casefold()


def inner_name(name: str) -> str:
    """Return what a packed file is called inside.

    Example:
        >>> inner_name("crawl.tgz"), inner_name("rows.jsonl.gz")
        ('crawl.tar', 'rows.jsonl')
    """
    suffix = suffix_of(name)
    return name[: -len(suffix)] + _UNPACKED_NAMES[suffix] if suffix in _UNPACKED_NAMES else name


def _is_document(head: bytes) -> bool:
    """Tell whether a zip is an Office file or e-book: such begin with the list of their parts."""
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return first in (b"[Content_Types].xml", b"mimetype", b"_rels/.rels") or first.startswith((b"word/", b"docProps/"))


def _is_tar(head: bytes) -> bool:
    """Tell whether a block is the header of a tar member: its checksum is right."""
    if len(head) < 512 or not head[0]:
        return False
    digits = head[148:156].strip(b" \0")
    if not digits or any(digit not in b"01234567" for digit in digits):
        return False
    return sum(head[:148]) + sum(head[156:512]) + 8 * 32 == int(digits, 8)
