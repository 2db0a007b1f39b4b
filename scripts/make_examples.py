"""Writes the Word and PDF examples, with the standard library only; their bytes are the same every time.

usage: python scripts/make_examples.py
"""

from __future__ import annotations

import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

COMMUNIQUE = """\
Title|Joint Communiqué on the Official Visit of the President of Mongolia to the Slovak Republic
|Bratislava, 7 May 2026
|1. At the invitation of the President of the Slovak Republic, H.E. Mrs. Aneta Lehotská, the President of Mongolia, \
H.E. Mr. Tömörbaatar Dashdorj, paid an official visit to the Slovak Republic from 5 to 7 May 2026. The two Presidents \
held talks in a warm and friendly atmosphere and were joined by their foreign ministers.
Heading1|Political dialogue
|2. Both sides noted with satisfaction that relations between the two countries have developed steadily since 1950. \
They agreed to raise them to a comprehensive partnership.
|3. The Slovak side reaffirmed its respect for Mongolia's independent foreign policy. The Mongolian side supports the \
candidacy of the Slovak Republic for the United Nations Human Rights Council for the term 2028–2030.
Heading1|Agreements
|4. During the visit the following documents were signed:
ListBullet|Agreement between the two Governments on cooperation in civil protection;
ListBullet|Memorandum of Understanding between the Ministries of Defence on military medicine;
ListBullet|Programme of cultural exchange for the years 2026–2029.
|5. The two sides welcomed the entry into force on 1 March 2026 of the Agreement on the mutual exemption of holders of \
diplomatic passports from visas. They will continue negotiations on an investment treaty, the text of which has not \
been made public.
Heading1|Defence and peacekeeping
|6. The Slovak side handed over a field hospital with 50 beds to the Mongolian Armed Forces as a gift. It will train \
twenty Mongolian army doctors at Lešť in the second half of 2026.
|7. Both sides took note of the exercise “Steppe Bridge”, in which 85 Slovak and 120 Mongolian peacekeepers took part \
near Töv in September 2025, and agreed to hold it again in the Slovak Republic in 2027.
Heading1|International issues
|8. The Presidents exchanged views on the situation in Ukraine and stressed the need for a just peace in accordance \
with the Charter of the United Nations. They called on all states to refrain from nuclear tests and expressed concern \
about the ballistic missile launches of the Democratic People's Republic of Korea in April.
|9. The Slovak side informed the Mongolian side that it would, if circumstances permit, open an embassy in Ulaanbaatar \
in 2027.
|10. The President of Mongolia thanked the President of the Slovak Republic for the hospitality and invited her to pay \
a visit to Mongolia. The invitation was accepted with gratitude. The date will be agreed through diplomatic channels.
"""

RELEASE_HEAD = "MINISTRY OF DEFENCE OF ESTONIA · PRESS RELEASE"
RELEASE = """\
Estonia sends medics and ambulances to Moldova

Press release, 14 April 2026

TALLINN, 14 April 2026 – Estonia will give Moldova eleven armoured ambulances and train the crews that are to \
drive them, Minister of Defence Kadri Tammsoo announced today after a meeting with her Moldovan counterpart Ion \
Ciubotaru.

The ambulances, Finnish-built Pasi vehicles that the Estonian Defence Forces no longer use, will be handed over \
in two lots. The first five left the port of Muuga on 10 April and arrived in Chişinău this morning; the other \
six will follow by the end of June. The value of the gift is 2.4 million euros.

“Moldova has helped Ukraine with hospitals and generators when others were still talking. Today we help \
Moldova,” Tammsoo said.

Forty Moldovan soldiers have been trained in battlefield medicine at Tartu since January. The course lasts six \
weeks and is taught by the Estonian Military Academy together with instructors from Norway. A second course \
begins on 4 May. In the autumn Estonian and Moldovan medics will hold the exercise Stone Bridge 2026 near Bălţi, \
to which Romania and Ukraine have been invited as observers. The number of soldiers who will take part has not \
been decided.

The two ministers also signed a letter of intent on cyber defence. It foresees that specialists of the two \
countries share warnings about attacks around the clock. Moldova was the target of more than 90 attacks on \
government networks last year, most of which Chişinău attributes to groups in Russia.

Estonia supports Moldova's accession to the European Union and regards the presence of Russian troops in \
Transnistria as a breach of international law. Tammsoo repeated the demand that Russia withdraw them. Moldova is \
a neutral country and is not seeking membership of NATO; the cooperation does not change that.

Since 2022 Estonia has given Moldova aid worth 19 million euros, of which 7 million was military. Further help \
is possible if the Riigikogu approves the supplementary budget in June.

Notes to editors
Pictures of the handover may be used free of charge. Contact: press office, press@example.org, telephone 555 \
0100.
"""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (("Title", "Title", 36), ("Heading1", "heading 1", 28), ("ListBullet", "List Bullet", 22))


