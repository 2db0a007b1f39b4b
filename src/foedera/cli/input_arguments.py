"""The arguments that say how inputs are taken, shared by the commands that read."""

from __future__ import annotations

import argparse
from typing import Any

FIELDS = ("text", "title", "published", "publisher", "url")


def add_input_arguments(parser: Any) -> None:
    """Add the arguments on tables, links and the web."""
    inputs = parser.add_argument_group("tables, feeds and the web")
    inputs.add_argument(
        "--columns",
        metavar="FIELD=COLUMN,...",
        type=columns,
        help=f"columns of CSV, Parquet and JSON lines that hold {', '.join(FIELDS)} (text=body,published=date)",
    )
    inputs.add_argument("--follow", action="store_true", help="fetch the pages that feeds and sitemaps list")
    inputs.add_argument(
        "--delay", metavar="SECONDS", type=_seconds, default=1.0, help="pause between requests to one host (default: 1)"
    )


def add_engine_arguments(parser: Any) -> None:
    """Add the arguments on who does the work."""
    work = parser.add_argument_group("many machines")
    work.add_argument(
        "--engine", choices=("local", "ray"), default="local", help="who does the work: this machine, or a Ray cluster"
    )
    work.add_argument(
        "--address", metavar="HOST:PORT", help="of the Ray cluster, or auto (default: one on this machine for the run)"
    )


def columns(text: str) -> dict[str, str]:
    """Return which column holds each field.

    Example:
        >>> columns("text=body,publisher=source")
        {'text': 'body', 'publisher': 'source'}
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        field, equals, column = part.partition("=")
        if not equals or not column.strip() or field.strip() not in FIELDS:
            raise argparse.ArgumentTypeError(f"{part!r}: write FIELD=COLUMN with a field of {', '.join(FIELDS)}")
        if field.strip() in found:
            raise argparse.ArgumentTypeError(f"{field.strip()!r} stands twice")
        found[field.strip()] = column.strip()
    return found


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0 to 3600")
    return value
