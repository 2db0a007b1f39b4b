"""Where an envoy is sent: that state has no part in what befalls him, but it is the one that summons or expels him."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.offices import sent_to
from foedera.coding.scores import FOUND
from foedera.coding.words import children, head_of
from foedera.types import Filler

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Frame, Sentence

_WHOSE = re.compile(r"(?:['’]s?)? (?:[a-z]+ )?")
"""What stands between a state's name and its envoy: "Russia's [former] ambassador"."""
_BY_HOSTS = frozenset({"expel", "summon"})
"""What only the state does to an envoy to which he is sent."""


def without_posts(sentence: Sentence, frame: Frame, kind: ClaimType, text: str) -> Frame:
    """Return a frame without the state where an envoy is sent: "accused Peru's ambassador to [Bolivia]".

    Whoever summons the envoy to Bolivia, and is not named, is Bolivia.
    """
    posts = [(name.start, name.end, noun) for name in sentence.names if (noun := sent_to(text, name.start))]
    labels = {role.name for role in kind.roles if not (role.place or role.mutual)}
    if not posts or not labels:
        return frame
    fillers = list(frame.fillers)
    for start, end, noun in posts:
        if text.startswith(("'s", "’s"), end):  # "the envoy to Peru's president"
            continue
        inside = [f for f in fillers if f.label in labels and f.start <= start and f.end == end]
        for filler in inside:
            fillers.remove(filler)
            if filler.start < noun[0]:
                fillers.append(replace(filler, end=noun[1]))
            elif filler.start == noun[0]:
                fillers.append(replace(filler, start=_sender_before(sentence, text, noun[0]), end=noun[1]))
            elif not any(f.label == filler.label for f in fillers):
                fillers.append(replace(filler, start=noun[0], end=noun[1]))
        if _is_done_by_hosts(sentence, frame, kind, noun) and not any(f.label == kind.doer for f in fillers):
            fillers.append(Filler(kind.doer, start, end, FOUND))
    return replace(frame, fillers=tuple(fillers))


def _sender_before(sentence: Sentence, text: str, start: int) -> int:
    """Return where the words begin that say whose an envoy is: "[Russia]'s ambassador"; his own start if none do."""
    whose = (name.start for name in sentence.names if name.end < start and _WHOSE.fullmatch(text, name.end, start))
    return next(whose, start)


def _is_done_by_hosts(sentence: Sentence, frame: Frame, kind: ClaimType, noun: tuple[int, int]) -> bool:
    """Tell whether a frame is of an envoy's being summoned: "the ambassador to Lima was [summoned]"."""
    at, envoy = head_of(sentence, frame.start, frame.end), head_of(sentence, *noun)
    if at is None or envoy is None or not kind.roles[0].passive or sentence.tokens[at].lemma not in _BY_HOSTS:
        return False
    return sentence.tokens[envoy].deprel == "nsubj:pass" and envoy in children(sentence, at)
