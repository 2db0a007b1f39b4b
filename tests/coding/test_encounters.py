"""Who met whom, and at whose place: pairs told in one word, the other of one who is named alone, long titles."""

from __future__ import annotations

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.encounters import divide_at_home
from foedera.types import Actor, Cell, Span
from tests.coding.conftest import Coder


def parts(code: Coder, text: str, kind: str = "meeting") -> dict[str, set[str | None]]:
    """Return who plays which part in the last claim of a type."""
    claims = [claim for claim in code(text).claims if claim.type == kind]
    assert claims
    roles = {cell.field.removeprefix("role:") for cell in claims[-1].cells if cell.field.startswith("role:")}
    found = {role: {a.country or a.org for a in claims[-1].actors(role)} - {None} for role in roles}
    return {role: who for role, who in found.items() if who}


def test_two_told_of_in_one_word_take_part_alike_at_the_place_of_one(code: Coder) -> None:
    text = (
        "Officials of Peru and Chile met in May. The joint committee of the two countries will convene in Lima in "
        "January."
    )
    assert parts(code, text) == {"participant": {"PER", "CHL"}, "host": {"PER"}}


def test_two_states_of_one_list_take_part_alike_at_the_place_of_one(code: Coder) -> None:
    equals = {"participant": {"PER", "CHL"}, "host": {"PER"}}
    assert parts(code, "Peru and Chile held a new round of talks on their border in Lima on Monday.") == equals
    assert parts(code, "The foreign ministers of Chile and Peru held talks in Lima on Monday.") == equals


def test_of_two_who_are_named_or_of_whom_one_meets_the_other_one_is_the_guest(code: Coder) -> None:
    guest = {"visitor": {"CHL"}, "host": {"PER"}}
    text = "Peruvian Foreign Minister Ana Ruiz and Chilean Foreign Minister Ivo Berg met in Lima on Monday."
    assert parts(code, text) == guest
    assert parts(code, "Chile's foreign minister met his Peruvian counterpart in Lima on Monday.") == guest


def test_who_tells_of_a_call_took_part_in_it(code: Coder) -> None:
    text = (
        "Norwegian Foreign Minister Espen Eide was pleased on Monday after a phone call with his Finnish colleague, "
        "Elina Valtonen."
    )
    assert parts(code, text) == {"participant": {"NOR", "FIN"}}


def test_who_meets_somebody_at_home_there_is_the_visitor(code: Coder) -> None:
    text = "Peru is pleased. The delegation of Peru met Chilean Foreign Minister Ana Ruiz in Santiago on Monday."
    assert parts(code, text) == {"visitor": {"PER"}, "host": {"CHL"}}


def test_an_officer_of_no_named_state_who_is_abroad_is_of_the_state_told_of(code: Coder) -> None:
    text = "Ghana is on the coast. The minister was in Lomé at the weekend, the Ghanaian government said."
    assert parts(code, text) == {"visitor": {"GHA"}, "host": {"TGO"}}


def test_a_delegation_tells_of_which_state_its_head_is_whatever_his_title(code: Coder) -> None:
    text = (
        "A delegation of the Armed Forces of the Republic of Togo headed by the Chairman of the Joint Chiefs of Staff "
        "Committee, General Kofi Mensa, paid a visit to Ghana on Monday. Within the framework of the visit the guests "
        "were received by the Minister of Defence of Ghana, Kwame Boateng."
    )
    assert parts(code, text) == {"visitor": {"TGO"}, "host": {"GHA"}}


def test_a_title_in_capitals_goes_on_behind_and(code: Coder) -> None:
    text = (
        "Mozambican Defence Minister Joao Silva received the EU's Commander of the Military Planning and Conduct "
        "Capability, General Mikkel Holm, in Maputo on Monday."
    )
    assert parts(code, text) == {"visitor": {"EU"}, "host": {"MOZ"}}


def test_a_named_drill_told_without_a_place_is_at_home(code: Coder) -> None:
    text = (
        "Ghana is on the coast. Golden Lion, the annual drill with the Togolese army, went ahead in May, the Ghanaian "
        "army said. Ghana was pleased."
    )
    assert parts(code, text, "exercise") == {"participant": {"GHA", "TGO"}, "host": {"GHA"}}


def test_of_two_who_are_taken_for_hosts_the_one_at_home_is_the_host() -> None:
    engine = pipeline.load(None, 2)
    text = "Minister Ana Ruiz received a Danish delegation led by Ivo Berg."
    document = pipeline.document_of(text.encode(), "text.txt", publisher="Ministry of Defence of Peru")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    hosts = [Actor("Ana Ruiz", "person", "PER"), Actor("Ivo Berg", "person", "DNK")]
    cells = [Cell("role:host", actor, actor.name, Span(0, 8), 0.9) for actor in hosts]
    draft = Draft("meeting", "occurred", 0.9, 0.9, cells, [0], [Span(0, 8)])
    divide_at_home(draft, engine.codebook.types["meeting"], context)
    assert [(cell.field, cell.value) for cell in draft.cells] == [("role:host", hosts[0]), ("role:visitor", hosts[1])]


def test_of_two_who_are_taken_for_guests_of_nobody_the_one_at_home_is_the_host(code: Coder) -> None:
    text = (
        "LIMA, 3 June - Peru is pleased. Danish Defence Minister Ivo Berg is to visit the camp on Monday together with "
        "his Peruvian colleague, Ana Ruiz."
    )
    assert parts(code, text) == {"visitor": {"DNK"}, "host": {"PER"}}
