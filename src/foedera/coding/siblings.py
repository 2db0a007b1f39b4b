"""Who plays a part in a report's other claims, and so likely in one that leaves it open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, polity
from foedera.coding.drafts import Draft, known_in
from foedera.coding.parting import PAIR
from foedera.coding.scores import INFERRED
from foedera.coding.series import share_a_make, share_a_name
from foedera.coding.sides import is_firm
from foedera.coding.words import children, climb, governing_verb, head_of, subtree, token_at
from foedera.types import Actor, Cell, Place

if TYPE_CHECKING:
    from foedera.codebook import Role

_SAME_THING = 3
"""How often a claim on the same thing counts."""
_JUST_TOLD = 4
"""The same of a deal right before one on no named thing: "Oslo bought tanks ... The first arrive in May"."""
_TOLD = 0.6
"""Score over which somebody is plainly told to play a part."""
_FAR = 8
"""Sentences in which a treaty that is taken up was told of, the last one's included."""
_ON = frozenset({"during", "on"})
_CARRIED = frozenset({"xcomp"})
_VERBS = 3
"""Verbs up from what is done to the one on which an occasion hangs: "failed to sign a pact on a trip"."""
_NEXT = 1
"""Sentences between such deals, at most, the later one's included."""


def who_plays(draft: Draft, role: Role, near: list[Draft], taken: set[str], context: Context) -> list[Cell]:
    """Return who plays a part in other claims of the type, the most frequent first, without those who are taken.

    Claims on the same thing go before others; one frame that was split into a claim an item counts once.

    Args:
        near: The claims told around this one.
    """
    found: Counter[str] = Counter()
    cells: dict[str, Cell] = {}
    counted = set()
    for other in near:
        if other is draft or other.type != draft.type or context.are_apart(draft.sentences[0], other.sentences[0]):
            continue
        same = bool(taken & known_in(other))
        weight = _weight(draft, other) or int(other.triggers[0] not in counted)
        counted.add(other.triggers[0])
        for cell in other.values(f"role:{role.name}"):
            key = _key(cell)
            if key and key not in taken and cell.score > INFERRED and (same or not taken):
                found[key] += weight
                cells.setdefault(key, cell)
    return [cells[key] for key, _ in found.most_common()]


def resells(draft: Draft, role: Role, near: list[Draft], taken: set[str]) -> Cell | None:
    """Return who is told to sell another's product, for a claim on the same thing: "Oslo sold F-16s ... An F-16 came".

    Args:
        near: The claims told around this one.
        taken: Who has a part already, and so is no seller.
    """
    found: Counter[str] = Counter()
    cells: dict[str, Cell] = {}
    places = (cell.value.country for cell in draft.values("where") if isinstance(cell.value, Place))
    buyers = _others(draft, role) or {country for country in places if country}
    for other in near if buyers else ():
        like = other is not draft and other.type == draft.type and share_a_make(draft, other)
        if like and buyers & _others(other, role):
            for cell in other.values(f"role:{role.name}"):
                key = _key(cell)
                if key and key not in taken | buyers and cell.score > _TOLD:
                    found[key] += 1
                    cells.setdefault(key, cell)
    return cells[found.most_common(1)[0][0]] if found else None


def _others(draft: Draft, role: Role) -> set[str]:
    """Return who plays another part than one."""
    cells = (c for c in draft.cells if c.field.startswith("role:") and c.field != f"role:{role.name}")
    return {key for cell in cells if (key := _key(cell))}


def _key(cell: Cell) -> str | None:
    """Return the code of who plays a part, or the name of a firm of no state."""
    if not isinstance(cell.value, Actor):
        return None
    return polity(cell.value) or (cell.value.name if is_firm(cell) else None)


def _weight(draft: Draft, other: Draft) -> int:
    """Return how often a claim counts that is on the same thing, or goes on about it; 0 where neither is plain."""
    before = other.triggers[0].start < draft.triggers[0].start
    if before and not draft.values("name") and draft.sentences[0] - other.sentences[-1] <= _NEXT:
        return _JUST_TOLD
    return _SAME_THING if share_a_name(draft, other) else 0


