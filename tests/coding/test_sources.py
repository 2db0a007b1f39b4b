"""Who says so: quotations, mouths of states, and offices that take up a named person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera import pipeline
from foedera.coding import code as claims_of
from foedera.coding.sources import _FAINT
from foedera.coding.speakers import _quotations
from foedera.types import Actor, Filler, Frame
from tests.coding.conftest import Coder

QUOTATIONS = {
    "between two": ('It was "wrong" and, after a long pause in which nobody spoke, "right".', []),
    "broken off": (
        '"We shall hold every metre of land," she said. "And nobody can stop us from that."',
        ["We shall hold every metre of land,", "And nobody can stop us from that."],
    ),
    "curly": ("“A long quotation that goes on,” she said.", ["A long quotation that goes on,"]),
    "low and high": ("„A long quotation that goes on“, she said.", ["A long quotation that goes on"]),
    "opened again": (
        '"We shall hold every metre of land. "Nobody can stop us from that," she said. And then she went.',
        ["We shall hold every metre of land. ", "Nobody can stop us from that,"],
    ),
    "closed twice": (
        'It was all," she said on Monday in Rome. "A long quotation that goes on."',
        ["A long quotation that goes on."],
    ),
    "not closed": ('"A long quotation that goes on\nand a line of the report.', ["A long quotation that goes on"]),
}


@pytest.mark.parametrize("case", QUOTATIONS)
def test_straight_marks_open_and_close_by_turns(case: str) -> None:
    text, quoted = QUOTATIONS[case]
    assert [text[start:end] for start, end in _quotations(text)] == quoted


def sources(code: Coder, text: str, kind: str) -> list[list[str]]:
    """Return the names of the sources of the claims of one type."""
    claims = [claim for claim in code(text).claims if claim.type == kind]
    return [[actor.name for actor in claim.values("said_by") if isinstance(actor, Actor)] for claim in claims]


def test_what_stands_between_two_quotations_is_the_reports_own(code: Coder) -> None:
    text = (
        'The day is "historic", said the minister of Ghana, Kofi Anane. Norway delivered four patrol boats to Ghana '
        'in May. Others called it a "folly".'
    )
    assert sources(code, text, "transfer")[-1] == []


def test_a_minister_who_states_a_position_says_it(code: Coder) -> None:
    text = "Togo's prime minister voiced concern in January about the armies of Ghana."
    assert sources(code, text, "concern") == [["Togo's prime minister"]]


def test_an_office_takes_up_the_only_one_who_holds_it(code: Coder) -> None:
    text = (
        "The Minister of Defence of Ghana, General Kofi Anane, received the Vice Minister of Defence of Norway, Ms "
        "Ilse Amundsen. The two armies train together. Norway sent instructors to Accra. They stayed for a year. The "
        "navies meet at sea. Both sides use the same boats. The guests saw the port.\n\nThe Vice Minister said that "
        "Norway delivered four patrol boats to Ghana in May."
    )
    assert sources(code, text, "transfer") == [["Ilse Amundsen"]]


def test_who_is_named_behind_the_office_says_it(code: Coder) -> None:
    text = (
        "Norway will lift its curbs on arms exports to Ghana on Monday. Ghana's foreign minister, Yaw Ba'ar, "
        "welcomed it."
    )
    assert sources(code, text, "support") == [["Yaw Ba'ar"]]


def test_an_official_of_an_organisation_states_its_position(code: Coder) -> None:
    text = "NATO Secretary General Mark Rutte thanked Norway for its help to Ukraine."
    claims = [claim for claim in code(text).claims if claim.type == "support"]
    assert [[actor.org for actor in claim.actors("actor")] for claim in claims] == [["NATO"]]
    assert sources(code, text, "support") == [["Mark Rutte"]]


def test_a_relative_pronoun_speaks_for_whom_it_takes_up(code: Coder) -> None:
    text = "Uganda, which confirmed in March that it had sent 400 soldiers to Juba, has a long border with South Sudan."
    assert sources(code, text, "deployment") == [["Uganda"]]


def test_whoever_reports_is_no_source(code: Coder) -> None:
    text = "Norway will deliver four patrol boats to Ghana in May, according to documents seen by this newspaper."
    assert "newspaper" not in [name for names in sources(code, text, "transfer") for name in names]


def test_what_a_reported_clause_takes_for_granted_has_no_source(code: Coder) -> None:
    text = "Togo denied that the pier at Lomé, which was built with a loan of 20 million dollars from China, is closed."
    told = sources(code, text, "aid")
    assert told
    assert not any(told)


def test_what_the_report_tells_itself_needs_no_source_later(code: Coder) -> None:
    text = (
        "Chilean and Peruvian marines began the joint exercise Pacific Shield near Arica on Monday. "
        "Some 400 soldiers take part in Pacific Shield, the navy of Chile said."
    )
    assert sources(code, text, "exercise") == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Togo, which said in March that it had sent paratroopers to Accra, has closed its border with Benin.",
        "Togo, which denies that Ghana sent paratroopers to Lomé in May, has closed its border with Benin.",
    ],
)
def test_a_relative_pronoun_stands_for_its_noun_whatever_its_clause_is(code: Coder, text: str) -> None:
    assert [each for each in sources(code, text, "deployment") if each] == [["Togo"]]


def test_what_is_known_beside_is_not_what_somebody_says(code: Coder) -> None:
    text = (
        "Norwegian officers, who have been training Ghana's sailors in Tema since 2017, could stay on, says Kofi Anane."
    )
    assert sources(code, text, "training")[0] == []


def test_what_is_said_beside_is_not_the_source_of_the_rest(code: Coder) -> None:
    text = "Ghana and Norway are negotiating a fishing treaty, which Minister Kofi Anane said could be signed in May."
    assert sources(code, text, "agreement")[0] == []


@pytest.mark.parametrize(
    ("kind", "score", "said_by"),
    [("oppose", _FAINT, ["Kofi Anane"]), ("oppose", _FAINT - 0.01, []), ("deployment", _FAINT, [])],
)
def test_a_half_believed_source_is_taken_for_a_position(kind: str, score: float, said_by: list[str]) -> None:
    text = "Ghana threatened Togo with sanctions in a letter by Kofi Anane."
    places = {
        label: (text.index(word), text.index(word) + len(word))
        for label, word in (
            ("actor", "Ghana"),
            ("target", "Togo"),
            ("said_by", "Kofi Anane"),
            ("trigger", "threatened"),
        )
    }
    fillers = tuple(Filler(label, *places[label], 0.9) for label in ("actor", "target"))
    weak = (Filler("said_by", *places["said_by"], score),)
    frame = Frame(kind, "occurred", *places["trigger"], fillers, 0.95, 0.95, "model", weak=weak)
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-06-13")
    sentences = tuple(replace(sentence, frames=(frame,)) for sentence in engine.parse(document))
    found = claims_of(document.report, sentences, engine.codebook, engine.gazetteer, least=0.0)
    assert [actor.name for claim in found for actor in claim.values("said_by") if isinstance(actor, Actor)] == said_by


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Slovakia will host drills with Hungary from Oct. 6 to 17, its defence ministry said on Tuesday.", "SVK"),
        ("Poland has ordered 96 helicopters from Italy, its armament agency said on Friday.", "POL"),
    ],
)
def test_its_ministry_is_the_subjects(code: Coder, text: str, country: str) -> None:
    """Not the state's that is named last."""
    told = [actor for claim in code(text).claims for actor in claim.values("said_by") if isinstance(actor, Actor)]
    assert {actor.country for actor in told} == {country}


