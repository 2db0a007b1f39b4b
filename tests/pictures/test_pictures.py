"""What holds for every picture: the formats, the themes, hostile names, nothing loaded, the same bytes each time."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from foedera.events import Event
from foedera.pictures import (
    FORMATS,
    BalanceRow,
    Passage,
    PictureError,
    Trend,
    balance,
    map_of,
    network,
    timeline,
)
from foedera.pictures.look import DARK, LIGHT
from tests.pictures.sample import ARABIC, HOSTILE, LONG, NAMES, SVG, made, parsed, place, words_of

Draw = Callable[..., bytes]
KEY_OF = {colour: key for key, colour in LIGHT.items()}
EVENTS = [
    made(1, name="Peace Wall 2024", where=[place("Novi Sad")]),
    made(2, kind="transfer", when="2024-06", where=[place("HUN")], parties=("HUN", "CHN"), status="planned"),
    made(3, name=ARABIC, when="2023~", where=[place("Cairo")], parties=("EGY", "RUS"), voices=3),
    made(4, name=LONG, when="2024-02-01/..", where=[place("Szeged")], status="ongoing"),
    made(5, name=HOSTILE, when="../2025", where=[place("Kyoto")], parties=("JPN", "USA"), status="denied"),
]
ROWS = [
    BalanceRow(year, power, count, count / 10, evenness=0.9 - 0.1 * n, score=count * 1.5)
    for n, year in enumerate((2021, 2022, 2024))
    for power, count in (("CHN", 2 + n), ("RUS", 5 - n), (HOSTILE, 3))
]
TRENDS = [Trend("CHN", 1.0, 0.0004, 1.0), Trend("RUS", -0.4, 0.3, -0.5)]


def _balance(_events: object, **options: object) -> bytes:
    return balance(ROWS if _events else [], trends=TRENDS if _events else (), **options)  # type: ignore[arg-type]


DRAWERS: dict[str, Draw] = {"timeline": timeline, "map": map_of, "network": network, "balance": _balance}
every_picture = pytest.mark.parametrize("draw", DRAWERS.values(), ids=DRAWERS.keys())


def _drawn(draw: Draw, events: object = EVENTS, format: str = "svg", title: str = "Dealings", **more: object) -> bytes:  # noqa: A002
    return draw(events, format=format, names=NAMES, title=title, **more)


@every_picture
def test_svg_is_well_formed_and_says_what_it_shows(draw: Draw) -> None:
    """Title, a legend and a description for readers who do not see it."""
    svg = _drawn(draw)
    root = parsed(svg)
    assert root.tag == f"{SVG}svg"
    words = words_of(svg)
    assert words[0] == "Dealings"
    assert any(
        word in ("occurred", "place", "organisation", "state, with what belongs to it", "China") for word in words
    )
    assert root.findtext(f"{SVG}title") == "Dealings"
    assert root.findtext(f"{SVG}desc")


@every_picture
def test_nothing_is_loaded_from_anywhere(draw: Draw) -> None:
    """No element of the SVG refers to anything outside it."""
    for node in parsed(_drawn(draw, theme="light")).iter():
        assert node.tag.removeprefix(SVG) not in ("image", "script", "foreignObject", "style", "a", "use")
        for name, value in node.attrib.items():
            assert not name.endswith("href")
            assert not name.startswith("on")
            if "url(" in value and not name.startswith("aria"):
                assert re.fullmatch(r"url\(#\w+\)", value)


@every_picture
def test_the_same_events_give_the_same_bytes(draw: Draw) -> None:
    """The order of the events does not matter, nor what was drawn before."""
    first = _drawn(draw)
    assert _drawn(draw) == first
    if draw is not _balance:
        assert _drawn(draw, EVENTS[::-1]) == first


@every_picture
def test_dark_is_another_picture_with_the_samewords_of(draw: Draw) -> None:
    """Only colours differ."""
    light, dark = _drawn(draw, theme="light"), _drawn(draw, theme="dark")
    assert light != dark
    assert words_of(light) == words_of(dark)
    assert b'fill="#161616"' in dark
    assert b'fill="#161616"' not in light


@every_picture
def test_png_is_a_picture_with_something_on_it(draw: Draw) -> None:
    """Twice as large as the SVG, with several colours."""
    svg, png = _drawn(draw), _drawn(draw, format="png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    root = parsed(svg)
    assert (wide, high) == (round(float(root.get("width", 0)) * 2), round(float(root.get("height", 0)) * 2))
    assert len(set(_pixels(png))) > 20


def _pixels(png: bytes) -> list[bytes]:
    """Return every fourth pixel's bytes as stored: filtered, but one colour alone stays one value."""
    data, at = b"", 8
    while at < len(png):
        size = struct.unpack(">I", png[at : at + 4])[0]
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += size + 12
    raw = zlib.decompress(data)
    return [raw[n : n + 4] for n in range(0, len(raw), 16)]


@every_picture
@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_selection_is_a_picture_that_says_so(draw: Draw, format: str) -> None:  # noqa: A002
    """No error, no empty axes."""
    out = _drawn(draw, [], format)
    if format == "png":
        assert out.startswith(b"\x89PNG")
    else:
        assert b"in this selection." in out


