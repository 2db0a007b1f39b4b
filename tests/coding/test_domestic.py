"""General political news: domestic actors with their country, where it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera import pipeline
from foedera.types import Actor, Claim, Filler


def claims(text: str, *, domestic: bool = True) -> tuple[Claim, ...]:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "lead.txt", published="2025-05-06")
    return engine.code(document, domestic=domestic).claims


def people(text: str) -> set[tuple[str, str | None]]:
    """Return name and country of all who play a part in a text."""
    cells = [cell for claim in claims(text) for cell in claim.cells if cell.field.startswith("role:")]
    return {(cell.value.name, cell.value.country) for cell in cells if isinstance(cell.value, Actor)}


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("Soldiers arrested three editors in Harare on Monday.", "Soldiers", "ZWE"),
        ("ACCRA, May 5 - Soldiers arrested three editors on Monday.", "Soldiers", "GHA"),
        ("ACCRA, May 5 - Soldiers arrested three editors on Monday.", "editors", "GHA"),
        ("Prosecutors in Peru accused a banker of fraud.", "Prosecutors", "PER"),
        ("Gunmen attacked a farm in northern Burkina Faso.", "Gunmen", "BFA"),
    ],
)
def test_domestic_actors_have_their_country(text: str, who: str, country: str) -> None:
    """From the words after, the place, the dateline."""
    assert any(name.startswith(who) and found == country for name, found in people(text))


def test_who_is_of_no_state_stays_so() -> None:
    """A rights group that speaks of Bahrain need not be Bahrain's; Islamic State is of no state."""
    assert ("rights group", "BHR") not in people("A rights group urged Bahrain to free a poet.")
    assert ("Islamic State", None) in people("Islamic State attacked a village in Iraq on Sunday.")


def test_only_where_it_is_asked_for() -> None:
    """In reports on states' dealings a robbery abroad is no claim."""
    text = "Robbers attacked a jeweller near the harbour on Monday, police in Lisbon said."
    assert claims(text, domestic=False) == ()
    assert pipeline.Coding().domestic is False


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The interior minister of Fiji resigned on Monday.", "concede"),  # nobody yields to anybody
        ("Mobs torched a mill in Lahore on Monday.", "protest"),  # "torched" alone would be an attack
        ("Tanks sealed off the television tower in Kaunas.", "coerce"),  # "off the tower" for a phrase of its own
    ],
)
def test_wordings_count_more_than_a_model_that_is_not_quite_sure(text: str, type_: str) -> None:
    assert type_ in {claim.type for claim in claims(text)}


def test_a_noun_of_two_states_is_both_ones() -> None:
    """Beside each other before the noun, or after "of"."""
    assert {("police", "MAR"), ("police", "ESP")} <= people("Moroccan and Spanish police jointly smashed a ring.")
    banks = people("The central banks of Estonia and Finland share data.")
    assert {country for _, country in banks} == {"EST", "FIN"}


def test_the_model_tells_the_status_that_no_word_tells_a_pattern() -> None:
    denied = claims("Rwanda denied massing troops along its frontier with Burundi.")
    assert {claim.status for claim in denied} == {"denied"}


def test_an_accusation_without_an_accuser_counts() -> None:
    (found,) = claims("A corruption indictment was filed against Panama's former tourism minister.")
    assert found.type == "oppose"


def test_words_that_count_stand_for_whom_they_count() -> None:
    """Hundreds of farmers block a road as farmers do."""
    assert "protest" in {claim.type for claim in claims("Hundreds of farmers blocked a road near Lima.")}


def test_a_state_to_which_somebody_yields_is_not_theirs() -> None:
    """The dateline tells whose the opposition is, where the sentence names only the other side."""
    text = "KATHMANDU, May 5 - The opposition accused the premier of ceding a river to India."
    assert ("opposition", "NPL") in people(text)


@pytest.mark.parametrize(
    ("text", "role", "who", "country"),
    [
        ("Rioting broke out in Lagos after the petrol price was raised.", "actor", "Lagos", "NGA"),
        ("Two newspapers in Sudan were shut down.", "target", "newspapers", "SDN"),
        ("The curfew in Managua was eased.", "target", "Managua", "NIC"),
    ],
)
def test_who_stands_in_a_field_or_at_the_place_plays_the_empty_part(
    text: str, role: str, who: str, country: str
) -> None:
    """Passives and nouns name nobody who acts."""
    cell = next(a for claim in claims(text) for a in claim.values(f"role:{role}") if isinstance(a, Actor))
    assert who in cell.name
    assert cell.country == country