def test_so_many_diplomats_are_nobody_named_before(code: Coder) -> None:
    text = (
        "Envoys of Ghana, Togo and Norway met in Lomé on Monday. Norway delivered four patrol boats to Ghana in May, "
        "three diplomats said."
    )
    assert sources(code, text, "transfer") == [["three diplomats"]]


def test_he_is_an_envoy_who_is_not_named_and_acts_after_somebody_who_is(code: Coder) -> None:
    text = (
        "The defence minister of Togo, Kofi Anane, opened the fair on Monday. Norway's ambassador walked along the "
        "quay. Ghana would get four patrol boats from his country by May, he added."
    )
    assert sources(code, text, "transfer") == [["Norway's ambassador"]]


def test_he_is_the_holder_of_the_office_named_last(code: Coder) -> None:
    text = (
        "The deputy prime minister of Togo, Kofi Anane, opened the fair on Monday. It was hot. Coffee was served. The "
        "guests saw the port. It rained later. According to the deputy prime minister, trade grows. Norway "
        "delivered four patrol boats to Togo in May, he noted."
    )
    assert sources(code, text, "transfer") == [["Kofi Anane"]]


def test_a_ministry_without_a_state_is_of_the_state_at_home(code: Coder) -> None:
    report = code(
        "The Foreign Ministry has condemned the deployment of Norwegian troops in Ghana.", publisher="Togo Press Agency"
    )
    (claim,) = [claim for claim in report.claims if claim.type == "oppose"]
    said = [actor.name for actor in claim.values("said_by") if isinstance(actor, Actor)]
    assert ({a.country for a in claim.values("role:actor") if isinstance(a, Actor)}, len(said)) == ({"TGO"}, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Togo ordered four patrol boats from Norway in 2023, and the first may arrive in Lomé in May, a source said.",
        "Norway has delivered four patrol boats to Togo and, according to a paper in Oslo, will send tanks next year.",
    ],
)
def test_who_vouches_for_what_may_be_does_not_vouch_for_what_was(code: Coder, text: str) -> None:
    assert sources(code, text, "transfer")[0] == []


