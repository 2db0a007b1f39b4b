"""Who speaks in interviews and briefings."""

from __future__ import annotations

from foedera.types import Actor, Claim
from tests.coding.conftest import Coder

BRIEFING = """Weekly briefing

Spokeswoman Ilse Amundsen: Good morning. You have the programme.

Q (Radio Volta): Ghana says that your soldiers are leaving. Is that true?

A: Norway delivered four patrol boats to Ghana in May. Our soldiers train the crews.

Q: Have you met their minister?

A: Norway and Ghana signed a defence agreement in Accra last week.
"""


def sources(claims: tuple[Claim, ...], kind: str) -> list[list[str]]:
    """Return the names of the sources of the claims of one type."""
    return [
        [actor.name for actor in claim.values("said_by") if isinstance(actor, Actor)]
        for claim in claims
        if claim.type == kind
    ]


def test_an_answer_is_said_by_whom_the_first_turn_names(code: Coder) -> None:
    claims = code(BRIEFING).claims
    assert sources(claims, "agreement") == [["Ilse Amundsen"]]
    assert sources(claims, "transfer") == [["Ilse Amundsen"]]


def test_an_answer_is_said_by_whom_the_introduction_tells_of(code: Coder) -> None:
    text = BRIEFING.replace("Spokeswoman Ilse Amundsen: Good morning.", "Kofi Anane received us at home.")
    assert sources(code(text).claims, "agreement") == [["Kofi Anane"]]


def test_a_speaker_without_a_name_is_called_what_the_label_says(code: Coder) -> None:
    text = BRIEFING.replace("Spokeswoman Ilse Amundsen:", "MINISTER:").replace("A:", "MINISTER:")
    assert sources(code(text).claims, "agreement") == [["MINISTER"]]


def test_a_list_of_headed_lines_is_no_transcript(code: Coder) -> None:
    text = (
        "Place: Accra\nDate: 5 May\nParties: Norway and Ghana\nResult: Norway and Ghana signed a defence agreement.\n"
    )
    assert sources(code(text).claims, "agreement") == [[]]


def test_what_is_asked_and_answered_with_no_is_denied(code: Coder) -> None:
    text = BRIEFING + "\nQ: Did Norway deliver six tanks to Togo?\n\nA: No. Ask Togo.\n"
    tanks = next(c for c in code(text).claims if "TGO" in {actor.country for actor in c.actors("recipient")})
    assert tanks.status == "denied"
    assert sources((tanks,), "transfer") == [["Ilse Amundsen"]]


def test_what_is_asked_and_answered_with_yes_is_not_denied(code: Coder) -> None:
    text = BRIEFING + "\nQ: Did Norway deliver six tanks to Togo?\n\nA: Yes, in May.\n"
    tanks = next(c for c in code(text).claims if "TGO" in {actor.country for actor in c.actors("recipient")})
    assert tanks.status != "denied"


def of_togo(code: Coder, answer: str) -> list[list[str]]:
    """Return the sources of what is asked of Togo and answered in some words."""
    text = BRIEFING + f"\nQ: Will Norway deliver six tanks to Togo?\n\nA: {answer}\n"
    claims = [c for c in code(text).claims if "TGO" in {actor.country for actor in c.actors("recipient")}]
    assert claims
    return sources(tuple(claims), "transfer")


def test_what_is_asked_is_said_by_who_answers(code: Coder) -> None:
    assert of_togo(code, "They leave in May.") == [["Ilse Amundsen"]]


def test_who_evades_a_question_says_nothing(code: Coder) -> None:
    assert of_togo(code, "I refer you to the army.") == [[]]


def test_questions_that_ask_by_name_alone_make_a_transcript(code: Coder) -> None:
    text = """Press statements by the ministers of defence of Moldova and Germany

Moderator: Good afternoon, we start with Minister Ursu.

Anatolie Ursu: Dear colleagues, we spoke about security in the region.

Boris Pistorius: Thank you, Anatolie, for the welcome. My country will make another 14 million euros available to \
your armed forces next year, for winter clothing.

Question (TV Centru): Please comment on the old howitzers.

Anatolie Ursu: They stay where they are, they are our history.

Question (Radio Nistru): And the radars?

Boris Pistorius: We will deliver them to Moldova when the Bundestag has released the funds.
"""
    (claim,) = (c for c in code(text).claims if c.type == "aid")
    assert [a.country for a in claim.actors("donor")] == ["DEU"]
    assert [a.country for a in claim.actors("recipient")] == ["MDA"]
    assert [getattr(value, "name", "") for value in claim.values("said_by")] == ["Boris Pistorius"]
