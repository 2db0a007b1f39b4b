"""Zip, tar and packed files: names, order, caps, damage, tricks."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.sources.items import Item
from tests.sources.making import LIMITS, items, messages, problems, tarred, walk, zipped


def noise(seed: int, size: int) -> bytes:
    """Return bytes that no packing makes smaller."""
    return random.Random(seed).randbytes(size)  # noqa: S311 - not for secrets


TEXTS = (("folder/page.html", b"<p>Hello</p>"), ("b.txt", b"two"), ("a.md", b"one"))


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_zip_members_come_in_order_by_name(method: int, seekable: bool) -> None:  # noqa: FBT001
    found, left_out = walk(zipped(*TEXTS, ("pic.jpg", b"x"), method=method), "a.zip", seekable=seekable)
    assert list(items(found).items()) == [(f"a.zip!{name}", data) for name, data in TEXTS]
    assert left_out == {"files ending in .jpg": 1}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_tar_members_come_in_order_by_name(mode: str, form: int) -> None:
    long = ("d/" * 45 + "é" * 20 + ".txt", b"long") if form != tarfile.USTAR_FORMAT else ("d.txt", b"long")
    found, _ = walk(tarred(*TEXTS, long, mode=mode, format=form), "a.tar")
    assert list(items(found).items()) == [(f"a.tar!{name}", data) for name, data in (*TEXTS, long)]


@given(
    st.lists(
        st.tuples(st.sampled_from(["a.txt", "b/c.md", "d.html"]), st.binary(max_size=500).map(b"t ".__add__)),
        max_size=8,
    )
)
def test_nothing_is_lost(members: list[tuple[str, bytes]]) -> None:
    """Whatever is in an archive comes out, in order, each under a name of its own."""
    for data, name in ((zipped(*members), "a.zip"), (tarred(*members, mode="w:gz"), "a.tgz")):
        found, _ = walk(data, name)
        assert list(items(found).values()) == [content for _, content in members]


def test_zip_with_numbers_beyond_four_bytes() -> None:
    """Zip64: the sizes and the directory's place stand elsewhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(b"big")
    data = out.getvalue()
    end = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", data, end + 12)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert zipfile.ZipFile(io.BytesIO(data[:end] + wide + locator + tail)).read("a.txt") == b"big"
    assert items(walk(data[:end] + wide + locator + tail, "a.zip")[0]) == {"a.zip!a.txt": b"big"}


def test_zip_behind_a_program() -> None:
    """What unpacks itself is a zip whose places are all shifted."""
    data = zipped(*TEXTS)
    entries = walk(b"PK\x03\x04" + b"\0" * 996 + data, "a.zip")[0]
    assert list(items(entries).values()) == [content for _, content in TEXTS]


def test_names_that_stand_twice_are_told_apart() -> None:
    members = (("a.txt", b"1"), ("a.txt", b"2"), ("a.txt", b"3"))
    for data, name in ((zipped(*members), "x.zip"), (tarred(*members), "x.tar")):
        assert items(walk(data, name)[0]) == {f"{name}!a.txt": b"1", f"{name}!a.txt#2": b"2", f"{name}!a.txt#3": b"3"}


def test_archives_in_archives() -> None:
    inner = tarred(("in.txt", b"deep"), mode="w:gz")
    found, _ = walk(zipped(("one/in.tar.gz", inner), ("b.txt", b"flat")), "out.zip")
    assert items(found) == {"out.zip!one/in.tar.gz!in.txt": b"deep", "out.zip!b.txt": b"flat"}


