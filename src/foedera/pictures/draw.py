"""Specs become bytes: SVG, PNG or a page. The only module that knows vl-convert."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import count
from typing import Any

from foedera.pictures.look import Spec, dark_style, palette
from foedera.pictures.measure import clean
from foedera.pictures.page import Picture, render_page
from foedera.pictures.records import FORMATS, Link, PictureError

SCALE = 2
"""Pixels of a PNG to one of the picture's."""
_MARK = "https://mark.invalid/"
"""Vega lets only whole addresses through: marks are drawn with this and the number of their row."""
_ANCHOR = re.compile(rf'<a xlink:href="{re.escape(_MARK)}(\d+)">')
_NUMBERED = re.compile(r'(?<=id=")(?:gradient_|clip)\d+(?=")|(?<=="url\(#)(?:gradient_|clip)\d+(?=\)")')


def check(format: str, theme: str) -> None:  # noqa: A002 - the word that the command line has
    """Refuse what no picture has, before any work is done.

    Raises:
        PictureError: No such format or theme.
    """
    if format not in FORMATS:
        raise PictureError(f"no picture format {format!r}: choose {', '.join(FORMATS[:-1])} or {FORMATS[-1]}")
    palette(theme)


def draw(picture: Picture, format: str) -> bytes:  # noqa: A002 - the word that the command line has
    """Return the picture's bytes."""
    links = picture.links if format == "svg" else ()
    drawn = _leading(svg(_pointing(picture.still, links)), links)
    if format == "svg":
        style = f"<style>{dark_style('.foedera')}</style>" if picture.theme == "auto" else ""
        return _described(drawn, picture, style).encode()
    still = _described(drawn, picture)
    if format == "png":
        return png(still)
    return render_page(picture, still, runtime() if picture.live is not None else "").encode()


def svg(spec: Spec) -> str:
    """Return a spec drawn as SVG; nothing is loaded from anywhere."""
    import vl_convert  # noqa: PLC0415 - 50 MB that only pictures need

    drawn: str = vl_convert.vega_to_svg(json.dumps(spec), allowed_base_urls=[])
    return _renumbered(drawn)


def png(drawn: str) -> bytes:
    """Return an SVG as PNG."""
    import vl_convert  # noqa: PLC0415 - 50 MB that only pictures need

    data: bytes = vl_convert.svg_to_png(drawn, scale=SCALE)
    return data


@cache
def runtime() -> str:
    """Return Vega as one script that defines `vegaEmbed` and loads nothing."""
    import vl_convert  # noqa: PLC0415 - 50 MB that only pictures need

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return script.replace("</script", "<\\/script")


def _described(drawn: str, picture: Picture, style: str = "") -> str:
    """Say what the picture shows to readers who do not see it."""
    head, end, rest = drawn.partition(">")
    title, summary = (escape(clean(words), quote=False) for words in (picture.title, picture.summary))
    role = "graphics-document" if "<a " in drawn else "img"  # nobody reaches what is inside an img
    head = head.replace('class="marks"', 'class="marks foedera"', 1)
    return f'{head} role="{role}"{end}<title>{title}</title><desc>{summary}</desc>{style}{rest}'


def _pointing(spec: Spec, links: Sequence[Link | None]) -> Spec:
    """Let each datum that stands for one row name it where the row leads somewhere."""
    if not any(links):
        return spec

    def pointing(datum: Any) -> Any:
        rows: Sequence[int] = datum.get("rows", ())
        known = len(rows) == 1 and links[rows[0]] is not None
        return {**datum, "href": f"{_MARK}{rows[0]}"} if known else datum

    values = [each.get("values") for each in spec["data"]]
    made = [
        {**each, "values": list(map(pointing, own))} if isinstance(own, list) else each
        for each, own in zip(spec["data"], values, strict=True)
    ]
    return {**spec, "data": made}


def _leading(drawn: str, links: Sequence[Link | None]) -> str:
    """Put the addresses where rows are named; of several marks of one row the first is reached by keys."""
    seen: set[int] = set()

    def anchor(match: re.Match[str]) -> str:
        row = int(match[1])
        link = links[row]
        assert link is not None
        again = ' tabindex="-1" aria-hidden="true"' if row in seen else f' aria-label="{escape(link.words)}"'
        seen.add(row)
        return f'<a href="{escape(link.address)}" target="_top"{again}>'

    return _ANCHOR.sub(anchor, drawn)


def _renumbered(drawn: str) -> str:
    """Count gradients and clips from 0: Vega counts on from one picture to the next."""
    numbers = count()
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"u{next(numbers)}")

    return _NUMBERED.sub(name, drawn)
