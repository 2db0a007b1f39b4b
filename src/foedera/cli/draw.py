"""`foedera timeline`, `map` and `network`: pictures of a record."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from foedera.cli.main import DONE, say
from foedera.cli.opened import filters, opened
from foedera.cli.output import OutputError, check_home


def draw(options: argparse.Namespace) -> int:
    """Draw the events that pass the filters."""
    output: Path = options.output or Path(f"{options.kind}.html")
    if not output.suffix:
        message = f"{output}: the name of a picture ends in .svg, .png or .html"
        raise OutputError(message)
    check_home(output)
    wishes = {"theme": "dark" if options.dark else "auto", "title": options.title}
    wishes |= {"lanes": options.lanes} if options.kind == "timeline" else {}
    with opened(options) as record:
        drawn = record.picture(options.kind, output.suffix[1:].casefold(), **wishes, **filters(options))
    write_picture(output, drawn)
    return DONE


def write_picture(output: Path, drawn: bytes) -> None:
    """Write a file that takes its name only when it is whole, and say where it is."""
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        part.write_bytes(drawn)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        message = f"cannot write {output}: {error.strerror or error}"
        raise OutputError(message) from error
    say(f"wrote {output} ({len(drawn) // 1024 + 1} KB)")
