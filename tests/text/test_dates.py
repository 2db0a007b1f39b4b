"""Dates in words against what they mean: the forms of the reports' press, tense, and hostile text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.text.dates import days_long, find_time_at, find_times, lasting, parse_published, resolve
from foedera.text.edtf import valid_edtf

TUESDAY = "2025-08-05"

FULL = [
    ("July 19-28, 2025", "2025-07-19/2025-07-28"),
    ("28 July – 2 August 2025", "2025-07-28/2025-08-02"),
    ("28 December 2024 to 3 January 2025", "2024-12-28/2025-01-03"),
    ("December 28 to January 3, 2025", "2024-12-28/2025-01-03"),
    ("17 October 2022", "2022-10-17"),
    ("the 4th of May, 2021", "2021-05-04"),
    ("Saturday, 26 July 2025", "2025-07-26"),
    ("Feb. 8, 2024", "2024-02-08"),
    ("twenty-first of June 2024", "2024-06-21"),
    ("2025-07-19", "2025-07-19"),
    ("19.07.2025", "2025-07-19"),
    ("7/19/2025", "2025-07-19"),
    ("19/07/25", "2025-07-19"),
    ("August 2024", "2024-08"),
    ("July to September 2010", "2010-07/2010-09"),
    ("between November 2023 and August 2024", "2023-11/2024-08"),
    ("in 2007", "2007"),
    ("around 2021", "2021~"),
    ("between 2020 and 2024", "2020/2024"),
    ("from 2019 until 2023", "2019/2023"),
    ("2024-25", "2024/2025"),
    ("2020-24", "2020/2024"),
    ("in 2026 and 2027", "2026/2027"),
    ("2026 or 2027", "2026~/2027~"),
    ("since 2018", "2018/.."),
    ("ever since May 2018", "2018-05/.."),
    ("dating back to 1982", "1982/.."),
    ("from the early 2030s", "2030~/.."),
    ("the 1990s", "1990~/1999~"),
    ("by 2027", "../2027"),
    ("by the end of 2027", "../2027"),
    ("before 2020", "../2019"),
    ("before 1 March 2024", "../2024-02-29"),
    ("after 2020", "2020~/.."),
    ("no later than December 2026", "../2026-12"),
    ("from 2022 to the present", "2022/.."),
    ("2025 onwards", "2025/.."),
    ("late 2025 or early 2026", "2025-09~/2026-04~"),
    ("mid-2026", "2026-05~/2026-08~"),
    ("the second half of 2025", "2025-07~/2025-12~"),
    ("the third quarter of 2025", "2025-07~/2025-09~"),
    ("Q3 2025", "2025-07~/2025-09~"),
    ("autumn 2022", "2022-09~/2022-11~"),
    ("since the summer of 2022", "2022-06~/.."),
    ("winter 2024", "2024-12~/2025-02~"),
    ("the winter of 2024-2025", "2024-12~/2025-02~"),
    ("winter 2024/25", "2024-12~/2025-02~"),
    ("H1 2024", "2024-01~/2024-06~"),
    ("until at least 2027", "../2027"),
    ("by end-2026", "../2026"),
    ("by year-end 2026", "../2026"),
    ("12 May 2025, Monday", "2025-05-12"),
    ("the first week of March 2025", "2025-03-01~/2025-03-07~"),
    ("the first Saturday of June 2025", "2025-06-07"),
    ("the last Friday in May 2025", "2025-05-30"),
    ("the second weekend of August 2025", "2025-08-09/2025-08-10"),
    ("the last week of February 2024", "2024-02-23~/2024-02-29~"),
    ("Christmas Eve 2024", "2024-12-24"),
    ("for three days from 5 May 2024", "2024-05-05/2024-05-07"),
    ("fiscal year 2025", "2025~"),
    ("April-June 1717", "1717-04/1717-06"),
    ("24 October 1648", "1648-10-24"),
]


@pytest.mark.parametrize(("words", "value"), FULL)
def test_full_dates_need_no_publication_date(words: str, value: str) -> None:
    """A date with its year means the same whenever and whether the report was published."""
    assert resolve(words, None, past=None) == value
    assert resolve(words, TUESDAY, past=True) == value
    assert resolve(words, TUESDAY, past=False) == value


BY_TENSE = [
    ("July 19", "2025-07-19", "2026-07-19"),
    ("19 to 28 September", "2024-09-19/2024-09-28", "2025-09-19/2025-09-28"),
    ("July 28 - August 9", "2025-07-28/2025-08-09", "2025-07-28/2025-08-09"),
    ("from 30 July to 9 August", "2025-07-30/2025-08-09", "2025-07-30/2025-08-09"),
    ("the 1st to the 4th of August", "2025-08-01/2025-08-04", "2026-08-01/2026-08-04"),
    ("Friday (8/8)", "2024-08-08", "2025-08-08"),
    ("mid and late July", "2025-07-11~/2025-07-31~", "2026-07-11~/2026-07-31~"),
    ("mid-to-late May", "2025-05-11~/2025-05-31~", "2026-05-11~/2026-05-31~"),
    ("the second half of July", "2025-07-16~/2025-07-31~", "2026-07-16~/2026-07-31~"),
    ("the first ten days of June", "2025-06-01~/2025-06-10~", "2026-06-01~/2026-06-10~"),
    ("late July and early August", "2025-07-21~/2025-08-10~", "2025-07-21~/2025-08-10~"),
    ("in the last ten days of May", "2025-05-21~/2025-05-31~", "2026-05-21~/2026-05-31~"),
    ("the first days of September", "2024-09-01~/2024-09-10~", "2025-09-01~/2025-09-10~"),
    ("the last days of May", "2025-05-21~/2025-05-31~", "2026-05-21~/2026-05-31~"),
    ("in the new year", "2025-01~", "2026-01~"),
    ("in Q4", "2024-10~/2024-12~", "2025-10~/2025-12~"),
    ("last May 9", "2025-05-09", "2025-05-09"),
    ("May 12 (Monday)", "2025-05-12", "2026-05-12"),
    ("in May", "2025-05", "2026-05"),
    ("in August", "2025-08", "2025-08"),
    ("in the autumn", "2024-09~/2024-11~", "2025-09~/2025-11~"),
    ("on Monday", "2025-08-04", "2025-08-11"),
    ("Tuesday evening", "2025-08-05", "2025-08-05"),
    ("Monday to Thursday", "2025-08-04/2025-08-07", "2025-08-04/2025-08-07"),
    ("Friday and Saturday", "2025-08-01/2025-08-02", "2025-08-08/2025-08-09"),
    ("three days from Friday", "2025-08-01/2025-08-03", "2025-08-08/2025-08-10"),
    ("Friday for a two-day summit", "2025-08-01/2025-08-02", "2025-08-08/2025-08-09"),
    ("the weekend", "2025-08-02~/2025-08-03~", "2025-08-09~/2025-08-10~"),
    ("the May 14 attacks", "2025-05-14", "2026-05-14"),
    ("the May 14, 2024 attacks", "2024-05-14", "2024-05-14"),
    ("the May 14 ships", "2025-05", "2026-05"),
    ("29 February", "2024-02-29", "2028-02-29"),
    ("since July", "2025-07/..", "2026-07/.."),
    ("by the end of September", "../2024-09-30", "../2025-09-30"),
    ("the week of 18 August", "2024-08-12~/2024-08-18~", "2025-08-18~/2025-08-24~"),
]


@pytest.mark.parametrize(("words", "before", "after"), BY_TENSE)
def test_tense_picks_the_year_or_week(words: str, before: str, after: str) -> None:
    """What lacks its year or week takes the last one up to publication, or the next."""
    assert resolve(words, TUESDAY, past=True) == before
    assert resolve(words, TUESDAY, past=False) == after


RELATIVE = [
    ("today", "2025-08-05"),
    ("last night", "2025-08-04"),
    ("overnight", "2025-08-04"),
    ("the day after tomorrow", "2025-08-07"),
    ("this week", "2025-08-04~/2025-08-10~"),
    ("last week", "2025-07-28~/2025-08-03~"),
    ("later this week", "2025-08-05~/2025-08-10~"),
    ("the end of this week", "2025-08-08~"),
    ("by the end of the week", "../2025-08-10"),
    ("last month", "2025-07"),
    ("the second half of this month", "2025-08-16~/2025-08-31~"),
    ("until the 17th of this month", "../2025-08-17"),
    ("earlier this month", "2025-08"),
    ("later this year", "2025-08~/2025-12~"),
    ("next year", "2026"),
    ("early next year", "2026-01~/2026-04~"),
    ("the first quarter of next year", "2026-01~/2026-03~"),
    ("the second half of the year", "2025-07~/2025-12~"),
    ("by the end of the year", "../2025-12-31"),
    ("by the year's end", "../2025-12-31"),
    ("before the month's end", "../2025-08-31"),
    ("by the end of the decade", "../2029"),
    ("in the course of the year", "2025"),
    ("Monday next week", "2025-08-11"),
    ("Wednesday of last week", "2025-07-30"),
    ("half a year ago", "2025-02~"),
    ("two and a half years ago", "2023-02~"),
    ("a year and a half ago", "2024-02~"),
    ("October last year", "2024-10"),
    ("June of last year", "2024-06"),
    ("the autumn of last year", "2024-09~/2024-11~"),
    ("last August", "2024-08"),
    ("last Friday", "2025-08-01"),
    ("last Tuesday", "2025-07-29"),
    ("next Tuesday", "2025-08-12"),
    ("this summer", "2025-06~/2025-08~"),
    ("from this autumn", "2025-09~/.."),
    ("three days ago", "2025-08-02"),
    ("two weeks ago", "2025-07-22~"),
    ("a decade ago", "2015~"),
    ("in the past three years", "2022~/2025~"),
    ("over the next two months", "2025-08~/2025-10~"),
    ("within two weeks", "../2025-08-19~"),
    ("within the month", "../2025-08-31"),
    ("before Christmas", "../2025-12-24~"),
]


@pytest.mark.parametrize(("words", "value"), RELATIVE)
def test_what_counts_from_publication(words: str, value: str) -> None:
    """What counts from the day of the report, as "last week" does, means nothing without that day."""
    assert resolve(words, TUESDAY, past=None) == value
    assert resolve(words, None, past=None) is None


@pytest.mark.parametrize("words", ["in recent years", "in the coming months", "since then", "soon", "", "the barracks"])
def test_vague_words_are_not_dated(words: str) -> None:
    """What no calendar can place stays unresolved."""
    assert resolve(words, TUESDAY, past=None) is None


def test_a_vague_publication_date_places_no_weekday() -> None:
    """A report of "August 2025" tells its month and year, not its days."""
    assert resolve("last month", "2025-08", past=None) == "2025-07"
    assert resolve("next year", "2025", past=None) == "2026"
    assert resolve("last month", "2025", past=None) is None
    assert resolve("on Monday", "2025-08", past=True) is None
    assert resolve("today", "2025-08", past=None) is None


def test_the_year_of_a_name_dates_a_day() -> None:
    """An exercise's year stands in for the publication date, and goes before it."""
    assert resolve("July 19 to 28", None, past=True, years=(2023,)) == "2023-07-19/2023-07-28"
    assert resolve("28 December to 3 January", None, past=True, years=(2023,)) == "2023-12-28/2024-01-03"
    assert resolve("July 19", TUESDAY, past=True, years=(2023,)) == "2023-07-19"
    assert resolve("July 19", None, past=True) is None


