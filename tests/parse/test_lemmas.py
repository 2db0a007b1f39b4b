"""Lemmas: the rules, the table of what they get wrong, and what keeps its form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foedera.parse import lemmas
from foedera.parse.lemmas import by_rule, lemma

TABLE = Path(lemmas.__file__).parent.parent / "assets" / "lemmas.json"


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "wanted"),
    [
        ("signed", "VERB", "VBD", "sign"),
        ("held", "VERB", "VBN", "hold"),
        ("agreed", "VERB", "VBD", "agree"),
        ("planning", "VERB", "VBG", "plan"),
        ("supplies", "VERB", "VBZ", "supply"),
        ("Visited", "VERB", "VBD", "visit"),
        ("was", "AUX", "VBD", "be"),
        ("’re", "AUX", "VBP", "be"),
        ("ca", "AUX", "MD", "can"),
        ("wo", "AUX", "MD", "will"),
        ("had", "VERB", "VBD", "have"),
        ("drills", "NOUN", "NNS", "drill"),
        ("armies", "NOUN", "NNS", "army"),
        ("crises", "NOUN", "NNS", "crisis"),
        ("aircraft", "NOUN", "NNS", "aircraft"),
        ("gas", "NOUN", "NN", "gas"),
        ("larger", "ADJ", "JJR", "large"),
        ("best", "ADJ", "JJS", "good"),
        ("Serbian", "ADJ", "JJ", "Serbian"),
        ("Joint", "ADJ", "JJ", "joint"),
        ("Serbs", "PROPN", "NNPS", "Serb"),
        ("Paris", "PROPN", "NNP", "Paris"),
        ("them", "PRON", "PRP", "they"),
        ("n't", "PART", "RB", "not"),
        ("An", "DET", "DT", "a"),
        ("WITH", "ADP", "IN", "with"),
    ],
)
def test_lemmas(word: str, upos: str, xpos: str, wanted: str) -> None:
    assert lemma(word, upos, xpos) == wanted


def test_the_table_holds_only_what_the_rules_get_wrong() -> None:
    """A rule was changed and the table was not built anew: run scripts/build_lemmas.py."""
    table: dict[str, dict[str, str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    endings = {"v": ("", ""), "n": ("NNS", "NNS"), "a": ("JJR", "JJS"), "r": ("RBR", "RBS")}
    needless = [
        (kind, form)
        for kind, words in table.items()
        for form, word in words.items()
        if by_rule(form, kind, endings[kind][not form.endswith("er")]) == word
    ]
    assert sum(map(len, table.values())) > 5_000
    assert not needless
