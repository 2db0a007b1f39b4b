"""Archives: what goes out comes back equal, and what is hostile or damaged never gets in."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.export import (
    Archive,
    ArchiveError,
    ArchiveLimits,
    ArchiveMaterial,
    ExportError,
    read_archive,
    write_archive,
)
from foedera.export import archive as form
from tests.export.generated import texts

# Whatever the tables of a record can hold: any text (NUL, halves of characters), 64-bit numbers, infinities, lists.
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    texts,
    st.text(st.characters(codec=None), max_size=8),
)
plain = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
rows = st.dictionaries(st.text(max_size=6), plain, max_size=4)
tables = st.dictionaries(
    st.sampled_from(["reports", "claims", "cells", "decisions", "failures", "saved"]),
    st.lists(rows, max_size=4),
    max_size=6,
)
originals = st.lists(st.tuples(rows, st.binary(max_size=40)), max_size=4)

DECISIONS = [
    {"id": "d1", "action": "same", "target": "c1", "other": "c2", "author": "Ana \x00 Петровић", "reason": "=1\r\n"},
    {"id": "d2", "action": "undo", "target": "d1", "other": None, "author": "Bo", "reason": "\ud800"},
]


def written(material: ArchiveMaterial) -> bytes:
    """Return an archive's bytes."""
    stream = io.BytesIO()
    write_archive(material, stream)
    return stream.getvalue()


def sample(**more: Any) -> ArchiveMaterial:
    """Return a small record."""
    content: dict[str, Any] = {
        "schema": 1,
        "tables": {"reports": [{"id": "r1", "text": "Text\x00"}], "decisions": DECISIONS},
        "originals": [({"sha256": "a"}, b"<html>1"), ({"sha256": "b"}, b""), ({"sha256": "c"}, b"PK\x05\x06")],
        "about": {"foedera": "0.2.0"},
    }
    return ArchiveMaterial(**(content | more))


def opened(data: bytes, folder: Path, **limits: Any) -> Archive:
    """Write bytes to a file and open it."""
    path = folder / "record.foedera"
    path.write_bytes(data)
    return read_archive(path, newest_schema=1, limits=ArchiveLimits(**limits))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(tables, originals)
def test_round_trip(content: dict[str, list[dict[str, Any]]], documents: list[tuple[dict[str, Any], bytes]]) -> None:
    """Rows and documents of any content come back equal and in order, and the same record gives the same bytes."""
    material = ArchiveMaterial(1, content, documents, {"author": "Ana"})
    data = written(material)
    assert data == written(ArchiveMaterial(1, content, iter(documents), {"author": "Ana"}))
    with TemporaryDirectory() as folder, opened(data, Path(folder)) as archive:
        for name, wanted in content.items():
            assert list(archive.rows(name)) == wanted
            assert archive.counts[name] == len(wanted)
        assert list(archive.originals()) == documents
        assert (archive.schema, archive.about) == (1, {"author": "Ana"})
        assert list(archive.rows("no_such_table")) == []


def test_judgements_and_authors_come_back(tmp_path: Path) -> None:
    """Decisions keep author, reason and order, to the last odd character."""
    with opened(written(sample()), tmp_path) as archive:
        assert list(archive.rows("decisions")) == DECISIONS


def test_packs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are packed in members of limited size; a larger one has a member of its own."""
    monkeypatch.setattr(form, "_PACK_BYTES", 10)
    documents = [({"n": n}, bytes([n]) * size) for n, size in enumerate((4, 6, 1, 25, 0, 10, 3))]
    data = written(sample(originals=iter(documents)))
    packs = [info.file_size for info in zipfile.ZipFile(io.BytesIO(data)).infolist() if info.filename.endswith(".bin")]
    assert packs == [10, 1, 25, 10, 3]
    with opened(data, tmp_path) as archive:
        assert list(archive.originals()) == documents


def test_written_to_a_pipe_as_to_a_file() -> None:
    """A stream that cannot seek gets the same bytes."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.data += data
            return len(data)

    pipe = Pipe()
    write_archive(sample(), pipe)  # type: ignore[arg-type]
    assert bytes(pipe.data) == written(sample())


def test_any_unzip_program_reads_it(tmp_path: Path) -> None:
    """The members are ordinary files, with a word on what they are."""
    with zipfile.ZipFile(io.BytesIO(written(sample()))) as file:
        assert file.testzip() is None
        file.extractall(tmp_path)
    assert "foedera import" in (tmp_path / "README.txt").read_text()
    assert json.loads((tmp_path / "manifest.json").read_text())["counts"] == {
        "originals": 3,
        "reports": 1,
        "decisions": 2,
    }


@pytest.mark.parametrize("name", ["", "../x", "A", "originals", "a/b", "a.b"])
def test_names_of_tables(name: str) -> None:
    """A name that is none for a file is refused when writing."""
    with pytest.raises(ExportError, match="no name for a table"):
        written(sample(tables={name: []}))


def test_what_json_cannot_hold_is_refused() -> None:
    """A row that would come back as something else, or not at all, is an error that names table and row."""
    with pytest.raises(ExportError, match=r"tables/claims\.jsonl:2"):
        written(sample(tables={"claims": [{}, {"body": b"bytes"}]}))


