"""The PLOVER events of one report: who acts, each happening once, what is only spoken of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from foedera.analysis import PLOVER_SCORES
from foedera.codebook import load as load_codebook
from foedera.export import plover_of_report
from foedera.export.plover_actors import Describer
from foedera.gazetteer import load as load_gazetteer
from foedera.types import Actor, ActorKind, Cell, CellValue, Claim, Evidence, Place, Report, Span, Status

GAZETTEER, CODEBOOK = load_gazetteer(), load_codebook()


def cell(text: str, field: str, printed: str, value: CellValue) -> Cell:
    """Return a cell whose words stand in a text."""
    start = text.index(printed)
    return Cell(field, value, printed, Span(start, start + len(printed)), 0.9)


def actor(text: str, role: str, printed: str, kind: ActorKind, country: str | None, name: str = "") -> Cell:
    return cell(text, f"role:{role}", printed, Actor(name or printed, kind, country))


def claim(text: str, kind: str, trigger: str, *cells: Cell, status: Status = "occurred", sure: float = 0.9) -> Claim:
    """Return a claim of the whole text."""
    at = Span(text.index(trigger), text.index(trigger) + len(trigger))
    name = f"{kind}-{trigger}"
    return Claim(name, kind, status, cells, (Evidence(0, len(text), ()),), confidence=sure, triggers=(at,))


def events(text: str, *claims: Claim) -> list[dict[str, Any]]:
    report = Report("r", text, published="2025-05-06", claims=claims)
    return plover_of_report(report, CODEBOOK, GAZETTEER, PLOVER_SCORES)


def who(side: list[dict[str, Any]]) -> list[tuple[str | None, list[str]]]:
    return [(one["country"] or one["org"], one["sectors"]) for one in side]


@pytest.mark.parametrize(
    ("text", "printed", "kind", "country", "name", "sectors"),
    [
        ("Israeli warplanes struck targets.", "Israeli", "state", "ISR", "Israel", ("MIL",)),
        ("Israel's president resigned.", "Israel", "state", "ISR", "Israel", ("GOV",)),
        ("Israel struck soldiers.", "Israel", "state", "ISR", "Israel", ()),
        ("They held opposition lawmaker Elvira Matos.", "Elvira Matos", "person", "VEN", "", ("LEG", "OPP")),
        ("Elvira Matos, an opposition lawmaker, left.", "Elvira Matos", "person", "VEN", "", ("LEG", "OPP")),
        ("The coast guard of Peru left.", "guard", "group", "PER", "", ("MIL",)),
        ("Police beat protesters.", "protesters", "group", "PER", "", ("CVL",)),
        ("Thousands of Israelis marched.", "Israelis", "state", "ISR", "Israel", ("CVL",)),
        ("A Palestinian rammed a bus.", "Palestinian", "state", "PSE", "Palestine", ("CVL",)),
        ("A Palestinian official spoke.", "Palestinian", "state", "PSE", "Palestine", ("GOV",)),
        ("A Turkish court summoned two men.", "Turkish court", "state", "TUR", "Turkey", ("JUD",)),
        ("The Union of Democratic Forces left.", "Union of Democratic Forces", "group", "BGR", "", ("OPP",)),
        ("FARC dissidents left.", "FARC dissidents", "group", "COL", "", ("REB",)),
    ],
)
def test_sectors_from_the_words_beside(
    text: str, printed: str, kind: ActorKind, country: str, name: str, sectors: tuple[str, ...]
) -> None:
    """Titles before a person, nouns after an adjective of nationality, appositions; never the next clause's people."""
    one = actor(text, "actor", printed, kind, country, name)
    assert Describer(GAZETTEER).sectors(one, text) == sectors


def test_a_record_has_everything() -> None:
    """Type, mode, contexts, score, sides with sectors and words as printed, day, offsets."""
    text = "Police in Harare arrested three opposition lawmakers on Monday."
    (found,) = events(
        text,
        claim(
            text,
            "coerce",
            "arrested",
            actor(text, "actor", "Police in Harare", "group", "ZWE"),
            actor(text, "target", "three opposition lawmakers", "group", "ZWE"),
            cell(text, "when", "Monday", "2025-05-05"),
            cell(text, "field:kind", "arrested", "arrest"),
        ),
    )
    assert (found["type"], found["mode"], found["auxiliary"], found["score"]) == ("COERCE", "arrest", [], -8.0)
    assert {"political", "legislative"} <= set(found["context"])
    assert who(found["actor"]) == [("ZWE", ["COP"])]
    assert who(found["recipient"]) == [("ZWE", ["LEG", "OPP"])]
    assert found["recipient"][0]["printed"] == ["three opposition lawmakers"]
    assert (found["date"], found["sentences"]) == ("2025-05-05", [[0, len(text)]])


def test_a_state_beside_somebody_of_it_is_said_twice() -> None:
    """The Afghan and the police chief are one; rebels beside their government are not."""
    text = "Gunmen shot the police chief of the Afghan province."
    gunmen = actor(text, "actor", "Gunmen", "group", "AFG")
    chief = actor(text, "target", "police chief", "group", "AFG")
    (found,) = events(
        text,
        claim(text, "assault", "shot", gunmen, chief, actor(text, "target", "Afghan", "state", "AFG", "Afghanistan")),
    )
    assert who(found["recipient"]) == [("AFG", ["COP"])]
    text = "Colombia's government and the rebels agreed a deal."
    sides = [
        actor(text, "party", "Colombia's government", "state", "COL", "Colombia"),
        actor(text, "party", "rebels", "group", "COL"),
    ]
    (found,) = events(text, claim(text, "agreement", "deal", *sides))
    assert who(found["actor"]) == [("COL", ["GOV"]), ("COL", ["REB"])]


def test_nobody_is_left_out_but_words_for_nobody() -> None:
    """A group of no state and no sector is no actor."""
    text = "Soldiers wounded dozens near Khartoum."
    soldiers, dozens = actor(text, "actor", "Soldiers", "group", "SDN"), actor(text, "target", "dozens", "group", None)
    (found,) = events(text, claim(text, "assault", "wounded", soldiers, dozens))
    assert found["recipient"] == []


def test_who_is_hit_where_nobody_is_named() -> None:
    """An attack hits the state of the place, if it is another one's; a threat those of whom its words speak."""
    text = "Israeli warplanes struck a hill in Lebanon."
    planes, place = (
        actor(text, "actor", "Israeli", "state", "ISR", "Israel"),
        cell(text, "where", "Lebanon", Place("Lebanon", "LBN")),
    )
    (found,) = events(text, claim(text, "assault", "struck", planes, place))
    assert who(found["recipient"]) == [("LBN", [])]
    text = "Indonesia threatened to revoke the licences of palm oil companies."
    (found,) = events(text, claim(text, "threat", "threatened", actor(text, "actor", "Indonesia", "state", "IDN")))
    assert who(found["recipient"]) == [("IDN", ["BUS"])]


def test_those_who_clash_hit_each_other() -> None:
    """Two states told as one subject are both sides."""
    text = "Greece and Turkey exchanged fire near an islet."
    both = [actor(text, "actor", name, "state", code) for name, code in (("Greece", "GRC"), ("Turkey", "TUR"))]
    (found,) = events(text, claim(text, "assault", "exchanged fire", *both))
    assert found["reciprocal"]
    assert who(found["recipient"]) == [("GRC", ["GOV"]), ("TUR", ["GOV"])]


def test_claims_of_one_type_sentence_and_actor_are_one_event() -> None:
    """The surer one stays, with whom only the other names; another actor is another event."""
    text = "Gunmen opened fire on a bus, killing a nurse."
    gunmen, nurse = actor(text, "actor", "Gunmen", "group", "MLI"), actor(text, "target", "nurse", "group", "MLI")
    two = [claim(text, "assault", "fire", gunmen, sure=0.9), claim(text, "assault", "killing", gunmen, nurse, sure=0.7)]
    (found,) = events(text, *two)
    assert (found["id"], who(found["recipient"])) == ("assault-fire", [("MLI", ["HLH"])])
    other = claim(text, "assault", "killing", actor(text, "actor", "nurse", "group", "PER"))
    assert len(events(text, two[0], other)) == 2


