"""By which rules the claims of a record were merged: after these change, what is in it no longer fits what comes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedera.merge.rules import built

if TYPE_CHECKING:
    from foedera.store import Store

_HOME: Final = Path(__file__).parents[1]
_RULES: Final = ("merge", "analysis")
"""The rooms that say which claims are one happening, and what these add up to."""
FEW: Final = 2000
"""Claims up to which a record is merged anew without being asked: some seconds."""


@lru_cache(maxsize=1)
def present() -> int:
    """Return the rules of this program as a number: a hash of what they are written in, and of the names they know.

    What types of the user's own say under `merge` is not among them: a record can be opened with and without these.
    """
    files = [path for room in _RULES for path in sorted((_HOME / room).glob("*.py"))]
    found = hashlib.sha256()
    for path in (*files, _HOME / "assets" / "gazetteer.jsonl"):
        found.update(hashlib.sha256(path.read_bytes()).digest())
    found.update(repr(sorted(built().items())).encode())
    return int.from_bytes(found.digest()[:7], "big")


def outdated(store: Store) -> bool:
    """Tell whether what is merged was merged by other rules than these."""
    return store.rules() != present() and store.merged()


def settle(store: Store) -> None:
    """Note the rules before claims are merged; a small record that other rules merged is merged anew."""
    if outdated(store):
        if store.stats().claims > FEW:
            return
        with store.writing():
            store.clear_derived()
            store.put_rules(present())
    elif store.rules() != present():
        store.put_rules(present())
