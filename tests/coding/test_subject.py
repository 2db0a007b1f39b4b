"""War words of sport and business tell of no dealings between states."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

ELSEWHERE = {
    "sport": (
        "Japan demolished hosts Fiji 34-10 on Wednesday to reach the semi-final of the tournament. Japan's "
        "forwards attacked from the start, and Fiji's defence collapsed under the bombardment. Fiji protested "
        "against a late penalty, but the referee let the try stand. Australia and Tonga will train together "
        "before their match on Saturday, the coach said."
    ),
    "business": (
        "South Africa's biggest grocer launched an assault on its rivals, cutting the price of bread by a "
        "fifth. Its German competitor signed an agreement with a logistics firm in Durban. Investors expect "
        "the two chains to strike a truce once margins are hit; shares in both fell. A Kenyan retailer met "
        "shareholders in London to discuss a listing."
    ),
}
MATCH = (
    "Kenya and Ghana drew 1-1 in a qualifier in Nairobi on Thursday. Ghana struck first through captain Kofi Asante. "
    "Kenya attacked in waves and levelled when the striker beat the goalkeeper. Ghana's coach said his defence had "
    "held out. Both sides will meet again in Accra in June. Togo host Mali on Tuesday."
)
VOLLEYBALL = (
    "Belgian and Dutch sailors began an exercise off Ostend on Monday. Four minehunters take part. On Wednesday the "
    "crews will play a volleyball match on the beach. The exercise ends on Friday. Last year it was held at Den Helder."
)
TREATY_ON_SPORT = (
    "Cuba and the Dominican Republic signed an agreement on sport in Havana on Monday. It covers baseball, boxing and "
    "athletics. Coaches will be exchanged from January. The ministers watched a boxing tournament. The agreement runs "
    "for five years."
)
AIRLINE = (
    "The Austrian airline Donau has ordered twelve passenger jets from Airbus of France for 900 million euros, it said "
    "on Monday. Deliveries will start in 2029. The planes seat 180 people each. Donau flies to forty towns."
)
VILLAGE = (
    "The bakery on the square opens at six, and by seven the queue reaches the pump. Old Mrs Lind has sold bread "
    "here for forty years. This week she sells it to Estonians. Since Monday 200 Estonian soldiers have been "
    "training with the Danish army on the heath behind the church. Their officers sleep in the school, the rest in "
    "tents, and the mud is up to everybody's knees. Denmark gave Estonia twelve howitzers two years ago, and the "
    "gunners have come to learn what they can do. The vicar has lent them his football pitch. In May Danish troops "
    "will go to Tapa in return. Nobody minds the noise, says Mrs Lind, and the children have learned three words of "
    "Estonian. It rained all Tuesday."
)
AT_HOME = {
    "arms trade": (
        "The Korean firm Hanbit signed a contract with Peru for 24 howitzers on Monday, its board told "
        "shareholders. The company's shares rose. Peru's defence ministry said that the army would get the "
        "first guns in 2027; the price was 400 million dollars, and investors expect more orders from "
        "suppliers of the product in Chile."
    ),
    "a lead": "Norway sold Kenya six patrol boats, the company's shareholders heard.",
}


@pytest.mark.parametrize("subject", ELSEWHERE)
def test_another_subject_makes_no_claims(code: Coder, subject: str) -> None:
    assert code(ELSEWHERE[subject]).claims == ()


def test_a_match_makes_no_claims(code: Coder) -> None:
    assert code(MATCH).claims == ()


def test_a_treaty_on_sport_is_read(code: Coder) -> None:
    assert "agreement" in {claim.type for claim in code(TREATY_ON_SPORT).claims}


def test_soldiers_may_play_a_match(code: Coder) -> None:
    assert "exercise" in {claim.type for claim in code(VOLLEYBALL).claims}


def test_a_village_tale_of_foreign_soldiers_is_read(code: Coder) -> None:
    assert {"exercise", "transfer", "deployment"} & {claim.type for claim in code(VILLAGE).claims}


@pytest.mark.parametrize("subject", AT_HOME)
def test_words_of_business_alone_silence_nothing(code: Coder, subject: str) -> None:
    assert [claim for claim in code(AT_HOME[subject]).claims if claim.type == "transfer"]


def test_where_no_word_is_of_arms_none_are_delivered(code: Coder) -> None:
    assert not [claim for claim in code(AIRLINE).claims if claim.type == "transfer"]
    assert [claim.type for claim in code("Germany delivered twelve Leopards to Chile.").claims] == ["transfer"]


def test_the_name_of_a_weapon_system_is_of_arms(code: Coder) -> None:
    text = (
        "Poland received six F-35s from the United States on Monday. The planes landed at Lask. Warsaw ordered 32 of "
        "them in 2020. The president welcomed the pilots. It rained."
    )
    assert "transfer" in {claim.type for claim in code(text).claims}
