"""One page that needs nothing else: the picture, what is pointed at in words, and all of it as a table.

The page loads nothing and runs only its own scripts and style (by hash, under a policy that forbids all else). Names
and passages reach it as text: in the table escaped, in the spec as JSON that no markup can end.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

from foedera.pictures.look import DARK, LIGHT, Spec
from foedera.pictures.measure import clean
from foedera.pictures.records import Link
from foedera.pictures.table import Table
from foedera.standalone import asset, document

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the formats are made from."""

    title: str
    summary: str
    """What the picture shows, in a sentence; the description for readers who do not see it."""
    still: Spec
    live: Spec | None
    """The spec that a page runs; None where there is nothing to draw."""
    table: Table
    hint: str = ""
    """How to move in the picture."""
    more: tuple[Table, ...] = ()
    """Further tables, which the picture does not point at."""
    theme: str = "auto"
    links: tuple[Link | None, ...] = ()
    """Where the rows of the table lead to; marks that stand for one row lead there too."""


def render_page(picture: Picture, still: str, script: str) -> str:
    """Return the whole document.

    Args:
        still: The picture as SVG, for readers without scripts.
        script: Vega.
    """
    title, live = picture.title, picture.live
    own, style = asset(_HERE / "page.js"), asset(_HERE / "page.css")
    scripts = [script, own] if live is not None else [own]
    palettes = {"light": LIGHT, "dark": DARK}
    given = _json({"spec": live, "palettes": palettes, "theme": picture.theme})
    data = f'<script type="application/json" id="data">{given}</script>'
    shown = f"<noscript>{still}</noscript>" if live is not None else still
    body = f"""<a class="skip" href="#table">Skip to the table</a>
<main>
<h1 class="unseen" dir="auto">{_text(title)}</h1>
<p class="unseen">{_text(picture.summary)}</p>
{_controls(picture.hint) if live is not None and picture.hint else ""}
<div class="sides">
<div id="picture" role="group" aria-label="{_text(title)}" tabindex="0">{shown}</div>
<aside id="details" aria-live="polite" hidden></aside>
</div>
<section aria-label="Table">
<p class="find" hidden><label>Find in the table <input type="search" id="find"></label> <span id="found"></span></p>
{_table(picture.table, "table")}
{"".join(_table(table, f"more{number}") for number, table in enumerate(picture.more))}
</section>
</main>
<div id="tip" role="status" hidden></div>
{data}"""
    return document(clean(title), body, style, scripts, images=True, theme=picture.theme)


def _controls(hint: str) -> str:
    buttons = (
        ("in", "+", "Nearer"),
        ("out", "–", "Farther"),
        ("left", "←", "Left"),
        ("right", "→", "Right"),
        ("reset", "All", "Show all"),
    )
    items = "".join(
        f'<button type="button" data-step="{step}" aria-label="{words}" title="{words}">{sign}</button>'
        for step, sign, words in buttons
    )
    return f'<p class="controls" role="toolbar" aria-label="Move in the picture">{items}<span>{_text(hint)}</span></p>'


def _table(table: Table, key: str) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.head)
    rows = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.cells)}</tr>" for row in table.rows)
    return f"""<div class="scroll" tabindex="0" role="region" aria-label="{_text(table.caption)}"><table id="{key}">
<caption>{_text(table.caption)}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody></table></div>"""


def _json(value: object) -> str:
    """Return JSON in which no markup can begin or end."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        plain = plain.replace(letter, f"\\u{ord(letter):04x}")
    return plain


def _text(words: str) -> str:
    return escape(clean(words), quote=True)
