"""What stands above a report's text: header lines, headline, byline, dateline, date and publisher.

Two shapes are known: header lines (`Title: ...`) closed by a blank line, and text as pasted from a page or a wire.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedera.reading.dateline import Dateline, find_dateline
from foedera.text.blocks import Block, looks_like_heading
from foedera.text.dates import parse_published
from foedera.text.furniture import is_menu

_KEYS = "Title|Publisher|Published|Byline|URL|Dateline|Language"
_HEADER = re.compile(rf"(?:(?:{_KEYS}): [^\n]*(?:\n|\Z))+(?=\n|\Z)")
_HEADER_LINE = re.compile(rf"({_KEYS}): ([^\n]*)")
_CAPITAL = r"[A-ZÀ-ÝĀ-Ž][\w’'-]*\.?"
_NAMES = rf"{_CAPITAL}(?:[\s,&]+(?:{_CAPITAL}|and|de|van|von|bin|al|el|der|la|di|da|in|for|the|of))*"
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
_BY = re.compile(
    rf"(?:^|[|•·–—:;,]\s*|\d\s+|\b(?i:opinion)\s+)(?i:by|written by|words by)\s+(?P<names>{_NAMES})$"
    # "By staff and agencies": a whole line of few words, so they need no capitals
    rf"|^By\s+(?!(?:{_DAYS})\b)(?P<loose>[A-Z][\w’'-]*(?:\s+[\w’'-]+){{1,4}})$"
    # "By Jane Roe, senior fellow at the institute": what somebody is stands behind the name
    rf"|^By\s+(?P<titled>{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}}),\s+(?:an?\s+|the\s+)?[a-z][^.!?]*$"
)
_NAME_LINE = re.compile(
    rf"(?:(?:Dr|Prof|Col|Gen|Lt|Capt|Maj)\.?\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:de|van|von|bin|al|el|der|la|di|da)\s+)?{_CAPITAL}){{1,3}}$"
)
_GENRE = (
    r"(?:press|media|news)\s+release|statement|communiqu[eé]|commentary|opinion|op-ed|analysis|editorial"
    r"|policy\s+(?:note|brief|paper)|research\s+(?:note|paper|brief)|working\s+paper|briefing|brief|bulletin|newsletter"
    r"|report|interview|feature|comment|blog|explainer|fact\s*sheet|news|dispatch|special\s+report|insight|review"
    r"|backgrounder|transcript|speech"
)
_GENRE_PART = re.compile(rf"(?:{_GENRE})(?:\s+(?:no\.?\s*)?[\d/.-]*)?$", re.IGNORECASE)
_SPLIT_LINE = re.compile(r"(?:(?<!\s)\s+)?(?:\||•|·|,\s|\s[–—-]{1,2}\s|\.\s|\s/\s)\s*+")
_NO_PUBLISHER = re.compile(
    r"\b(?:desk|bureau|correspondent|staff|reporter|writer|updated|published|posted|min(?:ute)?s?\s+read)\b|\d",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:(?<!\s)\s++)?+(?:,|;|&|\band\b|\bwith\b)\s*+")
_BEHIND_NAMES = re.compile(r"(?<!\s)\s++(?:in|for)\s++[A-ZÀ-Ý]|(?<!\s)\s*+[|•]")  # where or for whom they write
_FINAL_STOP = re.compile(r"(?<![.…])\.$")
_OFFICE = re.compile(
    r"(?:(?:the|royal|federal|national|state)\s+)*(?:\w+\s+)?(?:ministry|embassy|office|department|government|directorate"
    r"|secretariat|presidency|cabinet|commission|delegation|mission|consulate|headquarters|command|armed\s+forces"
    r"|defen[cs]e\s+forces?|air\s+force|navy|army|coast\s+guard|council)\b",
    re.IGNORECASE,
)
_PATH = re.compile(r"^\w[\w ]{1,30}(?:\s[>»›]\s[\w ]{1,40}){1,5}$")  # where a page stands on its site
_LEAD_MARK = re.compile(r"^\((?:\d\w\w\s+)?(?:LEAD|LD|URGENT|UPDATE)\)\s*")
_LABEL = re.compile(
    r"\b(?:published|posted|release\s+date|date\s+created|dated?|updated?|last updated|created"
    r"|issued|source|publisher|editor|edited\s+by)"
    r"\s*+(?:on|at|by)?\s*+:\s*",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:updated\s++)?(?:\d++|an?)\s*+(?:min(?:ute)?s?|hours?|days?)\s++(?:read|ago)\b|\blast\s++modified\s++(?:on\s++)?"
    r"|\bfirst\s++published\s++(?:on\s++)?|\bby\s++(?:admin|editor|staff)$",
    re.IGNORECASE,
)
"""What a line says of the page, not of the report: how long it takes to read, when it was last touched."""
_RETIRED = re.compile(r"\((?:[Rr]et|[Rr]etd|[Rr]etired)\.?\)\s?")
_ISSUE = re.compile(r",\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s")
_DEPARTMENT = re.compile(
    r"\b(?:directorate|department|office|service|division|section|unit|secretariat|affairs|relations)$", re.IGNORECASE
)
"""The end of the name of a part of an office."""
_FEW_WORDS = 3
_META_LINES = 2
"""Lines below a summary, at most, of which the last one gives a date."""
_STOPS = (".", "!", "?", ":", ";")
_MAX_META = 140
_SMALL = frozenset(
    "of the for and on at in de la du des le les el del by updated published posted last "
    "local time am pm hrs no th staff".split()
)


@dataclass(frozen=True, slots=True)
class Front:
    """What is known about a report apart from its text. Dates are EDTF."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None

    def or_else(self, other: Front) -> Front:
        """Return this front with the gaps filled from another."""
        return Front(
            self.title or other.title,
            self.byline or other.byline,
            self.dateline or other.dateline,
            self.published or other.published,
            self.publisher or other.publisher,
            self.url or other.url,
            self.language or other.language,
        )


