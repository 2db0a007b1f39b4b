"""An archive back in: everything is checked before anything is given out."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from foedera.errors import Problem
from foedera.export.archive import FORMAT, INDEX, MANIFEST, PACK, README, TABLE, VERSION
from foedera.export.archive_members import (
    ArchiveError,
    ArchiveLimits,
    Fault,
    Reader,
    check_end,
    parse,
)

_SHOWN = 20
"""Problems that are listed; more would say nothing new."""
_MANIFEST_BYTES = 64 * 1024 * 1024
_KEYS = ("name", "bytes", "sha256")


class Archive:
    """A checked archive, open for reading: a context manager."""

    def __init__(self, file: zipfile.ZipFile, path: Path, limits: ArchiveLimits, manifest: dict[str, Any]) -> None:
        """Take over a checked file."""
        self._file, self._path, self._limits = file, path, limits
        self.schema: int = manifest["schema"]
        """Version of the rows."""
        self.counts: Mapping[str, int] = manifest["counts"]
        """Rows by table, and `originals`."""
        self.about: Mapping[str, str] = manifest["about"]
        """Words about the archive, from who wrote it."""
        self._hashes = {item["name"]: item["sha256"] for item in manifest["members"]}

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table in their order; none where the archive has no such table.

        Raises:
            ArchiveError: The file was changed after it had been checked.
        """
        return self._lines(f"tables/{table}.jsonl")

    def originals(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield each original with its row."""
        for name in sorted(name for name in self._hashes if PACK.fullmatch(name)):
            index = self._lines(name.replace(".bin", ".jsonl"))
            try:
                with self._reader(name) as pack:
                    for entry in index:
                        data = pack.take(entry["bytes"])
                        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
                            raise self._changed(name)
                        yield entry["row"], data
            except Fault as fault:
                raise self._changed(name) from fault

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        if name not in self._hashes:
            return
        try:
            with self._reader(name) as reader:
                for _, line in reader.lines():
                    yield parse(line)
                if reader.sha256 != self._hashes[name]:
                    raise self._changed(name)
        except Fault as fault:
            raise self._changed(name) from fault

    def _reader(self, name: str) -> Reader:
        return Reader(self._file, name, self._limits)

    def _changed(self, name: str) -> ArchiveError:
        return ArchiveError(Problem("X107", str(self._path), f"{name} was changed while it was being read."))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()


def read_archive(path: Path, *, newest_schema: int, limits: ArchiveLimits | None = None) -> Archive:
    """Open an archive and check all of it: members, sizes, hashes, every line.

    Nothing is unpacked to disk, and names in the file are only compared, never used as paths. Memory is bounded by one
    row and one original.

    Args:
        newest_schema: The newest version of the store's rows that the caller can take in.

    Raises:
        ArchiveError: It is damaged, hostile, newer than `newest_schema`, or no archive of a record at all. Codes: X101
            no zip, X102 members that no archive has, X103 too large, X104 no or a bad manifest, X105 newer, X106 a
            member that differs from the manifest, X107 changed while being read, X108 a line that is no row.
    """
    limits = limits or ArchiveLimits()
    try:
        check_end(path)
        file = zipfile.ZipFile(path)
    except Fault as fault:
        raise ArchiveError(fault.problem(path)) from fault
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        message = f"no archive, or one that is cut off ({error}); get it anew."
        raise ArchiveError(Problem("X101", str(path), message)) from error
    try:
        return _check(file, path, newest_schema, limits)
    except BaseException:
        file.close()
        raise


def _check(file: zipfile.ZipFile, path: Path, newest_schema: int, limits: ArchiveLimits) -> Archive:
    try:
        _check_directory(file, limits)
        manifest = _manifest(file, newest_schema, limits)
    except Fault as fault:
        raise ArchiveError(fault.problem(path)) from fault
    budget = _Budget(path, limits)
    faults = list(_faults(file, manifest, limits, budget.spend))
    if faults:
        more = [Fault("X106", f"and {len(faults) - _SHOWN} more problems.")] if len(faults) > _SHOWN else []
        raise ArchiveError(*(fault.problem(path) for fault in faults[:_SHOWN] + more))
    return Archive(file, path, limits, manifest)


class _Budget:
    """Counts what is unpacked: the sizes in a zip's directory may lie."""

    def __init__(self, path: Path, limits: ArchiveLimits) -> None:
        self._packed, self._limits, self._read = path.stat().st_size, limits, 0

    def spend(self, count: int) -> None:
        self._read += count
        ratio = self._limits.ratio * max(self._packed, 1)
        if self._read > self._limits.unpacked or (self._read > self._limits.free and self._read > ratio):
            raise Fault("X103", f"unpacks to more than {self._read:,} bytes from {self._packed:,}; it is no record.")


def _check_directory(file: zipfile.ZipFile, limits: ArchiveLimits) -> None:
    """X102, X103: names, kinds and number of members, before any is opened."""
    members = file.infolist()
    if len(members) > limits.members:
        raise Fault("X103", f"has {len(members):,} members; at most {limits.members:,} are read.")
    seen: set[str] = set()
    for member in members:
        name = member.filename
        known = name in (MANIFEST, README) or any(kind.fullmatch(name) for kind in (TABLE, PACK, INDEX))
        if not known or member.orig_filename != name:
            raise Fault("X102", f"has a member {member.orig_filename[:100]!r}, which no archive has.")
        if name in seen:
            raise Fault("X102", f"has the member {name} twice.")
        if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Fault("X102", f"has a member {name} that is encrypted or packed in an unknown way.")
        seen.add(name)


def _manifest(file: zipfile.ZipFile, newest_schema: int, limits: ArchiveLimits) -> dict[str, Any]:
    """Return the manifest, whole and fitting the members. X104, X105."""
    if MANIFEST not in file.namelist():
        raise Fault("X104", f"has no {MANIFEST}; it is no archive of a record.")
    with Reader(file, MANIFEST, limits) as reader:
        text = reader.take(_MANIFEST_BYTES + 1)
    try:
        manifest = parse(text) if len(text) <= _MANIFEST_BYTES else {}
    except Fault as fault:
        raise Fault("X104", f"{MANIFEST} {fault.message}") from fault
    if manifest.get("format") != FORMAT:
        raise Fault("X104", f"{MANIFEST} does not say that this is a record of Foedera.")
    for key, newest in (("version", VERSION), ("schema", newest_schema)):
        number = manifest.get(key)
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise Fault("X104", f"{MANIFEST} has no {key}.")
        if number > newest:
            raise Fault("X105", f"was written by a newer Foedera ({key} {number}, known {newest}); update Foedera.")
    _check_manifest(manifest, set(file.namelist()))
    return manifest


def _check_manifest(manifest: dict[str, Any], there: set[str]) -> None:
    members = manifest.get("members")
    if not isinstance(members, list) or not all(_is_member(item) for item in members):
        raise Fault("X104", f"{MANIFEST} lists no members.")
    names = [item["name"] for item in members]
    counts, about = manifest.get("counts"), manifest.get("about")
    if not isinstance(counts, dict) or not all(type(count) is int for count in counts.values()):
        raise Fault("X104", f"{MANIFEST} has no counts.")
    if not isinstance(about, dict) or not all(isinstance(word, str) for word in about.values()):
        raise Fault("X104", f"{MANIFEST} has no words about the archive.")
    if len(set(names)) != len(names) or set(names) != there - {MANIFEST}:
        odd = sorted(set(names) ^ (there - {MANIFEST}))
        raise Fault("X106", f"members and {MANIFEST} do not fit: {', '.join(odd[:5]) or 'a member is listed twice'}.")
    tables = {found[1] for name in names if (found := TABLE.fullmatch(name))}
    if set(counts) != tables | {"originals"}:
        raise Fault("X104", f"{MANIFEST} counts other tables than there are.")
    packs, indexes = ({found[1] for name in names if (found := kind.fullmatch(name))} for kind in (PACK, INDEX))
    if packs != indexes:
        raise Fault("X106", "some originals have no index, or some index has no originals.")


def _is_member(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and set(item) == set(_KEYS)
        and isinstance(item["name"], str)
        and type(item["bytes"]) is int
        and isinstance(item["sha256"], str)
    )


def _faults(
    file: zipfile.ZipFile, manifest: dict[str, Any], limits: ArchiveLimits, spend: Callable[[int], None]
) -> Iterator[Fault]:
    """Read every member once and yield what is wrong; stop where it is too much."""
    counts = dict.fromkeys(manifest["counts"], 0)
    for item in manifest["members"]:
        name = item["name"]
        try:
            with Reader(file, name, limits, spend) as reader:
                count = yield from _contents(file, reader, name, limits)
                size, sha256 = reader.finish()
        except Fault as fault:
            yield fault
            if fault.code == "X103":
                return
            continue
        if (size, sha256) != (item["bytes"], item["sha256"]):
            yield Fault("X106", f"{name} is not what {MANIFEST} says: its bytes were changed.")
        table = TABLE.fullmatch(name)
        key = table[1] if table else "originals" if INDEX.fullmatch(name) else None
        if key is not None:
            counts[key] += count
    for key, count in counts.items():
        if count != manifest["counts"][key]:
            yield Fault("X106", f"has {count:,} rows of {key}; {MANIFEST} says {manifest['counts'][key]:,}.")


def _contents(file: zipfile.ZipFile, reader: Reader, name: str, limits: ArchiveLimits) -> Generator[Fault, None, int]:
    """Check what a member holds, and return its number of rows."""
    if PACK.fullmatch(name):
        with Reader(file, name.replace(".bin", ".jsonl"), limits) as index:
            yield from _pack_faults(reader, index, name)
        return 0
    if not (TABLE.fullmatch(name) or INDEX.fullmatch(name)):
        return 0
    count = 0
    for count, line in reader.lines():
        try:
            row = parse(line)
        except Fault as fault:
            yield Fault("X108", f"{name}:{count}: {fault.message}")
            continue
        if INDEX.fullmatch(name) and not _is_entry(row):
            yield Fault("X108", f"{name}:{count}: does not say where an original lies.")
    return count


def _is_entry(row: dict[str, Any]) -> bool:
    numbers = all(type(row.get(key)) is int and row[key] >= 0 for key in ("start", "bytes"))
    return numbers and isinstance(row.get("sha256"), str) and isinstance(row.get("row"), dict)


def _pack_faults(reader: Reader, index: Reader, name: str) -> Iterator[Fault]:
    """Check that originals lie one after the other as their index says, and are what it says."""
    start = 0
    for number, line in index.lines():
        try:
            entry = parse(line)
        except Fault:
            return  # told where the index itself is checked
        if not _is_entry(entry) or entry["start"] != start:
            yield Fault("X106", f"{name}: the index does not fit at line {number}.")
            return
        if hashlib.sha256(reader.take(entry["bytes"])).hexdigest() != entry["sha256"]:
            yield Fault("X106", f"{name}: the original at line {number} of the index is not what it says.")
        start += entry["bytes"]
    if reader.take(1):
        yield Fault("X106", f"{name}: holds more than its index says.")