class Line(NamedTuple):
    """One printed line of the PDF: its font (1 plain, 2 bold), size and text; an empty text is a gap."""

    font: int
    size: int
    text: str


def write_word(path: Path, marked: str) -> None:
    """Write a Word file of paragraphs given as `STYLE|text` lines; the first is its title."""
    paragraphs = [line.partition("|") for line in marked.splitlines()]
    body = "".join(_paragraph(style, text) for style, _, text in paragraphs)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
        for key, name, size in _STYLES
    )
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{content}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations((f"{_OFFICE}/styles", "styles.xml")),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(paragraphs[0][2])}</dc:title></cp:coreProperties>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, xml in members.items():
            member = zipfile.ZipInfo(name)  # dated 1980, so that the bytes do not change with the day
            archive.writestr(member, _XML + xml, compress_type=zipfile.ZIP_DEFLATED)


def _paragraph(style: str, text: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _relations(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def write_pdf(path: Path, text: str, head: str) -> None:
    """Write a PDF in Helvetica, A4, with a running head and page numbers."""
    pages = list(_pages(list(_lines(text))))
    count = len(pages)
    # The letters of Romanian that the standard encoding lacks take the places of three that the text does not use.
    encoding = "/BaseEncoding /WinAnsiEncoding /Differences [ 240 /abreve 254 /scedilla 222 /tcommaaccent ]"
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{{}} /Encoding << /Type /Encoding {encoding} >> >>"
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [ {kids} ] /Count {count} >>",
        font.format("Helvetica"),
        font.format("Helvetica-Bold"),
    ]
    for number, lines in enumerate(pages):
        stream = _stream(lines, head, f"{number + 1} / {count}")
        resources = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] {resources} /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    path.write_bytes(_file(objects))


def _lines(text: str) -> Iterator[Line]:
    for number, paragraph in enumerate(text.splitlines()):
        bold = number == 0 or paragraph == "Notes to editors"
        size = 16 if number == 0 else 10
        for line in textwrap.wrap(paragraph, 50 if number == 0 else 86) or [""]:
            yield Line(2 if bold else 1, size, line)


def _pages(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each page: as many as its height holds."""
    height, page = 0, list[Line]()
    for line in lines:
        if height + line.size * 1.5 > 420:
            yield page
            height, page = 0, []
        height += round(line.size * 1.5)
        page.append(line)
    yield page


def _stream(lines: list[Line], head: str, foot: str) -> str:
    drawn = [f"BT /F1 8 Tf 72 800 Td ({_encoded(head)}) Tj ET", f"BT /F1 8 Tf 285 40 Td ({foot}) Tj ET"]
    top = 750
    for line in lines:
        if line.text:
            drawn.append(f"BT /F{line.font} {line.size} Tf 72 {top} Td ({_encoded(line.text)}) Tj ET")
        top -= round(line.size * 1.5)
    return "\n".join(drawn)


def _encoded(text: str) -> str:
    r"""Return text as the inside of a PDF string: ASCII, the rest as octal codes of the fonts' encoding."""
    moved = text.translate(str.maketrans("ăşţ", "\xf0\xfe\xde"))
    codes = moved.encode("cp1252")
    return "".join(chr(code) if 32 <= code < 127 and code not in b"()\\" else f"\\{code:03o}" for code in codes)


def _file(objects: list[str]) -> bytes:
    """Return the file: objects, their places, trailer."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = len(out)
    entries = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}".encode("ascii")
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode("ascii")
    return bytes(out)


if __name__ == "__main__":
    write_word(EXAMPLES / "communique.docx", COMMUNIQUE)
    write_pdf(EXAMPLES / "press_release.pdf", RELEASE, RELEASE_HEAD)
