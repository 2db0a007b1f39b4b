"""The shape of a codebook file: which keys stand where and what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.codebook.fields import FIELD_KINDS
from foedera.codebook.records import ACTOR_KINDS, GROUPS, MANNERS
from foedera.codebook.rules import BACKGROUNDS, NATURES
from foedera.types import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedera.codebook.source import Document, Plain, Where


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty, one of `choices` where they are given."""

    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A flag or a number."""

    type: type
    named: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one shape; empty only where `least` is 0."""

    item: Shape
    least: int = 1


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from any name to one shape."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with known keys; those in `needed` must be there."""

    known: Mapping[str, Shape]
    needed: frozenset[str] = field(default_factory=frozenset)


Shape = Text | Kind | ListOf | MapOf | Keys

_TEXT = Text()
_TEXTS = ListOf(_TEXT)
_STATUS = Text(STATUSES)
_NAMES = ListOf(Text(("PER", "ORG", "LOC", "NONE")))
_FLAG = Kind(bool, "true or false")
_NUMBER = Kind(int, "a whole number")
_SHARE = Kind(float, "a number with a point, such as 0.15")


def _keys(needed: str = "", **known: Shape) -> Keys:
    return Keys(known, frozenset(needed.split()))


_ROLE = _keys(
    "name definition",
    name=_TEXT,
    definition=_TEXT,
    required=_FLAG,
    minimum=_NUMBER,
    maximum=_NUMBER,
    kinds=ListOf(Text(ACTOR_KINDS)),
    infer=ListOf(
        Text(
            (
                "weak",
                "where",
                "maker",
                "siblings",
                "issue",
                "phrase",
                "with",
                "forces",
                "sentence",
                "occasion",
                "home",
                "guest",
                "context",
                "addressee",
                "ship",
            )
        )
    ),
    shared=_FLAG,
    mutual=_FLAG,
    people=_FLAG,
    aside=_FLAG,
    mouths=ListOf(Text(ACTOR_KINDS)),
    at_home=_TEXT,
    away=_TEXT,
    joins=_TEXT,
    place=_FLAG,
    home=_FLAG,
    stance=_FLAG,
    passive=_TEXT,
    does=_TEXTS,
    wins=_TEXTS,
    feels=_TEXTS,
    outside=_TEXTS,
    announces=_FLAG,
    faint=_SHARE,
)
_VALUE = _keys(
    "value words",
    value=_TEXT,
    words=ListOf(_TEXT, least=0),
    definition=_TEXT,
    read_as=MapOf(_STATUS),
    opens=_FLAG,
    stands=_FLAG,
    homeward=_TEXTS,
    elsewhere=_TEXT,
    denied=_TEXT,
    remote=_TEXT,
)
_DEFAULT = _keys("value", value=_TEXT, triggers=_TEXTS, statuses=ListOf(_STATUS))
_FIELD = _keys(
    "name kind definition",
    name=_TEXT,
    kind=Text(FIELD_KINDS),
    definition=_TEXT,
    label=_TEXT,
    people=_TEXT,
    sources=_TEXTS,
    values=ListOf(_VALUE),
    unless=_TEXTS,
    defaults=ListOf(_DEFAULT),
)
_KEY = _keys(
    "key compare differs agrees",
    key=_TEXT,
    compare=Text(("same", "overlap", "subset", "within")),
    differs=Text(("separates", "weighs", "ignored")),
    agrees=Text(("joins", "supports", "neutral")),
    unknown=Text(("fits", "separates")),
)
_JOIN = _keys(
    "keys",
    keys=ListOf(_KEY),
    supports=_NUMBER,
    reference=_FLAG,
    nouns=_TEXTS,
    statuses=ListOf(ListOf(_STATUS)),
    name_from=_TEXTS,
    nameless=_TEXTS,
    one_per=_TEXTS,
)
_PLOVER = _keys(
    "event",
    event=_TEXT,
    mode=_TEXT,
    actor=_TEXT,
    recipient=_TEXT,
    statuses=ListOf(_STATUS),
    fields=MapOf(_TEXTS),
)
_READING = _keys(
    "type",
    type=_TEXT,
    fields=MapOf(_TEXTS),
    statuses=ListOf(_STATUS),
    words=_TEXTS,
    without=_TEXTS,
    status=_STATUS,
    parts=MapOf(_TEXT),
)
_FILL = _keys("relation", relation=_TEXT, label=_TEXT, lemmas=_TEXTS, names=_NAMES, required=_FLAG)
_PATTERN = _keys(
    "id trigger pos fills",
    id=_TEXT,
    trigger=_TEXTS,
    pos=ListOf(Text(("VERB", "NOUN", "ADJ", "PROPN", "AUX"))),
    fills=ListOf(_FILL, least=0),
    status=_STATUS,
    act=_FLAG,
    domestic=_FLAG,
    abroad=_FLAG,
)
_MERGE = _keys(
    nature=Text(NATURES),
    slack=_NUMBER,
    subject=_TEXTS,
    named=_FLAG,
    systems=_TEXTS,
    stages=ListOf(ListOf(_TEXT)),
    series=_FLAG,
)
TYPE = _keys(
    "id definition roles join examples counterexamples",
    id=_TEXT,
    definition=_TEXT,
    trained=_FLAG,
    group=Text(GROUPS),
    manner=Text(MANNERS),
    faint=_SHARE,
    lasts=_FLAG,
    read_as=MapOf(_STATUS),
    held=_TEXTS,
    unless=_TEXTS,
    armed=_FLAG,
    outward=_FLAG,
    needs=_TEXTS,
    shown=_TEXTS,
    encloses=_FLAG,
    background=ListOf(Text(BACKGROUNDS)),
    ends=_FLAG,
    wanted=_TEXTS,
    day_of=_TEXTS,
    comes_for=_TEXTS,
    merge=_MERGE,
    abroad=ListOf(_READING),
    roles=ListOf(_ROLE, least=0),
    fields=ListOf(_FIELD, least=0),
    join=_JOIN,
    plover=ListOf(_PLOVER, least=0),
    patterns=ListOf(_PATTERN, least=0),
    examples=_TEXTS,
    counterexamples=_TEXTS,
)
_STATUS_RULE = _keys(
    "id definition wording",
    id=_STATUS,
    definition=_TEXT,
    wording=_TEXTS,
    auxiliaries=_TEXTS,
    governors=_TEXTS,
    markers=_TEXTS,
)
STATUS_FILE = _keys("statuses", statuses=ListOf(_STATUS_RULE))


