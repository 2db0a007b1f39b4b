"""Cleaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.text.clean import clean

CASES = [
    ("plain text stays", "plain text stays"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("5\u00a0000 men\tleft", "5 000 men left"),
    ("Vuc\u030cic\u0301", "Vučić"),
    ("of\ufb01cer", "officer"),
    ("zero\u200bwidth, bi\u202edi", "zerowidth, bidi"),
    ("soft\u00adhyphen", "softhyphen"),
    ("null\x00and bell\x07", "nulland bell"),
    ("lone \ud800 surrogate", "lone \ufffd surrogate"),
    ("paired \ud83d\ude00", "paired \U0001f600"),
    ("line\u2028break and page\x0cbreak", "line\nbreak and page\nbreak"),
    ("\uf0b7 item", "• item"),
    ("it\x92s \x93so\x94", "it’s “so”"),
    ("Serbiaâ€™s â€œbalanceâ€\x9d", "Serbia’s “balance”"),
    ("VuÄ\x8diÄ‡ and KaÄ\x8danik", "Vučić and Kačanik"),
    ("Ö»", "Ö»"),
]


@pytest.mark.parametrize(("raw", "wanted"), CASES)
def test_cases(raw: str, wanted: str) -> None:
    """Each kind of damage is put right, and nothing else is touched."""
    assert clean(raw).text == wanted


@given(st.text(alphabet=st.characters(), max_size=80))
def test_no_hidden_controls_are_left(raw: str) -> None:
    """Whatever comes in, no control, surrogate or bidirectional mark comes out."""
    text = clean(raw).text
    assert not any(
        "\u202a" <= char <= "\u202e" or "\ud800" <= char <= "\udfff" or char in "\x00\r\t\u200b" for char in text
    )


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more_in_plain_letters(raw: str) -> None:
    """Text of letters, digits and spaces is a fixed point."""
    plain = "".join(char for char in raw if char.isascii() and (char.isalnum() or char in " \n.,"))
    assert clean(plain).text == plain
