"""The store: all SQL. Reports, claims, decisions and what is derived from them, in SQLite or PostgreSQL."""

from foedera.store.blocks import Stand
from foedera.store.faults import ConflictError, StoreError
from foedera.store.lists import FACETS, ORDERS, Publisher
from foedera.store.open import open_store
from foedera.store.records import (
    Added,
    Failure,
    Hit,
    Kept,
    Offsets,
    Original,
    Pending,
    Saved,
    State,
    Stats,
    Stored,
    page_identity,
)
from foedera.store.search import check_question
from foedera.store.store import Store
from foedera.store.words import find_words

__all__ = [
    "FACETS",
    "ORDERS",
    "Added",
    "ConflictError",
    "Failure",
    "Hit",
    "Kept",
    "Offsets",
    "Original",
    "Pending",
    "Publisher",
    "Saved",
    "Stand",
    "State",
    "Stats",
    "Store",
    "StoreError",
    "Stored",
    "check_question",
    "find_words",
    "open_store",
    "page_identity",
]
