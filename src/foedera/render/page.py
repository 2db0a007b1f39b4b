"""Reports as one self-contained page: the text with its passages marked, the claims beside it.

The page loads nothing, runs only its own script and style (by hash, under a policy that forbids all else), and treats
every word of a report as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from foedera.codebook.directions import DirectionOf, type_direction
from foedera.codebook.groups import GROUP_NAMES, GroupOf, type_group
from foedera.render import wording
from foedera.render.passages import Passage, cut_passages
from foedera.render.readers import readers_section
from foedera.render.wording import Names
from foedera.standalone import asset, document
from foedera.types import Claim, Report

_HERE = Path(__file__).parent
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_LINES = 4
"""Lines drawn under one passage; more claims than that share the last one."""


class _Types(NamedTuple):
    """How claims of each type are shown."""

    group_of: GroupOf
    direction_of: DirectionOf


def render_page(
    reports: Sequence[Report],
    names: Names,
    group_of: GroupOf = type_group,
    direction_of: DirectionOf = type_direction,
) -> str:
    """Return a whole HTML document that shows the reports one below the other.

    Args:
        names: English names of countries by ISO code.
        group_of: Groups of types, where the user has types of their own.
        direction_of: Directions of types, likewise.
    """
    title = reports[0].title or reports[0].id if len(reports) == 1 else f"{len(reports)} reports"
    shown = _Types(group_of, direction_of)
    body = "\n".join(_report(report, f"r{number}", names, shown) for number, report in enumerate(reports))
    head = """<a class="skip" href="#claims-r0">Skip to the claims</a>
<p class="keys"><kbd>j</kbd> <kbd>k</kbd> next and previous claim, <kbd>Esc</kbd> none; point at a passage or a claim to
see what belongs together.</p>
"""
    return document(_clean(title), head + body, asset(_HERE / "page.css"), [asset(_HERE / "page.js")])


def render_notebook(report: Report, names: Names) -> str:
    """Return the page in a frame of its own, whose style and script cannot reach the notebook around it."""
    height = 640 if report.claims else 320
    page = escape(render_page([report], names), quote=True)
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts" title="Claims of the report" width="100%" '
        f'height="{height}" loading="lazy"></iframe>'
    )


def _report(report: Report, key: str, names: Names, shown: _Types) -> str:
    imprint = " · ".join(wording.imprint(report))
    count = len(report.claims)
    cards = "\n".join(
        _card(claim, f"{key}c{number}", number, report, names, shown) for number, claim in enumerate(report.claims)
    )
    empty = "" if count else "<p>No claims.</p>"
    legend, text = _legend(report, shown.group_of), _body(report, key, shown.group_of)
    return f"""<main class="report" id="{key}" aria-label="{_text(report.title or report.id)}">
