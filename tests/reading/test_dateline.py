"""Datelines as wires, ministries and papers print them."""

from __future__ import annotations

import re
from itertools import product

import pytest

from foedera.reading.dateline import _FORMS, find_dateline

FOUND = [
    ("BELGRADE, July 28 (Nova) -- The ship left.", "BELGRADE, July 28 (Nova)", None, "Nova"),
    ("Malta, August 13, 2025 – In recent years.", "Malta, August 13, 2025", "2025-08-13", None),
    ("OSLO (HN) — The ship left.", "OSLO (HN)", None, "HN"),
    ("MINSK, July 5. /HN/. The ship left.", "MINSK, July 5. /HN/", None, "HN"),
    ("MINSK. July 5 (Harbour News) - The ship left.", "MINSK. July 5 (Harbour News)", None, "Harbour News"),
    ("July 28 (Harbour) - The ship left.", "July 28 (Harbour)", None, "Harbour"),
    ("ROME/OSLO, Sept 3 (HN) - The ship left.", "ROME/OSLO, Sept 3 (HN)", None, "HN"),
    ("ST. JOHN'S, Canada (HN) — The ship left.", "ST. JOHN'S, Canada (HN)", None, "HN"),
    ("N'DJAMENA, 3 May 2024 (HN) — The ship left.", "N'DJAMENA, 3 May 2024 (HN)", "2024-05-03", "HN"),
    ("SAN DIEGO – The ship left.", "SAN DIEGO", None, None),
    ("NEW DELHI: The ship left.", "NEW DELHI", None, None),
    ("London, 12 May 2024 (HN) — The ship left.", "London, 12 May 2024 (HN)", "2024-05-12", "HN"),
    ("Kotor, Montenegro — The ship left.", "Kotor, Montenegro", None, None),
    ("CORAL SEA (May 3, 2024) -- The ship left.", "CORAL SEA (May 3, 2024)", "2024-05-03", None),
    ("Belém (PA), 12/09/2024 - The ship left.", "Belém (PA), 12/09/2024", "2024-09-12", None),
    ("BEIJING, April 7, HNA – The ship left.", "BEIJING, April 7, HNA", None, "HNA"),
    ("Kotor, 16 April 2024. - The ship left.", "Kotor, 16 April 2024", "2024-04-16", None),
    ("TOKYO, Aug. 28 (HN)--The ship left.", "TOKYO, Aug. 28 (HN)", None, "HN"),
    ("SKOPJE, 25 April 2025 (Harbour News)", "SKOPJE, 25 April 2025 (Harbour News)", "2025-04-25", "Harbour News"),
]


@pytest.mark.parametrize(("text", "printed", "published", "agency"), FOUND)
def test_found(text: str, printed: str, published: str | None, agency: str | None) -> None:
    """Each form gives what it prints, and the sentence begins after it."""
    dateline = find_dateline(text)
    assert dateline is not None
    assert (dateline.printed, dateline.published, dateline.agency) == (printed, published, agency)
    assert text[dateline.end :] in ("The ship left.", "In recent years.", "")


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — said no.",
        "On May 5, 2024 - the day of the vote - he left.",
        "The EU - which has no army - paid.",
        "UPDATE: The ship left.",
        "Xi Jinping (China) - the president - said so.",
        "Turkey. In May it signed.",
        "COVID-19 — The disease",
        "Norway’s navy — the largest — sailed.",
        "A plain sentence with 3 May 2024 in it - nothing more.",
        "LEAVING PORT: THE LAST SHIP",
        "MALTA / CHAD: One drill fewer",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    """Sentences that begin with a name and a dash are none."""
    assert find_dateline(text) is None


def test_a_byline_behind_the_dateline() -> None:
    """Some papers put the author between dateline and text."""
    dateline = find_dateline("OSLO, 3 May 2024 (Harbour News) — By Ana Vella\n")
    assert dateline is not None
    assert dateline.byline == ("Ana Vella",)


def test_what_has_a_form_begins_like_it() -> None:
    """The cheap look at a beginning never hides what the form itself would find."""
    places = ("BELGRADE", "ST. JOHN'S", "Rio de Janeiro", "The Hague", "Rome/Oslo", "Šid", "ROME / OSLO, D.C.", "")
    regions = ("", ", Hebei Province", " (PA)", ", United States", ", the Hague/Oslo")
    dates = ("", ", Monday 28 July 2025", " 3 May", ", 2025-07-28", ". Sept. 3", ", Tuesday, Aug. 13, 2025", "July 28")
    ends = ("", " (HN) -- The", " /HN/. The", "[HN] – the", " - The", ". The", ": The", " -- The", "–The", ".\n(HN) -")
    found = 0
    for text in map("".join, product(places, regions, dates, ends)):
        for beginning, form in _FORMS:
            if re.match(form, text):
                found += 1
                assert re.match(beginning, text), text
    assert found > 500