def check_shape(document: Document, shape: Shape, data: Plain, where: Where = ()) -> bool:
    """Report everything in `data` that does not fit; True if all of it fits.

    Codes: C105 an unknown key, C106 a key missing, C107 a value of the wrong kind.
    """
    match shape:
        case Keys():
            return _check_keys(document, shape, data, where)
        case MapOf(item):
            return _is(document, dict, "a mapping", data, where) and _all(
                check_shape(document, item, value, (*where, key)) for key, value in data.items()
            )
        case ListOf(item, least):
            return _check_list(document, item, least, data, where)
        case Kind(kind, named):
            return _is(document, kind, named, data, where)
        case Text(choices):
            return _check_text(document, choices, data, where)


def _check_keys(document: Document, shape: Keys, data: Plain, where: Where) -> bool:
    if not _is(document, dict, "a mapping of keys to values", data, where):
        return False
    good = True
    for key, value in data.items():
        if key in shape.known:
            good &= check_shape(document, shape.known[key], value, (*where, key))
        else:
            known = ", ".join(shape.known)
            document.report("C105", (*where, key), f"`{key}` is no key here; keys are {known}.")
            good = False
    for key in sorted(shape.needed - data.keys()):
        document.report("C106", where, f"{_named(where)} has no `{key}`; add it.")
        good = False
    return good


def _check_list(document: Document, item: Shape, least: int, data: Plain, where: Where) -> bool:
    if not _is(document, list, "a list", data, where):
        return False
    if len(data) < least:
        document.report("C107", where, f"{_named(where)} is an empty list; add an item or delete the key.")
        return False
    return _all(check_shape(document, item, value, (*where, place)) for place, value in enumerate(data))


def _all(results: Iterable[bool]) -> bool:
    """Tell whether all are true, after every check has run: `all` would stop at the first fault."""
    return all(list(results))


def _check_text(document: Document, choices: tuple[str, ...], data: Plain, where: Where) -> bool:
    if not _is(document, str, "text in quotes", data, where):
        return False
    if not data:
        document.report("C107", where, f"{_named(where)} is empty; write it or delete the key.")
        return False
    if choices and data not in choices:
        document.report("C107", where, f"`{data}` is none of {', '.join(choices)}.")
        return False
    return True


def _is(document: Document, kind: type, named: str, data: Plain, where: Where) -> bool:
    """Check the kind of a value; a flag is no number."""
    if isinstance(data, kind) and (kind is bool or not isinstance(data, bool)):
        return True
    document.report("C107", where, f"{_named(where)} must be {named}.")
    return False


def _named(where: Where) -> str:
    """Name a place in the file for a person: `roles 2`, counted from 1."""
    return " ".join(f"`{part}`" if isinstance(part, str) else str(part + 1) for part in where[-2:]) or "the file"
