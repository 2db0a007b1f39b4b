"""A noun for more than one type of happening takes up the one that was told of."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

DRILL = 'On August 11, near Lomé was held the opening of the joint Togolese-Ghanaian exercise "Iron Elk". '
COURSE = "Ghanaian instructors have taught Togolese police in Lomé since May. "
GOES_ON = "The training will be carried out until August 19 in three stages."
OF_RECRUITS = "The training of Togolese recruits by Ghanaian instructors ended in July."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (DRILL + GOES_ON, {("exercise", "2025-08-11/2025-08-19")}),
        (
            COURSE + DRILL + GOES_ON,
            {("training", "2025-05/.."), ("exercise", "2025-08-11"), ("training", "../2025-08-19")},
        ),
        (DRILL + OF_RECRUITS, {("exercise", "2025-08-11"), ("training", "2025-07")}),
    ],
    ids=["the drill told of before", "a course was told of too", "more words tell of it"],
)
def test_the_training_is_what_was_told_of_before(code: Coder, text: str, told: set[tuple[str, str]]) -> None:
    assert {(claim.type, next(iter(claim.values("when")), None)) for claim in code(text).claims} == told
