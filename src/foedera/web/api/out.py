"""Out: exports of exactly what the filters choose, the whole record as an archive, and pictures."""

from __future__ import annotations

import re
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal
from urllib.parse import quote

from fastapi import Query
from pydantic import Field
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from foedera.record import QueryError
from foedera.web.api import models
from foedera.web.api.analyses import balance_of
from foedera.web.api.common import download, make_router
from foedera.web.asked import number_of
from foedera.web.context import Admin, Context, Page
from foedera.web.errors import BusyError

router = make_router("out")
Format = Literal["csv", "parquet", "geojson", "plover", "stix", "ftm", "bibtex", "csl-json", "ris", "json", "jsonl"]
Picture = Literal["timeline", "map", "network", "balance"]
Ending = Literal["svg", "png", "html"]
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "html": "text/html; charset=utf-8"}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}
_DRAWN: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string"}} for kind in ("image/svg+xml", "image/png", "text/html")}}
}
_CHUNK = 256 * 1024
_SPOOL = 8 * 1024 * 1024
_MOST_DRAWN = 5000
"""Events of one picture; more are not legible, and take long."""
_work = threading.BoundedSemaphore(3)
_pen = threading.Lock()
_PATIENCE = 60.0


class ExportAsked(models.Filters):
    """What is exported."""

    limit: int | None = None
    offset: int = 0


@router.get("/export/archive", response_class=Response, responses=_FILE)
def archive(page: Admin) -> Response:
    """Return the whole record, originals, decisions and authors included; `foedera import` restores it."""
    with _turn(), _spooled() as file:
        page.record.backup(file)
        return _sent(file, "record.zip", "application/zip")


@router.get("/export/{format}", response_class=Response, responses=_FILE)
def export(page: Page, format: Format, asked: Annotated[ExportAsked, Query()]) -> Response:  # noqa: A002, ARG001 - the address's word; checked, and read by the page
    """Return what the filters choose in one of the formats; csv and parquet are folders, and come as one zip file."""
    from foedera.export import FORMATS  # noqa: PLC0415 - brings libraries of its own

    filters = dict(page.filters)
    if page.given.get("limit"):
        filters |= {"limit": number_of(page.given, "limit", 0, least=1)}
    filters |= {"offset": page.offset} if page.offset else {}
    chosen = FORMATS[format]
    with _turn(), _spooled() as file:
        if not chosen.folder:
            page.record.export(format, file, **filters)
            return _sent(file, f"events{chosen.suffix}", "application/octet-stream")
        with tempfile.TemporaryDirectory() as folder:
            page.record.export(format, Path(folder), **filters)
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                for each in sorted(Path(folder).rglob("*")):
                    if each.is_file():
                        packed.write(each, each.relative_to(folder).as_posix())
        return _sent(file, f"events-{format}.zip", "application/zip")


class DrawnAsked(models.Filters):
    """What is drawn, and how."""

    theme: Literal["auto", "light", "dark"] = "auto"
    title: models.Word | None = None
    lanes: Literal["type", "pair", "series"] | None = None
    top: int | None = None
    limit: int | None = None
    subject: models.Word | None = None
    among: list[models.Word] = Field([], max_length=20)
    by: Literal["year", "month"] = "year"
    weigh: Literal["count", "score"] = "count"
    file: bool = False


@router.get("/pictures/{kind}.{ending}", response_class=Response, responses=_DRAWN)
def picture(page: Page, kind: Picture, ending: Ending, asked: Annotated[DrawnAsked, Query()]) -> Response:
    """Return a picture of what the filters choose. `file=1` gives it as a file to keep.

    A balance takes `subject` and `among`. A page (`html`) runs scripts of its own: it comes with a policy of its own,
    in a sandbox, and can be shown only in a frame of ours.
    """
    key = ("picture", kind, ending, str(sorted(page.given.multi_items())))
    with _turn():
        drawn = page.answers.keep(key, lambda: _draw(page, kind, ending, asked))
    headers = download(f"{kind}.{ending}") if asked.file else {}
    return Response(drawn, media_type=_MEDIA[ending], headers={**headers, **frame_headers(drawn, ending)})


def _draw(page: Context, kind: str, ending: str, asked: DrawnAsked) -> bytes:
    if kind == "balance":
        if not asked.subject:
            raise QueryError("name whose balance is drawn: subject=SRB&among=CHN&among=RUS")
        wishes = {"by": asked.by, "weigh": asked.weigh, "since": asked.since or None, "until": asked.until or None}
        found = balance_of(page, asked.subject, asked.among, types=asked.type, statuses=asked.status, **wishes)
        with _pen:
            return page.record.draw_balance(found, ending, asked.theme)
    limit = min(asked.limit or _MOST_DRAWN, _MOST_DRAWN)
    more: dict[str, Any] = {"lanes": asked.lanes} if kind == "timeline" and asked.lanes else {}
    with _pen:
        return page.record.picture(
            kind,
            ending,
            link_of=None if asked.file else _event_address,
            theme=asked.theme,
            title=asked.title or None,
            limit=limit,
            **more,
            **page.filters,
        )


def _event_address(event: str) -> str:
    """Return where the page shows an event; files that are kept lead nowhere, since they may be opened anywhere."""
    return f"/events/{quote(event, safe='')}"


def frame_headers(drawn: bytes, ending: str) -> dict[str, str]:
    """Return the headers of a picture: for a page, its own policy, in a sandbox; for a drawing, no scripts at all."""
    if ending != "html":
        return {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"}
    given = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', drawn[:20_000])
    own = given[1].decode() if given else "default-src 'none'"
    sandbox = "sandbox allow-scripts allow-popups allow-top-navigation-by-user-activation"
    return {
        "Content-Security-Policy": f"{own}; frame-ancestors 'self'; {sandbox}",
        "X-Frame-Options": "SAMEORIGIN",
    }


@contextmanager
def _turn() -> Iterator[None]:
    """Let only few at once do what takes long, so that pages are answered meanwhile."""
    if not _work.acquire(timeout=_PATIENCE):
        raise BusyError("too much is being exported or drawn at once; try again in a minute")
    try:
        yield
    finally:
        _work.release()


@contextmanager
def _spooled() -> Iterator[BinaryIO]:
    """Give out a file that is in memory while it is small; closed here only if something fails."""
    file: Any = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - closed once it was sent
    try:
        yield file
    except BaseException:
        file.close()
        raise


def _sent(file: BinaryIO, name: str, media: str) -> Response:
    size = file.tell()
    file.seek(0)
    headers = {**download(name), "Content-Length": str(size)}
    parts = iter(lambda: file.read(_CHUNK), b"")
    return StreamingResponse(parts, media_type=media, headers=headers, background=BackgroundTask(file.close))