@every_picture
def test_an_unknown_format_or_theme_is_an_error_that_names_the_known_ones(draw: Draw) -> None:
    """Before anything is drawn."""
    with pytest.raises(PictureError, match="no picture format 'gif': choose svg, png or html"):
        _drawn(draw, format="gif")
    with pytest.raises(PictureError, match="no theme 'sepia': choose auto, light or dark"):
        _drawn(draw, theme="sepia")


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data


@every_picture
def test_a_page_is_one_file_that_no_name_can_break(draw: Draw) -> None:
    """Hostile names are text; scripts run by their hash; links lead to known kinds of address only."""
    more: dict[str, object] = {}
    if draw is not _balance:
        more = {
            "link_of": lambda event: (
                "javascript:alert(1)" if event.id < "e-00003" else f"events/{event.id}.html?a=1&b=2"
            ),
            "passages_of": lambda _: [Passage(HOSTILE, HOSTILE, "2024-05-01", "https://paper.example/a")],
        }
    page = _drawn(draw, format="html", title=HOSTILE, **more).decode()
    elements = _Elements()
    elements.feed(page)
    assert "\u202e" not in page
    assert "\x00" not in page
    assert "\x1b" not in page
    assert len(elements.scripts) == 3
    data = json.loads(elements.scripts[0])
    assert data["spec"]["signals"]
    assert not {"img", "iframe", "link", "object", "embed", "form", "base"} & {tag for tag, _ in elements.tags}
    loads = [value for _, attrs in elements.tags for name, value in attrs.items() if name in ("src", "srcset", "data")]
    assert loads == []
    links = {attrs["href"] for tag, attrs in elements.tags if tag == "a"}
    assert all(str(link).startswith(("#", "events/", "https://paper.example")) for link in links)
    policy = next(str(attrs["content"]) for tag, attrs in elements.tags if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http:" not in policy


@every_picture
def test_a_page_has_the_whole_content_as_a_table(draw: Draw) -> None:
    """Every event is a row, whether it is drawn or not; dates are in words."""
    events = [*EVENTS, made(6, name="Undated and nowhere", when=None, parties=())]
    page = _drawn(draw, events, "html").decode()
    rows = page.split("<tbody>")[1].split("</tbody>")[0].count("<tr>")
    assert rows == (len(ROWS) if draw is _balance else 6)
    if draw is not _balance:
        assert "5 March 2024" in page
        assert "since 1 February 2024" in page
        assert "Undated and nowhere" in page


def test_letters_from_right_to_left_stay_within_their_name() -> None:
    """Names of other scripts are isolated from what stands beside them."""
    svg = _drawn(timeline).decode()
    assert f"\u2068{ARABIC}\u2069" in svg
    assert "\u202e" not in svg


def test_long_names_are_cut_with_an_ellipsis() -> None:
    """A name of three lines does not run out of the picture."""
    labels = [word for word in words_of(_drawn(timeline)) if word.startswith("Exercise of the Combined")]
    assert labels
    assert all(word.endswith("…") and len(word) < 60 for word in labels)


def _anchors(svg: bytes) -> list[dict[str, str]]:
    return [dict(node.attrib) for node in parsed(svg).iter(f"{SVG}a")]


@pytest.mark.parametrize("draw", [timeline, map_of, network])
def test_marks_of_one_event_lead_to_it(draw: Draw) -> None:
    """Each once for keys and screen readers, in words; addresses that run scripts lead nowhere."""

    def link_of(event: Event) -> str:
        return "javascript:alert(1)" if event.id.endswith("5") else f'/events/{event.id}?a=1&b="2"'

    anchors = _anchors(_drawn(draw, link_of=link_of))
    assert anchors
    assert {link["href"] for link in anchors} <= {f'/events/{event.id}?a=1&b="2"' for event in EVENTS[:4]}
    named = [link["href"] for link in anchors if "aria-label" in link]
    assert sorted(named) == sorted({link["href"] for link in anchors})
    assert all("tabindex" in link for link in anchors if "aria-label" not in link)
    assert _anchors(_drawn(draw)) == []


def test_a_linked_mark_says_what_it_leads_to() -> None:
    """What a screen reader says is the event, its type, day and status."""
    anchors = _anchors(_drawn(timeline, EVENTS[:1], link_of=lambda event: f"/{event.id}"))
    assert anchors[0]["aria-label"] == "Peace Wall 2024, exercise, 5 March 2024, occurred"
    assert anchors[0]["target"] == "_top"


@every_picture
def test_auto_is_the_light_picture_with_rules_for_dark_readers(draw: Draw) -> None:
    """Every colour that is drawn has its dark one; programs that know no CSS see the light picture."""
    auto, light = _drawn(draw, theme="auto").decode(), _drawn(draw, theme="light").decode()
    style = re.search(r"<style>(.*?)</style>", auto)
    assert style
    assert auto.replace(style[0], "") == light
    drawn = set(re.findall(r'(?:fill|stroke)="(#\w{6})"', light))
    assert len(drawn) > 4
    for colour in drawn:
        assert f'.foedera [fill="{colour}"]{{fill:{DARK[KEY_OF[colour]]}}}' in style[1]
    assert style[1].startswith("@media (prefers-color-scheme:dark)")


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_page_says_its_theme(theme: str) -> None:
    """Its script and its style go by one word."""
    page = _drawn(timeline, format="html", theme=theme).decode()
    assert f'<html lang="en" data-theme="{theme}">' in page
    assert f'"theme":"{theme}"' in page
