"""Variants of training sentences: case, masked words, other states in the same places."""

from __future__ import annotations

import random

from training.data import Example

# Name, adjective. Own list of general knowledge; only single words, so that word positions stay as they are.
_STATES = (
    "China/Chinese Serbia/Serbian Russia/Russian Turkey/Turkish India/Indian Pakistan/Pakistani Iran/Iranian "
    "Poland/Polish Hungary/Hungarian Germany/German France/French Italy/Italian Spain/Spanish Greece/Greek "
    "Egypt/Egyptian Algeria/Algerian Morocco/Moroccan Tunisia/Tunisian Libya/Libyan Nigeria/Nigerian "
    "Ghana/Ghanaian Kenya/Kenyan Ethiopia/Ethiopian Uganda/Ugandan Rwanda/Rwandan Angola/Angolan Zambia/Zambian "
    "Namibia/Namibian Mali/Malian Senegal/Senegalese Niger/Nigerien Chad/Chadian Sudan/Sudanese Somalia/Somali "
    "Eritrea/Eritrean Japan/Japanese Vietnam/Vietnamese Thailand/Thai Cambodia/Cambodian Laos/Laotian "
    "Indonesia/Indonesian Malaysia/Malaysian Singapore/Singaporean Mongolia/Mongolian Nepal/Nepalese "
    "Bangladesh/Bangladeshi Australia/Australian Canada/Canadian Mexico/Mexican Brazil/Brazilian "
    "Argentina/Argentine Chile/Chilean Peru/Peruvian Colombia/Colombian Venezuela/Venezuelan Cuba/Cuban "
    "Bolivia/Bolivian Ecuador/Ecuadorian Ukraine/Ukrainian Belarus/Belarusian Moldova/Moldovan Romania/Romanian "
    "Bulgaria/Bulgarian Croatia/Croatian Slovenia/Slovenian Slovakia/Slovak Albania/Albanian "
    "Montenegro/Montenegrin Kosovo/Kosovar Bosnia/Bosnian Austria/Austrian Switzerland/Swiss Belgium/Belgian "
    "Denmark/Danish Norway/Norwegian Sweden/Swedish Finland/Finnish Estonia/Estonian Latvia/Latvian "
    "Lithuania/Lithuanian Ireland/Irish Portugal/Portuguese Georgia/Georgian Armenia/Armenian "
    "Azerbaijan/Azerbaijani Kazakhstan/Kazakh Uzbekistan/Uzbek Kyrgyzstan/Kyrgyz Tajikistan/Tajik "
    "Turkmenistan/Turkmen Syria/Syrian Iraq/Iraqi Jordan/Jordanian Lebanon/Lebanese Israel/Israeli Qatar/Qatari "
    "Kuwait/Kuwaiti Bahrain/Bahraini Oman/Omani Yemen/Yemeni "
)
STATES = [tuple(pair.split("/")) for pair in _STATES.split()]
_NAME = {name: i for i, (name, _) in enumerate(STATES)}
_ADJECTIVE = {adjective: i for i, (_, adjective) in enumerate(STATES)}


def other_states(words: list[str], rng: random.Random) -> list[str]:
    """Put another state in place of each state named, the same one for the same one."""
    present = {_NAME.get(w, _ADJECTIVE.get(w, -1)) for w in words} - {-1}
    if not present:
        return words
    swap = dict(zip(sorted(present), rng.sample(range(len(STATES)), len(present)), strict=True))
    return [
        STATES[swap[_NAME[w]]][0] if w in _NAME else STATES[swap[_ADJECTIVE[w]]][1] if w in _ADJECTIVE else w
        for w in words
    ]


def other_case(words: list[str], rng: random.Random) -> list[str]:
    """Print the sentence as a headline, in capitals or in small letters."""
    how = rng.random()
    if how < 0.45:
        return [w if len(w) < 3 or not w.islower() else w.capitalize() for w in words]
    return [w.upper() for w in words] if how < 0.75 else [w.lower() for w in words]


def masked(example: Example, rng: random.Random, on_trigger: float, elsewhere: float) -> set[int]:
    """Choose the words to hide from the encoder, so that it learns to go by the context as well."""
    hidden = {i for i in range(len(example.words)) if rng.random() < elsewhere}
    for frame in example.frames or ():
        if rng.random() < on_trigger:
            hidden |= set(range(*frame.trigger))
    return hidden
