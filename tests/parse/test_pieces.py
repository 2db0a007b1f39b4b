"""What the encoder sees of a word."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.parse import MODEL, Model
from foedera.parse.pieces import CASE_CLASSES, MAX_PIECES_PER_WORD, Pieces, case_class, load_pieces
from foedera.parse.wordpiece import load_word_piece


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
    small = Pieces(load_word_piece(MODEL / "tokenizer.json"), most=3)
    large = load_pieces(MODEL / "tokenizer.json")
    words = "Serbia and China held a joint exercise in Hebei and Serbia left".split()
    assert small.of(words) == large.of(words)
    assert [small.of([word]) for word in words] == [large.of([word]) for word in words]


@pytest.fixture(scope="module")
def theirs(model: Model) -> Any:
    """Return the tokenizer of the package whose pieces ours must be."""
    assert model.config.types
    package = pytest.importorskip("tokenizers", reason="the package to compare with is not installed")
    tokenizer = package.Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def differing(words: list[str], theirs: Any) -> list[str]:
    """Return the words that the package cuts otherwise."""
    ours = load_word_piece(MODEL / "tokenizer.json")
    wanted = theirs.encode_batch(words, add_special_tokens=False)
    return [word for word, encoding in zip(words, wanted, strict=True) if encoding.ids != ours.cut(word)]


def test_characters_are_cut_as_by_the_tokenizers_package(theirs: Any) -> None:
    """Of the characters of Unicode 3.2 four have changed their kind since; newer ones the package does not know."""
    old = unicodedata.ucd_3_2_0
    plane = [chr(at) for at in range(0x10000) if not 0xD800 <= at < 0xE000]
    assigned = [char for char in plane if old.category(char) not in ("Cn", "Co")]
    assert set(differing(assigned, theirs)) <= set("\u1734\u1885\u1886")
    assert set(differing([f"a{char}b" for char in assigned], theirs)) <= {f"a{c}b" for c in "\u166d\u1734\u1885\u1886"}


@given(st.text("abzAZ09-'’.éÉßİıſﬁ中あ\u0301\u200b\ufeff\x1c\x85 \n\xa0«—ŁøΣς한", min_size=1, max_size=8))
@settings(deadline=None)
def test_words_are_cut_as_by_the_tokenizers_package(theirs: Any, word: str) -> None:
    assert differing([word, word + "serbian", "unaffordability" + word], theirs) == []


def test_long_words_are_unknown_as_to_the_tokenizers_package(theirs: Any) -> None:
    words = [letter * size for letter in ("x", "é", "7") for size in (99, 100, 101, 5000)]
    assert differing(words, theirs) == []
