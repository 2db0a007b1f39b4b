"""Which column of a table, or key of a JSON object, says what of a report."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from foedera.sources.dates import day_of, day_of_number
from foedera.sources.faults import BAD_ROW, NO_COLUMN, SourceFault
from foedera.sources.items import Item

FIELDS: Final = ("text", "title", "published", "publisher", "url")
_USUAL: Final = {
    "text": "text body content article fulltext full_text article_text maintext main_text description",
    "title": "title headline",
    "published": "published date published_at publication_date pubdate date_published date_publish publish_date",
    "publisher": "publisher source outlet source_name newspaper media_name",
    "url": "url link source_url uri",
}
"""Names that columns usually have, the likeliest first."""
MARKUP = re.compile(r"<(?:p|br|div|html|body|article|h[1-6]|ul|ol|table|!doctype)\b", re.IGNORECASE)
"""What only a page has."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each field; a field without one is not given."""

    names: Mapping[str, str]

    def of(self, row: Mapping[str, Any], name: str) -> Item:
        """Return the report of one row.

        Raises:
            SourceFault: It has no text, or something else where text should be.
        """
        values = {field: _find(row, column) for field, column in self.names.items()}
        text = values.get("text")
        if not isinstance(text, str):
            told = "is empty" if text is None else f"holds {_kind(text)}, not text"
            raise SourceFault(BAD_ROW, f"its {self.names['text']!r} {told}")
        if not text.strip():
            raise SourceFault(BAD_ROW, f"its {self.names['text']!r} is empty")
        title = _line(values.get("title"))
        return Item(
            name,
            compose(title, text),
            published=_date(values.get("published")),
            publisher=_line(values.get("publisher")),
            url=_line(values.get("url")),
            title=title,
        )


def choose_columns(given: Mapping[str, str] | None, there: Iterable[str]) -> Columns:
    """Return which of the columns there are say what: as the user says, else by their usual names.

    Raises:
        SourceFault: A column that the user named is not there, or none holds text.
    """
    names = [name for name in there if name]
    folded = {name.casefold().strip().replace(" ", "_").replace("-", "_"): name for name in reversed(names)}
    chosen = {}
    for field in FIELDS:
        if given and field in given:
            if given[field] not in names:
                raise SourceFault(NO_COLUMN, f"no column {given[field]!r}; it has {_listed(names)}")
            chosen[field] = given[field]
        elif found := next((folded[usual] for usual in _USUAL[field].split() if usual in folded), None):
            chosen[field] = found
    if "text" not in chosen:
        raise SourceFault(
            NO_COLUMN, f"no column known to hold text among {_listed(names)}; say it: --columns text=NAME"
        )
    return Columns(chosen)


def choose_keys(given: Mapping[str, str] | None, row: Mapping[str, Any]) -> Columns:
    """Return which keys of a JSON object say what; `text=article.body` means a key of an object in it.

    Raises:
        SourceFault: No key holds text, or the user's does not.
    """
    deep = {field: path for field, path in (given or {}).items() if "." in path and path not in row}
    flat = {field: path for field, path in (given or {}).items() if field not in deep and path in row}
    if given and "text" in given and "text" not in deep and "text" not in flat:
        raise SourceFault(BAD_ROW, f"no key {given['text']!r}; it has {_listed(row)}")
    known = [name for name in row if name not in flat.values()]
    found = choose_columns({**flat, **({"text": "."} if "text" in deep else {})}, [*known, *flat.values(), "."])
    missing = set(given or ()) - set(flat) - set(deep)
    return Columns({**{k: v for k, v in found.names.items() if k not in missing}, **deep})


def compose(title: str | None, text: str) -> bytes:
    """Return a document of a text and its headline; a headline that the text begins with is not repeated."""
    lead = " ".join(text[: len(title) * 2 + 2_000].split()) if title else ""
    if title and not _plain(lead).startswith(title):
        markup = MARKUP.search(text[:4_000])
        text = f"<h1>{html.escape(title, quote=False)}</h1>\n{text}" if markup else f"{title}\n\n{text}"
    return text.encode("utf-8", "replace")  # half a character (lone surrogate) becomes a question mark


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", text)).strip() if "<" in text else text


def _find(row: Mapping[str, Any], path: str) -> Any:
    if path in row:
        return row[path]
    value: Any = row
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _line(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _date(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return day_of_number(value)
    return day_of(value) if isinstance(value, str) else None


def _kind(value: object) -> str:
    return {dict: "an object", list: "a list", bool: "true or false"}.get(type(value), "a number")


def _listed(names: Iterable[str]) -> str:
    shown = [json.dumps(name[:60], ensure_ascii=False) for name in list(names)[:20] if name != "."]
    return ", ".join(shown) or "none"
