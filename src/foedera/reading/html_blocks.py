"""Tokenising a page into blocks whose every character knows its place in the source."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from foedera.reading.faults import TOO_LARGE, Fault
from foedera.reading.limits import Limits
from foedera.types import SegmentKind

_HIDDEN = frozenset(
    "script style noscript template svg math iframe object canvas select button textarea head audio video".split()
)
_BREAKING = frozenset(
    """p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr caption figure
    figcaption blockquote pre address form fieldset hr details summary body""".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CLOSED_BY_ALL = frozenset({"p"})
_CLOSES = {
    "li": frozenset({"p", "li"}),
    "dt": frozenset({"p", "dt", "dd"}),
    "dd": frozenset({"p", "dt", "dd"}),
    "tr": frozenset({"p", "td", "th", "tr"}),
}
_HEADING = re.compile("h[1-6]")
_MAIN_TAGS = frozenset("html body article main".split())
_BOILERPLATE_TAGS = frozenset("nav footer aside form".split())
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|sidebar|footer|related|recommend(?:ed|ations?)?|share|sharing|social|comments?|cookie|consent|newsletter|"
    r"subscribe|promo|advert(?:isement)?|ads?|banner|popular|trending|tags?|pagination|skip-link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_EMBED = re.compile(r"\b(?:twitter-tweet|instagram-media|fb-post|tiktok-embed|telegram-post|reddit-embed)\b")
_AUTHOR = re.compile(r"(?:^|[\s_-])(?:byline|author(?:-name)?|writer)(?:$|[\s_-])", re.IGNORECASE)
_PIECE = re.compile(r"[^\S\xa0]+|(?:[^\s]|\xa0)+(?: (?:[^\s]|\xa0)+)*")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)]*\s*$")

Run = tuple[str, int, int]
"""Text, its place in the source, its width there."""


@dataclass(slots=True)
class PageBlock:
    """A paragraph, heading, list item or other piece of a page."""

    kind: SegmentKind
    level: int = 0
    """1 to 6 for headings."""
    boilerplate: bool = False
    author: bool = False
    time: str = ""
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block's text, its white space reduced."""
        return "".join(run[0] for run in self.runs)


@dataclass(slots=True)
class Page:
    """The blocks of a page and the data in its head."""

    blocks: list[PageBlock] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    """Name and content of each meta element, in order."""
    json_ld: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    canonical: str = ""
    times: list[str] = field(default_factory=list)


