"""What people decide holds against new reports, can be taken back, and is remembered with author, time and reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from foedera.record import DecisionError
from foedera.store import ConflictError
from foedera.types import Actor, Cell, Claim, Place, Span
from tests.record.making import claim_in, new_record, report_of, three_on_one

FIRST, SECOND, THIRD = "c-r0-exercise-planned", "c-r1-exercise-occurred", "c-r2-exercise-occurred"


def test_a_rejected_claim_leaves_its_event_and_comes_back(tmp_path: Path) -> None:
    """It stays in the record and can be shown; undo brings it back into the event."""
    with new_record(tmp_path, *three_on_one()) as record:
        record.reject(SECOND, reason="another exercise is meant")
        assert SECOND not in record.event(f"e-{FIRST}").claims
        assert record.claim(SECOND).verdict == "rejected"
        record.undo()
        assert record.claim(SECOND).verdict is None
        assert set(record.event(f"e-{FIRST}").claims) == {FIRST, SECOND, THIRD}


def test_a_split_holds_when_new_reports_come(tmp_path: Path) -> None:
    """New reports never undo a decision; undo takes all of a split back at once."""
    one, two, three = three_on_one()
    with new_record(tmp_path, one, two) as record:
        assert len(record.events()) == 1
        record.split(SECOND)
        record.put([three])
        assert record.store.events.of_claims([FIRST, SECOND])[FIRST] != record.store.events.of_claims([SECOND])[SECOND]
        record.undo()
        assert len(record.events()) == 1


def test_a_merge_joins_what_the_scores_would_not(tmp_path: Path) -> None:
    """And a later doubt of the same pair takes its place."""
    text = "Hungary and Serbia held talks on a border drill."
    other = report_of(
        "x", text, "2021-01-05", "Pannonia Online", claim_in("x", text, parties=("HUN", "SRB"), when="2021")
    )
    with new_record(tmp_path, *three_on_one(), other) as record:
        assert len(record.events()) == 2
        record.merge(f"e-{FIRST}", "e-c-x-exercise-occurred", reason="the paper mixed up the partners")
        assert len(record.events()) == 1
        record.compare("doubt", FIRST, "c-x-exercise-occurred")
        assert len(record.events()) == 2


def test_an_edit_keeps_what_was_read(tmp_path: Path) -> None:
    """The claim as read stays in the report's own row; the entry shows the change, and history tells who made it."""
    with new_record(tmp_path, *three_on_one()) as record:
        claim = record.claim(THIRD).claim
        cells = tuple(replace(cell, value="2025-07-20") if cell.field == "when" else cell for cell in claim.cells)
        record.edit(replace(claim, cells=cells), reason="the analyst means the 20th", author="Ana")
        assert record.claim(THIRD).claim.values("when") == ("2025-07-20",)
        assert record.claim(THIRD).edited
        assert record.store.reports.claims_as_read([THIRD])[THIRD] == claim
        (decision,) = record.history(THIRD)
        assert (decision.action, decision.author, decision.reason) == ("edit", "Ana", "the analyst means the 20th")
        record.undo(decision.id)
        assert record.claim(THIRD).claim == claim
        assert [each.action for each in record.history(THIRD)] == ["edit", "undo"]


def test_a_country_that_is_none_is_refused(tmp_path: Path) -> None:
    """In an edit as in a claim that is added; but what was read or imported so does not bar other corrections."""

    def renamed(claim: Claim, code: str) -> Claim:
        first = next(cell for cell in claim.cells if isinstance(cell.value, Actor))
        assert isinstance(first.value, Actor)
        other = replace(first, value=replace(first.value, country=code))
        return replace(claim, cells=tuple(other if cell is first else cell for cell in claim.cells))

    text = "Hungary and Serbia held talks on a border drill."
    odd = report_of("x", text, "2021-01-05", "Sava Press", renamed(claim_in("x", text, parties=("HUN", "SRB")), "QQQ"))
    with new_record(tmp_path, *three_on_one(), odd) as record:
        claim = record.claim(THIRD).claim
        place = Cell("where", Place("Hebei", "china"), "Hebei", Span(0, 5), 1.0)
        for wrong, code in ((renamed(claim, "ZZZ"), "ZZZ"), (replace(claim, cells=(*claim.cells, place)), "china")):
            with pytest.raises(DecisionError, match=f"no country '{code}'.*SRB"):
                record.edit(wrong)
            with pytest.raises(DecisionError, match=f"no country '{code}'"):
                record.add_claim(wrong, "r2")
        record.edit(renamed(claim, "HUN"))
        read = record.claim("c-x-exercise-occurred").claim
        record.edit(replace(read, status="planned"))


def test_a_claim_is_added_by_hand(tmp_path: Path) -> None:
    """It takes part in merging like any other; one whose passage lies outside of the report is refused."""
    report = report_of("plain", "Serbia and China held Peace Guardian 2025 in Hebei.", "2025-08-01", "Sava Press")
    with new_record(tmp_path, *three_on_one(), report) as record:
        claim = claim_in("plain", report.text, name="Peace Guardian 2025", when="2025-07-19/2025-07-28")
        decision = record.add_claim(claim, "plain", reason="the coder missed it")
        assert record.claim(decision.target).edited
        assert decision.target in record.event(f"e-{FIRST}").claims
        outside = Cell("name", "X", "X", Span(0, 5000), 1.0)
        with pytest.raises(DecisionError, match="outside of the report"):
            record.add_claim(replace(claim, cells=(outside,)), "plain")
        record.undo(decision.id)
        assert record.store.entries.find(decision.target) is None


