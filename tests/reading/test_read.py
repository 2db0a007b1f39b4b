"""Reading plain text: header lines, or as pasted."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foedera.errors import ReadError
from foedera.reading import Document, Limits, read
from foedera.reading.files import load_bytes

HEADED = """Title: Ports deal signed in Valletta
Publisher: Harbour News
Published: 2024-05-03
Byline: By Ana Vella and Karim Sfar
URL: https://example.org/ports

VALLETTA, May 3 (Harbour News) -- Malta and Tunisia signed a ports agreement on Friday. It covers two harbours.

Libya did not comment.
"""
PASTED = """
Ports deal signed in Valletta
By Ana Vella

VALLETTA, May 3, 2024 (Harbour News) – Malta and Tunisia signed a ports agreement on Friday. It covers two harbours.
What it covers
The harbours of Bizerte and Marsaxlokk will be dredged.

(av/ks)
"""


def kinds(document: Document) -> list[tuple[str, str]]:
    """Return kind and text of each segment."""
    return [(s.kind, document.report.text[s.start : s.end]) for s in document.segments]


def test_header_lines() -> None:
    """The header gives the metadata; the text begins after its blank line."""
    document = read(HEADED.encode(), "ports.txt")
    report = document.report
    assert (report.title, report.publisher, report.published) == (
        "Ports deal signed in Valletta",
        "Harbour News",
        "2024-05-03",
    )
    assert (report.byline, report.url) == (("Ana Vella", "Karim Sfar"), "https://example.org/ports")
    assert (report.dateline, report.language) == ("VALLETTA, May 3 (Harbour News)", "en")
    assert report.text == HEADED.partition("\n\n")[2]
    assert kinds(document) == [
        ("dateline", "VALLETTA, May 3 (Harbour News)"),
        ("prose", "Malta and Tunisia signed a ports agreement on Friday."),
        ("prose", "It covers two harbours."),
        ("prose", "Libya did not comment."),
    ]
    assert document.original is not None
    for segment in document.segments:
        span = document.offsets.span(segment.start, segment.end)
        assert document.original[span.start : span.end] == report.text[segment.start : segment.end]


def test_pasted_text() -> None:
    """Without header the text says it all; offsets count from the start of the file."""
    document = read(PASTED.encode(), "-")
    report = document.report
    assert report.text == PASTED
    assert (report.title, report.publisher, report.published) == (
        "Ports deal signed in Valletta",
        "Harbour News",
        "2024-05-03",
    )
    assert report.byline == ("Ana Vella",)
    assert kinds(document) == [
        ("headline", "Ports deal signed in Valletta"),
        ("furniture", "By Ana Vella"),
        ("dateline", "VALLETTA, May 3, 2024 (Harbour News)"),
        ("prose", "Malta and Tunisia signed a ports agreement on Friday."),
        ("prose", "It covers two harbours."),
        ("heading", "What it covers"),
        ("prose", "The harbours of Bizerte and Marsaxlokk will be dredged."),
        ("furniture", "(av/ks)"),
    ]


META = [
    ("Harbour Institute, Policy Note, 3 May 2024", "Harbour Institute", "2024-05-03", ()),
    ("Opinion | By Ana Vella", None, None, ("Ana Vella",)),
    ("2024-05-03 09:12 By Ana Vella", None, "2024-05-03", ("Ana Vella",)),
    ("Press release – 3 May 2024", None, "2024-05-03", ()),
    ("3 May 2024, 18:30. Regional Desk", None, "2024-05-03", ()),
    ("By Ana Vella, Harbour News", None, None, ("Ana Vella", "Harbour News")),
    ("Centre for Port Studies, Policy Note 7/2025", "Centre for Port Studies", None, ()),
]


@pytest.mark.parametrize(("line", "publisher", "published", "byline"), META)
def test_lines_below_the_headline(
    line: str, publisher: str | None, published: str | None, byline: tuple[str, ...]
) -> None:
    """Date, genre, publisher and authors stand in many orders."""
    text = (
        f"A quiet harbour\n\n{line}\n\nThe ships of both states left the port in the morning. Nobody watched them go."
    )
    report = read(text.encode(), "-").report
    assert (report.title, report.publisher, report.published, report.byline) == (
        "A quiet harbour",
        publisher,
        published,
        byline,
    )


NOT_META = [
    "Tensions rose: by noon the ships had left",
    "The port was built by Rome.",
    "In May 2024 the ship left the port for good",
]


@pytest.mark.parametrize("line", NOT_META)
def test_a_first_sentence_is_not_taken_for_front_matter(line: str) -> None:
    """A short first paragraph stays text, though it has a date or a `by`."""
    document = read(f"A quiet harbour\n\n{line}\n\nThe ships of both states left in the morning.".encode(), "-")
    assert (document.report.byline, document.report.publisher) == ((), None)
    assert line in [text for kind, text in kinds(document) if kind in ("prose", "heading")]


WEB = """Home > World > Europe
World
Norway and Chile sign defence industry deal
Published: 14 March 2024, 10:22 AM
Last updated: 15 March 2024
By Ana Ruiz
3 min read
Share
Photo: Norwegian frigate in the port. [Navy handout]