def test_a_fire_at_a_place_is_still_nothing() -> None:
    assert claims("A fire killed nine people in Quetta on Monday.") == ()


def test_a_weekday_is_nobody() -> None:
    """Friday is the surname of a prime minister too."""
    assert {country for _, country in people("Pakistan deployed troops to its province on Friday.")} <= {"PAK", None}


def test_rebels_who_talk_with_their_government_stay_themselves() -> None:
    """A movement bears its state's name and is not the state."""
    kinds = dict(people("Talks between Colombia's government and the ELN resumed."))
    assert set(kinds.values()) == {"COL"}
    assert len(kinds) == 2


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("Israel bombed a refugee camp in Lebanon.", "refugee camp", "LBN"),  # "Israel bombed a" does not own the camp
        ("Two Kenyan lawmakers sued the electoral commission.", "electoral commission", "KEN"),
    ],
)
def test_whose_somebody_is_who_receives(text: str, who: str, country: str) -> None:
    assert any(name.startswith(who) and found == country for name, found in people(text))


def test_news_of_work_and_pay_is_news_and_a_match_is_none() -> None:
    """Both are far from dealings between states, a match further."""
    pay = "The nurses' union in Chile is demanding a 20 percent wage increase from two hospitals."
    assert [claim.type for claim in claims(pay)] == ["demand"]
    match = (
        "Ghana attacked from the start and Senegal defended deep. The Black Stars beat their rivals 2-1 in Kumasi as "
        "the captain struck a late free kick. The coach praised his players and said they would fight for the title."
    )
    assert claims(match) == ()


def test_whose_somebody_is_by_the_movement_or_the_other_party() -> None:
    """A movement's man is of its country, wherever he strikes; who signs abroad is not of the place."""
    assert ("Hamas gunman", "PSE") in people("A Hamas gunman shot two settlers in Ashkelon on Sunday.")
    signed = people("Sudan's vice president and a leader of the rebels signed a peace deal in Nairobi on Sunday.")
    assert {country for _, country in signed} == {"SDN"}


def test_a_state_beyond_a_border_plays_no_part() -> None:
    found = people("Congolese rebels shelled the town of Bukavu on the border with Rwanda on Monday.")
    assert "COD" in {country for _, country in found}
    assert "RWA" not in {country for _, country in found}


def test_who_is_for_against_or_akin_to_a_state_is_not_of_it() -> None:
    found = people("Pro-Russian separatists shelled Mariupol on Monday.")
    assert "RUS" not in {country for _, country in found}
    assert people("Ethnic Albanian farmers blocked a road near Skopje on Monday.") & {
        ("Ethnic Albanian farmers", "MKD"),
        ("farmers", "MKD"),
    }


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("Tajik rebels ambushed an army convoy near the Afghan border.", "army convoy", "TJK"),
        ("Moldovan police shot two Russian-speaking separatists.", "separatists", "MDA"),
        ("Bolivia's president met Indian peasants who blocked roads.", "Indian peasants", "BOL"),
        (
            "Pakistan's premier offered talks to India after his air force shot down an Indian warplane.",
            "air force",
            "PAK",
        ),
    ],
)
def test_neither_a_frontier_nor_a_neighbour_tells_whose_somebody_is(text: str, who: str, country: str) -> None:
    assert any(who in name and found == country for name, found in people(text)), people(text)


