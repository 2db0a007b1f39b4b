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
