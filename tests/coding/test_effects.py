"""Ties that have an effect, ties with a body of which somebody is no member, and ties with both of two others."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_what_ties_may_complicate_is_no_strain_in_them(code: Coder) -> None:
    text = (
        "Military cooperation between Kenya and Uganda is deepening. Uganda ordered ten trucks from Kenya in May. "
        "Kenyan-Ugandan military cooperation may complicate this path for the region."
    )
    ties = [claim for claim in code(text).claims if claim.type == "relations"]
    assert {claim.status for claim in ties} == {"ongoing"}
    assert {claim.values("field:trend") for claim in ties} == {("deepening",)}


def test_who_is_no_member_of_a_body_may_be_its_partner(code: Coder) -> None:
    text = (
        "China and Serbia held a joint exercise in Belgrade in May 2025. NATO is concerned about Chinese influence, "
        "while Serbia, although not a NATO member, remains an important partner in the Balkans."
    )
    ties = [claim for claim in code(text).claims if claim.type == "relations"]
    assert {frozenset(a.country or a.org for a in claim.actors("party")) for claim in ties} == {
        frozenset({"SRB", "NATO"})
    }


def test_both_with_whom_a_third_deals_are_those_listed_before(code: Coder) -> None:
    text = (
        "Kenya and China signed a treaty in May 2025, and Kenya and China trade much. Kenya's relations with Peru and "
        "Chile are complex. Military cooperation with both neighbours influences Kenya's policy."
    )
    ties = [claim for claim in code(text).claims if claim.type == "relations"]
    told = [claim for claim in ties if any("both" in text[e.start : e.end] for e in claim.evidence)]
    assert told
    assert not any("CHN" in {actor.country for actor in claim.actors("party")} for claim in told)
