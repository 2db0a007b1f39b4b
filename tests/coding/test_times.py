"""When a happening was: which of a sentence's times is whose, and what it counts from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera import pipeline
from foedera.coding import code as claims_of
from foedera.coding.borrowed import _FAINT, _FAINTER
from foedera.types import Filler, Frame, Status
from tests.coding.conftest import Coder


def when(code: Coder, text: str, kind: str, published: str = "2025-08-13") -> list[object]:
    """Return the times of the claims of one type."""
    return [next(iter(claim.values("when")), None) for claim in code(text, published).claims if claim.type == kind]


def test_a_time_in_a_clause_that_describes_a_deal_goes_before_others(code: Coder) -> None:
    text = "The agreement that Ghana and Norway signed in 2021 stands firm, and their navies trained together in May."
    assert when(code, text, "agreement")[0] == "2021"  # it was signed; that it stands firm may be told apart


def test_a_time_in_a_clause_on_somebody_else_is_not_taken(code: Coder) -> None:
    text = "Finland, which reopened its embassy in Accra last month, has offered to host talks between Ghana and Togo."
    assert when(code, text, "meeting") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway lent Ghana $20 million in 2019 during the visit of its prime minister to Accra.", ["2019"]),
        ("Norway lent Ghana $20 million in 2019 before the visit of its prime minister to Accra.", [None]),
    ],
)
def test_that_at_which_something_was_done_was_then(code: Coder, text: str, expected: list[str | None]) -> None:
    assert when(code, text, "meeting") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the summer the arrangement with Norway on mapping was not renewed by Ghana.", "2024-06~/2024-08~"),
        ("A pact between Chad and Togo on mapping will not be prolonged when it ends in June.", "2025-06"),
    ],
)
def test_what_was_not_done_was_before_and_what_will_not_be_comes(code: Coder, text: str, expected: str) -> None:
    assert when(code, text, "agreement", "2025-03-20") == [expected]


def test_years_later_count_from_the_time_told_last(code: Coder) -> None:
    text = "Ghana joined the bank in 2015. Two years later it signed a defence agreement with Norway."
    assert when(code, text, "agreement") == ["2017~"]


def test_the_next_day_counts_from_the_day_told_last(code: Coder) -> None:
    text = "On 6 May Ghana called its ambassador home. The next day Norway imposed sanctions on two ministers of Ghana."
    assert when(code, text, "sanction")[-1] == "2025-05-07"


def test_a_time_to_come_is_none_to_count_from(code: Coder) -> None:
    text = (
        "On 6 May Ghana called its ambassador home. A summit will be held in Accra on 14 November. The next day Norway "
        "imposed sanctions on two ministers of Ghana."
    )
    assert when(code, text, "sanction")[-1] == "2025-05-07"


def test_begin_and_end_in_joined_clauses_make_an_interval(code: Coder) -> None:
    text = (
        "The exercise Iron Elk of Ghana and Norway, which began on 4 August and ended on 12 August, took place in Bodø."
    )
    assert when(code, text, "exercise") == ["2025-08-04/2025-08-12"]


def test_a_time_at_the_head_of_a_sentence_holds_for_its_relative_clause(code: Coder) -> None:
    text = "In April 2024 the president of Ghana flew to Oslo, where he was received by the prime minister of Norway."
    assert set(when(code, text, "meeting")) == {"2024-04"}


def test_a_past_verb_without_a_subject_goes_on_about_the_day_before_it(code: Coder) -> None:
    text = "Ghana protested to Norway on 5 August over a survey ship and threatened to close its ports."
    assert when(code, text, "threat") == ["2025-08-05"]


def test_a_verb_of_another_subject_does_not_take_the_day_before_it(code: Coder) -> None:
    text = "Ghana protested to Norway on 5 August over a survey ship, and Togo supports the protest of Ghana."
    assert when(code, text, "support") == [None]


def test_what_soured_since_a_dated_war_lasts_from_then_on(code: Coder) -> None:
    text = "Relations between Ghana and Togo have been tense since the start of the war in Benin in 2022."
    assert when(code, text, "relations") == ["2022/.."]


def test_a_visit_in_the_words_after_since_keeps_its_own_time(code: Coder) -> None:
    text = "Ties have improved since the president of Ghana visited Norway in May 2023."
    assert when(code, text, "meeting") == ["2023-05"]


def test_a_day_on_which_it_ends_closes_what_is_under_way(code: Coder) -> None:
    text = "Iron Elk, a naval exercise of Ghana and Norway under way since 4 August, ends on 15 August."
    assert when(code, text, "exercise") == ["2025-08-04/2025-08-15"]


def test_the_year_of_another_thing_is_not_the_claims(code: Coder) -> None:
    text = "The foreign minister of Norway reaffirmed support for the 1951 fisheries treaty of Ghana."
    assert when(code, text, "support") == [None]


def test_what_is_told_of_an_exercises_name_is_its_time(code: Coder) -> None:
    text = "Sailors from Ghana and Togo took part in Iron Elk, which began on March 9, an officer said."
    assert when(code, text, "exercise") == ["2025-03-09"]


def test_the_time_of_another_part_of_a_sentence_is_not_the_positions(code: Coder) -> None:
    text = (
        "Ghana joined last year, while Nigeria has not made up its mind; and Togo has accused it of arming rebels, "
        "which it denies."
    )
    assert set(when(code, text, "oppose")) == {None}


def test_the_day_on_which_talks_are_spoken_of_is_not_theirs(code: Coder) -> None:
    text = "Ghana is also in talks over the Gripen fighter of Sweden, General Ama Owusu said at a fair in May."
    assert when(code, text, "transfer") == [None]


def test_what_those_who_met_agreed_on_is_of_the_day_on_which_they_met(code: Coder) -> None:
    text = (
        "The prime ministers of Peru and Chile met in Arica on 5 August. The talks took all morning. "
        "The two countries signed a treaty on fishing rights."
    )
    claim = next(claim for claim in code(text).claims if claim.type == "agreement")
    assert [str(value) for value in claim.values("when")] == ["2025-08-05"]


def test_what_others_agreed_on_is_not_of_the_day_on_which_somebody_met(code: Coder) -> None:
    text = (
        "The prime ministers of Peru and Chile met in Arica on 5 August. The talks took all morning. "
        "Kenya and Uganda signed a treaty on fishing rights."
    )
    claim = next(claim for claim in code(text).claims if claim.type == "agreement")
    assert not claim.values("when")


def test_the_time_of_a_predicate_is_not_that_of_saying_so(code: Coder) -> None:
    text = "A diplomat in Accra said that a meeting of Ghana and Togo was possible before the end of August."
    assert when(code, text, "meeting") == ["../2025-08-31"]


def test_what_should_be_concluded_has_a_time(code: Coder) -> None:
    text = "A treaty on fishing rights between Ghana and Togo should be concluded before the end of the year."
    assert when(code, text, "agreement") == ["../2025-12-31"]


def test_how_much_earlier_than_planned_is_no_time(code: Coder) -> None:
    text = "Norway will deliver four patrol boats to Ghana from next year, a year earlier than planned."
    assert when(code, text, "transfer") == ["2026/.."]


def test_a_warning_of_a_year_since_which_something_goes_on_was_in_that_year(code: Coder) -> None:
    text = "Ghana has been looking for frigates since 2019, when Norway warned it that it would impose sanctions."
    assert when(code, text, "threat") == ["2019"]


@pytest.mark.parametrize(
    ("status", "score", "times"),
    [
        ("occurred", _FAINTER, ["2025-08-05"]),
        ("occurred", _FAINTER - 0.01, [None]),
        ("denied", _FAINT - 0.01, [None]),
        ("denied", _FAINT, ["2025-08-05"]),
    ],
)
def test_what_occurred_takes_a_time_that_is_hardly_believed(status: Status, score: float, times: list[object]) -> None:
    text = "Ghana called up its reserves on 5 August, and Togo warned Ghana of sanctions."
    words = (("actor", "Togo"), ("target", "Ghana"), ("when", "5 August"), ("trigger", "warned"))
    places = {label: (text.index(word), text.index(word) + len(word)) for label, word in words}
    fillers = tuple(Filler(label, *places[label], 0.9) for label in ("actor", "target"))
    weak = (Filler("when", *places["when"], score),)
    frame = Frame("threat", status, *places["trigger"], fillers, 0.95, 0.95, "model", weak=weak)
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    sentences = tuple(replace(sentence, frames=(frame,)) for sentence in engine.parse(document))
    found = claims_of(document.report, sentences, engine.codebook, engine.gazetteer, least=0.0)
    assert [next(iter(claim.values("when")), None) for claim in found] == times


def test_what_is_to_come_is_not_of_the_time_since_which_it_is_waited_for(code: Coder) -> None:
    text = "The fishing agreement of Ghana and Togo, stuck since 2007, is to be signed in Accra next Wednesday."
    assert when(code, text, "agreement") == ["2025-08-20"]


def test_days_that_count_from_today_are_no_duration(code: Coder) -> None:
    text = "The president of Ghana came home from Lomé, Oslo and Copenhagen ten days ago with less than was hoped for."
    assert set(when(code, text, "meeting")) == {"2025-08-03"}


def test_a_day_told_twice_is_carried_on_by_the_days_that_a_drill_lasts(code: Coder) -> None:
    text = (
        "Ghana and Norway opened the four-day exercise Iron Elk in Tema on 4 August. The exercise Iron Elk, which "
        "began on 4 August, brought 300 soldiers of both to the range."
    )
    assert when(code, text, "exercise") == ["2025-08-04/2025-08-07"]


def test_what_was_announced_in_june_is_not_of_june(code: Coder) -> None:
    text = (
        "The sanctions of Norway on Togo were lifted in May, and 175 million euros for schools were announced in June."
    )
    assert "2026-06" not in [when for claim in code(text).claims for when in claim.values("when")]


def test_the_day_on_which_somebody_says_to_have_asked_is_not_that_of_asking(code: Coder) -> None:
    text = "Togo's foreign minister said on Tuesday that his country had asked Norway for help."
    assert when(code, text, "demand") == [None]


def test_what_was_not_done_on_a_visit_was_not_done_on_its_day(code: Coder) -> None:
    text = "The foreign minister of Togo visited Ghana on 9 August but did not sign the fisheries treaty with Accra."
    assert when(code, text, "agreement") == ["2025-08-09"]


def test_what_those_who_come_will_do_is_of_the_days_on_which_they_are_there(code: Coder) -> None:
    text = (
        "An instructors' group of the German army will be in Lomé from 18 to 20 August and will train 40 soldiers of "
        "Togo."
    )
    assert when(code, text, "training") == ["2025-08-18/2025-08-20"]


def test_a_thing_to_come_by_a_paper_signed_in_may_was_signed_in_the_last_may(code: Coder) -> None:
    text = "An agreement signed by Norway and Ghana on 16 September is to make Ghana a major defence partner of Norway."
    assert when(code, text, "agreement") == ["2024-09-16"]


def test_what_is_planned_for_a_month_is_not_of_the_last_one(code: Coder) -> None:
    text = "A joint exercise of Norway and Ghana, planned for September, has been called off."
    assert when(code, text, "exercise") == ["2025-09"]


def test_what_is_to_begin_in_a_month_is_of_the_next_one(code: Coder) -> None:
    text = "Norway has a naval base in Ghana, which is to begin work in October."
    assert when(code, text, "deployment")[-1] in {"2025-10", "2025-10/.."}  # that there is a base may be a claim beside


def test_what_was_bought_was_not_bought_when_it_entered_service(code: Coder) -> None:
    text = "A radar bought by Ghana from Norway entered service in March."
    assert when(code, text, "transfer")[0] is None


def test_what_will_not_be_is_not_of_the_day_on_which_that_is_said(code: Coder) -> None:
    text = "Norway said on Monday it will not join the embargo against Chad."
    assert when(code, text, "sanction") == [None]


def test_what_is_to_be_announced_comes_with_the_announcement(code: Coder) -> None:
    text = "Britain is expected to announce new sanctions against Georgia on Friday, a diplomat said."
    assert when(code, text, "sanction") == ["2025-08-15"]
    text = "Britain announced on Friday that it would impose sanctions on Georgia."
    assert when(code, text, "sanction") == [None]


def test_until_when_a_thing_is_demanded_is_not_when_it_was(code: Coder) -> None:
    assert when(code, "Kenya called on Somalia to reopen the border by 1 September.", "demand") == [None]
    assert when(code, "Norway asked Chad in May to withdraw its soldiers by 1 September.", "demand") == ["2025-05"]


def test_since_when_somebody_is_something_is_not_when_another_thing_was(code: Coder) -> None:
    text = "Serbia, which has been a candidate for the EU since 2012, has not aligned itself with sanctions on Chad."
    assert when(code, text, "sanction") == [None]


def test_since_when_somebody_is_something_in_apposition_is_not_when_he_acted(code: Coder) -> None:
    assert when(code, "Chile, host of the summit in 2024, opposes the tariffs of the United States.", "oppose") == [
        None
    ]
    assert when(code, "Finland, a member of NATO since 2023, supports Ukraine's bid.", "support") == [None]


@pytest.mark.parametrize("published", ["2026-03-04", "2026-06-04", "2026-07-04"])
def test_what_was_to_be_is_near_the_report_before_it_or_behind(code: Coder, published: str) -> None:
    text = (
        "The exercise of Peru and Chile was to have taken place off Callao from 15 to 19 June. It has been called off."
    )
    assert when(code, text, "exercise", published) == ["2026-06-15/2026-06-19"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Togolese commander admitted planning the May 14 attacks on Ghana.", ["2025-05-14"]),
        ("Togo bombed Ghana in the May 14 attacks.", ["2025-05-14"]),
    ],
)
def test_the_day_by_which_a_thing_is_known_is_the_nearest(code: Coder, text: str, expected: list[str]) -> None:
    assert when(code, text, "assault") == expected


def test_the_year_of_a_treaty_is_not_when_it_is_left(code: Coder) -> None:
    text = "Israel will pull out of the 1994 peace treaty with Jordan."
    (left,) = (claim for claim in code(text, "2025-03-01").claims if claim.type == "agreement")
    assert left.status == "cancelled"
    assert not left.values("when")


def test_until_when_a_deal_is_to_be_kept_is_not_when_it_was_signed(code: Coder) -> None:
    text = (
        "Armenia, Azerbaijan and Russia have signed a deal to end fighting. "
        "Under the deal Armenia must hand back the Kelbajar district by November 15."
    )
    assert when(code, text, "agreement", "2020-11-10") == [None]
