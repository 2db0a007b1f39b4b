"""Who plays which part: observers, hosts who receive, and whom a section is about."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.actors import Actors
from foedera.coding.casting import cast_by_words
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.parting import Parting, known_as
from foedera.coding.people import People
from foedera.coding.reference import References
from foedera.types import Actor, Cell, Claim, Filler, Frame, Report, Span
from tests.coding.conftest import Coder


def test_those_who_hang_on_the_noun_observers_observe(code: Coder) -> None:
    text = (
        "Serbian, Greek and Cypriot paratroopers took part in the exercise at Paphos. The exercise, in which 620 "
        "servicemen took part, was followed by observers from Algeria, Egypt and Malta."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("observer")} == {"DZA", "EGY", "MLT"}
    assert {actor.country for actor in drill.actors("participant")} == {"SRB", "GRC", "CYP"}


def test_who_is_observing_observes(code: Coder) -> None:
    text = "Chile and Peru began a joint exercise near Arica on Monday. Officers from Bolivia and Kenya are observing."
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("observer")} == {"BOL", "KEN"}
    assert {actor.country for actor in drill.actors("participant")} == {"CHL", "PER"}


def test_a_deal_has_one_supplier_or_those_named_in_one_breath(code: Coder) -> None:
    cells = [
        Cell("role:supplier", Actor(state, "state", state), state, Span(start, start + 5), score)
        for state, start, score in (("NOR", 0, 0.9), ("NLD", 10, 0.4), ("ISR", 60, 0.8))
    ]
    engine = pipeline.load(None, 2)
    draft = Draft("transfer", "occurred", 0.9, 0.9, cells, [0], [Span(80, 84)])
    context = Context(code("Tanks came."), (), engine.gazetteer, engine.codebook)
    people = People(context)
    Parting(Actors(context, people, References(context, people))).settle(draft, engine.codebook.types["transfer"], [])
    assert known_as(draft, "supplier") == {"NOR", "NLD"}


def test_a_minister_in_apposition_receives(code: Coder) -> None:
    text = (
        "On June 12, the Minister of Defence of Azerbaijan, Colonel General Zakir Hasanov, received the delegation "
        "headed by the Commander of the Turkish Land Forces, General Ali Demir, who is on a visit to our country."
    )
    meeting = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert [actor.name for actor in meeting.actors("host")] == ["Zakir Hasanov"]
    assert "Ali Demir" in {actor.name for actor in meeting.actors("visitor") if actor.country == "TUR"}


def test_a_section_is_about_whom_its_heading_names(code: Coder) -> None:
    text = (
        "Peru and Chile held a drill in May. Peru and Chile are old rivals, and Peru thanked Chile.\n\n"
        "ARGENTINA\n\nThe first six of 24 F-16 fighters bought from Denmark will land on 5 December.\n\n"
        "BRAZIL\n\nSweden delivered the tenth Gripen E on 11 November.\n"
    )
    bought = {claim.actors("supplier")[0].country: claim for claim in code(text).claims if claim.type == "transfer"}
    assert [actor.country for actor in bought["DNK"].actors("recipient")] == ["ARG"]
    assert [actor.country for actor in bought["SWE"].actors("recipient")] == ["BRA"]


def test_a_guest_alone_is_received_where_the_report_is_at_home(code: Coder) -> None:
    text = (
        "PORT VILA, 3 June - Vanuatu wants a wharf. The wharf will cost 40 million dollars, and Vanuatu cannot pay. "
        "New Zealand's foreign minister, Ann Reid, came to town on Monday for talks on it."
    )
    meeting = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert [actor.country for actor in meeting.actors("visitor")] == ["NZL"]
    assert [actor.country for actor in meeting.actors("host")] == ["VUT"]


def test_those_who_meet_need_no_host(code: Coder) -> None:
    text = (
        "PORT VILA, 3 June - Vanuatu wants a wharf, and Vanuatu cannot pay. "
        "The foreign ministers of Fiji and Tonga met on Monday."
    )
    meeting = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert meeting.actors("host") == ()


def test_a_position_that_says_what_it_is_about_is_not_turned_on_whom_the_report_names_most(code: Coder) -> None:
    text = (
        "Bolivia has a new gas pipe. Bolivia is proud of it, and so are the towns along it. Bolivia paid for it. "
        "Paraguay criticised the noise of the pumps."
    )
    voiced = next(claim for claim in code(text).claims if claim.type == "oppose")
    assert [actor.country for actor in voiced.actors("actor")] == ["PRY"]
    assert voiced.actors("target") == ()


def test_a_range_that_nobody_knows_is_at_home_if_home_takes_part(code: Coder) -> None:
    text = (
        "TUNIS, 3 June - Tunisia is dry in June. The exercise of the Tunisian and Maltese armies began on Monday at "
        "the Oued Brakna-Zid range."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert [actor.country for actor in drill.actors("host")] == ["TUN"]


def test_who_sends_or_is_to_hand_over_supplies(code: Coder) -> None:
    text = "Fiji is pleased. Chile sent six howitzers to Fiji. Peru is due to hand over three more howitzers."
    gives = [
        {actor.country for actor in claim.actors("supplier")} for claim in code(text).claims if claim.type == "transfer"
    ]
    assert gives == [{"CHL"}, {"PER"}]


def test_guards_on_a_border_are_not_in_the_land_behind_it(code: Coder) -> None:
    text = (
        "DUSHANBE, 3 June - Tajikistan is short of guards, and Tajikistan has a long border. "
        "Russian guards have been stationed on the border with Afghanistan since May."
    )
    posted = next(claim for claim in code(text).claims if claim.type == "deployment")
    assert [actor.country for actor in posted.actors("host")] == ["TJK"]


def test_an_official_named_after_his_ministry_receives(code: Coder) -> None:
    text = (
        "On Tuesday, State Secretary of the Ministry of Defence Juris Berzins received in Riga the delegation of the "
        "Ministry of Defence of Norway, headed by Deputy Minister Arne Dahl. Latvia and Norway are friends."
    )
    meeting = next(claim for claim in code(text, publisher="Ministry of Defence of Latvia").claims)
    assert [actor.name for actor in meeting.actors("host")] == ["Juris Berzins"]


def test_who_sits_among_the_observers_observes(code: Coder) -> None:
    text = (
        "Peru and Chile held the exercise Condor in May, in which officers from Ecuador and Bolivia sat among the "
        "observers."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("participant")} == {"PER", "CHL"}


def test_who_observes_takes_no_part_but_who_hosts_does() -> None:
    engine = pipeline.load(None, 2)
    context = Context(Report("r", "text"), (), engine.gazetteer, engine.codebook)
    people = People(context)
    peru, chile = (Actor(name, "state", code) for name, code in (("Peru", "PER"), ("Chile", "CHL")))
    cells = [
        Cell("role:participant", peru, "Peru", Span(0, 4), 0.9),
        Cell("role:participant", peru, "Peru", Span(0, 4), 0.9),
        Cell("role:participant", chile, "Chile", Span(0, 4), 0.8),
        Cell("role:host", chile, "Chile", Span(0, 4), 0.9),
        Cell("role:observer", peru, "Peru", Span(0, 4), 0.8),
    ]
    draft = Draft("exercise", "occurred", 1.0, 1.0, cells, [0], [Span(0, 4)])
    parting = Parting(Actors(context, people, References(context, people)))
    parting.settle(draft, engine.codebook.types["exercise"], [])
    assert known_as(draft, "participant") == {"CHL"}
    assert known_as(draft, "host") == {"CHL"}
    assert known_as(draft, "observer") == {"PER"}


def test_a_company_of_several_states_supplies_for_none_of_them(code: Coder) -> None:
    text = "Peru ordered six H145M helicopters from Airbus in June 2022. Chile ordered ten from Airbus Helicopters."
    deals = [claim for claim in code(text).claims if claim.type == "transfer"]
    suppliers = {actor.name: actor.country for claim in deals for actor in claim.actors("supplier")}
    assert suppliers["Airbus"] is None
    assert suppliers.get("Airbus Helicopters", "FRA") == "FRA"


def test_who_stays_away_does_so_alone(code: Coder) -> None:
    text = (
        "Peru and Chile are rivals, and Peru has the larger fleet. The drill Andes Shield brought together ships of "
        "Peru and Chile in May. Bolivia had been invited but stayed away."
    )
    away = next(claim for claim in code(text).claims if claim.type == "exercise" and claim.status == "denied")
    assert [actor.country for actor in away.actors("participant")] == ["BOL"]


def test_who_stands_right_before_the_thing_supplies_it(code: Coder) -> None:
    """Not who is spoken with about another one."""
    cells = [
        Cell("role:supplier", Actor(state, "state", state), state, Span(start, start + 5), score)
        for state, start, score in (("NOR", 0, 0.9), ("ISR", 60, 0.8))
    ]
    cells.append(Cell("field:equipment", "howitzers", "howitzers", Span(66, 75), 0.9))
    engine = pipeline.load(None, 2)
    draft = Draft("transfer", "occurred", 0.9, 0.9, cells, [0], [Span(80, 84)])
    context = Context(code("Tanks came."), (), engine.gazetteer, engine.codebook)
    people = People(context)
    Parting(Actors(context, people, References(context, people))).settle(draft, engine.codebook.types["transfer"], [])
    assert known_as(draft, "supplier") == {"ISR"}


def test_the_five_are_those_listed_far_before(code: Coder) -> None:
    text = (
        "The pact links Ghana, Togo, Benin, Niger and Mali. It took effect in 1971. Ghana bought two ships from China. "
        "They came in March. The five held a naval exercise off Accra in May."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("participant")} == {"GHA", "TGO", "BEN", "NER", "MLI"}


DIGEST = (
    "MOLDOVA. Russia's ambassador criticised a drill at Balti as a step away from neutrality. "
    "Germany handed over 14 Piranha carriers to the National Army on 9 July.\n\n"
    "BANGLADESH. China promised a loan in May. Army engineers left for Juba on 6 February.\n\n"
    "GEORGIA. Britain announced sanctions on two judges."
)


def test_the_forces_of_a_section_are_those_of_whom_it_is_about(code: Coder) -> None:
    claims = code(DIGEST).claims
    carriers = next(claim for claim in claims if claim.type == "transfer")
    engineers = next(claim for claim in claims if claim.type == "deployment")
    assert [actor.country for actor in carriers.actors("recipient")] == ["MDA"]
    assert [actor.country for actor in engineers.actors("actor")] == ["BGD"]


def test_who_is_half_believed_to_sell_what_another_makes_buys_it(code: Coder) -> None:
    text = (
        "WARSAW, 3 May (Amber Wire) - Poland said on Monday that 64 {} tanks would be handed over in 2028. "
        "South Korea is far away, Poland added."
    )
    deal = next(claim for claim in code(text.format("K2")).claims if claim.type == "transfer")
    assert acting_in(deal, "supplier") == {"KOR"}
    assert acting_in(deal, "recipient") == {"POL"}
    other = next(claim for claim in code(text.format("heavy")).claims if claim.type == "transfer")
    assert acting_in(other, "recipient") != {"POL"}


def test_a_ship_is_of_the_state_whose_prefix_it_bears_if_the_report_names_that_state(code: Coder) -> None:
    text = (
        "Vietnam and {} signed a pact in May, and Vietnam was glad. Japan watched, and Japan's allies watched. "
        "The corvette INS Kavaratti visited Da Nang on Friday. The port is busy."
    )
    for state, codes in (("India", {"IND"}), ("Israel", {"ISR"})):
        call = next(claim for claim in code(text.format(state)).claims if claim.type == "deployment")
        assert acting_in(call, "actor") == codes


def acting_in(claim: Claim, role: str) -> set[str | None]:
    """Return the states that play a role in a claim."""
    return {actor.country for actor in claim.actors(role)}


def _deal(seller: str, buyer: str, score: float) -> Draft:
    cells = [
        Cell("role:supplier", Actor(seller, "state", seller), seller, Span(0, 4), score),
        Cell("role:recipient", Actor(buyer, "state", buyer), buyer, Span(0, 4), score),
    ]
    return Draft("transfer", "occurred", 1.0, 1.0, cells, [0], [Span(0, 4)])


@pytest.mark.parametrize(
    ("told", "seller"), [(["CHL PER"], "CHL"), (["CHL PER", "PER CHL"], "PER"), ([], "PER"), (["CHL BOL"], "PER")]
)
def test_a_guessed_deal_goes_the_way_of_those_told(told: list[str], seller: str) -> None:
    engine = pipeline.load(None, 2)
    context = Context(Report("r", "text"), (), engine.gazetteer, engine.codebook)
    people = People(context)
    pairs = (each.split() for each in told)
    guessed, others = _deal("PER", "CHL", 0.2), [_deal(one, other, 0.9) for one, other in pairs]
    parting = Parting(Actors(context, people, References(context, people)))
    parting.turn_back(guessed, engine.codebook.types["transfer"], [guessed, *others])
    assert known_as(guessed, "supplier") == {seller}


def _frame(text: str, verb: str, labels: dict[str, str]) -> Frame:
    fillers = tuple(Filler(label, text.index(n), text.index(n) + len(n), 0.9) for n, label in labels.items())
    return Frame("transfer", "occurred", text.index(verb), text.index(verb) + len(verb), fillers, 0.9, 0.9, "model")


@pytest.mark.parametrize(
    ("text", "verb", "name", "label"),
    [
        ("Peru will hand ten tanks over to Chile in May.", "hand", "Chile", "recipient"),
        ("Ten tanks were bought from Chile in May.", "bought", "Chile", "supplier"),
        ("The army of Peru bought ten tanks in May.", "bought", "Peru", "recipient"),
    ],
)
def test_to_and_from_whom_things_go_the_preposition_tells(text: str, verb: str, name: str, label: str) -> None:
    engine = pipeline.load(None, 2)
    kind = engine.codebook.types["transfer"]
    sentence = engine.parse(pipeline.document_of(text.encode(), "text.txt"))[0]
    wrong = {"recipient": "supplier", "supplier": "recipient"}[label] if verb != "bought" or "from" in text else label
    told = cast_by_words(sentence, _frame(text, verb, {name: wrong}), kind)
    assert [filler.label for filler in told.fillers] == [label]


def test_states_of_a_region_are_called_by_it_and_need_nobody_beside_them(code: Coder) -> None:
    text = (
        "Norway was not there, and Oslo does not mind.\n\n"
        "The three Baltic states and Poland will hold a military exercise in June."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise" and claim.status == "planned")
    assert {actor.name for actor in drill.actors("participant")} == {"three Baltic states", "Poland"}


@pytest.mark.parametrize(
    ("name", "label"), [("Peru", "recipient"), ("Danish", "supplier")], ids=["who asks", "who needs it no more"]
)
def test_who_asks_about_a_thing_gets_it_from_whom_it_is_surplus_to(name: str, label: str) -> None:
    engine = pipeline.load(None, 2)
    text = "Peru has asked about patrol boats surplus to Danish Navy needs."
    sentence = engine.parse(pipeline.document_of(text.encode(), "text.txt"))[0]
    wrong = {"recipient": "supplier", "supplier": "recipient"}[label]
    told = cast_by_words(sentence, _frame(text, "asked", {name: wrong}), engine.codebook.types["transfer"])
    assert [filler.label for filler in told.fillers] == [label]


@pytest.mark.parametrize(
    ("told", "actor", "host"),
    [
        ("Chad was promised troops by France.", "FRA", "TCD"),
        ("Kenya was sent 40 soldiers by Rwanda.", "RWA", "KEN"),
        ("40 soldiers were sent to Kenya by Rwanda.", "RWA", "KEN"),
    ],
)
def test_who_is_sent_forces_has_them_on_its_ground(code: Coder, told: str, actor: str, host: str) -> None:
    (claim,) = code(told).claims
    assert [[a.country for a in claim.actors(role)] for role in ("actor", "host")] == [[actor], [host]]
