"""What each kind of data file may hold: the keys of an entry and what stands under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

ValueKind: TypeAlias = Literal["text", "texts", "flag", "number", "date", "code", "codes", "tenures"]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of data file: `NAME.yaml` or all files in a folder `NAME`."""

    name: str
    key: str
    """Key whose value is unique in the table."""
    needed: tuple[str, ...]
    keys: dict[str, ValueKind]
    """All keys, in the order in which an entry prints them."""


TENURE_KEYS: dict[str, ValueKind] = {"office": "text", "country": "code", "org": "text", "from": "date", "to": "date"}

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("states", "code", ("code", "name"), {
            "code": "text", "name": "text", "official": "text", "adjectives": "texts", "people": "texts",
            "capitals": "texts", "aliases": "texts", "abbreviations": "texts", "former": "texts",
            "combining": "texts", "metonyms": "texts", "alpha2": "text", "numeric": "text", "ended": "date",
            "given_name": "flag", "ships": "texts", "neighbours": "codes",
        }),
        Table("namesakes", "name", ("name",), {
            "name": "text", "aliases": "texts", "kind": "text", "states": "codes",
        }),
        Table("traits", "name", ("name", "states"), {"name": "text", "states": "codes", "bodies": "texts"}),
        Table("borders", "code", ("code", "states"), {"code": "code", "states": "codes"}),
        Table("organisations", "short", ("short", "name", "kind"), {
            "short": "text", "name": "text", "official": "text", "kind": "text", "aliases": "texts",
            "abbreviations": "texts", "adjectives": "texts", "metonyms": "texts", "former": "texts",
            "members": "codes", "part_of": "text", "seat": "text", "inside": "texts",
        }),
        Table("services", "name", ("name", "country"), {
            "name": "text", "country": "code", "aliases": "texts", "abbreviations": "texts",
        }),
        Table("bodies", "name", ("name", "country"), {
            "name": "text", "country": "code", "kind": "text", "aliases": "texts", "abbreviations": "texts",
        }),
        Table("units", "name", ("name", "country"), {"name": "text", "country": "code", "aliases": "texts"}),
        Table("groups", "name", ("name",), {
            "name": "text", "country": "code", "kind": "text", "aliases": "texts", "abbreviations": "texts",
            "rules": "texts",
        }),
        Table("media", "name", ("name", "kind"), {
            "name": "text", "country": "code", "kind": "text", "aliases": "texts",
        }),
        Table("companies", "name", ("name",), {
            "name": "text", "country": "code", "aliases": "texts", "former": "texts", "part_of": "text",
        }),
        Table("systems", "name", ("name", "kind"), {
            "name": "text", "kind": "text", "country": "code", "maker": "text", "aliases": "texts",
            "variant_of": "text", "relation": "text",
        }),
        Table("people", "name", ("name", "offices"), {
            "name": "text", "country": "code", "org": "text", "aliases": "texts", "surname": "text",
            "offices": "tenures",
        }),
        Table("offices", "name", ("name",), {"name": "text", "country": "code", "titles": "texts"}),
        Table("places", "name", ("name", "kind"), {
            "name": "text", "kind": "text", "country": "code", "lat": "number", "lon": "number", "aliases": "texts",
        }),
        Table("ministries", "name", ("name",), {"name": "text", "aliases": "texts"}),
        Table("ambiguous", "alias", ("alias", "means"), {"alias": "text", "means": "texts"}),
        Table("contexts", "word", ("word",), {"word": "text", "not_after": "texts", "not_before": "texts"}),
        Table("words", "name", ("name", "words"), {"name": "text", "words": "texts"}),
        Table("agents", "sector", ("sector", "words"), {
            "sector": "text", "words": "texts", "generic": "texts", "kinds": "texts", "before": "texts",
            "turns": "texts",
        }),
    )
}  # fmt: skip
