from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis import actor_profile, pair_profile, slant_by_publisher
from foedera.types import Report, SlantMark
from tests.analysis.make import BRIGADE, CHINA, RUSSIA, SERBIA, event, pair

EVENTS = [
    event("a", {"participant": [BRIGADE, CHINA], "host": [CHINA]}, "2025-07"),
    event("b", {"supplier": [CHINA], "recipient": [SERBIA]}, "2022-04", type="transfer"),
    event("c", {"supplier": [CHINA], "recipient": [SERBIA]}, None, type="transfer", status="planned"),
    event("d", {"party": [SERBIA, RUSSIA]}, "2025~", type="agreement"),
    event("e", {"party": [CHINA, RUSSIA]}, "2024", type="agreement"),
]


def test_an_actor_by_type_status_partner_and_year() -> None:
    profile = actor_profile(EVENTS, "SRB")
    assert [event.id for event in profile.events] == ["e-a", "e-d", "e-b", "e-c"]
    assert profile.types.counts == (("transfer", 2), ("agreement", 1), ("exercise", 1))
    assert profile.statuses.counts == (("occurred", 3), ("planned", 1))
    assert profile.partners.counts == (("CHN", 3), ("RUS", 1))
    assert profile.years.counts == (("2022", 1), ("2025", 2), ("undated", 1))
    assert profile.grid == (("CHN", "2022", 1), ("CHN", "2025", 1), ("CHN", "undated", 1), ("RUS", "2025", 1))
    assert profile.conflicts == 0
    assert actor_profile(EVENTS, "SRB", {"c": "2023-03-01"}).years.counts == (("2022", 1), ("2023", 1), ("2025", 2))
    assert actor_profile(EVENTS, "FRA").events == ()


def test_a_pair_with_who_plays_which_role() -> None:
    profile = pair_profile(EVENTS[::-1], "SRB", "CHN")
    assert [event.id for event in profile.events] == ["e-a", "e-b", "e-c"]
    assert profile.roles == (
        ("exercise", "participant", "host", 1),
        ("exercise", "participant", "participant", 1),
        ("transfer", "recipient", "supplier", 2),
    )
    assert pair_profile(EVENTS, "CHN", "SRB").roles[2] == ("transfer", "supplier", "recipient", 2)
    assert profile.years.counts == (("2022", 1), ("2025", 1), ("undated", 1))


def test_conflicts_are_counted() -> None:
    clashing = pair({"when": "2025-07-08", "roles": {"party": [SERBIA, CHINA]}}, {"when": "2025-07-09"})
    assert actor_profile([clashing, *EVENTS], "SRB").conflicts == 1
    assert pair_profile([clashing, *EVENTS], "SRB", "CHN").conflicts == 1


def report(id_: str, publisher: str | None, words: int, kinds: str = "") -> Report:
    marks = tuple(SlantMark(0, 1, kind) for kind in kinds.split())
    return Report(id_, " ".join(["word"] * words), publisher=publisher, slant=marks)


def test_slant_for_1000_words_of_each_publisher() -> None:
    reports = [
        report("1", "Alpha", 500, "so-called absolute so-called"),
        report("2", "ALPHA", 300, "absolute"),
        report("3", "Alpha", 200),
        report("3", "Alpha", 200),
        report("4", None, 100, "absolute"),
        report("5", "Beta", 0),
    ]
    nobody, alpha, beta = slant_by_publisher(reports)
    assert (alpha.publisher, alpha.reports, alpha.words, alpha.marks, alpha.per_1000) == ("Alpha", 3, 1000, 4, 4.0)
    assert alpha.by_kind == (("absolute", 2), ("so-called", 2))
    assert (nobody.publisher, nobody.per_1000) == (None, 10.0)
    assert (beta.words, beta.per_1000) == (0, 0.0)


@given(
    st.lists(st.tuples(st.sampled_from(["A", "a", "B", None]), st.integers(0, 5), st.sampled_from(["", "x", "x y"])))
)
def test_slant_loses_no_report_and_ignores_order(listed: list[tuple[str | None, int, str]]) -> None:
    reports = [report(str(i), *parts) for i, parts in enumerate(listed)]
    found = slant_by_publisher(reports)
    assert slant_by_publisher(reports[::-1]) == found
    assert sum(each.reports for each in found) == len(reports)
    assert sum(each.marks for each in found) == sum(len(each.slant) for each in reports)
