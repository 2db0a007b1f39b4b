"""Specs become bytes: SVG, PNG or a page. The only module that knows vl-convert."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from itertools import count

from foedera.pictures.look import Spec, palette
from foedera.pictures.measure import clean
from foedera.pictures.page import Picture, render_page
from foedera.pictures.records import FORMATS, PictureError

SCALE = 2
"""Pixels of a PNG to one of the picture's."""
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
    still = _described(svg(picture.still), picture)
    if format == "svg":
        return still.encode()
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


def _described(drawn: str, picture: Picture) -> str:
    """Say what the picture shows to readers who do not see it."""
    head, end, rest = drawn.partition(">")
    title, summary = (escape(clean(words), quote=False) for words in (picture.title, picture.summary))
    return f'{head} role="img"{end}<title>{title}</title><desc>{summary}</desc>{rest}'


def _renumbered(drawn: str) -> str:
    """Count gradients and clips from 0: Vega counts on from one picture to the next."""
    numbers = count()
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"u{next(numbers)}")

    return _NUMBERED.sub(name, drawn)
