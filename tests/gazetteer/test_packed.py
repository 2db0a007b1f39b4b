"""The built gazetteer's file: parsed bit by bit, it holds what the compiler gave."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.gazetteer import Entry
from foedera.gazetteer.packed import Entries, Table, pack, unpack

KEYS = st.text(
    st.characters(exclude_characters="\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cs"])
)
VALUES = st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.none() | st.integers(), max_size=3)


def compiled(table: dict[str, Any], entries: list[list[Any]]) -> dict[str, Any]:
    names = ("lexicon", "people", "surnames", "system_keys", "systems")
    return {"format": 1, "words": {"a": ["b"]}, "entries": entries} | dict.fromkeys(names, table)


@given(
    st.dictionaries(KEYS, VALUES, max_size=4),
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3, unique=True),
)
def test_nothing_is_lost(table: dict[str, Any], ids: list[str]) -> None:
    """Line ends and tabs in values are escaped by JSON; keys of names have none."""
    entries: list[list[Any]] = [[f"state:{name}", "state", name, None, None, None] for name in ids]
    found = unpack(pack(compiled(table, entries)))
    assert found["words"] == {"a": ["b"]}
    assert dict(found["systems"]) == table
    made = Entries(found["entries"])
    assert list(made) == [Entry(*row) for row in entries]
    assert [made.place_of(made[at]) for at in range(len(entries))] == list(range(len(entries)))


def test_packed_rows_are_as_the_compilers() -> None:
    rows: list[list[Any]] = [
        ["state:A", "state", "A", "AAA", None, None],
        ["company:B", "company", "B", None, None, None],
    ]
    packed, plain = Entries([json.dumps(row) for row in rows]), Entries(rows)
    assert packed[-1] == plain[-1] == Entry("company:B", "company", "B", None)
    assert packed[0:2] == plain[0:2]
    assert [each.place_of(each[1]) for each in (packed, plain)] == [1, 1]


def test_a_table_parses_what_it_is_asked_for() -> None:
    table = Table(["a\t[1]", "b\tno json"])
    assert table["a"] == [1]
    assert (list(table), len(table), table.get("c"), "b" in table) == (["a", "b"], 2, None, True)
    with pytest.raises(json.JSONDecodeError):
        table["b"]
