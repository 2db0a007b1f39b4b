"""What the record's verbs need to know beside the record: codebook, gazetteer, names; loaded when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.analysis.kinds import OPEN
from foedera.events import Event
from foedera.types import Actor, Claim, Place

if TYPE_CHECKING:
    from foedera.codebook import Codebook, PloverRule
    from foedera.codebook.directions import DirectionOf
    from foedera.gazetteer import Gazetteer
    from foedera.merge import Rules

_LISTS = frozenset({"numbers", "phrases", "enumerations"})
"""Kinds of field that hold a list."""
_OFFICIAL = frozenset(
    "ministry ministries department government army armed forces navy fleet guard embassy consulate president "
    "presidency kremlin parliament council commission command mission secretariat".split()
)
"""Words in the name of a publisher that is an organ of its state or organisation; a newspaper's name has none."""


@dataclass
class Knowledge:
    """Codebook and gazetteer of one record."""

    folder: Path | None = None
    """Claim types of the user's own."""
    _middles: dict[str, tuple[float | None, float | None] | None] = field(default_factory=dict, repr=False)
    """Coordinates that the gazetteer gives for whole countries, as they are asked for."""

    @cached_property
    def codebook(self) -> Codebook:
        """All claim types."""
        from foedera import codebook  # noqa: PLC0415 - reading the record's status needs none

        return codebook.load(self.folder) if self.folder else codebook.load()

    @cached_property
    def rules(self) -> Rules | None:
        """How claims of each type are compared; None where the built codebook says it."""
        from foedera.merge import rules_of  # noqa: PLC0415 - likewise

        return rules_of(self.codebook) if self.folder else None

    @cached_property
    def direction_of(self) -> DirectionOf:
        """Who acts on whom in claims of each type."""
        from foedera.codebook.directions import directions_of  # noqa: PLC0415 - likewise

        return directions_of(self.codebook)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """All names."""
        from foedera import gazetteer  # noqa: PLC0415 - likewise

        return gazetteer.load()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The usual English names of countries by code."""
        return {code: self.gazetteer.state(code).name for code in self.gazetteer.state_codes}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes of countries by their usual English names."""
        return {name: code for code, name in self.names.items()}

    @cached_property
    def alpha2(self) -> Mapping[str, str]:
        """The two-letter codes of countries by their three-letter ones."""
        states = map(self.gazetteer.state, self.gazetteer.state_codes)
        return {state.code: state.alpha2 for state in states if state.alpha2}

    @cached_property
    def list_fields(self) -> frozenset[str]:
        """`type.field` of the fields that hold a list."""
        types = self.codebook.types.values()
        return frozenset(f"{kind.id}.{field.name}" for kind in types for field in kind.fields if field.kind in _LISTS)

    def kind_of(self, type_: str, field: str) -> str | None:
        """Return the codebook's kind of a field, None where the codebook does not have it.

        Example:
            >>> [Knowledge().kind_of("transfer", field) for field in ("stage", "field:stage", "role:supplier", "price")]
            ['enumeration', 'enumeration', 'actor', None]
        """
        kind = self.codebook.types.get(type_)
        if field.startswith("role:"):
            role = kind.role(field.removeprefix("role:")) if kind else None
            return (OPEN if role.is_open else "actor") if role else None
        found = kind.field(field.removeprefix("field:")) if kind else None
        return found.kind if found else None

    def plover_rule(self, claim: Claim) -> PloverRule | None:
        """Return the PLOVER rule of a claim."""
        kind = self.codebook.types.get(claim.type)
        values = {cell.field.removeprefix("field:"): str(cell.value) for cell in reversed(claim.cells)}
        return kind.plover_rule(claim.status, values) if kind else None

    def plover_of(self, event: Event) -> str | None:
        """Return the PLOVER type of an event; None where PLOVER has none."""
        kind = self.codebook.types.get(event.type)
        if kind is None:
            return None
        views = [view for view in event.fields if view.field.startswith("field:") and view.readings]
        values = {view.field.removeprefix("field:"): str(view.readings[0].value) for view in views}
        rule = kind.plover_rule(event.status, values)
        return rule.event if rule else None

    def is_whole_country(self, place: Place) -> bool:
        """Tell whether a place has the coordinates of its country: where in it, nobody said ("northern Serbia").

        Example:
            >>> serbia = Knowledge().gazetteer.place("northern Serbia")
            >>> serbia is not None and Knowledge().is_whole_country(serbia)
            True
        """
        if place.country is None or place.lat is None:
            return False
        return self._middle(place.country) == (place.lat, place.lon)

    def _middle(self, country: str) -> tuple[float | None, float | None] | None:
        if country not in self._middles:
            found = self.gazetteer.place(self.names.get(country, country), country)
            self._middles[country] = (found.lat, found.lon) if found else None
        return self._middles[country]

    def affiliation(self, publisher: str) -> str | None:
        """Return the state or organisation whose organ a publisher is, as its name says; None where it says nothing.

        Example:
            >>> Knowledge().affiliation("Ministry of Defence of Serbia"), Knowledge().affiliation("Reuters")
            ('SRB', None)
        """
        if not _OFFICIAL.intersection(publisher.casefold().split()):
            return None
        actor = self.gazetteer.resolve(publisher)
        if isinstance(actor, Actor) and actor.kind in ("state", "organisation"):
            return actor.country or actor.org
        return None

    def polity(self, name: str) -> str | None:
        """Return the country code or organisation that a user means by a code or name; None where it means none.

        Example:
            >>> Knowledge().polity("Serbia"), Knowledge().polity("srb"), Knowledge().polity("NATO")
            ('SRB', 'SRB', 'NATO')
        """
        if name.upper() in self.gazetteer.state_codes:
            return name.upper()
        actor = self.gazetteer.resolve(name) or self.gazetteer.resolve(name.upper())
        return (actor.country or actor.org) if actor else None