def test_what_is_only_asked_for_is_no_event() -> None:
    """A resignation that is called for; one that may come, alone in its sentence, stays."""
    text = "Villagers urged the mayor to resign."
    villagers, mayor = actor(text, "actor", "Villagers", "group", "PER"), actor(text, "target", "mayor", "group", "PER")
    urged = claim(text, "demand", "urged", villagers, mayor)
    left = claim(text, "concede", "resign", actor(text, "actor", "mayor", "group", "PER"), status="possible")
    assert [found["type"] for found in events(text, urged, left)] == ["REQUEST"]
    assert len(events(text, left)) == 1


def test_the_end_of_a_measure_is_not_the_measure() -> None:
    """Ending a state of emergency gives CONCEDE and no COERCE."""
    text = "Thailand ended a state of emergency."
    thai = actor(text, "actor", "Thailand", "state", "THA")
    ended = claim(text, "concede", "ended", thai, cell(text, "field:issue", "state of emergency", "state of emergency"))
    assert [found["type"] for found in events(text, ended, claim(text, "coerce", "emergency", thai))] == ["CONCEDE"]


def test_another_ones_violence_is_no_better_word_for_a_measure() -> None:
    """A curfew after clashes of the same state's parties stays; a blockade by those who protest is the protest."""
    text = "The authorities imposed a curfew after clashes of rival parties."
    rulers, rivals = (
        actor(text, "actor", "authorities", "group", "LKA"),
        actor(text, "actor", "rival parties", "group", "LKA"),
    )
    found = events(text, claim(text, "coerce", "imposed", rulers), claim(text, "assault", "clashes", rivals))
    assert {event["type"] for event in found} == {"COERCE", "ASSAULT"}
    found = events(text, claim(text, "coerce", "imposed", rivals), claim(text, "protest", "clashes", rivals))
    assert [event["type"] for event in found] == ["PROTEST"]


@pytest.mark.parametrize(
    ("text", "printed", "country", "sectors"),
    [
        ("The coast guard of the Philippines left.", "Philippines", "PHL", ("MIL",)),
        ("Indonesian and Malaysian warships left.", "Indonesian", "IDN", ("MIL",)),
        ("Philippines and its allies left.", "Philippines", "PHL", ()),
    ],
)
def test_a_noun_before_of_or_shared_by_two_adjectives(
    text: str, printed: str, country: str, sectors: tuple[str, ...]
) -> None:
    one = actor(text, "actor", printed, "state", country, GAZETTEER.state(country).name)
    assert Describer(GAZETTEER).sectors(one, text) == sectors


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "field", "words", "recipients"),
    [
        ("Peru lifted a ban on Chilean fruit.", "concede", "lifted", "field:issue", "ban on Chilean fruit", "CHL GOV"),
        ("Peru offered to build a road in Chile.", "agreement", "offered", "field:subject", "build a road", "CHL GOV"),
        ("Peru moved tanks to the border with Chile.", "mobilize", "moved", "field:forces", "tanks", "CHL GOV"),
        ("Peru closed a road, Chilean officials said.", "coerce", "closed", "field:item", "road", "PER CVL"),
        ("Nurses criticised a bill.", "oppose", "criticised", "field:issue", "bill", "PER GOV"),
        ("Peru criticised a bill.", "oppose", "criticised", "field:issue", "bill", ""),
        ("Peru ended a curfew.", "concede", "ended", "field:issue", "curfew", "PER CVL"),
        ("Peru ended a ban on strikes by nurses.", "concede", "ended", "field:issue", "ban on strikes", "PER HLH"),
        ("Peru called up reservists.", "mobilize", "called up", "field:forces", "reservists", ""),
    ],
)
def test_who_is_meant_where_nobody_is_named(
    text: str, kind: str, trigger: str, field: str, words: str, recipients: str
) -> None:
    """Another state in the words, those whom the issue names, the rulers, a state's own people; or nobody."""
    role = "party" if kind == "agreement" else "actor"
    acting = actor(text, role, *(("Nurses", "group") if "Nurses" in text else ("Peru", "state")), "PER")
    cells = [acting, cell(text, field, words, words)]
    if "said" in text:
        cells.append(cell(text, "said_by", "Chilean officials", Actor("Chilean officials", "group", "CHL")))
    (found,) = events(text, claim(text, kind, trigger, *cells))
    assert (
        " ".join(f"{country} {' '.join(sectors)}".strip() for country, sectors in who(found["recipient"])) == recipients
    )
    assert not found["reciprocal"]


def test_those_who_make_a_truce_face_each_other() -> None:
    text = "The army and the rebels declared a truce."
    sides = [actor(text, "actor", name, "group", "COL") for name in ("army", "rebels")]
    (found,) = events(text, claim(text, "retreat", "declared", *sides))
    assert (found["mode"], found["reciprocal"]) == ("ceasefire", True)
    assert who(found["recipient"]) == [("COL", ["MIL"]), ("COL", ["REB"])]


def test_whom_it_hits_tells_the_mode() -> None:
    """A newspaper that is closed is censored, an opposition leader shot dead is assassinated."""
    text = "Peru closed a newspaper."
    found = claim(text, "coerce", "closed", actor(text, "target", "newspaper", "group", "PER"))
    assert [event["mode"] for event in events(text, found)] == ["censor"]
    text = "Gunmen shot dead an opposition leader."
    found = claim(text, "assault", "shot dead", actor(text, "target", "opposition leader", "group", "PER"))
    assert [event["mode"] for event in events(text, found)] == ["assassinate"]
    text = "Gunmen shot dead a farmer."
    found = claim(text, "assault", "shot dead", actor(text, "target", "farmer", "group", "PER"))
    assert [event["mode"] for event in events(text, found)] == ["firearms"]


def test_what_is_only_condemned_is_no_event() -> None:
    """An attack by nobody who is named; one by somebody else is told as well."""
    text = "Ireland condemned an attack by rebels on nurses."
    irish, nurses = actor(text, "actor", "Ireland", "state", "IRL"), actor(text, "target", "nurses", "group", "LBN")
    words = claim(text, "oppose", "condemned", irish, cell(text, "field:issue", "attack by rebels on nurses", "attack"))
    assert len(events(text, words, claim(text, "assault", "attack", nurses))) == 1
    by_rebels = claim(text, "assault", "attack", nurses, actor(text, "actor", "rebels", "group", "LBN"))
    assert len(events(text, words, by_rebels)) == 2


def test_those_who_march_to_demand_something_protest() -> None:
    text = "Nurses marched to demand higher pay."
    nurses = actor(text, "actor", "Nurses", "group", "PER")
    demand = claim(text, "demand", "demand", nurses, cell(text, "field:issue", "higher pay", "higher pay"))
    assert [event["type"] for event in events(text, claim(text, "protest", "marched", nurses), demand)] == ["PROTEST"]
    assert [event["type"] for event in events(text, demand)] == ["REQUEST"]


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "sides", "recipients"),
    [
        (
            "Peru extradited a smuggler to Chile.",
            "coerce",
            "extradited",
            {"smuggler": "PER", "Chile": "CHL"},
            "CHL GOV",
        ),
        ("Peruvian nurses rejected a media law.", "oppose", "rejected", {"media law": "PER"}, "PER GOV"),
        ("Peru mobilised its reservists.", "mobilize", "mobilised", {"reservists": "PER"}, ""),
        ("Peru shelled a hill.", "assault", "shelled", {"hill": "PER"}, ""),
    ],
)
def test_bystanders_of_the_own_side_are_not_meant(
    text: str, kind: str, trigger: str, sides: dict[str, str], recipients: str
) -> None:
    """The suspect handed over, a law that is opposed, the forces called up, a hill without people."""
    who_acts = actor(text, "actor", "Peru", "state", "PER", "Peru")
    if "nurses" in text:
        who_acts = actor(text, "actor", "Peruvian nurses", "group", "PER")
    targets = [
        actor(text, "target", name, "state" if name == "Chile" else "group", code) for name, code in sides.items()
    ]
    (found,) = events(text, claim(text, kind, trigger, who_acts, *targets))
    assert (
        " ".join(f"{country} {' '.join(sectors)}".strip() for country, sectors in who(found["recipient"])) == recipients
    )


