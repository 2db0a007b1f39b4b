"""Which mentions of one report are one happening."""

from __future__ import annotations

import math

import pytest

from foedera import codebook
from foedera.coding.drafts import Draft
from foedera.coding.gathering import is_detail
from foedera.coding.joining import Mention
from foedera.coding.links import crossed, likely
from foedera.coding.weights import Weights, load
from foedera.types import Actor, Cell, Claim, Report, Span
from tests.coding.conftest import Coder

_TWO_ATTACKS = (
    "The move followed a Sudanese ambush on a convoy carrying Chadian soldiers in Abeche, that killed 10 people, and a "
    "double rocket attack in Adre, that injured four Chadians."
)


def of_type(report: Report, kind: str) -> list[Claim]:
    return [claim for claim in report.claims if claim.type == kind]


def test_a_noun_that_takes_up_an_exercise_adds_to_it(code: Coder) -> None:
    text = (
        "Chilean and Peruvian marines began a joint exercise near Arica on Monday. "
        "The manoeuvres, in which 400 soldiers take part, will last five days."
    )
    claims = of_type(code(text), "exercise")
    assert len(claims) == 1
    assert len(claims[0].evidence) == 2


def test_exercises_of_other_partners_stay_apart(code: Coder) -> None:
    text = (
        "Kenya and Uganda held a joint naval exercise off Mombasa in March 2024. "
        "In June 2024 Ghana and Togo held a joint land exercise near Tamale."
    )
    claims = of_type(code(text), "exercise")
    pairs = [sorted(actor.country or "" for actor in claim.actors("participant")) for claim in claims]
    assert sorted(pairs) == [["GHA", "TGO"], ["KEN", "UGA"]]


@pytest.mark.parametrize(("count", "word"), [(1, "one"), (60, "sixty"), (200, "two hundred")])
def test_however_many_happenings_none_is_lost(code: Coder, count: int, word: str) -> None:
    states = ["Ghana", "Togo", "Kenya", "Uganda", "Chile", "Peru", "Norway", "Finland"]
    pairs = [(states[n % 8], states[(n + 1) % 8]) for n in range(count)]
    lines = [f"{a} and {b} held the naval exercise Anchor {2000 + n} in {1800 + n}." for n, (a, b) in enumerate(pairs)]
    claims = of_type(code("\n\n".join(lines)), "exercise")
    assert len(claims) >= 0.95 * count, word


def test_weights_are_of_types_that_the_codebook_has() -> None:
    known = load("links")
    assert {"exercise", "transfer", "meeting"} <= known.types
    assert all(math.isfinite(weight) for weight in known.weights.values())


def test_a_type_that_was_not_trained_on_is_left_to_the_rules() -> None:
    assert "my own type" not in load("links").types


def test_probability_grows_with_what_speaks_for_it() -> None:
    known = Weights(-1.0, {"type: exercise": 0.0, "name agrees": 2.0, "exercise: verb": -1.0, "verb": 0.0}, 0.5)
    bare = known.probability(crossed("exercise", {}))
    assert bare == pytest.approx(1 / (1 + math.e))
    assert known.probability(crossed("exercise", {"name agrees": 1.0})) == pytest.approx(1 / (1 + math.exp(-1)))
    assert known.probability(crossed("exercise", {"verb": 1.0})) < bare


@pytest.mark.parametrize("kind", ["exercise", "transfer", "my own type"])
def test_mentions_are_weighed_by_what_was_learned_of_their_type(kind: str) -> None:
    known, signs = load("links"), {"name agrees": 1.0, "verb": 1.0, "distance": 0.7, "status differs": 1.0}
    assert likely(known, kind, signs) == pytest.approx(known.probability(crossed(kind, signs)))
    assert (likely(known, kind, signs) != pytest.approx(known.probability(signs.items()))) is (kind in known.types)


def test_two_words_of_a_sentence_for_one_thing_are_one_claim(code: Coder) -> None:
    report = code("India voiced concern and was worried about Chinese ships off Sri Lanka.")
    assert len(of_type(report, "concern")) == 1


def test_positions_on_each_other_in_one_sentence_stay_apart(code: Coder) -> None:
    text = "Japan lodged a protest with China, which blamed Tokyo for it."
    claims = of_type(code(text), "oppose")
    assert {(c.actors("actor")[0].country, c.actors("target")[0].country) for c in claims} == {
        ("JPN", "CHN"),
        ("CHN", "JPN"),
    }


def test_how_a_thing_came_about_is_told_of_the_thing_that_holds(code: Coder) -> None:
    text = "On 12 June Peru's defence minister received General Ole Berg of Norway, who is visiting Lima."
    assert len(of_type(code(text, published="2024-06-14"), "meeting")) == 1


