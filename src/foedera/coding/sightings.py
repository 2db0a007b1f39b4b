"""What is no meeting though a word of one tells it: where a fugitive was or was seen, a prize that is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import children, head_of, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Frame, Sentence

_WILDS = frozenset("mountain mountains cave forest jungle desert hideout hill bunker valley tunnel".split())
"""Where nobody is anybody's guest."""
_SEEN = frozenset("see sight spot glimpse".split())
_TAKES = frozenset("accept receive win collect".split())
_HONOURS = frozenset("prize award medal degree honour honor".split())
_WORKS = frozenset({"cooperate", "collaborate"})
"""Those who work together need not meet."""


def is_no_meeting(sentence: Sentence, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether a frame of those who meet only says where somebody was, was seen, or what he was given."""
    if not any(role.at_home for role in kind.roles):
        return False
    tokens, inside = sentence.tokens, tokens_in(sentence, frame.start, frame.end)
    lemmas = {tokens[i].lemma for i in inside}
    below = [tokens[i] for at in inside for i in children(sentence, at)]
    auxiliary = any(tokens[i].deprel == "aux:pass" and tokens[tokens[i].head].lemma in _SEEN for i in inside)
    seen = lemmas & _SEEN and any(t.deprel in {"aux:pass", "nsubj:pass"} for t in below)
    if lemmas & _WORKS or seen or auxiliary:
        return True
    given = any(t.deprel == "obj" and t.lemma.casefold() in _HONOURS for t in below)
    return (bool(lemmas & _TAKES) and given) or ("be" in lemmas and _is_in_the_wild(sentence, frame))


def _is_in_the_wild(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether somebody "was in" mountains or the like."""
    at = next((i for i in tokens_in(sentence, frame.start, frame.end) if sentence.tokens[i].lemma == "be"), None)
    place = sentence.tokens[at].head if at is not None and sentence.tokens[at].deprel == "cop" else -1
    heads = {head_of(sentence, f.start, f.end) for f in frame.fillers if f.label in {"host", "where"}} | {place}
    return any(h is not None and h >= 0 and sentence.tokens[h].lemma.casefold() in _WILDS for h in heads)