def test_who_is_quoted_says_all_of_it(code: Coder) -> None:
    text = '"Norway delivered four patrol boats to Togo in May, and it will not send tanks," said a colonel in Lomé.'
    assert sources(code, text, "transfer")[0] != []


@pytest.mark.parametrize(
    ("before", "source"), [("It was hot.", "Kofi Anane"), ("An official of the port watched.", "official")]
)
def test_the_official_is_who_was_named_unless_another_was_told_of(code: Coder, before: str, source: str) -> None:
    text = (
        f"Togo's defence minister, Kofi Anane, opened the fair on Monday. {before} Norway delivered four patrol boats "
        "to Togo in May, the official said."
    )
    assert sources(code, text, "transfer") == [[source]]


def test_who_expects_to_do_something_says_so(code: Coder) -> None:
    text = "Norway delivered two patrol boats to Togo in May. Oslo expects to deliver four more by the end of 2027."
    assert sources(code, text, "transfer")[1] == ["Norway"]


def test_who_vouches_for_a_detail_is_no_source_of_what_is_known(code: Coder) -> None:
    text = (
        "The exercise Iron Elk of Ghana and Norway opened near Bodø on 11 August. Some 900 sailors are taking part in "
        "the exercise. The exercise Iron Elk will show what both can do, a Norwegian colonel said."
    )
    assert sources(code, text, "exercise") == [[]]


def test_who_tells_of_most_of_it_is_its_source(code: Coder) -> None:
    text = (
        "The exercise Iron Elk of Ghana and Norway opened near Bodø on 11 August, a Norwegian colonel said. The "
        "exercise Iron Elk takes place every two years."
    )
    assert sources(code, text, "exercise") == [["Norwegian colonel"]]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "meeting",
            (
                '"We guard this coast, and we guard it together," Norwegian Defence Minister Ilse Amundsen said after '
                "talks with her Ghanaian colleague, Kofi Anane."
            ),
        ),
        (
            "relations",
            (
                "Ties between Ghana and Togo have been frosty since November, when Prime Minister Ama Soglo said in "
                "parliament that a raid on Benin could threaten the coast."
            ),
        ),
        (
            "agreement",
            (
                "The Energy Ministry of Norway announced in June that a ship would look for gas off the coast of "
                "Ghana later this year under a fishing deal signed in March."
            ),
        ),
        (
            "sanction",
            (
                "An opposition party in Togo says the flight breaks the arms embargo that the UN Security Council "
                "imposed in 2018."
            ),
        ),
    ],
)
def test_what_a_speaker_takes_for_granted_or_spoke_after_is_the_reports_own(code: Coder, kind: str, text: str) -> None:
    assert sources(code, text, kind) == [[]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norway took 180 soldiers home from Ghana on 9 June and said they would be replaced in May.", "Norway"),
        (
            (
                "Ghana took 90 soldiers home from Togo on 9 June and told the town of Lomé that the rest would leave "
                "by May 2026."
            ),
            "Ghana",
        ),
    ],
)
def test_who_did_one_thing_and_told_another_says_the_second(code: Coder, text: str, source: str) -> None:
    assert sources(code, text, "deployment") == [[], [source]]


