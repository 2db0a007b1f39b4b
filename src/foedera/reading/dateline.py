"""Datelines: the place, date and agency printed before the first sentence of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from foedera.text.abbreviations import STARTERS
from foedera.text.dates import parse_published

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"{_WEEKDAY}?(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
# The Latin capitals; the range Ā-Ž also holds small letters, but a class of single letters is slow to compile.
_UP = r"A-ZÀ-ÖØ-ÞĀ-ŽȘȚ"
_CAPS_WORD = rf"(?:(?:ST|MT|FT)\.\s)?[{_UP}][{_UP}’'.-]+"
_CAPS_PLACE = rf"{_CAPS_WORD}(?:(?:\s|/|\s/\s|,\s(?=[A-Z]\.[A-Z]\.)){_CAPS_WORD}){{0,4}}"
_MIXED_WORD = rf"[{_UP}][\w’'.-]*"
_MIXED_PLACE = rf"{_MIXED_WORD}(?:[\s/](?:(?:of|the|de|al|el|am|an|der|la)\s)?{_MIXED_WORD}){{0,3}}"
_REGION = rf"(?:,\s(?!{_DATE}){_MIXED_PLACE}|\s\([A-Z]{{2,3}}\)(?=,\s{_DATE}|\s\()){{0,2}}"
_AGENCY = r"\.?\s?[(/\[](?P<agency>[^()/\[\]\n]{2,40})[)/\]]"
_WIRE = r",\s(?P<wire>[A-Z]{2,7})(?=\s*[–—-])"
"""An agency's short name behind the date, without brackets."""
_WHEN = rf"(?:[,.]?\s(?P<date>{_DATE}))"
_BREAK = r"(?:\s*(?:--+|[–—―])\s*|\s-\s?)"
# Words that can be a place's and what stands between them, possessive: each is looked at once.
_NAMES = rf"(?:[{_UP}][\w’'.-]*+|(?:of|the|de|al|el|am|an|der|la)\b|[\s,.])*+"
_FORMS = (
    # PLACE, Region, July 28, 2025 (Agency) -- ; a place in capitals needs no more than the dash.
    (
        rf"[{_UP}][{_UP}’'.-]",
        rf"(?P<printed>{_CAPS_PLACE}{_REGION}(?:{_WHEN}(?:{_WIRE})?)?(?:{_AGENCY})?)(?:{_BREAK}|(?<=[/)])\.?\s+|(?<=[\da-z])\.\s+(?![/(])|:\s(?=\S))",
    ),
    # Place, 28 July 2025 – ; a place in lower case needs the date, the agency or its country.
    (
        rf"{_NAMES}[\d(/]",
        rf"(?P<printed>{_MIXED_PLACE}{_REGION}{_WHEN}(?:{_AGENCY})?)(?:{_BREAK}|\.\s+(?:[–—-]+\s+)?(?![/(]))",
    ),
    (rf"{_NAMES}[(/\[]", rf"(?P<printed>{_MIXED_PLACE}{_REGION}{_AGENCY}{_WHEN}?){_BREAK}"),
    (
        rf"[{_UP}][^,]*+,\s[{_UP}]",
        rf"(?P<printed>{_MIXED_WORD}(?:\s{_MIXED_WORD})?,\s{_MIXED_WORD}(?:\s{_MIXED_WORD})?)\s(?:--|[–—])\s",
    ),
    # July 28 (Agency) -
    (r"(?:[A-Z][a-z]++\.?,?\s++)*+\d", rf"(?P<printed>(?P<date>{_DATE}){_AGENCY}){_BREAK}"),
    # The agency alone: (Agency) -
    (r"\.?\s?[(/\[]", rf"(?P<printed>{_AGENCY}){_BREAK}"),
    # The dateline is the whole paragraph.
    (
        rf"{_NAMES}[\d(/]",
        rf"(?P<printed>(?:{_CAPS_PLACE}|{_MIXED_PLACE}){_REGION},\s(?P<date>{_DATE})(?:{_AGENCY})?)\s*[.–—-]*\s*$",
    ),
)
"""How each form begins, at least, and the form. To compile a form takes milliseconds, and most reports need few."""
_LONGEST = 400  # a dateline is short; hostile text is not
_BYLINE = re.compile(
    rf"By\s+(?P<names>(?:[{_UP}][\w’'.-]*|and|de|van|von|bin|al|,)(?:\s+(?:[{_UP}][\w’'.-]*|and|de|van|von|bin|al|,))*)\s*(?:\n|$|{_BREAK})"
)
_NOT_PLACES = re.compile(
    r"(?:UPDATE|BREAKING|EXCLUSIVE|WATCH|OPINION|ANALYSIS|FACTBOX|EXPLAINER|CORRECTED|VIDEO|PHOTOS?|NOTE|NOTICE|WARNING|Q|A|PS|NB|FAQ|QUESTION|ANSWER|TAGS|DEAL|NEWS|READ|ALSO|EXPLAINED|"
    r"ASEAN|NATO|UNESCO|UNICEF|AUKUS|OPEC|BRICS|MERCOSUR|OSCE|UNHCR|IAEA|THE|MR|MRS|MS|DR|BY|NO|HOW|WHY|WHO|WHAT)\b|[A-Z]{2,3}:"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as printed, without the dash, and where the text after it begins."""

    printed: str
    end: int
    published: str | None
    """EDTF; None when the year is not printed."""
    agency: str | None
    byline: tuple[str, ...] = ()


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that a paragraph begins with.

    Example:
        >>> find_dateline("VALLETTA, May 3 (Harbour News) -- The ship left.").agency
        'Harbour News'
    """
    if len(paragraph) > _LONGEST:
        paragraph = paragraph[:_LONGEST]
    for beginning, form in _FORMS:
        match = _pattern(form).match(paragraph) if _pattern(beginning).match(paragraph) else None
        if match is None or not _is_dateline(paragraph, match):
            continue
        return _read(paragraph, match)
    return None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form)


def _is_dateline(paragraph: str, match: re.Match[str]) -> bool:
    """Tell whether what looks like a dateline is none: a sentence that begins with a name and a dash."""
    following = paragraph[match.end() : match.end() + 1]
    first = match["printed"].split(None, 1)[0].rstrip(",")
    behind = paragraph[match.end() :].rstrip()
    headed = paragraph[: match.end()].rstrip().endswith(":") and (behind.isupper() or behind[-1:].isalnum())
    return not (following.islower() or headed or _NOT_PLACES.match(paragraph) or first in STARTERS)


def _read(paragraph: str, match: re.Match[str]) -> Dateline:
    groups = match.groupdict()
    date, agency = groups.get("date"), groups.get("agency") or groups.get("wire")
    if agency and (published := parse_published(agency)):
        date, agency = published, None
    by = _BYLINE.match(paragraph, match.end())
    names = tuple(name.strip(" ,") for name in re.split(r",|\band\b", by["names"]) if name.strip(" ,")) if by else ()
    published = parse_published(date) if date else None
    return Dateline(match["printed"].strip(), by.end() if by else match.end(), published, agency, names)