def test_where_an_organisation_meets_is_no_party() -> None:
    text = "ASEAN held a summit in Vientiane."
    asean = cell(text, "role:participant", "ASEAN", Actor("ASEAN", "organisation", None, "ASEAN"))
    host = actor(text, "host", "Vientiane", "state", "LAO", "Laos")
    place = cell(text, "where", "Vientiane", Place("Vientiane", "LAO"))
    (found,) = events(
        text, claim(text, "meeting", "summit", asean, host, place, cell(text, "field:mode", "summit", "summit"))
    )
    assert who(found["actor"]) == [("ASEAN", ["IGO"])]


def test_states_that_swap_prisoners_face_each_other() -> None:
    text = "Kyiv and Moscow swapped 70 prisoners."
    both = [actor(text, "actor", name, "state", code) for name, code in (("Kyiv", "UKR"), ("Moscow", "RUS"))]
    prisoners = actor(text, "target", "prisoners", "group", "RUS")
    (found,) = events(
        text, claim(text, "concede", "swapped", *both, prisoners, cell(text, "field:kind", "swapped", "release"))
    )
    assert (found["type"], found["reciprocal"]) == ("RETREAT", True)
    assert {country for country, _ in who(found["recipient"])} == {"UKR", "RUS"}


def test_a_movement_that_rules_on_the_day_of_the_report_is_the_government() -> None:
    text = "The Taliban met nobody."
    taliban = actor(text, "actor", "Taliban", "group", "AFG", "Taliban")
    days = ("2010-05-06", "2022-05-06")
    assert [Describer(GAZETTEER, day).sectors(taliban, text) for day in days] == [("REB",), ("GOV",)]


def test_nobody_protests_against_themselves() -> None:
    text = "Doctors in Uganda are on strike."
    same = [actor(text, role, "Doctors in Uganda", "group", "UGA") for role in ("actor", "target")]
    (found,) = events(text, claim(text, "protest", "strike", *same))
    assert (who(found["actor"]), who(found["recipient"])) == ([("UGA", ["HLH"])], [("UGA", ["GOV"])])


def test_what_somebody_says_they_will_do_unless_is_a_threat() -> None:
    """It stands, so no auxiliary mode; what it depends on is no event; another's attack is no threat."""
    text = "The rebels said they would shoot hostages unless troops pulled back."
    rebels = actor(text, "actor", "rebels", "group", "RUS")
    teller = cell(text, "said_by", "rebels", Actor("rebels", "group", "RUS"))
    shoot = claim(text, "assault", "shoot", rebels, teller, status="conditional")
    retreat = claim(text, "retreat", "pulled back", actor(text, "actor", "troops", "group", "RUS"), status="possible")
    (found,) = events(text, shoot, retreat)
    assert (found["type"], found["mode"], found["auxiliary"]) == ("THREATEN", "violence", [])
    other = cell(text, "said_by", "troops", Actor("troops", "group", "RUS"))
    (found,) = events(text, claim(text, "assault", "shoot", rebels, other, status="conditional"))
    assert (found["type"], found["auxiliary"]) == ("ASSAULT", ["hypothetical"])


def test_what_somebody_is_accused_of_is_no_event() -> None:
    """Of an accusation stands only the accusation; what another one did is told as well."""
    text = "Chad accused Niger of shelling a market after Libya closed a well."
    chad, niger = (actor(text, "actor", *one) for one in (("Chad", "state", "TCD"), ("Niger", "state", "NER")))
    accused = claim(
        text,
        "oppose",
        "accused",
        chad,
        actor(text, "target", "Niger", "state", "NER"),
        cell(text, "field:issue", "shelling a market after Libya closed a well", "shelling"),
    )
    shelled = claim(text, "assault", "shelling", niger)
    closed = claim(text, "coerce", "closed", actor(text, "actor", "Libya", "state", "LBY"))
    assert [event["type"] for event in events(text, accused, shelled, closed)] == ["ACCUSE", "COERCE"]


def test_two_who_each_free_somebody_make_two_events() -> None:
    text = "Yemen freed ten Saudi pilots, and Saudi Arabia freed ninety Yemeni fighters."
    freed = [
        claim(
            text,
            "concede",
            f"{given}",
            actor(text, "actor", who_frees, "state", code),
            actor(text, "target", given, "group", other),
            cell(text, "field:kind", "freed", "release"),
        )
        for who_frees, code, given, other in (
            ("Yemen", "YEM", "Saudi pilots", "SAU"),
            ("Saudi Arabia", "SAU", "Yemeni fighters", "YEM"),
        )
    ]
    assert [who(event["actor"])[0][0] for event in events(text, *freed)] == ["YEM", "SAU"]


def test_police_who_arrest_protesters_do_not_protest() -> None:
    text = "Police arrested nine teachers during a protest."
    police, teachers = (actor(text, "actor", name, "group", "PER") for name in ("Police", "nine teachers"))
    taken = actor(text, "target", "nine teachers", "group", "PER")
    kind = cell(text, "field:kind", "arrested", "arrest")
    found = events(
        text, claim(text, "coerce", "arrested", police, taken, kind), claim(text, "protest", "protest", police)
    )
    assert [(event["type"], who(event["actor"])) for event in found if event["type"] == "PROTEST"] == [
        ("PROTEST", [("PER", ["EDU"])])
    ]
    assert "EDU" in who([*events(text, claim(text, "protest", "protest", teachers))[0]["actor"]])[0][1]


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("Voters voted on Sunday for a new parliament.", "support", "voted"),
        ("The king called early elections.", "demand", "called"),
        ("The rebels claimed responsibility.", "oppose", "claimed"),
    ],
)
def test_elections_and_who_claims_a_deed_are_no_act_towards_anybody(text: str, kind: str, trigger: str) -> None:
    somebody = actor(text, "actor", text.split()[1 if text.startswith("The") else 0], "group", "PER")
    assert events(text, claim(text, kind, trigger, somebody)) == []
    other = text.replace("voted", "asked").replace("called early", "called for").replace("responsibility", "fraud")
    assert len(events(other, claim(other, kind, other.split()[2] if "asked" not in other else "asked"))) == 1


def test_a_town_that_is_taken_is_seized_and_a_man_arrested() -> None:
    """PLOVER's abduction is of people; a person who is seized by soldiers is arrested."""
    text = "Rebels captured the town."
    (found,) = events(text, claim(text, "assault", "captured", actor(text, "actor", "Rebels", "group", "MLI")))
    assert (found["type"], found["mode"]) == ("COERCE", "seize")
    text = "Rebels captured three tourists."
    (found,) = events(text, claim(text, "assault", "captured", actor(text, "actor", "Rebels", "group", "MLI")))
    assert (found["type"], found["mode"]) == ("ASSAULT", "abduct")
    text = "Soldiers seized President Ona Dube."
    sides = [actor(text, "actor", "Soldiers", "group", "GAB"), actor(text, "target", "Ona Dube", "person", "GAB")]
    (found,) = events(text, claim(text, "coerce", "seized", *sides))
    assert (found["type"], found["mode"]) == ("COERCE", "arrest")


def test_those_who_fall_in_a_clash_fought() -> None:
    """Two armed sides of a clash hit each other; an army and its state's rebels do, told as one subject."""
    text = "Two Thai soldiers died in a clash with Lao troops."
    sides = [
        actor(text, "actor", "Lao troops", "group", "LAO"),
        actor(text, "target", "Thai soldiers", "group", "THA"),
    ]
    assert [event["reciprocal"] for event in events(text, claim(text, "assault", "clash", *sides))] == [True]
    assert [event["reciprocal"] for event in events(text, claim(text, "assault", "died", *sides))] == [False]
    text = "The army and the rebels fought for a bridge."
    both = [actor(text, "actor", name, "group", "SSD") for name in ("army", "rebels")]
    assert [event["reciprocal"] for event in events(text, claim(text, "assault", "fought", *both))] == [True]


