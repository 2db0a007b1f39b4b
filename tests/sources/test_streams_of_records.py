"""WARC files, mailboxes, feeds and sitemaps, whole and broken."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace

import pytest

from foedera.sources.items import Item
from tests.sources.making import LIMITS, items, links, messages, problems, record, walk

PAGE = b"<html><body><p>Serbia and China met.</p></body></html>"
DATE = "From MAILER Sat Jul 19 10:00:00 2025"


# --- WARC ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_warc_gives_pages_with_their_addresses(packed: bool) -> None:  # noqa: FBT001
    picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"
    records = [
        record("", b"software: x\r\n", kind="warcinfo"),
        record("https://a.example/1", PAGE),
        record("https://a.example/p", b"png", http=picture),
        record("https://a.example/gone", PAGE, http=gone),
        record("https://a.example/1", PAGE),
        record("https://a.example/t", b"Serbia", kind="conversion"),
    ]
    data = b"".join(gzip.compress(each) if packed else each for each in records)
    found, left_out = walk(data, "c.warc.gz" if packed else "c.warc")
    name = "c.warc.gz" if packed else "c.warc"
    assert items(found) == {
        f"{name}!https://a.example/1": PAGE,
        f"{name}!https://a.example/1#2": PAGE,
        f"{name}!https://a.example/t": b"Serbia",
    }
    assert next(each.url for each in found if isinstance(each, Item)) == "https://a.example/1"
    assert [each.published for each in found if isinstance(each, Item)] == [None] * 3  # the crawl's day is not theirs
    assert left_out == {"records of type image/png": 1, "web answers with status 404": 1}


def test_warc_bodies_are_unpacked() -> None:
    def answer(body: bytes, *headers: str) -> bytes:
        lines = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers))
        return record("https://a.example/", body, http=f"{lines}\r\n\r\n")

    half = len(PAGE) // 2
    chunks = b"%x;x=y\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (half, PAGE[:half], len(PAGE) - half, PAGE[half:])
    bodies = [
        answer(chunks, "Transfer-Encoding: chunked"),
        answer(PAGE, "Transfer-Encoding: chunked"),  # undone by the crawler, header kept
        answer(gzip.compress(PAGE), "Content-Encoding: gzip"),
        answer(PAGE, "Content-Encoding: gzip"),
        answer(zlib.compress(PAGE), "Content-Encoding: deflate"),
        answer(b"brotli", "Content-Encoding: br"),
    ]
    found, _ = walk(b"".join(bodies), "c.warc")
    assert list(items(found).values()) == [PAGE] * 5
    assert problems(found) == [("R211", "c.warc!6")]


@pytest.mark.parametrize("length", [10, 200, 10**9, -5, "x"])
def test_warc_with_wrong_lengths_goes_on_with_the_next(length: object) -> None:
    wrong = record("https://a.example/wrong", PAGE).replace(
        b"Content-Length: %d" % (len(PAGE) + 44), f"Content-Length: {length}".encode()
    )
    assert f"Content-Length: {length}".encode() in wrong
    after = b"".join(record(f"https://a.example/{number}", PAGE) for number in range(9))
    found, _ = walk(record("https://a.example/before", PAGE) + wrong + after, "c.warc")
    assert items(found).get("c.warc!https://a.example/before") == PAGE
    assert problems(found)
    assert "c.warc!https://a.example/wrong" not in items(found)
    if length != 10**9:
        assert items(found).get("c.warc!https://a.example/8") == PAGE


def test_warc_cut_off_or_large() -> None:
    data = record("https://a.example/1", PAGE) + record("https://a.example/2", b"x" * (LIMITS.bytes + 100))
    found, _ = walk(data + record("https://a.example/3", PAGE), "c.warc")
    assert list(items(found)) == ["c.warc!https://a.example/1", "c.warc!https://a.example/3"]
    assert problems(found) == [("R202", "c.warc!https://a.example/2")]
    found, _ = walk(data[:5_000], "c.warc")
    assert problems(found) == [("R200", "c.warc!https://a.example/2")]
    bomb = record("https://a.example/b", gzip.compress(b"x" * 300_000),
                  http="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")  # fmt: skip
    assert problems(walk(bomb, "c.warc", replace(LIMITS, free=10**7))[0]) == [("R202", "c.warc!https://a.example/b")]
    assert problems(walk(bomb, "c.warc")[0]) in ([("R203", "c.warc")], [("R202", "c.warc!https://a.example/b")])


def test_warc_responses_that_are_no_http() -> None:
    """Found by fuzzing."""
    data = record("https://a.example/1", PAGE, http="HTTX/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    found, left_out = walk(data.replace(b"application/http; msgtype=response", b"text/html"), "c.warc")
    assert len(items(found)) == 1
    assert walk(data, "c.warc")[1] == {"records of type application/http": 1}
    assert not left_out


def test_warc_headers_without_end() -> None:
    data = b"WARC/1.0\r\n" + b"X: y\r\n" * 300_000
    found, _ = walk(data + b"\r\n\r\n" + record("https://a.example/1", PAGE), "c.warc")
    assert problems(found) == [("R200", "c.warc!1")]
    assert list(items(found)) == ["c.warc!https://a.example/1"]


# --- mailboxes ----------------------------------------------------------------------------------------------------


def test_mailboxes_give_each_mail() -> None:
    mails = (
        f"{DATE}\nSubject: one\nFrom: a@b.example\n\nSerbia\n>From here\nFrom within a paragraph\n\n"
        f"{DATE}\r\nSubject: two\r\n\r\nChina\r\n\r\n{DATE}\nSubject: three\n\nend"
    )
    found, _ = walk(mails.encode(), "list")
    assert items(found) == {
        "list!1": b"Subject: one\nFrom: a@b.example\n\nSerbia\nFrom here\nFrom within a paragraph\n",
        "list!2": b"Subject: two\r\n\r\nChina\n",
        "list!3": b"Subject: three\n\nend\n",
    }
    assert [(type(each), each.name) for each in walk(mails.encode(), "one.eml")[0] if isinstance(each, Item)] == [
        (Item, "one.eml")
    ]


def test_large_mails_cost_themselves_only() -> None:
    mails = f"{DATE}\n\nfirst\n\n{DATE}\n\n" + "x" * 250_000 + f"\n\n{DATE}\n\nthird\n"
    found, _ = walk(mails.encode(), "a.mbox")
    assert items(found) == {"a.mbox!1": b"first\n", "a.mbox!3": b"third\n"}
    assert problems(found) == [("R202", "a.mbox!2")]
    assert problems(walk(b"no mail", "a.mbox")[0]) == [("R200", "a.mbox")]
    assert problems(walk(f"{DATE}\n\nx\n\n".encode() * 5, "a.mbox", replace(LIMITS, members=3))[0]) == [
        ("R204", "a.mbox")
    ]


# --- feeds --------------------------------------------------------------------------------------------------------

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Herald &amp; Post</title><link>https://h.example/</link>
<item><title>Serbia &amp;amp; China</title><link>https://h.example/1</link>
 <pubDate>Sat, 19 Jul 2025 23:30:00 +0200</pubDate>
 <media:title>not this</media:title><description>short</description>
 <content:encoded><![CDATA[<p>Long <b>text</b></p>]]></content:encoded></item>
<item><title>Plain</title><guid>https://h.example/2</guid><dc:date>2025-07-20</dc:date>
 <description>a &amp;lt; b</description>
 <source url="https://w.example/">The Wire</source></item>
<item><title>No link</title><guid isPermaLink="false">7</guid><description>&lt;p&gt;body&lt;/p&gt;</description></item>
<item><title>Only a link</title><link>/relative</link></item>
<item></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/blog/">
<title type="html">A &lt;b&gt;log&lt;/b&gt;</title>
<entry><title>One</title><link rel="replies" href="/comments"/><link href="one"/><updated>2025-07-21T00:00:00Z</updated>
 <published>2025-07-19T00:00:00Z</published><content type="xhtml"><div
 xmlns="http://www.w3.org/1999/xhtml"><p>Hi <i>you</i></p></div></content></entry>
<entry><title>Two</title><link href="https://a.example/two"/>
 <updated>2025-07-21T00:00:00Z</updated><summary>Summary</summary></entry>
</feed>"""


LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))


def test_rss() -> None:
    found, _ = walk(RSS.encode(), "feed")
    first, second = links(found)[:2]
    assert (first.url, first.published, first.publisher, first.title) == (
        "https://h.example/1", "2025-07-19", "The Herald & Post", "Serbia & China",
    )  # fmt: skip
    assert first.own is not None
    assert first.own.data == b"<h1>Serbia &amp; China</h1>\n<p>Long <b>text</b></p>"
    assert (first.own.name, first.own.url, first.own.published) == ("feed!1", "https://h.example/1", "2025-07-19")
    assert (second.url, second.published, second.publisher) == ("https://h.example/2", "2025-07-20", "The Wire")
    assert second.own is not None
    assert second.own.data == b"Plain\n\na < b"
    assert items(found) == {"feed!3": b"<h1>No link</h1>\n<p>body</p>"}
    assert problems(found) == [("R215", "feed!4"), ("R215", "feed!5")]


def test_marks_inside_lines_make_a_page_too() -> None:
    body = "Serbia &lt;a href='x'&gt;met&lt;/a&gt; China"
    data = f"<rss><channel><item><description>{body}</description></item></channel></rss>"
    assert items(walk(data.encode(), "feed")[0]) == {"feed!1": b"<div>Serbia <a href='x'>met</a> China</div>"}


