"""Lemmas by rule and by a table of the words that the rules get wrong.

The table is built by `scripts/build_lemmas.py` from the lemminflect package (MIT; NIH Specialist Lexicon).
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "assets" / "lemmas.json"
_VOWELS = frozenset("aeiou")
_FORMS_OF_PRONOUNS = {
    "I": "i me",
    "we": "us",
    "he": "him",
    "they": "them 'em",
    "a": "an",
    "not": "n't n’t",
    "'s": "'s ’s",
    "this": "these",
    "that": "those",
}
_FORMS_OF_AUXILIARIES = {
    "be": "is are was were am been being 's ’s 're ’re 'm ’m",
    "have": "has had having 've ’ve",
    "do": "does did done doing",
    "would": "'d ’d",
    "will": "'ll ’ll wo",
    "can": "ca",
}
_PRONOUNS = {form: word for word, forms in _FORMS_OF_PRONOUNS.items() for form in forms.split()}
_AUXILIARIES = {form: word for word, forms in _FORMS_OF_AUXILIARIES.items() for form in forms.split()}
_NATIONAL = frozenset("french dutch greek czech swiss thai uzbek kazakh serb croat kurdish".split())
_NATIONAL_ENDINGS = ("ian", "ese", "ish", "can", "qi", "ni", "lamic", "slavic", "sian", "ean")
_SILENT_E = ("at", "iz", "is", "ov", "iv", "ak", "uc", "ag", "eas", "eng", "ang", "s", "c", "v", "z", "u")
"""Ends of stems that have lost an e ("creat|ed", "serv|ing"), unless they end in one of the next."""
_NO_SILENT_E = ("ss", "oat", "eat")
_OPEN = {"VERB": "v", "AUX": "v", "NOUN": "n", "ADJ": "a", "ADV": "r"}


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=100_000)
def lemma(word: str, upos: str, xpos: str = "") -> str:
    """Return the dictionary form of a word.

    Proper names keep their form, but for the plural ("Serbs" to "Serb"); capitals fall only in common words.
    """
    if upos == "PROPN":
        return word[:-1] if xpos == "NNPS" and word.endswith("s") and not word.endswith("ss") else word
    low = word.lower()
    if upos in ("PRON", "DET", "PART"):
        return _PRONOUNS.get(low, low)
    if upos == "AUX" or (upos == "VERB" and low in _AUXILIARIES):
        return _AUXILIARIES.get(low, low)
    kind = _OPEN.get(upos)
    if kind is None:
        return low
    if upos == "ADJ" and word[:1].isupper() and (xpos == "NNP" or low in _NATIONAL or low.endswith(_NATIONAL_ENDINGS)):
        return word
    found = _exceptions()[kind].get(low)
    return found if found is not None else by_rule(low, kind, xpos)


def by_rule(low: str, kind: str, xpos: str = "") -> str:
    """Return the lemma that the spelling suggests (`kind` is v, n, a or r)."""
    if kind == "v":
        return _verb(low, xpos)
    if kind == "n":
        return low if xpos == "NN" else _plural(low)
    if xpos in ("JJR", "RBR") and low.endswith("er"):
        return _stem(low[:-2])
    if xpos in ("JJS", "RBS") and low.endswith("est"):
        return _stem(low[:-3])
    return low


def _verb(low: str, xpos: str) -> str:
    if xpos in ("VB", "VBP"):
        return low
    if low.endswith("ing") and len(low) > 4:
        return _stem(low[:-3])
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("ed") and len(low) > 3:
        return _stem(low[:-2])
    return _plural(low) if low.endswith("s") and not low.endswith("ss") else low


def _plural(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return low[:-1]
    return low


def _stem(stem: str) -> str:
    """Undo a doubled consonant or restore a silent e after an ending was taken off."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz" and stem[-1] not in _VOWELS:
        return stem[:-1]
    if stem.endswith(_SILENT_E) and not stem.endswith(_NO_SILENT_E):
        return stem + "e"
    return stem