<header><h1 dir="auto">{_text(report.title or report.id)}</h1><p>{_text(imprint)}</p>{legend}</header>
<article class="text" aria-label="Report" dir="auto" lang="{_text(report.language or "")}">{text}
</article>
<section class="claims" id="claims-{key}" aria-label="{count} claims">
<h2>{count} claim{"" if count == 1 else "s"}</h2>{empty}
{cards}
</section>
{readers_section(report, key, names)}
</main>"""


def _legend(report: Report, group_of: GroupOf) -> str:
    groups = [group for group in GROUP_NAMES if any(group_of(claim.type) == group for claim in report.claims)]
    items = "".join(f'<li><span class="line g-{group}">{_text(GROUP_NAMES[group])}</span></li>' for group in groups)
    slant = '<li><span class="slant">loaded wording</span></li>' if report.slant else ""
    return f'<ul class="legend" aria-label="Lines">{items}{slant}</ul>' if items or slant else ""


def _body(report: Report, key: str, group_of: GroupOf) -> str:
    """Return the text as paragraphs of passages."""
    out, first = ["<p>"], set(range(len(report.claims)))
    for passage in cut_passages(report):
        parts = report.text[passage.start : passage.end].split("\n")
        anchors = [number for number in passage.values if number in first]
        first.difference_update(anchors)
        for index, part in enumerate(parts):
            if index:
                out.append("</p><p>")
            if part:
                lines = [(group_of(report.claims[number].type), number) for number in passage.values]
                out.append(_passage(part, passage, report, key, lines, anchors if not index else []))
    return "".join([*out, "</p>"]).replace("<p></p>", "")


def _passage(
    part: str, passage: Passage, report: Report, key: str, lines: Sequence[tuple[str, int]], anchors: Iterable[int]
) -> str:
    """Return one passage: a line under it for each claim, one below the other, and where its claim's card leads to."""
    words = _text(part)
    for depth, (group, _) in enumerate(list(dict.fromkeys(lines))[:_MOST_LINES]):
        words = f'<span class="line d{depth} g-{group}">{words}</span>'
    if passage.slant:
        words = f'<span class="slant" title="Loaded wording: {_text(", ".join(passage.slant))}">{words}</span>'
    for number in anchors:
        words = f'<span id="{key}p{number}">{words}</span>'
    if not passage.values and not passage.evidence:
        return words
    value = _numbers("v", passage.values, key)
    evidence = _numbers("e", passage.evidence, key)
    told = ", ".join(wording.short(report.claims[number]) for number in passage.values)
    label = f' title="{_text(told)}"' if told else ""
    return f'<span class="passage"{value}{evidence}{label}>{words}</span>'


def _numbers(name: str, numbers: Sequence[int], key: str) -> str:
    return f' data-{name}="{" ".join(f"{key}c{number}" for number in numbers)}"' if numbers else ""


def _card(claim: Claim, card: str, number: int, report: Report, names: Names, shown: _Types) -> str:
    who = wording.who(claim, names, shown.direction_of)
    head = " · ".join(wording.headline(claim, names)) or who
    sure = f"{wording.confidence_word(claim.confidence)} {claim.confidence:.2f}"
    rows = "".join(f"<dt>{_text(label)}</dt><dd>{_text(words)}</dd>" for label, words in wording.details(claim, names))
    quotes = "".join(
        f"<blockquote>{_quote(report, claim, each.start, each.end)}</blockquote>" for each in claim.evidence
    )
    group = shown.group_of(claim.type)
    count = len(claim.evidence)
    anchor = f'<a href="#{card.replace("c", "p")}">in the text</a>' if claim.cells or claim.triggers else ""
    heard = wording.short(claim) + (f", {wording.spoken(who)}" if who else "")
    label = f"Claim {number + 1}: {_text(heard)}"
    return f"""<article class="claim g-{group}" id="{card}" tabindex="0" aria-label="{label}">
<h3><span class="type">{_text(claim.type)}</span> <span class="status">{_text(claim.status)}</span></h3>
<p class="what" dir="auto">{wording.arrows(_text(head))}</p>
<p class="sure" title="Probability that type and happening are right">
<meter min="0" max="1" value="{claim.confidence:.2f}"></meter> {_text(sure)} {anchor}</p>
<dl>{rows}</dl>
<details><summary>{count} passage{"" if count == 1 else "s"}</summary>{quotes}</details>
</article>"""


def _quote(report: Report, claim: Claim, start: int, end: int) -> str:
    """Return a sentence of evidence with this one claim's values marked."""
    alone = Report(report.id, report.text[:end], claims=(claim,))
    return "".join(
        f"<mark>{words}</mark>" if passage.values else words
        for passage in cut_passages(alone)
        if passage.start >= start
        for words in [_text(report.text[passage.start : passage.end])]
    )


def _text(words: str) -> str:
    """Return words as HTML text, fit for an attribute too; characters that HTML forbids give a replacement mark."""
    return escape(_clean(words), quote=True)


def _clean(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words)
