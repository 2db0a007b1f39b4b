"""Offices without a name take the title that stands beside their holder's name."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Since taking office in May, Prime Minister Ana Ruiz has moved Peru closer to Chile.", "Prime Minister"),
        ("President Luis Vega of Bolivia took office on 8 November.", "President"),
        (
            "The Polish defence minister, Jan Kowal, met his colleague in Oslo. Kowal took office in December 2023.",
            "defence minister",
        ),
    ],
)
def test_who_takes_office_takes_the_one_in_the_title(code: Coder, text: str, title: str) -> None:
    offices = [claim for claim in code(text).claims if claim.type == "office"]
    assert [name for claim in offices for name in claim.values("name")] == [title]


def test_the_leader_is_the_last_one_who_leads(code: Coder) -> None:
    text = (
        "Prime Minister Ralph Gonsalves of Saint Vincent toured Havana last week. The leader has condemned the "
        "blockade imposed by Washington against Cuba."
    )
    (claim,) = (c for c in code(text).claims if c.type == "oppose")
    assert [actor.country for actor in claim.actors("actor")] == ["VCT"]


def test_the_group_is_the_movement_named_last(code: Coder) -> None:
    text = "Israel blamed Hezbollah for the attack on Majdal Shams; the group denied responsibility."
    claim = [c for c in code(text).claims if c.type == "oppose"][-1]
    assert [actor.name for actor in claim.actors("actor")] == ["Hezbollah"]


def test_those_who_accuse_each_other_accuse_nobody_else(code: Coder) -> None:
    text = (
        "Israel blamed Iran. Ghana and Togo accuse each other of violating their sea border. Russia and Poland are far."
    )
    claim = [c for c in code(text).claims if c.type == "oppose"][-1]
    assert {actor.country for actor in claim.actors("actor")} == {"GHA", "TGO"}
    assert {actor.country for actor in claim.actors("target")} <= {"GHA", "TGO"}