def test_the_people_of_a_gathering_are_hit() -> None:
    text = "Police broke up a rally by nurses."
    sides = [actor(text, "actor", "Police", "group", "TGO"), actor(text, "target", "rally", "group", None)]
    (found,) = events(text, claim(text, "assault", "broke up", *sides))
    assert who(found["recipient"]) == [("TGO", ["HLH"])]


def test_people_of_one_side_who_meet_are_the_scene_of_what_happens() -> None:
    text = "A shell hit a meeting of officials."
    officials = actor(text, "participant", "officials", "group", "SYR")
    meeting = claim(text, "meeting", "meeting", officials)
    hit = claim(text, "assault", "hit", actor(text, "target", "officials", "group", "SYR"))
    assert [event["type"] for event in events(text, meeting, hit)] == ["ASSAULT"]
    assert [event["type"] for event in events(text, meeting)] == ["CONSULT"]


@pytest.mark.parametrize(
    ("text", "printed", "sectors"),
    [
        ("U.S. Secretary of State Ada Lund left.", "Ada Lund", ("GOV",)),
        ("The leader of the southern rebels left.", "leader", ("REB",)),
        ("Planes of the Saudi-led coalition left.", "Saudi-led coalition", ("MIL",)),
        ("The ruling coalition left.", "ruling coalition", ("PTY",)),
    ],
)
def test_titles_and_heads_with_of(text: str, printed: str, sectors: tuple[str, ...]) -> None:
    kind: ActorKind = "person" if printed in {"Ada Lund", "leader"} else "group"
    assert Describer(GAZETTEER).sectors(actor(text, "actor", printed, kind, "USA"), text) == sectors


def test_a_state_beside_its_rebels_is_not_said_twice() -> None:
    text = "Indonesia and the rebels signed a deal."
    sides = [actor(text, "party", "Indonesia", "state", "IDN"), actor(text, "party", "rebels", "group", "IDN")]
    (found,) = events(text, claim(text, "agreement", "deal", *sides))
    assert who(found["actor"]) == [("IDN", ["GOV"]), ("IDN", ["REB"])]


def test_two_measures_of_one_sentence_are_two_events() -> None:
    text = "Officers seized power and put the president under arrest."
    officers = actor(text, "actor", "Officers", "group", "GAB")
    seized = claim(text, "coerce", "seized", officers, cell(text, "field:kind", "seized", "seizure"))
    held = claim(text, "coerce", "put", officers, cell(text, "field:kind", "arrest", "arrest"))
    assert [event["mode"] for event in events(text, seized, held)] == ["seize", "arrest"]


def test_weapons_that_are_tried_hit_nobody() -> None:
    """A rocket launched at somebody is an attack."""
    for text, type_ in (
        ("Togo launched a long-range rocket on Sunday.", "MOBILIZE"),
        ("Togo launched a long-range rocket at Benin on Sunday.", "ASSAULT"),
    ):
        sides = [actor(text, "actor", "Togo", "state", "TGO")]
        assert [event["type"] for event in events(text, claim(text, "assault", "launched", *sides))] == [type_]


def test_a_deed_for_which_somebody_is_jailed_is_no_event() -> None:
    text = "A court in Accra jailed two men for the murder of a nurse."
    court, men = (
        actor(text, "actor", "court in Accra", "group", "GHA"),
        actor(text, "target", "two men", "group", "GHA"),
    )
    jailed = claim(
        text,
        "coerce",
        "jailed",
        court,
        men,
        cell(text, "field:kind", "jailed", "conviction"),
        cell(text, "field:issue", "murder of a nurse", "murder"),
    )
    murder = claim(text, "assault", "murder", actor(text, "target", "nurse", "group", "GHA"))
    assert [event["type"] for event in events(text, jailed, murder)] == ["SANCTION"]


def test_whose_words_they_are_acts_in_words() -> None:
    text = "Ada Lund urged Norwegians to save power."
    teller = cell(text, "said_by", "Ada Lund", Actor("Ada Lund", "person", "NOR"))
    urged = claim(text, "demand", "urged", teller, actor(text, "target", "Norwegians", "state", "NOR", "Norway"))
    assert [who(event["actor"])[0][0] for event in events(text, urged)] == ["NOR"]


def test_talks_broken_off_are_one_sanction() -> None:
    text = "China halted talks with Japan."
    sides = [("China", "CHN"), ("Japan", "JPN")]
    halted = claim(
        text,
        "sanction",
        "halted",
        actor(text, "actor", "China", "state", "CHN"),
        actor(text, "target", "Japan", "state", "JPN"),
        cell(text, "field:stage", "halted", "imposed"),
    )
    meeting = (actor(text, "participant", name, "state", code) for name, code in sides)
    talks = claim(text, "meeting", "talks", *meeting, status="cancelled")
    assert [event["type"] for event in events(text, halted, talks)] == ["SANCTION"]


def test_who_somebody_is_by_an_earlier_deed_is_no_event() -> None:
    text = "Police shot a man who had robbed a bank."
    man, police = actor(text, "target", "man", "group", "PER"), actor(text, "actor", "Police", "group", "PER")
    shot = claim(text, "assault", "shot", police, man)
    robbed = claim(text, "coerce", "robbed", actor(text, "actor", "man", "group", "PER"))
    assert [event["type"] for event in events(text, shot, robbed)] == ["ASSAULT"]
    assert [event["type"] for event in events(text, robbed)] == ["COERCE"]
    text = "Peru said on Monday that Chile had closed the border."
    said = claim(text, "oppose", "said", actor(text, "actor", "Peru", "state", "PER"))
    closed = claim(text, "coerce", "closed", actor(text, "actor", "Chile", "state", "CHL"))
    assert "COERCE" in {event["type"] for event in events(text, said, closed)}


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("Police closed a square in what the mayor called a precaution.", "oppose", "called"),
        ("Police closed a square in response to a visit by the mayor.", "meeting", "visit"),
        ("Police closed a square to avert a strike.", "protest", "strike"),
        ("Police closed a square under a deal with the mayor.", "agreement", "deal"),
    ],
)
def test_what_is_told_by_the_way_is_no_event(text: str, kind: str, trigger: str) -> None:
    police = actor(text, "actor", "Police", "group", "PER")
    aside = claim(text, kind, trigger, police, sure=0.95)
    assert [event["type"] for event in events(text, claim(text, "coerce", "closed", police), aside)] == ["COERCE"]


def test_what_a_signed_agreement_provides_for_is_no_event() -> None:
    text = "Peru and Chile signed an accord on the pullout of troops."
    sides = [actor(text, "party", *side) for side in (("Peru", "state", "PER"), ("Chile", "state", "CHL"))]
    accord, pullout = (
        claim(text, "agreement", "accord", *sides, cell(text, "field:stage", "signed", "signed")),
        claim(text, "retreat", "pullout", actor(text, "actor", "Chile", "state", "CHL"), status="planned"),
    )
    assert [event["type"] for event in events(text, accord, pullout)] == ["SUPPORT"]


def test_a_pronoun_means_whom_the_deed_before_hit() -> None:
    text = "Police arrested a teacher and charged him with theft."
    police, teacher = actor(text, "actor", "Police", "group", "PER"), actor(text, "target", "teacher", "group", "PER")
    arrested = claim(text, "coerce", "arrested", police, teacher, cell(text, "field:kind", "arrested", "arrest"))
    charged = claim(text, "coerce", "charged", police, cell(text, "field:kind", "charged", "charge"))
    found = [who(event["recipient"]) for event in events(text, arrested, charged)]
    assert found == [[("PER", ["EDU"])], [("PER", ["EDU"])]]


def test_who_claims_a_deed_did_it() -> None:
    text = "A bomb killed a judge in Lima; the Shining Path claimed responsibility."
    killed = claim(text, "assault", "killed", actor(text, "target", "judge", "group", "PER"))
    claimed = claim(text, "oppose", "claimed", actor(text, "actor", "Shining Path", "group", "PER"))
    (found,) = events(text, killed, claimed)
    assert who(found["actor"]) == [("PER", ["REB"])]


