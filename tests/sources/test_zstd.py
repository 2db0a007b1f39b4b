"""Zstandard: files, tars, zips and WARC files packed by it, and what attackers make of it."""

from __future__ import annotations

import struct
import sys
import zlib
from dataclasses import replace

import pytest

from tests.sources.making import LIMITS, items, messages, problems, record, tarred, walk, zipped

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SKIPPED = b"\x50\x2a\x4d\x18" + struct.pack("<L", 5) + b"other"


def as_method_93(data: bytes, packed: bytes) -> bytes:
    """Return a zip with one entry packed by Zstandard, which the standard library cannot write before Python 3.14."""
    name = b"a.txt"
    crc = zlib.crc32(data)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 63, 0, 93, 0, 0, crc, len(packed), len(data), len(name), 0) + name
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 63, 63, 0, 93, 0, 0, crc, len(packed), len(data), len(name), 0, 0, 0, 0, 0, 0
    )
    entry += name
    start = len(local) + len(packed)
    return local + packed + entry + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), start, 0)


def warc_with(dictionary: bytes, *, packed: bool) -> bytes:
    """Return a `.warc.zst` with its dictionary in front."""
    body = zstd.compress(dictionary) if packed else dictionary
    front = b"\x5d\x2a\x4d\x18" + struct.pack("<L", len(body)) + body
    pages = [record(f"https://a.example/{number}", b"<p>Ministers met.</p>") for number in range(3)]
    known = zstd.ZstdDict(dictionary, is_raw=not dictionary.startswith(b"\x37\xa4\x30\xec"))
    return front + b"".join(zstd.compress(page, zstd_dict=known) for page in pages)


def trained() -> bytes:
    samples = [record(f"https://b.example/{number}", b"<p>Ministers met again.</p>" * 3) for number in range(400)]
    return zstd.train_dict(samples, 4096).dict_content


def test_packed_files_of_several_frames() -> None:
    data = SKIPPED + zstd.compress(b"<p>one") + SKIPPED + zstd.compress(b" two</p>")
    assert items(walk(data, "page.html.zst")[0]) == {"page.html.zst": b"<p>one two</p>"}
    assert items(walk(data, "no ending that tells")[0]) == {"no ending that tells": b"<p>one two</p>"}


@pytest.mark.parametrize("name", ["a.tar.zst", "a.tzst"])
def test_tars(name: str) -> None:
    data = zstd.compress(tarred(("b.txt", b"two"), ("in.html.zst", zstd.compress(b"<p>"))))
    assert items(walk(data, name)[0]) == {f"{name}!b.txt": b"two", f"{name}!in.html.zst": b"<p>"}


def test_entries_of_zips() -> None:
    text = b"Ministers met. " * 50
    assert items(walk(as_method_93(text, zstd.compress(text)), "a.zip")[0]) == {"a.zip!a.txt": text}
    found, _ = walk(as_method_93(text, zstd.compress(b"other" * 150)), "a.zip")
    assert problems(found) == [("R200", "a.zip!a.txt")]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("known", [trained(), b"WARC/1.1 WARC-Type: response WARC-Target-URI: https://a.example/"])
def test_warc_files_bring_their_dictionary(known: bytes, *, packed: bool) -> None:
    found, _ = walk(warc_with(known, packed=packed), "crawl.warc.zst")
    assert list(items(found)) == [f"crawl.warc.zst!https://a.example/{number}" for number in range(3)]
    assert not problems(found)


def test_bodies_of_answers() -> None:
    http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\n\r\n"
    data = record("https://a.example/", zstd.compress(b"<p>Hello</p>"), http=http)
    assert items(walk(data, "a.warc")[0]) == {"a.warc!https://a.example/": b"<p>Hello</p>"}


def test_bombs_are_stopped_by_the_ratio() -> None:
    limits = replace(LIMITS, bytes=10**9)
    assert problems(walk(zstd.compress(b"\0" * 3_000_000), "bomb", limits)[0]) == [("R203", "bomb")]
    bomb = as_method_93(b"\0" * 3_000_000, zstd.compress(b"\0" * 3_000_000))
    assert problems(walk(bomb, "bomb.zip", limits)[0]) == [("R203", "bomb.zip")]
    known = b"\0" * 20_000_000
    data = b"\x5d\x2a\x4d\x18" + struct.pack("<L", len(zstd.compress(known))) + zstd.compress(known)
    found, _ = walk(data + zstd.compress(b"x"), "dictionary", limits)
    assert all(code in ("R200", "R203") for code, _ in problems(found))


def test_damage_is_named() -> None:
    whole = zstd.compress(bytes(range(256)) * 20)
    assert problems(walk(whole[:-3], "a.txt.zst")[0]) == [("R200", "a.txt.zst")]
    assert problems(walk(whole[:4] + b"\xff" * 40, "a.txt.zst")[0]) == [("R200", "a.txt.zst")]
    assert problems(walk(b"\x5d\x2a\x4d\x18\xff\xff\xff\xff", "a.warc.zst")[0]) == [("R200", "a.warc.zst")]
    assert problems(walk(b"\x5d\x2a\x4d\x18\x10\0\0\0abc", "a.warc.zst")[0]) == [("R200", "a.warc.zst")]
    assert problems(walk(SKIPPED[:9], "a.txt.zst")[0]) == [("R200", "a.txt.zst")]


def test_a_frame_that_asks_for_too_much_memory_is_refused() -> None:
    """Its window, of 2 GiB, would have to be held."""
    options: dict[int, int] = {
        zstd.CompressionParameter.window_log: 31,
        zstd.CompressionParameter.enable_long_distance_matching: 1,
    }
    packer = zstd.ZstdCompressor(options=options)
    data = packer.compress(b"x" * 1000, zstd.ZstdCompressor.FLUSH_BLOCK) + packer.flush()
    found, _ = walk(data, "a.txt.zst")
    assert problems(found) == [("R200", "a.txt.zst")]
    assert "memory" in messages(found)


def test_archives_in_archives() -> None:
    data = zstd.compress(zipped(("in.tar.zst", zstd.compress(tarred(("in.txt", b"deep"))))))
    assert items(walk(data, "out.zip.zst")[0]) == {"out.zip.zst!in.tar.zst!in.txt": b"deep"}
