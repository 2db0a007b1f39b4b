"""What a position is about: the claim that its words tell of or take up, and who did that thing.

"Moscow called the restrictions illegal" is about the sanctions told of before; "Quito called this interference" and
"Lima rejected the charge" are about whatever was done or said right before, by whoever did or said it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, party, polity
from foedera.coding.parting import plainly
from foedera.coding.words import OWNS, OWNS_BEFORE, cases_of, climb, first_of_list, head_of, subtree, token_at
from foedera.types import Actor, Cell, Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_REACH = 4
"""Sentences back, at most, in which what words mean is told."""
_FAR = 8
"""The same for what is plainly taken up."""
_JUST = 2
"""The same for what is only pointed at."""
_NEXT = 1
"""The same for what is not spoken of at all."""
_FEW = 3
"""Those of a list, at most, who are likely meant together."""
_MANY = 3
"""Those who take part, from which on whoever holds it is meant rather than all of them."""
_SIDES = 2
_TARGET = "target"
_DEEDS = frozenset(
    "abduction annexation arrest assassination bombardment detention execution expulsion invasion kidnapping killing "
    "massacre murder occupation seizure shooting".split()
)
"""Nouns for what is done to others, beside those by which the codebook knows it again."""
_UPON = frozenset({"on", "upon", "against", "of"})
_UP = 4
"""Words up the tree from a name to the noun of a deed."""
_STEM = 5
"""Letters that a verb and its noun share: to purchase, a purchase; to acquire, an acquisition."""
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_DONE = frozenset("act action decision measure move plan step".split())
"""Nouns for what somebody did or means to do."""
_SAID = frozenset(
    "accusation allegation assertion charge claim complaint criticism insinuation rebuke remark reproach "
    "statement".split()
)
"""Nouns for what somebody said against another."""


def answered(draft: Draft, near: list[Draft], context: Context, taken: set[str]) -> list[Cell]:
    """Return the doers of the thing that a position is about: who imposed the sanctions that are condemned.

    Args:
        near: The claims told around it, in order.
        taken: Who plays a part already, by code.
    """
    words = " ".join(cell.printed for cell in draft.values("field:issue"))
    found = next(filter(None, (_doers(thing, context, taken, words) for thing in _about(draft, near, context))), [])
    return found or _pointed_at(draft, near, context, taken)


def _about(draft: Draft, near: list[Draft], context: Context) -> Iterator[Draft]:
    """Yield the claims that a position may be about: told in its issue, or meant by its words, the last first."""
    issues = draft.values("field:issue")
    number = draft.sentences[0]
    for other in near:
        if (
            other is not draft
            and number in other.sentences
            and any(cell.span.start <= t.start < cell.span.end for cell in issues for t in other.triggers)
        ):
            yield other
            return
    words = {w.casefold().strip(".,'’\"").removesuffix("s") for cell in issues for w in cell.printed.split()}
    far = context.codebook.types[draft.type].takes_side and any(_is_taken_up(cell, number, context) for cell in issues)
    reach = _FAR if far else _REACH
    earlier = [d for d in near if d is not draft and d.sentences[0] < number <= d.sentences[-1] + reach]
    for other in reversed(earlier):
        nouns = context.codebook.types[other.type].join.nouns
        told = {context.text[t.start : t.end].casefold().removesuffix("s") for t in other.triggers}
        if words & (told | {noun.removesuffix("s") for noun in nouns}):
            yield other


def suffering(draft: Draft, near: list[Draft], context: Context) -> set[str]:
    """Return those to whom the deed is done that somebody is against, by code: not they are blamed for it.

    "Gunmen killed five [Israelis]. The Union denounced the attack", "France condemned the attack on [Israel]".

    Args:
        near: The claims told around it, in order.
    """
    kinds = context.codebook.types
    if kinds[draft.type].manner != "against":
        return set()
    found = {name.polity for name in in_issue(draft, context) if _befalls(name, context)}
    deeds = [other for other in near if kinds[other.type].manner == "deed"]
    thing = next((other.cells for other in _about(draft, near, context) if other in deeds), [])
    found |= {key for c in thing if c.field in {f"role:{_TARGET}", "where"} and (key := _land(c))}
    return found - {key for other in deeds for c in other.values(f"role:{kinds[other.type].doer}") if (key := party(c))}


def _land(cell: Cell) -> str | None:
    """Return the state of whoever a cell names, or in which a place lies."""
    return cell.value.country if isinstance(cell.value, Place) else party(cell)


def _befalls(name: NamedActor, context: Context) -> bool:
    """Tell whether a name stands behind a deed as whom it befalls: "the attack on [Israel]", "the killing of Kurds"."""
    sentence = context.sentences[context.sentence_at(name.start)]
    for at in climb(sentence, head_of(sentence, name.start, name.end), OWNS, _UP):
        cases = cases_of(sentence, at)
        if cases - {"'s"}:
            above = sentence.tokens[at].head
            return bool(cases & _UPON) and above >= 0 and _is_deed(sentence.tokens[above].lemma, context)
    return False


def _is_deed(lemma: str, context: Context) -> bool:
    """Tell whether a noun is for what is done to others."""
    deeds = (kind for kind in context.codebook.types.values() if kind.manner == "deed" and kind.role(_TARGET))
    return lemma in _DEEDS or any(lemma in kind.join.nouns for kind in deeds)


def _is_taken_up(cell: Cell, number: int, context: Context) -> bool:
    """Tell whether an issue is a thing that was told of, and no more: "the restrictions", not "the threat of force"."""
    sentence = context.sentences[number]
    at = head_of(sentence, cell.span.start, cell.span.end) if context.sentence_at(cell.span.start) == number else None
    before = {t.text.casefold() for t in sentence.tokens if t.head == at and t.deprel == "det"}
    return at is not None and bool(before & {*_POINTING, "the"}) and not _is_told(sentence, at)


def in_issue(draft: Draft, context: Context) -> list[NamedActor]:
    """Return who is named in the words of a position's issue, the words that hang on it included."""
    found: list[NamedActor] = []
    for cell in draft.values("field:issue"):
        number = context.sentence_at(cell.span.start)
        sentence = context.sentences[number]
        at = head_of(sentence, cell.span.start, cell.span.end)
        if at is not None:
            words = {sentence.tokens[i].start for i in subtree(sentence, at)}
            found += [name for name in context.named[number] if name.start in words]
    return found


