"""Reports and claims for people to read: text for a terminal, a page, a table."""

from foedera.codebook.groups import GROUP_NAMES, GroupOf, groups_of, type_group
from foedera.render.events import claim_lines, decision_lines, event_full, event_lines, party_words
from foedera.render.page import render_notebook, render_page
from foedera.render.readers import READER_COLUMNS, reader_rows, render_readers
from foedera.render.table import COLUMNS, table_rows
from foedera.render.terminal import Style, render_terminal

__all__ = [
    "COLUMNS",
    "GROUP_NAMES",
    "READER_COLUMNS",
    "GroupOf",
    "Style",
    "claim_lines",
    "decision_lines",
    "event_full",
    "event_lines",
    "groups_of",
    "party_words",
    "reader_rows",
    "render_notebook",
    "render_page",
    "render_readers",
    "render_terminal",
    "table_rows",
    "type_group",
]
