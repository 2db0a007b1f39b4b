"""Who deals with those that only "with" names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera.codebook import load
from foedera.coding.partners import with_announcer, with_partner
from foedera.types import Actor, Filler, Frame, Segment, Sentence, Token
from tests.coding.conftest import Coder

CODEBOOK = load()


def sentence(*rows: tuple[str, str, int, str]) -> Sentence:
    """Return a parsed sentence of words (or WORD/LEMMA), parts of speech, heads (from 1, 0 for the root), relations."""
    tokens, at = [], 0
    for printed, upos, head, relation in rows:
        word, _, lemma = printed.partition("/")
        tokens.append(Token(at, at + len(word), word, lemma or word.lower(), upos, "", head - 1, relation))
        at += len(word) + 1
    return Sentence(Segment(0, at, "prose", 0), tuple(tokens))


UPGRADED = sentence(
    ("Hanoi", "PROPN", 2, "nsubj"),
    ("hosted", "VERB", 0, "root"),
    ("Biden", "PROPN", 2, "obj"),
    ("and", "CCONJ", 5, "cc"),
    ("upgraded", "VERB", 2, "conj"),
    ("relations", "NOUN", 5, "obj"),
    ("with", "ADP", 8, "case"),
    ("Japan", "PROPN", 6, "nmod"),
)


def frame(of: Sentence, trigger: int, kind: str, **fillers: int) -> Frame:
    """Return a frame by the numbers of its words."""
    marked = tuple(Filler(label, of.tokens[at].start, of.tokens[at].end, 0.9) for label, at in fillers.items())
    token = of.tokens[trigger]
    return Frame(kind, "occurred", token.start, token.end, marked, 0.9, 0.9, "model")


def sides(of: Sentence, told: Frame) -> list[str]:
    words = {token.start: token.text for token in of.tokens}
    return [words[f.start] for f in with_partner(of, told, CODEBOOK.types[told.type]).fillers if f.label == "party"]


def test_the_subject_of_coordinated_verbs_is_the_other_side() -> None:
    assert sides(UPGRADED, frame(UPGRADED, 5, "relations", party=7)) == ["Hanoi", "Japan"]


def test_who_is_marked_already_stays_alone() -> None:
    """A side that no "with" stands before is told by itself."""
    assert sides(UPGRADED, frame(UPGRADED, 5, "relations", party=0)) == ["Hanoi"]


@pytest.mark.parametrize(("verb", "found"), [("criticised/criticise", ["Iran"]), ("resumed", ["Oslo", "Iran"])])
def test_who_only_speaks_of_a_dealing_takes_no_part(verb: str, found: list[str]) -> None:
    of = sentence(
        ("Oslo", "PROPN", 2, "nsubj"),
        (verb, "VERB", 0, "root"),
        ("relations", "NOUN", 2, "obj"),
        ("with", "ADP", 5, "case"),
        ("Iran", "PROPN", 3, "nmod"),
    )
    assert sides(of, frame(of, 2, "relations", party=4)) == found


def test_who_announces_money_gives_it_and_not_the_owner_of_what_it_supports(code: Coder) -> None:
    text = (
        "Foreign Minister Anita Anand of Canada met her Latvian counterpart in Riga on Monday. She also announced 25 "
        "million Canadian dollars in support of Latvia's drone coalition for Ukraine."
    )
    aid = [claim for claim in code(text).claims if claim.type == "aid"]
    assert [{a.country for a in claim.actors("donor")} for claim in aid] == [{"CAN"}]


@pytest.mark.parametrize(("announces", "donor"), [(True, "Canada"), (False, "Togo's")])
def test_the_codebook_says_which_part_whoever_announces_a_thing_plays(*, announces: bool, donor: str) -> None:
    """A type of a user's own has it like `aid`; without the key, the part stays with whom it was marked for."""
    of = sentence(
        ("Canada", "PROPN", 2, "nsubj"),
        ("announced/announce", "VERB", 0, "root"),
        ("bursaries/bursary", "NOUN", 2, "obj"),
        ("for", "ADP", 6, "case"),
        ("Togo's/Togo", "PROPN", 6, "nmod:poss"),
        ("police", "NOUN", 3, "nmod"),
    )
    role = replace(CODEBOOK.types["aid"].roles[0], announces=announces)
    bursary = replace(CODEBOOK.types["aid"], id="bursary", roles=(role,))
    told = with_announcer(of, frame(of, 2, "bursary", donor=4, said_by=0), bursary)
    words = {token.start: token.text for token in of.tokens}
    assert [words[f.start] for f in told.fillers if f.label == "donor"] == [donor]