# --- hostile and damaged files -----------------------------------------------------------------------------------


def rebuilt(change: Callable[[dict[str, bytes]], None], *, fit: bool = True) -> bytes:
    """Return the sample with changed members.

    Args:
        fit: Whether sizes and hashes in the manifest are made to fit.
    """
    with zipfile.ZipFile(io.BytesIO(written(sample()))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    if fit and "manifest.json" in members:
        manifest = json.loads(members["manifest.json"])
        manifest["members"] = [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in members.items()
            if name != "manifest.json"
        ]
        members["manifest.json"] = json.dumps(manifest).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return stream.getvalue()


def set_member(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return a change that sets one member."""

    def change(members: dict[str, bytes]) -> None:
        members[name] = data

    return change


def drop(name: str) -> Callable[[dict[str, bytes]], None]:
    """Return a change that takes one member away."""

    def change(members: dict[str, bytes]) -> None:
        del members[name]

    return change


def set_manifest(**more: Any) -> Callable[[dict[str, bytes]], None]:
    """Return a change of the manifest."""

    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | more).encode()

    return change


def refused(data: bytes, folder: Path, **limits: Any) -> ArchiveError:
    """Return why an archive is refused."""
    with pytest.raises(ArchiveError) as caught:
        opened(data, folder, **limits)
    assert all(problem.source == str(folder / "record.foedera") for problem in caught.value.problems)
    return caught.value


def codes(error: ArchiveError) -> set[str]:
    """Return the codes of an error's problems."""
    return {problem.code for problem in error.problems}


def test_rebuilding_unchanged_is_accepted(tmp_path: Path) -> None:
    """The helper of the tests below makes archives that are accepted, so that they test what they change."""
    with opened(rebuilt(lambda _: None), tmp_path) as archive:
        assert list(archive.rows("decisions")) == DECISIONS


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "tables/../x.jsonl", "tables/x.jsonl/", "C:\\x", "tables\\x.jsonl", "x"]
)
def test_path_tricks(name: str, tmp_path: Path) -> None:
    """A member whose name is none of ours is refused, by name."""
    assert codes(refused(rebuilt(set_member(name, b"")), tmp_path)) == {"X102"}


def test_name_with_nul(tmp_path: Path) -> None:
    """A name that the zip library would cut at a NUL is refused."""
    data = rebuilt(set_member("tables/x.jsonlZZ", b"")).replace(b"tables/x.jsonlZZ", b"tables/x.jsonl\x00Z")
    assert codes(refused(data, tmp_path)) == {"X102"}


def test_members_twice(tmp_path: Path) -> None:
    """Two members of one name are refused, whichever a program would take."""
    stream = io.BytesIO(rebuilt(lambda _: None))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as file:
        file.writestr("tables/decisions.jsonl", b"{}\n")
    error = refused(stream.getvalue(), tmp_path)
    assert "tables/decisions.jsonl twice" in str(error)


def test_changed_bytes(tmp_path: Path) -> None:
    """A member that was changed, lengthened or cut is named; so is one that is missing or new."""
    wrong = rebuilt(set_member("tables/reports.jsonl", b'{"id":"r1","text":"Forged"}\n'), fit=False)
    assert "tables/reports.jsonl is not what manifest.json says" in str(refused(wrong, tmp_path))
    more = rebuilt(set_member("tables/extra.jsonl", b""), fit=False)
    assert "do not fit: tables/extra.jsonl" in str(refused(more, tmp_path))
    fewer = rebuilt(drop("tables/reports.jsonl"), fit=False)
    assert "do not fit: tables/reports.jsonl" in str(refused(fewer, tmp_path))
    forged = rebuilt(set_member("originals/000001.bin", b"<html>2PK\x05\x06"))
    assert "line 1 of the index" in str(refused(forged, tmp_path))
    longer = rebuilt(set_member("originals/000001.bin", b"<html>1PK\x05\x06more"))
    assert "more than its index says" in str(refused(longer, tmp_path))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_truncated(share: float, tmp_path: Path) -> None:
    """A file that was cut off is no archive."""
    data = written(sample())
    assert codes(refused(data[: int(len(data) * share)], tmp_path)) == {"X101"}


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_flipped_bits(place: int, change: int) -> None:
    """Whatever byte is changed: the archive is refused in one way, or what it gives is what was written."""
    data = bytearray(written(sample()))
    data[place % len(data)] ^= change
    with TemporaryDirectory() as folder:
        try:
            archive = opened(bytes(data), Path(folder))
        except ArchiveError:
            return
        with archive:
            assert list(archive.rows("decisions")) == DECISIONS
            assert [document for _, document in archive.originals()] == [b"<html>1", b"", b"PK\x05\x06"]


