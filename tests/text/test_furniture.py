"""What surrounds a report's own sentences."""

from __future__ import annotations

import pytest

from foedera.text.furniture import is_caption, is_furniture


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("[1/3] Frigates lie at the pier of Ålesund, May 22, 2024.", True),
        ("Frigates lie at the pier of Ålesund. REUTERS/Mara Ilves/File Photo", True),
        ("Frigates lie at the pier of Ålesund. AFP/Mara Ilves", True),
        ("Frigates lie at the pier. REUTERS/Mara Ilves/File Photo Purchase Licensing Rights", True),
        ("The sale was first told of by AFP/Reuters correspondents in the town.", False),
        ("Talks with ASEAN/EU officials ended.", False),
    ],
)
def test_pictures(line: str, *, caption: bool) -> None:
    """A number among pictures, a photographer behind the agency; not a slash between two bodies of a sentence."""
    assert is_caption(line) is caption


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Share  Tweet  Email", True),
        ("Advertisement · Scroll to continue", True),
        ("Share prices fell on the news.", False),
        ("Print runs of the map were stopped.", False),
    ],
)
def test_buttons(line: str, *, furniture: bool) -> None:
    assert is_furniture(line) is furniture


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Menu | News | World | Sport", True),
        ("Home > Defence > Analysis", True),
        ("Skip to content", True),
        ("News, analysis and opinion differ on this.", False),
        ("World leaders met on Monday.", False),
    ],
)
def test_menus(line: str, *, furniture: bool) -> None:
    assert is_furniture(line) is furniture