@pytest.mark.parametrize(
    ("kind", "text", "source"),
    [
        (
            "exercise",
            "Ghana and Togo held 14 joint naval exercises in 2024, according to ministry figures.",
            "ministry",
        ),
        (
            "oppose",
            (
                "Togo's embassy, in a statement carried by Accra newspapers, has called the Norwegian base in Ghana a "
                "provocation and wants it out."
            ),
            "Togo's embassy",
        ),
    ],
)
def test_a_paper_speaks_for_who_wrote_it_not_for_who_carries_it(code: Coder, kind: str, text: str, source: str) -> None:
    assert sources(code, text, kind) == [[source]]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            (
                'Togo on Monday dismissed Ghanaian complaints about its troops on the border. "What is in Togo is '
                'there to guard Togo," Defence Minister Kofi Anane told a radio station in Lomé.'
            ),
            ["Kofi Anane"],
        ),
        (
            (
                'Togo has condemned the Norwegian base in Ghana before the UN. "What is in Togo is there to '
                'guard Togo," Defence Minister Kofi Anane told a radio station in Lomé.'
            ),
            [],
        ),
    ],
)
def test_who_is_quoted_right_after_a_position_of_the_day_says_it(code: Coder, text: str, said_by: list[str]) -> None:
    assert sources(code, text, "oppose")[0] == said_by


def test_the_ministry_is_the_one_told_of_with_its_state_not_whoever_stood_before_it(code: Coder) -> None:
    text = (
        "Bulgaria bought 24 howitzers from South Korea, the defence ministry in Sofia announced in May. The first six "
        "will come in 2027. Germany has lost the order for the PzH 2000 because, according to the ministry, its price "
        "was too high."
    )
    said = [a.country for c in code(text).claims for a in c.values("said_by") if isinstance(a, Actor)]
    assert said == ["BGR", "BGR"]


def test_who_does_what_somebody_else_says_does_not_say_it(code: Coder) -> None:
    text = (
        "A diplomat in Bridgetown, who asked not to be named, said the Barbadian prime minister, Owen Arthur, would "
        "invite the presidents of Guyana and Suriname to his residence in May."
    )
    assert sources(code, text, "meeting") == [["diplomat in Bridgetown"]]


def test_an_embassy_is_not_of_the_state_that_it_is_in(code: Coder) -> None:
    text = (
        "HANOI, 22 August 2024 (VNA) - Vietnam's embassy staff were told of the boat. The Embassy in Jakarta demanded "
        "that the Indonesian authorities release the fishermen of Vietnam."
    )
    (claim,) = (c for c in code(text).claims if c.type == "demand")
    assert [a.country for a in claim.actors("actor")] == ["VNM"]
    assert [a.country for a in claim.values("said_by") if isinstance(a, Actor)] == ["VNM"]


def test_a_body_beside_a_name_as_what_it_is_belongs_to_it(code: Coder) -> None:
    text = (
        "EUMAM Ukraine, the mission through which the European Union trains Ukrainian troops, will run for two more "
        "years. Since its launch in October 2022 the Mission has trained about 63,000 of them."
    )
    claims = [claim for claim in code(text).claims if claim.type == "training"]
    assert {actor.org for claim in claims for actor in claim.actors("provider")} == {"EU"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ivo Berg did not rule out that Czech soldiers could be sent to Mali in May.", "Ivo Berg"),
        (
            "According to specialised media, four FN-6 batteries were contracted by Peru from China and flown in.",
            "specialised media",
        ),
    ],
)
def test_whoever_leaves_it_open_or_opens_the_sentence_says_all_of_it(code: Coder, text: str, source: str) -> None:
    claims = [claim for claim in code(text).claims if claim.type in {"deployment", "transfer"}]
    assert claims
    assert all(actor.name == source for claim in claims for actor in claim.actors("said_by"))
    assert all(claim.values("said_by") for claim in claims)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Norway has ordered 54 howitzers from South Korea, the defence ministry said on Friday.", "NOR"),
        ("Chile bought 12 jets from Peru, the foreign ministry said.", "CHL"),
    ],
)
def test_a_ministry_at_the_end_is_of_whom_it_tells(code: Coder, text: str, country: str) -> None:
    (claim,) = code(text).claims
    assert {value.country for value in claim.values("said_by") if isinstance(value, Actor)} == {country}


