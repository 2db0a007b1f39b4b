"""Lists of things: every item becomes one, and each keeps its own number ("48 K2 tanks and 12 K9 howitzers")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import polity
from foedera.coding.naming import is_designation
from foedera.coding.scores import FOUND
from foedera.coding.words import DEFINITE, climb, subtree, tokens_in
from foedera.types import Actor, Filler

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.gazetteer import Gazetteer
    from foedera.types import Cell, Frame, Name, Sentence, Token

_THINGS = frozenset({"name", "equipment"})
_ITEM_FIELDS = frozenset({"field:quantity", "field:equipment"})
"""Fields that belong to one item of a list, not to all."""
_PARTNER = -1
"""Stands where the number of an item would, for who gives or gets one."""
_HOLDS = frozenset({"include", "cover", "comprise", "contain", "envisage", "foresee"})
"""Verbs that tell what is in a deal."""
_RAISED = frozenset({"xcomp", "aux"})
_UP = 3
_SEVERAL = 2
_LONGEST = 12
"""Words up the tree from an item of a list to the first."""
_CARRIES = frozenset({"nsubj", "obl:agent"})
_COUNTED = frozenset({"name", "equipment", "quantity"})
_LISTED = frozenset({"conj", "appos"})
"""Relations between the items of a list; after a comma the parser often takes the next item for an apposition."""
_MEASURES = frozenset({"batch", "consignment", "shipment", "lot", "load", "set", "pair", "number", "quantity"})
"""Nouns that only say how much there is of what follows them: "a consignment of [radios]"."""
_BEFORE = frozenset({"compound", "amod", "flat", "nummod"})


def with_all_items(sentence: Sentence, frame: Frame, kind: ClaimType, gazetteer: Gazetteer) -> Frame:
    """Return a frame with the weapon systems that stand in one list with those that were marked.

    Only for types that make one claim a thing; only systems that the gazetteer knows are added.
    """
    if "name" not in kind.join.one_per:
        return frame
    tokens = sentence.tokens
    taken = {i for f in frame.fillers if f.label != "equipment" for i in tokens_in(sentence, f.start, f.end)}
    kinds = {i for f in frame.fillers if f.label == "equipment" for i in tokens_in(sentence, f.start, f.end)}
    trigger = set(tokens_in(sentence, frame.start, frame.end))
    things = [tokens_in(sentence, f.start, f.end) for f in frame.fillers if f.label in _THINGS]
    heads = {head for inside in things if (head := _head(tokens, inside)) is not None}
    measures = [head for head in heads if tokens[head].lemma in _MEASURES]
    heads |= {thing for head in measures if (thing := _measured(tokens, head)) is not None}
    heads = {head for head in heads - trigger if _is_governed(tokens, head, trigger)}
    added = []
    for at in sorted({item for head in heads for item in _listed(sentence, head)}):
        systems = list(_systems(sentence, at, taken, kinds, gazetteer)) or _counted_thing(tokens, at, taken, kinds)
        if systems:
            added += [*systems, *_of_item(tokens, at, frame, kind)]
    known = {(filler.start, filler.label) for filler in frame.fillers}
    added = [filler for filler in added if (filler.start, filler.label) not in known]
    return _with_measured(sentence, replace(frame, fillers=(*frame.fillers, *added)))


def without_contents(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame without what a deal told of before has in it besides: "the contract covers spares and simulators".

    What is counted there, or has a designation, is a deal of its own.
    """
    tokens = sentence.tokens
    deal = {i for i in tokens_in(sentence, frame.start, frame.end) if tokens[i].upos == "NOUN"}
    if "name" not in kind.join.one_per or not any(t.head in deal and t.lemma in DEFINITE for t in tokens):
        return frame
    verbs = {i for i, t in enumerate(tokens) if t.lemma in _HOLDS}
    inside = {i for verb in verbs for i in subtree(sentence, verb)}
    if not any(deal & {i for i, t in enumerate(tokens) if t.head in climb(sentence, v, _RAISED, _UP)} for v in verbs):
        return frame
    kept = []
    for filler in frame.fillers:
        words = tokens_in(sentence, filler.start, filler.end) if filler.label in _THINGS else []
        head = _head(tokens, words) if inside.issuperset(words) else None
        counted = any(t.head == head and t.deprel.split(":")[0] == "nummod" for t in tokens)
        if head is None or counted or any(is_designation(tokens[i].text) for i in words):
            kept.append(filler)
    return replace(frame, fillers=tuple(kept))


