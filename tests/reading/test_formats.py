"""Pages, PDF, Word, Markdown and mail files."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.errors import ReadError
from foedera.reading import Document, Limits, read

DATA = Path(__file__).parent / "data"


def load(name: str, publisher: str | None = None) -> Document:
    """Read a file of `data/`."""
    return read((DATA / name).read_bytes(), name, publisher=publisher)


def segments(document: Document, *kinds: str) -> list[str]:
    """Return the texts of the segments of some kinds."""
    return [document.report.text[s.start : s.end] for s in document.segments if s.kind in kinds]


def test_page() -> None:
    """The report is taken, the page around it left; metadata comes from JSON-LD."""
    document = load("page.html")
    report = document.report
    assert (report.title, report.publisher, report.published) == (
        "Ports deal signed in Valletta",
        "Harbour News",
        "2024-05-03",
    )
    assert (report.byline, report.url, report.dateline) == (
        ("Ana Vella", "Karim Sfar"),
        "https://example.org/ports",
        "VALLETTA",
    )
    assert segments(document, "prose") == [
        "Malta and Tunisia signed a ports agreement on Friday, the Maltese transport ministry said in a statement.",
        "Under the deal, worth €40 million, two harbours will be dredged & deepened by 2027.",
        "Tunisia’s minister called it a good day for both countries.",
        "Italy welcomed the agreement.",
        "Libya did not comment on it, and its foreign ministry could not be reached on Friday.",
        "The two states have held talks on the matter since 2021, when a memorandum was signed in Tunis.",
    ]
    assert segments(document, "headline", "heading") == ["Ports deal signed in Valletta", "What it covers"]
    assert len(segments(document, "bullet")) == 2
    assert segments(document, "caption") == ["The harbour at dusk. Photo: Harbour News"]
    assert not any(
        "World" in text or "Ferry" in text or "not text" in text for text in segments(document, "prose", "heading")
    )


def test_page_offsets_point_into_its_source() -> None:
    """A word of the report is found in the page's source, through entities and line breaks."""
    document = load("page.html")
    source = document.original
    assert source is not None
    for wanted, printed in (
        ("ports agreement", "ports\n   agreement"),
        ("€40", "&euro;40"),
        ("Tunisia’s", "Tunisia&#8217;s"),
        ("a good day", "a good day"),
    ):
        start = document.report.text.index(wanted)
        span = document.offsets.span(start, start + len(wanted))
        assert source[span.start : span.end] == printed


def test_columns_of_a_pdf() -> None:
    """Columns are read one after the other, heads and page numbers go, divided words are joined."""
    document = load("columns.pdf")
    prose = segments(document, "prose")
    assert segments(document, "headline") == ["Frigates gather off the Faroes"]
    assert prose[:4] == [
        "The navies of Norway and Iceland opened an exercise off the Faroe Islands on 17 April, the coast guard said.",
        "Two frigates and an anti-submarine aircraft take part.",
        "Commodore Jon Vik called the drill routine.",
        "It is the fifth of its kind since 2019, and observers from Ireland are present.",
    ]
    assert "Neither has said how many sailors are on board." in prose
    assert not any(
        "Quarterly" in text or text.strip("- ").isdigit()
        for text in segments(document, "prose", "heading", "furniture")
    )


def test_word() -> None:
    """Insertions count, deletions do not; lists and headings are known by style."""
    document = load("report.docx")
    assert (document.report.title, document.report.publisher) == ("Ports deal signed in Valletta", "Harbour News")
    assert segments(document, "bullet") == ["dredging of two harbours;", "a joint patrol each spring."]
    assert "The deal is worth 40 million euros." in segments(document, "prose")
    assert segments(document, "heading") == ["What it covers"]
    assert "Malta | 3" in segments(document, "prose")


