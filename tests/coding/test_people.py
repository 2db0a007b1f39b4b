"""Who is a person in a report."""

from __future__ import annotations

from dataclasses import replace

from foedera import pipeline
from foedera.coding.coder import mentions
from foedera.coding.context import Context
from foedera.coding.people import People
from foedera.coding.reference import References
from foedera.types import Actor, Name, Sentence
from tests.coding.conftest import Coder


def test_a_capital_that_the_model_takes_for_a_person_is_none() -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(b"Accra denied it.", "text.txt", published="2025-08-13")
    sentences = tuple(replace(s, names=(Name(0, 5, "PER", 1.0),)) for s in engine.parse(document))
    people = People(Context(document.report, sentences, engine.gazetteer, engine.codebook))
    assert people.inside(0, 0, 5) == []


def test_of_a_state_or_its_army_behind_a_name_tells_whose_somebody_is(code: Coder) -> None:
    text = (
        "LIMA, 3 June - Lieutenant General Anders Lund of the Danish Army assumed command of the UN mission in Peru on "
        "Monday. He succeeds Major General Jean Petit of France, who had led it since May 2024."
    )
    holders = {a.name: a.country for claim in code(text).claims for a in claim.actors("holder")}
    assert holders == {"Anders Lund": "DNK", "Jean Petit": "FRA"}


def people_of(text: str, *names: str) -> People:
    """Return the people of one sentence in which some names are a person's."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    spans = tuple(Name(text.index(name), text.index(name) + len(name), "PER", 1.0) for name in names)
    sentences = tuple(replace(s, names=spans) for s in engine.parse(document))
    return People(Context(document.report, sentences, engine.gazetteer, engine.codebook))


def test_where_somebody_is_or_went_does_not_tell_whose_somebody_is() -> None:
    text = "Syria's minister, Asaad al-Rabbani, met Ana Ruiz, in Moscow on Tuesday, and Juan Sosa, who left Cairo."
    people = people_of(text, "Asaad al-Rabbani", "Ana Ruiz", "Juan Sosa")
    found = [people.find(name) for name in ("Rabbani", "Ana Ruiz", "Juan Sosa")]
    assert [person and person.country for person in found] == ["SYR", None, None]
    peer = people_of("Ana Ruiz, who is Peru's envoy, left for Cairo.", "Ana Ruiz").find("Ruiz")
    assert peer is not None
    assert peer.country == "PER"


def test_who_leads_a_delegation_is_of_its_state_with_a_long_title_too() -> None:
    text = (
        "State Secretary Janis Krasts received in Riga the delegation of the Ministry of Defence of Ukraine, headed by "
        "Deputy Minister Brigadier General Petro Hrytsak."
    )
    leader = people_of(text, "Janis Krasts", "Petro Hrytsak").find("Petro Hrytsak")
    assert leader is not None
    assert leader.country == "UKR"


def test_a_minister_who_begins_a_clause_is_not_of_the_state_before_the_comma(code: Coder) -> None:
    text = (
        "LOME, 3 June - Togo will receive the last of 36 howitzers from France by next spring, Defence Minister Kofi "
        "Mensah told parliament on Tuesday."
    )
    told = [actor for claim in code(text).claims for actor in claim.values("said_by") if isinstance(actor, Actor)]
    speakers = [(actor.name, actor.country) for actor in told]
    assert speakers == [("Kofi Mensah", "TGO")]


def test_a_minister_is_not_of_the_organisation_that_he_led_later(code: Coder) -> None:
    text = (
        "ASTANA, 3 May 2021 - Defence Minister Nurlan Yermekbayev received the ambassador of Finland in Astana on "
        "Monday."
    )
    (claim,) = (c for c in code(text).claims if c.type == "meeting")
    assert [(a.name, a.country) for a in claim.actors("host")] == [("Nurlan Yermekbayev", "KAZ")]


def test_an_ambassador_without_a_state_is_of_who_is_not_at_home() -> None:
    text = "Ambassador Haike Manning said that Vietnam and New Zealand, New Zealand above all, are friends."
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", publisher="Ministry of Defence of Vietnam")
    sentences = tuple(replace(s, names=(Name(11, 24, "PER", 1.0),)) for s in engine.parse(document))
    people = People(Context(document.report, sentences, engine.gazetteer, engine.codebook))
    assert [actor.country for _, _, actor in people.inside(0, 11, 24)] == ["NZL"]


def test_a_name_that_is_a_place_elsewhere_in_the_report_is_no_person() -> None:
    text = "The drill in Batin went on. Batin is small. All of Batin came. He thanked Batin."
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt")

    def named(sentence: Sentence) -> Sentence:
        at = text.index("Batin", sentence.tokens[0].start)
        return replace(sentence, names=(Name(at, at + 5, "PER" if text[:at].endswith("thanked ") else "LOC", 1.0),))

    sentences = tuple(map(named, engine.parse(document)))
    people = People(Context(document.report, sentences, engine.gazetteer, engine.codebook))
    assert [people.inside(number, 0, len(text)) for number in range(4)] == [[], [], [], []]


def test_an_official_without_a_state_is_of_the_one_that_acts_where_nobody_says_who_is_at_home(code: Coder) -> None:
    text = (
        "China and Russia trained in May. China and Russia trained in June. Norway will donate F-16 jets to Ukraine, "
        "Prime Minister Jonas Stoerre said in Kyiv."
    )
    said = [a for c in code(text).claims if c.type == "transfer" for a in c.values("said_by")]
    assert [getattr(actor, "country", None) for actor in said] == ["NOR"]


def _country(text: str, name: str, publisher: str = "Ministry of Defence of Peru") -> str | None:
    """Return whose somebody is that a text names, as the people of the report tell."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", publisher=publisher)
    start = text.index(name)
    marked = (Name(start, start + len(name), "PER", 1.0),)
    sentences = tuple(replace(s, names=marked) for s in engine.parse(document))
    people = People(Context(document.report, sentences, engine.gazetteer, engine.codebook))
    return people.inside(0, start, start + len(name))[0][2].country


