"""Which errors are typical: `python -m benchmarks.typical` reads invented texts and says where the coder is wrong.

The texts (`typical_errors.json`) are our own, written for the sorts of error that the figures show, each with what a
careful coder says of it. They are shown in docs/accuracy.md where the coder is wrong on them now; nothing is trained
on them, and no figure comes from them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedera import pipeline
from foedera.pipeline import Engine
from foedera.types import Actor, Claim

CASES = Path(__file__).parent / "typical_errors.json"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as far as it is looked at here."""

    type: str
    status: str
    parties: tuple[str, ...]
    when: str | None
    said_by: tuple[str, ...] | None = None
    """None: not looked at."""

    def words(self) -> str:
        """Return it in words, as the document shows it."""
        parts = [f"{self.type} {self.status}", ", ".join(self.parties) or "nobody", self.when or "no date"]
        parts += [f"says {', '.join(self.said_by) or 'the report itself'}"] if self.said_by is not None else []
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Case:
    """An invented text, what a careful coder says of it and what Foedera does."""

    id: str
    kind: str
    text: str
    published: str
    wanted: tuple[Said, ...]
    given: tuple[Said, ...]

    @property
    def wrong(self) -> bool:
        """Whether the two differ."""
        return sorted(map(_key, self.wanted)) != sorted(map(_key, self.given))


def _key(said: Said) -> tuple[str, ...]:
    return (said.type, said.status, *said.parties, said.when or "", *(said.said_by or ()))


def cases() -> list[dict[str, Any]]:
    """Return the texts as they are written down."""
    loaded: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
    return loaded


def read(engine: Engine, case: dict[str, Any]) -> Case:
    """Have Foedera read one text."""
    wanted = tuple(
        Said(
            each["type"],
            each["status"],
            tuple(each["parties"]),
            each["when"],
            tuple(each["said_by"]) if "said_by" in each else None,
        )
        for each in case["claims"]
    )
    report = engine.read(case["text"].encode(), f"{case['id']}.txt", published=case["published"])
    sources = any(each.said_by is not None for each in wanted)
    given = tuple(_said(claim, sources=sources) for claim in report.claims)
    return Case(case["id"], case["kind"], case["text"], case["published"], wanted, given)


def _said(claim: Claim, *, sources: bool) -> Said:
    actors = [cell.value for cell in claim.cells if cell.field.startswith("role:")]
    parties = {party for actor in actors if isinstance(actor, Actor) and (party := actor.country or actor.org)}
    when = claim.values("when")
    speakers = tuple(value.name for value in claim.values("said_by") if isinstance(value, Actor))
    return Said(
        claim.type, claim.status, tuple(sorted(parties)), str(when[0]) if when else None, speakers if sources else None
    )


def typical(engine: Engine, most: int = 2) -> Iterator[Case]:
    """Yield the texts on which the coder is wrong, at most so many of a kind."""
    shown: dict[str, int] = {}
    for case in cases():
        found = read(engine, case)
        if found.wrong and shown.get(found.kind, 0) < most:
            shown[found.kind] = shown.get(found.kind, 0) + 1
            yield found


def main() -> int:
    """Print every text with what is said of it."""
    engine = pipeline.load(None, 2)
    for case in cases():
        found = read(engine, case)
        print(f"{'WRONG' if found.wrong else 'right'} {found.id}: {found.text}")
        _print("a careful coder", found.wanted)
        _print("Foedera", found.given)
    return 0


def _print(who: str, claims: Sequence[Said]) -> None:
    for claim in claims:
        print(f"      {who}: {claim.words()}")
    if not claims:
        print(f"      {who}: no claim")


if __name__ == "__main__":
    sys.exit(main())
