"""JSON lines, CSV and Parquet: which column says what, and rows that are wrong."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest

from foedera.contract import to_json
from foedera.sources.columns import choose_columns, compose
from foedera.sources.dates import day_of, day_of_number
from foedera.sources.faults import SourceFault
from foedera.sources.items import Item
from foedera.types import Report
from tests.sources.making import LIMITS, items, messages, problems, walk

ROWS = [
    {
        "body": "Serbia and China met.",
        "date": "2025-07-19T10:00:00Z",
        "source": "Herald",
        "link": "https://h.example/1",
        "headline": "They met",
    },
    {"body": "Kenya bought drones.", "date": "19 July 2025", "source": "", "link": "", "headline": ""},
]
EXPECTED = [
    Item("t!1", b"They met\n\nSerbia and China met.", "2025-07-19", "Herald", "https://h.example/1", "They met"),
    Item("t!2", b"Kenya bought drones.", "2025-07-19"),
]


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def named(found: list[Item], name: str) -> list[Item]:
    return [replace(each, name=each.name.replace("t!", f"{name}!")) for each in found]


def test_json_lines_by_usual_names() -> None:
    found, _ = walk(lines(*ROWS), "rows.jsonl")
    assert found == named(EXPECTED, "rows.jsonl")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_by_usual_names(sign: str, encoding: str) -> None:
    head = sign.join(("Body", "Date", "Source", "Link", "Headline"))
    row = sign.join(('"Café ""Ö""' + "\n" + 'x"', "2025-07-19", "Le Monde", "https://m.example/1", "Café"))
    found, _ = walk(f"{head}\r\n{row}\r\n\r\n".encode(encoding), "rows.csv")
    text = 'Café "Ö"\nx'.encode()
    assert found == [Item("rows.csv!1", text, "2025-07-19", "Le Monde", "https://m.example/1", "Café")]


def test_parquet_by_usual_names_and_types() -> None:
    pl = pytest.importorskip("polars")
    table = pl.DataFrame({"body": ["one", "two", None], "date": [date(2025, 7, 19), None, None], "n": [1, 2, 3]})
    out = io.BytesIO()
    table.write_parquet(out)
    found, _ = walk(out.getvalue(), "rows.parquet")
    assert found[:2] == [Item("rows.parquet!1", b"one", "2025-07-19"), Item("rows.parquet!2", b"two")]
    assert problems(found) == [("R210", "rows.parquet!3")]
    assert problems(walk(out.getvalue()[:-20], "rows.parquet")[0]) == [("R200", "rows.parquet")]


def test_columns_of_the_users_own() -> None:
    given = {"text": "headline", "publisher": "body"}
    found, _ = walk(lines(ROWS[0]), "t.jsonl", columns=given)
    assert found == [
        Item("t.jsonl!1", b"They met", "2025-07-19", "Serbia and China met.", "https://h.example/1", None)
    ] or (isinstance(found[0], Item) and found[0].data == b"They met" and found[0].publisher == "Serbia and China met.")
    csv = b"a,b\nx,y\n"
    assert problems(walk(csv, "t.csv")[0]) == [("R209", "t.csv")]
    assert '"a", "b"' in messages(walk(csv, "t.csv")[0])
    assert "--columns text=NAME" in messages(walk(csv, "t.csv")[0])
    assert items(walk(csv, "t.csv", columns={"text": "b"})[0]) == {"t.csv!1": b"y"}
    assert problems(walk(csv, "t.csv", columns={"text": "c"})[0]) == [("R209", "t.csv")]
    assert items(walk(csv, "whatever.dat", columns={"text": "b"})[0]) == {"whatever.dat!1": b"y"}


def test_keys_in_keys() -> None:
    row = {"article": {"body": "deep", "by": {"name": "Herald"}}, "text": "flat"}
    given = {"text": "article.body", "publisher": "article.by.name"}
    assert walk(lines(row), "t.jsonl", columns=given)[0] == [Item("t.jsonl!1", b"deep", None, "Herald")]


def test_reports_of_the_contract_come_as_they_are_or_anew() -> None:
    """A line that `foedera read` wrote is a report; with columns it is a row like any other."""
    line = json.dumps(to_json(Report("r1", "Serbia and China met.", publisher="Herald"))).encode()
    assert walk(line + b"\n", "out.jsonl")[0] == [Item("out.jsonl!1", line, report=True)]
    (found,) = walk(line, "out.jsonl", columns={"text": "report.text"})[0]
    assert isinstance(found, Item)
    assert (found.report, found.data) == (False, b"Serbia and China met.")


def test_bad_lines_cost_themselves_only() -> None:
    data = (
        b'{"text": "one"}\nnot json\n[1]\n{"text": 7}\n\n{"text": ""}\n' + b"[" * 50_000 + b'\n{"text": "\\ud800!"}\n'
    )
    found, _ = walk(data, "t.jsonl")
    assert items(found) == {"t.jsonl!1": b"one", "t.jsonl!8": b"?!"}
    assert problems(found) == [("R210", f"t.jsonl!{number}") for number in (2, 3, 4, 6, 7)]


def test_huge_lines_are_passed_over() -> None:
    data = b'{"text": "' + b"x" * 3_000_000 + b'"}\n{"text": "two"}\n'
    found, _ = walk(data, "t.jsonl")
    assert items(found) == {"t.jsonl!2": b"two"}
    assert problems(found) == [("R202", "t.jsonl!1")]


def test_quotes_that_never_close_end_the_table() -> None:
    data = b'text\ngood\n"open ' + b"x,\n" * 100_000
    found, _ = walk(data, "t.csv")
    assert items(found) == {"t.csv!1": b"good"}
    assert problems(found) == [("R210", "t.csv")]
    assert "row 2" in messages(found)


def test_short_long_and_empty_rows() -> None:
    found, _ = walk(b"text,source\nonly\na,b,c,d\n,\n   ,x\n", "t.csv")
    assert [(each.data, each.publisher) for each in found if isinstance(each, Item)] == [(b"only", None), (b"a", "b")]
    assert problems(found) == [("R210", "t.csv!3")]


def test_the_first_of_two_columns_of_one_name_counts() -> None:
    assert items(walk(b"text,text\none,two\n", "t.csv")[0]) == {"t.csv!1": b"one"}


def test_nul_and_binary_in_tables() -> None:
    assert items(walk(b"text\na\0b\n", "t.csv")[0]) == {"t.csv!1": b"a\0b"}
    found, _ = walk(b"text\n\xff\xfe\x81\n", "t.csv")
    assert len(items(found)) == 1


def test_rows_are_counted() -> None:
    found, _ = walk(lines(*({"text": "x"} for _ in range(9))), "t.jsonl", replace(LIMITS, rows=5))
    assert len(items(found)) == 5
    assert problems(found) == [("R204", "t.jsonl")]


def test_the_headline_is_read_once() -> None:
    assert compose("They met", "They met\n\nSerbia") == b"They met\n\nSerbia"
    assert compose("They met", "<h1>They met</h1><p>Serbia</p>") == b"<h1>They met</h1><p>Serbia</p>"
    assert compose("A < B", "<p>Serbia</p>") == b"<h1>A &lt; B</h1>\n<p>Serbia</p>"
    assert compose(None, "Serbia") == b"Serbia"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-07-19", "2025-07-19"),
        ("2025-07-19 23:59:59+02:00", "2025-07-19"),
        ("Sat, 19 Jul 2025 10:00:00 GMT", "2025-07-19"),
        ("20250719", "2025-07-19"),
        ("20250719T101500Z", "2025-07-19"),
        ("July 19, 2025", "2025-07-19"),
        ("2025-07", "2025-07"),
        ("2025-13-40", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_days(value: str, day: str | None) -> None:
    assert day_of(value) == day


def test_days_as_numbers() -> None:
    assert day_of_number(1_752_920_000) == day_of_number(1_752_920_000_000) == day_of_number(20250719) == "2025-07-19"
    assert day_of_number(1e300) is None
    assert day_of_number(float("nan")) is None


def test_a_likelier_name_goes_first() -> None:
    assert choose_columns(None, ["Content", "Full Text", "Body"]).names["text"] == "Body"
    with pytest.raises(SourceFault, match="none"):
        choose_columns(None, [])
