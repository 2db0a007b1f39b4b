"""How likely a claim is right hangs on more than what the networks say of one sentence."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from foedera import pipeline
from foedera.coding.alongside import ALONGSIDE
from foedera.coding.coder import happenings
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.rightness import Surroundings, crossed, trigger_words, weigh
from foedera.coding.weights import load, logistic, odds
from foedera.types import Cell, Span

TEXT = (
    "Peru and Chile began a joint naval exercise off Callao on Monday. Peru bought two frigates from Italy in May. "
    '"Next year Chile will buy forty tanks from Germany," said a minister.'
)


@pytest.fixture(scope="module")
def made() -> tuple[list[Draft], Context]:
    """Return the claims in the making of a text."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(TEXT.encode(), "text.txt", published="2025-08-13")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    return happenings(context)[0], context


def test_signs_tell_who_is_known_and_what_else_is_told(made: tuple[list[Draft], Context]) -> None:
    drafts, context = made
    around = Surroundings(drafts, context, {"exercise": {"exercise": (9, 10)}})
    exercise = dict(around.signs(next(d for d in drafts if d.type == "exercise")))
    assert exercise["has participant"] == 1
    assert exercise["word told"] == math.log1p(9)
    assert {"first sentence", "at the top", "type: exercise"} <= exercise.keys()
    assert "lacks participant" not in exercise
    transfers = [dict(around.signs(d)) for d in drafts if d.type == "transfer"]
    assert [signs.get("in quotation marks") for signs in transfers] == [None, 1]
    assert all(signs["word never told"] == 1 for signs in transfers)
    assert all(signs["others of the type"] == math.log(2) for signs in transfers)


def test_every_sign_weighs_for_all_claims_and_for_those_of_its_type(made: tuple[list[Draft], Context]) -> None:
    drafts, context = made
    signs = Surroundings(drafts, context).signs(drafts[0])
    both = list(crossed(signs))
    assert len(both) == 2 * len(signs)
    assert {name for name, _ in both} >= {"score", f"{drafts[0].type}: score"}
    weights = load("rightness")
    of_type = weights.probability(signs, f"{drafts[0].type}: ")
    assert of_type == pytest.approx(weights.probability(both))
    assert of_type != pytest.approx(weights.probability(signs))


def test_types_of_a_users_own_keep_what_their_patterns_say(
    made: tuple[list[Draft], Context], monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, context = made
    types = {**context.codebook.types, "ceasefire": context.codebook.types["agreement"]}
    monkeypatch.setattr(context, "codebook", replace(context.codebook, types=types))
    before = [draft.score for draft in drafts]
    own = Draft("ceasefire", "occurred", 0.9, 0.77, [], [0], [drafts[0].triggers[0]], producer="pattern")
    weigh([*drafts, own], context)
    assert own.score == pytest.approx(0.77)
    assert [draft.score for draft in drafts] != before
    assert all(0 < draft.score < 1 for draft in drafts)


def test_dealings_are_likelier_than_their_signs_say(made: tuple[list[Draft], Context]) -> None:
    drafts, context = made
    own = [replace(draft, score=0.6) for draft in drafts]
    weights, around = load("rightness"), Surroundings(own, context)
    plain = [logistic(weights.odds(around.signs(d), f"{d.type}: ") + d.worth) for d in own]
    weigh(own, context)
    assert {draft.type for draft in own} == {"exercise", "transfer"}
    assert all(
        odds(draft.score) == pytest.approx(odds(before) + 0.25) for draft, before in zip(own, plain, strict=True)
    )


def test_in_a_report_on_a_conflict_all_claims_are_likelier(made: tuple[list[Draft], Context]) -> None:
    drafts, context = made
    quiet = [replace(draft, score=0.6) for draft in drafts]
    attack = replace(drafts[0], type="assault", score=0.9, producer=ALONGSIDE)  # keeps its score: not learned
    force = [*(replace(draft) for draft in quiet), attack]
    around = Surroundings(force, context)
    weights = load("rightness")
    plain = [logistic(weights.odds(around.signs(d), f"{d.type}: ") + d.worth) for d in force[:-1]]
    weigh(force, context)
    more = weights.in_conflict
    assert more > 0
    assert odds(attack.score) == pytest.approx(odds(0.9) + more)
    told = [d.score for d in force[:-1]]
    assert [odds(s) for s in told] == pytest.approx(
        [odds(p) + weights.underrated[d.type] + more for p, d in zip(plain, force, strict=False)]
    )


def test_what_a_frame_is_in_its_sentence_speaks_for_it(made: tuple[list[Draft], Context]) -> None:
    drafts, context = made
    plain, worthy = ([replace(draft, worth=worth) for draft in drafts] for worth in (0.0, 1.5))
    weigh(plain, context)
    weigh(worthy, context)
    assert [odds(w.score) - odds(p.score) for w, p in zip(worthy, plain, strict=True)] == pytest.approx([1.5] * 3)


def test_what_a_surer_one_is_about_is_its_content(made: tuple[list[Draft], Context]) -> None:
    drafts, context = made
    first, second = (replace(draft) for draft in drafts[1:])
    trigger = second.triggers[0]
    issue = Cell("field:issue", "the sale", "the sale", Span(trigger.start - 4, trigger.end), 0.9)
    first = replace(first, type="demand", sentences=second.sentences, cells=[issue], score=0.9)
    for score, is_content in ((0.8, True), (0.95, False)):
        other = replace(second, score=score)
        weigh([replace(first), other], context)
        assert other.is_content is is_content


def test_one_word_of_force_among_many_dealings_makes_no_conflict(made: tuple[list[Draft], Context]) -> None:
    drafts, context = made
    attack = replace(drafts[0], type="assault", score=0.3, producer=ALONGSIDE)
    many = [replace(draft, score=0.9) for draft in drafts * 3]
    weigh([*many, attack], context)
    assert attack.score == pytest.approx(0.3)


def test_what_ships_knows_every_type_and_the_words_for_it() -> None:
    kinds = load("rightness").types
    assert {"exercise", "transfer", "deployment", "support", "aid"} <= kinds
    assert kinds <= trigger_words().keys()
    assert all(0 < told <= stood for words in trigger_words().values() for told, stood in words.values())


@pytest.mark.parametrize(("p", "wanted"), [(0.5, 0.0), (0.9, math.log(9)), (0.0, odds(0.003)), (1.0, odds(0.997))])
def test_odds_stay_finite(p: float, wanted: float) -> None:
    assert odds(p) == pytest.approx(wanted)
