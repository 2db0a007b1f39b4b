"""Who speaks in an interview that does not mark who speaks."""

from __future__ import annotations

from tests.coding.conftest import Coder

INTERVIEW = """“We do not choose between Rome and Paris”

The defence minister of Malta, Ana Vella, on ports, ships and gas

Minister, your country hosts ships of three powers. Do they get in each other's way?

No. We talk to all of them.

You bought patrol boats from Italy in 2022. Are you satisfied?

We have ordered four more, which will be delivered this summer. Italian instructors have trained thirty of our sailors.

And Tunisia? Relations have been difficult since May.

They are good again. Our two navies will hold a joint exercise off Gozo in April. France, too, wants to keep a ship in
the country.

Will you join the French mission?

We told the French in January that we will not.
"""


def countries(code: Coder, kind: str, role: str, text: str = INTERVIEW) -> list[set[str | None]]:
    claims = (claim for claim in code(text, "2025-02-13").claims if claim.type == kind)
    return [{actor.country for actor in claim.actors(role)} for claim in claims]


def test_you_and_we_are_the_state_of_whoever_is_asked(code: Coder) -> None:
    assert {"MLT"} in countries(code, "transfer", "recipient")
    assert countries(code, "training", "trainee") == [{"MLT"}]
    assert countries(code, "demand", "actor") in ([], [{"MLT"}])


def test_an_answer_is_on_whom_the_question_names(code: Coder) -> None:
    assert countries(code, "exercise", "participant") == [{"MLT", "TUN"}]


def test_who_has_no_office_speaks_for_no_state(code: Coder) -> None:
    text = INTERVIEW.replace("The defence minister of Malta, Ana Vella,", "Ana Vella, a painter from Malta,")
    assert {"MLT"} not in countries(code, "training", "trainee", text)


def test_questions_without_an_answer_of_somebody_are_no_interview(code: Coder) -> None:
    text = INTERVIEW.replace("We ", "They ").replace("our", "their").replace("Our", "Their")
    assert {"MLT"} not in countries(code, "training", "trainee", text)
