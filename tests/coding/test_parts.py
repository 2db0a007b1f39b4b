"""Who plays which part: observers, hosts who receive, and whom a section is about."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_those_who_hang_on_the_noun_observers_observe(code: Coder) -> None:
    text = (
        "Serbian, Greek and Cypriot paratroopers took part in the exercise at Paphos. The exercise, in which 620 "
        "servicemen took part, was followed by observers from Algeria, Egypt and Malta."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("observer")} == {"DZA", "EGY", "MLT"}
    assert {actor.country for actor in drill.actors("participant")} == {"SRB", "GRC", "CYP"}


def test_a_minister_in_apposition_receives(code: Coder) -> None:
    text = (
        "On June 12, the Minister of Defence of Azerbaijan, Colonel General Zakir Hasanov, received the delegation "
        "headed by the Commander of the Turkish Land Forces, General Ali Demir, who is on a visit to our country."
    )
    meeting = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert [actor.name for actor in meeting.actors("host")] == ["Zakir Hasanov"]
    assert [actor.name for actor in meeting.actors("visitor")] == ["Ali Demir"]


def test_a_section_is_about_whom_its_heading_names(code: Coder) -> None:
    text = (
        "Peru and Chile held a drill in May. Peru and Chile are old rivals, and Peru thanked Chile.\n\n"
        "ARGENTINA\n\nThe first six of 24 F-16 fighters bought from Denmark will land on 5 December.\n\n"
        "BRAZIL\n\nSweden delivered the tenth Gripen E on 11 November.\n"
    )
    bought = {claim.actors("supplier")[0].country: claim for claim in code(text).claims if claim.type == "transfer"}
    assert [actor.country for actor in bought["DNK"].actors("recipient")] == ["ARG"]
    assert [actor.country for actor in bought["SWE"].actors("recipient")] == ["BRA"]