def test_unknown_tense_takes_the_nearest() -> None:
    """Without a tense the nearest day counts, and a deadline lies ahead."""
    assert resolve("September 2", TUESDAY, past=None) == "2025-09-02"
    assert resolve("June 30", TUESDAY, past=None) == "2025-06-30"
    assert resolve("until May 9", "2025-04-21", past=None) == "../2025-05-09"
    assert resolve("until May 9", TUESDAY, past=None) == "../2026-05-09"


def test_a_day_without_its_month_is_the_nearest_such_day_by_tense() -> None:
    """A day alone is one only where it is asked for: a 12th time and a 3rd Brigade are no dates."""
    assert resolve("until the 12th", "2024-09-05", past=False) == "../2024-09-12"
    assert resolve("on the 18th", "2025-11-20", past=True) == "2025-11-18"
    assert resolve("from the 3rd to the 9th", "2025-08-01", past=False) == "2025-08-03/2025-08-09"
    assert [found.text for found in find_times("On the 18th she met them for the 12th time, by the 3rd Brigade.")] == [
        "18th"
    ]


def test_a_quarter_without_its_year_is_the_nearest_by_tense() -> None:
    """Quarters are as calendar as months."""
    assert resolve("the third quarter", "2026-01-29", past=False) == "2026-07~/2026-09~"
    assert resolve("in the first quarter", "2026-06", past=True) == "2026-01~/2026-03~"