def take_listed(draft: Draft, role: Role, taken: set[str], context: Context) -> None:
    """Take all of a list of which one was guessed for whom a position means: "the talks of Peru and Chile".

    Where one of the list plays another part, the rest are not meant either.

    Args:
        taken: Who plays a part already, by code.
    """
    cells = draft.values(f"role:{role.name}")
    known = {polity(cell.value) for cell in cells if isinstance(cell.value, Actor)}
    found: dict[str, Cell] = {}
    for cell in cells:
        others = _listed_with(cell.span, context) if cell in draft.guessed else []
        others = [name for name in others if name.polity not in known] if len(others) <= _FEW else []
        if taken.isdisjoint(name.polity for name in others):
            found |= {name.polity: replace(_cell(name, context), field=cell.field, score=cell.score) for name in others}
    draft.cells, draft.guessed = [*draft.cells, *found.values()], [*draft.guessed, *found.values()]


def _listed_with(span: Span, context: Context) -> list[NamedActor]:
    """Return the states and organisations that stand in one list with words: "between [Peru] and Chile"."""
    number = context.sentence_at(span.start)
    sentence = context.sentences[number]
    first = first_of_list(sentence, head_of(sentence, span.start, span.end))
    return [
        name
        for name in context.named[number]
        if (name.actor.kind == "state" or name.actor.org)
        and first is not None
        and first_of_list(sentence, head_of(sentence, name.start, name.end)) == first
    ]


def is_whose_people(name: NamedActor, context: Context) -> bool:
    """Tell whether a name says whose people or forces are meant: "Chadian troops", "Chad's soldiers"."""
    sentence = context.sentences[context.sentence_at(name.start)]
    token = token_at(sentence, name.start, name.end)
    if token is None or token.head < 0 or token.deprel not in OWNS_BEFORE:
        return False
    return bool(context.gazetteer.agents.sectors(sentence.tokens[token.head].text))


def _doers(draft: Draft, context: Context, taken: set[str], words: str = "") -> list[Cell]:
    """Return who does what a claim tells, without some by their codes: its first part, or that of which words speak.

    Of what three or more take part in, it is whoever holds it: "Moscow criticised the drill".

    Args:
        words: What it is called: of a "purchase" the buyer is the doer, of a "sale" the seller.
    """
    roles = context.codebook.types[draft.type].roles
    starts = {word[:_STEM] for word in words.casefold().split()}
    named = (role for role in roles[1:] if starts & {verb[:_STEM] for verb in role.does})
    first = next(named, roles[0] if roles else None)
    found = _playing(draft, first, taken) if first else []
    hosts = [cell for role in roles if first and role.joins == first.name for cell in _playing(draft, role, taken)]
    many = len({polity(cell.value) for cell in found if isinstance(cell.value, Actor)}) >= _MANY
    return hosts if many and hosts else found


def _playing(draft: Draft, role: Role, taken: set[str]) -> list[Cell]:
    """Return who plays a part of a claim, without some by their codes."""
    cells = draft.values(f"role:{role.name}")
    return [c for c in cells if (key := party(c)) and key not in taken]


def beside(draft: Draft, near: list[Draft], kinds: Mapping[str, ClaimType]) -> set[str]:
    """Return who takes a position of its own in the same sentence: "Lima protested, and Quito voiced concern".

    Neither is held against the other. Support, and what answers a demand, may be for or against whoever spoke first.
    """
    if kinds[draft.type].manner != "against":
        return set()
    number, found = draft.sentences[0], set[str]()
    for other in near:
        if other is not draft and kinds[other.type].takes_side and number in other.sentences:
            holder, meant = kinds[other.type].roles[:_SIDES]
            if not plainly(other, meant):
                found |= plainly(other, holder)
    return found - plainly(draft, kinds[draft.type].roles[0])


