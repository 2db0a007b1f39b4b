"""What keys of the codebook do for a type of a user's own, as for the built ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera import pipeline
from foedera.types import Claim

MOVE = """\
id: "moved_office"
definition: "A mission or office moves from one country to another."

roles:
  - name: "actor"
    definition: "Whose it is."
    kinds: ["state"]
  - name: "host"
    definition: "On whose ground it comes to be."
    kinds: ["state"]
    infer: ["where"]
    place: true

fields:
  - name: "way"
    kind: "enumeration"
    definition: "Where it goes."
    sources: ["trigger"]
    values:
      - value: "back"
        homeward: ["relocat"]
        elsewhere: "out"
        words: ["relocate"]
      - value: "out"
        words: ["move abroad"]

join:
  keys:
    - {key: "role:actor", compare: "overlap", differs: "separates", agrees: "supports"}

patterns:
  - id: "relocate"
    trigger: ["relocate"]
    pos: ["VERB"]
    fills:
      - {relation: "obj", lemmas: ["office"], required: true}
      - {relation: "obj > nationality", label: "actor"}
      - {relation: "obl:to", label: "where"}

examples:
  - "The [Peruvian|e1.actor] trade office was {relocated|e1 moved_office occurred} to [Quito|e1.where]."
counterexamples:
  - "The office is small."
"""


def claims_of(folder: Path, kind: str, file: str, text: str) -> list[Claim]:
    """Return the claims of a type of one's own, given its file."""
    (folder / f"{kind}.yaml").write_text(file, encoding="utf-8")
    report = pipeline.load(folder, 2).read(text.encode(), "text.txt", published="2025-08-13")
    return [claim for claim in report.claims if claim.type == kind]


@pytest.mark.parametrize(
    ("text", "way", "host"),
    [
        ("The Peruvian trade office was relocated to Lima on Monday, the minister said in Chile.", "back", []),
        ("The Peruvian trade office was relocated to Quito on Monday, the minister said in Chile.", "out", ["ECU"]),
    ],
)
def test_words_that_lead_home_lead_elsewhere_to_a_place_of_somebody_else(
    tmp_path: Path, text: str, way: str, host: list[str]
) -> None:
    (claim,) = claims_of(tmp_path, "moved_office", MOVE, text)
    assert claim.values("field:way") == (way,)
    assert [actor.country for actor in claim.actors("host")] == host


VIGIL = """\
id: "vigil"
definition: "People gather in silence."
background: ["averted"]

roles:
  - name: "gathering"
    definition: "Who gathers."
    people: true
  - name: "target"
    definition: "Against whom."

fields:
  - name: "crowd"
    kind: "phrase"
    definition: "Who is told to gather where nobody does it."
    label: "crowd"
    people: "gathering"

join:
  keys:
    - {key: "role:gathering", compare: "overlap", differs: "separates", agrees: "supports"}

plover:
  - event: "PROTEST"
    actor: "gathering"
    recipient: "target"

patterns:
  - id: "vigil-of"
    trigger: ["vigil"]
    pos: ["NOUN"]
    fills:
      - {relation: "nmod:of", label: "crowd"}
      - {relation: "^nsubj:pass > obl:in", label: "where"}
      - {relation: "^obl:of > obl:in", label: "where"}

examples:
  - "A {vigil|e1 vigil occurred} of [nurses|e1.crowd] was held in [Quito|e1.where]."
counterexamples:
  - "The church is silent."
"""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A vigil of nurses was held in Quito on Monday.", [("nurses", "ECU")]),
        ("A vigil was held in Quito on Monday.", [("Quito", "ECU")]),
    ],
)
def test_who_gathers_in_general_news_where_nobody_is_named(
    tmp_path: Path, text: str, people: list[tuple[str, str]]
) -> None:
    """Those whom a field with `people` tells of, else the people of the place for a role with `people`."""
    (tmp_path / "vigil.yaml").write_text(VIGIL, encoding="utf-8")
    engine = pipeline.load(tmp_path, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    parsed = engine.parse(document)
    claims = engine.claims(document.report, parsed, domestic=True)
    found = [(a.name, a.country) for claim in claims if claim.type == "vigil" for a in claim.actors("gathering")]
    assert found == people
    plain = engine.claims(document.report, parsed)
    assert not [a for claim in plain if claim.type == "vigil" for a in claim.actors("gathering")]
