"""The frame of a page that needs nothing else: it loads nothing, and runs only its own scripts and style."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path


def document(
    title: str, body: str, style: str, scripts: Sequence[str], *, images: bool = False, theme: str = ""
) -> str:
    """Return a whole HTML document under a policy that allows its own parts, by their hashes, and forbids all else.

    Args:
        title: Words without characters that HTML forbids; they are escaped here.
        body: Markup that stands before the scripts.
        scripts: Each as it is run, in order; none holds a closing tag of its own.
        images: Whether the body shows pictures that are part of it (`data:` addresses).
        theme: What `data-theme` of the document says, for its style and scripts.

    Example:
        >>> page = document("A & B", "<p>C</p>", "p{margin:0}", ["go()"])
        >>> "<title>A &amp; B – Foedera</title>" in page, "script-src 'sha256-" in page
        (True, True)
    """
    chosen = f' data-theme="{escape(theme, quote=True)}"' if theme else ""
    run = "".join(f"<script>{script}</script>\n" for script in scripts)
    return f"""<!DOCTYPE html>
<html lang="en"{chosen}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(style, scripts, images=images)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title, quote=True)} – Foedera</title>
<style>{style}</style>
</head>
<body>
{body}
{run}</body>
</html>
"""


def policy(style: str, scripts: Sequence[str], *, images: bool = False) -> str:
    """Return the policy of such a page.

    Example:
        >>> policy("p{}", []).split("; ")[0]
        "default-src 'none'"
    """
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts) or "'none'"
    pictures = "img-src data:; " if images else ""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {allowed}; {pictures}base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"sha256-{digest}"


@cache
def asset(file: Path) -> str:
    """Return a script or style that a page holds."""
    return file.read_text(encoding="utf-8")
