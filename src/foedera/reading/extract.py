"""From the bytes of any supported format to raw text, its blocks and its metadata."""

from __future__ import annotations

from foedera.reading.encoding import decode
from foedera.reading.extracted import Extract
from foedera.reading.limits import Limits
from foedera.reading.sniff import find_format


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """Take the text out of a file of any supported format; foreign parsers run in a process of their own.

    Raises:
        Fault: The file cannot be read.
    """
    kind = find_format(data, name)
    if kind == "text":
        return Extract.plain(decode(data), "text/plain")
    # The rest is imported when it is met: most reports are plain text, and a start should be quick.
    if kind == "markdown":
        from foedera.reading.markdown import extract_markdown  # noqa: PLC0415

        return extract_markdown(decode(data))
    from foedera.reading.isolate import parse_isolated  # noqa: PLC0415

    return parse_isolated(kind, data, limits)
