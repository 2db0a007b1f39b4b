"""Words and widths: dates as people write them, names in one line, labels that fit, links that are safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis import corroborate
from foedera.pictures.measure import clean, clip, isolated, width, wrap
from foedera.pictures.table import safe_link
from foedera.pictures.words import label, parties_words, place_words, when_words
from foedera.types import Actor, Place
from tests.analysis.make import entry
from tests.pictures.sample import ARABIC, NAMES, made

SERBIA, CHINA = Actor("Serbia", "state", "SRB"), Actor("China", "state", "CHN")


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        (None, "occurred", "no date"),
        ("soon", "occurred", "soon"),
        ("2025", "occurred", "2025"),
        ("2025-07", "occurred", "July 2025"),
        ("2025-07-09", "occurred", "9 July 2025"),
        ("2025-07-09~", "occurred", "about 9 July 2025"),
        ("2025-07?", "occurred", "July 2025 (uncertain)"),
        ("2025%", "occurred", "about 2025 (uncertain)"),
        ("2025-07-19/2025-07-28", "occurred", "19–28 July 2025"),
        ("2025-07-19/2025-08-02", "occurred", "19 July – 2 August 2025"),
        ("2024-12-30/2025-01-02", "occurred", "30 December 2024 – 2 January 2025"),
        ("2025-07/2025-09", "planned", "July–September 2025"),
        ("2018/2022", "ongoing", "2018–2022"),
        ("2024-11/2025", "ongoing", "November 2024 – 2025"),
        ("2025-07-11~/2025-07-31~", "planned", "within 11–31 July 2025"),
        ("2025-07-11/2025-07-31~", "planned", "11–31 July 2025, about"),
        ("2018/..", "ongoing", "since 2018"),
        ("2027/..", "planned", "from 2027"),
        ("../2027", "planned", "by 2027"),
        ("../2019", "occurred", "until 2019"),
    ],
)
def test_dates_in_words(value: str | None, status: str, words: str) -> None:
    """Every form that the record holds."""
    assert when_words(value, status) == words


def test_an_event_is_called_by_its_name_or_its_parties() -> None:
    """Beyond three parties the number of the others."""
    assert label(made(name="Danube Guard"), NAMES) == "Danube Guard"
    assert label(made(), NAMES) == "China – Serbia"
    assert label(made(parties=("SRB", "CHN", "HUN", "ROU", "EGY")), NAMES) == "China – Egypt – Hungary + 2 more"
    aid = corroborate([entry(type="aid", roles={"recipient": [SERBIA], "donor": [CHINA]})])
    assert label(aid, NAMES) == "China → Serbia"
    assert label(corroborate([entry(type="aid", roles={"donor": [SERBIA]})]), NAMES) == "Serbia"
    assert label(made(kind="joint_patrol", parties=()), NAMES) == "joint patrol"
    assert parties_words(made(parties=(Actor("X", "unit", "XYZ"),)), NAMES) == "XYZ"


def test_places_have_their_country_once() -> None:
    """A place that names its country does not repeat it."""
    assert place_words(Place("Novi Sad", "SRB"), NAMES) == "Novi Sad, Serbia"
    assert place_words(Place("southern Serbia", "SRB"), NAMES) == "southern Serbia"
    assert place_words(Place(ARABIC, "EGY"), NAMES) == f"\u2068{ARABIC}\u2069, Egypt"


@given(st.text())
def test_clean_text_is_one_line_without_controls(text: str) -> None:
    """Nothing that turns the direction of writing, no control characters, no lone surrogates; twice is once."""
    out = clean(text)
    assert clean(out) == out
    assert out.isprintable() or all(letter.isprintable() or letter.isspace() or ord(letter) > 0x7F for letter in out)
    assert not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x00\x1b\n")
    out.encode()


@given(st.text(st.characters(exclude_categories=["Cs"])), st.floats(20, 400))
def test_clipped_text_fits(text: str, most: float) -> None:
    """It is the text itself, or a part of it with an ellipsis, and not wider than its room."""
    out = clip(text, most, 11)
    assert width(out, 11) <= most
    assert out == text or out.endswith("…")
    assert out == text or text.startswith(out[:-1])


@given(st.text("abc defg", max_size=200), st.integers(1, 4))
def test_wrapped_text_fits_its_lines(text: str, lines: int) -> None:
    """Words keep their order."""
    out = wrap(clean(text), 120, 12, lines)
    assert len(out) <= lines
    assert all(width(line, 12) <= 120 for line in out)
    if not any("…" in line for line in out):
        assert " ".join(out) == clean(text)


def test_only_letters_from_right_to_left_are_isolated() -> None:
    """Latin names stay as they are."""
    assert isolated("Danube") == "Danube"
    assert isolated(ARABIC) == f"\u2068{ARABIC}\u2069"


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=1&d", "http://a", "file:///tmp/a.html", "events/e-1", "#e-1"]
)
def test_addresses_that_a_page_may_link_to(address: str) -> None:
    """Web, files and places in the same site."""
    assert safe_link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:x",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "http://[",
        "https://a b",
    ],
)
def test_addresses_that_a_page_may_not_link_to(address: str | None) -> None:
    """Scripts in any disguise, data, and what is no address."""
    assert safe_link(address) is None
