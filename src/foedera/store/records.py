"""What goes into the store and what comes out: plain frozen values, no SQL."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

from foedera.errors import Problem
from foedera.events import Decision, Entry, Query
from foedera.types import Report

Offsets: TypeAlias = tuple[tuple[int, ...], ...]
"""An offset map as JSON-able tuples: starts in the cleaned text, starts in the original, widths, (length,)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One report as it is to be kept, with everything that it was read from."""

    report: Report
    """With its claims as read."""
    source: str
    """Path, address or other name, as the user gave it."""
    original: bytes
    """The document as received."""
    media_type: str = "application/octet-stream"
    offsets: Offsets = ()
    original_text: str | None = None
    """The text that `offsets` points into."""
    page: str | None = None
    """What stays the same when a page changes, from `page_identity`; None for a report that has no home."""
    producer: str = "foedera"
    """What read it: program with version, a person, an import."""
    model: str = ""
    """Hash of the language model."""
    codebook: str = ""
    """Hash of the codebook."""
    signature: bytes | None = None
    """Of its text, from which near copies are found."""
    bands: tuple[str, ...] = ()
    """Keys under which near copies meet."""

    @property
    def sha256(self) -> str:
        """Hash of the document as received."""
        return hashlib.sha256(self.original).hexdigest()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report that was to be added."""

    report: str
    """Id of the report in the record: its own, or that of the one that says the same."""
    kind: Literal["new", "same", "version", "refused"]
    """`same`: it was there, nothing was added. `version`: another version of a known page, both are kept.
    `refused`: it cannot be kept, `problem` says why; nothing of it was stored."""
    seq: int = 0
    """Sequence number of the report in the record; 0 when refused."""
    version_of: str | None = None
    """Id of the latest version before it."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A report in the record."""

    report: Report
    """With its claims as read, decisions not applied."""
    seq: int
    source: str
    sha256: str
    page: str | None
    version_of: str | None
    added: str
    """UTC, ISO 8601 with microseconds."""
    producer: str
    model: str
    codebook: str
    media_type: str
    voice: str
    """Id of the group of near copies it belongs to; its own id until `copies.set_voices` says otherwise."""


@dataclass(frozen=True, slots=True)
class Home:
    """What the claims of a report have from it."""

    report: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    producer: str
    voice: str


@dataclass(frozen=True, slots=True)
class Original:
    """A document as received, with the way from the report's text back into it."""

    data: bytes
    media_type: str
    offsets: Offsets
    text: str | None
    """The text that `offsets` points into."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read; it goes when the same source is read later."""

    source: str
    code: str
    message: str
    time: str
    """Of the last try."""
    sha256: str | None = None
    """Of the bytes of the last try, so that an unchanged input need not be tried again."""
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Pending:
    """A claim whose events are not up to date."""

    claim: str
    ticket: int
    """Grows whenever the claim becomes pending again: work on an older ticket does not clear a newer one."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that is asked again."""

    name: str
    query: Query
    seen: int
    """Sequence number up to which its answers were seen."""
    kind: Literal["events", "claims"] = "events"


@dataclass(frozen=True, slots=True)
class State:
    """How something stands at present: what a person sees before they decide."""

    hash: str
    """To be given back as `Decision.shown`."""
    target: str
    entry: Entry | None
    """The claim, when the target is one."""
    other: Entry | None
    """The second claim of a pair."""
    decisions: tuple[Decision, ...]
    """On the target (of a pair, on both), oldest first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim or report that a search found."""

    id: str
    score: float
    """Higher is better; comparable only within one answer."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a record holds."""

    address: str
    schema: str
    """Revision of the tables."""
    seq: int
    """Sequence number of what was added last."""
    reports: int
    claims: int
    cells: int
    entries: int
    links: int
    events: int
    decisions: int
    failures: int
    pending: int
    publishers: int
    voices: int
    bytes: int
    """On disk."""


def page_identity(url: str | None, source: str | None) -> str | None:
    """Return what names a page across its versions: its address without what varies, or the path of its file.

    Scheme, `www.`, a closing slash, the fragment and parameters that only track readers do not count. None where
    neither is known.

    Args:
        source: An absolute path: relative ones would make one page of two files.

    Example:
        >>> page_identity("https://www.Example.org/a/?utm_source=x&id=7#top", None)
        'url:example.org/a?id=7'
    """
    if url:
        return f"url:{_plain_address(url)}"
    return f"path:{source}" if source else None


def _plain_address(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # an address that is none still names itself
        return url.strip()
    if not parts.netloc:
        return url.strip()
    host = parts.netloc.lower().removeprefix("www.")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(key, value) for key, value in pairs if not key.startswith(("utm_", "fbclid", "gclid"))])
    return host + parts.path.rstrip("/") + (f"?{query}" if query else "")
