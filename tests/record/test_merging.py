"""The record's events follow its claims: in any order, step by step or at once, and after every decision."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

from benchmarks.generator import generate
from foedera.record import Record
from foedera.record.knowledge import Knowledge
from foedera.record.merging import Profiles
from foedera.types import Cell, Quantity, Report
from tests.codebook.trees import OWN
from tests.merge.made import made
from tests.record.making import claim_in, new_record, report_of, three_on_one


def groups(record: Record) -> set[frozenset[str]]:
    """Return the claims of each event."""
    return {frozenset(event.claims) for event in record.events()}


def test_three_reports_on_one_exercise_are_one_event(tmp_path: Path) -> None:
    """The name differs by language, the date by precision, and the first report only announced it."""
    with new_record(tmp_path, *three_on_one()) as record:
        (event,) = record.events()
        assert event.status == "occurred"
        assert event.when == "2025-07-19/2025-07-28"
        assert event.voices == 3
        assert event.first == "c-r0-exercise-planned"
        clash = {view.field for view in event.conflicts}
        assert "field:personnel" in clash
        assert "status" not in clash


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    """One by one in every order, and all at once: the same events with the same ids."""
    reports = three_on_one()
    seen = []
    for number, order in enumerate(permutations(reports)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with new_record(folder) as record:
            for report in order:
                record.put([report])
            seen.append(list(record.events()))
    assert all(events == seen[0] for events in seen)


def test_step_by_step_gives_what_a_rebuild_gives(tmp_path: Path) -> None:
    """Batches that merge after each other end where a merge of everything ends, crowded blocks included."""
    told = [each.report for each in generate(400, seed=5)]
    with new_record(tmp_path) as record:
        for start in range(0, len(told), 60):
            record.put(told[start : start + 60])
        before = list(record.events())
        record.rebuild()
        after = list(record.events())
    assert before == after
    assert any(len(event.claims) > 2 for event in after)


def test_claims_that_a_crowd_pushes_apart_are_put_together_anew(tmp_path: Path) -> None:
    """In a crowded block only neighbours are compared: what comes between two claims may take their link away."""

    def told(at: int, edition: int) -> Report:
        text = f"The exercise number {edition} took place on 10 July. Report {at}."
        claim = claim_in(f"r{at:02}", text, when="2025-07-10")
        number = Cell("field:edition", Quantity(edition), str(edition), claim.cells[0].span, 0.9)
        return report_of(f"r{at:02}", text, "2025-08-01", f"Paper {at}", replace(claim, cells=(*claim.cells, number)))

    with new_record(tmp_path, told(0, 1), told(60, 1)) as record:
        assert len(record.events()) == 1
        record.put(told(at, at + 1) for at in range(1, 40))
        assert record.status().pending == 0
        before = list(record.events())
        record.rebuild()
        assert list(record.events()) == before


def test_adding_again_adds_nothing(tmp_path: Path) -> None:
    """The second time every report is known, and nothing changes."""
    with new_record(tmp_path, *three_on_one()) as record:
        before = (record.status().claims, record.status().cells, list(record.events()))
        outcomes = record.put(three_on_one())
        assert {each.kind for each in outcomes} == {"same"}
        assert (record.status().claims, record.status().cells, list(record.events())) == before


def test_near_copies_are_one_voice(tmp_path: Path) -> None:
    """An agency's text under another title by another paper counts once."""
    body = (
        "Serbia and China held the exercise Peace Guardian 2025 in Hebei, the defence ministry in Belgrade said on "
        "Tuesday. About 120 soldiers of both armies trained in towns and in the mountains, used drones and crossed a "
        "river by night. The minister watched the last day from a tower and thanked his hosts for ten good days. "
        "Neither side gave the cost. NATO had voiced concern before the exercise began, which Belgrade rejected."
    )
    papers = ("Harbour News Agency", "Island Gazette", "Delta Today")
    bodies = (body, f"(HNA) {body}", f"{body} Reporting by HNA.")
    reports = [
        report_of(
            f"r{at}", text, "2025-07-29", paper,
            claim_in(f"r{at}", text, name="Peace Guardian 2025", when="2025-07"),
        )
        for at, (text, paper) in enumerate(zip(bodies, papers, strict=True))
    ]  # fmt: skip
    with new_record(tmp_path, *reports) as record:
        (event,) = record.events()
        assert len(event.claims) == 3
        assert event.voices == 1
        assert record.status().voices == 1


def test_types_of_a_users_own_are_compared_as_they_say(tmp_path: Path) -> None:
    text = (OWN / "border_closure.yaml").read_text(encoding="utf-8")
    said = text.replace("\nroles:", "\nmerge:\n  slack: 45\n\nroles:", 1)
    (tmp_path / "border_closure.yaml").write_text(said, encoding="utf-8")
    profile = Profiles(Knowledge(tmp_path).rules).made(made("border_closure", {"actor": "NER"}))
    assert profile is not None
    assert profile.rule.slack == 45
    assert Knowledge().rules is None  # the built codebook's are at hand anyway
