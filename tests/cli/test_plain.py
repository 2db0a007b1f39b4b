"""Standard output of few letters: text in those it has, data in UTF-8."""

from __future__ import annotations

import io

import pytest

from foedera.cli.plain import fit


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [
        ("ascii", 'CONCERN | Turkiye -> Cote d\'Ivoire "EUR 2bn" ~ ??'),
        ("latin-1", 'CONCERN · Türkiye -> Côte d\'Ivoire "EUR 2bn" ~ ??'),
        ("utf-8", "CONCERN · \u200eTürkiye → Côte d’Ivoire “€2bn” ≈ 中国"),
    ],
)
def test_text_is_printed_in_the_letters_at_hand(encoding: str, printed: str) -> None:
    """An arrow of a dash and an angle, letters without their accents; nothing is lost without a mark."""
    into = io.BytesIO()
    stream = io.TextIOWrapper(into, encoding=encoding)
    fit(stream, text=True)
    print("CONCERN · \u200eTürkiye → Côte d’Ivoire “€2bn” ≈ 中国", end="", file=stream, flush=True)
    assert into.getvalue().decode(encoding) == printed


def test_data_are_utf_8_whatever_the_terminal_is() -> None:
    """A name in a table is the name, not what a terminal can show of it."""
    into = io.BytesIO()
    stream = io.TextIOWrapper(into, encoding="ascii")
    fit(stream, text=False)
    print("Türkiye,中国", end="", file=stream, flush=True)
    assert into.getvalue().decode() == "Türkiye,中国"
    fit(io.StringIO(), text=True)  # what is no file of letters stays as it is