def test_before_the_year_is_out_is_by_its_end() -> None:
    """An idiom of deadlines."""
    assert resolve("before the year is out", "2025-09-22", past=False) == "../2025-12-31"


def test_a_genitive_takes_the_limit_to_its_noun() -> None:
    """What comes from last year's drill, or after Sunday's vote, is no time that is open at an end."""
    assert [found.text for found in find_times("It came from last year's drill, after Sunday's vote.")] == [
        "last year",
        "Sunday",
    ]
    assert [found.text for found in find_times("It has stood since last year's vote.")] == ["since last year"]


def test_an_anchor_dates_a_month_and_a_day_before() -> None:
    """Months and days that count from what was told before."""
    assert resolve("that August", TUESDAY, past=True, anchor="2024-01") == "2024-08"
    assert resolve("the following March", TUESDAY, past=True, anchor="2024-05-06") == "2025-03"
    assert resolve("the evening before", TUESDAY, past=True, anchor="2024-05-06") == "2024-05-05"
    assert find_times("He left on the day before the summit.") == []


def test_an_anchor_dates_a_season_and_the_same_week() -> None:
    """What has only its season is of the year told before."""
    assert resolve("that spring", TUESDAY, past=True, anchor="2024-01-09") == "2024-03~/2024-05~"
    assert resolve("that same week", TUESDAY, past=True, anchor="2024-05-08") == "2024-05-06~/2024-05-12~"


