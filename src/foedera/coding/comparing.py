"""Two readers of one report held against each other, claim by claim and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foedera.coding.context import polity
from foedera.coding.joining import alike, norm
from foedera.text.dates import bounds
from foedera.types import Actor, CellValue, Claim, Place, Quantity, Report

_LEAST = 0.3
"""Likeness from which two claims are taken for one; the same as in scoring."""
_ALIKE = 0.75
_MISSING = 0.3
"""Likeness of names where one side has none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of each reader about the same, or of one alone."""

    ours: Claim | None
    second: Claim | None
    agree: tuple[str, ...] = ()
    """What both say alike: `status`, `said_by`, `when`, `where`, `name`, `role:X`, `field:X`."""
    differ: tuple[str, ...] = ()
    """What they say differently, or only one of them."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two readers agree on one report."""

    producer: str
    """The second of them."""
    pairs: tuple[Pair, ...]
    """In the order of the text."""

    @property
    def both(self) -> int:
        """How many claims both have."""
        return sum(pair.ours is not None and pair.second is not None for pair in self.pairs)

    @property
    def only_ours(self) -> int:
        """How many claims our own coder alone has."""
        return sum(pair.second is None for pair in self.pairs)

    @property
    def only_second(self) -> int:
        """How many claims the second reader alone has."""
        return sum(pair.ours is None for pair in self.pairs)

    @property
    def agreement(self) -> float:
        """Share of claims that both have, as an F1; 1 where neither has any."""
        total = 2 * self.both + self.only_ours + self.only_second
        return 2 * self.both / total if total else 1.0

    def fields(self) -> dict[str, tuple[int, int]]:
        """Return, of each field, how often both say the same, and in how many common claims at least one says it."""
        agree = Counter(name.partition(":")[0] for pair in self.pairs for name in pair.agree)
        differ = Counter(name.partition(":")[0] for pair in self.pairs for name in pair.differ)
        return {name: (agree[name], agree[name] + differ[name]) for name in sorted(agree | differ)}


def compare(report: Report) -> Comparison | None:
    """Return how the two readers of a report agree; None where it has had only one."""
    if report.second is None:
        return None
    ours, second = report.claims, report.second.claims
    matched = dict(_matches(ours, second))
    taken = {id(claim) for claim in matched.values()}
    pairs = [_pair(claim, matched.get(claim.id)) for claim in ours]
    pairs += [Pair(None, claim) for claim in second if id(claim) not in taken]
    return Comparison(report.second.producer, tuple(sorted(pairs, key=_place)))


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as the JSON that the schema describes."""
    pairs = [
        {
            "ours": pair.ours.id if pair.ours else None,
            "second": pair.second.id if pair.second else None,
            "agree": list(pair.agree),
            "differ": list(pair.differ),
        }
        for pair in comparison.pairs
    ]
    summary = {
        "both": comparison.both,
        "only_ours": comparison.only_ours,
        "only_second": comparison.only_second,
        "agreement": round(comparison.agreement, 3),
        "fields": {name: {"agree": agree, "of": of} for name, (agree, of) in comparison.fields().items()},
    }
    return {"pairs": pairs, "summary": summary}


def _place(pair: Pair) -> tuple[int, str]:
    claim = pair.ours or pair.second
    assert claim is not None
    return claim.evidence[0].start if claim.evidence else 0, claim.id


def _matches(ours: Sequence[Claim], second: Sequence[Claim]) -> Iterator[tuple[str, Claim]]:
    """Yield which claim of the second is like each of ours, the likest first, each once."""
    scored = sorted(
        ((_likeness(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(second)),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    used_a, used_b = set[int](), set[int]()
    for score, i, j in scored:
        if score >= _LEAST and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            yield ours[i].id, second[j]


def _likeness(a: Claim, b: Claim) -> float:
    """Return how far two claims are about the same, 0 to 1: type, parties, sentences, name."""
    if a.type != b.type:
        return 0.0
    left, right = _parties(a), _parties(b)
    who = len(left & right) / len(left | right) if left | right else 0.5
    there, here = ({e.start for e in claim.evidence} for claim in (a, b))
    where = len(there & here) / max(1, min(len(there), len(here)))
    names = [str(claim.values("name")[0]) for claim in (a, b) if claim.values("name")]
    name = alike(norm(names[0]), norm(names[1])) if len(names) == 2 else _MISSING
    if not where and not (who and name >= _ALIKE):
        return 0.0
    return 0.4 * who + 0.35 * where + 0.2 * name + 0.05 * (a.status == b.status)


def _parties(claim: Claim) -> set[str]:
    actors = [cell.value for cell in claim.cells if cell.field.startswith("role:")]
    return {party for actor in actors if isinstance(actor, Actor) and (party := polity(actor))}


def _pair(ours: Claim, second: Claim | None) -> Pair:
    if second is None:
        return Pair(ours, None)
    names = dict.fromkeys(cell.field for cell in (*ours.cells, *second.cells))
    same = {name: _same(name, ours.values(name), second.values(name)) for name in sorted(names)}
    same = {"status": ours.status == second.status} | same
    return Pair(ours, second, tuple(n for n in same if same[n]), tuple(n for n in same if not same[n]))


def _same(name: str, left: Sequence[CellValue], right: Sequence[CellValue]) -> bool:
    """Tell whether two readers give a field the same values: parties by state, names and phrases by likeness."""
    if bool(left) != bool(right):
        return False
    if name.startswith("role:"):
        a, b = ({polity(v) or norm(v.name) for v in values if isinstance(v, Actor)} for values in (left, right))
        return a == b
    if name == "when":
        return [bounds(str(v)) for v in left] == [bounds(str(v)) for v in right]
    return all(any(_alike(v, w) for w in right) for v in left) and all(any(_alike(v, w) for w in left) for v in right)


def _alike(a: CellValue, b: CellValue) -> bool:
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.n == b.n and a.currency == b.currency
    if isinstance(a, bool | int) or isinstance(b, bool | int):
        return a == b
    return alike(norm(_words(a)), norm(_words(b))) >= _ALIKE


def _words(value: CellValue) -> str:
    return value.name if isinstance(value, Actor | Place) else str(value)