def test_indian_peasants_are_of_india_where_it_is_named() -> None:
    assert not any("peasants" in name and of == "BOL" for name, of in people("Police in India beat Indian peasants."))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels entered Bukavu on Sunday as soldiers fled.", "coerce"),
        ("Guerrillas streamed into Goma on Sunday.", "coerce"),
        ("Prosecutors searched the offices of a newspaper in Quito.", "coerce"),
        ("Thousands chanted against the mayor outside the town hall in Lima.", "protest"),
        ("Peru and Chile agreed to destroy their land mines.", "agreement"),
        ("The rebels in Chad agreed to a five-day truce on Sunday.", "retreat"),
        ("Angola's president assured aid agencies that the roads would be reopened.", "agreement"),
        ("The Malian rebels accepted the government's invitation.", "agreement"),
        ("Nigeria and Cameroon have settled their dispute over the peninsula.", "agreement"),
        ("The Serbian police chief denied that his men had beaten students.", "oppose"),
        ("The Indonesian government is studying demands made by rebels in Aceh.", "demand"),
        ("Ghana sent an envoy to Togo on Friday to discuss the border.", "meeting"),
        ("Peru's ruling party closed ranks behind the interior minister.", "support"),
        ("Mongolia's prime minister briefed opposition leaders on the talks.", "meeting"),
        ("Miners in Romania got a promise from the government that no more pits would be shut.", "agreement"),
    ],
)
def test_wordings_of_general_news(text: str, kind: str) -> None:
    assert kind in {claim.type for claim in claims(text)}


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("France urged army officers who seized power in Niger to free the head of state.", "army officers", "NER"),
        ("Canada praised election officials after a calm vote in Ghana.", "election officials", "GHA"),
        (
            "Britain blamed separatists armed by Moscow for shooting down a plane over eastern Ukraine.",
            "separatists",
            "UKR",
        ),
        ("Turkey accused Kurdish rebels of killing three teachers in Diyarbakir.", "Kurdish rebels", "TUR"),
    ],
)
def test_those_of_whom_another_state_speaks_are_of_the_place_behind_them(text: str, who: str, country: str) -> None:
    """Not of the state that speaks, nor of the one that arms them."""
    assert {found for name, found in people(text) if name.startswith(who)} == {country}


def test_who_is_hit_at_a_frontier_is_not_of_the_other_side() -> None:
    """Nor is the state beyond it."""
    text = "Hungarian police fired water cannon at migrants on the Serbian border."
    assert "SRB" not in {country for _, country in people(text)}
    assert ("Serbian border guards", "SRB") in people("Hungarian police detained Serbian border guards.")


def test_migrants_are_of_no_state_that_nobody_names() -> None:
    """They are of another one than that which holds them back; refugees with a state's name are of it."""
    assert ("migrants", None) in people("Hungarian police fired tear gas at migrants near Szeged on Monday.")
    assert not people("Hungarian police beat two Afghan refugees near Szeged.").isdisjoint(
        {("Afghan refugees", "AFG"), ("two Afghan refugees", "AFG"), ("Afghanistan", "AFG")}
    )


def test_the_people_of_the_only_state_of_a_sentence_riot() -> None:
    """Of two states nobody knows which."""
    crowds = [
        [cell.value.country for cell in claim.cells if cell.field == "role:actor" and isinstance(cell.value, Actor)]
        for text in ("Peru's president asked for patience after days of riots.", "Peru told Chile of days of riots.")
        for claim in claims(text)
        if claim.type == "protest"
    ]
    assert crowds == [["PER"]]


def test_who_gives_in_to_a_crowd_is_not_the_crowd() -> None:
    (protest,) = [c for c in claims("Nepal's king gave in to three weeks of street protests.") if c.type == "protest"]
    assert [cell.printed for cell in protest.cells if cell.field == "role:actor"] == ["protests"]


def test_what_is_hardly_believed_tells_who_acts_where_a_pattern_confirms_it() -> None:
    """Not what the tree says of a participle: "marchers were driven back by guards [firing] tear gas"."""
    text = "Marchers in Lima were driven back by guards firing tear gas."
    engine = pipeline.load(None, 2)
    (sentence,) = engine.parse(pipeline.document_of(text.encode(), "lead.txt"))
    sentence = replace(sentence, frames=(), faint=())
    (fired,) = [f for f in engine.with_patterns(sentence, domestic=True).frames if text[f.start : f.end] == "firing"]
    guards = Filler("actor", text.index("guards"), text.index("guards") + 6, 0.9)
    faint = replace(sentence, faint=(replace(fired, score=0.2, fillers=(guards,), producer="model"),))
    (told,) = [f for f in engine.with_patterns(faint, domestic=True).frames if text[f.start : f.end] == "firing"]
    assert [text[f.start : f.end] for f in told.fillers if f.label == "actor"] == ["guards"]
    assert told.score == fired.score


def test_the_same_words_are_of_the_state_where_they_act() -> None:
    """Not of the one that the other half of the sentence names beside them."""
    text = "Armed men who have been holding three Italian engineers in the Niger Delta since May released one of them."
    found = [c.value for claim in claims(text) for c in claim.cells if c.printed == "Armed men"]
    assert [actor.country for actor in found if isinstance(actor, Actor)] == ["NGA", "NGA"]


