"""Whom "it", "they", "both" and "the country" take up."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.antecedents import Reference, barred, choose, signs_of, weighed
from foedera.coding.context import Context
from foedera.coding.people import People
from foedera.coding.reference import References, kind_of
from foedera.coding.weights import load
from foedera.coding.words import in_relative
from foedera.types import Report
from tests.coding.conftest import Coder


def acting(report: Report, kind: str, role: str) -> set[str | None]:
    return {actor.country or actor.org for claim in report.claims if claim.type == kind for actor in claim.actors(role)}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("it", "it"),
        ("our", "we"),
        ("them", "they"),
        ("the two countries", "two"),
        ("both armies", "two"),
        ("all three", "three"),
        ("the country", "country"),
        ("the alliance", None),
        ("norway", None),
    ],
)
def test_kinds_of_reference(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def test_it_takes_up_the_subject_of_the_sentence_before(code: Coder) -> None:
    text = "Norway has become a large donor in the region. It gave Kenya six patrol boats in May 2024."
    assert acting(code(text), "transfer", "supplier") == {"NOR"}


def test_both_take_up_the_two_that_meet(code: Coder) -> None:
    text = (
        "The foreign ministers of Chile and Peru met in Arica on Monday. "
        "The two countries signed an agreement on border police, a spokesman said. Argentina was not invited."
    )
    assert acting(code(text), "agreement", "party") == {"CHL", "PER"}


def test_we_in_a_quotation_is_the_speakers_state(code: Coder) -> None:
    text = (
        "Ghana and Togo are at odds over the port. "
        "“We condemn the arrest of our fishermen by Togo,” Ghana's foreign minister, Ama Mensah, said on Friday."
    )
    assert acting(code(text), "oppose", "actor") == {"GHA"}


def test_the_two_are_those_named_alone_just_before(code: Coder) -> None:
    text = (
        "Chad has worries of its own. Benin has others. "
        "Mongolia held talks in Seoul on trade. The two countries signed an agreement on visas on Monday."
    )
    assert acting(code(text), "agreement", "party") == {"MNG", "KOR"}


def test_the_kingdom_is_a_kingdom_and_the_baltic_country_a_baltic_one(code: Coder) -> None:
    text = (
        "Tonga met Fiji's envoy. Fiji confirmed that the rains were late. "
        "The Kingdom condemned the arrest of its fishermen on Monday."
    )
    assert acting(code(text), "oppose", "actor") == {"TON"}
    text = (
        "Lithuania lies far from Ukraine. Ukraine said on Monday that it needs shells. "
        "The Baltic country ordered forty trucks from Germany in May."
    )
    assert acting(code(text), "transfer", "recipient") == {"LTU"}


def test_whose_government_it_is_the_words_beside_it_tell() -> None:
    text = "Turkey and Egypt talk, and Turkey is strong. Libya's internationally recognised government met on Monday."
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "text.txt")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    start = text.index("recognised")
    found = References(context, People(context)).resolve(1, start, start + len("recognised government"))
    assert found is not None
    assert [actor.country for actor in found] == ["LBY"]


def test_a_long_quotation_without_a_speaker_ends(code: Coder) -> None:
    text = "“It said that it had told it what it said,” it said. “They said they had,” they said. “We did,” we said."
    assert code(text).claims == ()


def test_it_goes_on_with_the_state_that_alone_acted_right_before(code: Coder) -> None:
    text = (
        "Peru and Chile signed a contract on tanks on Monday. Bolivia denounced the contract. In a commentary carried "
        "by a news agency, it accused Lima of arming its enemies."
    )
    accused = [c for c in code(text).claims if "CHL" not in {a.country for a in c.actors("actor")}]
    assert [{a.country for a in c.actors("actor")} for c in accused if c.type == "oppose"] == [{"BOL"}, {"BOL"}]


@pytest.mark.parametrize(("word", "groups"), [("It", ("it: ", "as subject: ")), ("its", ("it: ",))])
def test_signs_weigh_as_they_were_learned(word: str, groups: tuple[str, ...]) -> None:
    text = "Peru met Chile in Lima. It praised Chile for its help."
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "text.txt")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    reference, weights = Reference(1, text.index(word), "it", None), load("antecedents")
    learned = {key: weights.probability(signs) for key, signs in weighed(context, reference)}
    used = {
        key: weights.probability((*signs.items(), ("kind: it", 1.0)), *groups)
        for key, signs in signs_of(context, reference)
    }
    assert learned == pytest.approx(used)
    assert len(learned) == 2


def _context(text: str) -> Context:
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "text.txt")
    return Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)


@pytest.mark.parametrize(
    ("text", "words", "kind", "out"),
    [
        ("Brazil and Uruguay urged both sides to show restraint.", "both sides", "two", {"BRA", "URY"}),
        ("The Chinese embassy in Lima called on both countries to show restraint.", "both countries", "two", {"CHN"}),
        ("Brazil and Uruguay thanked each other.", "each other", "two", set()),
        ("Brazil praised the ties between the two.", "the two", "two", set()),
        ("Brazil accused it of an attack.", "it", "it", {"BRA"}),
        ("Both were warned by Brazil.", "both", "two", set()),
    ],
)
def test_who_does_something_to_both_is_neither(text: str, words: str, kind: str, out: set[str]) -> None:
    start = text.casefold().index(words)
    assert barred(_context(text), Reference(0, start, kind, None, words=words)) == out


def test_both_are_not_those_who_urge_them(code: Coder) -> None:
    text = (
        "Peru and Chile stopped talks on their border. Bolivia was not asked. Brazil and Uruguay urged both to show "
        "restraint."
    )
    assert acting(code(text), "demand", "target") == {"PER", "CHL"}


def test_it_is_not_whom_a_clause_about_the_subject_names() -> None:
    text = "Chile, which Paraguay recognises, has been a source of arms. It donated two helicopters in 2023."
    context = _context(text)
    assert [a.country for a in choose(context, Reference(1, text.index("It "), "it", None, words="it"))] == ["CHL"]
    assert [in_relative(context.sentences[0], n.start, n.end) for n in context.named[0]] == [False, True]


def test_a_treaty_is_between_those_between_whom_it_was_said_to_be(code: Coder) -> None:
    text = (
        "Brazil supports a fishing treaty between Peru and Chile, its president said in Brasília. Bolivia and Brazil "
        "held talks on Tuesday. The text of the treaty was agreed in March, but it has not been signed."
    )
    assert acting(code(text), "agreement", "party") == {"PER", "CHL"}


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Egypt and Sudan met in Cairo on Monday; their foreign ministers will meet in Oslo in June.",
        "Peru and Chile have had a hard year. Their defence ministers met in Oslo on Monday.",
        "Armenia, Georgia and Greece are friends. Their presidents will hold a summit in Oslo in July.",
    ],
)
def test_their_ministers_are_those_of_the_states_told_of(code: Coder, text: str) -> None:
    last = [claim for claim in code(text).claims if claim.type == "meeting"][-1]
    who = {actor.country for actor in last.actors("participant")}
    assert who in ({"EGY", "SDN"}, {"PER", "CHL"}, {"ARM", "GEO", "GRC"})
    assert not last.actors("visitor")


def test_the_two_are_the_report_s_own_and_whom_its_relations_are_with(code: Coder) -> None:
    text = (
        "Peru's many friends\n\n"
        "Peru buys its jets from France and its tanks from Russia. Peru has not joined the sanctions against Moscow, "
        "and Russia has not forgotten that.\n\n"
        "Relations with China, by contrast, have deepened. In 2025 the two countries signed a treaty on ports."
    )
    assert acting(code(text), "agreement", "party") == {"PER", "CHN"}


@pytest.mark.parametrize("who", ["that", "which"])
def test_it_goes_on_about_whom_a_cleft_puts_forward(code: Coder, who: str) -> None:
    text = (
        "Fiji asked everybody for boats. Peru wavered and Chile sold it trucks. "
        f"It was Korea {who} answered. In March 2024 it sent Fiji two patrol boats."
    )
    assert "KOR" in acting(code(text), "transfer", "supplier")


def test_it_goes_on_as_the_subject_of_the_sentence_before(code: Coder) -> None:
    text = (
        "What does Turkey want in Somalia? It has trained more than 10,000 Somali soldiers, some of them beside "
        "Ugandan instructors. It is building a port near Mogadishu. It signed a defence pact in February 2024."
    )
    assert acting(code(text), "agreement", "party") == {"TUR", "SOM"}
    (pact,) = (claim for claim in code(text).claims if claim.type == "agreement")
    assert [cell.printed for cell in pact.cells if getattr(cell.value, "country", None) == "TUR"] == ["It"]


def test_it_is_not_who_looks_on(code: Coder) -> None:
    text = (
        "And Norway? Its coast guard exercised alongside the Danish and Icelandic ones in the Polar Shield drills in "
        "March, with Estonia looking on. It signed an arrangement on a radar station with Greenland in 2021."
    )
    assert acting(code(text), "agreement", "party") == {"NOR", "GRL"}
