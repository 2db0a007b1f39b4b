"""Claims in plain words: dates, actors, quantities, certainty."""

from __future__ import annotations

from collections.abc import Mapping

from foedera.codebook.directions import ARROW, TO, DirectionOf, party_line, type_direction
from foedera.types import Actor, CellValue, Claim, Place, Quantity, Report

Names = Mapping[str, str]
"""English names of countries by ISO code; a code without a name stands for itself."""

MONTHS = "January February March April May June July August September October November December".split()
SURE, LIKELY = 0.85, 0.6
"""From these confidences on, a claim is called sure or likely; below, doubtful."""
_OPEN = ".."
_LABELS = {"said_by": "says", "undisclosed": "not disclosed"}
_ONGOING = frozenset({"occurred", "ongoing", "denied"})
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_LANGUAGES = {"en": "English"}


def headline(claim: Claim, names: Names) -> list[str]:
    """Return what a claim says at a glance, in parts: its name, when, where; without these, who."""
    parts = [str(value) for value in claim.values("name")]
    when = claim.values("when")
    parts += [when_words(str(when[0]), claim.status)] if when else []
    places = [place_words(value, names) for value in claim.values("where") if isinstance(value, Place)]
    parts += ["; ".join(places)] if places else []
    return parts


def glance(claim: Claim, names: Names, direction_of: DirectionOf = type_direction) -> list[str]:
    """Return what a claim says where nothing else of it is shown: its name, when, where, and who."""
    return [part for part in (*headline(claim, names), who(claim, names, direction_of)) if part]


def who(claim: Claim, names: Names, direction_of: DirectionOf = type_direction) -> str:
    """Return the actors of all roles in one line, each once: who acts on whom.

    Args:
        direction_of: Directions of types, where the user has types of their own.
    """
    parts = [(cell.field.removeprefix("role:"), cell.value) for cell in claim.cells if cell.field.startswith("role:")]
    told = [(role, actor_words(actor, names)) for role, actor in parts if isinstance(actor, Actor)]
    return party_line(told, direction_of(claim.type))


def details(claim: Claim, names: Names) -> list[tuple[str, str]]:
    """Return label and words of everything that the headline leaves out: roles, source, fields, what is withheld."""
    lines: dict[str, list[str]] = {}
    for cell in claim.cells:
        if cell.field in ("name", "when", "where"):
            continue
        words = value_words(cell.value, names)
        known = lines.setdefault(label(cell.field), [])
        if words not in known:
            known.append(words)
    if claim.undisclosed:
        lines["not disclosed"] = [withheld_words(entry, names) for entry in claim.undisclosed]
    said = lines.pop("says", None)
    ordered = list(lines.items()) + ([("says", said)] if said else [])
    return [(name, ", ".join(values)) for name, values in ordered]


def spoken(words: str) -> str:
    """Return words as they are said aloud: an arrow is "to"."""
    return words.replace(ARROW, TO)


def arrows(html: str) -> str:
    """Return words as HTML whose arrows are seen as arrows and heard as "to"; the words are escaped already."""
    return html.replace(ARROW, f'<span aria-hidden="true">{ARROW}</span><span class="sr-only">{TO}</span>')


def short(claim: Claim) -> str:
    """Return a claim in a few words: its type, status and name."""
    name = next((f" {value}" for value in claim.values("name")), "")
    return f"{claim.type} {claim.status}{name}"


def label(field: str) -> str:
    """Return the plain name of a cell's field: "role:said_by" and its like lose their marks."""
    plain = _LABELS.get(field, field.partition(":")[2] or field)
    return plain.replace("_", " ")


def value_words(value: CellValue, names: Names) -> str:
    """Return any value of a cell in words."""
    if isinstance(value, Actor):
        return actor_words(value, names)
    if isinstance(value, Place):
        return place_words(value, names)
    if isinstance(value, Quantity):
        return quantity_words(value, names)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def actor_words(actor: Actor, names: Names) -> str:
    """Return an actor's name, with its country or organisation where the name does not say it."""
    belongs = names.get(actor.country, actor.country) if actor.country else actor.org
    if belongs is None or actor.kind == "state" or _says(actor.name, belongs):
        return actor.name
    return f"{actor.name} ({belongs})"


