"""Names of exercises and papers: translations, spellings, years and editions."""

from __future__ import annotations

import pytest

from foedera.merge.names import likeness, view
from foedera.merge.namewords import CONCEPTS, KIN
from foedera.merge.subjects import shared, subject_words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Peace Keeper", "Peace Guardian 2031"),
        ("Mirovnik", "Peace Guardian"),
        ("Desert Lion", "Pustynny Lev"),
        ("Vostok 2030", "East"),
        ("Brotherly Ties", "Ties of Brotherhood"),
        ("Exercise Iron Lynx", "Iron Lynx 31"),
        ("Sea Storm", "Tempest at Sea"),
    ],
)
def test_translations_are_one_name(left: str, right: str) -> None:
    assert likeness(view(left), view(right)) >= 0.9
    assert view(left).key == view(right).key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Iron Lynx", "Steel Harvest"),
        ("Desert Lion", "Winter Sun"),
        ("Swift Sword", "Joint Sea"),
        ("Zubovac", "Marlenik"),
    ],
)
def test_other_names_are_not_alike(left: str, right: str) -> None:
    assert likeness(view(left), view(right)) <= 0.5


def test_kindred_words_are_alike_but_not_equal() -> None:
    assert 0.7 <= likeness(view("Eagle Raid"), view("Falcon Attack")) < 1.0


def test_spellings_of_an_unknown_word_are_alike() -> None:
    assert likeness(view("Talisman"), view("Talizman")) == pytest.approx(0.9)


def test_likeness_does_not_depend_on_the_side() -> None:
    pairs = [("Formosa", "Operation Formosa landing"), ("Eagle Raid", "Falcon Attack"), ("Iron Lynx", "Lynx")]
    assert all(likeness(view(a), view(b)) == likeness(view(b), view(a)) for a, b in pairs)


@pytest.mark.parametrize(
    ("name", "year", "edition"),
    [
        ("Iron Lynx-2031", 2031, None),
        ("Iron Lynx 31", 2031, None),
        ("Lynx31", 2031, None),
        ("31 Lynxes", None, None),
        ("third Iron Lynx", None, 3),
        ("Iron Lynx IV", None, 4),
        ("12th Iron Lynx", None, 12),
    ],
)
def test_years_and_editions_are_read(name: str, year: int | None, edition: int | None) -> None:
    assert (view(name).year, view(name).edition) == (year, edition)


def test_a_description_is_told_from_a_name() -> None:
    assert view("sixth joint maritime patrol").descriptive
    assert not view("Joint Sea").descriptive
    assert not view("iron lynx").descriptive


def test_each_kindred_meaning_is_in_the_table() -> None:
    meanings = {line.partition(":")[0] for line in CONCEPTS.splitlines() if ":" in line}
    assert not {word for line in KIN.split("\n") for word in line.split()} - meanings


def test_subjects_are_compared_by_their_telling_words() -> None:
    left = subject_words(["cooperation in the field of defence"])
    assert left == subject_words(["military cooperation"]) == frozenset({"=defence"})
    assert shared(left, subject_words(["fisheries"])) == 0.0
    assert shared(frozenset({"a", "b"}), frozenset({"a", "b"})) == 1.0
    assert subject_words(["an agreement"]) == frozenset()
