"""What the parts of the API share: routers with the faults they may answer, rows as JSON, lists as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import JSONResponse, StreamingResponse

from foedera.render.table import neutral
from foedera.web.api.models import Problem

T = TypeVar("T")
_FAULTS = {
    400: "not understood: a name, date, type or order that means nothing",
    401: "sign in first",
    403: "not allowed to this user, or from this place",
    404: "not in this record",
    409: "changed since it was shown",
    413: "too large",
    422: "not of the described form",
    429: "too many requests",
    503: "busy; try again",
}


LISTED: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string"}} for kind in ("text/csv", "application/x-ndjson")}}
}
"""Of routes that also give their list as a file."""


def make_router(tag: str) -> APIRouter:
    """Return a router under `/api`, its routes described with the faults that all share."""
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    faults: dict[int | str, dict[str, Any]] = {
        status: {"description": words, "content": problem} for status, words in _FAULTS.items()
    }
    faults[400] |= {"model": Problem}
    return APIRouter(prefix="/api", tags=[tag], responses=faults)


def plain(value: Any) -> Any:
    """Return records as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {key: plain(each) for key, each in asdict(value).items()}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


class Json(JSONResponse):
    """JSON of plain values; half characters, which file names may hold, are written as escapes."""

    def render(self, content: Any) -> bytes:
        """Return the bytes."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        try:
            return text.encode()
        except UnicodeEncodeError:
            return json.dumps(content, separators=(",", ":"), allow_nan=False).encode()


def as_file(rows: Iterable[Mapping[str, Any]], form: str, name: str) -> StreamingResponse:
    """Return rows as a CSV or JSON Lines file to be kept, written while they are read."""
    if form == "csv":
        return StreamingResponse(_csv(rows), media_type="text/csv; charset=utf-8", headers=download(f"{name}.csv"))
    lines = (json.dumps(row, ensure_ascii=True) + "\n" for row in rows)
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=download(f"{name}.jsonl"))


def download(name: str) -> dict[str, str]:
    """Return the headers of a file to be kept, never shown.

    Example:
        >>> download("Größe.csv")["Content-Disposition"].split("; ")[1:]
        ['filename="Gr__e.csv"', "filename*=UTF-8''Gr%C3%B6%C3%9Fe.csv"]
    """
    safe = "".join(char if char.isascii() and (char.isalnum() or char in " .-_()") else "_" for char in name)
    full = quote(name.encode("utf-8", "replace"), safe="")
    return {"Content-Disposition": f"attachment; filename=\"{safe}\"; filename*=UTF-8''{full}"}


def _csv(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    writer = None
    for row in rows:
        buffer = io.StringIO()
        if writer is None:
            buffer.write("\ufeff")  # by which spreadsheets know UTF-8
            csv.writer(buffer, lineterminator="\r\n").writerow(list(row))
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow([neutral(_flat(value)) for value in row.values()])
        yield buffer.getvalue().encode("utf-8", "replace").decode()


def _flat(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "" if value is None else str(value)


def lazily(found: Iterable[T], row: Callable[[T], Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield one row for each record."""
    for each in found:
        yield row(each)
