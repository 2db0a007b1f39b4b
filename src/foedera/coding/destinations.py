"""States to which a report's own minister goes: "the Prime Minister will go to Oman" is not told at home in Oman.

An office that stands alone is of the state at home, and that is not the one to which its holder travels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import cases_of, head_of, subject_above, subtree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.coding.context import Context, NamedActor
    from foedera.types import Sentence

_GOES = frozenset("go travel fly head visit depart".split())
_OFFICES = frozenset("minister president chancellor premier secretary king queen commissioner".split())
_HE = frozenset({"he", "she"})
_BY_WAY_OF = frozenset({"xcomp", "conj"})
"""From a verb up to one that has its subject: "expects to travel"."""
_UP = 3


def gone_to(context: Context) -> set[str]:
    """Return the states, by code, to which somebody goes who is named by an office alone."""
    found: set[str] = set()
    for sentence, names in zip(context.sentences, context.named, strict=True):
        for verb in (i for i, t in enumerate(sentence.tokens) if t.lemma in _GOES and t.upos == "VERB"):
            goals = {name.actor.country for name in names if name.actor.country and _is_goal(sentence, name, verb)}
            found |= goals if goals and _is_by_office(sentence, names, verb) else set()
    return found


def _is_goal(sentence: Sentence, name: NamedActor, verb: int) -> bool:
    """Tell whether a name is where a verb of going leads: its object, or behind "to"."""
    at = head_of(sentence, name.start, name.end)
    if at is None or sentence.tokens[at].head != verb:
        return False
    cases = cases_of(sentence, at)
    return cases == {"to"} or (not cases and sentence.tokens[at].deprel == "obj")


def _is_by_office(sentence: Sentence, names: Sequence[NamedActor], verb: int) -> bool:
    """Tell whether who goes is "the minister" of no state that is told, or "he" in what the minister says."""
    tokens = sentence.tokens
    subject = subject_above(sentence, verb, _BY_WAY_OF, _UP)
    if subject is None:
        return False
    words = [tokens[i] for i in subtree(sentence, subject)]
    said = tokens[tokens[subject].head]
    if tokens[subject].lemma in _HE and said.deprel == "ccomp":
        words = list(tokens[: said.head])  # whatever the tree makes of a minister with a name behind a comma
    whose = any(name.start < t.end and t.start < name.end for name in names for t in words)
    offices = any(t.lemma.casefold() in _OFFICES for t in words)
    return offices and not whose and words[0].lemma.casefold() == "the"