def test_protesters_who_name_nobody_mean_their_government() -> None:
    text = "Peruvian nurses marched."
    marched = claim(text, "protest", "marched", actor(text, "actor", "Peruvian nurses", "group", "PER"))
    assert who(events(text, marched)[0]["recipient"]) == [("PER", ["GOV"])]


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "who_acts", "event"),
    [
        ("Students occupied the ministry.", "coerce", "occupied", "Students", ("PROTEST", "obstruct")),
        ("Soldiers occupied the ministry.", "coerce", "occupied", "Soldiers", ("COERCE", "seize")),
        ("Police raided the office.", "assault", "raided", "Police", ("COERCE", "seize")),
        ("Rebels raided the office.", "assault", "raided", "Rebels", ("ASSAULT", None)),
        ("Gunmen abducted a nurse.", "assault", "abducted", "Gunmen", ("ASSAULT", "abduct")),
        ("Protesters stormed the compound.", "protest", "stormed", "Protesters", ("PROTEST", "riot")),
        ("Peruvian bombed a camp.", "assault", "bombed", "Peruvian", ("ASSAULT", "heavy-weapons")),
    ],
)
def test_what_follows_from_who_does_it(
    text: str, kind: str, trigger: str, who_acts: str, event: tuple[str, str | None]
) -> None:
    by = actor(text, "actor", who_acts, "state" if who_acts == "Peruvian" else "group", "PER")
    seized = [cell(text, "field:kind", trigger, "seizure")] if kind == "coerce" else []
    found = events(text, claim(text, kind, trigger, by, *seized))[0]
    assert (found["type"], found["mode"]) == event


def test_who_answers_a_deed_means_those_who_did_it() -> None:
    text = "India struck Pakistan, and Islamabad vowed to hit back."
    struck = claim(
        text,
        "assault",
        "struck",
        actor(text, "actor", "India", "state", "IND"),
        actor(text, "target", "Pakistan", "state", "PAK"),
    )
    vowed = claim(text, "threat", "vowed", actor(text, "actor", "Islamabad", "state", "PAK", "Pakistan"))
    found = {event["type"]: event for event in events(text, struck, vowed)}
    assert who(found["THREATEN"]["recipient"]) == [("IND", ["GOV"])]


def test_an_embassy_that_is_closed_is_one_sanction() -> None:
    text = "Peru closed its embassy in Chad."
    sides = [actor(text, role, "Peru", "state", "PER") for role in ("actor", "party")]
    chad = [actor(text, role, "Chad", "state", "TCD") for role in ("target", "party")]
    closed = [
        claim(text, "sanction", "closed", sides[0], chad[0], cell(text, "field:stage", "closed", "imposed")),
        claim(text, "relations", "closed", sides[1], chad[1]),
        claim(text, "coerce", "closed", sides[0]),
    ]
    assert [event["type"] for event in events(text, *closed)] == ["SANCTION"]


def test_who_acts_for_an_organisation_of_states_has_a_sector() -> None:
    describer = Describer(GAZETTEER)
    for printed, sector in (("NATO warplanes", "MIL"), ("NATO", "IGO")):
        text = f"{printed} met."
        one = cell(text, "role:actor", printed, Actor("NATO", "organisation", None, "NATO"))
        assert describer.sectors(one, text) == (sector,)


def test_a_pullout_that_is_planned_is_promised() -> None:
    text = "Peru will withdraw troops from Chad."
    out = claim(
        text,
        "deployment",
        "withdraw",
        actor(text, "actor", "Peru", "state", "PER"),
        cell(text, "field:stage", "withdraw", "withdrawal"),
        status="planned",
    )
    assert [event["type"] for event in events(text, out)] == ["AGREE"]


def test_whom_gunmen_seize_they_abduct() -> None:
    text = "Gunmen seized the mayor and a bridge."
    kind, gunmen = cell(text, "field:kind", "seized", "seizure"), actor(text, "actor", "Gunmen", "group", "PER")
    modes = {
        printed: events(
            text, claim(text, "coerce", "seized", gunmen, kind, actor(text, "target", printed, "group", "PER"))
        )
        for printed in ("mayor", "bridge")
    }
    assert [(found[0]["type"], found[0]["mode"]) for found in modes.values()] == [
        ("ASSAULT", "abduct"),
        ("COERCE", "seize"),
    ]


def test_rebels_who_hit_a_town_hit_their_state() -> None:
    text = "Rebels and an army shelled Huambo."
    town = actor(text, "target", "Huambo", "group", "AGO")
    found = [
        events(text, claim(text, "assault", "shelled", actor(text, "actor", by, "group", "AGO"), town))[0]["recipient"]
        for by in ("Rebels", "army")
    ]
    assert [[country for country, _ in who(side)] for side in found] == [["AGO"], []]


def test_things_are_not_protested_against() -> None:
    text = "Nurses marched against alleged fraud."
    nurses, fraud = (
        actor(text, "actor", "Nurses", "group", "PER"),
        actor(text, "target", "alleged fraud", "group", "PER"),
    )
    assert who(events(text, claim(text, "protest", "marched", nurses, fraud))[0]["recipient"]) == [("PER", ["GOV"])]


def test_a_truce_that_is_agreed_to_is_no_promise_beside_it() -> None:
    text = "The rebels agreed to a truce."
    rebels = actor(text, "actor", "rebels", "group", "PER")
    agreed = claim(text, "retreat", "agreed", rebels, cell(text, "field:kind", "truce", "ceasefire"))
    planned = claim(text, "retreat", "truce", rebels, cell(text, "field:kind", "truce", "ceasefire"), status="planned")
    assert [(event["type"], event["mode"]) for event in events(text, agreed, planned)] == [("RETREAT", "ceasefire")]


@pytest.mark.parametrize(
    ("text", "triggers", "types"),
    [
        ("Peru's cabinet sacked the mayor and dissolved the council.", ("sacked", "dissolved"), ["SANCTION", "COERCE"]),
        ("Peru's cabinet shut its embassy.", ("shut", "shut"), ["SANCTION"]),
        ("Peru's cabinet cut the town off.", ("cut", "off"), ["SANCTION"]),
    ],
)
def test_a_measure_by_other_words_is_another_one(text: str, triggers: tuple[str, str], types: list[str]) -> None:
    cabinet = actor(text, "actor", "cabinet", "group", "PER")
    hit = actor(text, "target", text.split()[-2], "group", "PER")
    told = [claim(text, kind, by, cabinet, hit) for kind, by in zip(("sanction", "coerce"), triggers, strict=True)]
    assert [event["type"] for event in events(text, *told)] == types


def test_who_walks_out_is_not_who_asks() -> None:
    """Those who march to demand something only protest; a deputy who demands it is another one."""
    text = "Lawmakers walked out when a southern deputy called for an inquiry."
    lawmakers = actor(text, "actor", "Lawmakers", "group", "PER")
    walked = claim(text, "protest", "walked out", lawmakers)
    theirs = claim(text, "demand", "called", replace(lawmakers, value=Actor("deputies", "group", "PER")))
    other = claim(text, "demand", "called", actor(text, "actor", "deputy", "group", "PER"))
    assert [event["type"] for event in events(text, walked, theirs)] == ["PROTEST"]
    assert [event["type"] for event in events(text, walked, other)] == ["PROTEST", "REQUEST"]


def test_a_promise_of_one_side_is_not_the_retreat_of_the_other() -> None:
    text = "Nurses returned to work after the minister promised to talk."
    back = claim(
        text,
        "concede",
        "returned",
        actor(text, "actor", "Nurses", "group", "PER"),
        cell(text, "field:kind", "returned", "return"),
    )
    promised = claim(text, "agreement", "promised", actor(text, "party", "minister", "group", "PER"), status="planned")
    assert sorted(event["type"] for event in events(text, back, promised)) == ["AGREE", "RETREAT"]


