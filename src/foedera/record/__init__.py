"""The record of many reports: every verb that reads or writes it."""

from foedera.record.adding import AddOutcome, Wishes
from foedera.record.answers import Answers, claim_row, event_row
from foedera.record.deciding import DecisionError, default_author
from foedera.record.queries import QueryError, make_query, query_to_plain, query_words
from foedera.record.queue import Item
from foedera.record.record import DEFAULT, Record, open_record

__all__ = [
    "DEFAULT",
    "AddOutcome",
    "Answers",
    "DecisionError",
    "Item",
    "QueryError",
    "Record",
    "Wishes",
    "claim_row",
    "default_author",
    "event_row",
    "make_query",
    "open_record",
    "query_to_plain",
    "query_words",
]
