"""What the user names, as a stream of inputs to read: files, folders, archives, tables, feeds, mailboxes, addresses."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import urlsplit

from foedera.errors import Problem
from foedera.reading.faults import MISSING
from foedera.reading.files import EXTENSIONS, NO_FILES, STANDARD_INPUT
from foedera.run import Source
from foedera.sources.faults import BAD_ADDRESS, NO_REPORT, NOT_FOLLOWED, TOO_DEEP, TOO_MANY, UNPACKED, SourceFault
from foedera.sources.items import Item, Link
from foedera.sources.kinds import CONTAINERS, HEAD, find_kind, suffix_of
from foedera.sources.limits import DEFAULT, SourceLimits

if TYPE_CHECKING:
    from foedera.sources.fetch import Client
    from foedera.sources.visits import Page, Visitor

_SITEMAPS: Final = 3
"""Sitemaps in sitemaps; the protocol has two."""
_FOLLOW = "--follow fetches them"


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are to be taken."""

    columns: Mapping[str, str] | None = None
    """Column of a table, or key of JSON lines, for each of text, title, published, publisher, url."""
    fetch: bool = False
    """Whether names that are addresses are fetched: only from the command line, where the user has typed them."""
    follow: bool = False
    """Whether the addresses in feeds and sitemaps are fetched."""
    delay: float = 1.0
    """Seconds between two requests to one host."""
    cache: Path | None = None
    """File that remembers what was fetched before."""
    wanted: frozenset[str] | None = None
    """Names of the only inputs that are wanted, or of what holds them; they are fetched whatever is known of them."""
    limits: SourceLimits = DEFAULT


def is_address(name: str) -> bool:
    """Tell whether the user means an address and no file.

    Example:
        >>> is_address("https://example.org/feed"), is_address("https.txt")
        (True, False)
    """
    return name[:8].lower().startswith(("http://", "https://"))