def test_who_asks_for_forgiveness_gives_way() -> None:
    """Whose words they are acts, though nobody plays the part of the actor."""
    text = "The minister asked the families for forgiveness."
    whom = actor(text, "target", "families", "group", "PER")
    said = cell(text, "said_by", "minister", Actor("minister", "group", "PER"))
    found = events(text, claim(text, "demand", "asked", whom, said, cell(text, "field:issue", "forgiveness", "f")))
    assert [(event["type"], who(event["actor"])) for event in found] == [("CONCEDE", [("PER", ["GOV"])])]


def test_who_protested_is_told_of_those_who_are_hit_for_it() -> None:
    """Not of those who only are who they are: "pirates who had captured it"."""
    text = "Police fired on workers who had blocked a road."
    workers = actor(text, "target", "workers", "group", "PER")
    fired = claim(text, "assault", "fired", actor(text, "actor", "Police", "group", "PER"), workers)
    blocked = claim(text, "protest", "blocked", replace(workers, field="role:actor"))
    before = claim(text, "protest", "blocked", actor(text, "actor", "Police", "group", "CHL"))
    assert [event["type"] for event in events(text, fired, blocked)] == ["ASSAULT", "PROTEST"]
    assert [event["type"] for event in events(text, fired, before)] == ["ASSAULT"]


def test_a_protest_in_the_next_sentence_is_at_whoever_struck() -> None:
    first, second = "Hungarian police beat migrants on the Serbian border.", "Belgrade protested."
    text = f"{first} {second}"
    police, belgrade = actor(text, "actor", "police", "group", "HUN"), actor(text, "actor", "Belgrade", "state", "SRB")
    beat = claim(text, "assault", "beat", police, actor(text, "target", "migrants", "group", "HUN"))
    words = claim(text, "oppose", "protested", belgrade)
    beat = replace(beat, evidence=(Evidence(0, len(first), ()),))
    words = replace(words, evidence=(Evidence(len(first) + 1, len(text), ()),))
    assert [who(event["recipient"]) for event in events(text, beat, words)][1:] == [[("HUN", ["COP"])]]


def test_whom_police_drag_off_they_arrest_and_masked_men_abduct() -> None:
    text = "Police and gunmen dragged two teachers off."
    teachers = actor(text, "target", "teachers", "group", "PER")
    found = [
        events(text, claim(text, "coerce", "dragged", actor(text, "actor", by, "group", "PER"), teachers))[0]
        for by in ("Police", "gunmen")
    ]
    assert [(event["type"], event["mode"]) for event in found] == [("COERCE", "arrest"), ("ASSAULT", "abduct")]


def test_an_organisation_to_which_somebody_complains_is_not_accused() -> None:
    text = "Iraq complained to the United Nations about a Turkish raid."
    nations = replace(
        actor(text, "target", "United Nations", "organisation", None),
        value=Actor("United Nations", "organisation", None, "UN"),
    )
    found = events(text, claim(text, "oppose", "complained", actor(text, "actor", "Iraq", "state", "IRQ"), nations))
    assert [country for country, _ in who(found[0]["recipient"])] == ["TUR"]


def test_a_state_that_shells_does_so_by_its_forces() -> None:
    """Also where it is accused of it: then the shelling is no event beside the accusation."""
    text = "Chile accused Peru of shelling Arica with rockets."
    shelled = claim(text, "assault", "shelling", actor(text, "actor", "Peru", "state", "PER"))
    (event,) = events(text, shelled)
    assert (event["mode"], who(event["actor"])) == ("heavy-weapons", [("PER", ["MIL"])])
    issue = cell(text, "field:issue", "shelling Arica", "shelling Arica")
    sides = actor(text, "actor", "Chile", "state", "CHL"), actor(text, "target", "Peru", "state", "PER")
    assert [one["type"] for one in events(text, shelled, claim(text, "oppose", "accused", *sides, issue))] == ["ACCUSE"]


@pytest.mark.parametrize(
    ("text", "type_", "first", "second", "others", "count"),
    [
        ("The army jailed the mayor and banned rallies.", "coerce", "jailed", "banned", "army", 2),
        ("The army shelled a village and rebels mined a road.", "assault", "shelled", "mined", "rebels", 2),
        ("The army shelled a village and bombed a road.", "assault", "shelled", "bombed", "army", 1),
    ],
)
def test_two_deeds_of_one_type_are_two(text: str, type_: str, first: str, second: str, others: str, count: int) -> None:
    """By other ways or by others, in other words; two words of one way are one deed."""
    kinds = [cell(text, "field:kind", first, "arrest")] if type_ == "coerce" else []
    one = claim(text, type_, first, actor(text, "actor", "army", "group", "PER"), *kinds)
    two = claim(text, type_, second, actor(text, "actor", others, "group", "PER"))
    assert len(events(text, one, two)) == count


def test_words_for_nobody_answer_the_only_ones_who_did_something() -> None:
    """Who did not suffer it as well; of two who did something nobody knows which."""
    text = "Soldiers took the mayor, gunmen fired, a neighbour protested, a charge dismissed."
    took = claim(text, "coerce", "took", actor(text, "actor", "Soldiers", "group", "PER"))
    protest = claim(text, "oppose", "protested", actor(text, "actor", "neighbour", "group", "CHL"))
    kind = cell(text, "field:kind", "dismissed", "rejection")
    dismissed = claim(text, "oppose", "dismissed", replace(took.cells[0], field="role:actor"), kind)
    fired = claim(text, "assault", "fired", actor(text, "actor", "gunmen", "group", "BOL"))
    one, two = events(text, took, protest, dismissed), events(text, took, fired, protest)
    found = [[country for country, _ in who(event["recipient"])] for event in (one[1], one[2], two[2])]
    assert [event["type"] for event in one] == ["COERCE", "ACCUSE", "REJECT"]
    assert found == [["PER"], ["CHL"], []]


def test_what_follows_upon_a_relative_clause_is_no_aside() -> None:
    """Nor is a protest part of a release, or an arrest by those who protest the protest."""
    text = "A mayor left after students who had occupied a hall were cleared by marines, Peru said."
    cleared = claim(text, "coerce", "cleared", actor(text, "actor", "marines", "group", "PER"))
    left = claim(text, "concede", "left", actor(text, "actor", "mayor", "group", "PER"))
    assert [event["type"] for event in events(text, left, cleared)][1:] == ["COERCE"]
    text = "Peasants protesting at a mine held three guards and let them go."
    peasants = actor(text, "actor", "Peasants", "group", "PER")
    held = claim(text, "coerce", "held", peasants, cell(text, "field:kind", "held", "arrest"))
    freed = claim(text, "concede", "let", peasants, cell(text, "field:kind", "let", "release"))
    assert [event["type"] for event in events(text, claim(text, "protest", "protesting", peasants), held, freed)] == [
        "PROTEST",
        "COERCE",
        "RETREAT",
    ]


def test_who_holds_people_without_law_abducts_them() -> None:
    text = "Police and gunmen hold two teachers."
    kind = cell(text, "field:kind", "hold", "arrest")
    teachers = actor(text, "target", "teachers", "group", "PER")
    found = [
        events(text, claim(text, "coerce", "hold", actor(text, "actor", by, "group", "PER"), teachers, kind))[0]
        for by in ("Police", "gunmen")
    ]
    assert [(event["type"], event["mode"]) for event in found] == [("COERCE", "arrest"), ("ASSAULT", "abduct")]


def test_what_opens_again_by_itself_is_no_concession() -> None:
    text = "Kabul airport reopened on Monday and Peru reopened schools."
    one = claim(text, "concede", "reopened", cell(text, "where", "Kabul", Place("Kabul", "AFG")))
    other = replace(one, id="b", triggers=(Span(text.rindex("reopened"), text.rindex("reopened") + 8),))
    assert (events(text, one), len(events(text, other))) == ([], 1)


def test_who_alone_acts_with_arms_did_what_nobody_did() -> None:
    text = "Nine men were killed aboard a ship that marines boarded and rebels seized."
    killed = claim(text, "assault", "killed", actor(text, "target", "men", "group", "TUR"))
    boarded = claim(text, "coerce", "boarded", actor(text, "actor", "marines", "group", "ISR"))
    seized = claim(text, "coerce", "seized", actor(text, "actor", "rebels", "group", "LBN"))
    found = [events(text, killed, boarded), events(text, killed, boarded, seized)]
    assert [who(each[0]["actor"]) for each in found] == [[("ISR", ["MIL"])], []]


