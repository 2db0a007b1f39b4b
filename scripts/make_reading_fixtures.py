"""Writes the binary files in tests/reading/data; run by hand when one should change. Needs reportlab and python-docx.

usage: python scripts/make_reading_fixtures.py
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

DATA = Path(__file__).resolve().parent.parent / "tests" / "reading" / "data"
LEFT = [
    "The navies of Norway and Iceland opened an exer-",
    "cise off the Faroe Islands on Monday, the coast",
    "guard said. Two frigates and an anti-",
    "submarine aircraft take part.",
    "   Commodore Jon Vik called the drill routine. It",
    "is the fifth of its kind since 2019, and obser-",
    "vers from Ireland are present.",
    "   The ships will return on 9 May, weather per-",
    "mitting, and the aircraft a day later.",
]
RIGHT = [
    "   Denmark was invited but sent no ships. Its de-",
    "fence ministry gave no reason.",
    "   The exercise costs about two million kroner,",
    "which the two states share. Neither has said how",
    "many sailors are on board.",
    "   A further drill is planned for the autumn in",
    "the Norwegian Sea, according to the coast guard.",
    "   Fishing boats were asked to keep five miles",
    "away from the ships.",
]


def columns_pdf() -> None:
    """Two columns under a headline over both, a running head and page numbers, on three pages."""
    canvas = Canvas(str(DATA / "columns.pdf"), pagesize=A4, invariant=True)
    for page in range(3):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, f"Northern Seas Quarterly {page + 1}/2024")
        canvas.drawCentredString(297, 25, f"- {page + 11} -")
        top = 760
        if page == 0:
            canvas.setFont("Helvetica-Bold", 20)
            canvas.drawString(60, 770, "Frigates gather off the Faroes")
            top = 735
        canvas.setFont("Times-Roman", 11)
        for x, column in ((60, LEFT), (310, RIGHT)):
            for number, line in enumerate(column):
                indent = 12 if line.startswith(" ") else 0
                canvas.drawString(x + indent, top - 14 * number, line.strip().replace("Monday", f"{17 + page} April"))
        canvas.showPage()
    canvas.save()


def encrypted_pdf() -> None:
    """A PDF that asks for a password."""
    canvas = Canvas(str(DATA / "encrypted.pdf"), pagesize=A4, encrypt=StandardEncryption("secret"), invariant=True)
    canvas.drawString(60, 700, "Nobody may read this.")
    canvas.save()


def scan_pdf() -> None:
    """A PDF that shows something, but no text."""
    canvas = Canvas(str(DATA / "scan.pdf"), pagesize=A4, invariant=True)
    canvas.rect(100, 100, 200, 300, fill=1)
    canvas.save()


def word() -> None:
    """A Word file with styles, a list, a table, an insertion, a deletion and a caption."""
    document = WordDocument()
    document.core_properties.title = "Ports deal signed in Valletta"
    document.add_heading("Ports deal signed in Valletta", 0)
    document.add_paragraph(
        "VALLETTA, 3 May 2024 (Harbour News) – Malta and Tunisia signed a ports agreement on Friday."
    )
    document.add_heading("What it covers", 1)
    document.add_paragraph("dredging of two harbours;", style="List Bullet")
    document.add_paragraph("a joint patrol each spring.", style="List Bullet")
    tracked = document.add_paragraph("The deal is worth ")
    body = tracked._p  # noqa: SLF001  (python-docx has no public way to tracked changes)
    body.append(parse_xml(f'<w:ins {nsdecls("w")} w:author="a"><w:r><w:t>40</w:t></w:r></w:ins>'))
    body.append(parse_xml(f'<w:del {nsdecls("w")} w:author="a"><w:r><w:delText>30</w:delText></w:r></w:del>'))
    tracked.add_run(" million euros.")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("State", "Ships"), ("Malta", "3"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.add_paragraph("Photo: the harbour at dusk (Harbour News/handout)")
    document.save(str(DATA / "report.docx"))


def bomb() -> None:
    """A Word file whose text unpacks to far more than it weighs."""
    with zipfile.ZipFile(DATA / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        body = b"<w:p><w:r><w:t>" + b"a" * 8_000_000 + b"</w:t></w:r></w:p>"
        archive.writestr(
            zipfile.ZipInfo("word/document.xml"),
            b'<w:document xmlns:w="urn:w"><w:body>' + body + b"</w:body></w:document>",
            compress_type=zipfile.ZIP_DEFLATED,
        )


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    for write in (columns_pdf, encrypted_pdf, scan_pdf, word, bomb):
        write()
