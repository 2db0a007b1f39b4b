"""Guessed parts, weighed against everybody else whom the report names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from foedera import pipeline
from foedera.codebook import Role
from foedera.coding import code as code_report
from foedera.coding.drafts import Draft
from foedera.coding.inference import Inference
from foedera.coding.players import Part, Players, crossed
from foedera.coding.weights import load
from foedera.pipeline import document_of
from foedera.types import Claim, Place, Report
from tests.coding.conftest import Coder

_BOATS = (
    "Chile and Peru are neighbours. Chile has been a good customer of Germany for years. Germany sold it two "
    "submarines in 2004.\n\nPeru is next. In June six more submarines were ordered, and the first is to arrive in 2029."
)
_CAMP = (
    "Fiji has sent soldiers abroad since 1978. New Zealand pays for the flights. Two more ships of Fiji were sent in "
    "June and will stay. Australia looks on."
)
_SUPPLIER = Role("supplier", "Who sells.")


def _claims(text: str, how: type[Inference]) -> tuple[tuple[Claim, ...], Report]:
    engine = pipeline.load(None, 2)
    document = document_of(text.encode(), "text.txt")
    sentences = tuple(engine.with_patterns(sentence) for sentence in engine.parse(document))
    return code_report(document.report, sentences, engine.codebook, engine.gazetteer, inference=how), document.report


def _noting(taken: dict[str, str]) -> tuple[type[Inference], list[Part]]:
    """Return an inference that notes each part and gives those of some to others, and the parts."""
    noted: list[Part] = []

    class Swapping(Players):
        def chosen(self, part: Part) -> Sequence[str]:
            noted.append(part)
            return [taken.get(key, key) for key in part.guessed]

    class Noting(Inference):
        players = Swapping

    return Noting, noted


def _part(*candidates: tuple[str, list[tuple[str, float]]]) -> Part:
    draft = Draft("transfer", "occurred", 1.0, 1.0, [], [0], [])
    return Part(draft, _SUPPLIER, "acts", (candidates[0][0],), candidates)


def test_a_guess_stays_unless_somebody_else_is_clearly_likelier() -> None:
    players = Players.__new__(Players)
    plain = [("usual", 1.0), ("named most", 1.0)]
    assert players.chosen(_part(("CHL", plain), ("PER", plain))) == ["CHL"]
    makes = [("believed part", 3.0), ("maker", 1.0), ("nearness", 1.0), ("in its sentences", 1.0)]
    assert players.chosen(_part(("CHL", [("another's make", 1.0), ("far", 1.0)]), ("PER", makes))) == ["PER"]


def test_signs_weigh_for_a_part_as_they_were_learned_crossed() -> None:
    part, weights = _part(("CHL", [])), load("players")
    for signs in ([("usual", 1.0), ("nearness", 0.5)], [("maker", 1.0), ("in like claims", 1.0)]):
        together = weights.probability(signs, f"{part.side}: ", f"{part.role.name}: ")
        assert together == pytest.approx(weights.probability(crossed(part, signs)))


def test_only_who_is_not_told_is_weighed() -> None:
    how, noted = _noting({})
    _claims(_BOATS, how)
    guessed = [(part.role.name, part.guessed, {key for key, _ in part.candidates}) for part in noted]
    assert guessed[0] == ("supplier", ("DEU",), {"DEU", "PER"}), "Chile is told to buy, so it does not sell"
    assert all("CHL" not in part.guessed for part in noted if part.draft.sentences == [2])


def test_others_and_the_networks_speak_for_somebody() -> None:
    how, noted = _noting({})
    _claims(_BOATS, how)
    part = next(part for part in noted if part.role.name == "supplier")
    signs = {key: dict(found) for key, found in part.candidates}
    assert signs["DEU"]["in like claims"] == signs["DEU"]["usual"] == 1.0
    assert "in like claims" not in signs["PER"]


def test_who_is_likelier_gets_the_part_with_a_passage(code: Coder) -> None:
    how, _ = _noting({"CHL": "PER"})
    claims, report = _claims(_BOATS, how)
    planned = next(claim for claim in claims if claim.status == "planned")
    assert [actor.country for actor in planned.actors("recipient")] == ["PER"]
    cell = next(cell for cell in planned.cells if cell.field == "role:recipient")
    assert report.text[cell.span.start : cell.span.end] == cell.printed == "Peru"
    told = next(claim for claim in code(_BOATS).claims if claim.evidence[0].start == report.text.index("Germany sold"))
    assert [actor.country for actor in told.actors("recipient")] == ["CHL"]


def test_a_place_that_was_only_the_hosts_goes_with_it() -> None:
    how, noted = _noting({"NZL": "AUS"})
    claims, _ = _claims(_CAMP, how)
    assert any(part.role.name == "host" and part.guessed == ("NZL",) for part in noted)
    hosted = [claim for claim in claims if claim.actors("host")]
    assert hosted
    for claim in hosted:
        assert [actor.country for actor in claim.actors("host")] == ["AUS"]
        assert [place.country for place in claim.values("where") if isinstance(place, Place)] == ["AUS"]
