"""What a report tells only by the way is no PLOVER event, and what other words of the report tell about an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foedera.types import FORESEEN, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Claim

_BEFORE = 90
"""Characters before a trigger that tell how it is told."""
_EARLIER = re.compile(
    r"(?:\b(?:who|which)|(?P<noun>(?<![\w'’-])[\w'’-]++)\s++that)\s++(?:[\w'’-]++\s++){0,4}?had\s+(?:(?!(?:was|were|is|are|has|have|had|will|would|after|before|when|while|since|until)\b)[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
"""Who somebody is by what they did before: "pirates who had tried to [hijack] a tanker"."""
_TELLS = re.compile(
    r"(?:\w+ed|\w+day|says?|said|saying|told|tells?|claims?|reports?|evidence|news|fact|word|allegations?|denials?|"
    r"him|her|them|reporters|parliament)$",
    re.IGNORECASE,
)
"""Words after which "that" opens what is said: no relative clause."""
_TOLD = re.compile(
    r"\b(?:sa(?:ys?|id)|t(?:ells?|old)|announc|report|claim|confirm|insist|declar|proclaim|warn|admit|acknowledg|reveal|"
    r"stat(?:e|ed)\b|learn|heard\b|inform|assur|den(?:y|ied))\w*\s+(?:[\w'’-]+\s+){0,5}$",
    re.IGNORECASE,
)
"""A verb of telling a few words before that: "announced before dawn [that]", "told listeners [that]"."""
_NAMED = re.compile(r"\bwhat\s+(?:[\w.'’-]+\s+){1,5}$", re.IGNORECASE)
"""How somebody calls what happens: "in what the minister [called] a coup"."""
_BY_WHOM = re.compile(r"\s+(?:as\s+)?(?:[\w'’-]+\s+){1,4}by\s")
"""After it: then it says who did it, "what he described as reprisals by the army"."""
_REASON = re.compile(
    r"\b(?:in\s+(?:response|retaliation|protest|reaction)\s+(?:to|for|at|against|over)|angered\s+by|anger\s+(?:at|over))\s+"
    r"(?:[\w'’-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""Before what is only the reason for something else: "in response to a [visit] to Taipei"."""
_AVERTED = re.compile(
    r"\b(?:avert|avoid|prevent|head\s+off|forestall|stave\s+off)\w*\s+(?:[\w'’-]+\s+){0,3}$", re.IGNORECASE
)
"""Before what is not to happen: "talks to avert a [strike]"."""
_UNDER = re.compile(
    r"\b(?:under|as\s+part\s+of|in\s+line\s+with|in\s+(?:breach|violation|defiance)\s+of|despite|thanks\s+to)\s+"
    r"(?:[\w'’-]+\s+){0,5}$",
    re.IGNORECASE,
)
"""Before an agreement by which something else happens: "withdrew under a [deal] with the rebels"."""
_CONDITION = re.compile(
    r"\b(?:(?:only|not)\s+(?:after|once|when|if)|unless|until\s+(?=(?:[\w'’-]+\s+){1,4}(?:has|have|had|is|are)\s))\s*"
    r"(?:[\w'’-]+\s+){1,6}$",
    re.IGNORECASE,
)
"""Before what has to happen first: "would talk only after the army had [pulled out]"."""
_CALLS = re.compile(r"call|describ|term|label|brand|denounc|decr", re.IGNORECASE)
_CLAIMS = re.compile(r"(?:claim|take|took)\w*\s+(?:the\s+)?responsibility\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\s+(?:(?:with|at|on|upon|up)\s+)?(?:him\b|them\b|(?:\d+|some|many|most|several)\s+of\s+them\b|"
    r"her(?=[.,;]|\s+(?:in|on|at|for|with|to|from|and|after|before)\b)|"
    r"(?:(?:at\s+least|up\s+to|more\s+than|about|some)\s+)?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|dozens|scores|hundreds|many|others)"
    r"(?=[.,;]|\s+(?:so|in|on|at|and|during|after|before|when|while|as)\b))"
)
"""After a trigger: those who were named before, or so many of them."""


def is_aside(claim: Claim, text: str, kind: ClaimType) -> bool:
    """Tell whether a claim is only how a report names somebody or gives a reason, if something else happens as well."""
    return bool(claim.triggers) and all(_is_aside(kind.background, span, text) for span in claim.triggers)


def _is_aside(background: Sequence[str], span: Span, text: str) -> bool:
    before = text[max(0, span.start - _BEFORE) : span.start]
    earlier = _EARLIER.search(before)
    told = earlier and earlier["noun"] and (_TELLS.match(earlier["noun"]) or _is_told(earlier, before))
    if _CONDITION.search(before) or (earlier and not told):
        return True
    if "name" in background and _CALLS.match(text, span.start):
        return bool(_NAMED.search(before)) and not _BY_WHOM.match(text, span.end)
    if "averted" in background and (_AVERTED.search(before) or _AVERTED.match(text[span.start : span.end] + " ")):
        return True
    if "terms" in background and _UNDER.search(before):
        return True
    return "reason" in background and bool(_REASON.search(before))


def _is_told(earlier: re.Match[str], before: str) -> bool:
    """Tell whether "that" opens what somebody tells, whatever word stands before it."""
    return bool(_TOLD.search(before, 0, earlier.start("noun")))


def is_agreed(claim: Claim, claims: Sequence[Claim], agreed: frozenset[str]) -> bool:
    """Tell whether a claim is only what a made agreement provides for: "an accord on the pullout of troops".

    Args:
        agreed: Types under whose terms other things happen.
    """
    if claim.status not in FORESEEN:
        return False
    done = (other for other in claims if other.status == "occurred" and other is not claim)
    made = (other for other in done if other.type in agreed)
    return any(
        _sentence(claim) == _sentence(other)
        and claim.triggers
        and all(span.start >= max(trigger.start for trigger in other.triggers) for span in claim.triggers)
        for other in made
        if other.triggers
    )


def _sentence(claim: Claim) -> tuple[int, int] | None:
    """Return where the first passage of a claim stands."""
    return next(((item.start, item.end) for item in claim.evidence), None)


def claimed(claim: Claim, text: str) -> bool:
    """Tell whether somebody says in a claim that they did what happened: "Hamas claimed responsibility"."""
    return any(_CLAIMS.match(text, span.start) for span in claim.triggers)


def meant_by_pronoun(claim: Claim, text: str, before: Sequence[tuple[Claim, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return who is meant by the pronoun after a trigger: those on the receiving side of what their actor did before.

    Args:
        before: The claims of the report with their events.
    """
    ends = [span.end for span in claim.triggers if _PRONOUN.match(text, span.end)]
    earlier = [
        (max(span.start for span in other.triggers), event["recipient"])
        for other, event in before
        if other is not claim and other.triggers and event["recipient"] and _sentence(other) == _sentence(claim)
        if max(span.start for span in other.triggers) < min(ends, default=0)
        if event["type"] != "PROTEST"  # "fired on striking miners, killing 30": no rulers, at whom they strike
    ]
    return max(earlier, key=lambda pair: pair[0])[1] if earlier else []