NOTHING = Front()
"""Nothing known."""


def read_header(text: str) -> tuple[Front, int]:
    """Return what the header lines say and where the text begins: after their blank line; 0 without header."""
    match = _HEADER.match(text)
    if match is None:
        return Front(), 0
    values = {key: value.strip() or None for key, value in _HEADER_LINE.findall(match[0])}
    return Front(
        title=values.get("Title"),
        byline=parse_byline(values.get("Byline") or ""),
        dateline=values.get("Dateline"),
        published=parse_published(values.get("Published") or ""),
        publisher=values.get("Publisher"),
        url=values.get("URL"),
        language=(values.get("Language") or "").lower() or None,
    ), min(match.end() + 1, len(text))


def parse_byline(line: str) -> tuple[str, ...]:
    """Return the authors that a byline names.

    Example:
        >>> parse_byline("By Dana Whitlock and Ruth Calder in Sydney")
        ('Dana Whitlock', 'Ruth Calder')
    """
    line = re.sub(r"^\s*(?:by|written by|words by|author:?)\s+", "", line.strip(), flags=re.IGNORECASE)
    line = _BEHIND_NAMES.split(_without_final_brackets(line), maxsplit=1)[0]
    return tuple(name for part in _JOINT.split(line) if (name := part.strip(" .,–—-")))


def _without_final_brackets(line: str) -> str:
    """Take what stands in brackets at the very end off a line: `Jane Roe (Riga)`."""
    if not line.endswith(")"):
        return line
    opening = line.find("(", line.rfind(")", 0, -1) + 1)
    return line if opening < 0 else line[:opening].rstrip()


def read_front(text: str, blocks: Sequence[Block], known: Front) -> tuple[Front, tuple[Block, ...]]:
    """Find headline, byline, dateline, date and publisher in the first and last blocks of a text.

    Returns what was found, filled in behind `known`, and the blocks relabelled: what gives only such data is
    furniture, and a dateline is a block of its own, so that the sentence behind it begins after it.
    """
    blocks = list(blocks)
    found, body = Front(), 0
    headline = _find_headline(text, blocks, known.title)
    if headline is not None:
        known = replace(known, title=known.title or _title(_text(text, blocks[headline])))
        for position, block in enumerate(blocks[:headline]):
            line = _text(text, block)
            issuer = Front(publisher=line) if _is_letterhead(text, blocks, position) else NOTHING
            found = found.or_else(read_meta_line(line) or issuer)
            blocks[position] = block if block.kind == "caption" else replace(block, kind="furniture")
        blocks[headline] = replace(blocks[headline], kind="headline")
        body = headline + 1
    found, body = _read_lines_below(text, blocks, body, found)
    blocks, dateline = _split_dateline(text, blocks, body)
    if dateline is not None:
        found = found.or_else(
            Front(
                dateline=dateline.printed,
                published=dateline.published,
                publisher=dateline.agency,
                byline=dateline.byline,
            )
        )
    if not (known.byline or found.byline):
        found = replace(found, byline=_sign_off(text, blocks))
    return known.or_else(found), tuple(blocks)


