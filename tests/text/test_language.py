"""Telling languages."""

from __future__ import annotations

import pytest

from foedera.text.language import LANGUAGE_NAMES, find_language

CASES = {
    "en": "The minister said on Monday that the exercise will take place in July and is no threat to anybody.",
    "de": "Der Minister sagte am Montag, dass die Übung im Juli stattfindet und keine Gefahr für die Nachbarn ist.",
    "fr": "Le ministre a déclaré lundi que l'exercice aura lieu en juillet et qu'il ne menace pas les voisins.",
    "es": "El ministro dijo el lunes que el ejercicio se celebrará en julio y que no es una amenaza para los vecinos.",
    "pt": "O ministro disse na segunda-feira que o exercício será realizado em julho e que não é uma ameaça.",
    "it": "Il ministro ha detto lunedì che l’esercitazione si terrà a luglio e che non è una minaccia per i vicini.",
    "hr": "Ministar je u ponedjeljak rekao da će se vježba održati u srpnju i da nije prijetnja susjedima.",
    "sr": "Министар је у понедељак рекао да ће се вежба одржати у јулу и да није претња суседима.",
    "ru": "Министр заявил в понедельник, что учения пройдут в июле и не представляют угрозы для соседей.",
    "uk": "Міністр заявив у понеділок, що навчання відбудуться в липні і не становлять загрози для сусідів.",
    "pl": "Minister powiedział w poniedziałek, że ćwiczenia odbędą się w lipcu i nie są zagrożeniem dla sąsiadów.",
    "tr": "Bakan pazartesi günü tatbikatın temmuz ayında yapılacağını ve komşular için bir tehdit olmadığını söyledi.",
    "zh": "国防部长周一表示，演习将于七月举行。",
    "ja": "防衛大臣は月曜日に、演習は７月に行われると述べた。",
    "ko": "국방장관은 월요일 훈련이 7월에 열릴 것이라고 말했다.",
    "ar": "قال الوزير يوم الاثنين إن التمرين سيجري في يوليو",
    "vi": "Bộ trưởng cho biết hôm thứ Hai rằng cuộc tập trận sẽ được tổ chức vào tháng Bảy.",
    "und": "12345 67 -- !!",
}


@pytest.mark.parametrize(("code", "text"), CASES.items())
def test_languages(code: str, text: str) -> None:
    """A sentence is enough."""
    assert find_language(text) == code


def test_headlines_and_lists_are_english() -> None:
    """Short texts in plain letters have few function words."""
    assert {find_language(t) for t in ("China deploys destroyers", "Oslo, Rome: drills", "Vučić meets Xi")} == {"en"}


def test_initials_are_no_words() -> None:
    """U and s are words of Croatian."""
    assert find_language("U.S. advisers are coaching Georgian border guards.") == "en"


def test_every_language_has_a_name() -> None:
    """What is told can be said to the user."""
    assert set(CASES) - {"und"} <= set(LANGUAGE_NAMES)


def test_an_english_report_that_quotes_russian_is_english() -> None:
    """The larger part decides."""
    assert find_language("The ministry said: «Учения пройдут в июле». It gave no further details on the drill.") == "en"
