"""What one report both tells and denies: two claims, each with its source."""

from __future__ import annotations

from tests.coding.conftest import Coder


def _sides(code: Coder, text: str, kind: str) -> set[tuple[str, str]]:
    return {
        (claim.status, ", ".join(getattr(value, "name", str(value)) for value in claim.values("said_by")))
        for claim in code(text).claims
        if claim.type == kind
    }


def test_a_report_that_is_denied_is_reported_too(code: Coder) -> None:
    text = "Quito denied a report in the Lima press that it had bought 20 K2 tanks from South Korea."
    assert _sides(code, text, "transfer") == {("occurred", "Lima press"), ("denied", "Ecuador")}


def test_rumours_without_an_owner_are_their_own_source(code: Coder) -> None:
    text = "Ghana's army dismissed rumours that American soldiers would be stationed at Tamale."
    assert ("planned", "rumours") in _sides(code, text, "deployment")
    assert any(status == "denied" for status, _ in _sides(code, text, "deployment"))


def test_a_denial_that_only_points_back_denies_what_was_told(code: Coder) -> None:
    told = "Two diplomats said that Ghana had sent soldiers to Togo."
    assert _sides(code, f"{told} Accra denies this.", "deployment") == {
        ("occurred", "Two diplomats"),
        ("denied", "Ghana"),
    }
    assert len(_sides(code, f"{told} Accra neither confirmed nor denied this.", "deployment")) == 1


def test_who_denies_a_reproach_does_not_deny_that_it_was_made(code: Coder) -> None:
    text = "Chile condemned Peru's incursion. Lima denies this."
    assert {status for status, _ in _sides(code, text, "oppose")} == {"occurred"}


def test_who_denies_what_was_told_takes_no_position(code: Coder) -> None:
    text = "Three diplomats said that Ghana was keeping warships at Lomé. Accra denies it."
    assert _sides(code, text, "oppose") == set()
    assert _sides(code, "Ghana denounced the sale of tanks to Togo. Togo rejected the charge.", "oppose")


def test_the_sentence_that_denies_is_evidence(code: Coder) -> None:
    text = "Two diplomats said that Ghana had sent soldiers to Togo. Accra denies this."
    denied = next(claim for claim in code(text).claims if claim.status == "denied")
    assert [text[e.start : e.end] for e in denied.evidence] == text.replace("Togo. ", "Togo.|").split("|")


def _doers(code: Coder, text: str, kind: str, role: str) -> set[tuple[str, str | None, str]]:
    return {
        (claim.status, actor.country, ", ".join(getattr(value, "name", "") for value in claim.values("said_by")))
        for claim in code(text).claims
        if claim.type == kind
        for actor in claim.actors(role)
    }


def test_whose_allegation_it_is_did_not_do_what_is_alleged(code: Coder) -> None:
    text = "Qatar denied an accusation by Egypt that it had supplied rifles to the Houthis."
    assert _doers(code, text, "transfer", "supplier") == {("denied", "QAT", "Qatar"), ("occurred", "QAT", "Egypt")}
    text = "Algeria rejected Mali's allegation that it had trained fighters of the Polisario Front."
    assert _doers(code, text, "training", "provider") == {("denied", "DZA", "Algeria"), ("occurred", "DZA", "Mali")}


def test_they_are_those_who_deny_an_allegation(code: Coder) -> None:
    text = "Rwanda and Uganda denied the UN's allegation that they had sent troops to Congo."
    told = _doers(code, text, "deployment", "actor")
    assert {(status, country) for status, country, _ in told} >= {("denied", "RWA"), ("denied", "UGA")}
    assert "UN" not in {country for _, country, _ in told}


def test_a_denial_is_of_whoever_denies_alone(code: Coder) -> None:
    text = "Chad denied a report by Human Rights Watch that it had bought drones from Turkey."
    assert _sides(code, text, "transfer") == {("denied", "Chad"), ("occurred", "Human Rights Watch")}


def test_what_is_told_of_somebody_beside_what_is_denied_is_not_denied(code: Coder) -> None:
    text = (
        "American commandos arrested three men in Pakistan. Pakistan has rejected suggestions that it sheltered Osama "
        "bin Laden, who was killed by American commandos in Abbottabad on Monday."
    )
    assert {c.status for c in code(text, "2011-05-03").claims if c.type == "assault"} == {"occurred"}