def test_office_files_in_archives_are_documents() -> None:
    office = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    assert items(walk(zipped(("letter.docx", office)), "a.zip")[0]) == {"a.zip!letter.docx": office}
    assert items(walk(office, "letter")[0]) == {"letter": office}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files(pack) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A packed file is what is in it, also of several pieces with zeros behind."""
    data = pack(b"<p>one") + pack(b" two</p>") + b"\0" * 50
    assert items(walk(data, "page.html.gz")[0]) == {"page.html.gz": b"<p>one two</p>"}
    assert problems(walk(data[:-55], "page.html.gz")[0]) == [("R200", "page.html.gz")]


def test_many_pieces_do_not_pile_up() -> None:
    """WARC files have a packed piece for each record."""
    data = b"".join(gzip.compress(b"x", mtime=0) for _ in range(3_000))
    assert items(walk(data, "a.txt.gz")[0]) == {"a.txt.gz": b"x" * 3_000}


# --- caps ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, lambda data: zipped(("zeros.txt", data))])
def test_bombs_are_stopped_by_the_ratio(pack) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    limits = replace(LIMITS, bytes=10**9)
    found, _ = walk(pack(b"\0" * 3_000_000), "bomb", limits)
    assert problems(found) == [("R203", "bomb")]
    assert "20 times its own" in messages(found)


def test_bombs_in_bombs_are_counted_together() -> None:
    """Ten archives of ten archives: each is modest, all of them are not."""
    inner = zipped(*((f"{number}.txt", b"\0" * 60_000) for number in range(4)))
    middle = zipped(*((f"{number}.zip", inner) for number in range(4)))
    found, _ = walk(zipped(*((f"{number}.zip", middle) for number in range(4))), "bomb.zip")
    assert problems(found)[-1] == ("R203", "bomb.zip")
    assert len(items(found)) <= 4


def test_entries_that_overlap_are_counted_as_what_they_give() -> None:
    """A directory may name one packed member a thousand times, which no sum of sizes shows."""
    data = zipped(("a.txt", noise(1, 50_000)))
    start, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    entry = data[start:end]
    count = 1_000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    found, _ = walk(data[:start] + entry * count + tail, "bomb.zip", replace(LIMITS, bytes=60_000))
    assert problems(found)[-1][0] == "R203"
    assert 1 < len(items(found)) < 100


def test_a_large_member_costs_itself_only() -> None:
    large = noise(1, LIMITS.bytes + 1)
    for data, name in (
        (zipped(("a.txt", b"1"), ("big.txt", large), ("c.txt", b"3")), "a.zip"),
        (tarred(("a.txt", b"1"), ("big.txt", large), ("c.txt", b"3")), "a.tar"),
    ):
        found, _ = walk(data, name)
        assert items(found) == {f"{name}!a.txt": b"1", f"{name}!c.txt": b"3"}
        assert problems(found) == [("R202", f"{name}!big.txt")]
        assert "100,000 bytes" in messages(found)


def test_members_are_counted() -> None:
    members = [(f"{number}.txt", b"x") for number in range(12)]
    for data, name in ((zipped(*members), "a.zip"), (tarred(*members), "a.tar")):
        found, _ = walk(data, name, replace(LIMITS, members=10))
        assert len(items(found)) == 10
        assert problems(found) == [("R204", name)]


def test_depth_is_counted() -> None:
    data = b"bottom"
    for number in range(6):
        data = zipped((f"{number}.zip" if number else "a.txt", data))
    found, _ = walk(data, "deep.zip")
    assert [code for code, _ in problems(found)] == ["R205"]
    assert "4 deep" in messages(found)
    assert [
        code for code, _ in problems(walk(gzip.compress(gzip.compress(b"x")), "a.gz", replace(LIMITS, depth=1))[0])
    ] == ["R205"]


def test_all_that_comes_out_is_capped() -> None:
    data = zipped(*((f"{number}.txt", noise(number, 9_000)) for number in range(20)))
    found, _ = walk(data, "a.zip", replace(LIMITS, unpacked=50_000))
    assert problems(found) == [("R206", "a.zip")]
    assert len(items(found)) == 5


# --- damage and tricks --------------------------------------------------------------------------------------------


def test_what_stands_before_a_cut_is_read() -> None:
    members = [(f"{number}.txt", noise(number, 3_000)) for number in range(10)]
    for mode, name in (("w", "a.tar"), ("w:gz", "a.tgz"), ("w:xz", "a.txz")):
        data = tarred(*members, mode=mode)
        found, _ = walk(data[: len(data) // 2], name)
        assert problems(found)[-1] == ("R200", name)
        assert 0 < len(items(found)) < 10 or mode == "w:xz"
        assert set(items(found).values()) <= {content for _, content in members}
    zip_ = zipped(*members)
    assert problems(walk(zip_[: len(zip_) // 2], "a.zip")[0]) == [("R200", "a.zip")]


def test_a_damaged_tar_header_is_no_quiet_end() -> None:
    data = bytearray(tarred(*((f"{number}.txt", b"x" * 600) for number in range(5))))
    data[1536 * 2 + 10] ^= 0xFF
    found, _ = walk(bytes(data), "a.tar")
    assert len(items(found)) == 2
    assert problems(found) == [("R200", "a.tar")]


def test_a_wrong_checksum_is_told() -> None:
    data = zipped(("a.txt", b"right"), ("b.txt", b"fine"), method=zipfile.ZIP_STORED).replace(b"right", b"wrong", 1)
    found, _ = walk(data, "a.zip")
    assert items(found) == {"a.zip!b.txt": b"fine"}
    assert problems(found) == [("R200", "a.zip!a.txt")]


def test_sizes_that_lie() -> None:
    """A header that promises 10 bytes for a member of 50,000 changes nothing: what comes out counts."""
    data = bytearray(zipped(("a.txt", b"a" * 50_000)))
    start = data.find(b"PK\x01\x02")
    data[start + 24 : start + 28] = struct.pack("<L", 10)
    assert items(walk(bytes(data), "a.zip")[0]) == {"a.zip!a.txt": b"a" * 50_000}


def test_encrypted_and_unknown_packings_are_named() -> None:
    data = bytearray(zipped(("a.txt", b"x"), ("b.txt", b"y"), ("c.txt", b"z")))
    first = data.find(b"PK\x01\x02")
    data[first + 8] |= 1
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 10] = 95
    found, _ = walk(bytes(data), "a.zip")
    assert items(found) == {"a.zip!c.txt": b"z"}
    assert problems(found) == [("R201", "a.zip!a.txt"), ("R211", "a.zip!b.txt")]
    assert "xz" in messages(found)


def test_names_are_only_names() -> None:
    """Nothing is unpacked to a disk, and what is shown moves no cursor and turns no text about."""
    names = ("../../etc/passwd.txt", "/abs.txt", "C:\\x\\y.txt", "a\x1b[2J\u202etxt.txt", "a\nb.txt")
    for data in (zipped(*((name, b"x") for name in names)), tarred(*((name, b"x") for name in names))):
        shown = [name.partition("!")[2] for name in items(walk(data, "a")[0])]
        assert shown[:2] == ["../../etc/passwd.txt", "/abs.txt"]
        assert all(char.isprintable() for name in shown for char in name)
        assert len(shown) == len(names)


def test_links_and_devices_are_counted_and_not_followed() -> None:
    infos = []
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        info = tarfile.TarInfo("link.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        infos.append(info)
    found, left_out = walk(tarred(*infos, ("a.txt", b"x")), "a.tar")
    assert items(found) == {"a.tar!a.txt": b"x"}
    assert left_out == {"links and devices in archives": 4}
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    found, left_out = walk(out.getvalue(), "a.zip")
    assert problems(found) == [("R215", "a.zip")]
    assert left_out == {"links in archives": 1}


def test_hidden_members_and_folders_are_passed_over() -> None:
    data = zipped(
        (".git/a.txt", b"x"), ("__MACOSX/b.txt", b"x"), ("dir/", b""), ("dir/.c.txt", b"x"), ("./d.txt", b"d")
    )
    assert items(walk(data, "a.zip")[0]) == {"a.zip!./d.txt": b"d"}


def test_an_empty_archive_says_so() -> None:
    assert problems(walk(zipped(), "a.zip")[0]) == [("R215", "a.zip")]
    assert problems(walk(zipped((".hidden", b"")), "a.zip")[0])[0][0] == "R215"


@given(
    st.binary(max_size=400),
    st.sampled_from(["a.zip", "a.tar", "a.gz", "a.warc", "a.mbox", "a.csv", "a.jsonl", "a.rss"]),
)
def test_random_bytes_never_raise(data: bytes, name: str) -> None:
    """Whatever a file begins with, the end is documents and problems that name it."""
    for start in (
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b\x08",
        b"BZh91AY&SY",
        b"\xfd7zXZ\0",
        b"WARC/1.0\r\n",
        b"From ",
        b"<rss>",
    ):
        found, _ = walk(start + data, name)
        assert all(source.startswith(name) for _, source in problems(found))


@given(st.data())
def test_flipped_bytes_never_raise(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from([zipped(*TEXTS), tarred(*TEXTS, mode="w:gz"), tarred(*TEXTS), lzma.compress(b"x" * 900)])
    )
    broken = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        broken[place] ^= data.draw(st.integers(1, 255))
    found, _ = walk(bytes(broken), "a")
    assert all(isinstance(each, Item) or each.source.startswith("a") for each in found)  # type: ignore[union-attr]


def test_deflate_that_never_ends_is_cut() -> None:
    """A gzip stream without its end is no whole file, whatever came out before."""
    packer = zlib.compressobj(wbits=31)
    data = packer.compress(b"text " * 100) + packer.flush(zlib.Z_SYNC_FLUSH)
    assert problems(walk(data, "a.txt.gz")[0]) == [("R200", "a.txt.gz")]