def test_a_source_ends_before_the_clause_about_it(code: Coder) -> None:
    text = "Norway has backed Finland's proposal, according to two officials who asked not to be named."
    claim = next(c for c in code(text).claims if c.type == "support")
    assert [getattr(who, "name", None) for who in claim.values("said_by")] == ["two officials"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Zambia's opposition leader Moses Banda accused France of theft.", "Moses Banda"),
        ("Juma Hamad, a Tanzanian trade unionist, accused France of theft.", "Juma Hamad"),
        ("Zambian Foreign Minister Moses Banda accused France of theft.", "Zambia"),
    ],
)
def test_who_is_told_to_be_of_the_opposition_speaks_for_no_state(code: Coder, text: str, who: str) -> None:
    (claim,) = [claim for claim in code(text).claims if claim.type == "oppose"]
    assert [actor.name for actor in claim.values("role:actor") if isinstance(actor, Actor)] == [who]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Kremlin said that Norway delivered four patrol boats to Ghana in May.", "Kremlin"),
        ("The Mahama administration says that Norway delivered four patrol boats to Ghana.", "Mahama administration"),
        ("Norway delivered four patrol boats to Ghana in May, the Ghanaian army said.", "Ghanaian army"),
        ("Norway delivered four patrol boats to Ghana in May, Accra said.", "Ghana"),
    ],
)
def test_a_body_of_a_state_that_says_so_goes_by_its_name(code: Coder, text: str, source: str) -> None:
    assert sources(code, text, "transfer") == [[source]]


@pytest.mark.parametrize(
    "text",
    [
        'The head of the institute, Kofi Anane, says John Berg has failed. "{}," he said.',
        "Kofi Anane says John Berg has failed. He said the vote was unfair. He said {}.",
    ],
)
def test_he_who_says_more_is_who_spoke_not_of_whom_he_spoke(code: Coder, text: str) -> None:
    told = text.format("Norway delivered four patrol boats to Ghana in May")
    assert sources(code, told, "transfer") == [["Kofi Anane"]]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Norway gave four patrol boats to Ghana on Monday. Norway gave the boats for the coast, said Kofi Anane.", []),
        (
            '"Norway gave four patrol boats to Ghana on Monday. Norway gave the boats for the coast," said Kofi Anane.',
            ["Kofi Anane"],
        ),
    ],
)
def test_what_a_report_tells_first_is_its_own_but_no_quotation_is(code: Coder, text: str, said_by: list[str]) -> None:
    assert sources(code, text, "transfer") == [said_by]


def test_a_lawmaker_speaks_for_no_state(code: Coder) -> None:
    text = "US Senator James Berg criticised Ghana on Monday for describing Togo as an architect of war."
    claim = next(claim for claim in code(text).claims if claim.type == "oppose")
    assert [actor.name for actor in claim.actors("actor")] == ["James Berg"]
    assert not claim.values("said_by")


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Ghana's prime minister, Kofi Anane, said Togo might do more following a new Fijian bombing in Lomé.", []),
        ("Fiji bombed Togo on Monday at the request of a local commander.", []),
        (
            'It was night. "Fiji bombed Togo on Monday with six jets. "I think it was a grave fault," said Kofi Anane.',
            ["Kofi Anane"],
        ),
    ],
)
def test_only_who_tells_of_it_is_a_source(code: Coder, text: str, said_by: list[str]) -> None:
    """Not who speaks of what came after, who asked for it, or the "I think" of a quotation."""
    assert sources(code, text, "assault") == [said_by]


def test_an_abbreviation_of_a_source_is_spelt_out_as_in_the_report(code: Coder) -> None:
    text = "The Lomé Islands Press (LIP) is read daily. Norway delivered four patrol boats to Ghana in May, LIP said."
    assert sources(code, text, "transfer") == [["Lomé Islands Press"]]
