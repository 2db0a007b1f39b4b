"""Plain values (of a checked file, or of the built codebook) to records, and back to canonical JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foedera.codebook.fields import Default, Field, Value
from foedera.codebook.join import Join, Key
from foedera.codebook.records import TWO, ClaimType, Codebook, Fill, Pattern, Role, Trigger
from foedera.codebook.rules import SUBJECT, AbroadRule, MergeRule, PloverRule, StatusRule
from foedera.codebook.status import Grammar
from foedera.codebook.words import index_words, stems
from foedera.types import STATUSES

_Data = Mapping[str, Any]
_ALL_STATUSES = (tuple(STATUSES),)


def with_indexes(data: _Data) -> dict[str, Any]:
    """Return a type's plain values with the stemmed wordings of its enumerations, which take time to work out."""
    return {**data, "fields": [{**item, "index": _index(item)} for item in data.get("fields", ())]}


def _index(item: _Data) -> dict[str, str]:
    """Map stemmed wordings to values; a value says itself unless another value claims the wording."""
    pairs = [(word, value["value"]) for value in item.get("values", ()) for word in value["words"]]
    return index_words([*pairs, *((value["value"], value["value"]) for value in item.get("values", ()))])


def build_type(data: _Data, source: str = "") -> ClaimType:
    """Make the record of a type from plain values of the right shape."""
    return ClaimType(
        id=data["id"],
        definition=data["definition"],
        roles=tuple(_role(role) for role in data["roles"]),
        fields=tuple(_field(item) for item in data.get("fields", ())),
        join=_join(data["join"]),
        plover=tuple(_plover(rule) for rule in data.get("plover", ())),
        patterns=tuple(_pattern(item) for item in data.get("patterns", ())),
        examples=tuple(data["examples"]),
        counterexamples=tuple(data["counterexamples"]),
        merge=_merge(data),
        group=data.get("group", "other"),
        manner=data.get("manner"),
        faint=data.get("faint", 1.0),
        lasts=data.get("lasts", False),
        read_as=tuple(data.get("read_as", {}).items()),
        held=frozenset(data.get("held", ())),
        unless=frozenset(data.get("unless", ())),
        armed=data.get("armed", False),
        outward=data.get("outward", False),
        needs=tuple(data.get("needs", ())),
        shown=tuple(data.get("shown", ())),
        encloses=data.get("encloses", False),
        background=tuple(data.get("background", ())),
        ends=data.get("ends", False),
        wanted=frozenset(data.get("wanted", ())),
        day_of=tuple(data.get("day_of", ())),
        comes_for=tuple(data.get("comes_for", ())),
        abroad=tuple(_reading(rule) for rule in data.get("abroad", ())),
        trained=data.get("trained", False),
        source=source or data.get("source", ""),
    )


def _role(data: _Data) -> Role:
    lists = {name: tuple(data.get(name, ())) for name in ("kinds", "infer", "mouths", "does", "wins", "feels")}
    mutual = data.get("mutual", data.get("minimum", 0) >= TWO)
    return Role(**{**data, **lists, "outside": frozenset(data.get("outside", ())), "mutual": mutual})


def _merge(data: _Data) -> MergeRule:
    """Return how claims of a type are merged; what it does not say follows from its roles and fields."""
    said = data.get("merge", {})
    fields = [item["name"] for item in data.get("fields", ())]
    return MergeRule(
        nature=said.get("nature", "happening"),
        sides=_sides(data["roles"]),
        slack=said.get("slack", 3),
        subject=tuple(said.get("subject", (name for name in SUBJECT if name in fields))),
        named=said.get("named", False),
        systems=tuple(said.get("systems", ())),
        stages=tuple(tuple(group) for group in said.get("stages", ())),
        series=said.get("series", False),
    )


def _sides(roles: Sequence[_Data]) -> tuple[tuple[str, ...], ...]:
    """Return the roles that answer each other; those that one actor plays by turns (guest and host) are one side.

    Example:
        >>> _sides([{"name": "guest"}, {"name": "home"}, {"name": "other", "at_home": "home", "away": "guest"}])
        (('guest', 'home', 'other'),)
    """
    linked = {(role["name"], role[key]) for role in roles for key in ("joins", "at_home", "away") if key in role}
    sides: list[tuple[str, ...]] = []
    for role in roles:
        name = role["name"]
        near = [side for side in sides if any((one, name) in linked or (name, one) in linked for one in side)]
        whole = (*(one for side in near for one in side), name)
        sides = [*(side for side in sides if side not in near), *([] if role.get("aside") else [whole])]
    return tuple(sides)


def _field(data: _Data) -> Field:
    return Field(
        name=data["name"],
        kind=data["kind"],
        definition=data["definition"],
        label=data.get("label"),
        people=data.get("people", ""),
        sources=tuple(data.get("sources", ())),
        values=tuple(
            Value(
                value["value"],
                tuple(value["words"]),
                value.get("definition", ""),
                tuple((a, b) for a, b in value.get("read_as", {}).items()),
                value.get("opens", False),
                value.get("stands", False),
                tuple(value.get("homeward", ())),
                value.get("elsewhere"),
                value.get("denied"),
                value.get("remote"),
            )
            for value in data.get("values", ())
        ),
        defaults=tuple(
            Default(
                rule["value"],
                tuple(stems(word) for word in rule.get("triggers", ())),
                tuple(rule.get("statuses", ())),
            )
            for rule in data.get("defaults", ())
        ),
        unless=tuple(data.get("unless", ())),
        index=data["index"] if "index" in data else _index(data),
    )


