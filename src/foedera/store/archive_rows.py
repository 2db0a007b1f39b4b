"""What the rows of an archive hold, and the check that a row is one: an archive may be changed by hand, or hostile."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from foedera.contract import ContractError, from_json
from foedera.events import ACTIONS
from foedera.store.faults import StoreError, store_error
from foedera.types import STATUSES

Row: TypeAlias = dict[str, Any]
_TEXT, _MAYBE, _WHOLE, _NUMBER, _LIST = (str,), (str, type(None)), (int,), (int, float), (list, tuple)
_PRODUCER: Final = {"producer": _TEXT, "model": _TEXT, "codebook": _TEXT}
COLUMNS: Final[dict[str, dict[str, tuple[type, ...]]]] = {
    "originals": {"sha256": _TEXT, "media_type": _TEXT},
    "reports": {
        "seq": _WHOLE,
        "id": _TEXT,
        "sha256": _TEXT,
        "source": _TEXT,
        "page": _MAYBE,
        "version_of": _MAYBE,
        "added": _TEXT,
        **_PRODUCER,
        "url": _MAYBE,
        "title": _MAYBE,
        "publisher": _MAYBE,
        "published": _MAYBE,
        "dateline": _MAYBE,
        "language": _MAYBE,
        "byline": _LIST,
        "slant": _LIST,
        "text": _TEXT,
        "offsets": _LIST,
        "original_text": _MAYBE,
        "signature": _MAYBE,
        "bands": _LIST,
    },
    "claims": {"id": _TEXT, "report": _TEXT, "n": _WHOLE, "type": _TEXT, "status": _TEXT, "body": (dict,)},
    "cells": {
        "id": _TEXT,
        "claim": _TEXT,
        "n": _WHOLE,
        "field": _TEXT,
        "value": (dict, str, bool, int, float),
        "printed": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "score": _NUMBER,
        **_PRODUCER,
    },
    "decisions": {
        "seq": _WHOLE,
        "id": _TEXT,
        "action": _TEXT,
        "target": _TEXT,
        "other": _MAYBE,
        "author": _TEXT,
        "time": _TEXT,
        "reason": _TEXT,
        "value": _MAYBE,
        "shown": _MAYBE,
    },
    "failures": {
        "source": _TEXT,
        "code": _TEXT,
        "message": _TEXT,
        "time": _TEXT,
        "sha256": _MAYBE,
        "tries": _WHOLE,
    },
    "saved": {"name": _TEXT, "kind": _TEXT, "query": (dict,), "seen": _WHOLE},
}
"""What a row of each table holds, all of it JSON's values. Signatures are hexadecimal."""


def check_row(address: str, table: str, n: int, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Refuse what is no row of a table.

    Raises:
        StoreError: A column is missing, unknown or holds something else; the row is named by its number.
    """
    wanted = COLUMNS[table]
    if not isinstance(row, Mapping) or row.keys() != wanted.keys():
        odd = sorted(set(row) ^ set(wanted)) if isinstance(row, Mapping) else ["all of it"]
        raise _bad(address, table, n, f"missing or unknown: {', '.join(map(str, odd))}")
    for name, types in wanted.items():
        if not _fits(row[name], types):
            raise _bad(address, table, n, f"{name} cannot be {str(row[name])[:60]!r}")
    found = _CHECKS[table](row) if table in _CHECKS else None
    if found:
        raise _bad(address, table, n, found)
    return row


def _bad(address: str, table: str, n: int, message: str) -> StoreError:
    return store_error("S124", address, f"row {n} of {table}: {message}")


def _fits(value: object, types: tuple[type, ...]) -> bool:
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return isinstance(value, types) and (types != _WHOLE or _whole(value))


def _whole(value: object) -> bool:
    """Tell whether a value is a number that a database takes."""
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _number(seq: int) -> bool:
    """Tell whether a value is a sequence number, with room to move on."""
    return 0 < seq < 2**53


def _wholes(values: object) -> bool:
    return isinstance(values, list | tuple) and all(_whole(value) for value in values)


def _texts(values: object) -> bool:
    return isinstance(values, list | tuple) and all(isinstance(value, str) for value in values)


def _report(row: Mapping[str, Any]) -> str | None:
    if not _texts(row["byline"]):
        return "byline is no list of names"
    if not all(isinstance(m, list | tuple) and len(m) == 3 and _wholes(m[:2]) and _texts(m[2:]) for m in row["slant"]):
        return "slant is no list of marks"
    if not all(_wholes(numbers) for numbers in row["offsets"]):
        return "offsets are no lists of numbers"
    if not _wholes(row["bands"]):
        return "bands are no numbers"
    if row["signature"] is not None and not _hexadecimal(row["signature"]):
        return "signature is not hexadecimal"
    return None if _number(row["seq"]) else "seq is no sequence number"


def _hexadecimal(text: str) -> bool:
    try:
        bytes.fromhex(text)
    except ValueError:
        return False
    return True


def _claim(row: Mapping[str, Any]) -> str | None:
    if row["status"] not in STATUSES:
        return f"no status {row['status'][:60]!r}"
    body = row["body"]
    if body.keys() != {"confidence", "undisclosed", "evidence", "triggers"}:
        return "body is that of no claim"
    try:
        claim = from_json({"report": {}, "claims": [{**row, "cells": [], **body}]}).claims[0]
    except ContractError as error:
        return str(error)
    ends = [end for each in claim.evidence for end in (each.start, each.end)]
    ends += [end for span in claim.triggers for end in (span.start, span.end)]
    sound = _wholes(ends) and _texts(claim.undisclosed)
    named = all(_texts(each.fields) for each in claim.evidence)
    sure = not isinstance(claim.confidence, bool) and isinstance(claim.confidence, int | float)
    return None if sound and named and sure and math.isfinite(claim.confidence) else "body is that of no claim"


def _cell(row: Mapping[str, Any]) -> str | None:
    try:
        from_json({"report": {}, "claims": [{"id": "", "type": "", "status": "", "cells": [row]}]})
    except ContractError as error:
        return str(error)
    return None


def _decision(row: Mapping[str, Any]) -> str | None:
    if row["action"] not in ACTIONS:
        return f"no action {row['action'][:60]!r}"
    return None if _number(row["seq"]) else "seq is no sequence number"


def _saved(row: Mapping[str, Any]) -> str | None:
    if row["kind"] not in ("events", "claims"):
        return f"no kind {row['kind'][:60]!r}"
    return None if _number(row["seen"] + 1) else "seen is no sequence number"


_CHECKS: Final = {"reports": _report, "claims": _claim, "cells": _cell, "decisions": _decision, "saved": _saved}


def check_rows(address: str, table: str, rows: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Check rows one after the other, counted from 1."""
    return (check_row(address, table, n, row) for n, row in enumerate(rows, 1))
