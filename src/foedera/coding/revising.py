"""Statuses that plain words settle where the networks waver: a condition beside it, an order still to be filled.

What stands here is true of the words whatever reads them, so a status that was told with confidence is left alone where
the words may mean something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.tenses import DONE
from foedera.coding.words import NOT, UNDERGOES, cases_of
from foedera.types import FORESEEN

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_WAVERING = 0.7
"""Least score of a status that the network is sure of."""
_ORDER = "order"
_STANDING = "standing"
_CONTINUES = frozenset({"continue", "keep"})
_RENEWS = frozenset({"renew", "extend", "prolong"})
_PARTICIPLES = frozenset({"acl", "acl:relcl"})


def settle_by_words(draft: Draft, kind: ClaimType, told: list[tuple[Sentence, int]], context: Context) -> None:
    """Correct the status of a draft by words that leave no doubt about it.

    Args:
        told: The head word of each trigger, with its sentence.
    """
    if not told:
        return
    wavers = draft.status in FORESEEN and draft.status_score < _WAVERING and not kind.is_position
    if wavers and all(_is_conditioned(*at, context) for at in told):
        draft.status = "conditional"
    stands = kind.merge is not None and kind.merge.nature == _STANDING
    if draft.status == "planned" and stands and all(_is_continued(*at) for at in told):
        draft.status = "ongoing"
    elif draft.status == "ongoing" and all(_is_on_order(*at) for at in told):
        draft.status = "planned"
    elif draft.status == "ongoing" and not (kind.lasts or kind.is_position) and any(_was_renewed(*at) for at in told):
        draft.status = "occurred"


def _is_conditioned(sentence: Sentence, at: int, context: Context) -> bool:
    """Tell whether a thing is said to be only if something else is: "may call again, if funds allow"."""
    tree = context.tree(context.sentence_at(sentence.tokens[at].start))
    return context.codebook.grammar.status(tree, at, "occurred")[0] == "conditional"


def _is_continued(sentence: Sentence, at: int) -> bool:
    """Tell whether a thing is to go on, so that it is so now: "will continue to cooperate"."""
    token = sentence.tokens[at]
    return token.deprel == "xcomp" and token.head >= 0 and sentence.tokens[token.head].lemma in _CONTINUES


def _is_on_order(sentence: Sentence, at: int) -> bool:
    """Tell whether things are ordered and not there yet: "six more are on order"."""
    return sentence.tokens[at].lemma == _ORDER and cases_of(sentence, at) == {"on"}


def _was_renewed(sentence: Sentence, at: int) -> bool:
    """Tell whether what holds is told to have been renewed: "sanctions were extended", "a treaty renewed in May"."""
    tokens = sentence.tokens
    verbs = [i for i, t in enumerate(tokens) if t.head == at and t.deprel in _PARTICIPLES and t.xpos in DONE]
    if tokens[at].deprel in UNDERGOES and tokens[at].head >= 0:
        verbs.append(tokens[at].head)
    found = (i for verb in verbs for i in (verb, *_joined(sentence, verb)))
    return any(tokens[i].lemma in _RENEWS and _is_done(sentence, i) for i in found)


def _joined(sentence: Sentence, verb: int) -> list[int]:
    """Return the verbs that are joined to one and have no subject of their own: "imposed in 2018 and [renewed]"."""
    tokens = sentence.tokens
    with_subject = {t.head for t in tokens if t.deprel.startswith("nsubj")}
    return [i for i, t in enumerate(tokens) if t.head == verb and t.deprel == "conj" and i not in with_subject]


def _is_done(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is of the past, without "not", "may", "will" and "to"."""
    below = [t for t in sentence.tokens if t.head == verb]
    return sentence.tokens[verb].xpos in DONE and not any(t.xpos in {"MD", "TO"} or t.lemma in NOT for t in below)
