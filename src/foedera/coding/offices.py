"""Nouns for those who hold an office or a rank, which stand for whoever holds it: "the minister", "Admiral Ruiz"."""

from __future__ import annotations

import re

GOVERNING = frozenset({"minister", "president", "premier", "chancellor"})
"""Offices that a state has, and no organisation but a few."""
LEADERS = "leader|president|prime minister|premier|chancellor|king|emir|sultan|taoiseach"
"""Offices of whom a report goes on to call the leader, as alternatives of an expression."""
_HELD = GOVERNING | {"secretary", "governor", "commander", "ambassador", "envoy", "chairman", "chairwoman"}
POSTS = _HELD | {"chief"}
"""Offices that one person holds, so that a title with such a word is the name of one."""
SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""Those whose office it is to speak for others."""
_RANKS = frozenset({"general", "admiral", "colonel", "officer"})
SOMEBODY = _HELD | SPEAKING | _RANKS | {"official", "diplomat", "lawmaker", "leader"}
"""Nouns that by themselves mean one person who acts for a state or a body; of "the chief" and "the speaker" nobody
knows for whom: a navy, a tribe, whoever is at the desk."""
TITLED = SOMEBODY | {"chief", "speaker", "marshal", "head", "representative"}
"""Nouns that with a name beside them, or of several states, mean such people."""
OF_TITLES = (TITLED - {"head", "representative"}) | {
    "prime", "deputy", "vice", "foreign", "defence", "defense", "major", "lieutenant", "undersecretary",
}  # fmt: skip
"""Words of titles, of several words as well; no common ones, which begin a description: "the head of the Navy"."""


_SENT_TO = re.compile(
    r"\b(?P<noun>advis[eo]r|ambassador|consul|coordinator|delegate|emissary|envoy|mediator|negotiator|nuncio|"
    r"rapporteur|representative)s? "
    r"(?:at|for|in|on|to) (?:the )?$",
    re.IGNORECASE,
)
_LEADS_TO = (" at ", " for ", " in ", " on ", " to ", " the ")
_LONGEST = 30
"""Characters of such words before a name, at most."""


def sent_to(text: str, start: int) -> tuple[int, int] | None:
    """Return where the word stands for whoever is sent to the state named at an offset: "the UN [envoy] for Syria"."""
    if not text.endswith(_LEADS_TO, 0, start):  # as most names do not
        return None
    found = _SENT_TO.search(text, max(0, start - _LONGEST), start)
    return found.span("noun") if found else None


def several(nouns: frozenset[str]) -> str:
    """Return nouns in the plural, as alternatives of an expression.

    Example:
        >>> several(frozenset({"envoy", "secretary", "spokesman"}))
        'envoys|secretaries|spokesmen'
    """
    return "|".join(sorted(_plural(noun) for noun in nouns))


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    return f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
