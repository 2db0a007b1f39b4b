"""PLOVER's modes and contexts by wording."""

from __future__ import annotations

import json
from pathlib import Path

import build_plover
import pytest

from foedera.codebook.checks import PLOVER_EVENTS
from foedera.export.plover_lexicon import ASSET, load_lexicon

MODES = {
    "ACCUSE": "allege disapprove investigate",
    "ASSAULT": "abduct assassinate beat chemical cleansing crowd-control execute explosives firearms heavy-weapons "
    "primitive sexual suicide-attack torture",
    "COERCE": "arrest ban censor curfew cyber deport martial-law misinform restrict seize withhold",
    "CONSULT": "multilateral phone third-party visit",
    "MOBILIZE": "militia police troops weapons",
    "PROTEST": "boycott demo hunger obstruct riot strike",
    "REJECT": "assist change meet yield",
    "REQUEST": "assist change meet yield",
    "RETREAT": "access ceasefire disarm release resign return withdraw",
    "SANCTION": "convict discontinue expel withdraw",
    "THREATEN": "arrest ban expel relations restrict territory violence",
}


def test_the_asset_is_what_the_data_say() -> None:
    """Run scripts/build_plover.py to mend this."""
    assert json.loads(ASSET.read_bytes()) == json.loads(json.dumps(build_plover.build(build_plover.SOURCE)))


def test_modes_are_those_of_the_scheme() -> None:
    """Every mode of the scheme has words, and no other."""
    found = {event: " ".join(sorted(set(known.words.values()))) for event, known in load_lexicon().modes.items()}
    assert found == MODES
    assert all(turn.becomes in PLOVER_EVENTS and turn.event in PLOVER_EVENTS for turn in load_lexicon().turns)


@pytest.mark.parametrize(
    ("event", "beside", "mode"),
    [
        ("PROTEST", "started a hunger strike in Tbilisi", "hunger"),
        ("PROTEST", "went on strike over", "strike"),
        ("PROTEST", "did something", "demo"),
        ("ASSAULT", "A suicide bomber blew himself up", "suicide-attack"),
        ("ASSAULT", "Police fired tear gas at", "crowd-control"),
        ("ASSAULT", "were shot dead by", "firearms"),
        ("COERCE", "imposed a nightly curfew", "curfew"),
        ("COERCE", "declared martial law", "martial-law"),
        ("SANCTION", "sentenced to nine years in prison", "convict"),
        ("SANCTION", "imposed sanctions on", "discontinue"),
        ("THREATEN", "threatened to expel the ambassador", "expel"),
        ("MOBILIZE", "nothing in particular", "troops"),
        ("AID", "sent food", None),
    ],
)
def test_modes(event: str, beside: str, mode: str | None) -> None:
    """The longest wording decides; a type has a default or none."""
    assert load_lexicon().mode(event, beside, "", "") == mode


def test_what_is_sent_goes_before_what_stands_beside() -> None:
    """The tanks tell more than the army that deploys them; a strike is told by the words beside it first."""
    assert load_lexicon().mode("MOBILIZE", "the army deployed", "deployed tanks", "") == "weapons"
    assert load_lexicon().mode("PROTEST", "a hunger strike", "strike", "") == "hunger"


def test_contexts() -> None:
    """All that are named, the most often named first; whole wordings go before their parts."""
    found = load_lexicon().contexts_of(
        "The court jailed a gang member for smuggling heroin; the judge spoke of drug cartels."
    )
    assert found[0] == "crime"
    assert "legal" in found
    assert load_lexicon().contexts_of("Nothing to see here.") == []


def test_turns() -> None:
    """A cancelled visa is no lifted sanction, a lifted import ban is one."""
    turned = load_lexicon().turned
    assert turned("sanction", "CONCEDE", "cancelled", "cancelled the visa of") == ("SANCTION", None)
    assert turned("sanction", "CONCEDE", "lifted", "lifted a ban on imports") == ("CONCEDE", None)
    assert turned("aid", "AID", "returned", "returned twenty bronzes") == ("RETREAT", "return")
    assert turned("aid", "AID", "sent", "sent twenty tents") == ("AID", None)
    assert turned("concede", "CONCEDE", "let", "in Yemen let two tourists go on Sunday") == ("RETREAT", "release")
    assert turned("concede", "CONCEDE", "yielded", "yielded and let him go")[0] == "CONCEDE"  # of another trigger


def test_faults_of_the_data_are_named(tmp_path: Path) -> None:
    """A wording of two modes, and a key that nobody knows."""
    for name in ("modes.yaml", "contexts.yaml", "turns.yaml", "no_acts.yaml"):
        text = (build_plover.SOURCE / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
    two = '[{mode: "a", words: ["x"]}, {mode: "b", words: ["x"]}]'
    modes = f'- {{event: "AID", modes: {two}}}\n- {{event: "AID", mods: []}}\n'
    (tmp_path / "modes.yaml").write_text(modes, encoding="utf-8")
    with pytest.raises(build_plover.DataError, match="`x` is a and b") as caught:
        build_plover.build(tmp_path)
    assert "an entry has the keys ['event', 'mods']" in str(caught.value)
