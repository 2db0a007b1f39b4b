"""Verbs whose past says that a thing to come was undertaken: "approved in May the dispatch of troops"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.clauses import verb_of
from foedera.coding.tenses import DONE

if TYPE_CHECKING:
    from foedera.types import Sentence, Span

NOTIFIES = frozenset({"inform", "notify"})
UNDERTAKES = NOTIFIES | frozenset("promise pledge approve authorise authorize vow commit clear".split())
"""Verbs whose past says that a thing to come was undertaken, and not when it comes."""
FREES = UNDERTAKES | {"lift", "release", "waive"}
_DUE = re.compile(r"\b(?:for|by|from|in the|over|to)(?: the)? ?$", re.IGNORECASE)


def is_of_undertaking(sentence: Sentence, span: Span, text: str) -> bool:
    """Tell whether a time is only that at which a thing to come was undertaken: "approved in [May] the dispatch"."""
    verb = verb_of(sentence, span)
    token = None if verb is None else sentence.tokens[verb]
    return token is not None and token.xpos in DONE and token.lemma in FREES and not is_due(sentence, span, text)


def is_due(sentence: Sentence, span: Span, text: str) -> bool:
    """Tell whether the word before a time says that something will be then: "a patrol planned for [April]"."""
    return _DUE.search(text[sentence.segment.start : span.start]) is not None
