"""How things stand: talked over, never come about, and how long they lasted."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.standing import mark_under_way
from foedera.types import Span
from tests.coding.conftest import Coder


def told(code: Coder, text: str, kind: str) -> list[tuple[str, object]]:
    """Return status and time of the claims of one type."""
    claims = [claim for claim in code(text).claims if claim.type == kind]
    return [(claim.status, next(iter(claim.values("when")), None)) for claim in claims]


def test_a_sale_that_is_being_discussed_is_under_negotiation(code: Coder) -> None:
    text = "Ghana and Norway are discussing the sale of six Skjold corvettes, officials in Accra say."
    assert [status for status, _ in told(code, text, "transfer")] == ["ongoing"]


def test_a_sale_that_may_be_discussed_is_not(code: Coder) -> None:
    text = "Ghana and Norway may discuss the sale of six Skjold corvettes in the autumn, officials in Accra say."
    assert "ongoing" not in [status for status, _ in told(code, text, "transfer")]


def test_a_trip_that_did_not_go_ahead_was_called_off(code: Coder) -> None:
    text = "A trip to Oslo by the foreign minister of Ghana, Kofi Anane, planned for last week, did not go ahead."
    assert [status for status, _ in told(code, text, "meeting")] == ["cancelled"]


def test_a_last_day_is_carried_back_by_how_long_it_was(code: Coder) -> None:
    text = (
        "On 9 August the exercise Iron Elk of Ghana and Norway was brought to its completion near Bodø. The exercise "
        "lasted for six days."
    )
    assert told(code, text, "exercise") == [("occurred", "2025-08-04/2025-08-09")]


def test_more_than_ten_days_is_no_length_to_count_back_by(code: Coder) -> None:
    text = "The exercise Iron Elk of Ghana and Norway ended on 9 August after more than ten days near Bodø."
    assert told(code, text, "exercise") == [("occurred", "../2025-08-09")]


def test_what_was_approved_in_the_past_is_still_to_come(code: Coder) -> None:
    text = "Ghana's parliament approved in May the dispatch of 200 soldiers to Togo; none has left yet."
    assert ("planned", None) in told(code, text, "deployment")


def test_an_option_that_is_exercised_is_an_order(code: Coder) -> None:
    text = "Ghana has exercised an option for a fourth Skjold corvette from Umoe Mandal, the Norwegian yard said."
    assert {status for status, _ in told(code, text, "transfer")} == {"occurred"}
    text = "Ghana may exercise an option for a fourth Skjold corvette from Umoe Mandal, the Norwegian yard said."
    assert {status for status, _ in told(code, text, "transfer")} == {"possible"}


def test_what_is_incompatible_with_something_is_not_to_be(code: Coder) -> None:
    text = "Austria's membership in NATO is something incompatible with its constitution."
    assert [status for status, _ in told(code, text, "membership")] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "The exercise Andes of Chile and Peru winds up on 25 August.",
        "The three-week course given by French instructors in Togo ends tomorrow.",
        "The naval exercise of Peru and Chile is scheduled to end on 25 August.",
    ],
)
def test_what_is_only_to_end_is_under_way(code: Coder, text: str) -> None:
    assert [c.status for c in code(text).claims] == ["ongoing"]


def test_what_is_to_begin_before_it_ends_is_planned(code: Coder) -> None:
    text = "Chile and Peru will hold Exercise Andes. The exercise begins on 20 August and ends on 25 August."
    assert {c.status for c in code(text).claims if c.type == "exercise"} == {"planned"}


def test_who_is_still_recognised_is_recognised_as_long_as_it_lasts(code: Coder) -> None:
    text = "Togo, which lies on the Atlantic, is one of twelve states that still recognise Taiwan."
    assert told(code, text, "relations") == [("ongoing", None)]


def test_what_began_this_week_goes_on_from_then(code: Coder) -> None:
    text = "The exercise Iron Elk of Ghana and Norway opened near Bodø on 11 August."
    assert told(code, text, "exercise") == [("ongoing", "2025-08-11/..")]


def test_what_began_and_lasted_four_days_does_not(code: Coder) -> None:
    text = "The four-day exercise Iron Elk of Ghana and Norway opened near Bodø on 4 August."
    assert told(code, text, "exercise") == [("occurred", "2025-08-04/2025-08-07")]


def test_what_somebody_said_to_be_negotiating_is_under_negotiation(code: Coder) -> None:
    text = (
        "Norway's defence minister said that Oslo was negotiating an agreement under which its troops could train in "
        "Ghana."
    )
    assert [status for status, _ in told(code, text, "agreement")] == ["ongoing"]


def test_what_was_negotiated_once_is_not(code: Coder) -> None:
    text = "Norway was negotiating an agreement with Ghana under which its troops could train there in 2019."
    assert "ongoing" not in [status for status, _ in told(code, text, "agreement")]


@pytest.mark.parametrize(
    "text",
    [
        "Norway has 300 soldiers in Ghana, and a reduction is not under discussion.",
        "There has been no discussion whatsoever between Ghana and Norway on a withdrawal of the Norwegian troops.",
    ],
)
def test_what_is_not_even_discussed_is_denied(code: Coder, text: str) -> None:
    assert told(code, text, "deployment")[-1][0] == "denied"


def test_who_is_somewhere_for_talks_has_them(code: Coder) -> None:
    text = "Prime Minister Ilse Amundsen of Norway is in Ghana this week for talks with President Kofi Anane."
    assert [status for status, _ in told(code, text, "meeting")] == ["ongoing"]


def test_a_request_that_is_turned_down_was_made(code: Coder) -> None:
    text = (
        "A Togolese request that Norway do so for older shells was turned down in the summer, according to two "
        "diplomats."
    )
    assert [status for status, _ in told(code, text, "demand")] == ["occurred"]


def test_what_is_told_as_done_on_its_last_day_is_done(code: Coder) -> None:
    text = (
        "The exercise Iron Elk of Ghana and Norway was carried out from 1 to 13 August near Tema. Some 700 soldiers "
        "took part in the exercise."
    )
    assert told(code, text, "exercise") == [("occurred", "2025-08-01/2025-08-13")]


def test_what_a_signed_treaty_is_for_is_not_when_it_was_signed(code: Coder) -> None:
    text = (
        "Norway and Ghana signed a protocol on cooperation in fishing for 2026-2028. The document provides for the "
        "exchange of teachers."
    )
    assert told(code, text, "agreement") == [("occurred", None)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Slovakia and Hungary oppose the Croatian bid for a seat on the council.", "ongoing"),
        (
            "Slovakia opposes the Croatian bid for a seat on the council, its foreign minister said on Monday.",
            "occurred",
        ),
        ("Slovakia opposed the Croatian bid for a seat on the council.", "occurred"),
        ("Slovakia condemns the Croatian bid for a seat on the council.", "occurred"),
    ],
)
def test_what_a_report_says_is_held_goes_on_and_what_somebody_says_was_said(
    code: Coder, text: str, status: str
) -> None:
    assert [status for status, _ in told(code, text, "oppose")] == [status]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Riga remains wary of Belarus.", "concern", "ongoing"),
        ("Damascus is worried about Israeli arms deliveries to Druze groups.", "concern", "ongoing"),
        ("Damascus was worried about Israeli arms deliveries to Druze groups.", "concern", "occurred"),
        ("Turkey objects to the Greek plan.", "oppose", "ongoing"),
        ("Moscow has for years requested diplomatic status for its staff from Belgrade.", "demand", "ongoing"),
        ("Moscow requested diplomatic status for its staff from Belgrade for years.", "demand", "occurred"),
        ("Norway has long called for a ban on mines in the Balkans.", "demand", "ongoing"),
        ("Norway has called for a ban on mines in the Balkans.", "demand", "occurred"),
    ],
)
def test_a_state_of_mind_and_a_position_of_long_standing_go_on(code: Coder, text: str, kind: str, status: str) -> None:
    assert [status for status, _ in told(code, text, kind)] == [status]


def test_who_is_there_for_talks_is_there_now() -> None:
    """Whatever status the network gives to "is"."""
    engine = pipeline.load(None, 2)
    text = "Prime Minister Ana Ruiz of Peru is in Japan for talks."
    document = pipeline.document_of(text.encode(), "text.txt")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    at = text.index("is in")
    draft = Draft("meeting", "occurred", 0.6, 0.9, [], [0], [Span(at, at + 2)])
    mark_under_way(draft, context)
    assert draft.status == "ongoing"


def test_a_copy_and_neutrality_are_standing_facts(code: Coder) -> None:
    text = "The FN-6 missile was copied from the Russian Igla. Laos has declared itself militarily neutral."
    assert {(claim.type, claim.status) for claim in code(text).claims} == {
        ("variant", "ongoing"),
        ("membership", "ongoing"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "France will close its base in Abidjan by the end of the year.",
        "The French base in Abidjan will be closed by the end of the year.",
    ],
)
def test_what_somebody_is_to_end_is_planned(code: Coder, text: str) -> None:
    assert [claim.status for claim in code(text).claims if claim.type == "deployment"] == ["planned"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The raid killed two soldiers, prompting Peru to expel three diplomats of Chile.", "occurred"),
        ("The spy scandal led Chad to expel three diplomats of Benin.", "occurred"),
        ("The spy scandal may lead Chad to expel three diplomats of Benin.", "possible"),
    ],
)
def test_what_somebody_was_brought_to_do_was_done(text: str, status: str, code: Coder) -> None:
    """In the past only."""
    assert {c.status for c in code(text).claims if c.type in {"mobilize", "deployment", "sanction"}} == {status}


def test_what_is_not_done_in_a_condition_is_no_refusal() -> None:
    """Domestic reading: "if they did not lift a blockade"."""
    engine = pipeline.load(None, 2)
    text = b"Togo's minister warned tribal leaders that output would collapse if they did not lift a blockade of ports."
    document = pipeline.document_of(text, "text.txt", published="2025-05-06")
    claims = engine.code(document, domestic=True).claims
    assert [claim.status for claim in claims if claim.type == "concede"] == ["possible"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The Gripen offered by Sweden was not proceeded with, Peru's ministry said.", {("Gripen", "SWE")}),
        ("The K2 tank offered by South Korea in March was not chosen by Peru.", {("K2", "KOR")}),
        ("Sweden offered Peru 12 Gripen fighters last year, but the government refused them.", {("Gripen", "SWE")}),
        ("Malaysia did not take up Russia's offer of 12 more Su-30 fighters.", {("Su-30", "RUS")}),
    ],
)
def test_what_was_offered_and_not_taken_is_one_denial(code: Coder, text: str, denied: set[tuple[str, str]]) -> None:
    told = [claim for claim in code(text).claims if claim.type == "transfer"]
    assert {claim.status for claim in told} == {"denied"}
    assert sorted((str(c.values("name")[0]), c.actors("supplier")[0].country) for c in told) == sorted(denied)


def test_what_is_offered_beside_talks_on_something_else_is_no_part_of_them(code: Coder) -> None:
    text = "Seoul is negotiating with Latvia over air defence radars and offered Slovakia a batch of light aircraft."
    assert [status for status, _ in told(code, text, "transfer")] == ["ongoing", "possible"]


def test_what_was_offered_and_welcomed_is_still_on_offer(code: Coder) -> None:
    text = "Sweden offered Peru 12 Gripen fighters last year, and the government welcomed it."
    assert {claim.status for claim in code(text).claims if claim.type == "transfer"} == {"possible"}