def dealt_before(draft: Draft, near: list[Draft], context: Context) -> list[Cell]:
    """Return the two who meet or deal with each other in the claim told right before, in the same paragraph.

    "The ministers of Peru and Chile met on Monday. No document was signed." is on a document of both. Where one of
    those who have a part already is a third, it is nobody.

    Args:
        near: The claims told around this one.
    """
    start, known = draft.triggers[0].start, known_in(draft)
    last: tuple[int, Draft] | None = None
    for other in near:
        at = max((trigger.start for trigger in other.triggers if trigger.start < start), default=None)
        if at is not None and other is not draft and (last is None or at > last[0]) and _deal(other, context):
            last = at, other
    if last is None or not _stand_together(last[0], draft.sentences[0], context):
        return []
    return _pair_of(last[1], known)


def visited(draft: Draft, near: list[Draft], context: Context) -> list[Cell]:
    """Return the two of a visit on which something is told to be done: "failed to sign a pact on a trip to Fiji".

    Args:
        near: The claims told around this one.
    """
    known = known_in(draft)
    visits = (other for other in near if other is not draft and _is_occasion_of(other, draft, context))
    return next((pair for other in visits if known and (pair := _pair_of(other, known))), [])


def _pair_of(other: Draft, known: set[str]) -> list[Cell]:
    """Return the two who have a part in a claim, if all of those known are among them."""
    found: dict[str | None, Cell] = {}
    for cell in other.cells:
        if cell.field.startswith("role:") and isinstance(cell.value, Actor) and cell.score > INFERRED:
            found.setdefault(polity(cell.value), cell)
    return list(found.values()) if len(found) == PAIR and None not in found and known <= found.keys() else []


def _is_occasion_of(other: Draft, draft: Draft, context: Context) -> bool:
    """Tell whether something was done on a visit that its clause tells of: "signed a pact [on a trip to Fiji]"."""
    number, trigger = draft.sentences[0], draft.triggers[0]
    sentence = context.sentences[number]
    if number not in other.sentences or not context.codebook.types[other.type].lasts:
        return False
    verbs = climb(sentence, governing_verb(sentence, trigger.start, trigger.end), _CARRIED, _VERBS)
    inside = {*verbs, head_of(sentence, trigger.start, trigger.end)}
    for at in (head_of(sentence, each.start, each.end) for each in other.triggers if each.start > trigger.end):
        if at is not None and any(sentence.tokens[i].lemma in _ON for i in children(sentence, at)):
            return sentence.tokens[at].head in inside
    return False


def sides_named(draft: Draft, context: Context) -> tuple[NamedActor, ...]:
    """Return those between whom a treaty is to be by what was told of it before, that its trigger only takes up.

    "He spoke of a treaty between Peru and Chile. ... The text of the treaty was agreed in May."
    """
    start = draft.triggers[0].start
    noun = token_at(context.sentences[draft.sentences[0]], start, draft.triggers[0].end)
    if not draft.refers_back or noun is None or noun.upos != "NOUN":
        return ()
    for number in range(draft.sentences[0], max(-1, draft.sentences[0] - _FAR), -1):
        tokens = context.sentences[number].tokens
        like = (i for i, t in enumerate(tokens) if t.lemma == noun.lemma and t.upos == "NOUN" and t.start < start)
        for at in like:
            sides = _between(number, at, context)
            if len({side.polity for side in sides}) >= PAIR:
                return sides
    return ()


def _between(number: int, at: int, context: Context) -> tuple[NamedActor, ...]:
    """Return whom a sentence names between whom a thing is."""
    sentence = context.sentences[number]
    heads = [i for i in children(sentence, at) if sentence.tokens[i].deprel.startswith("nmod")]
    for head in heads:
        if any(sentence.tokens[i].lemma == "between" for i in children(sentence, head)):
            below = {sentence.tokens[i].start for i in subtree(sentence, head)}
            named = (n for n in context.named[number] if any(n.start <= start < n.end for start in below))
            return tuple(n for n in named if n.actor.kind == "state" or n.actor.org)
    return ()


def _deal(draft: Draft, context: Context) -> bool:
    """Tell whether those of a claim meet or deal with each other."""
    roles = context.codebook.types[draft.type].roles
    return any(role.minimum >= PAIR or role.at_home for role in roles) and len(known_in(draft)) == PAIR


def _stand_together(at: int, number: int, context: Context) -> bool:
    """Tell whether an offset is in a sentence or right before it, in the same paragraph."""
    before = context.sentence_at(at)
    paragraphs = (context.sentences[each].segment.paragraph for each in (before, number))
    return number - before <= _NEXT and len(set(paragraphs)) == 1
