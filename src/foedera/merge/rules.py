"""How claims of each type are held against each other: kinds of rule; a type not named here follows `DEFAULT`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Nature: TypeAlias = Literal["happening", "deal", "treaty", "standing"]
"""What tells two of a kind apart: a `happening` its time; a `deal` what changes hands and how far it is; a `treaty`
what it is about and how far it is; a `standing` fact who holds it on what, while time only makes it likelier or not."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How two claims of a type are compared."""

    nature: Nature = "happening"
    sides: tuple[tuple[str, ...], ...] = (("actor",), ("target",))
    """Roles that answer each other; roles of one side are not told apart (a host takes part too)."""
    aside: tuple[str, ...] = ("observer",)
    """Roles that reports leave out as they like: they never speak against."""
    slack: int = 3
    """Days by which reports on one happening differ."""
    subject: tuple[str, ...] = ("issue",)
    """Fields whose words say what it is about."""
    named: bool = False
    """Whether its name is a name of its own, not that of a system or an organisation."""
    systems: tuple[str, ...] = ()
    """Fields that designate equipment."""
    stages: tuple[frozenset[str], ...] = ()
    """Stages that are one happening; stages of two groups are two. Empty: a stage weighs, no more."""
    series: bool = False
    """Whether it comes in editions."""


def _stages(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split("|")) for group in groups)


DEFAULT = Rule(subject=("issue", "item", "subject"))

RULES: dict[str, Rule] = {
    "exercise": Rule(sides=(("participant", "host"),), subject=("activities", "domain"), named=True, series=True),
    "meeting": Rule(sides=(("visitor", "host", "participant"),), slack=1, subject=("topics",), named=True),
    "transfer": Rule(
        nature="deal",
        sides=(("supplier",), ("recipient",)),
        slack=45,
        subject=("equipment",),
        systems=("name", "equipment"),
        stages=_stages("negotiation", "order", "delivery", "in service", "cancelled"),
    ),
    "agreement": Rule(
        nature="treaty",
        sides=(("party",),),
        slack=4,
        subject=("subject", "name"),
        named=True,
        stages=_stages("negotiation", "signed", "ratified", "in force", "suspended", "ended"),
    ),
    "sanction": Rule(
        nature="treaty",
        slack=4,
        stages=_stages("imposed", "extended", "lifted|eased"),
    ),
    "deployment": Rule(
        nature="treaty",
        sides=(("actor",), ("host",)),
        slack=30,
        subject=("forces", "equipment"),
        systems=("equipment",),
        stages=_stages("arrival|presence", "withdrawal"),
    ),
    "aid": Rule(nature="treaty", sides=(("donor",), ("recipient",)), slack=30, subject=("item",)),
    "training": Rule(nature="treaty", sides=(("provider",), ("trainee",)), slack=30, subject=("subject",), named=True),
    "relations": Rule(nature="standing", sides=(("party",),), subject=("domain",)),
    "membership": Rule(
        nature="standing",
        sides=(("actor",),),
        subject=("name",),
        stages=_stages("member|joined", "not a member|neutral", "candidate|applicant", "observer", "left"),
    ),
    "office": Rule(
        nature="standing",
        sides=(("holder",),),
        subject=("name",),
        stages=_stages("taken|held", "left"),
    ),
    "variant": Rule(nature="standing", sides=(), subject=("of", "name"), systems=("name", "of")),
    "support": Rule(nature="standing"),
    "oppose": Rule(nature="standing"),
    "concern": Rule(nature="standing"),
    "demand": Rule(nature="standing"),
    "threat": Rule(nature="standing"),
}


def rule_of(claim_type: str) -> Rule:
    """Return the rule for a type of claim."""
    return RULES.get(claim_type, DEFAULT)