def with_all_partners(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame with all who stand in one list of subjects, where two or more of them were marked.

    "The ministers of Peru, Ana Rey, and of Chile, and [Ivo Berg] signed the pact": each who signs is a party.
    """
    for role in (role for role in kind.roles if role.minimum >= _SEVERAL):
        marked = {i for f in frame.fillers if f.label == role.name for i in tokens_in(sentence, f.start, f.end)}
        verbs = {at: verb for at, verb in _subjects(sentence) if _is_name(sentence, at)}
        shared = [verb for at, verb in verbs.items() if at in marked]
        if len(shared) < _SEVERAL or len(set(shared)) > 1:
            continue
        taken = {i for f in frame.fillers for i in tokens_in(sentence, f.start, f.end)}
        missing = [at for at, verb in verbs.items() if verb in shared and at not in taken]
        added = tuple(Filler(role.name, n.start, n.end, FOUND) for at in missing for n in _names_at(sentence, at))
        frame = replace(frame, fillers=(*frame.fillers, *added)) if added else frame
    return frame


def _subjects(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield each word that is a subject, is listed with one or says by a name who it is, with their verb."""
    for at, token in enumerate(sentence.tokens):
        first = sentence.tokens[_first(sentence, at)]
        if token.upos in {"NOUN", "PROPN"} and first.deprel == "nsubj":
            yield at, first.head


def _names_at(sentence: Sentence, at: int) -> list[Name]:
    """Return the names of persons and bodies that a word stands in."""
    start = sentence.tokens[at].start
    return [name for name in sentence.names if name.start <= start < name.end]


def _is_name(sentence: Sentence, at: int) -> bool:
    """Tell whether a word stands in a person's name."""
    return any(name.label == "PER" for name in _names_at(sentence, at))


def without_bringers(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame without what only brings the rest: "two [An-124s] delivered eight helicopters".

    Whoever does what such a verb tells plays a part; a thing that does it is a carrier.
    """
    if "name" not in kind.join.one_per:
        return frame
    does, tokens = {verb for role in kind.roles for verb in role.does}, sentence.tokens
    verbs = {i for i in tokens_in(sentence, frame.start, frame.end) if tokens[i].upos == "VERB"}
    if not any(tokens[verb].lemma in does for verb in verbs):
        return frame
    doers = (i for i, t in enumerate(tokens) if t.head in verbs and t.deprel in _CARRIES)
    theirs = {i for doer in doers for i in subtree(sentence, doer)}
    of_doers = [f for f in frame.fillers if theirs.issuperset(tokens_in(sentence, f.start, f.end))]
    if not any(f.label in _THINGS and f not in of_doers for f in frame.fillers):
        return frame
    return replace(frame, fillers=tuple(f for f in frame.fillers if f not in of_doers or f.label not in _COUNTED))


def _counted_thing(tokens: tuple[Token, ...], at: int, taken: set[int], kinds: set[int]) -> list[Filler]:
    """Return a counted or measured item without a designation that nothing marks: "four field hospitals"."""
    if tokens[at].upos != "NOUN" or at in taken | kinds or tokens[at].deprel not in {"conj", "obj"}:
        return []
    counted = any(t.head == at and t.deprel.split(":")[0] == "nummod" and t.text[:1].isalnum() for t in tokens)
    if not counted and tokens[at].lemma not in _MEASURES:
        return []
    return [_thing(tokens, at)]


def _thing(tokens: tuple[Token, ...], at: int) -> Filler:
    """Return what a noun counts or measures: of "300 sets of field radios" the field radios, or else itself."""
    measured = _measured(tokens, at)
    thing = at if measured is None else measured
    before = [i for i, t in enumerate(tokens) if t.head == thing and i < thing and t.deprel in {"compound", "amod"}]
    return Filler("name", tokens[min([*before, thing])].start, tokens[thing].end, FOUND)


def _measured(tokens: tuple[Token, ...], at: int) -> int | None:
    """Return the noun that stands behind another with "of"."""
    below = (i for i, t in enumerate(tokens) if t.head == at and t.deprel == "nmod")
    return next((i for i in below if "of" in _cases(tokens, i)), None)


def _cases(tokens: tuple[Token, ...], at: int) -> set[str]:
    return {t.lemma for t in tokens if t.head == at and t.deprel == "case"}


def _with_measured(sentence: Sentence, frame: Frame) -> Frame:
    """Return a frame where a thing is named by what it is, not by a word for how much of it: "a batch of [radios]"."""
    tokens = sentence.tokens
    fillers = []
    for filler in frame.fillers:
        inside = tokens_in(sentence, filler.start, filler.end) if filler.label == "name" else []
        words = [i for i in inside if tokens[i].upos != "ADP"]
        measures = len(words) == 1 and tokens[words[0]].lemma in _MEASURES
        fillers.append(replace(_thing(tokens, words[0]), score=filler.score) if measures else filler)
    return frame if fillers == list(frame.fillers) else replace(frame, fillers=tuple(fillers))


def _of_item(tokens: tuple[Token, ...], at: int, frame: Frame, kind: ClaimType) -> Iterator[Filler]:
    """Yield the number of an item, and its partner where the first item has one with the same word before it."""
    roles = [f for f in frame.fillers if kind.role(f.label) is not None]
    cases = {_case_before(tokens, f.start): f.label for f in roles}
    for token in tokens:
        if token.head != at:
            continue
        if token.deprel.split(":")[0] == "nummod":
            yield Filler("quantity", token.start, token.end, FOUND)
        elif token.deprel.split(":")[0] == "nmod" and token.upos == "PROPN":
            label = cases.get(_case_before(tokens, token.start), "")
            if label:
                yield Filler(label, token.start, token.end, FOUND)


def _case_before(tokens: tuple[Token, ...], start: int) -> str:
    """Return the preposition right before a place in a sentence; "" where there is none."""
    before = [token for token in tokens if token.end <= start]
    return before[-1].lemma if before and before[-1].upos == "ADP" else ""


def unnamed_items(draft: Draft, sentence: Sentence) -> list[Cell]:
    """Return names for items of a list that have none beside one that has: "14 Piranha vehicles and six [trucks]"."""
    tokens = sentence.tokens
    names = [tokens_in(sentence, c.span.start, c.span.end) for c in draft.values("name")]
    heads = [head for inside in names if (head := _head(tokens, inside)) is not None]
    heads += [
        up for head in heads if tokens[head].deprel == "nmod" and tokens[up := tokens[head].head].lemma in _MEASURES
    ]
    listed = {item for head in heads for item in _listed(sentence, head) if tokens[item].deprel != "appos"} - set(heads)
    taken = {i for inside in names for i in inside}
    found = []
    for cell in draft.values("field:equipment"):
        inside = tokens_in(sentence, cell.span.start, cell.span.end)
        at = _head(tokens, inside)
        measured = tokens[at].head if at is not None and tokens[at].deprel == "nmod" else -1  # "300 sets of [radios]"
        before = inside[0] - 1 if inside else -1
        if (
            {at, measured} & listed
            and before not in taken
            and inside[-1] + 1 not in taken
            and isinstance(cell.value, str)
        ):
            found.append(replace(cell, field="name"))
    return found


def _head(tokens: tuple[Token, ...], inside: list[int]) -> int | None:
    """Return the noun at the top of a phrase: of "K2" in "K2 tanks" the tanks."""
    if not inside:
        return None
    at = inside[-1]
    while tokens[at].deprel.split(":")[0] in {"compound", "amod", "flat", "nmod", "nummod"} and tokens[at].head > at:
        at = tokens[at].head
    return at


def _is_governed(tokens: tuple[Token, ...], head: int, trigger: set[int]) -> bool:
    """Tell whether a noun hangs on the trigger, or on the light verb that carries it, with no other verb between."""
    verbs = {tokens[i].head for i in trigger}
    at = head
    while at >= 0 and at not in trigger:
        if tokens[at].upos == "VERB":
            return at in verbs
        at = tokens[at].head
    return at in trigger


def _first(sentence: Sentence, at: int) -> int:
    """Return the first item of the list that a word stands in, or the word itself."""
    return climb(sentence, at, _LISTED, _LONGEST)[-1]


def _listed(sentence: Sentence, head: int) -> list[int]:
    """Return the other items of the list that a noun stands in."""
    tokens, found = sentence.tokens, [_first(sentence, head)]
    for at in found:
        found += [
            i for i, t in enumerate(tokens) if t.deprel in _LISTED and t.head == at and not _is_bracketed(tokens, i)
        ]
    return [at for at in found if at != head]


def _is_bracketed(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word opens a bracket: what stands there says something of the item before, and is none."""
    return at > 0 and tokens[at - 1].text == "("


def _systems(sentence: Sentence, at: int, taken: set[int], kinds: set[int], gazetteer: Gazetteer) -> Iterator[Filler]:
    """Yield the known systems that an item names in the fewest words, and the kind of thing that they are said to be.

    "CH-92 and CH-95 drones" names two.
    """
    tokens = sentence.tokens
    first = min([i for i, t in enumerate(tokens) if t.head == at and i < at and _stands_before(t)], default=at)
    spans = [(start, start + size) for size in range(1, at - first + 2) for start in range(first, at - size + 2)]
    found: set[int] = set()
    for start, stop in spans:
        printed = " ".join(token.text for token in tokens[start:stop])
        apart = not found or (tokens[start - 1].upos in {"CCONJ", "PUNCT"} and found.isdisjoint(range(start, stop)))
        if apart and _names(tokens[start]) and taken.isdisjoint(range(start, stop)) and gazetteer.system(printed):
            found |= set(range(start, stop))
            yield Filler("name", tokens[start].start, tokens[stop - 1].end, FOUND)
    if found and max(found) < at and tokens[at].upos == "NOUN" and at not in kinds:
        yield Filler("equipment", tokens[at].start, tokens[at].end, FOUND)


def _names(token: Token) -> bool:
    """Tell whether a word can begin a designation: a name, or letters and digits whatever they were taken for."""
    text = token.text
    return token.upos == "PROPN" or (text[:1].isupper() and any(char.isdigit() for char in text))


def _stands_before(token: Token) -> bool:
    return token.deprel.split(":")[0] in _BEFORE


def items(draft: Draft, names: list[list[Cell]]) -> list[list[Cell]]:
    """Return what each item of a list has for itself: its names, the numbers and kinds nearest to it, its partners.

    Args:
        names: The name cells of each item.
    """
    own: list[list[Cell]] = [list(cells) for cells in names]
    for cell in draft.cells:
        if cell.field in _ITEM_FIELDS:
            own[_nearest(cell, names)].append(cell)
    for role in {cell.field for cell in draft.cells if cell.field.startswith("role:")}:
        for item, cell in _by_turns(draft.values(role), names):
            own[item].append(cell)
    return own


def _by_turns(cells: list[Cell], names: list[list[Cell]]) -> list[tuple[int, Cell]]:
    """Return which of those who play a part belongs to which item, where the two stand by turns; else nothing.

    "Radars from Spain and missiles from Italy" are two deals, "Spain and Italy sent radars and missiles" are shared.
    """
    marks = [(cell.span.start, item, cell) for item, known in enumerate(names) for cell in known]
    marks += [(cell.span.start, _PARTNER, cell) for cell in cells]
    turns: list[tuple[int, Cell]] = []
    for _, item, cell in sorted(marks, key=lambda mark: mark[:2]):
        if not turns or item != turns[-1][0] or item == _PARTNER:
            turns.append((item, cell))
    if len(turns) != 2 * len(names):
        return []
    things, partners = turns[::2], turns[1::2]
    if things[0][0] == _PARTNER:
        things, partners = partners, things
    known = {polity(cell.value) for item, cell in partners if item == _PARTNER and isinstance(cell.value, Actor)}
    told = {item for item, _ in things if item != _PARTNER}
    if not len(told) == len(known - {None}) == len(names):
        return []
    return [(item, partner) for (item, _), (_, partner) in zip(things, partners, strict=True)]


def _nearest(cell: Cell, names: list[list[Cell]]) -> int:
    """Return the item that a cell stands nearest to; a number rather counts what follows it."""

    def distance(number: int) -> tuple[int, int]:
        gaps = []
        for name in names[number]:
            after, before = name.span.start - cell.span.end, cell.span.start - name.span.end
            behind = 3 if cell.field == "field:quantity" else 1
            gaps.append(after if after >= 0 else before * behind if before >= 0 else 0)
        return min(gaps), number

    return min(range(len(names)), key=distance)
