"""Claim types as data: load, check, compile, match."""

from foedera.codebook.abroad import as_abroad
from foedera.codebook.fields import Default, Field, Value
from foedera.codebook.join import Join, Key
from foedera.codebook.layout import format_type, new_type
from foedera.codebook.load import build_asset, check, load
from foedera.codebook.markup import Marked, parse_markup
from foedera.codebook.match import match
from foedera.codebook.records import (
    ClaimType,
    Codebook,
    Fill,
    Pattern,
    Role,
    Trigger,
)
from foedera.codebook.rules import AbroadRule, MergeRule, PloverRule, StatusRule

__all__ = [
    "AbroadRule",
    "ClaimType",
    "Codebook",
    "Default",
    "Field",
    "Fill",
    "Join",
    "Key",
    "Marked",
    "MergeRule",
    "Pattern",
    "PloverRule",
    "Role",
    "StatusRule",
    "Trigger",
    "Value",
    "as_abroad",
    "build_asset",
    "check",
    "format_type",
    "load",
    "match",
    "new_type",
    "parse_markup",
]