def test_a_courtesy_may_stand_between_an_office_and_its_name() -> None:
    text = "The Minister received the Ambassador of the Danish Kingdom, Mr. Ivo Berg, who brought an invitation."
    assert _country(text, "Ivo Berg") == "DNK"


def test_who_leads_a_delegation_is_of_the_state_before_it() -> None:
    text = "The Minister received a Danish delegation led by the Deputy Minister of Foreign Affairs, Mr Ivo Berg."
    assert _country(text, "Ivo Berg") == "DNK"


def test_the_ambassador_on_the_page_of_an_embassy_is_its_own() -> None:
    text = "{} Ana Berg said that Peru and Australia, Peru above all, are friends."
    embassy = "Embassy of Australia in Lima"
    assert _country(text.format("Ambassador"), "Ana Berg", embassy) == "AUS"
    assert _country(text.format("High Commissioner"), "Ana Berg", embassy) == "AUS"
    assert _country(text.format("Ambassador"), "Ana Berg") == "AUS"


def test_an_administration_is_the_state_of_who_leads_it() -> None:
    text = "The Trump administration has released 300 million dollars of military aid to Manila."
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    meant = References(context, People(context)).resolve(0, 4, 24)
    assert [(actor.kind, actor.country) for actor in meant or ()] == [("state", "USA")]


def test_a_minister_beside_the_head_of_a_government_is_of_it(code: Coder) -> None:
    report = code(
        "Palestinian leader Yasser Arafat was told on Monday. Mr Powell said, after meeting with German Chancellor Ada "
        "Brandt and Foreign Minister Ivo Kern, that he was hopeful. US Secretary of State Colin Powell left later."
    )
    meeting = next(claim for claim in report.claims if claim.type == "meeting")
    countries = {cell.value.name: cell.value.country for cell in meeting.cells if isinstance(cell.value, Actor)}
    assert countries["Ada Brandt"] == countries["Ivo Kern"] == "DEU"


def test_a_pope_by_name_is_the_holy_sees(code: Coder) -> None:
    report = code("Pope John Paul II urged delegates at a U.N. summit on Sunday to protect the forests of Brazil.")
    (demand,) = (claim for claim in report.claims if claim.type == "demand")
    assert [actor.country for actor in demand.actors("actor")] == ["VAT"]


def test_he_in_a_quotation_is_not_whose_words_it_is() -> None:
    text = (
        "Lars Dahl was captured in Mali. The minister, Per Lund, said talks go on. "
        '"These issues are looked at, but he was only captured a few days ago in the north," Per Lund said.'
    )
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2001-12-10")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    _, _, actors = mentions(context)
    he = text.index("he was only")
    meant = actors.of(2, he, he + 2)
    assert [actor.name for actor in meant] == ["Lars Dahl"]
