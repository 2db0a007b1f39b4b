"""What the encoder sees of a word."""

from __future__ import annotations

import pytest

from foedera.parse import MODEL, Model
from foedera.parse.pieces import CASE_CLASSES, MAX_PIECES_PER_WORD, Pieces, case_class, load_pieces


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("army", "lower"),
        ("Serbia", "title"),
        ("Vučić", "title"),
        ("NATO", "upper"),
        ("A", "initial"),
        ("McDonald", "mixed"),
        ("2025", "digits"),
        ("72nd", "alphanumeric"),
        ("FK-3", "alphanumeric"),
        ("—", "other"),
        ("😀", "other"),
        ("北京", "mixed"),
    ],
)
def test_case_classes(word: str, kind: str) -> None:
    assert CASE_CLASSES[case_class(word)] == kind


@pytest.fixture(scope="module")
def pieces(model: Model) -> Pieces:
    assert model.config.types
    return load_pieces(MODEL / "tokenizer.json")


def test_every_word_has_pieces(pieces: Pieces) -> None:
    """A word of which the tokenizer keeps nothing is the unknown piece."""
    cut = pieces.of(["army", "\u200b", "\x00", "army"])
    assert cut[0] == cut[3]
    assert cut[1] == cut[2] == (pieces.unknown,)


def test_a_long_word_keeps_its_ends(pieces: Pieces) -> None:
    word = "0123456789" * 10
    half = MAX_PIECES_PER_WORD // 2
    (cut,) = pieces.of([word])
    assert len(cut) == MAX_PIECES_PER_WORD
    assert cut[:half] == pieces.of([word[:30]])[0][:half]


def test_forgetting_changes_nothing(model: Model) -> None:
    """A store of three words is emptied again and again, and gives the same."""
    assert model.config.types
    from tokenizers import Tokenizer  # noqa: PLC0415 - heavy, and only here

    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    small = Pieces(tokenizer, most=3)
    large = load_pieces(MODEL / "tokenizer.json")
    words = "Serbia and China held a joint exercise in Hebei and Serbia left".split()
    assert small.of(words) == large.of(words)
    assert [small.of([word]) for word in words] == [large.of([word]) for word in words]
