"""How much of an archive, table or address is taken before it is refused. All caps are on by default."""

from __future__ import annotations

from dataclasses import dataclass

from foedera.reading import DEFAULT as READING


@dataclass(frozen=True, slots=True)
class SourceLimits:
    """Caps on one input that holds others, and on one address."""

    bytes: int = READING.bytes
    """Of one member, record, row or page; a larger one is named and left out, the others go on."""
    unpacked: int = 512 * 1024**3
    """Bytes that come out of all packing of one input."""
    ratio: int = 200
    """Bytes that come out for each byte of the input itself, archives in archives counted in."""
    free: int = 32 * 1024**2
    """Bytes that may come out whatever the ratio: a small file of blanks is no attack."""
    members: int = 1_000_000
    """Files of an archive, records of a WARC file, mails, entries; their names are remembered, as hashes."""
    rows: int = 100_000_000
    """Of a table or JSON lines file; nothing of them is remembered."""
    depth: int = 4
    """Packings in packings: `.tar.gz` has two."""
    links: int = 50_000
    """Addresses that are followed from one input."""
    seconds: float = 60.0
    """That the reading process may work without anything coming out."""
    memory: int = 1024**3
    """Address space that the reading process may add to its own."""
    fetch_seconds: float = 60.0
    """Of one request, from the look-up of its host to its last byte."""
    redirects: int = 5


DEFAULT = SourceLimits()