def _read_lines_below(text: str, blocks: list[Block], body: int, found: Front) -> tuple[Front, int]:
    """Read the lines between headline and text, label them as furniture; return where the text begins.

    One line under the headline may say what the text is about, before the line with its date.
    """
    last = min(len(blocks) - 1, body + 8)
    if body < last - 1 and _stands_above_date(text, blocks, body):
        body += 1
    while body < last:
        line, kind = _text(text, blocks[body]), blocks[body].kind
        meta = read_meta_line(line)
        if kind not in ("furniture", "caption"):
            following = _text(text, blocks[body + 1])
            names_place = find_dateline(line) is not None and not (_has_genre(line) or _names_paper(line, following))
            if meta is None or names_place:
                break
            blocks[body] = replace(blocks[body], kind="furniture")
        found = found.or_else(meta or NOTHING)
        body += 1
    return found, body


def _stands_above_date(text: str, blocks: list[Block], at: int) -> bool:
    """Tell whether a line is a summary between a headline and the line that dates the text."""
    line = _text(text, blocks[at])
    if at == 0 or len(line) > _MAX_META or line.endswith(_STOPS) or find_dateline(line) or read_meta_line(line):
        return False
    for block in blocks[at + 1 : at + 1 + _META_LINES]:
        following = _text(text, block)
        meta = read_meta_line(following)
        if meta is None or find_dateline(following) is not None:
            return False
        if meta.published is not None:
            return True
    return False


def _find_headline(text: str, blocks: Sequence[Block], title: str | None) -> int | None:
    """Return the number of the headline's block: the known title's, or the first likely one above the text."""
    if title is not None:
        same = (i for i, block in enumerate(blocks[:8]) if _same(title, _text(text, block)))
        return next(same, None)
    likely: list[tuple[bool, bool, int]] = []
    above = True  # so far all was furniture: the page's own headline may be worded like a sentence
    for position, block in enumerate(blocks[:8]):
        line = _text(text, block)
        if block.kind in ("furniture", "caption") or _PATH.search(line) or (position and read_meta_line(line)):
            continue
        if likely and likely[-1][0] and _DEPARTMENT.search(line):
            continue  # of the office that the letterhead names
        if (
            block.kind not in ("heading", "prose")
            or (block.kind == "prose" and not above)
            or position + 1 == len(blocks)
        ):
            break
        if not _is_headline(text, blocks[position:]):
            break
        letterhead = _is_letterhead(text, blocks, position)
        above = letterhead
        likely.append((letterhead, len(line.split()) < _FEW_WORDS, position))
    return min(likely)[2] if likely else None


def _names_paper(line: str, following: str) -> bool:
    """Tell whether a line names the paper and its day, above who wrote: "Harbour Echo, Friday, 3 May 2024"."""
    return _ISSUE.search(line) is not None and not line.isupper() and _BY.match(following) is not None


