"""What the tests of the record's pages ask of a page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from foedera.types import Claim, Report
from tests.record.making import claim_in, report_of, three_on_one


@dataclass
class Link:
    """A link and what it says."""

    href: str
    text: str
    label: str


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Link] = []
        self._open: Link | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self._open = Link(given["href"] or "", "", given.get("aria-label") or "")
            self.found.append(self._open)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.text += data


def links(page: str) -> list[Link]:
    """Return the links of a page."""
    parser = _Links()
    parser.feed(page)
    return [replace(each, text=" ".join(each.text.split())) for each in parser.found]


def words(page: str) -> str:
    """Return what a page says, without markup."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def busy() -> list[Report]:
    """Return three reports on one exercise, and others: a transfer in another year, a forecast, one without a date."""
    sold = "China delivered air defence missiles to Serbia in 2022, the ministry in Belgrade said."
    will = "Serbia will probably sign an agreement with Hungary in May 2024, an official said."
    bare = "Russia and Serbia hold talks on an agreement."
    sale = claim_in("r-sale", sold, type_="transfer", parties=("CHN", "SRB"), when="2022")
    sign = claim_in("r-will", will, type_="agreement", status="expected", parties=("SRB", "HUN"), when="2024-05")
    talk = claim_in("r-bare", bare, type_="agreement", parties=("RUS", "SRB"))
    return [
        *three_on_one(),
        report_of("r-sale", sold, "2022-04-11", "Belgrade Courier", sale),
        report_of("r-will", will, "2024-01-05", "Danube Review", sign),
        replace(report_of("r-bare", bare, "", "Moscow Wire", talk), published=None),
    ]


def hostile() -> Report:
    """Return a report whose every word would like to run."""
    text = 'Hungary and <script>alert(1)</script> Russia held \u202e the drill "><img src=x onerror=alert(2)> at home.'
    claim: Claim = claim_in("r-evil", text, name='"><svg onload=alert(3)>', when="2019-07", parties=("HUN", "RUS"))
    report = report_of("r-evil", text, "2019-07-30", "<b onmouseover=alert(4)>Courier</b>", claim)
    return replace(report, title="</title><script>alert(5)</script>", url="javascript:alert(6)")
