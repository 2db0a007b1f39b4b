"""What the record's pages share: the frame of a page, addresses, and files that hold what a page shows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from starlette.responses import RedirectResponse, Response

from foedera.codebook.groups import GROUP_NAMES
from foedera.events import Decision, Entry, Event
from foedera.record import Record
from foedera.record.corrections import in_force
from foedera.render.table import neutral
from foedera.types import Actor
from foedera.web.context import Context

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_HIDDEN = re.compile("[\x00-\x20\x7f]")


def show(page: Context, template: str, here: str, status: int = 200, **context: Any) -> Response:
    """Return a page of the record.

    Args:
        here: The part of the navigation that is open.
    """
    words = {
        "find": "",
        "group_of": page.group_of,
        "group_names": GROUP_NAMES,
        "outside": outside,
        "address": address,
        "actors_of": actors_of,
        **context,
    }
    return page.render(template, status, here=here, **words)


def address(path: str, *parts: str, **query: Any) -> str:
    """Return an address of our own: parts of the path quoted, parameters that are nothing left out.

    Example:
        >>> address("/pairs", "SRB", "EU/AU", since=2020, type=None)
        '/pairs/SRB/EU%2FAU?since=2020'
    """
    where = "/".join([path, *(quote(part, safe="") for part in parts)])
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        several = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(each)) for each in several if each not in (None, "", False)]
    return f"{where}?{urlencode(pairs)}" if pairs else where


def outside(url: str | None) -> str | None:
    """Return an address of the web that a page may link to: http and https only, nothing that a report made up."""
    if not url or _HIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def actors_of(event: Event) -> list[tuple[str, str | None, list[str]]]:
    """Return who takes part: a name, the code of the state or organisation, and in which roles; each once."""
    found: dict[str, tuple[str, str | None, list[str]]] = {}
    for view in event.fields:
        if not view.field.startswith("role:"):
            continue
        for reading in view.readings:
            actor = reading.value
            if isinstance(actor, Actor):
                code = actor.country or actor.org
                known = found.setdefault(code or actor.name, (actor.name, code, []))
                role = view.field.removeprefix("role:").replace("_", " ")
                if role not in known[2]:
                    known[2].append(role)
    return list(found.values())


def table_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a CSV download that no spreadsheet runs anything of."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([neutral("" if value is None else str(value)) for value in row])
    return Response(
        out.getvalue().encode("utf-8-sig", "replace"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(name)}.csv"'},
    )


def file_name(words: str) -> str:
    """Return words as the name of a file.

    Example:
        >>> file_name('Peace/Guardian "2025"')
        'Peace-Guardian-2025'
    """
    return _UNSAFE.sub("-", words).strip("-.")[:80] or "foedera"


def back_to(where: str) -> Response:
    """Send the browser on after a write, so that loading the page again does not write again."""
    return RedirectResponse(where, status_code=303)


def own_path(where: str | None, usual: str) -> str:
    """Return where to go back to: a path of this server, never another one's.

    Example:
        >>> own_path("/events?x=1", "/"), own_path("//evil.example", "/"), own_path("https://evil.example", "/")
        ('/events?x=1', '/', '/')
    """
    if not where or not where.startswith("/") or where.startswith(("//", "/\\")) or _HIDDEN.search(where):
        return usual
    return where


def decided(record: Record, targets: Iterable[str]) -> list[tuple[Decision, bool]]:
    """Return the decisions on some claims, an event or a publisher, the latest first, and whether each still holds."""
    found: dict[str, Decision] = {}
    for target in targets:
        found.update((each.id, each) for each in record.history(target))
    force = {each.id for each in in_force(found.values())}
    ordered = sorted(found.values(), key=lambda each: (each.time, each.id), reverse=True)
    return [(each, each.id in force) for each in ordered if each.action != "undo"]


def titles(entries: Mapping[str, Entry], id_: str) -> str:
    """Return what a claim is called in a list: its report's title, or its publisher."""
    entry = entries.get(id_)
    return (entry.title or entry.publisher or id_) if entry else id_