SANTIAGO (Fjord News) – Norway and Chile signed an agreement on Wednesday, their ministries said.It took two years.

Follow her on the network @anaruiz
© 2024 Fjord News. All rights reserved.
"""


def test_a_page_copied_whole() -> None:
    """Paths, section names, buttons and credits around a report are told from it."""
    document = read(WEB.encode(), "-")
    report = document.report
    assert (report.title, report.byline) == ("Norway and Chile sign defence industry deal", ("Ana Ruiz",))
    assert (report.published, report.publisher, report.dateline) == (
        "2024-03-14",
        "Fjord News",
        "SANTIAGO (Fjord News)",
    )
    assert [text for kind, text in kinds(document) if kind not in ("furniture", "caption", "headline", "dateline")] == [
        "Norway and Chile signed an agreement on Wednesday, their ministries said.",
        "It took two years.",
    ]


def test_given_values_fill_gaps() -> None:
    """What the user says goes before a guess from the text, not before the header."""
    headed = read(HEADED.encode(), "x", published="2024-05-04", publisher="Mirror").report
    assert (headed.published, headed.publisher) == ("2024-05-03", "Harbour News")
    pasted = read(PASTED.encode(), "x", published="2024-05-04", publisher="Mirror").report
    assert (pasted.published, pasted.publisher) == ("2024-05-04", "Mirror")


def test_a_bare_sentence_is_prose() -> None:
    """One sentence has no headline."""
    document = read(b"China and Serbia signed an agreement in Belgrade.", "-")
    assert document.report.title is None
    assert kinds(document) == [("prose", "China and Serbia signed an agreement in Belgrade.")]


@pytest.mark.parametrize(
    ("lines", "byline", "publisher"),
    [
        ("By Dana Wolf, senior fellow\nJune 3, 2026", ("Dana Wolf",), None),
        ("The minister of Malta on ports, ships and gas\nLe Courrier du Port, 3 June 2026", (), "Le Courrier du Port"),
        (
            "Malta's balance between two powers\nBy Dana Wolf, a fellow of the institute\n3 June 2026",
            ("Dana Wolf",),
            None,
        ),
    ],
)
def test_a_summary_or_what_an_author_is_hides_no_date(
    lines: str, byline: tuple[str, ...], publisher: str | None
) -> None:
    text = f"Malta's many friends in the sea\n{lines}\nMalta is neutral. It buys its boats from Italy and sells salt."
    report = read(text.encode(), "malta.txt").report
    assert (report.published, report.byline, report.publisher) == ("2026-06-03", byline, publisher)


def test_two_sentences_are_no_headline_and_text() -> None:
    """A first line that is a sentence is no headline."""
    document = read(b"China and Serbia signed an agreement.\nRussia did not comment on it.", "-")
    assert document.report.title is None
    assert [kind for kind, _ in kinds(document)] == ["prose", "prose"]


def test_wrapped_lines_read_as_one() -> None:
    """Line breaks inside a paragraph become spaces; offsets stay."""
    text = "The two navies of the northern sea met\nnear the isles on Monday, and will soon\nmeet there again.\n"
    document = read(text.encode(), "-")
    assert [part for _, part in kinds(document)] == [text.strip().replace("\n", " ")]
    assert len(document.report.text) == len(text)


def test_an_unknown_language_is_said() -> None:
    """The report is read, with a problem that names the language."""
    document = read("Der Minister sagte am Montag, dass die Übung im Juli nicht stattfinden werde.".encode(), "de.txt")
    assert document.report.language == "de"
    assert [str(problem) for problem in document.problems] == [
        "R109 de.txt: written in German; only English is coded, so it has no claims"
    ]


def test_identity_is_of_the_content() -> None:
    """The same report has the same name whatever its file is called; another publisher's copy has another."""
    one, two = read(HEADED.encode(), "a"), read(HEADED.replace("\n", "\r\n").encode(), "b")
    assert one.report.id == two.report.id
    assert read(HEADED.replace("Harbour News", "Mirror").encode(), "a").report.id != one.report.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    """With or without a byte order mark."""
    text = "The president, Aleksandar Vučić, met “friends” in Čačak."
    assert read(text.encode(encoding), "-").report.text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The minister’s café – “open” – cost €5 in Málaga, said Señor Muñoz of the navy."),
        (
            "cp1250",
            "President Vučić and Minister Gašić met in Čačak; General Mojsilović did not come to Niš with them.",
        ),
        ("latin-1", "The frigate Général Leclerc left Málaga with Señor Muñoz on board of her."),
        ("mac_roman", "The minister’s “friends” met in Málaga and they left for the café."),
        (
            "cp1251",
            "Министр заявил в понедельник, что учения пройдут в июле и не представляют угрозы для соседей.",
        ),
    ],
)
def test_legacy_encodings(encoding: str, text: str) -> None:
    """The code pages of pasted reports."""
    assert read(text.encode(encoding), "-").report.text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    """Nothing else ever comes out, and offsets always point inside the original."""
    if data.startswith((b"PK", b"%PDF")) or b"%PDF" in data:
        return
    try:
        document = read(data, "x.txt", limits=Limits(seconds=5))
    except ReadError:
        return
    assert document.original is not None
    length, last = len(document.report.text), 0
    for offset in range(length):
        start = document.offsets.start(offset)
        assert last <= start <= len(document.original)
        last = start