def test_markdown() -> None:
    """Marks go, structure and offsets stay."""
    document = load("report.md")
    assert (document.report.published, document.report.byline) == ("2024-05-03", ("Ana Vella",))
    assert (
        segments(document, "prose")[0]
        == "Malta and Tunisia signed a ports agreement on Friday, the Maltese transport ministry said."
    )
    assert segments(document, "heading") == ["What it covers", "Libya did not comment"]
    assert segments(document, "caption") == ["The harbour"]
    assert "not text" not in document.report.text
    start = document.report.text.index("ports agreement")
    span = document.offsets.span(start, start + 15)
    assert document.original is not None
    assert document.original[span.start : span.end] == "ports agreement"


@pytest.mark.parametrize("edge", ["|", ""])
def test_rows_of_a_markdown_table_are_blocks_of_their_own(edge: str) -> None:
    rows = ["Date | Who | What", "---|---|---", "28 April | Latvia | bought radars", "29 April | Peru | sold ships"]
    text = "# Notes\n\nTwo deals were told of.\n\n" + "\n".join(f"{edge}{row}{edge}" for row in rows) + "\n"
    report = read(text.encode(), "notes.md").report
    told = [report.text[s.start : s.end] for s in read(text.encode(), "notes.md").segments]
    assert rows[2] in told
    assert rows[3] in told


def test_mail() -> None:
    """Headers give the metadata, the plain part the text, without the signature."""
    document = load("mail.eml")
    report = document.report
    assert (report.title, report.publisher, report.published) == (
        "Ports deal signed in Valletta – update",
        "Harbour News",
        "2024-05-03",
    )
    assert report.dateline == "VALLETTA, May 3 (Harbour News)"
    assert "café" in report.text
    assert "Quay" not in report.text


FAULTS = [
    ("encrypted.pdf", "R104", "password"),
    ("scan.pdf", "R108", "scan"),
    ("bomb.docx", "R106", "unpacks"),
]


@pytest.mark.parametrize(("name", "code", "word"), FAULTS)
def test_files_that_cannot_be_read(name: str, code: str, word: str) -> None:
    """One line names the input and the reason."""
    with pytest.raises(ReadError) as caught:
        load(name)
    assert str(caught.value).startswith(f"{code} {name}: ")
    assert word in str(caught.value)


BYTES = [
    (b"", "R102"),
    (b" \n\t ", "R102"),
    (b"\x89PNG\r\n\x1a\n" + bytes(50), "R103"),
    (bytes(range(256)) * 20, "R103"),
    (b"PK\x03\x04" + bytes(100), "R103"),
    (b"\xd0\xcf\x11\xe0" + bytes(100), "R103"),
    (b"\x1f\x8b" + bytes(30), "R103"),
    (b"%PDF-1.7\nbroken", "R105"),
    (b"Title: x\n\n", "R108"),
    (b"<html><body></body></html>", "R108"),
    (b"PK\x03\x04word/document.xml broken", "R105"),
]


@pytest.mark.parametrize(("data", "code"), BYTES)
def test_bytes_that_are_no_report(data: bytes, code: str) -> None:
    """Each cause has its code."""
    with pytest.raises(ReadError) as caught:
        read(data, "input")
    assert str(caught.value).startswith(f"{code} input: ")


