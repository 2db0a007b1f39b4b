"""What is remembered of addresses between runs: a line of JSON each, appended when the page is safely in the record.

The last line of an address holds. A line that was cut off by a crash is passed over.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from foedera.errors import Problem, ProblemError
from foedera.sources.faults import BAD_CACHE


@dataclass(frozen=True, slots=True)
class Known:
    """What a server told of a page when it was last taken."""

    url: str
    time: float
    """When it was taken, in seconds since 1970."""
    etag: str | None = None
    modified: str | None = None


class Cache:
    """The pages that were taken before."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Known] = {}
        self._lines = 0
        if path is not None and path.exists():
            self._load(path)

    def find(self, url: str) -> Known | None:
        """Return what is known of an address."""
        return self._known.get(url)

    def put(self, known: Known) -> None:
        """Remember that a page was taken."""
        self._known[known.url] = known
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(json.dumps(asdict(known)).encode("ascii") + b"\n")
        except OSError as error:
            raise self._fault(error) from error

    def _load(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                for line in file:
                    self._take(line)
            if self._lines > 2 * len(self._known) + 1_000:
                self._tidy(path)
        except OSError as error:
            raise self._fault(error) from error

    def _take(self, line: bytes) -> None:
        self._lines += 1
        try:
            values = json.loads(line)
            known = Known(str(values["url"]), float(values["time"]), values.get("etag"), values.get("modified"))
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self._known[known.url] = known

    def _tidy(self, path: Path) -> None:
        """Write the file anew without the lines that no longer hold."""
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        with part.open("wb") as file:
            file.writelines(json.dumps(asdict(known)).encode("ascii") + b"\n" for known in self._known.values())
        part.replace(path)

    def _fault(self, error: OSError) -> ProblemError:
        reason = error.strerror or str(error)
        return ProblemError(Problem(BAD_CACHE, str(self._path), f"what is known of addresses cannot be kept: {reason}"))