def test_so_many_without_a_noun_are_of_those_before() -> None:
    """Not where a noun follows."""
    for words, count in (("several so badly", 1), ("several doors", 0)):
        text = f"Police arrested teachers in Lima, beating {words}."
        police = actor(text, "actor", "Police", "group", "PER")
        arrested = claim(text, "coerce", "arrested", police, actor(text, "target", "teachers", "group", "PER"))
        found = events(text, arrested, claim(text, "assault", "beating", police))
        assert who(found[1]["recipient"]) == [("PER", ["EDU"])] * count


def test_from_whose_border_somebody_withdraws() -> None:
    text = "Iraq pulled its troops back from the Kuwaiti border."
    (event,) = events(text, claim(text, "retreat", "pulled", actor(text, "actor", "Iraq", "state", "IRQ")))
    assert [country for country, _ in who(event["recipient"])] == ["KWT"]


def test_whom_nobody_arrests_the_police_of_the_place_do() -> None:
    """Else those of their own state; who is shot by nobody is shot by nobody."""
    text = "Two Kenyans were arrested in Lima."
    kenyans, kind = actor(text, "target", "Kenyans", "group", "KEN"), cell(text, "field:kind", "arrested", "arrest")
    arrested = claim(text, "coerce", "arrested", kenyans, kind)
    there = claim(text, "coerce", "arrested", kenyans, kind, cell(text, "where", "Lima", Place("Lima", "PER")))
    shot = claim(text, "assault", "arrested", kenyans)
    found = [who(events(text, one)[0]["actor"]) for one in (arrested, there, shot)]
    assert found == [[("KEN", ["COP"])], [("PER", ["COP"])], []]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gunmen shot a judge, an attack claimed by the ELN.", [("COL", ["REB"])]),
        ("Gunmen shot a judge. The ELN said it had carried out the attack.", [("COL", ["REB"])]),
        ("Gunmen shot a judge. The ELN said it had heard of the attack.", [("PER", ["UAF"])]),
        ("Police shot a judge, an attack claimed by the ELN.", [("PER", ["COP"])]),
    ],
)
def test_a_movement_that_says_so_did_it(text: str, found: list[tuple[str, list[str]]]) -> None:
    """In place of gunmen of whom nobody knows more."""
    by = actor(text, "actor", text.split(maxsplit=1)[0], "group", "PER")
    shot = claim(text, "assault", "shot", by, actor(text, "target", "judge", "group", "PER"))
    assert who(events(text, shot)[0]["actor"]) == found


def test_words_of_the_next_sentence_answer_what_was_done() -> None:
    first, second = "North Korea blew up an office.", "Seoul said it would respond."
    text = f"{first} {second}"
    north = actor(text, "actor", "North Korea", "state", "PRK")
    blew = claim(text, "assault", "blew up", north)
    threat = claim(text, "threat", "respond", actor(text, "actor", "Seoul", "state", "KOR"))
    blew = replace(blew, evidence=(Evidence(0, len(first), ()),))
    threat = replace(threat, evidence=(Evidence(len(first) + 1, len(text), ()),))
    assert who(events(text, blew, threat)[1]["recipient"])[0][0] == "PRK"


def test_what_somebody_calls_the_deed_of_others_accuses_them() -> None:
    """Beside another event; where it says nothing of who did it, it is only a name for it."""
    found = []
    for words in ("described as reprisals by the army", "described as reprisals"):
        text = f"Refugees appealed for help against what the spokesman {words}."
        people = actor(text, "actor", "Refugees", "group", "BDI")
        asked = claim(text, "demand", "appealed", people)
        found.append([event["type"] for event in events(text, asked, claim(text, "oppose", "described", people))])
    assert found == [["REQUEST", "ACCUSE"], ["REQUEST"]]


def test_what_is_given_to_relatives_is_for_them() -> None:
    """Not for the dead, nor for those of whom the rest of the sentence tells."""
    for words, sectors in (("to his mother", ["CVL"]), ("in Lima, and spoke to his mother", ["PTY"])):
        text = f"Guards handed the body of the politician {words}."
        guards, dead = (
            actor(text, "actor", "Guards", "group", "PER"),
            actor(text, "target", "politician", "person", "PER"),
        )
        (event,) = events(text, claim(text, "concede", "handed", guards, dead))
        assert who(event["recipient"]) == [("PER", sectors)]


def test_who_resigns_over_a_deed_does_not_end_it() -> None:
    """What ends is told by the words of the issue alone: "lifted a curfew"."""
    text = "Soldiers stormed a camp and the premier resigned over the bloodshed."
    soldiers, premier = (
        actor(text, "actor", "Soldiers", "group", "EGY"),
        actor(text, "actor", "premier", "group", "EGY"),
    )
    stormed = claim(text, "assault", "stormed", soldiers)
    again = claim(text, "assault", "bloodshed")
    stormed = replace(stormed, triggers=(*stormed.triggers, *again.triggers))
    left = claim(
        text,
        "concede",
        "resigned",
        premier,
        cell(text, "field:issue", "bloodshed", "bloodshed"),
        cell(text, "field:kind", "resigned", "resignation"),
    )
    assert [event["type"] for event in events(text, stormed, left)] == ["ASSAULT", "RETREAT"]
    assert [event["type"] for event in events(text, again, left)] == ["RETREAT"]


def test_what_somebody_tells_is_no_aside_whatever_stands_before_that() -> None:
    """As against who somebody is by an earlier deed."""
    found = []
    for words in ("An officer announced before dawn that Chile's president had", "An officer freed a crew that had"):
        text = f"{words} resigned after gunmen shot nine marchers."
        gunmen = actor(text, "actor", "gunmen", "group", "CHL")
        shot = claim(text, "assault", "shot", gunmen)
        left = claim(text, "concede", "resigned", actor(text, "actor", "An officer", "group", "CHL"))
        found.append(len(events(text, shot, left)))
    assert found == [2, 1]


def test_the_mode_is_told_in_the_clause_of_the_deed() -> None:
    """Not by what else the sentence tells of."""
    text = "The mayor was led away by officers, and access to social media was throttled."
    officers, mayor = (
        actor(text, "actor", "officers", "group", "PER"),
        actor(text, "target", "The mayor", "group", "PER"),
    )
    found = events(text, claim(text, "coerce", "led", officers, mayor))
    assert [event["mode"] for event in found] == ["arrest"]
    text = "Gunmen killed a lawmaker before herders with spears fought."
    gunmen, lawmaker = (
        actor(text, "actor", "Gunmen", "group", "KEN"),
        actor(text, "target", "a lawmaker", "group", "KEN"),
    )
    (found_one,) = events(text, claim(text, "assault", "killed", gunmen, lawmaker))
    assert found_one["mode"] == "assassinate"


def test_who_suspends_people_punishes_them() -> None:
    """Who suspends a measure gives in."""
    found = []
    for words in ("15,000 teachers", "a ban on foreign teachers"):
        text = f"Turkey suspended {words}."
        turkey = actor(text, "actor", "Turkey", "state", "TUR")
        hit = actor(text, "target", words, "group", "TUR")
        lifted = cell(text, "field:stage", "suspended", "lifted")
        found += [event["type"] for event in events(text, claim(text, "sanction", "suspended", turkey, hit, lifted))]
    assert found == ["SANCTION", "CONCEDE"]


def test_what_rulers_threaten_with_is_not_whom_they_threaten() -> None:
    """Their own army is no recipient; police whom they say they will sack are."""
    found = []
    for words in ("call out the army", "clear the square by force of arms and police", "sack the police"):
        text = f"Chile's president threatened to {words}."
        ruler = actor(text, "actor", "Chile's president", "group", "CHL")
        issue = cell(text, "field:issue", words, words)
        (event,) = events(text, claim(text, "threat", "threatened", ruler, issue))
        found.append(who(event["recipient"]))
    assert found == [[], [], [("CHL", ["COP"])]]


