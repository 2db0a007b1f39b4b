"""Small inputs of every kind that is read, to begin fuzzing from: what they hold is invented."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import struct
from pathlib import Path

from tests.sources.making import record, tarred, zipped

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "reading" / "data"
EXAMPLES = ROOT / "examples"
TEXT = (
    "Title: Ruritania and Graustark sign an accord\nPublisher: Daily Example\nPublished: 2025-07-19\n\n"
    "STRELSAU, July 19 (EXA) -- Ruritania's defence minister, Rudolf Rassendyll, signed an agreement with Graustark on "
    "Friday to buy 36 FK-3 missiles for about $1.2 billion, the ministry said.\n\n“We will hold the drill again by the "
    "end of 2026,” he said. The two did not disclose the price of the J-35A jets.\n"
).encode()
MARKDOWN = (
    b"# Talks in Strelsau\n\n*19 July 2025*\n\nThe [minister](https://a.example) met **his** guest.\n\n- one\n- two\n"
)
PAGE = (
    b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Talks</title><script type='application/ld+json'>"
    b'{"@type":"NewsArticle","datePublished":"2025-07-19","publisher":{"name":"Daily"}}</script></head><body><nav>'
    b"<a href=/>Home</a></nav><article><h1>Talks &amp; drills</h1><p>Ruritania and Graustark held a joint exercise on "
    b"Friday.</p><ul><li>One<li>Two</ul><blockquote>Three</blockquote></article></body></html>"
)
MAIL = (
    b"From: a@b.example\r\nTo: c@d.example\r\nSubject: =?utf-8?q?Talks?=\r\nDate: Sat, 19 Jul 2025 10:00:00 +0200\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/plain\r\n\r\n"
    b"Ministers met.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Ministers met.</p>\r\n--x--\r\n"
)
FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title><item><title>Talks</title>'
    b"<link>https://a.example/1</link><pubDate>Sat, 19 Jul 2025 10:00:00 GMT</pubDate>"
    b"<description>&lt;p&gt;Ministers met.&lt;/p&gt;</description></item></channel></rss>"
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Talks</title><id>1</id><updated>'
    b'2025-07-19T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Met.</p></div></content></entry></feed>'
)
SITEMAP = b"<urlset><url><loc>https://a.example/1</loc><lastmod>2025-07-19</lastmod></url></urlset>"
ROWS = b'{"text": "Ministers met.", "date": "2025-07-19"}\n{"text": "They left.", "url": "https://a.example"}\n'
TABLE = b'title,text,date\r\n"Talks, again","Ministers ""met"".\r\nThey left.",2025-07-19\r\n'
MBOX = b"From a@b.example Sat Jul 19 10:00:00 2025\n" + MAIL.replace(b"\r\n", b"\n") + b"\n"
CLAIM = {
    "id": "1", "type": "exercise", "status": "occurred",
    "roles": {"participant": [{"name": "Ruritania", "kind": "state"}]},
    "fields": {}, "evidence": [{"start": 0, "end": 3, "fields": ["participant"]}], "confidence": 0.9,
}  # fmt: skip
REPORT = json.dumps({"id": "r", "text": "Ruritania drilled.", "claims": [CLAIM]}).encode()
ROBOTS = b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 2\nUser-agent: foedera\nDisallow:\n"
YAML = b'id: "visit"\nname: "Visit"\ndefinition: "Somebody goes."\nroles:\n  - {name: "visitor", required: true}\n'
PHRASES = (
    b"from 19 to 28 July 2025",
    b"the second half of next year",
    "three days’ time, no later than Q3 2026".encode(),
    b"about 1.2 million euros, up to 36 tanks and a dozen more",
    b"a third of Rs 4,500 crore",
    b"the Serbian defence minister of NATO's Military Committee near Novi Sad",
    b"2025-07-19/.. 2024~ 20.07.25 7/8/2025 spring 2024",
)


def workbook() -> bytes:
    """Return the smallest workbook with a sheet of two cells."""
    kind = '<?xml version="1.0"?>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    sheets = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
    book = f'{kind}<workbook xmlns="{main}" xmlns:r="{rel}">{sheets}</workbook>'
    link = f'<Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
    cells = '<c r="A1" t="inlineStr"><is><t>what</t></is></c><c r="B1"><v>45857</v></c>'
    sheet = f'{kind}<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    return zipped(
        ("[Content_Types].xml", f"{kind}<Types/>".encode()),
        ("xl/workbook.xml", book.encode()),
        ("xl/_rels/workbook.xml.rels", f'{kind}<Relationships xmlns="{rels}">{link}</Relationships>'.encode()),
        ("xl/worksheets/sheet1.xml", sheet.encode()),
    )


def _archives() -> list[bytes]:
    members = (("a.txt", TEXT), ("in/b.html", PAGE))
    packed = [gzip.compress(TEXT, mtime=0), bz2.compress(TEXT), lzma.compress(TEXT)]
    bomb = zipped(("zeros.txt", b"\0" * 400_000))
    skipped = b"\x50\x2a\x4d\x18" + struct.pack("<L", 3) + b"abc"
    frame = b"\x28\xb5\x2f\xfd\x20\x05\x29\x00\x00hello"
    return [
        zipped(*members), tarred(*members), tarred(*members, mode="w:gz"), *packed, bomb, zipped(("bomb.zip", bomb)),
        skipped + frame, frame, zipped(("x.tar.xz", tarred(*members, mode="w:xz"))),
    ]  # fmt: skip


def _files(*names: str) -> list[bytes]:
    return [(folder / name).read_bytes() for name in names for folder in (EXAMPLES, DATA) if (folder / name).is_file()]


def seeds() -> dict[str, list[bytes]]:
    """Return inputs for each target of `targets.py`."""
    answer = record("https://a.example/1", PAGE)
    resource = record("https://a.example/2", TEXT, kind="resource")
    phrases = list(PHRASES)
    return {
        "text": [
            TEXT,
            TEXT.decode().encode("utf-16"),
            "Zażółć “gęślą” jaźń.".encode("cp1250"),
            "\u202eabc\u202c".encode(),
        ],
        "markdown": [MARKDOWN, *_files("security_brief.md")],
        "page": [PAGE, *_files("port_visit.html")],
        "word": _files("communique.docx"),
        "pdf": _files("press_release.pdf"),
        "mail": [MAIL, *_files("newsletter.eml")],
        "archive": _archives(),
        "rows": [ROWS, TABLE, REPORT + b"\n"],
        "feed": [FEED, ATOM, SITEMAP],
        "warc": [answer + resource, gzip.compress(answer, mtime=0) + gzip.compress(resource, mtime=0)],
        "mbox": [MBOX * 2],
        "report": [REPORT],
        "robots": [ROBOTS],
        "address": [b"https://a.example:443/x?y#z", b"http://[::1]/", "https://bücher.example/ä".encode()],
        "times": phrases,
        "numbers": phrases,
        "names": phrases,
        "workbook": [workbook(), TABLE],
        "codebook": [YAML],
        "words": [TEXT, *phrases],
    }