@settings(max_examples=30)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Bytes that are no archive are refused in one way."""
    with TemporaryDirectory() as folder:
        refused(data, Path(folder))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "is no JSON"),
        (b"[1]", "a JSON object is wanted"),
        (b"", "is no JSON"),
        (b'"\xff"', "is no JSON"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_bad_rows_are_named_with_their_line(line: bytes, told: str, tmp_path: Path) -> None:
    """A line that is no row is told with member and line."""
    good = b'{"id":"d"}\n'
    error = refused(rebuilt(set_member("tables/decisions.jsonl", good + line + b"\n" + good)), tmp_path)
    assert any(p.code == "X108" and p.message.startswith("tables/decisions.jsonl:2:") for p in error.problems)
    assert told in str(error)


def test_many_problems_are_counted(tmp_path: Path) -> None:
    """All problems are told at once, up to a number."""
    error = refused(rebuilt(set_member("tables/decisions.jsonl", b"x\n" * 100)), tmp_path)
    assert len(error.problems) == 21
    assert "more problems" in str(error)


@pytest.mark.parametrize("key", ["version", "schema"])
def test_newer_archives(key: str, tmp_path: Path) -> None:
    """An archive of a newer Foedera is refused with what to do."""
    assert codes(refused(rebuilt(set_manifest(**{key: 2})), tmp_path)) == {"X105"}


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": "1"},
        {"schema": None},
        {"schema": True},
        {"schema": -1},
        {"counts": {}},
        {"counts": [1]},
        {"counts": {"originals": 3, "reports": "1", "decisions": 2}},
        {"about": []},
        {"about": {"a": 1}},
    ],
)
def test_bad_manifests(change: dict[str, Any], tmp_path: Path) -> None:
    """A manifest of another shape is refused before any member is read."""
    assert codes(refused(rebuilt(set_manifest(**change)), tmp_path)) == {"X104"}


def test_counts_and_missing_manifest(tmp_path: Path) -> None:
    """A count that is wrong is told; without a manifest a zip is no archive; nor is a list of members that is none."""
    counts = {"originals": 3, "reports": 7, "decisions": 2}
    assert "has 1 rows of reports; manifest.json says 7" in str(refused(rebuilt(set_manifest(counts=counts)), tmp_path))
    assert codes(refused(rebuilt(drop("manifest.json")), tmp_path)) == {"X104"}
    assert codes(refused(rebuilt(set_manifest(members=[{"name": "x"}]), fit=False), tmp_path)) == {"X104"}
    assert codes(refused(rebuilt(set_member("manifest.json", b"[]"), fit=False), tmp_path)) == {"X104"}
    index = rebuilt(drop("originals/000001.jsonl"))
    assert codes(refused(index, tmp_path)) == {"X106"}


def test_zip_bombs(tmp_path: Path) -> None:
    """Too many bytes, members, or bytes for each packed byte are refused while counting, not after unpacking."""
    zeros = rebuilt(set_member("originals/000001.bin", bytes(4 * 1024 * 1024)))
    assert "X103" in codes(refused(zeros, tmp_path, free=2_000_000))
    assert "X106" in codes(refused(zeros, tmp_path)), "small enough to be looked at"
    assert "X103" in codes(refused(rebuilt(lambda _: None), tmp_path, unpacked=100))
    assert codes(refused(rebuilt(lambda _: None), tmp_path, members=3)) == {"X103"}
    long = rebuilt(set_member("tables/decisions.jsonl", b" " * 3_000_000))
    assert codes(refused(long, tmp_path, line=1_000_000)) == {"X103"}
    assert "X103" in codes(refused(rebuilt(lambda _: None), tmp_path, original=3))


def test_sizes_that_lie(tmp_path: Path) -> None:
    """What is unpacked is counted, whatever the zip's directory says of it."""
    data = rebuilt(set_member("originals/000001.bin", bytes(4 * 1024 * 1024)))
    lied = data.replace(struct.pack("<I", 4 * 1024 * 1024), struct.pack("<I", 10))
    assert lied != data
    assert codes(refused(lied, tmp_path, free=2_000_000)) & {"X103", "X106"}


def test_directory_that_would_fill_memory(tmp_path: Path) -> None:
    """The directory's size is looked at before a library reads it."""
    data = bytearray(written(sample()))
    data[-10:-6] = struct.pack("<I", 1_000_000_000)
    assert codes(refused(bytes(data), tmp_path)) == {"X103"}


def test_encrypted_and_unknown_packing(tmp_path: Path) -> None:
    """A member that is encrypted, or packed in a way that archives do not use, is refused."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("manifest.json", "{}")
    assert codes(refused(stream.getvalue(), tmp_path)) == {"X102"}
    data = bytearray(rebuilt(lambda _: None))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert codes(refused(bytes(data), tmp_path)) == {"X102"}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is told like any other that cannot be read."""
    with pytest.raises(ArchiveError, match="X101"):
        read_archive(tmp_path / "none", newest_schema=1)


def test_changed_after_the_check(tmp_path: Path) -> None:
    """What is given out is checked again: a file that changes in between is noticed."""
    long = [{"id": number, "text": hashlib.sha256(bytes([number % 256])).hexdigest()} for number in range(20_000)]
    with opened(written(sample(tables={"reports": long})), tmp_path) as archive:
        path = tmp_path / "record.foedera"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        with pytest.raises(ArchiveError, match="X107"):
            list(archive.rows("reports"))