def place_words(place: Place, names: Names) -> str:
    """Return a place with its country."""
    country = names.get(place.country, place.country) if place.country else None
    return place.name if country is None or _says(place.name, country) else f"{place.name}, {country}"


def _says(name: str, country: str) -> bool:
    """Tell whether a name has a country's name in it."""
    return f" {country.casefold()} " in f" {name.casefold()} "


def quantity_words(quantity: Quantity, names: Names) -> str:
    """Return a number with its qualifier, unit and currency: "about 2.7 billion EUR", "over 100 soldiers (China)"."""
    number = _big(quantity.n) if quantity.currency else f"{quantity.n:,g}" if quantity.n < 1e6 else _big(quantity.n)
    symbol = _SYMBOLS.get(quantity.currency or "", "")
    amount = f"{symbol}{number}" if symbol else f"{number} {quantity.currency}" if quantity.currency else number
    parts = [quantity.qual, amount, quantity.unit]
    whose = f"({names.get(quantity.of, quantity.of)})" if quantity.of else None
    return " ".join(part for part in [*parts, whose] if part)


def _big(number: float) -> str:
    for scale, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if number >= scale:
            return f"{number / scale:.6g} {word}"
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,g}"


def withheld_words(entry: str, names: Names) -> str:
    """Return an entry of `undisclosed` ("participant:CHN:unit") in words."""
    field, _, rest = entry.partition(":")
    country, _, what = rest.partition(":")
    plain = label(field)
    place = names.get(country, country)
    words = f"{what} ({place})" if what and place else what or place
    return f"{plain}: {words}" if words else plain


def confidence_word(confidence: float) -> str:
    """Return the word for a confidence."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "doubtful"


def when_words(value: str, status: str) -> str:
    """Return an EDTF date in words, fit for what its status makes of it.

    Example:
        >>> when_words("2025-07-19/2025-07-28", "occurred")
        '19–28 July 2025'
        >>> when_words("2018/..", "ongoing"), when_words("../2027", "planned"), when_words("2021~", "occurred")
        ('since 2018', 'by 2027', 'about 2021')
    """
    first, slash, last = value.partition("/")
    if not slash:
        return _point(first)
    if last == _OPEN:
        return f"{'since' if status in _ONGOING else 'from'} {_point(first)}"
    if first == _OPEN:
        return f"{'until' if status in _ONGOING else 'by'} {_point(last)}"
    words = _span(first.rstrip("~?%"), last.rstrip("~?%"))
    # a vague time lies within its bounds: it does not fill them
    return f"within {words}" if first.endswith("~") and last.endswith("~") else words


def _span(first: str, last: str) -> str:
    start, end = first.split("-"), last.split("-")
    if len(start) == len(end) == 3:
        if start[:2] == end[:2]:
            return f"{int(start[2])}–{_point(last)}"
        if start[0] == end[0]:
            return f"{int(start[2])} {MONTHS[int(start[1]) - 1]} – {_point(last)}"
    if len(start) == len(end) == 2 and start[0] == end[0]:
        return f"{MONTHS[int(start[1]) - 1]}–{_point(last)}"
    joint = "–" if len(start) == len(end) == 1 else " – "
    return f"{_point(first)}{joint}{_point(last)}"


def _point(point: str) -> str:
    plain = point.rstrip("~?%")
    parts = plain.split("-")
    words = parts[0]
    if len(parts) > 1:
        words = f"{MONTHS[int(parts[1]) - 1]} {words}"
    if len(parts) > 2:
        words = f"{int(parts[2])} {words}"
    return f"about {words}" if point.endswith("~") else words


def imprint(report: Report) -> list[str]:
    """Return what is known of a report beside its title: authors, publisher, date, dateline, language."""
    published = when_words(report.published, "occurred") if report.published else None
    parts = [", ".join(report.byline), report.publisher, published]
    parts += [report.dateline, _LANGUAGES.get(report.language or "", report.language)]
    return [part for part in dict.fromkeys(parts) if part]
