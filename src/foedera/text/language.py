"""Which language a text is written in, told by its script and its commonest function words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from foedera.text.languages import CYRILLIC_WORDS, LANGUAGE_NAMES, LATIN_WORDS

__all__ = ["LANGUAGE_NAMES", "find_language"]

_PERSIAN_LETTERS, _URDU_LETTERS = frozenset("پچژگ"), frozenset("ٹڈڑںے")
_SCRIPTS: Final = (
    ("kana", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("cyrillic", r"[\u0400-\u04ff]"),
    ("arabic", r"[\u0600-\u06ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("el", r"[\u0370-\u03ff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("hi", r"[\u0900-\u097f]"),
    ("bn", r"[\u0980-\u09ff]"),
    ("hy", r"[\u0530-\u058f]"),
    ("ka", r"[\u10a0-\u10ff]"),
    ("am", r"[\u1200-\u137f]"),
)
_FAR = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff\uf900-\uffff]")
"""Where all of these are: a text without any, as nearly every one in English, is not searched for each."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9ơưđ]")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
"""Not words: the letters of "U.S." are words of Croatian."""
_PLAIN = re.compile(r"[A-Za-z]")
_SAMPLE, _PLACES = 2_000, 4
_VIETNAMESE_SHARE = 0.08
_LOW_SHARE, _FEW_WORDS, _MOSTLY = 0.1, 25, 0.8


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, `und` where none is likely; Serbo-Croatian in Latin is `hr`.

    Example:
        >>> find_language("Die Minister haben sich nach dem Treffen nicht zu den Plänen geäußert.")
        'de'
    """
    sample = _sample(text)
    script = _script(sample)
    if script == "cyrillic":
        return _best(sample, CYRILLIC_WORDS) or "ru"
    if script == "arabic":
        letters = set(sample)
        return "ur" if letters & _URDU_LETTERS else "fa" if letters & _PERSIAN_LETTERS else "ar"
    if script == "kana":
        return "ja"
    if script != "latin":
        return script
    if len(_VIETNAMESE.findall(sample)) > _VIETNAMESE_SHARE * len(_LATIN.findall(sample)):
        return "vi"
    return _best(sample, LATIN_WORDS) or ("en" if _is_short_english(sample) else "und")


def _is_short_english(sample: str) -> bool:
    """Tell whether a text is a headline or list in plain letters: too short to be without function words by nature."""
    letters = len(_LATIN.findall(sample))
    return len(_WORD.findall(sample)) < _FEW_WORDS and len(_PLAIN.findall(sample)) > _MOSTLY * letters > 0


def _sample(text: str) -> str:
    """Return pieces from all over a text: a page may begin with a menu in another language."""
    if len(text) <= _SAMPLE * _PLACES:
        return text
    step = len(text) // _PLACES
    return "\n".join(text[start : start + _SAMPLE] for start in range(0, step * _PLACES, step))


def _script(sample: str) -> str:
    far = _FAR.search(sample) is not None
    counts = {name: len(re.findall(signs, sample)) if far else 0 for name, signs in _SCRIPTS}
    counts["latin"] = len(_LATIN.findall(sample)) // 2  # alphabets need more letters a word than the others' signs
    if counts["kana"] > 0.1 * counts["zh"] > 0:
        counts["kana"] += counts["zh"]
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "und"


def _best(sample: str, profiles: dict[str, str]) -> str | None:
    """Return the language whose function words make up most of the text; None when hardly any do.

    One word is no evidence: many are words or names elsewhere.
    """
    shout = sample.isupper()
    spoken = _WORD.findall(_INITIALS.sub(" ", sample))
    found = (word for word in spoken if shout or len(word) == 1 or not word.isupper())  # UN is not "un"
    words = Counter(word.casefold() for word in found)
    total = sum(words.values())
    if not total:
        return None
    hits = {code: [words[word] for word in set(profile.split()) if words[word]] for code, profile in profiles.items()}
    best = max(hits, key=lambda code: (sum(hits[code]), code == "en"))
    low = _LOW_SHARE if best == "en" or total >= _FEW_WORDS else 2 * _LOW_SHARE
    if total < _FEW_WORDS and best != "en" and sum(hits[best]) < 2 * sum(hits.get("en", ())):
        best = "en"  # "met", "of", "in" are words of both languages
    return best if sum(hits[best]) >= low * total and (len(hits[best]) > 1 or best == "en") else None
