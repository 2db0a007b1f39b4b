"""Names of those who have no part in what is told: a medium that is only told it, NATO in its name for a weapon.

Nor has the state with which the size of a land is compared: "a region the size of [France]".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.gazetteer import Mention
    from foedera.types import Frame, Sentence

_HEARS = re.compile(
    r"\b(?:told|tells?|telling|informed|(?:spoke|speaks|spoken|speaking|talked|talking|said) (?:to|with|on)"
    r"|interview(?:ed)? (?:with|to|for|by|on)|(?:comments?|remarks|statement|article) (?:to|for|in))"
    r" (?:(?:the|a|an|state|public|news|broadcaster|channel|newspaper|daily|weekly|agency|magazine|television|radio|TV|"
    r"[A-Z]\w+(?:['’]s)?) ){0,4}$"
)
"""Words before a medium to which somebody says what is told."""
_BEFORE = 70
_SIZES = re.compile(
    r"\b(?:(?:area|country|desert|district|enclave|island|land|lake|nation|province|region|state|strip|territory|"
    r"about|almost|half|is|nearly|quarter|roughly|third|times|twice) the (?:size|area) of"
    r"|as (?:big|large|small) as|(?:bigger|larger|smaller) than) (?:the )?$"
)
"""Words before a state with which the size of a land is compared."""
_LEADS_TO = (" of ", " as ", " than ", " the ")
_WHOSE = ("'s", "’s")
_OWN_WORDS = re.compile(
    r"[ -](?:reporting|code)[ -]?names?\b|[ -](?:classification|codification|designation|terminology|standards?|"
    r"calib(?:er|re))\b"
)
"""Words behind a body of states whose list or rule it is by which a thing is called or made."""
_CODE_NAME = re.compile(
    r"\((?:the )?(?:NATO|Western|US)[ -](?:reporting|code)[ -]?names?\b[^()]{0,60}\)"
    r"|\([^()]{2,60} (?:by|under|in|according to) (?:the )?NATO(?:['’]s)? (?:classification|codification|designation|"
    r"terminology|parlance)\)"
)
"""What a weapon is called by others than those who made it."""


def unconcerned_in(text: str, mentions: Iterable[list[Mention]]) -> set[Span]:
    """Return where such names stand in a text, of which the gazetteer knows these."""
    return {
        Span(each.start, each.end)
        for here in mentions
        for each in here
        if has_no_part(text, each.start, each.end, each.entry.kind)
    }


def has_no_part(text: str, start: int, end: int, kind: str) -> bool:
    """Tell whether a name is of a medium that hears what is told, of a measure, or of whose list calls a thing so.

    Args:
        start, end: Where the name stands in the text.
        kind: What the gazetteer has it for.
    """
    if kind == "media":
        return _HEARS.search(text, max(0, start - _BEFORE), start) is not None
    if kind in {"state", "place"}:
        if not text.endswith(_LEADS_TO, 0, start):  # as most names do not
            return False
        return _SIZES.search(text, max(0, start - _BEFORE), start) is not None and not text.startswith(_WHOSE, end)
    return kind == "organisation" and _OWN_WORDS.match(text, end) is not None


def without_code_names(sentence: Sentence, frame: Frame, text: str) -> Frame:
    """Return a frame without names that others have for a thing: "Tor-M2U (NATO reporting name: SA-15)"."""
    named = [filler for filler in frame.fillers if filler.label == "name"]
    if len(named) < 2:
        return frame
    begin, stop = sentence.tokens[0].start, sentence.tokens[-1].end
    inside = [match.span() for match in _CODE_NAME.finditer(text, begin, stop)]
    others = {each for each in named if any(start <= each.start and each.end <= end for start, end in inside)}
    if not others or len(others) == len(named):
        return frame
    return replace(frame, fillers=tuple(filler for filler in frame.fillers if filler not in others))
