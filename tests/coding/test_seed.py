"""The article that Foedera began with: what it tells must come out as data.

The text is not ours and lies beside the repository; without it these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from foedera import pipeline
from foedera.types import Actor, Claim, Place, Report

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "seed.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the repository")


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.load(None, 2).read(SEED.read_bytes(), "seed.txt")


def who(claim: Claim, role: str) -> set[str | None]:
    return {actor.country or actor.org for actor in claim.actors(role)}


def is_relation(claim: Claim, *parties: str) -> bool:
    return claim.type == "relations" and who(claim, "party") == set(parties)


def is_stance(claim: Claim, kind: str, actor: str, words: str) -> bool:
    issue = " ".join(str(value) for value in claim.values("field:issue")).casefold()
    return claim.type == kind and actor in who(claim, "actor") and any(word in issue for word in words.split("|"))


def is_member(claim: Claim, name: str, *statuses: str) -> bool:
    return (
        claim.type == "membership"
        and who(claim, "actor") == {"SRB"}
        and claim.status in statuses
        and name in str(claim.values("name"))
    )


def is_main_exercise(claim: Claim) -> bool:
    return (
        claim.type == "exercise" and claim.values("name")[:1] == ("Peace Guardian 2025",) and claim.status == "occurred"
    )


EXPECTED: dict[str, Callable[[Claim], bool]] = {
    "exercise": is_main_exercise,
    "further exercises": lambda c: c.type == "exercise" and c.status in ("expected", "possible"),
    "FK-3": lambda c: c.type == "transfer" and "FK-3" in str(c.values("name")) and who(c, "supplier") == {"CHN"},
    "variant": lambda c: (
        c.type == "variant" and "FK-3" in str(c.values("name")) and "HQ-22" in str(c.values("field:of"))
    ),
    "China-Serbia deepening": lambda c: is_relation(c, "CHN", "SRB") and "deepening" in c.values("field:trend"),
    "NATO's concern": lambda c: c.type == "concern" and "NATO" in who(c, "actor"),
    "not in NATO": lambda c: is_member(c, "NATO", "denied"),
    "president": lambda c: c.type == "office" and who(c, "holder") == {"SRB"} and "2017" in str(c.values("when")),
    "Kosovo": lambda c: is_stance(c, "support", "CHN", "kosovo|criticism"),
    "one China": lambda c: is_stance(c, "support", "SRB", "one-china"),
    "colour revolutions": lambda c: (
        is_stance(c, "oppose", "CHN", "color|colour") or is_stance(c, "oppose", "SRB", "color|colour")
    ),
    "separatism": lambda c: is_stance(c, "oppose", "CHN", "separatism") or is_stance(c, "oppose", "SRB", "separatism"),
    "Russia": lambda c: is_relation(c, "SRB", "RUS"),
    "NATO": lambda c: is_relation(c, "SRB", "NATO"),
    "United States": lambda c: is_relation(c, "SRB", "USA"),
    "neutral": lambda c: c.type == "membership" and who(c, "actor") == {"SRB"} and "neutral" in c.values("field:stage"),
    "EU conditional": lambda c: is_member(c, "European Union", "conditional", "possible"),
    "demand": lambda c: c.type == "demand" and who(c, "actor") == {"EU"},
    "key partner": lambda c: is_relation(c, "CHN", "SRB") and "deepening" not in c.values("field:trend"),
    "drones": lambda c: c.type == "transfer" and "FK-3" not in str(c.values("name")) and who(c, "recipient") == {"SRB"},
}
"""The article's claims, each as a test that one of ours must pass."""


def test_the_claims_are_found(report: Report) -> None:
    found = {name for name, fits in EXPECTED.items() if any(fits(claim) for claim in report.claims)}
    assert len(found) >= 17, sorted(set(EXPECTED) - found)


def test_few_claims_are_false(report: Report) -> None:
    strange = [claim for claim in report.claims if not any(fits(claim) for fits in EXPECTED.values())]
    assert len(strange) <= 4, [
        (c.type, c.status, c.values("name"), [c.actors(r) for r in ("party", "actor", "target")]) for c in strange
    ]


def test_the_exercise_is_complete(report: Report) -> None:
    (claim,) = [c for c in report.claims if is_main_exercise(c)]
    assert claim.values("when") == ("2025-07-19/2025-07-28",)
    assert any(isinstance(p, Place) and "Hebei" in p.name and p.country == "CHN" for p in claim.values("where"))
    assert who(claim, "host") == {"CHN"}
    units = [a for a in claim.actors("participant") if isinstance(a, Actor) and a.kind == "unit"]
    assert any("72nd Special Operations Brigade" in a.name and a.country == "SRB" for a in units)
    assert {"SRB", "CHN"} <= who(claim, "participant")
    assert any(u.startswith("participant:CHN") for u in claim.undisclosed)
    assert claim.values("field:first") == (True,)
    assert claim.values("field:activities")


def test_nobody_else_takes_part(report: Report) -> None:
    (claim,) = [c for c in report.claims if is_main_exercise(c)]
    assert who(claim, "participant") == {"SRB", "CHN"}


def test_front_matter_and_slant(report: Report) -> None:
    assert report.title is not None
    assert report.title.startswith("Deepening Sino-Serbian Military Cooperation")
    assert (report.byline, report.published) == (("Max Bach",), "2025-08-13")
    assert report.dateline is not None
    assert report.dateline.startswith("Ukraine")
    marked = {report.text[mark.start : mark.end] for mark in report.slant}
    assert any("so-called" in words for words in marked)
    assert any("pro-Western extremists" in words for words in marked)