def test_truncated_files_are_said_to_be_so() -> None:
    """Half a file is damaged, not empty."""
    for name in ("columns.pdf", "report.docx"):
        data = (DATA / name).read_bytes()
        with pytest.raises(ReadError, match="truncated"):
            read(data[: len(data) // 2], name)


@pytest.mark.parametrize("page", [0, 1, 2])
def test_a_page_of_a_pdf_that_cannot_be_opened(page: int) -> None:
    """The other pages are read, and the report says which is missing."""
    whole, document = load("columns.pdf"), read(_without_page("columns.pdf", page), "columns.pdf")
    assert [str(problem) for problem in document.problems] == [
        f"R113 columns.pdf: page {page + 1} of 3 cannot be opened and is missing from the report"
    ]
    assert whole.problems == ()
    assert 0 < len(document.report.text) < len(whole.report.text)


def test_a_pdf_without_a_page_that_can_be_opened() -> None:
    """It is damaged, not empty."""
    data = _without_page("columns.pdf", 0, 1, 2)
    with pytest.raises(ReadError, match=r"R105 columns.pdf: a damaged PDF: none of its 3 pages can be opened"):
        read(data, "columns.pdf")


def _without_page(name: str, *pages: int) -> bytes:
    """Return a PDF in which the objects of some pages, counted from 0, are of another kind; nothing moves."""
    data = (DATA / name).read_bytes()
    parts = data.split(b"/Type /Page\n")
    assert len(parts) == 4
    kinds = [b"/Type /Pugs\n" if page in pages else b"/Type /Page\n" for page in range(3)]
    return b"".join(part for pair in zip(parts, [*kinds, b""], strict=True) for part in pair)


def test_comments_at_the_head_and_keys_without_an_end_are_looked_at_once() -> None:
    """What tells a page or Markdown could once be matched in 2 to the power of their number of ways."""
    text = b"\nThe ship sailed to the port of Tunis."
    assert read(b"<!---->" * 200 + text, "x").media_type == "text/plain"
    assert (
        read(b"<!-- a -->\n" * 200 + b"<html><body><p>The ship sailed to the port of Tunis.", "x").media_type
        == "text/html"
    )
    assert read(b"---\n" + b"a:\r\n" * 200 + text, "x").media_type == "text/plain"
    assert read(b"---\r\n" + b"a: b\r\n" * 200 + b"---\r\n\r\n# Head\r\n" + text, "x").media_type == "text/markdown"


def test_too_large() -> None:
    """The cap is said."""
    with pytest.raises(ReadError, match=r"R106 x: more than 1,000 bytes; larger files are not read"):
        read(b"a " * 1000, "x", limits=Limits(bytes=1000))


def test_a_page_nested_too_deeply() -> None:
    """A page cannot exhaust the stack."""
    with pytest.raises(ReadError, match="nested"):
        read(b"<html>" + b"<div>" * 5000 + b"x", "x.html")


def test_a_parser_that_hangs_is_killed() -> None:
    """No input holds up a run for longer than the limit."""
    page = b"<html><body>" + b"<p>The ship sailed to the port of Tunis on Friday with all hands.</p>" * 20_000
    with pytest.raises(ReadError, match=r"R110 x.html: parsing took more than 0.2 s"):
        read(page, "x.html", limits=Limits(seconds=0.2))
    assert load("page.html").report.title == "Ports deal signed in Valletta"


def test_front_matter_that_never_ends_is_text() -> None:
    """Lines of Windows below a rule are looked at once: each could be read in two ways, 2**200 in all."""
    document = read(b"---\r\n" + b"The ship sailed to the port of Tunis.\r\n" * 200, "x.md")
    assert document.report.text.count("The ship sailed") == 200
    ended = b"---\r\ntitle: A ship \r\ndate: 2024-05-03\r\n...\r\nThe ship sailed to the port of Tunis.\r\n"
    report = read(ended, "x.md").report
    assert (report.title, report.published) == ("A ship", "2024-05-03")


def test_the_content_goes_before_the_name() -> None:
    """A page called .txt is a page; text called .pdf is text."""
    assert read((DATA / "page.html").read_bytes(), "page.txt").media_type == "text/html"
    assert read(b"The ship sailed to the port of Tunis.", "x.pdf").media_type == "text/plain"


def test_what_the_user_gives_fills_gaps() -> None:
    """A page's own publisher stays; a file that names none gets the one given."""
    assert load("page.html", publisher="Mirror").report.publisher == "Harbour News"
    assert load("columns.pdf", publisher="Mirror").report.publisher == "Mirror"