def _pointed_at(draft: Draft, near: list[Draft], context: Context, taken: set[str]) -> list[Cell]:
    """Return who did or said what a position only points at: in the last claim before it, or else as a subject."""
    said = _points_back(draft, context)
    is_against = context.codebook.types[draft.type].manner == "against"
    if said is None and not draft.values("field:issue") and is_against:
        return _just_done(draft, near, context, taken)
    if said is None:
        return []
    if owner := _owner(draft, context, taken):
        return [_cell(owner, context)]
    number, start = draft.sentences[0], draft.triggers[0].start
    for other in reversed([d for d in near if d is not draft and d.triggers[0].start < start]):
        if number - other.sentences[-1] <= _JUST and (found := _behind(other, context, taken, said=said)):
            return found
    for at in range(number - 1, max(-1, number - 1 - _JUST), -1):
        for name in context.named[at]:
            if name.subject and name.polity not in taken and (name.actor.kind == "state" or name.actor.org):
                return [_cell(name, context)]
    return []


def _behind(draft: Draft, context: Context, taken: set[str], *, said: bool) -> list[Cell]:
    """Return who did what a claim tells, or, of what was said, who says so or takes a position."""
    roles = context.codebook.types[draft.type].roles
    if said and (found := _speakers(draft, context, taken)):
        return found
    return _doers(draft, context, taken) if not said or (roles and roles[0].stance) else []


def _speakers(draft: Draft, context: Context, taken: set[str]) -> list[Cell]:
    """Return the states of those who say what a claim tells: "Togo armed them, Accra said; Lomé denied the charge"."""
    found: dict[str, Cell] = {}
    for cell in draft.values("said_by"):
        if isinstance(cell.value, Actor) and (key := polity(cell.value)) and key not in taken:
            whole = context.state(cell.value.country) if cell.value.country else cell.value
            found.setdefault(key, replace(cell, field="role", value=whole, score=0.0))
    return list(found.values())


def _just_done(draft: Draft, near: list[Draft], context: Context, taken: set[str]) -> list[Cell]:
    """Return who did what is told in the sentence before a position that says of itself on what: "Chad protested"."""
    number = draft.sentences[0]
    if draft.status == "denied" or any(name.polity not in taken for name in context.named[number]):
        return []
    before = [d for d in near if d is not draft and number - _NEXT <= d.sentences[-1] < number]
    for other in reversed(before):
        roles = context.codebook.types[other.type].roles
        if roles and not roles[0].stance and (found := _doers(other, context, taken)):
            return found
    return []


def _cell(name: NamedActor, context: Context) -> Cell:
    return Cell("role", context.whole(name), context.text[name.start : name.end], Span(name.start, name.end), 0.0)


def _owner(draft: Draft, context: Context, taken: set[str]) -> NamedActor | None:
    """Return whose thing it was when the words of the issue were used before: "Quito's claim", then "that claim"."""
    number = draft.sentences[0]
    words = {word.casefold() for cell in draft.values("field:issue") for word in cell.printed.split()[-1:]}
    for at in range(number - 1, max(-1, number - 1 - _JUST), -1):
        tokens = context.sentences[at].tokens
        for name in context.named[at]:
            token = next((t for t in tokens if t.start < name.end <= t.end), None)
            owns = token is not None and token.deprel in {"nmod:poss", "amod"} and token.head >= 0
            if owns and token and tokens[token.head].text.casefold() in words and name.polity not in taken:
                return name
    return None


def _points_back(draft: Draft, context: Context) -> bool | None:
    """Tell whether an issue is what was just said, or done; None where it points at nothing told before."""
    sentence = context.sentences[draft.sentences[0]]
    for cell in draft.values("field:issue"):
        if not sentence.segment.start <= cell.span.start < sentence.segment.end:
            continue
        at = head_of(sentence, cell.span.start, cell.span.end)
        if at is None:
            continue
        said = sentence.tokens[at].lemma.casefold() in _SAID
        before = {t.text.casefold() for t in sentence.tokens if t.head == at and t.deprel == "det"}
        if said and before & {*_POINTING, "the"} and not _is_told(sentence, at):
            return True
        if before & _POINTING or _is_called(sentence, at):
            return said
        if "the" in before and sentence.tokens[at].lemma.casefold() in _DONE and not _is_told(sentence, at):
            return False
    return None


def _is_told(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun says itself whose or of what it is: "the claim that", "the criticism by Rome"."""
    return any(t.head == at and t.deprel.split(":")[0] in {"nmod", "acl"} for t in sentence.tokens)


def _is_called(sentence: Sentence, at: int) -> bool:
    """Tell whether "this" or "that" is called so: "called this blatant interference"."""
    verb = sentence.tokens[at].head
    things = (t for t in sentence.tokens[:at] if t.head == verb and t.upos == "PRON" and t.deprel == "obj")
    return verb >= 0 and any(t.text.casefold() in _POINTING for t in things)
