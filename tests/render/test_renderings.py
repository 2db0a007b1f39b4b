"""The terminal, the page and the table show one report of ours in full, and give a hostile one no power."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from foedera.codebook.records import GROUPS
from foedera.render import COLUMNS, GROUP_NAMES, Style, render_notebook, render_page, render_terminal, table_rows
from foedera.render.passages import cut_passages
from foedera.render.terminal import _width
from foedera.types import Actor, Cell, Claim, Evidence, Report, SlantMark, Span
from tests.render.sample import CHINA, NAMES, REPORT, SERBIA, SILENT, TEXT, cell

ANSI = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "</script><img src=x onerror=alert(1)> \x1b[2J\u202e \"'><b>"


def test_terminal_tells_a_claim_at_a_glance() -> None:
    """Type, status, name, when, where and confidence stand on the first line; then who says it and the sentence."""
    text = render_terminal(REPORT, Style(110), NAMES)
    assert "EXERCISE occurred · Peace Guardian 2025 · 19–28 July 2025 · Hebei, China [sure 0.93]" in text
    assert re.search(r"participant +72nd Special Operations Brigade \(Serbia\), China", text)
    assert re.search(r"not disclosed +participant: unit \(China\)", text)
    assert re.search(r"says +ministry \(Serbia\)", text)
    assert "“Belgrade paid €2.7bn for <FK-3> missiles & radars.”" in text
    assert "\x1b" not in text


def test_terminal_underlines_the_words_of_values() -> None:
    """On a colour terminal the quotation has its values underlined, and only colour differs."""
    plain, coloured = (render_terminal(REPORT, Style(110, colour), NAMES) for colour in (False, True))
    assert ANSI.sub("", coloured) == plain
    assert "\x1b[4m€2.7bn\x1b[0m" in coloured


def test_terminal_keeps_to_its_width() -> None:
    """No line is wider than the terminal, down to a narrow one."""
    for width in (40, 60, 100):
        lines = render_terminal(REPORT, Style(width, colour=True), NAMES).splitlines()
        assert max(len(ANSI.sub("", line)) for line in lines) <= width


def test_long_sentences_keep_their_values() -> None:
    """What lies far from every value gives way to dots; the values stay."""
    text = "Alpha " + "word " * 200 + "Omega " + "tail " * 200 + "."
    cells = tuple(
        Cell("role:party", Actor(name, "state"), name, Span(text.index(name), text.index(name) + len(name)), 1.0)
        for name in ("Alpha", "Omega")
    )
    claim = Claim("c", "relations", "ongoing", cells, (Evidence(0, len(text), ("party",)),))
    shown = render_terminal(Report("r", text, claims=(claim,)), Style(100), {})
    assert "Alpha word" in shown
    assert "word Omega tail" in " ".join(shown.replace("│", " ").split())
    assert len(shown) < len(text) / 2


def test_a_silent_report_says_so() -> None:
    """No claims is a result."""
    assert "No claims." in render_terminal(SILENT, Style(), NAMES)
    assert "No claims." in render_page([SILENT], NAMES)


class Page(HTMLParser):
    """Collects what a page holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every end tag closes the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words.append(data)


