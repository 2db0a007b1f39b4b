"""Reports that come by the page: read and merged by a process of their own, one job after the other.

Pages stay quick whatever is read, and a document that brings its reader down brings down nothing else. What was
reported as added is stored; what waits to be merged is merged by the next job, or when the server starts again.
"""

from __future__ import annotations

import queue
import secrets
import shutil
import tempfile
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final, Literal, TypeAlias

from foedera.web.errors import BusyError
from foedera.web.workman import Workman, WorkmanDiedError

State: TypeAlias = Literal["waiting", "reading", "merging", "done", "failed"]
_KEPT: Final = 200
"""Jobs that are remembered."""
_MOST_WAITING: Final = 50
_MOST_BYTES: Final = 2 * 1024**3
"""Of all that waits to be read."""
_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with an input."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    source: str
    kind: str
    report: str | None = None
    claims: int = 0
    version_of: str | None = None
    problems: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """Reports that are added together."""

    id: str
    total: int
    state: State = "waiting"
    done: int = 0
    merged: float = 0.0
    outcomes: tuple[Outcome, ...] = ()
    problem: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


@dataclass(frozen=True, slots=True)
class _Order:
    """A job as the thread takes it; without a folder, all there is to do is merging."""

    job: str = ""
    folder: Path | None = None
    inputs: tuple[tuple[str, str], ...] = ()
    wishes: dict[str, str | None] = field(default_factory=dict)
    size: int = 0


class Box:
    """A folder into which the documents of one job are put, under names of ours."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.inputs, self.size = folder, list[tuple[str, str]](), 0

    def __len__(self) -> int:
        return len(self.inputs)

    def take(self, name: str, file: IO[bytes]) -> None:
        """Put a document in."""
        path = self.folder / f"{len(self.inputs):06}"
        with path.open("wb") as target:
            shutil.copyfileobj(file, target, 1024 * 1024)
        self.size += path.stat().st_size
        self.inputs.append((plain_name(name), str(path)))

    def take_text(self, text: str) -> None:
        """Put in what was pasted; it is named by its first words."""
        path = self.folder / f"{len(self.inputs):06}"
        data = text.encode("utf-8", "replace")
        path.write_bytes(data)
        self.size += len(data)
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
        self.inputs.append((f"pasted: {plain_name(first[:60].replace('/', ' '))}", str(path)))


def plain_name(name: str) -> str:
    """Return the name of a document as it can be shown and kept: no folders, nothing that steers a terminal or a line.

    Example:
        >>> plain_name("../../etc/news" + chr(0x202E) + "fdp.html")
        'newsfdp.html'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    if len(shown) > _LONGEST_NAME:
        shown = shown[: _LONGEST_NAME - 12] + "…" + shown[-11:]
    return shown if shown.strip(". ") else "document"


class Adder:
    """Adds reports to a record, one job after the other."""

    def __init__(self, workman: Workman) -> None:
        self._workman = workman
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._orders: queue.Queue[_Order | None] = queue.Queue()
        self._waiting = self._bytes = 0
        self._folders: set[Path] = set()
        self._woken = self._closed = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def receiving(self) -> Iterator[Box]:
        """Give out a box for the documents of one job; it is thrown away unless it is submitted.

        Raises:
            BusyError: Too much waits already.
        """
        with self._lock:
            if self._closed or self._waiting >= _MOST_WAITING or self._bytes >= _MOST_BYTES:
                raise BusyError("too many reports wait to be read; try again when some are done")
        box = Box(Path(tempfile.mkdtemp(prefix="foedera-")))
        try:
            yield box
        finally:
            if not self._has(box.folder):
                shutil.rmtree(box.folder, ignore_errors=True)

    def submit(self, box: Box, *, published: str | None, publisher: str | None, by: str) -> Job:
        """Have a box read, when its turn comes."""
        job = Job(secrets.token_hex(8), len(box))
        wishes = {"published": published, "publisher": publisher, "by": by}
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
            self._waiting, self._bytes = self._waiting + 1, self._bytes + box.size
            self._folders.add(box.folder)
            self._begin()
        self._orders.put(_Order(job.id, box.folder, tuple(box.inputs), wishes, box.size))
        return job

    def wake(self) -> None:
        """Have merged what waits to be merged."""
        with self._lock:
            if self._woken or self._closed:
                return
            self._woken = True
            self._begin()
        self._orders.put(_Order())

    def find(self, id_: str) -> Job | None:
        """Return a job as it stands."""
        with self._lock:
            return self._jobs.get(id_)

    def jobs(self) -> list[Job]:
        """Return all jobs that are remembered, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Stop; what was stored is stored, and what was not read is thrown away."""
        with self._lock:
            self._closed = True
            thread, folders = self._thread, set(self._folders)
        self._workman.stop()
        self._orders.put(None)
        if thread is not None:
            thread.join(timeout=10)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    # --- the thread ------------------------------------------------------------------------------------------------

    def _has(self, folder: Path) -> bool:
        with self._lock:
            return folder in self._folders

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="foedera-adding", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while (order := self._orders.get()) is not None and not self._closed:
            try:
                self._work(order)
            except Exception as error:  # noqa: BLE001 - a job that fails is told so; the thread goes on
                self._change(order.job, state="failed", problem=f"{type(error).__name__}: {error}")
            finally:
                self._finish(order)

    def _finish(self, order: _Order) -> None:
        with self._lock:
            if order.folder is None:
                self._woken = False
                return
            self._waiting, self._bytes = self._waiting - 1, self._bytes - order.size
            self._folders.discard(order.folder)
        shutil.rmtree(order.folder, ignore_errors=True)

    def _work(self, order: _Order) -> None:
        """Read the inputs of a job; one that brings the reader down is named, and the others go on."""
        left = list(order.inputs)
        while not self._closed:
            begun = len(left)
            try:
                self._once(order, left)
            except WorkmanDiedError as error:
                if not left:
                    self._change(order.job, state="failed", problem=f"{error}; what was read is stored, not yet merged")
                    return
                if begun == len(left):
                    name, _ = left.pop(0)
                    self._add(order.job, Outcome(name, "failed", problems=(Fault("W190", str(error)),)))
            else:
                return

    def _once(self, order: _Order, left: list[tuple[str, str]]) -> None:
        self._change(order.job, state="reading")
        for told in self._workman.do({"inputs": list(left), **order.wishes}):
            if "outcome" in told:
                left.pop(0)
                self._add(order.job, _outcome(told["outcome"]))
            elif "merged" in told:
                done, total = told["merged"]
                self._change(order.job, state="merging", merged=done / total if total else 1.0)
            elif "problem" in told:
                self._change(order.job, state="failed", problem=str(told["problem"]))
                return
        self._change(order.job, state="done", merged=1.0)

    def _add(self, id_: str, outcome: Outcome) -> None:
        with self._lock:
            if job := self._jobs.get(id_):
                self._jobs[id_] = replace(job, done=job.done + 1, outcomes=(*job.outcomes, outcome))

    def _change(self, id_: str, **changes: Any) -> None:
        with self._lock:
            if job := self._jobs.get(id_):
                self._jobs[id_] = replace(job, **changes)


def _outcome(told: dict[str, Any]) -> Outcome:
    problems = tuple(Fault(each["code"], each["message"]) for each in told.pop("problems", ()))
    return Outcome(**told, problems=problems)
