"""Pages as they come: unclosed, in tables, with line breaks for paragraphs, in odd encodings."""

from __future__ import annotations

import pytest

from foedera.reading import Document, read

FIRST = "Malta and Tunisia signed a ports agreement on Friday, the Maltese transport ministry said in a statement."
SECOND = "Two harbours will be dredged by 2027, and the two states share the cost of forty million euros for the work."
THIRD = "Libya did not comment on it, and its foreign ministry could not be reached by telephone on Friday evening."


def prose(document: Document) -> list[str]:
    """Return the sentences of a page."""
    return [document.report.text[s.start : s.end] for s in document.segments if s.kind == "prose"]


BOLD, LINKED = FIRST.replace("Malta", "<b>Mal</b>ta"), SECOND.replace("2027", "<a href=x>2027</a>")
SPACED = FIRST.replace(" ", "\n  ", 3)
PAGES = {
    "unclosed paragraphs": f"<html><body><h1>Ports deal</h1><p>{FIRST}<p>{SECOND}<p>{THIRD}",
    "line breaks": f"<html><body><div>{FIRST}<br><br>{SECOND}<br/>\n<br/>{THIRD}</div></body></html>",
    "nested divs": f"<html><body><div><div>{FIRST}</div><div>{SECOND}</div></div><div>{THIRD}</div></body></html>",
    "layout table": f"<table><tr><td><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></td></tr></table>",
    "xhtml": f'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></html>',
    "inline marks": f"<html><body><p>{BOLD}</p><p>{LINKED}</p><p>{THIRD}</p></body></html>",
    "comments and scripts": f"<!-- x --><p>{FIRST}</p><script>a='<p>no</p>'</script><p>{SECOND}</p><p>{THIRD}</p>",
    "hidden text": f"<html><p>{FIRST}</p><p>{SECOND}</p><p hidden>Secret talks were held.</p><p>{THIRD}</p></html>",
    "white space": f"<html>\r\n<body>\r\n<p>\r\n   {SPACED}\r\n</p><p>{SECOND}</p>\r\n<p>{THIRD}</p></body></html>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_pages(page: str) -> None:
    """All give the same three sentences, each found in the source by the map."""
    document = read(page.encode(), "page.html")
    assert prose(document) == [FIRST, SECOND, THIRD]
    source = document.original or ""
    for segment in document.segments:
        span = document.offsets.span(segment.start, segment.end)
        assert source[span.start] == document.report.text[segment.start]
        assert source[span.end - 1] == document.report.text[segment.end - 1]


def test_a_declared_encoding_is_believed() -> None:
    """Bytes that are no UTF-8 are read as the page says."""
    head = '<html><head><meta charset="windows-1250"></head><body>'
    page = f"{head}<p>{FIRST} Vučić i Gašić.</p><p>{SECOND}</p></body></html>"
    assert "Vučić i Gašić." in read(page.encode("cp1250"), "page.html").report.text


HEADS = {
    "meta": (
        '<meta property="og:title" content="Ports &amp; ships"><meta name="date" content="2024-05-03">'
        '<meta property="og:site_name" content="Harbour News">'
    ),
    "title": "<title>Ports deal signed - Harbour News</title><meta itemprop='datePublished' content='2024-05-03T01Z'>",
    "json": (
        '<script type="application/ld+json">[{"@type": ["NewsArticle"], "headline": "Ports", '
        '"datePublished": "2024-05-03", "publisher": {"name": "HN"}}]</script>'
    ),
    "broken": '<script type="application/ld+json">{broken</script><title>Ports</title>',
}
WANTED = {
    "meta": ("Ports & ships", "2024-05-03", "Harbour News"),
    "title": ("Ports deal signed", "2024-05-03", "Harbour News"),
    "json": ("Ports", "2024-05-03", "HN"),
    "broken": ("Ports", None, None),
}


@pytest.mark.parametrize("name", HEADS)
def test_metadata(name: str) -> None:
    """The most explicit place wins; broken data are passed over."""
    page = f"<html><head>{HEADS[name]}</head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    report = read(page.encode(), "p.html").report
    assert (report.title, report.published, report.publisher) == WANTED[name]


def test_embedded_posts_are_not_coded() -> None:
    """A post shown inside a report is furniture."""
    post = (
        '<blockquote class="twitter-tweet"><p>We shall never yield to anyone in this matter!</p>— M (@m)</blockquote>'
    )
    page = f"<html><body><article><p>{FIRST}</p>{post}<p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    assert prose(read(page.encode(), "p.html")) == [FIRST, SECOND, THIRD]
