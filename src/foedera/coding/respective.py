"""Lists that are told to go together item by item: "China and Russia bought 12 and 30 aircraft respectively"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.dividing import Part
from foedera.coding.fillers import meet
from foedera.types import Filler, Frame, Sentence, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.codebook.tree import Tree
    from foedera.types import Token

_WORD = "respectively"
_BORDERS = frozenset({"VERB", "AUX", "ADP", "SCONJ", "PRON"})
"""Parts of speech between two lists; "of" stands in them."""
_IN_LIST = frozenset({"of"})
_SEVERAL = 2
_WHOLE = frozenset({"when", "said_by"})
"""Labels whose values stay whole."""

_Stretch = tuple[int, int]
"""Where some words of the report begin and end."""


def respective(sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType) -> list[Part]:
    """Return a frame as one happening for each item of its lists; none where its sentence does not say so.

    What stands in no such list is shared, and so is what only the last item of a list says ("12 and 30 [aircraft]"),
    and who is told of in one item of a list of things: "gave [Ukraine] ten tanks and two radars".
    """
    if _WORD not in tree.lemmas:
        return []
    found = [(items, _by_item(items, frame)) for items in _lists(sentence.tokens)]
    lists = [(items, own) for items, own in found if len(items) >= _SEVERAL and all(own)]
    size = len(lists[0][0]) if lists else 0
    alike = [own for items, own in lists if len(items) == size]
    if len(alike) < _SEVERAL:
        return []
    told = [filler for own in alike for item in own for filler in item]
    shared = [f for f in frame.fillers if not any(meet(f, item) for item in told) or f.label in _WHOLE]
    shared += [f for own in alike for item in own for f in item if _is_of_all(f, own, kind)]
    return [_part(frame, shared, alike, at, kind) for at in range(size)]


def _part(frame: Frame, shared: list[Filler], lists: list[list[list[Filler]]], at: int, kind: ClaimType) -> Part:
    """Return what a frame tells of one item of each list, and who is told of in the others."""
    own = [filler for items in lists for filler in items[at]]
    others = [f for items in lists for other, item in enumerate(items) if other != at for f in item if f not in shared]
    who = tuple(dict.fromkeys(Span(f.start, f.end) for f in others if kind.role(f.label)))
    weak = tuple(f for f in frame.weak if not any(meet(f, other) for other in others))
    fillers = tuple(dict.fromkeys((*shared, *own)))
    return Part(replace(frame, fillers=tuple(sorted(fillers, key=lambda f: f.start)), weak=weak), others=who)


def _lists(tokens: tuple[Token, ...]) -> list[list[_Stretch]]:
    """Return the items of each list of a sentence: what stands between its commas and "and", and its borders."""
    found: list[list[_Stretch]] = [[]]
    begin: int | None = None
    for at, token in enumerate(tokens):
        parts = token.upos == "CCONJ" or token.text == ","
        ends = token.lemma.casefold() == _WORD or (token.upos in _BORDERS and token.lemma not in _IN_LIST)
        if (parts or ends or token.upos == "PUNCT") and begin is not None:
            found[-1].append((tokens[begin].start, tokens[at - 1].end))
            begin = None
        if ends or (token.upos == "PUNCT" and not parts):
            found.append([])
        elif not parts and begin is None:
            begin = at
    return found


def _by_item(items: list[_Stretch], frame: Frame) -> list[list[Filler]]:
    """Return the fillers of each item; one that spans several is cut: "[12] and [30]"."""
    found: list[list[Filler]] = [[] for _ in items]
    for filler in frame.fillers:
        if filler.label in _WHOLE:
            continue
        for own, (start, end) in zip(found, items, strict=True):
            begin, stop = max(start, filler.start), min(end, filler.end)
            if begin < stop:
                own.append(replace(filler, start=begin, end=stop))
    return found


def _is_of_all(filler: Filler, items: list[list[Filler]], kind: ClaimType) -> bool:
    """Tell whether what an item says is said of all: no other item has anything of its label."""
    others = {other.label for item in items for other in item if other is not filler and filler not in item}
    if kind.role(filler.label) is not None:
        return not any(kind.role(label) is not None for label in others)
    named = filler.label == "equipment" and "name" in others
    return filler in items[-1] and filler.label not in others and not named