def test_a_thing_that_holds_and_one_that_came_about_beside_it_stay_apart(code: Coder) -> None:
    text = "Ghana is hosting the exercise Blue Reef with Togo; it held Red Palm with Benin in March."
    assert len(of_type(code(text, published="2024-06-14"), "exercise")) == 2


@pytest.mark.parametrize(
    ("roles", "is_one"),
    [
        ({"observer": ["KEN"]}, True),
        ({"observer": ["KEN", "TGO"], "participant": ["KEN"]}, True),
        ({"observer": ["KEN"], "participant": ["TGO"]}, False),
        ({"participant": ["KEN"]}, False),
    ],
)
def test_who_only_looked_on_is_told_of_the_drill_before(*, roles: dict[str, list[str]], is_one: bool) -> None:
    kind = codebook.load().types["exercise"]
    cells = [
        Cell(f"role:{role}", Actor(state, "state", state), state, Span(0, 1), 0.9)
        for role, states in roles.items()
        for state in states
    ]
    draft = Draft("exercise", "occurred", 0.9, 0.9, cells, [0], [Span(0, 1)])
    assert is_detail(Mention(draft, kind.join), kind) is is_one


def test_editions_of_other_years_and_numbers_are_others(code: Coder) -> None:
    text = (
        'The exercise "Calm Steppe 2025" of Kenya and Ghana ended on Friday near Nakuru.\n\n'
        "More than 2,500 soldiers took part.\n\nA similar exercise was held last year at Tamale in Ghana."
    )
    times = {str(next(iter(claim.values("when")), "")) for claim in code(text).claims if claim.type == "exercise"}
    assert "2024" in times
    assert len(times) == 2


def test_two_things_that_are_brought_in_side_by_side_stay_apart(code: Coder) -> None:
    text = "Peru and Chile signed a shipping agreement and an MoU on hydrography in July 2016."
    names = {str(claim.values("name")[0]) for claim in of_type(code(text), "agreement")}
    assert "shipping agreement" in names
    assert not any(" and " in name for name in names)


def test_who_is_condemned_by_nobody_named_is_another_than_who_was_accused_before(code: Coder) -> None:
    text = "Lima accused Quito of a raid. Bogotá was condemned for its silence."
    opposed = [{a.country for a in claim.actors("target")} for claim in of_type(code(text), "oppose")]
    assert opposed == [{"ECU"}, {"COL"}]


def test_who_watched_the_drill_watched_what_was_told_as_one(code: Coder) -> None:
    """Not what was only told by a verb in between, nor what somebody stayed away from."""
    text = (
        "Ships of Peru and Chile ended the exercise Grey Whale off Callao on Tuesday. Chile also brought divers, who "
        "went ashore on San Lorenzo with Peruvian marines. Officers from Ghana followed the exercise as observers. "
        "A Bolivian delegation had been invited but did not come."
    )
    watched = [
        claim for claim in of_type(code(text), "exercise") if "GHA" in {a.country for a in claim.actors("observer")}
    ]
    assert [(claim.status, list(claim.values("name"))) for claim in watched] == [("occurred", ["Grey Whale"])]


def test_a_stage_that_no_words_give_parts_nothing(code: Coder) -> None:
    text = "The last Malian soldiers left Togo in December 2023."
    claims = of_type(code(text), "deployment")
    assert [claim.values("field:stage") for claim in claims] == [("withdrawal",)]


def test_drills_in_which_nobody_takes_part_in_both_are_two(code: Coder) -> None:
    text = (
        "British and Kenyan soldiers trained together in Laikipia for three weeks. The exercise Balikatan 2025, which "
        "ended in May, involved 14,000 Filipino, American, Australian and Japanese troops."
    )
    claims = [claim for claim in code(text).claims if claim.type == "exercise"]
    assert [{a.country for a in claim.actors("participant")} for claim in claims] == [
        {"GBR", "KEN"},
        {"PHL", "USA", "AUS", "JPN"},
    ]


def test_what_is_asked_about_is_what_the_answer_tells_of(code: Coder) -> None:
    text = (
        "Q: What about the joint exercise with Argentina?\n\n"
        "A: Acrux will be held in September on the River Plate, with Brazil, Bolivia and Paraguay as well."
    )
    (drill,) = of_type(code(text, publisher="Ministry of Foreign Affairs of Uruguay"), "exercise")
    assert (drill.status, drill.values("name")) == ("planned", ("Acrux",))
    assert {"ARG", "BRA", "BOL", "PRY"} <= {actor.country for actor in drill.actors("participant")}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (_TWO_ATTACKS, 2),
        ("Chadian troops attacked a Sudanese post in an ambush in Darfur that killed 10 people.", 1),
    ],
)
def test_deeds_that_one_sentence_sets_at_places_of_their_own_stay_apart(code: Coder, text: str, count: int) -> None:
    assert len(of_type(code(text), "assault")) == count
