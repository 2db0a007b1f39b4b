"""Claims that came out alike once all parts were filled: what a sentence soon after tells again is one claim.

"The minister will visit Oslo in May. He will meet the king": nothing was known to be the same when the two were held
against each other, for who is meant was found only later. What somebody is or becomes is told by a verb and its noun
("was granted candidate status"), which are one claim too, and so is what did not take place since it was called off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.gathering import are_other_people, is_new, mention_of
from foedera.coding.joining import REACH, Mention, likeness
from foedera.coding.sequels import comes_next
from foedera.coding.words import head_of
from foedera.types import FORESEEN, OFF, Actor

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_BELONGING = frozenset({"nmod", "obl", "obj", "xcomp"})
"""Relations of a noun or infinitive to the word that it completes."""
_OF_BOTH = frozenset({"name", "when", "where"})
"""What the completing word says of the claim."""
_NEAR = 6
"""Sentences, at most, between what is told and what is told again."""
_LAST = 4
"""Claims of a type before, among which one is looked for that is told again."""
_ALIKE = {"ongoing": "occurred", "expected": "planned"}
"""Statuses that count as another: of what is under way, a part is over."""


def without_repeats(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts, where one that says nothing else than one not long before is part of it."""
    kept: dict[tuple[str, str], list[Mention]] = {}
    of: dict[tuple[str, int], list[Mention]] = {}  # by type and sentence: a text of megabytes stays linear
    order: list[Mention] = []
    for draft in sorted(drafts, key=lambda each: (each.sentences[0], each.triggers[0].start)):
        context.clock.check()
        mention, numbers = mention_of(draft, context), tuple(draft.sentences)
        before = kept.setdefault((draft.type, _ALIKE.get(draft.status, draft.status)), [])
        told = next((each for each in reversed(before[-_LAST:]) if _says_the_same(mention, each, context)), None)
        if told is None:
            told = next((each for each in before[-REACH:] if _stands_as_told(mention, each, context)), None)
            if told is not None:
                _without_bare(mention, told, context)
        here = of.get((draft.type, numbers[0]), [])
        over = _governing(mention, here, context)
        never = next((each for each in here if _was_called_off(mention, each)), None)
        if over is None and never is not None:
            draft.cells = [cell for cell in draft.cells if not cell.field.startswith("role:")]
            draft.status = never.draft.status = "cancelled"
            over = never
        elif over is not None:
            draft.cells = [cell for cell in draft.cells if cell.field in _OF_BOTH and not over.draft.values(cell.field)]
        elif told is not None:
            draft.cells = [cell for cell in draft.cells if not cell.field.startswith("role:")]  # who it is, was told
            over = told
        if over is not None:
            over.absorb(mention)
        else:
            before.append(mention)
            order.append(mention)
        for number in numbers:
            of.setdefault((draft.type, number), []).append(over or mention)
    return [mention.draft for mention in order]


def _was_called_off(mention: Mention, told: Mention) -> bool:
    """Tell whether one of two claims of a sentence says that a thing did not take place, the other that it was off.

    "The ship that was to call at Lomé never came; the visit was cancelled" tells of one visit.
    """
    if {mention.draft.status, told.draft.status} != OFF or likeness(mention, told) is None:
        return False
    roles = {key.key for key in mention.rules.keys if key.key.startswith("role:")}
    return any(mention.values(role) for role in roles) and all(mention.values(r) == told.values(r) for r in roles)


def _governing(mention: Mention, before: list[Mention], context: Context) -> Mention | None:
    """Return the claim on whose word that of another hangs, where both tell what one holder is or becomes.

    Args:
        before: The claims of its type that the sentence tells of before.
    """
    kind, draft = context.codebook.types[mention.draft.type], mention.draft
    if kind.is_between or len(kind.roles) != 1 or len(draft.triggers) != 1:
        return None
    sentence = context.sentences[draft.sentences[0]]
    at = head_of(sentence, draft.triggers[0].start, draft.triggers[0].end)
    above = sentence.tokens[at].head if at is not None else -1
    if at is None or above < 0 or sentence.tokens[at].deprel.split(":")[0] not in _BELONGING:
        return None
    word = sentence.tokens[above]
    return next((o for o in before if any(t.start < word.end and word.start < t.end for t in o.draft.triggers)), None)


