"""Two words of one clause that tell of one happening: "the last soldiers left", "a candidate for membership".

The one is an argument of the other. Which stage is told of, the word says that is marked by its own words, the
governing one first: of "soldiers left" the leaving.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.growing import words_of
from foedera.coding.joining import agrees, same_kind_of_status
from foedera.coding.standing import IN_LIST, ITEMS, offered_thing
from foedera.coding.words import climb, head_of

if TYPE_CHECKING:
    from foedera.coding.joining import Mention
    from foedera.types import Sentence, Span

_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod", "compound", "xcomp"})
_OF_THINGS = frozenset({"trigger", "system"})
"""What names the claims of types where each word may mean a thing of its own: a treaty and its annex."""
_STAGE = "field:stage"


def find_nested(mention: Mention, earlier: list[Mention], context: Context) -> Mention | None:
    """Return the happening whose word governs a mention's own, or is governed by it, if nothing else differs."""
    number, kind = mention.draft.sentences[0], context.codebook.types[mention.draft.type]
    if kind.is_position:
        return None
    of_things = bool(_OF_THINGS.intersection(kind.join.name_from))
    for told in reversed(earlier):
        if told.last == number and not mention.triggers & told.triggers:
            find = _offered if of_things else _lower
            lower = find(mention, told, context)
            if lower is not None and _is_one(mention, told):
                return told
    return None


def settle(mention: Mention, told: Mention, context: Context) -> None:
    """Settle what one happening has of two words of a clause, before the later is added to the earlier.

    The stage is that of the governing word, if that says one.
    """
    number = mention.draft.sentences[0]
    lower = _lower(mention, told, context) if told.last == number else None
    if lower is None:
        return
    upper = mention if lower is told else told
    if lower.has(_STAGE) and upper.has(_STAGE):
        kind = context.codebook.types[upper.draft.type]
        is_told = any(kind.enum_value("stage", cell.printed) for cell in upper.draft.values(_STAGE))
        (lower if is_told else upper).forget(_STAGE)


def _lower(mention: Mention, told: Mention, context: Context) -> Mention | None:
    """Return which of two mentions has a word that is an argument of the other's."""
    number = mention.draft.sentences[0]
    sentence = context.sentences[number]
    mine = _head(sentence, mention.draft.triggers[0])
    for trigger in words_of(told.draft, context).within(number):
        other = _head(sentence, trigger)
        if mine is None or other is None or mine == other:
            continue
        if _is_argument(sentence, mine, other):
            return mention
        if _is_argument(sentence, other, mine):
            return told
    return None


def _offered(mention: Mention, told: Mention, context: Context) -> Mention | None:
    """Return which of two mentions only says whose offer the other one declines."""
    sentence = context.sentences[mention.draft.sentences[0]]
    mine, other = (_head(sentence, each.draft.triggers[0]) for each in (mention, told))
    if mine is None or other is None or not mention.draft.status == told.draft.status == "denied":
        return None
    if _describes_argument(sentence, mine, other):
        return mention
    return told if _describes_argument(sentence, other, mine) else None


def _head(sentence: Sentence, trigger: Span) -> int | None:
    within = sentence.segment.start <= trigger.start and trigger.end <= sentence.segment.end
    at = head_of(sentence, trigger.start, trigger.end) if within else None
    if at is not None and sentence.tokens[at].deprel == "cop":
        return sentence.tokens[at].head  # "[is] in Oslo for talks"
    return at


def _is_argument(sentence: Sentence, at: int, of: int) -> bool:
    token = sentence.tokens[at]
    return token.head == of and token.deprel.split(":")[0] in _ARGUMENTS


def _describes_argument(sentence: Sentence, at: int, of: int) -> bool:
    """Tell whether a participle describes what a verb is on: "the tanks [offered] by Chad were [rejected]"."""
    things = climb(sentence, offered_thing(sentence, at), IN_LIST, ITEMS)
    return any(_is_argument(sentence, thing, of) for thing in things)


def _is_one(mention: Mention, told: Mention) -> bool:
    """Tell whether nothing but a stage tells two mentions apart, and one knows all those whom the other knows."""
    if not same_kind_of_status(mention.draft, told.draft, mention.rules):
        return False
    for key in mention.rules.keys:
        mine, theirs = mention.values(key.key), told.values(key.key)
        if key.key == _STAGE or not mine or not theirs:
            continue
        contained = mine <= theirs or theirs <= mine
        if not contained and (key.key.startswith("role:") or not agrees(mine, theirs, key.key)):
            return False
    return True