def test_page_is_whole_and_loads_nothing() -> None:
    """The page is well formed, has its text unharmed, unique ids, and no address, handler or style in a tag."""
    html = render_page([REPORT, SILENT], NAMES)
    page = Page(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    body = " ".join("".join(page.words).split())
    assert " ".join(TEXT.split("\n")[1].split()) in body
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("style", "src", "srcset") for name in attributes), tag
        assert (attributes.get("href") or "#").startswith("#")
    policy = next(a["content"] for t, a in page.tags if t == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in html.replace("http-equiv", "")


def test_page_shows_types_of_a_users_own_in_the_colour_that_their_codebook_says() -> None:
    """A type that no codebook knows has the colour of other types; with a group it has the group's, in lines too."""
    own = replace(REPORT, claims=(replace(REPORT.claims[0], type="border_closure"),))
    (card,) = (a["class"] for tag, a in Page(render_page([own], NAMES)).tags if tag == "article" and a.get("tabindex"))
    assert card == "claim g-other"
    html = render_page([own], NAMES, {"border_closure": "clash"}.__getitem__)
    (card,) = (a["class"] for tag, a in Page(html).tags if tag == "article" and a.get("tabindex"))
    assert card == "claim g-clash"
    assert "disputes, sanctions" in html
    assert "g-other" not in "".join(a.get("class") or "" for _, a in Page(html).tags)


def test_page_tells_who_acts_on_whom_to_eyes_and_ears() -> None:
    """The arrow is seen and not read aloud, "to" is the other way round; a user's own type has its own direction."""
    sides = (cell("role:host", SERBIA, "Belgrade"), cell("role:guest", CHINA, "Chinese"))
    told = replace(REPORT.claims[1], type="border_closure", cells=sides)
    own = replace(REPORT, claims=(told,))
    html = render_page([own], NAMES, direction_of={"border_closure": ("guest", "host")}.get)
    arrow = '<span aria-hidden="true">→</span><span class="sr-only">to</span>'
    assert f'<p class="what" dir="auto">China {arrow} Serbia</p>' in html
    assert 'aria-label="Claim 1: border_closure occurred, China to Serbia"' in html
    assert ".sr-only {" in html
    assert '<p class="what" dir="auto">Serbia, China</p>' in render_page([own], NAMES)


def test_terminal_tells_who_acts_on_whom_in_its_width() -> None:
    """Marks for names from right to left take no room."""
    name = "ישראל"
    sides = (cell("role:supplier", Actor(name, "state"), "Chinese"), cell("role:recipient", SERBIA, "Belgrade"))
    told = replace(REPORT, claims=(replace(REPORT.claims[1], cells=sides),))
    head = render_terminal(told, Style(60), NAMES).split("\n\n")[1].splitlines()[0]
    assert head == f"  1  TRANSFER occurred · \u200e{name}\u200e → \u200eSerbia [likely 0.70]"
    assert _width(head) == len(head) - 3


def test_every_group_has_a_name_for_the_legend() -> None:
    """A codebook cannot say a group that no page knows."""
    assert tuple(GROUP_NAMES) == GROUPS


def test_page_links_passages_and_claims() -> None:
    """Every claim is a focusable card, and the passages name the cards that they belong to."""
    page = Page(render_page([REPORT], NAMES))
    cards = [a for t, a in page.tags if t == "article" and "claim" in (a.get("class") or "")]
    assert [card["id"] for card in cards] == ["r0c0", "r0c1", "r0c2", "r0c3"]
    assert all(card["tabindex"] == "0" and card["aria-label"] for card in cards)
    named = {name for _, a in page.tags for name in (a.get("data-v") or "").split()}
    assert named == {"r0c0", "r0c1", "r0c2", "r0c3"}
    shared = [a for _, a in page.tags if (a.get("data-v") or "").split() == ["r0c0", "r0c3"]]
    assert shared, "words that serve two claims carry both"
    for tag, attributes in page.tags:
        if tag == "a" and attributes["href"] != "#claims-r0":
            assert (attributes["href"] or "")[1:] in page.ids


def hostile_report() -> Report:
    """Return a report every text of which tries to break out."""
    cells = (
        Cell("role:actor", Actor(HOSTILE, "group", HOSTILE, HOSTILE), HOSTILE, Span(0, 9), 1.0),
        Cell("name", HOSTILE, HOSTILE, Span(3, 20), 1.0),
        Cell(f"field:{HOSTILE}", HOSTILE, HOSTILE, Span(0, 5), 1.0),
    )
    claim = Claim(HOSTILE, HOSTILE, "occurred", cells, (Evidence(0, 30, (HOSTILE,)),), (HOSTILE,))
    text = f"{HOSTILE} {HOSTILE}"
    marks = (SlantMark(0, 8, HOSTILE),)
    return Report(HOSTILE, text, HOSTILE, (HOSTILE,), HOSTILE, "2025", HOSTILE, HOSTILE, HOSTILE, marks, (claim,))


def test_hostile_text_stays_text() -> None:
    """Markup is escaped on the page and in the notebook; control characters do not reach the terminal."""
    html = render_page([hostile_report()], {HOSTILE: HOSTILE})
    page = Page(html)
    assert not any(tag in ("img", "b") for tag, _ in page.tags)
    assert html.count("<script>") == 1
    assert "\x1b" not in html
    shown = render_terminal(hostile_report(), Style(80), {})
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    frame = Page(render_notebook(hostile_report(), {}))
    assert [tag for tag, _ in frame.tags] == ["iframe"]
    assert frame.tags[0][1]["sandbox"] == "allow-scripts"


def test_table_has_a_row_a_cell_and_no_formulas() -> None:
    """Offsets give back the printed words; text that a spreadsheet would run is defused."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in table_rows(REPORT, NAMES)]
    assert len(rows) == sum(len(claim.cells) + len(claim.undisclosed) for claim in REPORT.claims)
    for row in rows:
        if row["printed"]:
            assert TEXT[int(row["start"]) : int(row["end"])] == row["printed"]
            assert row["printed"] in row["quote"]
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
    assert next(row for row in rows if row["field"] == "field:equipment")["value"] == "'=missiles"
    assert {"participant:CHN:unit"} == {row["value"] for row in rows if row["field"] == "undisclosed"}


SPANS = st.tuples(st.integers(0, 80), st.integers(0, 80)).map(lambda pair: Span(min(pair), max(pair)))


@given(values=st.lists(SPANS, max_size=8), evidence=st.lists(SPANS, max_size=4), slant=st.lists(SPANS, max_size=3))
def test_passages_cover_the_text_once(values: list[Span], evidence: list[Span], slant: list[Span]) -> None:
    """However spans overlap or overrun, the passages in order are the text, and each holds what covers it."""
    text = "x" * 60
    claims = tuple(
        Claim(
            str(number),
            "exercise",
            "occurred",
            (Cell("name", "n", "n", span, 1.0),),
            tuple(Evidence(each.start, each.end, ()) for each in evidence),
        )
        for number, span in enumerate(values)
    )
    marks = tuple(SlantMark(span.start, span.end, "kind") for span in slant)
    passages = list(cut_passages(replace(REPORT, text=text, claims=claims, slant=marks)))
    assert "".join(text[p.start : p.end] for p in passages) == text
    whole = {(each.start, each.end) for each in evidence}
    for passage in passages:
        expected = tuple(
            number
            for number, span in enumerate(values)
            if span.start <= passage.start and passage.end <= span.end and (span.start, span.end) not in whole
        )
        assert passage.values == expected
