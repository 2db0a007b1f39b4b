"""People and states that are listed side by side: "the ministers of Peru and Chile, Ana Ruiz and Ivo Berg"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, TypeVar

from foedera.coding.offices import TITLED, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.coding.context import Context, NamedActor

_JOINT = re.compile(r",? (?:and|&) (?:the |of (?:the )?)?|, (?:the |of (?:the )?)?")
_OFFICES = rf"(?:{several(TITLED)})"
_OF_STATES = re.compile(rf"\b{_OFFICES}\b", re.IGNORECASE)
_THEN_NAMES = re.compile(r"(?:['’]s?)?(?: [\w-]+){0,4},? (?:[A-Z][\w.]+ ){0,2}")
"""What stands between states and names: "[Chile], [Ana Ruiz]", "[Chilean] presidents, [Ana Ruiz]"."""
_THEN_STATES = re.compile(
    rf",? (?:respectively,? )?(?:the )?(?:[\w-]+ ){{0,4}}{_OFFICES}(?: [\w-]+){{0,3}} (?:of|from) (?:the )?"
)
_OF = re.compile(r" (?:of|from) (?:the )?")
_BEFORE = 60
"""Characters before a list in which the office stands."""
_SEVERAL = 2


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_T = TypeVar("_T", bound=_Spanned)


def paired(number: int, context: Context) -> dict[int, NamedActor]:
    """Return whose each of the people is whom a sentence lists abreast with states, by where their names begin."""
    sentence = context.sentences[number]
    people = sorted((n for n in sentence.names if n.label == "PER"), key=lambda n: n.start)
    if len(people) < _SEVERAL or _OF_STATES.search(context.text, sentence.segment.start, sentence.segment.end) is None:
        return {}
    found: dict[int, NamedActor] = {}
    states = [named for named in context.named[number] if named.actor.country]
    for names in _lists(people, context.text):
        for owners in _lists(states, context.text):
            if len(names) == len(owners) and _are_abreast(names[0], names[-1], owners[0], owners[-1], context.text):
                found |= {name.start: owner for name, owner in zip(names, owners, strict=True)}
    return found


def _lists(spans: list[_T], text: str) -> Iterator[list[_T]]:
    """Yield what stands in one list, two or more of them."""
    listed: list[_T] = []
    for span in spans:
        if listed and _JOINT.fullmatch(text, listed[-1].end, span.start) is None:
            if len(listed) >= _SEVERAL:
                yield listed
            listed = []
        listed.append(span)
    if len(listed) >= _SEVERAL:
        yield listed


def _are_abreast(first: _Spanned, last: _Spanned, owner: _Spanned, owner_last: _Spanned, text: str) -> bool:
    """Tell whether a list of names stands beside one of states with an office of several."""
    if owner_last.end <= first.start:
        told = _OF_STATES.search(text, max(0, owner.start - _BEFORE), first.start)
        return told is not None and _THEN_NAMES.fullmatch(text, owner_last.end, first.start) is not None
    if last.end > owner.start:
        return False
    told = _OF_STATES.search(text, max(0, first.start - _BEFORE), first.start)
    of = told is not None and _OF.fullmatch(text, last.end, owner.start)
    return bool(of) or _THEN_STATES.fullmatch(text, last.end, owner.start) is not None
