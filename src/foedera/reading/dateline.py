"""Datelines: the place, date and agency printed before the first sentence of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"{_WEEKDAY}?(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_UP = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽ"
_CAPS_WORD = rf"(?:(?:ST|MT|FT)\.\s)?[{_UP}][{_UP}’'.-]+"
_CAPS_PLACE = rf"{_CAPS_WORD}(?:(?:\s|/|\s/\s|,\s(?=[A-Z]\.[A-Z]\.)){_CAPS_WORD}){{0,4}}"
_MIXED_WORD = rf"[{_UP}][\w’'.-]*"
_MIXED_PLACE = rf"{_MIXED_WORD}(?:[\s/](?:(?:of|the|de|al|el|am|an|der|la)\s)?{_MIXED_WORD}){{0,3}}"
_REGION = rf"(?:,\s(?!{_DATE}){_MIXED_PLACE}|\s\([A-Z]{{2,3}}\)){{0,2}}"
_AGENCY = r"\s?[(/\[](?P<agency>[^()/\[\]\n]{2,40})[)/\]]"
_BREAK = r"(?:\s*(?:--+|[–—―])\s*|\s-\s+)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # PLACE, Region, July 28, 2025 (Agency) -- ; a place in capitals needs no more than the dash.
        rf"(?P<printed>(?:{_CAPS_PLACE}){_REGION}(?:[,.]?\s(?P<date>{_DATE}))?(?:{_AGENCY})?)(?:{_BREAK}|\.?\s*(?<=[/)])\.?\s*(?=[{_UP}“\"])|:\s(?=\S))",
        # Place, 28 July 2025 – ; a place in lower case needs the date or the agency.
        rf"(?P<printed>{_MIXED_PLACE}{_REGION},?\s(?P<date>{_DATE})(?:{_AGENCY})?){_BREAK}",
        rf"(?P<printed>{_MIXED_PLACE}{_REGION}{_AGENCY}){_BREAK}",
        # July 28 (Agency) -
        rf"(?P<printed>(?P<date>{_DATE}){_AGENCY}){_BREAK}",
        # The agency alone: (Agency) -
        rf"(?P<printed>{_AGENCY}){_BREAK}",
        # The dateline is the whole paragraph.
        rf"(?P<printed>(?:{_CAPS_PLACE}|{_MIXED_PLACE}){_REGION},\s(?P<date>{_DATE})(?:{_AGENCY})?)\s*[.–—-]*\s*$",
    )
)
_BYLINE = re.compile(rf"By\s+(?P<names>(?:[{_UP}][\w’'.-]*|and|de|van|von|bin|al|,)(?:\s+(?:[{_UP}][\w’'.-]*|and|de|van|von|bin|al|,))*)\s*(?:\n|$|{_BREAK})")
_NOT_PLACES = re.compile(r"(?:UPDATE|BREAKING|EXCLUSIVE|WATCH|OPINION|ANALYSIS|FACTBOX|EXPLAINER|CORRECTED|VIDEO|PHOTOS?|NOTE|NOTICE|WARNING|Q|A|PS|NB|FAQ|QUESTION|ANSWER)\b")
_NUMERIC = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_WORDED = re.compile(rf"\b(?:(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})|(?P<m3>{_MONTH})),?\s+(?P<y>\d{{4}})\b", re.IGNORECASE)


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
    for form in _FORMS:
        match = form.match(paragraph)
        if match is None or _NOT_PLACES.match(match["printed"]):
            continue
        groups = match.groupdict()
        date, agency = groups.get("date"), groups.get("agency")
        if agency is not None and agency.isdigit():
            continue
        by = _BYLINE.match(paragraph, match.end())
        names = tuple(name.strip(" ,") for name in re.split(r",|\band\b", by["names"]) if name.strip(" ,")) if by else ()
        return Dateline(match["printed"].strip(), by.end() if by else match.end(), find_printed_date(date or ""), agency, names)
    return None


def find_printed_date(text: str) -> str | None:
    """Return the first date with a year in a line of front matter, as EDTF; numbers alone are day first.

    Example:
        >>> find_printed_date("Tuesday, 3 May 2024, 18:30")
        '2024-05-03'
    """
    numeric = _NUMERIC.search(text)
    if numeric is not None:
        if numeric[1]:
            return _edtf(int(numeric[1]), int(numeric[2]), int(numeric[3]))
        day, month = int(numeric[4]), int(numeric[5])
        return _edtf(int(numeric[6]), *((month, day) if month <= 12 else (day, month)))
    worded = _WORDED.search(text)
    if worded is not None:
        name = (worded["m1"] or worded["m2"] or worded["m3"]).casefold()[:3]
        month = next(number for number, full in enumerate(_MONTH_NAMES, 1) if full.startswith(name))
        day = worded["d1"] or worded["d2"]
        return _edtf(int(worded["y"]), month, int(day) if day else None)
    bare = re.fullmatch(r"\s*(\d{4})(?:-(\d{2}))?\s*", text)
    return None if bare is None else _edtf(int(bare[1]), int(bare[2]) if bare[2] else None, None)


def _edtf(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")