def test_who_deals_with_two_is_guessed_where_only_these_are_told(code: Coder) -> None:
    text = (
        "The Polish navy ended a joint patrol with Denmark in April. "
        "A mine-hunting patrol with Latvia and Sweden will begin off Gdynia in May."
    )
    planned = [claim for claim in code(text).claims if claim.type == "exercise" and claim.status == "planned"]
    sides = [{who.country for who in c.values("role:participant") if isinstance(who, Actor)} for c in planned]
    assert sides == [{"LVA", "POL", "SWE"}]


def test_whom_with_names_in_what_an_accord_is_on_is_the_other_party(code: Coder) -> None:
    text = (
        "Indonesia and Vietnam signed an agreement on the boundary of their economic zones in 2022. Indonesia's "
        "parliament has yet to ratify a separate accord on the exchange of naval intelligence with Manila."
    )
    accord = [claim for claim in code(text).claims if claim.type == "agreement"][-1]
    assert {actor.country for actor in accord.actors("party")} == {"IDN", "PHL"}


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Egypt sold 20 tanks to Sudan and bought 12 jets from France.", "EGY"),
        ("Togo gave its old trucks to Benin and received armoured vehicles from Germany in return.", "TGO"),
    ],
)
def test_two_verbs_of_one_subject_are_its_doings(code: Coder, text: str, recipient: str) -> None:
    last = [claim for claim in code(text).claims if claim.type == "transfer"][-1]
    assert {actor.country for actor in last.actors("recipient")} == {recipient}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "In talks with Togo's president in Lome, the Ghanaian foreign minister praised him for the vote.",
            {"TGO", "GHA"},
        ),
        ("After talks in Doha with his Qatari counterpart, Fiji's foreign minister signed nothing.", {"QAT", "FJI"}),
    ],
)
def test_whoever_acts_in_or_after_talks_with_a_holder_of_office_took_part(
    text: str, sides: set[str], code: Coder
) -> None:
    """The state's name stands before the office, and the town is named between."""
    met = [claim for claim in code(text).claims if claim.type == "meeting"]
    assert [
        {cell.value.country for cell in claim.cells if cell.field.startswith("role:") and isinstance(cell.value, Actor)}
        for claim in met
    ] == [sides]


@pytest.mark.parametrize(
    "text",
    [
        "Peru's minister signed with her counterpart, the Minister of Defence of Sweden, a contract for 12 F-16s.",
        "Peru's ministry concluded with the government of Sweden a contract for 12 F-16 aircraft.",
    ],
)
def test_with_whom_a_purchase_is_signed_sells(code: Coder, text: str) -> None:
    report = code("Washington has a say in whatever flies, the United States says. " + text)
    orders = [claim for claim in report.claims if claim.type == "transfer"]
    assert [{actor.country for actor in order.actors("supplier")} for order in orders] == [{"SWE"}]


def test_who_is_asked_to_keep_an_agreement_is_party_to_it_and_not_who_asks(code: Coder) -> None:
    text = "South Korea has urged North Korea to keep to a 1994 agreement with the United States."
    (pact,) = (c for c in code(text, "2002-10-17").claims if c.type == "agreement")
    assert {actor.country for actor in pact.actors("party")} == {"PRK", "USA"}
