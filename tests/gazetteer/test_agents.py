"""Who acts, by PLOVER's sectors."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from foedera.gazetteer import Gazetteer
from foedera.gazetteer.agents import NOBODY, singular, words_of
from foedera.gazetteer.source import Source

SECTORS = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV HLH IGO IMG JUD LAB LEG MED MIL MNC NGO OPP PRM PRS PTY REB REF REL RES SPY "
    "UAF".split()
)


@pytest.mark.parametrize(
    ("phrase", "sectors"),
    [
        ("three opposition lawmakers", ("LEG", "OPP")),
        ("the deputy police chief of the Afghan province of Kunar", ("COP",)),
        ("Venezuelan intelligence agents", ("SPY",)),
        ("a former minister", ("ELI",)),
        ("ex-president", ("ELI",)),
        ("members of the opposition", ("OPP",)),
        ("supporters of the president", ("CVL",)),
        ("gunmen", ("UAF",)),
        ("Indigenous leaders in Guatemala", ("CVL",)),
        ("Vietnamese leaders", ("GOV",)),
        ("the head of Panama's electoral tribunal", ("GOV",)),
        ("anti-government protesters", ("CVL",)),
        ("a human rights group", ("NGO",)),
        ("a Sudanese general", ("MIL",)),
        ("major companies", ("BUS",)),
        ("the weather", ()),
        ("a general election", ()),
        ("the army's chief of staff", ("MIL",)),
        ("the chief of police", ("COP",)),
        ("a general", ("MIL",)),
        ("", ()),
        ("opposition marchers", ("OPP",)),
        ("national guardsmen", ("MIL",)),
        ("Islamist gunmen", ("REB",)),
        ("paramilitary gunmen", ("PRM",)),
        ("pro-government militiamen", ("PRM",)),
        ("two banned nationalist organisations", ("OPP",)),
        ("Yazidi villages", ("CVL",)),
        ("Kurds", ("CVL",)),
        ("Hutu rebels", ("REB",)),
        ("security forces", ("COP",)),
        ("a satirical weekly", ("MED",)),
        ("sugar cane cutters", ("LAB",)),
        ("a sacked finance minister", ("ELI",)),
    ],
)
def test_sectors_of_a_phrase(gazetteer: Gazetteer, phrase: str, sectors: tuple[str, ...]) -> None:
    """The head decides, modifiers add, words that say little count only where nothing else does."""
    assert gazetteer.agents.sectors(phrase) == sectors


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Hamas", "REB"), ("Likud", "PTY"), ("Bundestag", "LEG"), ("Doctors Without Borders", "NGO"), ("NATO", None),
        ("Mai-Mai", "REB"), ("Kamajors", "PRM"), ("PASOK", "PTY"), ("Chadema", "OPP"), ("COSATU", "LAB"),
        ("Muhammadiyah", "REL"), ("FNSEA", "AGR"), ("Fedecamaras", "BUS"), ("Chhatra League", "EDU"),
        ("Storting", "LEG"), ("Stasi", "SPY"), ("Royal Ulster Constabulary", "COP"), ("Los Zetas", "CRM"),
        ("State Peace and Development Council", "MIL"), ("Audiencia Nacional", "JUD"),
    ],
)  # fmt: skip
def test_sectors_of_names(gazetteer: Gazetteer, name: str, sector: str | None) -> None:
    """Parties, movements and bodies have the sector of their kind; what states have in common is told elsewhere."""
    assert gazetteer.sector_of(name) == sector


def test_a_movement_that_rules_is_the_government(gazetteer: Gazetteer) -> None:
    """From the day on which it took power; without a day it is what its kind says."""
    days = (None, "1995-01-01", "1998-01-01", "2010-01-01", "2022-07-01")
    assert [gazetteer.sector_of("Taliban", day) for day in days] == ["REB", "REB", "GOV", "REB", "GOV"]


def test_times_of_rule_are_intervals(source: Source) -> None:
    times = [time for record in source.tables["groups"] for time in record.texts("rules")]
    assert times
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d/(?:\d{4}-\d\d-\d\d|\.\.)", time) for time in times)


def test_the_first_noun_of_a_text(gazetteer: Gazetteer) -> None:
    """Wherever it stands, also after verbs and prepositions."""
    assert gazetteer.agents.first(" the licences of palm oil companies that burn forests") == ("BUS",)
    assert gazetteer.agents.first(" on Sunday") == ()
    assert gazetteer.agents.first(" a general strike against farmers") == ("AGR",)


def test_singular() -> None:
    """Regular plurals, -men, and words that only look like plurals."""
    words = {"bodies": "body", "churches": "church", "policemen": "policeman", "police": "police", "Maoists'": "Maoist"}
    assert {word: singular(word) for word in words} == words
    assert [singular(word) for word in ("bus", "crisis", "press", "women")] == ["bus", "crisis", "press", "woman"]


def test_the_data(source: Source) -> None:
    """Every sector is one of PLOVER's, no noun is of two, and there are several hundred."""
    records = source.tables["agents"]
    assert {record.text("sector") for record in records} <= SECTORS | {NOBODY}
    pairs = {(" ".join(words_of(word)), record.text("sector")) for record in records for word in record.texts("words")}
    nouns = Counter(noun for noun, _ in pairs)
    assert [noun for noun, count in nouns.items() if count > 1] == []
    assert len(nouns) > 1000