def test_two_deeds_hit_people_of_other_sectors() -> None:
    """Though nobody says who did one of them; the same people are hit once."""
    found = []
    for words in ("an opposition lawmaker", "villagers"):
        text = f"Herders attacked farmers in Kenya after the murder of {words}."
        herders = actor(text, "actor", "Herders", "group", "KEN")
        one = claim(text, "assault", "attacked", herders, actor(text, "target", "farmers", "group", "KEN"))
        two = claim(text, "assault", "murder", actor(text, "target", words, "group", "KEN"))
        found.append(len(events(text, one, two)))
    assert found == [2, 2]
    text = "Herders attacked villagers in Kenya after the murder of villagers."
    herders = actor(text, "actor", "Herders", "group", "KEN")
    hit = actor(text, "target", "villagers", "group", "KEN")
    one, two = claim(text, "assault", "attacked", herders, hit), claim(text, "assault", "murder", hit)
    assert len(events(text, one, two)) == 1


def test_who_breaks_off_contact_punishes_whoever_does_it() -> None:
    """Leaders of a protest too: it is not the protest that is banned."""
    text = "Protest leaders in Sudan cut all contact with the generals."
    leaders = actor(text, "actor", "Protest leaders", "group", "SDN")
    generals = actor(text, "target", "generals", "group", "SDN")
    (found,) = events(text, claim(text, "sanction", "cut", leaders, generals))
    assert found["type"] == "SANCTION"


def test_who_denies_something_does_not_say_so_to_whom_it_happened() -> None:
    text = "The Serbian police chief denied that his men had beaten students."
    chief, issue = actor(text, "actor", "police chief", "person", "SRB"), "that his men had beaten students"
    kind = cell(text, "field:kind", "denied", "rejection")
    (found,) = events(text, claim(text, "oppose", "denied", chief, kind, cell(text, "field:issue", issue, issue)))
    assert (found["type"], found["recipient"]) == ("REJECT", [])


def test_who_blames_each_other_is_on_both_sides() -> None:
    for text, trigger in (
        ("Chad and Mali blamed each other.", "blamed"),
        ("Chad and Mali traded barbs.", "traded barbs"),
    ):
        sides = actor(text, "actor", "Chad", "state", "TCD"), actor(text, "actor", "Mali", "state", "MLI")
        (found,) = events(text, claim(text, "oppose", trigger, *sides))
        assert found["reciprocal"]
        assert {country for country, _ in who(found["recipient"])} == {"TCD", "MLI"}


def test_a_judge_who_is_suspended_loses_a_post() -> None:
    text = "Mali's president suspended the chief justice."
    people = actor(text, "actor", "president", "group", "MLI"), actor(text, "target", "chief justice", "group", "MLI")
    (found,) = events(text, claim(text, "sanction", "suspended", *people))
    assert (found["type"], found["mode"]) == ("SANCTION", "expel")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali's insurgents rejected an offer of dialogue from Bamako.", [("MLI", ["GOV"])]),
        ("Mali's insurgents rejected a call by trade unions for a truce.", [("MLI", ["LAB"])]),
        ("Mali's insurgents rejected a truce.", []),
    ],
)
def test_who_turns_down_an_offer_turns_down_who_made_it(
    text: str, expected: list[tuple[str | None, list[str]]]
) -> None:
    rebels, issue = actor(text, "actor", "insurgents", "group", "MLI"), text.split("rejected ")[1].rstrip(".")
    kind = cell(text, "field:kind", "rejected", "rejection")
    (found,) = events(text, claim(text, "oppose", "rejected", rebels, kind, cell(text, "field:issue", issue, issue)))
    assert who(found["recipient"]) == expected


def test_a_government_may_be_asked_by_its_own_people() -> None:
    """Not where the state's name only says whose somebody is."""
    text = "Kenyan bishops asked the government to free the strikers."
    people = (
        actor(text, "actor", "bishops", "group", "KEN"),
        actor(text, "target", "government", "state", "KEN", "Kenya"),
    )
    (found,) = events(text, claim(text, "demand", "asked", *people))
    assert who(found["recipient"]) == [("KEN", ["GOV"])]


def test_the_accuser_in_ones_own_state_is_meant_by_a_denial() -> None:
    text = "Kenya's unions accused the police of murder, a charge that the minister dismissed."
    unions, police = actor(text, "actor", "unions", "group", "KEN"), actor(text, "target", "police", "group", "KEN")
    minister, kind = (
        actor(text, "actor", "minister", "group", "KEN"),
        cell(text, "field:kind", "dismissed", "rejection"),
    )
    _, found = events(
        text,
        claim(text, "oppose", "accused", unions, police, cell(text, "field:kind", "accused", "accusation")),
        claim(text, "oppose", "dismissed", minister, kind),
    )
    assert (found["type"], who(found["recipient"])) == ("REJECT", [("KEN", ["LAB"])])


def test_a_promise_between_two_of_one_state_has_both() -> None:
    text = "Rail workers in Chile promised commuters that trains would run."
    people = actor(text, "party", "Rail workers", "group", "CHL"), actor(text, "party", "commuters", "group", "CHL")
    (found,) = events(text, claim(text, "agreement", "promised", *people, status="planned"))
    assert found["reciprocal"]


def test_the_sides_inside_a_state_are_its_government_and_its_rebels() -> None:
    text = "Both sides in Nepal's civil war agreed to a truce."
    (found,) = events(text, claim(text, "retreat", "truce", actor(text, "actor", "Both sides", "group", "NPL")))
    assert who(found["actor"]) == [("NPL", ["GOV", "REB"])]


def test_what_nobody_demands_beside_a_protest_is_the_protest() -> None:
    text = "Thousands marched to demand that Beijing allow elections."
    march = claim(text, "protest", "marched", actor(text, "actor", "Thousands", "group", "HKG"))
    demand = claim(text, "demand", "demand", actor(text, "target", "Beijing", "state", "CHN", "China"))
    assert [event["type"] for event in events(text, march, demand)] == ["PROTEST"]


@pytest.mark.parametrize("when", ["only after", "until", "unless"])
def test_what_has_to_happen_first_is_no_event(when: str) -> None:
    text = f"Mali's rebels said they would talk {when} the army had pulled out of Kidal."
    talks = claim(text, "meeting", "talk", actor(text, "visitor", "rebels", "group", "MLI"), status="planned")
    pullout = claim(text, "retreat", "pulled out", actor(text, "actor", "army", "group", "MLI"))
    assert [event["type"] for event in events(text, talks, pullout)] == ["AGREE"]


def test_who_offers_to_mediate_does_so_to_those_who_would_talk() -> None:
    text = "Norway offered to mediate between Chad and Niger."
    (found,) = events(
        text,
        claim(
            text,
            "meeting",
            "mediate",
            actor(text, "host", "Norway", "state", "NOR"),
            actor(text, "participant", "Chad", "state", "TCD"),
            actor(text, "participant", "Niger", "state", "NER"),
            status="possible",
        ),
    )
    assert (found["type"], found["reciprocal"]) == ("AGREE", False)
    assert [country for country, _ in who(found["actor"])] == ["NOR"]
    assert [country for country, _ in who(found["recipient"])] == ["TCD", "NER"]


@pytest.mark.parametrize(("score", "recipients"), [(0.3, []), (0.9, [("USA", ["GOV"])])])
def test_a_denial_is_meant_for_nobody_who_is_only_guessed(
    score: float, recipients: list[tuple[str, list[str]]]
) -> None:
    text = "Guatemala denied that the poet with a wife in the United States was held."
    said = actor(text, "actor", "Guatemala", "state", "GTM", "Guatemala")
    heard = replace(actor(text, "target", "United States", "state", "USA", "United States"), score=score)
    (event,) = events(
        text, claim(text, "oppose", "denied", said, heard, cell(text, "field:kind", "denied", "rejection"))
    )
    assert event["type"] == "REJECT"
    assert who(event["recipient"]) == recipients
