from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.record import QueryError
from tests.record.making import claim_in, new_record, report_of, three_on_one


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"types": ["war"]}, "there is no type 'war'"),
        ({"statuses": ["done"]}, "there is no status 'done'"),
        ({"since": "lately"}, "'lately' is no date"),
        ({"until": "2025-13"}, "'2025-13' is no date"),
        ({"among": ["SRB"]}, "name powers"),
        ({"among": []}, "name powers"),
    ],
)
def test_a_balance_of_what_means_nothing_is_refused(tmp_path: Path, wrong: dict[str, Any], reason: str) -> None:
    with new_record(tmp_path, *three_on_one()) as record, pytest.raises(QueryError, match=reason):
        record.balance("SRB", **{"among": ["CHN"], **wrong})


@pytest.mark.parametrize("limit", [0, -3])
def test_a_limit_below_one_is_refused(tmp_path: Path, limit: int) -> None:
    with new_record(tmp_path, *three_on_one()) as record, pytest.raises(QueryError, match=f"not {limit}"):
        record.events(limit=limit)


def test_a_limit_counts_forecasts_not_the_events_among_which_they_are(tmp_path: Path) -> None:
    text = "Serbia and Russia will hold the exercise Slavic Shield in 2031."
    plan = claim_in("plan", text, status="planned", parties=("SRB", "RUS"), name="Slavic Shield", when="2031")
    with new_record(tmp_path, *three_on_one(), report_of("plan", text, "2025-09-01", "Danube Review", plan)) as record:
        assert len(record.forecasts()) == 2
        assert [each.claim for each in record.forecasts(limit=1, offset=1)] == [plan.id]


def test_an_id_that_names_nothing_is_said_to(tmp_path: Path) -> None:
    with new_record(tmp_path, *three_on_one()) as record, pytest.raises(QueryError, match="'e-none'"):
        record.show("e-none")


def test_a_picture_is_titled_in_names(tmp_path: Path) -> None:
    with new_record(tmp_path, *three_on_one()) as record:
        assert b"Timeline: Serbia and China" in record.picture("timeline", "svg", pair=("SRB", "CHN"))