@given(st.text(max_size=300))
@example("0\x1f0")
def test_any_text_round_trips(text: str) -> None:
    """Every segment of any text is found again in the original by its map."""
    try:
        document = read(text.encode("utf-8", "surrogatepass"), "x.txt")
    except ReadError:
        return
    assert document.original is not None
    for segment in document.segments:
        span = document.offsets.span(segment.start, segment.end)
        assert span.end <= len(document.original)
        if document.report.text[segment.start : segment.end].isalnum() and document.report.text.isascii():
            original = document.original[span.start : span.end]
            assert "".join(filter(str.isprintable, original)).isalnum()  # control characters fall out


HOSTILE = ["\t", "<!--", "![", "[a](", "`", "# \t", "A/", "JULY, ", "“", "By ", "\x92", "?!"]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_hostile_text_takes_linear_time(unit: str, name: str) -> None:
    """No pattern of any step explodes: a quadratic one would take minutes."""
    begin = time.perf_counter()
    with suppress(ReadError):  # a page of rules and fences may hold no text
        read((unit * (30_000 // len(unit)) + "x").encode(), name)
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    ("line", "published", "byline"),
    [
        ("By Mara Ilves | Published 11:42 AM GMT, Tue September 9, 2025 | 3 min read", "2025-09-09", ("Mara Ilves",)),
        ("Updated: 9 September 2025, 16:20 (2 hours ago)", "2025-09-09", ()),
        ("16:20 September 09, 2025", "2025-09-09", ()),
        ("09/09/2025 - 16:20", "2025-09-09", ()),
        ("Tuesday, September 9, 2025 - 15:00", "2025-09-09", ()),
        ("Last modified on Tue 9 Sep 2025 16.20 BST", "2025-09-09", ()),
        ("Posted on September 9, 2025 by admin", "2025-09-09", ()),
        ("By Mara Ilves in Brussels | daily.example | Updated: 2025-09-09 23:11", "2025-09-09", ("Mara Ilves",)),
        ("Mara Ilves |09.09.2025 - Update : 09.09.2025", "2025-09-09", ()),
    ],
)
def test_lines_of_a_page_give_day_and_author(line: str, published: str, byline: tuple[str, ...]) -> None:
    """What a page says of itself between headline and text: hours, ages, several dates, who wrote it."""
    text = (
        f"Two navies to meet off the cape\n\n{line}\n\nThe navies of Peru and Chile will meet off the cape on Friday.\n"
    )
    report = read(text.encode(), "page.txt").report
    assert (report.published, report.byline) == (published, byline)


def test_a_letterhead_with_a_department_is_no_headline() -> None:
    text = (
        "MINISTRY OF DEFENCE OF THE REPUBLIC OF TOGO\nPress and Protocol Directorate\n\n"
        "TOGO AND BENIN SIGN A PLAN ON RADARS ALONG THE WHOLE OF THE COAST\n\n"
        "Lome, 9 September 2025. - The two ministers signed the plan today.\n"
    )
    report = read(text.encode(), "release.txt").report
    assert report.title == "TOGO AND BENIN SIGN A PLAN ON RADARS ALONG THE WHOLE OF THE COAST"
    assert (report.publisher, report.dateline) == (
        "MINISTRY OF DEFENCE OF THE REPUBLIC OF TOGO",
        "Lome, 9 September 2025",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "Harbour Echo, Friday, 5 September 2025\nBy Ana Vella",
        "By Gen. (ret.) Ana Vella\nHarbour Echo, Opinion, 5 September 2025",
    ],
)
def test_a_paper_and_its_day_beside_the_author_are_no_dateline(lines: str) -> None:
    report = read(f'"And who mends the nets?"\n\n{lines}\n\nThe harbour lies still.\n'.encode(), "page.txt").report
    assert (report.title, report.publisher, report.published) == (
        '"And who mends the nets?"',
        "Harbour Echo",
        "2025-09-05",
    )
    assert report.dateline is None
    assert report.byline[0].endswith("Ana Vella")


def test_a_letterhead_is_who_issues_a_release_and_no_headline() -> None:
    text = (
        "MINISTRY OF DEFENCE OF THE REPUBLIC OF TOGO\nPress release\n9 September 2025\n\n"
        "Togo and Benin sign a plan on coastal radars\n\nThe two ministers signed the plan in Lome on Monday.\n"
    )
    report = read(text.encode(), "release.txt").report
    assert report.title == "Togo and Benin sign a plan on coastal radars"
    assert (report.publisher, report.published) == ("MINISTRY OF DEFENCE OF THE REPUBLIC OF TOGO", "2025-09-09")


def test_a_headline_on_a_ministry_stays_one() -> None:
    text = "Ministry of Defence sells two boats\n\n9 September 2025\n\nThe boats went to Benin on Monday.\n"
    assert read(text.encode(), "page.txt").report.title == "Ministry of Defence sells two boats"


def test_the_menus_of_a_pasted_page_stand_above_its_headline() -> None:
    text = (
        "Skip to main content\nMenu | News | Business | Sport\nHome > World > Africa\nShare this article\n"
        "Togo to get two boats by spring, minister says\nPublished: 9 Sep 2025 | 4 min read\nBy Mara Ilves\n\n"
        "LOME - Togo will receive two boats from Benin, its minister said.\n"
    )
    report = read(text.encode(), "page.txt").report
    assert report.title == "Togo to get two boats by spring, minister says"
    assert (report.published, report.byline, report.dateline) == ("2025-09-09", ("Mara Ilves",), "LOME")
    assert report.publisher is None


@pytest.mark.parametrize("text", ["Peru and Chile signed a pact.\nIt is the first.\n", "Peru and Chile met. " * 300])
def test_a_text_given_for_a_path_is_called_one(text: str) -> None:
    """The message names how it begins and what to do, not the whole of it."""
    with pytest.raises(ReadError) as caught:
        load_bytes(Path(text))
    (problem,) = caught.value.problems
    assert "encode" in problem.message
    assert len(str(problem)) < 200
