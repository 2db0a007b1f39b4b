"""Words of a sentence, as the English Universal Dependencies treebanks cut them.

Clitics are words of their own ("Serbia|'s", "did|n't"), and so are the parts of most hyphenated compounds
("air|-|defence"). Designations ("FK-3", "S-400"), prefixed words ("non-lethal"), addresses and numbers stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PREFIX = (
    "anti|pro|non|pre|post|ex|co|re|un|semi|multi|inter|intra|trans|ultra|mini|micro|pan|cross|neo|quasi|pseudo|sub|super"
    "|e"
)
_TITLE = "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Cmdr|Gov|Sen|Rep|Rev|Hon|St|Jr|Sr"
_SHORT = "Inc|Ltd|Co|Corp|No|vs|etc|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
_WORD = re.compile(
    r"""
    (?:[A-Z]?[a-z]++|[A-Z]++)(?![\w'’@.+:-])                    # most words, which no other line would cut otherwise
  | [,;()"“”]                                                   # likewise
  | \d++(?![\w'’@.+:/-]|,\d)
  | (?:https?://|www\.)[^\s<>"]{1,500}                          # address
  | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}             # mail address
  | [@\#]\w+                                                    # handle, hashtag
  | (?:[A-Za-z]\.){2,}                                          # U.S., a.m.
  | (?:TITLE|SHORT)\.(?!\w)                                     # Gen., Inc.
  | \d{1,3}(?:,\d{3})+(?:\.\d+)?                                # 3,500.5
  | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)                       # 2025-07-19, 19.07.2025
  | \d+(?:[.:]\d+)+                                             # 2.7, 12:30
  | \d+(?:st|nd|rd|th|s)\b                                      # 72nd, 1990s
  | (?:[A-Z][A-Za-z]{0,4}-)?[A-Z]{1,5}-?\d[A-Za-z0-9]*          # FK-3, J-35A, C-130J, M1A2
    (?:-\d+[A-Za-z]*|/\d+[A-Za-z]*)*\b(?!-[a-z]{2})             #   AK-47/74; not before "-led"
  | [A-Z][a-z]{1,3}-\d+[A-Za-z0-9]*\b                           # Su-35, Mi-17
  | (?i:(?:PREFIX))-(?=[A-Za-z])[^\W\d_]+                       # non-lethal, pro-Western
  | [^\W_]+?(?=n['’]t\b)                                        # did|n't
  | n['’]t\b
  | ['’](?:s|S|re|ve|ll|d|m)\b                                  # clitics
  | [^\W_]+(?:['’](?!(?:s|S|re|ve|ll|d|m)\b)[^\W\d_]+)*         # words, O'Brien
  | \.{2,}|…|-{2,}|[—–]|!{2,}|\?{2,}|\*{2,}|={2,}
  | [^\w\s]
  | _+
""".replace("PREFIX", _PREFIX)
    .replace("TITLE", _TITLE)
    .replace("SHORT", _SHORT),
    re.VERBOSE,
)
_CANNOT = re.compile(r"(?i)\b(can)(not)\b")
_LONGEST_WORD = 200


def split_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where every word of one sentence stands, which may be a stretch of a longer text; in code points.

    Words longer than 200 code points (broken input) are cut into pieces, so that no word can exhaust the encoder.
    """
    stop = len(text) if end is None else end
    found = [match.span() for match in _WORD.finditer(text, start, stop)]
    short = stop - start <= _LONGEST_WORD or all(last - first <= _LONGEST_WORD for first, last in found)
    if short and "cannot" not in text[start:stop].lower():
        return found  # nearly always
    return [part for first, last in found for part in _parts(text, first, last)]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a word that is cut once more; most are whole."""
    if end - start == 6 and _CANNOT.fullmatch(text, start, end):
        yield start, start + 3
        start += 3
    while end - start > _LONGEST_WORD:
        yield start, start + _LONGEST_WORD
        start += _LONGEST_WORD
    yield start, end
