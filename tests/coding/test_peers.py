"""Sentences that other coders of the field get wrong (design/PEERS.md); each was a real complaint."""

from __future__ import annotations

import pytest

from foedera.coding.reference import kind_of
from foedera.types import Actor, Claim, Quantity, Report
from tests.coding.conftest import Coder


def only(report: Report, kind: str) -> Claim:
    found = [claim for claim in report.claims if claim.type == kind]
    assert len(found) == 1, [(claim.type, claim.status) for claim in report.claims]
    return found[0]


def codes(claim: Claim, role: str) -> set[str | None]:
    return {actor.country for actor in claim.actors(role)}


@pytest.mark.parametrize(
    ("verb", "statuses"),
    [
        ("may hold", {"possible"}),
        ("could hold", {"possible"}),
        ("will hold", {"planned"}),
        ("is expected to hold", {"expected", "planned"}),
        ("did not hold", {"denied"}),
        ("has no plans to hold", {"denied"}),
        ("held", {"occurred"}),
        ("is holding", {"ongoing"}),
    ],
)
def test_status_follows_the_verb(code: Coder, verb: str, statuses: set[str]) -> None:
    claim = only(code(f"Serbia {verb} joint military exercises with Russia."), "exercise")
    assert claim.status in statuses
    assert codes(claim, "participant") == {"SRB", "RUS"}


def test_no_partner_of_a_coordination_is_lost(code: Coder) -> None:
    claim = only(code("China and Russia will hold joint naval drills in September."), "exercise")
    assert codes(claim, "participant") == {"CHN", "RUS"}
    assert claim.values("when") == ("2025-09",)


def test_the_speaker_is_not_the_donor(code: Coder) -> None:
    report = code("Japan said China provided military aid to Pakistan.")
    claim = only(report, "aid")
    assert codes(claim, "donor") == {"CHN"}
    assert codes(claim, "recipient") == {"PAK"}
    assert [actor.country for actor in claim.values("said_by") if isinstance(actor, Actor)] == ["JPN"]


def test_supplied_with_has_a_recipient_and_a_number(code: Coder) -> None:
    claim = only(code("China supplied Pakistan with 36 fighters."), "transfer")
    assert codes(claim, "supplier") == {"CHN"}
    assert codes(claim, "recipient") == {"PAK"}
    quantity = claim.values("field:quantity")[0]
    assert isinstance(quantity, Quantity)
    assert quantity.n == 36


def test_fighters_sold_are_aircraft(code: Coder) -> None:
    claim = only(code("China sold fighters to Pakistan."), "transfer")
    assert (codes(claim, "supplier"), codes(claim, "recipient")) == ({"CHN"}, {"PAK"})


def test_every_item_of_a_list_is_a_claim_with_its_own_number(code: Coder) -> None:
    report = code(
        "Norway has bought 24 Leopard tanks and 12 Apache helicopters from the United States, "
        "and K9 howitzers and FA-50 fighters."
    )
    found = {
        str(claim.values("name")[0]): [
            value.n for value in claim.values("field:quantity") if isinstance(value, Quantity)
        ]
        for claim in report.claims
        if claim.type == "transfer" and claim.values("name")
    }
    assert found == {"Leopard": [24], "Apache": [12], "K9": [], "FA-50": []}


def test_who_studies_is_taught(code: Coder) -> None:
    report = code("Kazakh officers study at a military academy in Ankara, Turkey.")
    claim = only(report, "training")
    assert codes(claim, "trainee") == {"KAZ"}
    assert codes(claim, "provider") == {"TUR"}


def test_two_allies_of_a_third_state_are_two() -> None:
    assert kind_of("the two u.s. allies") == "two"
    assert kind_of("the two") == "two"
    assert kind_of("the u.s. ally") is None


def test_the_ministers_are_the_two_without_their_article_too(code: Coder) -> None:
    text = (
        "The foreign minister of Latvia, Ada Lund, met the foreign minister of Canada, Ona Roy, in Riga on Monday. The "
        "Ministers discussed trade."
    )
    people = {
        str(getattr(actor, "name", "")) for claim in code(text).claims for actor in claim.values("role:participant")
    }
    assert not {name for name in people if "inister" in name}


def test_five_or_six_are_those_of_the_last_such_list_or_else_a_group() -> None:
    assert kind_of("the five") == kind_of("all five countries") == "five"
    assert kind_of("five countries") is None
