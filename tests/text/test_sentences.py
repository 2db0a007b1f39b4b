"""Where sentences end."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foedera.text.sentences import split

# One line a case; the sentences are parted by `|`.
SENTENCES = """
Gen. Li Wen left Minsk on Tuesday. | He met the U.S. envoy there.
The deal with the U.S. The price is secret.=The deal with the U.S. | The price is secret.
Lt. Col. A. B. Marsh of the U.S. Army said so. | Nobody else did.
It cost $4.7 million. | Brig. Gen. Orr paid.
See No. 4 of the list. | No. | Nobody came.
They meet on Aug. 5 in St. Petersburg. | On Sept. 9 they part.
The drill ended in Aug. The ships went home.=The drill ended in Aug. | The ships went home.
“We will not go,” he said. | “It is too far.” | They stayed.
"Why?" Xi asked. | "Because," said the envoy.
“Who pays?” the minister asked. | Nobody answered!
The exercise.The next one starts soon.=The exercise. | The next one starts soon.
The base (opened in 2009.) is small. | It has a mosque.
(The figure was not given.) | The ministry declined to comment.
Inc. and Corp. are words. | It is Orr Inc. The firm sells.=Inc. and Corp. are words. | It is Orr Inc. | The firm sells.
He wrote it on X. Oslo did not reply.=He wrote it on X. | Oslo did not reply.
They came at 5 p.m. on Monday. | At 6 a.m. they left.
Wait... we shall see. | Well… They did not.=Wait... we shall see. | Well… | They did not.
Friendship! | They call it friendship!
Sgt. K. Dara, 29, has been to China twice. | "In Hunan they taught us," he said.
Visit www.example.org for more. | Write to a.b@example.org today.
The agency Booking.Com is a firm.
The HQ-22 is a system of the 2.0 kind. | The FK-3 is older.
Vol. 3, pp. 12-14, says so. | It is wrong.
He studied at the Univ. of Zagreb. | She did not.
The treaty was signed by J. Smith. | It holds.
Rates rose 2.5 per cent. | 14 ships left.
"""


def cases() -> list[tuple[str, list[str]]]:
    """Read the table: text and wanted sentences."""
    found = []
    for line in SENTENCES.strip().splitlines():
        text, _, wanted = line.partition("=")
        parts = (wanted or text).split(" | ")
        found.append((text.replace(" | ", " "), parts))
    return found


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_table(text: str, wanted: list[str]) -> None:
    """Each text is cut where the table says."""
    assert [text[segment.start : segment.end] for segment in split(text)] == wanted


REPORT = """Ports deal signed in Valletta

Malta and Tunisia signed an agreement on
Friday, the ministry said. It covers two
harbours and a patrol that will sail each
spring from the smaller of the two ports.

What it covers
• dredging of two harbours;
• a joint patrol. It starts in May.

- Nobody asked us - says a fisherman.

Photo: The harbour at dusk. (Harbour News/handout)

Read more:
Fishing quotas agreed
Ferry line reopens

Note to editors
The bulletin appears on Fridays. It is free.
"""


def test_kinds_and_paragraphs() -> None:
    """Headings, bullets, captions, link lists and notes are told from prose; wrapped lines are one paragraph."""
    found = [(s.kind, s.paragraph, " ".join(REPORT[s.start : s.end].split())) for s in split(REPORT)]
    assert found == [
        ("heading", 0, "Ports deal signed in Valletta"),
        ("prose", 1, "Malta and Tunisia signed an agreement on Friday, the ministry said."),
        (
            "prose",
            1,
            "It covers two harbours and a patrol that will sail each spring from the smaller of the two ports.",
        ),
        ("heading", 2, "What it covers"),
        ("bullet", 3, "dredging of two harbours;"),
        ("bullet", 3, "a joint patrol."),
        ("bullet", 3, "It starts in May."),
        ("prose", 4, "Nobody asked us - says a fisherman."),
        ("caption", 5, "Photo: The harbour at dusk. (Harbour News/handout)"),
        ("furniture", 6, "Read more:"),
        ("furniture", 7, "Fishing quotas agreed"),
        ("furniture", 8, "Ferry line reopens"),
        ("furniture", 9, "Note to editors"),
        ("furniture", 10, "The bulletin appears on Fridays. It is free."),
    ]


FURNITURE = [
    "(Additional reporting by Ann Lee in Oslo; editing by B. Roy)",
    "(jk/abc)",
    "Sign up for our newsletter",
    "https://example.org/x",
    "© 2024 Harbour News",
    "All rights reserved.",
    "Read also: The ferry is back",
    "— Ministry (@ministry) May 3, 2024",
    "This story was updated with comments.",
    "* * *",
    "Page 3 of 7",
    "Tags: ports, Malta",
    "-ENDS-",
    "Reporting by C. Dow",
    "Currencies: $1 = 0.9 euros",
    "Follow us on Telegram",
    "Editor's note: names were changed.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_not_prose(line: str) -> None:
    """Lines around a report are not coded."""
    text = f"The ship sailed to Tunis on Friday.\n\n{line}\n\nIt came back on Monday."
    assert [segment.kind for segment in split(text)] == ["prose", "furniture", "prose"]


PROSE = [
    "Reporting to parliament, the minister said the deal was done.",
    "Related talks were held in Oslo in May.",
    "Page after page, the treaty lists islands.",
    "Read the treaty and you find no such duty.",
    "Photo reconnaissance flights resumed over the strait.",
    "Share prices fell after the embargo.",
    "Updated missiles were delivered to Oman in June.",
    "Contact between the two navies was broken off.",
    "More than 300 soldiers took part.",
    "Map makers from both states met in Rome.",
    "Correction of the border line took a year.",
    "Image intensifiers were delivered to the brigade.",
    "The author is a former envoy, and Rome sent him back.",
]


@pytest.mark.parametrize("line", PROSE[:-1])
def test_prose_is_not_furniture(line: str) -> None:
    """Sentences that begin with the words of furniture are still coded."""
    text = f"The ship sailed to Tunis on Friday.\n\n{line}\n\nIt came back on Monday."
    assert [segment.kind for segment in split(text)] == ["prose", "prose", "prose"]


@given(st.text(alphabet="ab.A!?\n“” •-(1)", max_size=120))
@example("-  1")
def test_segments_are_in_order_and_lose_no_letter(text: str) -> None:
    """Segments do not overlap; what lies between them is white space, bullets and enumerators."""
    segments = split(text)
    last = 0
    for segment in segments:
        assert last <= segment.start < segment.end <= len(text)
        assert not text[segment.start].isspace()
        assert not any(char.isalpha() for char in text[last : segment.start].replace("a)", "").replace("b)", ""))
        last = segment.end
    assert not any(char.isalpha() for char in text[last:])


def test_a_sentence_beyond_measure_is_cut() -> None:
    """A list of hundreds of clauses comes in pieces that a model can read."""
    text = "The states are " + "; ".join(f"state number {i} of the long list" for i in range(300)) + "."
    assert max(segment.end - segment.start for segment in split(text)) <= 1500
    assert max(s.end - s.start for s in split("word" * 3000)) <= 1500


HOSTILE = ["a", "A. ", "(", ". . ", "“", "\n", "- ", "?!", ".", "a,", "A\n", '." ']


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """No pattern explodes: a quadratic one would take minutes."""
    begin = time.process_time()
    split(unit * (60_000 // len(unit)) + "x")
    assert time.process_time() - begin < 5