def _reading(data: _Data) -> AbroadRule:
    return AbroadRule(
        type=data["type"],
        fields=tuple((name, tuple(values)) for name, values in data.get("fields", {}).items()),
        statuses=tuple(data.get("statuses", ())),
        words=frozenset(data.get("words", ())),
        without=frozenset(data.get("without", ())),
        status=data.get("status"),
        parts=tuple(data.get("parts", {}).items()),
    )


def _join(data: _Data) -> Join:
    return Join(
        keys=tuple(Key(**key) for key in data["keys"]),
        supports=data.get("supports", 1),
        reference=data.get("reference", True),
        nouns=tuple(data.get("nouns", ())),
        name_from=tuple(data.get("name_from", ())),
        nameless=tuple(data.get("nameless", ())),
        one_per=tuple(data.get("one_per", ())),
        statuses=tuple(tuple(group) for group in data["statuses"]) if "statuses" in data else _ALL_STATUSES,
    )


def _plover(data: _Data) -> PloverRule:
    return PloverRule(
        event=data["event"],
        mode=data.get("mode"),
        actor=data.get("actor"),
        recipient=data.get("recipient"),
        statuses=tuple(data.get("statuses", ())),
        fields=tuple((name, tuple(values)) for name, values in data.get("fields", {}).items()),
    )


def _pattern(data: _Data) -> Pattern:
    return Pattern(
        id=data["id"],
        triggers=tuple(tuple(wording.split()) for wording in data["trigger"]),
        pos=tuple(data["pos"]),
        fills=tuple(
            Fill(
                tuple(step.strip() for step in fill["relation"].split(">")),
                fill.get("label"),
                frozenset(fill.get("lemmas", ())),
                frozenset(fill.get("names", ())),
                fill.get("required", False),
            )
            for fill in data["fills"]
        ),
        status=data.get("status", "occurred"),
        act=data.get("act", False),
        domestic=data.get("domestic", False),
        abroad=data.get("abroad", False),
    )


def build_status(data: _Data) -> StatusRule:
    """Make the record of a status rule from plain values of the right shape."""
    return StatusRule(
        id=data["id"],
        definition=data["definition"],
        wording=tuple(data["wording"]),
        auxiliaries=frozenset(data.get("auxiliaries", ())),
        governors=frozenset(data.get("governors", ())),
        markers=frozenset(data.get("markers", ())),
    )


def content_hash(types: Iterable[_Data], statuses: Iterable[_Data]) -> str:
    """Return the SHA-256 of what a codebook says; names of files and the order of files do not matter."""
    plain = {
        "types": sorted((_said(data) for data in types), key=lambda data: str(data["id"])),
        "statuses": list(statuses),
    }
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _said(data: _Data) -> dict[str, Any]:
    """Leave out what is derived: the source file and the indexes."""
    fields = [{key: value for key, value in item.items() if key != "index"} for item in data.get("fields", ())]
    return {**{key: value for key, value in data.items() if key != "source"}, "fields": fields}


def build_codebook(types: Iterable[_Data], statuses: Iterable[_Data], content: str) -> Codebook:
    """Make a codebook; types come out sorted by id."""
    built = sorted((build_type(data) for data in types), key=lambda item: item.id)
    return codebook_of(built, tuple(build_status(data) for data in statuses), content)


def codebook_of(types: Sequence[ClaimType], statuses: tuple[StatusRule, ...], content: str) -> Codebook:
    """Return a codebook of types and statuses with its indexes."""
    return Codebook(
        types={item.id: item for item in types},
        statuses=statuses,
        hash=content,
        grammar=Grammar(statuses),
        triggers=_triggers(types, domestic=True),
        plain=_triggers(types, domestic=False),
    )


def _triggers(types: Iterable[ClaimType], *, domestic: bool) -> dict[str, tuple[Trigger, ...]]:
    """Return the trigger wordings of all patterns by the lemma of their head.

    Args:
        domestic: Whether those for general political news are among them, or those for states' dealings only.
    """
    found: dict[str, list[Trigger]] = {}
    for claim_type in types:
        for pattern in claim_type.patterns:
            lists = [fill.lemmas for fill in pattern.fills if fill.required and fill.lemmas]
            is_elsewhere = pattern.abroad if domestic else pattern.domestic
            for words in () if is_elsewhere else pattern.triggers:
                asked = (*(frozenset({word}) for word in words[1:]), *lists)
                found.setdefault(words[0], []).append(Trigger(words, pattern, claim_type, asked))
    return {lemma: tuple(sorted(triggers, key=lambda item: -len(item.words))) for lemma, triggers in found.items()}
