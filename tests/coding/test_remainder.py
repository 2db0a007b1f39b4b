"""Places, names and phrases that the model half believes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera import codebook, gazetteer, pipeline
from foedera.coding import code
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.remainder import LEAST, LEAST_NAME, LEAST_OWN_NAME, Remainder
from foedera.types import Cell, Filler, Frame, Place, Report, Segment, Sentence, Span
from tests.coding.conftest import Coder

TEXT = "Oslo handed over trucks of the Zetros type at Bodø for the border guard."


def _completed(*weak: Filler, name: str | None = None, kind: str = "transfer") -> Draft:
    told = Sentence(Segment(0, len(TEXT), "prose", 0), ())
    context = Context(Report("r", TEXT), (told,), gazetteer.load(), codebook.load())
    cells = [Cell("name", name, name, Span(17, 23), 0.9)] if name else []
    draft = Draft(kind, "occurred", 0.9, 0.9, cells, [0], [Span(5, 16)], weak=[(each, 0) for each in weak])
    Remainder(context).complete(draft)
    return draft


def _filler(label: str, printed: str, score: float) -> Filler:
    start = TEXT.index(printed)
    return Filler(label, start, start + len(printed), score)


def test_a_place_half_believed_is_taken_with_its_country() -> None:
    (cell,) = _completed(_filler("where", "Bodø", LEAST)).values("where")
    assert isinstance(cell.value, Place)
    assert (cell.value.name, cell.value.country, cell.printed) == ("Bodø", "NOR", "Bodø")


def test_the_likeliest_of_several_is_taken() -> None:
    draft = _completed(_filler("where", "Oslo", LEAST), _filler("where", "Bodø", LEAST + 0.1))
    assert [cell.printed for cell in draft.values("where")] == ["Bodø"]


def test_what_is_hardly_believed_is_left_out() -> None:
    draft = _completed(_filler("where", "Bodø", LEAST - 0.01), _filler("name", "Zetros", LEAST_OWN_NAME - 0.01))
    assert draft.cells == []


@pytest.mark.parametrize(("given", "named"), [(None, "Zetros"), ("trucks", "Zetros"), ("Actros", "Actros")])
def test_a_designation_stands_for_a_word_for_a_kind_of_thing_but_not_for_another(given: str | None, named: str) -> None:
    draft = _completed(_filler("name", "Zetros", LEAST_OWN_NAME), name=given)
    assert [cell.value for cell in draft.values("name")] == [named]


def test_what_a_treaty_is_called_otherwise_needs_a_likelier_name() -> None:
    likely, unlikely = _filler("name", "Zetros", LEAST_NAME), _filler("name", "Zetros", LEAST_NAME - 0.01)
    assert [cell.value for cell in _completed(likely, kind="agreement").values("name")] == ["Zetros"]
    assert not _completed(unlikely, kind="agreement").values("name")


def test_a_phrase_fills_its_field_unless_it_is_filled() -> None:
    draft = _completed(_filler("equipment", "trucks", LEAST), _filler("purpose", "border guard", LEAST))
    assert [cell.value for cell in draft.values("field:equipment")] == ["trucks"]
    assert [cell.value for cell in draft.values("field:purpose")] == ["border guard"]


def test_a_place_half_believed_goes_before_the_country_of_the_host() -> None:
    text = "Norwegian soldiers have stayed in Estonia for a year, near Tapa."
    marked = [(label, text.index(word), word) for label, word in (("actor", "Norwegian"), ("host", "Estonia"))]
    tapa = Filler("where", text.index("Tapa"), text.index("Tapa") + 4, LEAST)
    fillers = tuple(Filler(label, start, start + len(word), 0.9) for label, start, word in marked)
    stay = text.index("stayed")
    frame = Frame("deployment", "ongoing", stay, stay + 6, fillers, 0.95, 0.95, "model", weak=(tapa,))
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-06-13")
    sentences = tuple(replace(sentence, frames=(frame,)) for sentence in engine.parse(document))
    (claim,) = code(document.report, sentences, engine.codebook, engine.gazetteer)
    assert [place.name for place in claim.values("where") if isinstance(place, Place)] == ["Tapa"]


def test_who_answers_is_not_the_name_of_what_is_sold(code: Coder) -> None:
    text = (
        "Ryu Min-ah, deputy spokesperson of the Ministry of National Defence in Seoul, took questions.\n\n"
        "Hankuk Daily: Poland expects the contract for another 180 K2 tanks to be signed before the year is out.\n\n"
        "Ryu Min-ah: Negotiations between Hyundai Rotem and the Polish side are in their last stage."
    )
    names = [str(name) for claim in code(text).claims for name in claim.values("name")]
    assert "Ryu Min-ah" not in names
