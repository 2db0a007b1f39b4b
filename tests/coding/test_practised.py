"""What is practised in a drill, in whole phrases, and what is used in it."""

from __future__ import annotations

from tests.coding.conftest import Coder

TEXT = (
    "Kenya and Peru held the joint exercise Red Lake in May 2025. The exercise focused on tactical training in towns "
    "and natural terrain, and also included the use of modern technology, such as unmanned aerial vehicles. As part "
    "of the training, the soldiers specialised in so-called black tactics, which included fast and silent operations "
    "in the city and in difficult terrain. In addition, they focused on improving shooting skills and mountaineering "
    "techniques, which are essential for modern armies."
)


def test_activities_are_whole_and_what_is_used_is_equipment(code: Coder) -> None:
    (drill,) = (claim for claim in code(TEXT).claims if claim.type == "exercise")
    activities = set(map(str, drill.values("field:activities")))
    assert "improving shooting skills and mountaineering techniques" in activities
    assert "fast and silent operations in the city and in difficult terrain" in activities
    assert activities.isdisjoint({"use", "use of modern technology", "fast", "terrain", "unmanned aerial vehicles"})
    assert drill.values("field:equipment") == ("unmanned aerial vehicles",)


def test_where_soldiers_train_is_not_what_they_train(code: Coder) -> None:
    text = (
        "Kenya and Peru held the joint exercise Red Lake in May 2025, with live firing. The troops trained in the "
        "desert. The crews worked on repairing engines."
    )
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    activities = set(map(str, drill.values("field:activities")))
    assert "repairing engines" in activities
    assert not any("desert" in each for each in activities)


def test_so_called_is_no_part_of_what_is_practised(code: Coder) -> None:
    text = (
        "The drill Blue Shield of Kenya and Peru took place in May 2025. "
        "They specialised in so-called stand-off tactics, and worked on firefighting."
    )
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert "stand-off tactics" in drill.values("field:activities")
