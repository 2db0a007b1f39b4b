"""Whom "it", "they" and "the country" take up: one, several, or nobody that is named."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.antecedents import Reference
from foedera.coding.around import Around
from foedera.coding.context import Context
from foedera.coding.meant import Meant
from foedera.coding.people import People
from foedera.types import Report
from tests.coding.conftest import Coder


def players(report: Report, kind: str, role: str) -> set[str | None]:
    return {actor.country or actor.org for claim in report.claims if claim.type == kind for actor in claim.actors(role)}


def context_of(text: str) -> Context:
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "a.txt")
    return Context(document.report, tuple(engine.parse(document)), engine.gazetteer, engine.codebook)


def chosen(text: str, sentence: int, words: str, kind: str) -> set[str | None]:
    context = context_of(text)
    start = context.text.index(words, context.sentences[sentence].segment.start)
    reference = Reference(sentence, start, kind, None, kind == "country", words=words.casefold())
    return {actor.country or actor.org for actor in Meant(context, People(context)).choose(reference)}


def test_the_country_is_not_whose_soldiers_are_there(code: Coder) -> None:
    text = (
        "Albania asked its allies for help with the floods in June. It was a wet month. "
        "About 350 Turkish soldiers are in the country already."
    )
    assert players(code(text), "deployment", "host") == {"ALB"}


def test_it_is_whoever_acted_before_rather_than_whom_it_acts_on(code: Coder) -> None:
    text = (
        "Kyiv has never broken off relations with Minsk, although columns crossed from Belarus in 2022, and it "
        "exchanges prisoners; it has accused Belarus of letting drones pass."
    )
    assert players(code(text), "oppose", "actor") == {"UKR"}


def test_they_are_nobody_named_where_others_were_told_of() -> None:
    text = "Denmark will host the summit in May. About forty protesters rallied at the station. They want peace."
    assert chosen(text, 2, "They", "they") == set()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Russian soldiers came in the spring. They left in May.", {"RUS"}),
        ("Peru and Chile fell out over fish. They made it up in May.", {"PER", "CHL"}),
    ],
)
def test_they_are_one_states_people_or_several_states(text: str, meant: set[str]) -> None:
    assert chosen(text, 1, "They", "they") == meant


def test_a_report_that_names_nobody_leaves_the_country_open() -> None:
    assert chosen("It rained. The country was wet.", 1, "The country", "country") == set()


def test_signs_tell_who_is_called_so_and_who_has_another_part() -> None:
    text = "Peru is the only country that left. Ghana sold it four tanks in May 2024."
    context = context_of(text)
    around = Around(context, People(context))
    country = Reference(0, text.index("the only"), "country", None, words="the only country")
    it = Reference(1, text.index("it four"), "it", None, words="it")
    assert ("PER", "called so") in set(around.signs(country))
    assert ("GHA", "another part beside it") in set(around.signs(it))


def test_whose_neighbours_they_are_may_act_on_them() -> None:
    text = "Shells fell in Togo. Ghana condemned its two neighbours on Monday."
    context = context_of(text)
    its = Reference(1, text.index("its"), "it", None, words="its")
    assert Around(context, People(context)).own_parts(its) == []