class Inputs:
    """The inputs that some names mean, in order, each made when it is asked for.

    What is passed over on purpose is counted in `left_out`, in words. `done` and `finish` tell that what came of inputs
    is safe, so that pages from the web are not asked for again.
    """

    def __init__(
        self,
        names: Iterable[str],
        options: Options = Options(),
        *,
        standard_input: BinaryIO | None = None,
        client: Client | None = None,
    ) -> None:
        self._names, self._options, self._client = names, options, client
        self._standard_input = standard_input
        self.left_out: Counter[str] = Counter()
        self._seen: set[Path] = set()
        self._visitor: Visitor | None = None
        self._pages: dict[str, Page] = {}
        self._lists: list[Page] = []
        self._links = 0

    def __iter__(self) -> Iterator[Source | Problem]:
        """Yield the inputs; a name that means nothing, or what is wrong with an archive, as a problem in its place."""
        for name in self._names:
            self._links = 0
            if is_address(name):
                found = self._address(name)
            elif name == STANDARD_INPUT:
                found = self._input()
            elif Path(name).is_dir():
                found = self._folder(name)
            else:
                found = self._file(Path(name), name)
            yield from filter(self._wanted, found)

    def done(self, name: str) -> None:
        """Remember that what came of an input is safe."""
        page = self._pages.pop(name, None)
        if page is not None and self._visitor is not None:
            self._visitor.done(page)

    def finish(self) -> None:
        """Remember that all that feeds and sitemaps listed is safe."""
        if self._visitor is not None:
            for page in self._lists:
                self._visitor.done(page)
        self._lists.clear()

    # --- files --------------------------------------------------------------------------------------------------

    def _file(self, path: Path, name: str, *, named: bool = True) -> Iterator[Source | Problem]:
        if not path.exists():
            yield Problem(MISSING, name, "no such file")
        elif self._is_new(path):
            columns = self._options.columns is not None and named
            kind = find_kind(_head(path), name, columns=columns) if path.is_file() else None
            if kind is not None:
                yield from self._container(path, name, named=named)
            elif named or suffix_of(name) in EXTENSIONS:
                yield Source(name, path)
            else:
                self._leave_out(name)

    def _folder(self, name: str) -> Iterator[Source | Problem]:
        count = 0
        for folder, folders, files in os.walk(name):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for file in sorted(files):
                if file.startswith("."):
                    continue
                path = Path(folder, file)
                if suffix_of(file) in EXTENSIONS:
                    count += 1
                    if self._is_new(path):
                        yield Source(str(path), path)
                elif suffix_of(file) in CONTAINERS:
                    for found in self._file(path, str(path), named=False):
                        count += 1
                        yield found
                else:
                    self._leave_out(file)
        if not count:
            known = " ".join(sorted(EXTENSIONS | CONTAINERS))
            yield Problem(NO_FILES, name, f"folder without a file to read; known endings are {known}")

    def _input(self) -> Iterator[Source | Problem]:
        stream = self._standard_input or sys.stdin.buffer
        head = stream.read(HEAD)
        if find_kind(head, "", columns=self._options.columns is not None) is None:
            yield Source("standard input", data=head + stream.read(max(0, self._options.limits.bytes + 1 - len(head))))
            return
        with _temporary() as (file, path):
            room = self._options.limits.unpacked - file.write(head)
            while room > 0 and (data := stream.read(min(1024 * 1024, room))):
                room -= file.write(data)
            file.close()
            if room <= 0:
                message = f"more than {self._options.limits.unpacked:,} bytes"
                yield Problem(UNPACKED, "standard input", message)
            else:
                yield from self._container(path, "standard input")

    def _leave_out(self, name: str) -> None:
        suffix = suffix_of(name)[:20]
        self.left_out[f"files ending in {suffix}" if suffix else "files without an ending"] += 1

    def _is_new(self, path: Path) -> bool:
        key = path.resolve()
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _wanted(self, found: Source | Problem) -> bool:
        wanted = self._options.wanted
        if wanted is None:
            return True
        name = found.name if isinstance(found, Source) else found.source
        parts = [name, *(name[: at.end() - 1] for at in _marks(name)), *map(str, Path(name).parents)]
        return any(part in wanted for part in parts)

    # --- what holds others --------------------------------------------------------------------------------------

    def _container(
        self, path: Path, name: str, *, named: bool = True, base: str | None = None, depth: int = 0
    ) -> Iterator[Source | Problem]:
        """Yield what an archive, table or feed holds, and what its links lead to."""
        from foedera.sources.process import iter_container  # noqa: PLC0415 - most inputs are single documents

        options = self._options
        listed = given = 0
        found = iter_container(
            path, name, options.limits, self.left_out, columns=options.columns, base=base, named=named
        )
        for each in found:
            if isinstance(each, Link):
                listed += 1
                for source in self._link(each, base, depth):
                    given += 1
                    yield source
                if self._links > options.limits.links:
                    message = f"lists more than {options.limits.links:,} addresses; the rest is not fetched"
                    yield Problem(TOO_MANY, name, message)
                    return
            else:
                given += 1
                yield _source(each) if isinstance(each, Item) else each
        if listed and not given and not options.follow:
            yield Problem(NOT_FOLLOWED, name, f"holds no text, but lists {listed:,} addresses; {_FOLLOW}")

    def _link(self, link: Link, base: str | None, depth: int) -> Iterator[Source | Problem]:
        if self._options.follow and self._options.fetch:
            self._links += 1
            yield from self._follow(link, base, depth)
        elif link.own is not None:
            yield _source(link.own)
        else:
            self.left_out[f"addresses that feeds and sitemaps list ({_FOLLOW})"] += 1

    def _follow(self, link: Link, base: str | None, depth: int) -> Iterator[Source | Problem]:
        """Fetch what a feed or sitemap lists. Where that fails, an entry's own content stands in."""
        from foedera.sources.addresses import parse_address  # noqa: PLC0415 - most inputs are files

        place = link.url
        try:
            place = str(parse_address(link.url))
            sitemap = link.own is None and link.title is None
            if base is not None and sitemap and not _same_site(place, base):
                self.left_out["addresses of other sites in sitemaps"] += 1
                return
            _check_depth(link, depth)
            page = self._visit(place, listed=not link.nested)
        except SourceFault as fault:
            yield fault.problem(place)
            if link.own is not None:
                yield _source(link.own)
            return
        if page is not None:
            yield from self._page(page, place, link, depth + 1)

    def _visit(self, url: str, *, listed: bool) -> Page | None:
        page = self._web().visit(url, listed=listed, anew=self._options.wanted is not None)
        if page is None:
            self.left_out["pages that have not changed since they were taken"] += 1
        return page

    def _address(self, name: str) -> Iterator[Source | Problem]:
        if not self._options.fetch:
            yield Problem(BAD_ADDRESS, name, "an address; they are fetched by the commands only")
            return
        try:
            page = self._visit(name, listed=False)
        except SourceFault as fault:
            yield fault.problem(name)
            return
        if page is not None:
            yield from self._page(page, name, Link(page.url), 0)

    def _page(self, page: Page, name: str, link: Link, depth: int) -> Iterator[Source | Problem]:
        """Yield what a page is, or what it holds."""
        kind = find_kind(page.data[:HEAD], _file_name(page.final), columns=self._options.columns is not None)
        if kind is None:
            self._pages[name] = page
            yield Source(name, None, page.data, link.published, link.publisher, page.final, link.title)
        elif depth and not link.nested:
            yield Problem(NO_REPORT, name, f"is no page but a {kind} file; name it yourself to have it read")
        else:
            with _temporary() as (file, path):
                file.write(page.data)
                file.close()
                yield from self._container(path, name, base=page.final, depth=depth)
            self._lists.append(page)

    def _web(self) -> Visitor:
        if self._visitor is None:
            from foedera.sources.cache import Cache  # noqa: PLC0415 - as above
            from foedera.sources.fetch import Client  # noqa: PLC0415
            from foedera.sources.visits import Visitor  # noqa: PLC0415

            client = self._client or Client(self._options.limits)
            self._visitor = Visitor(client, Cache(self._options.cache), self._options.delay)
        return self._visitor


