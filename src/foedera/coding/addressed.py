"""Who speaks to somebody in general news, and who is only spoken to: people told of beside are not of that state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import head_of

if TYPE_CHECKING:
    from foedera.coding.context import Context, NamedActor
    from foedera.types import Sentence

_NEAR = 45
"""Characters before a state's name in which the word that leads to it stands."""
_TO_OTHERS = frozenset(
    "accuse appeal applaud back blame blast call caution chide commend condemn congratulate criticise criticize "
    "decry demand denounce deplore endorse exhort freeze fault implore press plead praise punish rebuke reproach "
    "reprimand sanction slam summon support tell thank threaten urge want warn welcome".split()
)
"""Verbs of states that speak to or of people who as often as not are another state's."""
_AGAINST = frozenset({"against", "with", "by", "over"})
_TELLS = frozenset({"tell", "inform", "thank", "congratulate", "brief", "assure", "remind"})
"""Verbs with those who only hear of others: whom somebody urges are urged about their own."""
_OF_A_NOUN = frozenset({"amod", "compound", "flat"})
"""Relations of an adjective or a first part of a name to its noun."""


def speaks(sentence: Sentence, named: NamedActor) -> bool:
    """Tell whether a state or an organisation of states itself is the subject of a verb of speaking to others."""
    at = head_of(sentence, named.start, named.end)
    if at is None or not sentence.tokens[at].deprel.startswith("nsubj"):
        return False
    above = sentence.tokens[at].head
    verbs = [above, *(i for i, t in enumerate(sentence.tokens) if t.head == above and t.deprel == "conj")]
    return above >= 0 and any(sentence.tokens[i].lemma in _TO_OTHERS for i in verbs)


def is_spoken_to(context: Context, number: int, start: int) -> bool:
    """Tell whether a state is named only as one to, with or against which somebody acts, or whose people hear it.

    "Spoke to [Spanish] judges of generals", "told a [Spanish] court that generals had ruled".
    """
    if _AGAINST.intersection(context.text[max(0, start - _NEAR) : start].casefold().split()[-2:]):
        return True
    tokens = context.sentences[number].tokens
    at = next((i for i, token in enumerate(tokens) if token.start <= start < token.end), None)
    while at is not None and tokens[at].deprel.split(":")[0] in _OF_A_NOUN and tokens[at].head >= 0:
        at = tokens[at].head
    return at is not None and tokens[at].deprel in {"obj", "iobj"} and tokens[tokens[at].head].lemma in _TELLS
