"""Counts and ordinals that go on about what was told before: "The first four left last month"."""

from __future__ import annotations

from tests.coding.conftest import Coder


def _stages(code: Coder, text: str) -> set[tuple[str, str, str]]:
    return {
        (str(claim.values("field:stage")[0]), claim.status, str((claim.values("when") or [None])[0]))
        for claim in code(text).claims
        if claim.type == "transfer"
    }


def test_the_first_of_an_order_are_delivered(code: Coder) -> None:
    text = (
        "Peru ordered six K808 vehicles from Hyundai Rotem of South Korea in 2024. The first four were shipped in May."
    )
    assert {("order", "occurred", "2024"), ("delivery", "occurred", "2025-05")} <= _stages(code, text)


def test_one_more_may_follow(code: Coder) -> None:
    text = "Thailand bought two Gripen fighters from Sweden in 2024. A third may follow if parliament agrees."
    assert ("delivery", "conditional", "None") in _stages(code, text)


def test_not_one_of_them_came(code: Coder) -> None:
    text = "Of the 24 Gripen fighters which it ordered from Sweden in 2023, not one had been handed over to Thailand."
    assert any(stage == "delivery" and status == "denied" for stage, status, _ in _stages(code, text))


def test_three_people_are_no_count_of_things(code: Coder) -> None:
    text = "Peru ordered six K808 vehicles from South Korea in May. The three left for Lima on Friday."
    assert len(_stages(code, text)) == 1


def test_the_last_of_a_series(code: Coder) -> None:
    text = "The joint drill of Kenya and India, Sea Wall, is planned for next spring. The last was held in 2023."
    times = {str(claim.values("when")[0]): claim.status for claim in code(text).claims if claim.type == "exercise"}
    assert times == {"2026-03~/2026-05~": "planned", "2023": "occurred"}


def test_what_was_seen_where_it_was_to_come_to_was_delivered(code: Coder) -> None:
    text = "Senegal has ordered six drones from Turkey for $30 million. The first was seen at Thiès."
    told = [
        (claim.status, str(claim.values("field:stage")[0])) for claim in code(text).claims if claim.type == "transfer"
    ]
    assert told == [("occurred", "order"), ("occurred", "delivery")]