def _is_letterhead(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a line above a headline names who issues the report: "MINISTRY OF DEFENCE", "Press release".

    The headline stands below it, or below the name of the office's own department.
    """
    line = _text(text, blocks[at])
    office = _OFFICE.match(line) is not None and not _lower_words(line)
    beside = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
    below = [_text(text, block) for block in blocks[at + 1 : at + 3]]
    department = len(below) > 1 and _DEPARTMENT.search(below[0]) is not None and not _lower_words(below[0])
    headed = department and len(below[1]) > len(line) and (below[1].isupper() or looks_like_heading(below[1]))
    return office and (headed or any(_GENRE_PART.match(_text(text, block)) for block in beside))


def _title(line: str) -> str:
    return _FINAL_STOP.sub("", _LEAD_MARK.sub("", line))


def _text(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def _is_headline(text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether the first block is a headline: short, unlike a sentence of the text, without dateline."""
    line = _text(text, blocks[0])
    if len(line) > 200 or find_dateline(line) is not None:
        return False
    if looks_like_heading(line) or line.isupper():
        return True
    if line.endswith((".", ":", ";", ",")):
        # A headline with a final stop is followed by the dateline or by a byline.
        following = _text(text, blocks[1])
        return line.count(". ") == 0 and (find_dateline(following) is not None or read_meta_line(following) is not None)
    quoted = line.startswith(("“", '"')) and read_meta_line(_text(text, blocks[1])) is not None
    return len(line) <= 160 and (quoted or not line.endswith(("”", '"')))


def read_meta_line(line: str) -> Front | None:
    """Return what a line between headline and text says: date, genre, publisher, authors. None if it is text.

    Example:
        >>> read_meta_line("Harbour Institute, Policy Note, 3 May 2024").publisher
        'Harbour Institute'
    """
    if len(line) > _MAX_META or is_menu(line):
        return None
    line = _RETIRED.sub("", _LABEL.sub("| ", _AGE.sub(" ", line))).strip(" |•·")
    by = _BY.search(line)
    names = parse_byline(by["names"] or by["loose"] or by["titled"]) if by else ()
    rest = line[: by.start()] if by else line
    parts = [part.strip(" .:") for part in _SPLIT_LINE.split(rest) if part.strip(" .:")]
    published = parse_published(rest) or next(filter(None, map(parse_published, parts)), None)
    signed = [part for part in parts if part.startswith("By ")] if published else []
    names = names or tuple(name for part in signed for name in parse_byline(part))
    parts = [part for part in parts if part not in signed]
    genre = [part for part in parts if _GENRE_PART.match(part)]
    if not (names or published or genre) or not _is_only_meta(parts, dated=published is not None):
        return None
    return Front(byline=names, published=published, publisher=_publisher(parts, genre, published))


def _has_genre(line: str) -> bool:
    return any(_GENRE_PART.match(part.strip(" .:")) for part in _SPLIT_LINE.split(line))


def _is_only_meta(parts: list[str], *, dated: bool) -> bool:
    """Tell whether every part of a line is a label: a sentence that happens to hold a date is not front matter."""
    if sum(len(part.split()) for part in parts) > 16 and dated:
        return False
    return all(len(part.split()) <= 8 and (_GENRE_PART.match(part) or not _lower_words(part)) for part in parts)


def _lower_words(part: str) -> list[str]:
    return [word for word in part.split() if word[0].islower() and word not in _SMALL and "." not in word]


def _publisher(parts: list[str], genre: list[str], published: str | None) -> str | None:
    if not (genre or published) or len(parts) < 2:
        return None
    for part in parts:
        if (
            part not in genre
            and not _NO_PUBLISHER.search(part)
            and part[:1].isupper()
            and parse_published(part) is None
            and part.casefold() not in _NO_NAMES
        ):
            return part
    return None


_NO_NAMES = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun gmt utc est cet am pm".split()
)


def _split_dateline(text: str, blocks: list[Block], body: int) -> tuple[list[Block], Dateline | None]:
    """Cut the dateline off the first paragraph, or label a paragraph that is nothing else."""
    for position in range(body, min(len(blocks), body + 2)):
        block = blocks[position]
        dateline = find_dateline(text[block.start : block.end]) if block.kind in ("prose", "heading") else None
        if dateline is None:
            continue
        end = block.start + dateline.end
        head = replace(block, end=block.start + len(dateline.printed), kind="dateline")
        tail = [] if end >= block.end else [replace(block, start=end, kind="prose")]
        return [*blocks[:position], head, *tail, *blocks[position + 1 :]], dateline
    return blocks, None


def _sign_off(text: str, blocks: list[Block]) -> tuple[str, ...]:
    """Take the author's name from the last lines and label that line as furniture."""
    for position in range(len(blocks) - 1, max(len(blocks) - 4, 1), -1):
        block = blocks[position]
        line = _text(text, block)
        if block.kind in ("prose", "heading") and len(line) <= 50:
            name = re.sub(r"^\s*(?:by|[–—-]+)\s+", "", line, flags=re.IGNORECASE)
            if _NAME_LINE.match(name):
                blocks[position] = replace(block, kind="furniture")
                return parse_byline(name)
        if block.kind not in ("furniture", "caption"):
            break
    return ()