def test_the_crowd_of_places_of_no_state_is_that_of_the_only_state() -> None:
    """Where the place has a state it is the people of the place."""
    text = "Police in Peru shot dead nine people during riots in poor suburbs on Monday."
    found = [cell.value for claim in claims(text) if claim.type == "protest" for cell in claim.cells]
    assert [one.country for one in found if isinstance(one, Actor)] == ["PER"]


def test_those_of_a_part_of_the_world_are_of_no_state() -> None:
    """South Africans are of theirs."""
    text = "European governments opposed the death penalty for a rebel in cities from Athens to Chile."
    assert all(country is None for name, country in people(text) if name.startswith("European"))


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Thousands marched in Tunis on Monday after the murder of a leftist lawmaker.", "assault", "occurred"),
        ("Clerics in Karachi called for calm following the beating of a deputy.", "assault", "occurred"),
        ("The scandal in Sofia led to the resignation of two ministers.", "concede", "occurred"),
        ("Haiti's president announced the dismissal of his police chief.", "coerce", "occurred"),
        ("Negotiators secured the release of nine hostages held by rebels in Chad.", "concede", "occurred"),
        ("Unions in Lima suspended a walkout after the freeing of their leader.", "concede", "occurred"),
    ],
)
def test_deeds_that_nouns_tell_of_are_told(text: str, kind: str, status: str) -> None:
    """Behind a preposition of time, as what somebody announces or brings about."""
    assert (kind, status) in {(claim.type, claim.status) for claim in claims(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels in Iraq gave up years after the bombing of a mosque.",
        "Thousands marched in Tunis on Monday after the attack.",
    ],
)
def test_a_deed_long_ago_or_of_nobody_only_dates_another(text: str) -> None:
    assert "assault" not in {claim.type for claim in claims(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Water cannon drove a crowd from the gates of a court in Lusaka on Monday.",
        "Snipers picked off marchers in central Kiev on Thursday.",
        "Commuters in Hong Kong scuffled with activists on Monday.",
    ],
)
def test_rarer_verbs_of_force_tell_of_assaults(text: str) -> None:
    assert "assault" in {claim.type for claim in claims(text)}


def test_what_sets_protests_off_calls_none_off() -> None:
    text = "A court sentenced the rebel chief, setting off protests by Kurds in Athens."
    assert [claim.status for claim in claims(text) if claim.type == "protest"] == ["occurred"]


def test_what_somebody_is_provoked_to_do_is_done() -> None:
    text = "Students stormed parliament in Fiji, provoking troops to shell the campus and arrest nine of them."
    assert {claim.status for claim in claims(text)} == {"occurred"}


def test_states_that_speak_to_somebody_do_not_own_them() -> None:
    """A verb stands between them and "Sudan's minister"."""
    found = people("Sweden and Norway asked Sudan's foreign minister to let aid through.")
    assert {country for name, country in found if name == "Sudan's foreign minister"} == {"SDN"}


def test_the_sides_of_a_conflict_inside_a_state_are_of_it() -> None:
    """Not whoever tells of them."""
    text = "The two sides in Sierra Leone's conflict met in Makeni, U.N. observers who chaired the session said."
    assert people(text) == {("Sierra Leone", "SLE"), ("rebels", "SLE")}


def test_the_pope_is_of_no_state_that_he_speaks_to() -> None:
    assert ("Pope", "VAT") in people("The Pope appealed to both Croatia and Serbia to end the fighting.")


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("A Guatemalan widow told a Spanish court that three former generals had killed her son.", "generals", "GTM"),
        ("Kenyan rebels protested against Norway and seized the governor on Friday.", "governor", "KEN"),
        ("France condemned the coup in Mali and called on the generals to step down.", "generals", "MLI"),
    ],
)
def test_who_is_told_of_is_not_of_those_who_only_hear_it(text: str, who: str, country: str) -> None:
    assert {of for name, of in people(text) if who in name} == {country}


def test_a_crowd_without_a_noun_is_of_the_place() -> None:
    """Not of the state whose troops it wants out."""
    found = people("Tens of thousands massed outside parliament in Beirut to demand that Syrian troops get out.")
    assert ("Tens", "LBN") in found


def test_those_asked_for_are_of_whoever_is_asked() -> None:
    text = "Norway and Peru appealed to Nigeria to spare nine activists who were sentenced by a special tribunal."
    assert {of for name, of in people(text) if "tribunal" in name or "activists" in name} == {"NGA"}