def roots_of(names: Iterable[str]) -> list[str]:
    """Return the files and addresses that hold some inputs, by the inputs' names, each once.

    Example:
        >>> roots_of(["a.zip!b/c.html", "a.zip!d.txt", "https://example.org/feed!2"])
        ['a.zip', 'https://example.org/feed']
    """
    roots: dict[str, None] = {}
    for name in names:
        parts = [name[: at.end() - 1] for at in _marks(name)]
        there = (each for each in parts if Path(each).is_file()) if not Path(name).exists() else iter(())
        whole = "://" in name[:8]
        roots[next(there, parts[0] if parts and (whole or not Path(name).exists()) else name)] = None
    return list(roots)


def _source(item: Item) -> Source:
    return Source(item.name, None, item.data, item.published, item.publisher, item.url, item.title, report=item.report)


def _check_depth(link: Link, depth: int) -> None:
    if link.nested and depth >= _SITEMAPS:
        raise SourceFault(TOO_DEEP, f"sitemaps in sitemaps, more than {_SITEMAPS} deep")


def _marks(name: str) -> Iterator[re.Match[str]]:
    return re.finditer("!", name)


def _same_site(url: str, base: str) -> bool:
    """Tell whether two addresses are of one host, `www.` aside, as the sitemap protocol demands."""
    hosts = {(urlsplit(each).hostname or "").removeprefix("www.") for each in (url, base)}
    return len(hosts) == 1


def _file_name(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""  # reading says what is wrong with it


@contextmanager
def _temporary() -> Iterator[tuple[BinaryIO, Path]]:
    """Open a file that only this user can read and that is gone afterwards."""
    import tempfile  # noqa: PLC0415 - seldom needed

    handle, name = tempfile.mkstemp(prefix="foedera-")
    path = Path(name)
    file = os.fdopen(handle, "wb")
    try:
        yield file, path
    finally:
        file.close()
        path.unlink(missing_ok=True)
