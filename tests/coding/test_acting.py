"""Who goes on to act as "it" or "they", and who is none of those whom it addresses."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def sides(code: Coder, text: str, kind: str) -> list[tuple[set[str | None], set[str | None]]]:
    claims = [claim for claim in code(text).claims if claim.type == kind]
    return [
        ({a.country or a.org for a in c.actors("actor")}, {a.country or a.org for a in c.actors("target")})
        for c in claims
    ]


def test_they_are_those_who_were_just_told_to_act(code: Coder) -> None:
    text = (
        "The leaders of the African Union accused Sudan on Monday of shelling a town in Chad.\n\n"
        "They called on Egypt to end its support for the Sudanese army."
    )
    assert sides(code, text, "demand") == [({"AU"}, {"EGY"})]


def test_it_is_the_bloc_that_was_just_told_to_act(code: Coder) -> None:
    text = (
        "The European Union condemns the delivery of missiles by Iran to Russia. France has recalled its envoy, "
        "France has closed a consulate, and France wants more.\n\n"
        "The Union had warned Tehran against taking this step. It is considering restrictive measures against Iran."
    )
    assert ({"EU"}, {"IRN"}) in sides(code, text, "sanction")


def test_it_is_whose_delegation_was_just_told_to_act(code: Coder) -> None:
    text = (
        "Talks between Peru and Chile were held in Lima on Monday. "
        "The minister of Peru said Peru would build a road.\n\n"
        "The delegation of Chile expressed its appreciation. "
        "It also requested help with the supply of water to villages near the border."
    )
    assert sides(code, text, "demand")[0][0] == {"CHL"}


def test_who_urges_both_is_none_of_them(code: Coder) -> None:
    text = (
        "About 400 Indian troops are taking part in a drill, which began on Sunday. "
        "Under a treaty signed in Colombo, Sri Lanka is paying for the range. "
        "The Chinese embassy in Colombo said that it was worried "
        "and urged both countries to respect the wish for peace."
    )
    assert sides(code, text, "demand") == [({"CHN"}, {"IND", "LKA"})]


def test_the_three_are_of_the_one_list_of_three(code: Coder) -> None:
    text = (
        "Ministers of Kenya, Uganda and Tanzania agreed on Monday to keep the lake open, and asked Rwanda to join.\n\n"
        "Burundi bought two boats from China in March. The boats were delivered in May. China has built a pier there. "
        "The pier was opened in June. It takes ships of Malawi and Zambia.\n\n"
        "The three governments accused Egypt of meddling."
    )
    assert sides(code, text, "oppose") == [({"KEN", "UGA", "TZA"}, {"EGY"})]


def test_he_is_the_chairman_whose_name_stands_beside_the_office(code: Coder) -> None:
    text = (
        "Kenya signed a trade pact with China in April.\n\n"
        "The chairman of the U.S. Senate Foreign Relations Committee, John Harrow, criticised Mr Ruto last week "
        "for describing Kenya and China as brothers. He urged Kenya to leave the pact."
    )
    assert sides(code, text, "demand")[0][0] == {"USA"}


def test_the_minister_of_one_state_is_not_that_of_another(code: Coder) -> None:
    text = (
        "Norway's defence minister, Kari Dahl, met her guest in Oslo on Monday. "
        "The Ukrainian minister was received by the Speaker. He called on Sweden to send more shells."
    )
    assert sides(code, text, "demand")[0][0] == {"UKR"}


def test_the_government_is_that_of_whoever_is_told_to_act_in_the_sentence(code: Coder) -> None:
    text = (
        "Korea's jets took off on Monday as Russian aircraft came near, and Seoul protested to Moscow. "
        "South Korea has done so before.\n\n"
        "Japan also sent fighters, a spokesperson in Tokyo said, adding that the government had conveyed "
        "grave concern to Moscow."
    )
    assert sides(code, text, "concern") == [({"JPN"}, {"RUS"})]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("has voiced its concern to the Libyan authorities and has asked them to explain the shooting", "demand"),
        ("has not met the officers in Tripoli, has sheltered their opponents and accuses them of fraud", "oppose"),
    ],
)
def test_they_are_the_people_of_a_state_that_were_just_told_of(code: Coder, told: str, kind: str) -> None:
    text = f"Malta, Italy and Greece share the sea. Italy and Greece met on Sunday. Malta {told}."
    assert sides(code, text, kind)[-1:] == [({"MLT"}, {"LBY"})]


def test_the_two_are_the_people_who_were_told_to_act(code: Coder) -> None:
    text = (
        "Norway and Turkey had offered to host them. Presidents Kenyatta and Museveni have met for the first time "
        "since January. The Emir of Qatar brought the two together in Doha today."
    )
    meetings = [claim for claim in code(text).claims if claim.type == "meeting"]
    assert {actor.country for m in meetings for actor in m.actors("participant")} == {"KEN", "UGA"}


@pytest.mark.parametrize(
    ("text", "host", "meet"),
    [
        (
            "Erdoğan coaxed Abiy Ahmed and Hassan Sheikh Mohamud into a declaration in Ankara on Monday.",
            "TUR",
            {"ETH", "SOM"},
        ),
        ("Norway got Peru and Chile to sit down at one table in Oslo on Tuesday.", "NOR", {"PER", "CHL"}),
    ],
)
def test_who_brings_others_together_is_their_host(code: Coder, text: str, host: str, meet: set[str]) -> None:
    (meeting,) = (claim for claim in code(text).claims if claim.type == "meeting")
    assert {actor.country for actor in meeting.actors("host")} == {host}
    assert {actor.country for actor in meeting.actors("participant")} == meet


def test_they_are_those_of_the_clause_before(code: Coder) -> None:
    text = (
        "Mali and Niger have a pact, and so have Chad and Togo. In January the foreign ministers of Armenia and "
        "Georgia fell out over a border; in March they signed a treaty on it."
    )
    treaties = [c for c in code(text).claims if c.type == "agreement" and "2025-03" in map(str, c.values("when"))]
    assert [{actor.country for actor in treaty.actors("party")} for treaty in treaties] == [{"ARM", "GEO"}]


def test_they_are_the_two_ministers_who_were_told_to_act(code: Coder) -> None:
    text = (
        "Qatar and Kuwait have watched the border. Eritrea and Djibouti quarrelled over it. In April the two foreign "
        "ministers met; Oman and Yemen were there, too. In May the two foreign ministers spoke; in June they signed an "
        "agreement."
    )
    report = code(text)
    (pact,) = (c for c in report.claims if c.type == "agreement" and "2025-06" in map(str, c.values("when")))
    talks = [c for c in report.claims if c.type == "meeting" and "2025-05" in map(str, c.values("when"))]
    spoke = {actor.country for talk in talks for actor in talk.actors("participant")}
    assert {actor.country for actor in pact.actors("party")} == spoke


@pytest.mark.parametrize(
    "told",
    [
        "Chad may join the drill next year, its defence ministry said.",
        "Chad, its defence ministry said, will join the drill next year.",
        "Chad will join the drill next year, according to its defence ministry.",
        "Chad has received 40 tanks from Sweden, its armed forces said.",
    ],
)
def test_its_ministry_is_of_who_acts_in_what_it_tells(code: Coder, told: str) -> None:
    claims = code(f"Kenya and Uganda on Friday concluded the naval exercise Blue Anchor. {told}").claims
    sources = [source for claim in claims for source in claim.values("said_by")]
    assert [getattr(source, "country", None) for source in sources] == ["TCD"]


def test_a_long_chain_of_they_is_followed_back_only_so_far(code: Coder) -> None:
    """Four hundred sentences that begin with it would otherwise need as many calls in each other."""
    report = code("Peru and Chile met in Lima. " + "They signed an agreement with Fiji in Suva. " * 400)
    assert any(claim.type == "agreement" for claim in report.claims)