def test_a_decision_on_what_has_changed_is_a_conflict(tmp_path: Path) -> None:
    """Two people look at one claim; the second one's decision is refused and nothing is overwritten."""
    with new_record(tmp_path, *three_on_one()) as record:
        shown = record.store.decisions.state(FIRST).hash
        record.accept(FIRST, author="Ana", shown=shown)
        with pytest.raises(ConflictError):
            record.reject(FIRST, author="Ben", shown=shown)
        assert record.claim(FIRST).verdict == "accepted"


def test_wrong_decisions_are_refused(tmp_path: Path) -> None:
    """Each with the reason in words."""
    with new_record(tmp_path, *three_on_one()) as record:
        with pytest.raises(DecisionError, match="there is no claim nobody"):
            record.accept("nobody")
        with pytest.raises(DecisionError, match="letter from A to F"):
            record.rate("Hebei Post", "G")
        with pytest.raises(DecisionError, match="nothing to take back"):
            record.undo()
        with pytest.raises(DecisionError, match="two claims"):
            record.merge(FIRST, FIRST)


def test_reliability_moves_credibility(tmp_path: Path) -> None:
    """Reliable publishers make an event more credible than unreliable ones, and the reasons say so."""
    with new_record(tmp_path, *three_on_one()) as record:
        for publisher in ("Belgrade Courier", "Hebei Post", "Danube Review"):
            record.rate(publisher, "E")
        low = record.event(f"e-{FIRST}")
        for publisher in ("Belgrade Courier", "Hebei Post", "Danube Review"):
            record.rate(publisher, "A")
        high = record.event(f"e-{FIRST}")
        assert high.credibility < low.credibility
        assert high.reasons != low.reasons


def test_what_is_not_in_the_record_can_be_neither_rated_nor_noted(tmp_path: Path) -> None:
    """A slip of the pen is named instead of kept without effect."""
    with new_record(tmp_path, *three_on_one()) as record:
        with pytest.raises(DecisionError, match="'Hebei Pots' as its publisher"):
            record.rate("Hebei Pots", "B")
        with pytest.raises(DecisionError, match="nothing in this record goes by 'c-none'"):
            record.note("c-none", "look again")
        for target in (FIRST, f"e-{FIRST}", "r0", "Hebei Post"):
            note = record.note(target, f"look at {target}")
            assert note in record.history(target)
            record.undo(note.id)
        assert record.store.queue.count() == 0


def test_claims_of_two_types_are_not_one_happening(tmp_path: Path) -> None:
    """Such a judgement is refused; one that an edit has made wrong is a doubt and does not stop the record."""
    text = "Serbia and China held the exercise Peace Guardian and signed an agreement on it in Hebei."
    one, other, third = (
        report_of(f"s{n}", text, "2025-08-01", f"Paper {n}", claim_in(f"s{n}", text, type_=kind, when=f"202{n}-05"))
        for n, kind in enumerate(("exercise", "agreement", "exercise"))
    )
    with new_record(tmp_path, one, other, third) as record:
        first, second, last = (report.claims[0] for report in (one, other, third))
        with pytest.raises(DecisionError, match="exercise, agreement"):
            record.compare("same", first.id, second.id)
        record.compare("different", second.id, last.id)
        (apart,) = (link for link in record.store.links.of([second.id]) if link.judgement == "different")
        assert [(reason.feature, reason.weight) for reason in apart.reasons] == [("type", -60.0)]
        record.compare("same", first.id, last.id)
        assert record.event(f"e-{first.id}").claims == tuple(sorted((first.id, last.id)))
        record.edit(replace(last, type="agreement"))
        assert record.event(f"e-{first.id}").claims == (first.id,)
        record.rebuild()
        assert record.event(f"e-{last.id}").claims == (last.id,)


def test_a_claim_added_by_hand_and_taken_back_leaves_no_event(tmp_path: Path) -> None:
    """Neither where it was the only claim of one, nor where the event goes on without it."""
    text = "Hungary joined Peace Guardian 2025 in Hebei and signed an agreement."
    report = report_of("plain", text, "2025-08-01", "Sava Press")
    with new_record(tmp_path, *three_on_one(), report) as record:
        before = list(record.iter_events())
        for claim in (
            claim_in("plain", text, type_="agreement", parties=("HUN", "CHN"), when="2025-08"),
            claim_in("plain", text, name="Peace Guardian 2025", when="2025-07-19/2025-07-28"),
        ):
            decision = record.add_claim(claim, "plain")
            assert list(record.iter_events()) != before
            record.undo(decision.id)
            assert list(record.iter_events()) == before


def test_an_undo_is_taken_back_by_its_id(tmp_path: Path) -> None:
    """What it took back holds again; without an id, undos do not count as one's last act."""
    with new_record(tmp_path, *three_on_one()) as record:
        record.rate("Hebei Post", "A")
        rated = record.event(f"e-{FIRST}")
        (undo,) = record.undo()
        assert record.event(f"e-{FIRST}") != rated
        (back,) = record.undo(undo.id)
        assert record.event(f"e-{FIRST}") == rated
        with pytest.raises(DecisionError, match="no decision in force"):
            record.undo(undo.id)
        assert [each.target for each in record.undo()] != [back.id]
        assert record.event(f"e-{FIRST}") != rated


def test_a_rejected_claim_is_in_no_event_to_be_split_from(tmp_path: Path) -> None:
    """Said as what it is, not as a fault of the record."""
    with new_record(tmp_path, *three_on_one()) as record:
        record.reject(SECOND)
        with pytest.raises(DecisionError, match="two claims are needed"):
            record.split(SECOND)
