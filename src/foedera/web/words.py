"""Words for templates: dates, values, numbers; addresses of static files; the environment that holds them all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from foedera.codebook.directions import DirectionOf
from foedera.pictures.measure import isolated
from foedera.pictures.words import count
from foedera.render import events as event_words
from foedera.render import wording
from foedera.types import Actor, Place

if TYPE_CHECKING:
    from foedera.render.wording import Names
    from foedera.types import Claim

HERE = Path(__file__).parent
STATIC = HERE / "static"


def environment(names: Callable[[], Names], directions: Callable[[], DirectionOf]) -> Environment:
    """Return the environment of all templates.

    Args:
        names: Gives the countries' names, which are loaded when first needed.
        directions: Gives the directions of types, likewise.
    """

    def who(claim: Claim) -> str:
        return wording.who(claim, names(), directions())

    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "when": when,
        "day": day,
        "label": wording.label,
        "percent": percent,
        "number": number,
        "plural": count,
        "confidence": wording.confidence_word,
        "credibility": credibility,
        "value": lambda value: _value(value, names()),
        "place": lambda place: wording.place_words(place, names()),
        "actor": lambda actor: wording.actor_words(actor, names()),
        "parties": lambda event: event_words.party_words(event, names(), directions()),
        "glance": lambda claim: glance(claim, names(), directions()),
        "headline": lambda claim: " · ".join(wording.headline(claim, names())) or who(claim),
        "arrows": lambda words: Markup(wording.arrows(str(escape(words)))),  # noqa: S704 - the words are escaped
        "country": lambda code: names().get(code, code),
        "withheld": lambda entry: wording.withheld_words(entry, names()),
    }
    made.globals |= {"static": static, "here": "", "find": "", "user": None}  # for pages that name no place of theirs
    return made


def glance(claim: Claim, names: Names, direction_of: DirectionOf) -> str:
    """Return what a claim says in one line: name, when, where, and who, of whom no name runs into the others."""
    who = isolated(wording.who(claim, names, direction_of))
    return " · ".join(part for part in (*wording.headline(claim, names), who) if part)


def when(value: str | None, status: str = "occurred") -> str:
    """Return an EDTF date in words; as it is written where it has none."""
    if not value:
        return ""
    try:
        return wording.when_words(value, status)
    except (ValueError, IndexError):  # of an imported table, which may say anything
        return value


def day(value: str | None) -> str:
    """Return the day of a timestamp in words.

    Example:
        >>> day("2026-11-25T18:40:00.000000Z")
        '25 November 2026'
    """
    if not value:
        return ""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{moment.day} {wording.MONTHS[moment.month - 1]} {moment.year}"


def percent(value: float | None) -> str:
    """Return a share in per cent; nothing where there is none."""
    return "" if value is None else f"{value:.0%}"


def number(value: float | None) -> str:
    """Return a number with its thousands set apart."""
    return "" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def credibility(value: int) -> str:
    """Return the word for a place on the Admiralty scale."""
    return event_words.CREDIBILITY.get(value, "cannot be judged")


def _value(value: Any, names: Names) -> str:
    if isinstance(value, Place):
        return wording.place_words(value, names)
    if isinstance(value, Actor):
        return wording.actor_words(value, names)
    return wording.value_words(value, names)


def static(name: str) -> str:
    """Return the address of a static file; it changes with the file, which may be kept for ever."""
    file = STATIC / name
    return f"/static/{name}?v={_mark(file, file.stat().st_mtime_ns)}"


@lru_cache(maxsize=256)
def _mark(file: Path, _changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
