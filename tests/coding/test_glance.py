"""Which sentences of a report are read at all: claims lean on those that are not as little as may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera import pipeline
from foedera.coding import LEAST
from foedera.pipeline import Engine, document_of
from foedera.types import Sentence
from tests.coding.test_own_types import MOVE

BAKERY = "The old bakery on the corner sells bread, cakes and coffee from six in the morning."
REPORT = f"""Title: Navies off Callao
Published: 2026-03-04

Peru and Chile began a joint naval exercise off Callao on Monday. {BAKERY} It will end on Friday.

Her second novel sold 40,000 copies in the first week and won two prizes.

The exercise has taken place each spring since 2019, the Peruvian defence ministry said. Chile sent a frigate.

Japan and India signed a defence agreement in Delhi on Tuesday. It covers joint patrols.
"""
SHORT = REPORT[: REPORT.index("Her second")]


@pytest.fixture
def engine() -> Engine:
    """Return an engine of this test's own, with the networks that are loaded already."""
    loaded = pipeline.load(None, 2)
    return Engine(loaded.model, loaded.codebook, loaded.gazetteer)


def unread(sentences: tuple[Sentence, ...]) -> list[str]:
    """Return the first word of each sentence that the networks have not read."""
    return [sentence.tokens[0].text for sentence in sentences if {t.upos for t in sentence.tokens} == {"X"}]


def test_sentences_that_tell_of_nothing_are_not_read(engine: Engine) -> None:
    document = document_of(REPORT.encode(), "a.txt")
    assert unread(engine.parse(document)) == []
    assert unread(engine.parse(document, glance=True)) == ["The", "Her"]
    told = [(claim.type, claim.status) for claim in engine.code(document).claims]
    engine.whole = True
    assert told == [(claim.type, claim.status) for claim in engine.code(document).claims]
    assert {kind for kind, _ in told} == {"agreement", "exercise"}


def test_short_reports_are_read_whole(engine: Engine) -> None:
    assert unread(engine.parse(document_of(SHORT.encode(), "a.txt"), glance=True)) == []


def test_whoever_asks_for_more_has_everything_read(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unsure claims, general political news, and types of the user's own, of which a glance has never learned."""
    document = document_of(REPORT.encode(), "a.txt")
    left_out: list[list[str]] = []
    claims = engine.claims

    def noting(_: Engine, report: object, parsed: tuple[Sentence, ...], *more: object, **others: object) -> object:
        left_out.append(unread(parsed))
        return claims(report, parsed, *more, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "claims", noting)
    engine.code(document)
    engine.code(document, LEAST)
    engine.code(document, LEAST / 2)
    engine.code(document, domestic=True)
    engine.whole = True
    engine.code(document)
    assert [len(each) for each in left_out] == [2, 2, 0, 0, 0]


def test_types_of_the_users_own_have_everything_read(tmp_path: Path) -> None:
    (tmp_path / "moved_office.yaml").write_text(MOVE, encoding="utf-8")
    assert not pipeline.load(None, 2).whole
    assert pipeline.load(tmp_path, 2).whole
