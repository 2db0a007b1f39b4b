"""WARC files: the pages that a crawler kept, with their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foedera.errors import Problem
from foedera.sources.budget import Budget
from foedera.sources.faults import DAMAGED, MEMBER_TOO_LARGE, METHOD, SourceFault
from foedera.sources.items import Item
from foedera.sources.layers import unpacked
from foedera.sources.streams import CHUNK, Stream
from foedera.sources.zstd import MAGIC

READ = frozenset(
    "text/html application/xhtml+xml text/plain text/markdown application/pdf message/rfc822 "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document".split()
)
"""Kinds of content that are read."""
_KEPT = ("response", "resource", "conversion")
_LINE = 65_536
_HEADERS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Record:
    headers: Mapping[str, str]
    data: bytes
    """One byte more than the limit at most."""
    whole: bool
    """What follows is the end of the record, as its length says."""


def iter_records(stream: Stream, name: str, budget: Budget) -> Iterator[Item | Problem]:
    """Yield each page or text that was kept, named by its address; what else is in the file is counted.

    The day of the crawl is not taken for that of publication. A record whose length is wrong is named, and reading
    goes on with the next that begins as records do.

    Raises:
        SourceFault: The file is no WARC file.
    """
    if not stream.peek(5).startswith(b"WARC/"):
        raise SourceFault(DAMAGED, "no WARC file: it does not begin with `WARC/`")
    number = 0
    while _find_start(stream, budget):
        number += 1
        try:
            record = _read_record(stream, budget)
            if record is not None:
                budget.member()
                yield from _items(record, name, number, budget)
        except SourceFault as fault:
            if fault.__class__ is not SourceFault:
                raise
            yield fault.problem(f"{name}!{number}")


def _find_start(stream: Stream, budget: Budget) -> bool:
    """Go to the next line that begins a record; False at the end of the file."""
    while line := stream.readline(_LINE):
        budget.move(len(line))
        if line.startswith((b"WARC/1.", b"WARC/0.")):
            return True
    return False


def _read_record(stream: Stream, budget: Budget) -> _Record | None:
    """Read a record below its first line; None for one of a kind that is not kept."""
    headers = read_headers(stream)
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise SourceFault(DAMAGED, "a record without its length; it is left out")
    wanted = headers.get("warc-type", "").lower() in _KEPT
    parts, left, room = [], int(length), budget.limits.bytes + 1 if wanted else 0
    while left and (part := stream.read(min(left, CHUNK))):
        left -= len(part)
        budget.move(len(part))
        if room > 0:
            parts.append(part[:room])
            room -= len(part)
    whole = not left and stream.peek(2)[:1] in (b"\r", b"\n", b"")
    return _Record(headers, b"".join(parts), whole) if wanted else None


def read_headers(stream: Stream) -> dict[str, str]:
    """Return header lines up to the blank line, by their names in lower case; the first of each name.

    Raises:
        SourceFault: They do not end.
    """
    headers: dict[str, str] = {}
    size, last = 0, ""
    while (line := stream.readline(_LINE)).strip(b"\r\n"):
        size += len(line)
        if size > _HEADERS:
            raise SourceFault(DAMAGED, "a record whose header lines do not end; it is left out")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and last:
            headers[last] += " " + text.strip()
            continue
        key, _, value = text.partition(":")
        last = key.strip().lower()
        headers.setdefault(last, value.strip())
    return headers


def _items(record: _Record, name: str, number: int, budget: Budget) -> Iterator[Item | Problem]:
    url = record.headers.get("warc-target-uri", "").strip("<> ")
    place = f"{name}!{url or number}"
    if not record.whole:
        yield Problem(DAMAGED, place, "its length is wrong, or the file is cut off in it; get the file again")
        return
    if len(record.data) > budget.limits.bytes:
        yield Problem(MEMBER_TOO_LARGE, place, f"more than {budget.limits.bytes:,} bytes; it is left out")
        return
    status, headers, data = "200", record.headers, record.data
    answered = record.headers.get("warc-type", "").lower() == "response" and data.startswith(b"HTTP/")
    if answered:
        status, headers, data = _answer(data)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if status != "200":
        budget.left_out[f"web answers with status {status[:3]}"] += 1
        return
    if kind not in READ:
        budget.left_out[f"records of type {kind[:60] or 'unknown'}"] += 1
        return
    if answered:
        data = plain_body(data, headers, budget)
    if len(data) > budget.limits.bytes:
        yield Problem(MEMBER_TOO_LARGE, place, f"unpacks to more than {budget.limits.bytes:,} bytes; it is left out")
        return
    yield Item(place, data, url=url if url.startswith(("http://", "https://")) else None)


def _answer(data: bytes) -> tuple[str, Mapping[str, str], bytes]:
    """Part the answer of a web server into status, header lines and body."""
    feed = _Bytes(data)
    stream = Stream(feed.read)
    first = stream.readline(_LINE).split(None, 2)
    status = first[1].decode("ascii", "replace") if len(first) > 1 else "unknown"
    return status, read_headers(stream), stream.read_all(len(data))


def plain_body(data: bytes, headers: Mapping[str, str], budget: Budget) -> bytes:
    """Undo how a body was sent: in chunks, and packed. Crawlers often keep the header lines and undo it themselves.

    Raises:
        SourceFault: It is packed in a way that is not known, or damaged.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        whole = _unchunked(data)
        data = data if whole is None else whole
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        return unpacked(Stream(_Bytes(data).read), "gz", budget).read_all(budget.limits.bytes)
    if packing == "deflate" and data[:1] == b"\x78" and int.from_bytes(data[:2], "big") % 31 == 0:
        return unpacked(Stream(_Bytes(data).read), "deflate", budget).read_all(budget.limits.bytes)
    if packing == "zstd" and data.startswith(MAGIC):
        return unpacked(Stream(_Bytes(data).read), "zst", budget).read_all(budget.limits.bytes)
    if packing in ("br", "compress"):
        raise SourceFault(METHOD, f"its content is packed by {packing}, which is not known")
    return data


def _unchunked(data: bytes) -> bytes | None:
    """Put chunks together; None where there are none."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at, at + 100)
        digits = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not digits or len(digits) > 8 or digits.strip(b"0123456789abcdefABCDEF"):
            return None
        size = int(digits, 16)
        if not size:
            return b"".join(parts)
        parts.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1


class _Bytes:
    """Bytes at hand as something to read from, without copying the rest each time."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = memoryview(data), 0

    def read(self, size: int) -> bytes:
        """Return up to so many bytes."""
        out = bytes(self._data[self._at : self._at + size])
        self._at += len(out)
        return out
