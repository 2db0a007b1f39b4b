"""How claims are compared is said by the codebook, and follows from roles and fields where it says nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from foedera.codebook import MergeRule, load
from foedera.merge import link, profile, reasons, rules_of
from foedera.merge.partition import Partitions, profiles
from foedera.merge.rules import DEFAULT, rule_of
from foedera.merge.spool import Spool
from tests.codebook.trees import OWN
from tests.merge.made import made


def own(folder: Path, *swaps: tuple[str, str]) -> dict[str, MergeRule]:
    """Return the rules of a codebook in which the user's own type says something else."""
    text = (OWN / "border_closure.yaml").read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    (folder / "border_closure.yaml").write_text(text, encoding="utf-8")
    return rules_of(load(folder))


def test_a_type_that_says_nothing_is_a_happening_between_its_roles(tmp_path: Path) -> None:
    plain = own(tmp_path)["border_closure"]
    assert (plain.nature, plain.slack, plain.sides) == ("happening", 3, (("actor",), ("target",)))
    others = (('"actor"', '"closer"'), ("role:actor", "role:closer"), ("e1.actor", "e1.closer"))
    assert own(tmp_path, *others)["border_closure"].sides == (("closer",), ("target",))
    assert rule_of("border_closure") is DEFAULT


def test_roles_that_one_actor_plays_by_turns_are_one_side_and_who_looks_on_is_on_none() -> None:
    assert rule_of("meeting").sides == (("visitor", "host", "participant"),)
    assert rule_of("exercise").sides == (("participant", "host"),)
    assert rule_of("variant").sides == ()
    assert rule_of("aid").subject == ("item",)


def test_what_a_users_type_says_of_merging_counts(tmp_path: Path) -> None:
    rules = own(tmp_path, ("\nroles:\n", "\nmerge:\n  slack: 45\n\nroles:\n"))
    roles = {"actor": "NER", "target": "BEN"}
    left = made("border_closure", roles, when="2024-05-01")
    right = made("border_closure", roles, when="2024-05-15")
    of_date = [
        {reason.feature: reason.weight for reason in reasons(left, right, some)}["dates"] for some in (rules, None)
    ]
    assert of_date[0] > 0 > of_date[1]
    assert link(profile(left, rules=rules), profile(right, rules=rules)) is not None


def test_a_merge_by_partition_compares_by_the_rules_at_hand(tmp_path: Path) -> None:
    deal = replace(DEFAULT, nature="deal")
    spool, split = Spool(tmp_path, 1, {"border_closure": deal}), Partitions(1, 1, 1)
    spool.put_entries(0, [made("border_closure", {"actor": "NER"}, when="2024-05-01")])
    assert profiles(spool, range(split.claims))[0].rule is deal