def _says_the_same(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether a draft has the parties of another near it, and nothing that differs: no person, name or time."""
    kind = context.codebook.types[mention.draft.type]
    near = mention.draft.sentences[0] - told.last <= _NEAR and mention.triggers.isdisjoint(told.triggers)
    stands = any(kind.stands("stage", stage) for stage in mention.values("field:stage"))
    if not near or not (kind.lasts or stands) or likeness(mention, told) is None:
        return False
    if comes_next(mention.draft, told.draft, context) or are_other_people(mention, told):
        return False
    sentence, trigger = context.sentences[mention.draft.sentences[0]], mention.draft.triggers[0]
    at = head_of(sentence, trigger.start, trigger.end)
    if at is not None and is_new(sentence, at):
        return False  # "is conducting a course": one more
    if (mention.has("when") and not told.has("when")) or _are_others(_persons(mention), _persons(told)):
        return False
    roles = [f"role:{role.name}" for role in kind.roles]
    mine, theirs = (frozenset[str]().union(*(each.values(role) for role in roles)) for each in (mention, told))
    return len(mine) > 1 and mine == theirs


def _stands_as_told(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether a draft tells again how things stand, however long before that was told.

    That a state is in no pact is told once, and the ties of two that are deepening are those told of without a trend.
    """
    kind = context.codebook.types[mention.draft.type]
    whose = [role.name for role in kind.roles]
    if len(whose) != 1 or mention.draft.status != told.draft.status or mention.draft.status in FORESEEN:
        return False
    if mention.has("when") and told.has("when"):
        return False
    mine, theirs = (each.values(f"role:{whose[0]}") for each in (mention, told))
    if not mine or mine != theirs or _persons(mention) or mention.values("name") != told.values("name"):
        return False
    if not kind.is_between:
        stage = _stages(mention, kind)
        return bool(stage and mention.has("name")) and stage == _stages(told, kind)
    return any(_is_bare(each, kind) for each in (mention, told))


def _stages(mention: Mention, kind: ClaimType) -> set[str]:
    """Return the stages of a mention, as they are shown: who will not join is no member, as who is none."""
    field = kind.field("stage") if mention.draft.status == "denied" else None
    told = (str(cell.value) for cell in mention.draft.values("field:stage"))
    return {(field.in_denial(stage) if field is not None else None) or stage for stage in told}


def _is_bare(mention: Mention, kind: ClaimType) -> bool:
    """Tell whether no word but its noun says how ties stand: "their [alliance]"."""
    field = kind.field("trend")
    granted = {rule.value for rule in field.defaults} if field is not None else set()
    cells = mention.draft.values("field:trend")
    return bool(cells) and all(cell.value in granted and cell.span in mention.triggers for cell in cells)


def _without_bare(mention: Mention, told: Mention, context: Context) -> None:
    """Take from two that are one what only the noun of one of them says, and the sides of the later."""
    kind = context.codebook.types[told.draft.type]
    bare = told if _is_bare(told, kind) and not _is_bare(mention, kind) else mention
    for field in ("field:trend", "field:domain"):
        other = mention if bare is told else told
        if other.has(field):
            bare.forget(field)


def _persons(mention: Mention) -> set[str]:
    """Return the persons that are named in the parts of a mention."""
    actors = (cell.value for cell in mention.draft.cells if cell.field.startswith("role:"))
    return {actor.name for actor in actors if isinstance(actor, Actor) and actor.kind == "person"}


def _are_others(some: set[str], others: set[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)