def find_page_blocks(source: str, limits: Limits) -> Page:
    """Return the blocks of a page in source order."""
    tokenizer = _Tokenizer(source, limits)
    tokenizer.feed(source)
    tokenizer.close()
    tokenizer.end_block()
    return tokenizer.page


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element and what it makes of the text in it."""

    tag: str
    hidden: bool
    boilerplate: bool
    embed: bool
    author: bool


def _element(tag: str, values: dict[str, str]) -> _Element:
    marks = f"{values.get('class', '')} {values.get('id', '')} {values.get('role', '')}"
    style = values.get("style", "").replace(" ", "")
    return _Element(
        tag,
        hidden=tag in _HIDDEN or "hidden" in values or "display:none" in style,
        boilerplate=tag in _BOILERPLATE_TAGS or (tag not in _MAIN_TAGS and _BOILERPLATE.search(marks) is not None),
        embed=_EMBED.search(marks) is not None,
        author=values.get("rel") == "author" or values.get("itemprop") == "author" or bool(_AUTHOR.search(marks)),
    )


class _Tokenizer(HTMLParser):
    """Follows the open elements and cuts a block wherever one of them breaks the line."""

    def __init__(self, source: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=False)
        self.page = Page()
        self._limits = limits
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._source = source
        self._open: list[_Element] = []
        self._hidden = 0
        self._block = PageBlock("prose")
        self._capture: list[str] | None = None
        self._breaks = 0

    def _position(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element: end the block at hand if it breaks the line, note what it says of itself."""
        values = {key: value or "" for key, value in attrs}
        self._take_data(tag, values)
        if tag == "br":
            self._line_break()
        if tag in _BREAKING:
            self.end_block()
            self._close_implied(tag)
        if tag in _VOID:
            return
        if len(self._open) >= self._limits.nesting:
            raise Fault(TOO_LARGE, f"a page nested more than {self._limits.nesting} levels deep")
        self._open.append(_element(tag, values))
        self._hidden += self._open[-1].hidden
        if tag in _BREAKING:
            self._start_block()

    def _close_implied(self, tag: str) -> None:
        """Close the elements that a start tag ends without saying so: most pages leave out `</p>` and `</li>`."""
        closed = _CLOSES.get(tag, _CLOSED_BY_ALL)
        while self._open and self._open[-1].tag in closed:
            self._hidden -= self._open.pop().hidden

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and all that were left open in it."""
        if tag in ("title", "script"):
            self._end_capture(tag)
        if any(element.tag == tag for element in self._open):
            while (element := self._open.pop()).tag != tag:
                self._hidden -= element.hidden
            self._hidden -= element.hidden
        if tag in _BREAKING:
            self.end_block()
            self._start_block()

    def handle_data(self, data: str) -> None:
        if self._capture is not None:
            self._capture.append(data)
        if not self._hidden:
            self._add(data, self._position())

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def _add_reference(self, reference: str) -> None:
        start = self._position()
        width = len(reference) + (self._source[start + len(reference) : start + len(reference) + 1] == ";")
        char = html.unescape(f"{reference};")
        if self._capture is not None:
            self._capture.append(char)
        if not self._hidden:
            self._breaks = 0
            self._block.runs.append((char, start, width))

    def _add(self, data: str, start: int) -> None:
        """Add text with its white space reduced as a browser would show it."""
        for match in _PIECE.finditer(data):
            piece = match[0]
            if not piece.isspace() or "\xa0" in piece:
                self._breaks = 0
                self._block.runs.append((piece, start + match.start(), len(piece)))
            elif self._block.runs and not self._block.runs[-1][0][-1].isspace():
                self._block.runs.append((" ", start + match.start(), len(piece)))

    def _line_break(self) -> None:
        """Two breaks, or one after a sentence, end a paragraph; another is a space."""
        self._breaks += 1
        if self._hidden or not self._block.runs:
            return
        if self._breaks > 1 or _ENDS_SENTENCE.search(self._block.text[-10:]):
            self.end_block()
            self._start_block()
        else:
            self._block.runs.append((" ", self._position(), len(self.get_starttag_text() or "")))

    def _start_block(self) -> None:
        tags = [element.tag for element in self._open]
        block = PageBlock(
            "prose",
            boilerplate=any(element.boilerplate for element in self._open),
            author=any(element.author for element in self._open[-3:]),
        )
        heading = next((tag for tag in reversed(tags) if _HEADING.fullmatch(tag)), None)
        if any(element.embed for element in self._open):
            block.kind = "furniture"
        elif heading:
            block.kind, block.level = "heading", int(heading[1])
        elif "figcaption" in tags or "caption" in tags:
            block.kind = "caption"
        elif "li" in tags:
            block.kind = "bullet"
        self._block = block

    def end_block(self) -> None:
        """Close the block at hand; one without text is dropped. Cells of a table row stay together."""
        runs = self._block.runs
        while runs and runs[-1][0].isspace():
            runs.pop()
        while runs and runs[0][0].isspace():
            runs.pop(0)
        if runs:
            self.page.blocks.append(self._block)
        self._block = PageBlock(self._block.kind, self._block.level, self._block.boilerplate, self._block.author)
        self._breaks = 0

    def _take_data(self, tag: str, values: dict[str, str]) -> None:
        """Collect what the page says about itself."""
        page = self.page
        if tag == "meta" and (name := values.get("property") or values.get("name") or values.get("itemprop")):
            page.metas.append((name.lower(), values.get("content", "").strip()))
        elif tag == "html":
            page.language = values.get("lang", "")
        elif tag == "link" and values.get("rel") == "canonical":
            page.canonical = values.get("href", "")
        elif tag == "time" and values.get("datetime"):
            page.times.append(values["datetime"])
        elif (tag == "title" and not page.title) or (tag == "script" and "ld+json" in values.get("type", "")):
            self._capture = []
        elif tag in ("td", "th") and self._block.runs:
            self._block.runs.append((" | ", self._position(), 0))

    def _end_capture(self, tag: str) -> None:
        if self._capture is None:
            return
        text = "".join(self._capture)
        if tag == "title":
            self.page.title = " ".join(text.split())
        else:
            self.page.json_ld.append(text)
        self._capture = None
