"""Citations: keys, authors, dates and escapes that BibTeX, citation processors and reference managers take."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.export import Material
from foedera.export.bibtex import latex
from foedera.export.citation import Author, author, one_line
from foedera.types import Report
from tests.export.generated import materials, texts
from tests.export.record import material
from tests.export.test_json import strict, write

_UNLATEX = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    **{f"\\{char}": char for char in "$&%#_"},
}
_CSL_DATE = {
    "type": "object",
    "required": ["date-parts"],
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "circa": {"type": "boolean"},
    },
    "additionalProperties": False,
}
# Our own reading of what CSL-JSON allows of what we write.
_CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "properties": {
            "type": {"enum": ["article-newspaper", "webpage", "document"]},
            "author": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "oneOf": [
                        {"required": ["literal"], "properties": {"literal": {"type": "string"}}},
                        {"required": ["family", "given"], "properties": {"family": {"type": "string"}}},
                    ]
                },
            },
            "issued": _CSL_DATE,
            "accessed": _CSL_DATE,
        }
        | {
            name: {"type": "string", "minLength": 1}
            for name in ("id", "title", "container-title", "publisher", "URL", "language", "note")
        },
        "additionalProperties": False,
    },
}


def _unlatex(text: str) -> str:
    return re.sub("|".join(map(re.escape, _UNLATEX)), lambda found: _UNLATEX[found.group()], text)


def _group(text: str, at: int) -> int:
    """Return the end of a group in braces, as BibTeX counts them: escaped braces count too."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise AssertionError(text[at:])


def _bibtex(data: bytes) -> list[dict[str, str]]:
    """Read entries as BibTeX does: `@misc{key, name = {value} or word, ...}`."""
    text = data.decode()
    entries = []
    at = 0
    while found := re.compile(r"\s*@misc\{([a-z0-9_\-]+)").match(text, at):
        fields = {"key": found[1]}
        at = found.end()
        while found := re.compile(r",\s*([a-z]+) = ").match(text, at):
            start = found.end()
            word = re.compile(r"[a-z]+").match(text, start)
            at = word.end() if word else _group(text, start)
            fields[found[1]] = text[start:at] if word else text[start + 1 : at - 1]
        assert text[at : at + 2] == "\n}"
        at += 2
        entries.append(fields)
    assert not text[at:].strip()
    return entries


def _record(*reports: Report) -> Material:
    return replace(material(), reports=lambda: iter(reports))


def test_bibtex_of_the_sample() -> None:
    """Specials are escaped, names of people and bodies told apart, dates given twice, addresses kept."""
    first, second, third, fourth = _bibtex(write("bibtex"))
    assert first["author"] == "Petrović, Ana and {Agence Presse Staff}"
    assert first["title"] == r"{Shield \& sword: 50\% more\_drills \textbraceleft{}this\textbraceright{} year \#1}"
    assert (first["date"], first["year"], first["month"]) == ("2025-07-29", "2025", "jul")
    assert first["url"] == r"https://example.org/a_b\%20c?x=1&y=\%7Bz\%7D\#top"
    assert second["title"] == '{@SUM(A1) says "more"}'
    assert "title" not in third
    assert (fourth["title"], fourth["date"]) == ("{Ћирилица}", "2024~")


@given(st.text())
def test_latex_escapes_come_back(text: str) -> None:
    """Every special is written as one command, and nothing else changes."""
    assert _unlatex(latex(text)) == text
    assert not re.search(r"(?<!\\)[$&%#_]|[~^<>|]", latex(text))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_any_bibtex_parses(record: Material) -> None:
    """Whatever a title or name holds, braces balance and entries end where they should; titles come back."""
    entries = _bibtex(write("bibtex", record))
    reports = list(record.reports())
    assert len({entry["key"] for entry in entries}) == len(reports)
    for entry, report in zip(entries, reports, strict=True):
        title = one_line(report.title)
        assert (_unlatex(entry["title"][1:-1]) if "title" in entry else None) == title


def test_csl_of_the_sample() -> None:
    """Items have the types, names and dates of CSL, only with what is known."""
    items = strict(write("csl-json"))
    jsonschema.validate(items, _CSL)
    assert items[0]["type"] == "article-newspaper"
    assert items[0]["author"] == [{"family": "Petrović", "given": "Ana"}, {"literal": "Agence Presse Staff"}]
    assert items[0]["issued"] == {"date-parts": [[2025, 7, 29]]}
    assert items[1]["issued"] == {"date-parts": [[2025, 8]]}
    assert items[1]["type"] == "webpage"
    assert items[3]["issued"] == {"date-parts": [[2024]], "circa": True}
    assert "title" not in items[2]


def _ris(data: bytes) -> list[dict[str, Any]]:
    """Read records as the format defines them: a tag, two blanks, a dash, a blank, a value to the end of the line."""
    records: list[dict[str, Any]] = []
    for line in data.decode().split("\r\n"):
        if not line:
            continue
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line)
        assert found, line
        if found[1] == "TY":
            records.append({})
        elif found[1] != "ER":
            records[-1].setdefault(found[1], []).append(found[2])
    assert data.decode().count("TY  - ") >= len(records)
    return records


def test_ris_of_the_sample() -> None:
    """Records with the tags that reference managers read."""
    first, second, third, fourth = _ris(write("ris"))
    assert first["AU"] == ["Petrović, Ana", "Agence Presse Staff,"]
    assert (first["PY"], first["DA"]) == (["2025"], ["2025/07/29/"])
    assert second["TI"] == ['@SUM(A1) says "more"'], "a line break in a title begins no tag"
    assert "TI" not in third
    assert fourth["DA"] == ["2024///circa"]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_any_record_gives_csl_and_ris(record: Material) -> None:
    """Whatever a record holds, CSL fits its form and RIS has a record for each report, with its title."""
    jsonschema.validate(strict(write("csl-json", record)), _CSL)
    records = _ris(write("ris", record))
    reports = list(record.reports())
    assert len(records) == len(reports)
    for found, report in zip(records, reports, strict=True):
        assert found.get("TI", [None])[0] == one_line(report.title)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ana Petrović", Author("Petrović", "Ana")),
        ("Ludwig van der Berg", Author("van der Berg", "Ludwig")),
        ("J. R. O'Neil", Author("O'Neil", "J. R.")),
        ("Xinhua", Author("Xinhua")),
        ("Ministry of Defence", Author("Ministry of Defence")),
        ("Staff writer", Author("Staff writer")),
        ("24 Hours", Author("24 Hours")),
        ("our own correspondent", Author("our own correspondent")),
        ("", Author("")),
    ],
)
def test_authors(name: str, wanted: Author) -> None:
    """A plain name of a person is split, everything else stays whole."""
    assert author(name) == wanted


def test_keys_are_different() -> None:
    """Two reports of one publisher, year and first word have two keys; so have reports that say nothing."""
    same = [Report(f"id{number}", "", "Drills begin", (), None, "2025", "Gazette") for number in range(3)]
    record = _record(*same, Report("x", ""), Report("x", ""), Report("x", ""))
    keys = [entry["key"] for entry in _bibtex(write("bibtex", record))]
    assert keys == [f"gazette2025drills{end}" for end in ("", "-id1", "-id2")] + ["anonnd", "anonnd-x", "anonnd-x_2"]


@given(texts)
def test_one_line_has_no_breaks(text: str) -> None:
    """No line break or control character is left in a value that stands on a line."""
    line = one_line(text) or ""
    assert line.splitlines() in ([line], [])
    assert "\x00" not in line