def test_atom() -> None:
    one, two = links(walk(ATOM.encode(), "a.atom")[0])
    assert (one.url, one.published, one.publisher) == ("https://a.example/blog/one", "2025-07-19", "A log")
    assert one.own is not None
    assert one.own.data.startswith(b"<h1>One</h1>\n<div")
    assert one.own.data.endswith(b"><p>Hi <i>you</i></p></div>")
    assert (two.url, two.published) == ("https://a.example/two", "2025-07-21")
    assert two.own is not None
    assert two.own.data == b"Two\n\nSummary"


def test_names_that_are_none_inside_content() -> None:
    """Found by fuzzing: what recovers from `<p-21T00:00:00Z>` takes it for a name, and refuses to set it."""
    data = ATOM.replace("<p>Hi", "<p-21T00:00:00Z>Hi")
    assert links(walk(data.encode(), "a.atom")[0])[0].own is not None


def test_rdf() -> None:
    data = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel><title>Old</title></channel><item rdf:about="x"><title>T</title><link>https://o.example/1</link>
    <description>Text</description></item></rdf:RDF>"""
    (found,) = links(walk(data.encode(), "old.rdf")[0])
    assert (found.url, found.publisher) == ("https://o.example/1", "Old")


def test_entities_are_neither_read_nor_multiplied(tmp_path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A feed can name a file of this machine, or multiply a word a billion times: neither comes out."""
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRET", encoding="utf-8")
    for body in (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">',
        f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>',
        f'<!DOCTYPE rss [<!ENTITY a "lol">{LAUGHS}<!ENTITY x "&i;">]>',
    ):
        item = "<item><title>T &x;</title><description>D &x;</description></item>"
        data = f"{body}<rss><channel><title>F</title>{item}</channel></rss>"
        found, _ = walk(data.encode(), "feed.rss")
        told = repr(found)
        assert "TOPSECRET" not in told
        assert "lollol" not in told
        assert len(told) < 5_000
        assert found


def test_broken_feeds_give_what_stands_before_the_break() -> None:
    found, _ = walk(RSS[: RSS.index("Plain")].encode(), "feed")
    assert links(found)[0].url == "https://h.example/1"
    assert problems(found)[-1] == ("R200", "feed")
    found, _ = walk(RSS.replace("short", "a & b &nbsp; c").encode(), "feed")
    assert len(links(found)) == 2
    assert problems(walk(b"<rss><channel></channel></rss>", "feed")[0]) == [("R215", "feed")]


def test_large_entries_and_deep_markup_end_the_feed() -> None:
    large = "<rss><channel><item><description>" + "x" * 900_000 + "</description></item></channel></rss>"
    assert problems(walk(large.encode(), "feed")[0]) == [("R202", "feed")]
    deep = "<rss><channel><item>" + "<a>" * 20_000
    assert problems(walk(deep.encode(), "feed")[0])[0][0] == "R200"
    assert "damaged" in messages(walk(deep.encode(), "feed")[0])


def test_many_entries_are_let_go() -> None:
    data = "<rss><channel><title>F</title>" + "<item><title>T</title><description>x</description></item>" * 3_000
    found, _ = walk(data.encode() + b"</channel></rss>", "feed", replace(LIMITS, bytes=70_000))
    assert len(items(found)) == 3_000
    assert {each.publisher for each in found if isinstance(each, Item)} == {"F"}


# --- sitemaps -----------------------------------------------------------------------------------------------------


def test_sitemaps() -> None:
    data = """<?xml version="1.0"?><!-- made --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
     xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://a.example/1</loc><lastmod>2025-07-19</lastmod></url>
    <url><loc> https://a.example/2 </loc><news:news><news:publication><news:name>Post</news:name></news:publication>
     <news:publication_date>2025-07-20</news:publication_date><news:title>T</news:title></news:news></url>
    <url><loc>file:///etc/passwd</loc></url><url></url></urlset>"""
    found, left_out = walk(data.encode(), "sitemap.xml")
    one, two = links(found)
    assert (one.url, one.published, one.nested) == ("https://a.example/1", None, False)  # a change is no publication
    assert (two.url, two.published, two.publisher, two.title) == ("https://a.example/2", "2025-07-20", "Post", "T")
    assert left_out == {"addresses in sitemaps that are none": 2}
    index = b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>"
    assert [(each.url, each.nested) for each in links(walk(index, "s.xml")[0])] == [("https://a.example/s.xml", True)]
