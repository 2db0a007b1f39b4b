"""The process in which files of complex formats are parsed: `python -m foedera.reading.worker`.

It reads requests from standard input and answers on standard output, until its input ends: a line of JSON (`kind`,
`size`, `limits`), then `size` bytes; the answer is a line with the length, then as many bytes of JSON.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any, BinaryIO

from foedera.reading.encoding import decode
from foedera.reading.extracted import Extract
from foedera.reading.faults import DAMAGED, NOT_INSTALLED, TOO_LARGE, Fault
from foedera.reading.limits import Limits

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,30})",
    re.IGNORECASE,
)


def parse(kind: str, data: bytes, limits: Limits) -> Extract:
    """Parse a file of one format, in this process."""
    if kind == "pdf":
        from foedera.reading.pdf import extract_pdf  # noqa: PLC0415  (each format loads only its own parser)

        return extract_pdf(data, limits)
    if kind == "word":
        from foedera.reading.word import extract_word  # noqa: PLC0415

        return extract_word(data, limits)
    if kind == "mail":
        from foedera.reading.mail import extract_mail  # noqa: PLC0415

        return extract_mail(data, limits)
    from foedera.reading.html import extract_html  # noqa: PLC0415

    charset = _CHARSET.search(data[:4096])
    declared = (charset[1] or charset[2]).decode("ascii") if charset else None
    return extract_html(decode(data, declared), limits)


def answer(kind: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """Return the extract, or the fault, as plain values."""
    try:
        return {"extract": parse(kind, data, limits).to_json()}
    except Fault as fault:
        return {"fault": [fault.code, fault.message]}
    except ImportError as error:
        return {"fault": [NOT_INSTALLED, f"its parser is not installed ({error}); install foedera again"]}
    except MemoryError:
        return {"fault": [TOO_LARGE, "it needs more memory than is allowed"]}
    except RecursionError:
        return {"fault": [TOO_LARGE, "it is nested too deeply"]}
    except Exception as error:  # noqa: BLE001  (whatever a foreign parser throws at hostile input)
        return {"fault": [DAMAGED, f"its parser gave up ({type(error).__name__}: {error})"[:300]]}


def cap_memory(extra: int) -> None:
    """Keep the process from taking more address space than it has now and what is allowed."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)

        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            now = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + extra, now + extra))
    except (ImportError, OSError, ValueError):
        return


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    capped = False
    while line := requests.readline():
        request = json.loads(line)
        limits = Limits(**request["limits"])
        if not capped:
            cap_memory(limits.memory)
            capped = True
        content = json.dumps(answer(request["kind"], requests.read(request["size"]), limits)).encode("ascii")
        answers.write(b"%d\n%b" % (len(content), content))
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