def test_an_anchor_dates_the_next_day() -> None:
    """What counts from an earlier mention needs that mention."""
    assert resolve("the next day", TUESDAY, past=True, anchor="2025-07-19") == "2025-07-20"
    assert resolve("two weeks later", TUESDAY, past=True, anchor="2025-04-05") == "2025-04-19~"
    assert resolve("that month", TUESDAY, past=True, anchor="2023-08") == "2023-08"
    assert resolve("the next day", TUESDAY, past=True) is None


def test_finding_leaves_names_counts_and_sayings_alone() -> None:
    """Numbers in names, counts, habits, papers and modal verbs are no dates."""
    text = (
        "Joint Sea-2025 and Peace Guardian 2025 drew 1950 soldiers and 2,022 men, said The Sunday Times; they may "
        "march every Friday, on the first Monday of each month and 24/7, by the Good Friday Agreement, "
        "as on 9/11. A330-2025 jets, 57 per cent, met in the 28th session."
    )
    assert find_times(text) == []


def test_found_spans_keep_the_words_that_matter() -> None:
    """A limit's preposition belongs to the expression; articles and plain prepositions do not."""
    text = "In the second half of July it ran from Monday until Friday, as in 2019, and since the 2022 invasion."
    found = find_times(text)
    assert [time.text for time in found] == [
        "second half of July",
        "from Monday until Friday",
        "2019",
        "since the 2022",
    ]
    assert all(text[time.start : time.end] == time.text for time in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wed, 13 Aug 2025 10:00:00 +0200", "2025-08-13"),
        ("2025-08-13T23:59:59Z", "2025-08-13"),
        ("Published: Aug. 13, 2025 at 5:14 PM", "2025-08-13"),
        ("Wednesday 13th August, 2025", "2025-08-13"),
        ("13.08.2025", "2025-08-13"),
        ("08/13/2025", "2025-08-13"),
        ("20250813T101500Z", "2025-08-13"),
        ("D:20250813101500+02'00'", "2025-08-13"),
        ("2025年8月13日 12:30", "2025-08-13"),
        ("2025. 8. 13.", "2025-08-13"),
        ("13-Aug-2025", "2025-08-13"),
        ("13 AUG 25", "2025-08-13"),
        ("MOSCOW, August 13, 2025 /Agency/", "2025-08-13"),
        ("August 2025", "2025-08"),
        ("2025-08", "2025-08"),
        ("2025", "2025"),
        ("Last updated 13 Aug 2025, first published 12 Aug 2025", "2025-08-13"),
        ("Copyright 2025", None),
        ("BEIJING, Aug. 13", None),
        ("2025-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_date_lines(text: str, value: str | None) -> None:
    """Date lines, mail headers and metadata give their date; what lacks a year gives none."""
    assert parse_published(text) == value


def test_durations() -> None:
    """A length in days carries a day on, and leaves vaguer dates as they are."""
    assert days_long("a three-day visit") == 3
    assert days_long("two weeks of drills") == 14
    assert days_long("the visit") is None
    assert days_long("two days before") is None
    assert lasting("2025-08-30", 3) == "2025-08-30/2025-09-01"
    assert lasting("2025-08", 3) == "2025-08"
    assert lasting("9999-12-31", 3) == "9999-12-31"


DATE_WORDS = st.lists(
    st.sampled_from(
        "July May Sept . , - – / ( ) 19 28 31 2025 2024 2025-07-19 30.02.2025 the of last next this past week month"
        " year days Monday Sat to until from since by before after between and or early mid late half quarter second"
        " end spring ago later three in for 1990s 17th Christmas today fiscal about at least within".split()
    ),
    max_size=30,
).map(" ".join)


@given(text=DATE_WORDS | st.text(), past=st.sampled_from([True, False, None]), day=st.dates())
@settings(max_examples=300, deadline=None)
def test_any_words_give_a_valid_date_or_none(text: str, past: bool | None, day: object) -> None:  # noqa: FBT001
    """No text makes reading fail, found spans are in order, and what comes back is EDTF."""
    found = find_times(text)
    assert all(text[time.start : time.end] == time.text for time in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for published in (str(day), None):
        value = resolve(text, published, past=past)
        assert value is None or valid_edtf(value)
    published = parse_published(text)
    assert published is None or valid_edtf(published)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "the ",
        "July 19-",
        "from ",
        "mid and ",
        "12/",
        "2025-",
        "in the past ",
        "between 3 and ",
        "1,000,",
        "mid-",
        "Monday, ( ",
        "early to ",
        "a ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    """A hostile text of eight times the length takes some eight times as long, not sixty-four."""
    short, long = (_seconds(piece * count) for count in (500, 4000))
    assert long < 40 * short + 0.1


def _seconds(text: str) -> float:
    """Return the best of three, which other programs disturb least."""
    times = []
    for _ in range(3):
        start = time.process_time()
        find_times(text)
        times.append(time.process_time() - start)
    return min(times)


def test_part_of_an_expression_finds_the_whole() -> None:
    """A year or a month alone brings the words that belong to it; a stretch without time brings none."""
    text = "The treaty enters into force on 1 January 2027 and ended what began last autumn."
    for part, whole in (("1 January", "1 January 2027"), ("2027", "1 January 2027"), ("autumn", "last autumn")):
        start = text.index(part)
        found = find_time_at(text, start, start + len(part))
        assert found is not None
        assert found.text == whole
    assert find_time_at(text, 0, 10) is None


def test_a_month_of_the_year_that_was_spoken_of() -> None:
    assert resolve("December of that year", TUESDAY, past=True, anchor="2023-08") == "2023-12"
    assert resolve("since July of the same year", TUESDAY, past=True, anchor="2024-01-11") == "2024-07/.."
    assert resolve("December of that year", TUESDAY, past=True) is None


def test_by_the_middle_of_a_year_half_of_it_has_passed() -> None:
    assert resolve("by mid-2028", TUESDAY, past=False) == "../2028-06~"


def test_what_fell_through_in_a_month_did_not_last_until_it() -> None:
    assert resolve("through in December", "2026-05-14", past=True) == "2025-12"
