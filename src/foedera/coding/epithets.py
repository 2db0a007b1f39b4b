"""Which states a phrase such as "the Kingdom", "the island" or "the Baltic country" can stand for.

What a state is by its official name needs no table; islands and regions stand in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedera.gazetteer import Gazetteer

_FORMS = re.compile(r"\b(kingdom|sultanate|emirate|principality|republic)\b")
"""Words for a form of state that official names have: "Kingdom of Tonga"."""
_WHERE: dict[str, str] = {
    "alpine": "AUT CHE LIE",
    "andean": "BOL COL ECU PER",
    "arab": "ARE BHR DZA EGY IRQ JOR KWT LBN LBY MAR OMN PSE QAT SAU SDN SYR TUN YEM",
    "balkan": "ALB BGR BIH GRC HRV MKD MNE ROU SRB XKX",
    "baltic": "EST LTU LVA",
    "benelux": "BEL LUX NLD",
    "caribbean": "ATG BHS BRB CUB DMA DOM GRD GUY HTI JAM KNA LCA SUR TTO VCT",
    "european": (
        "ALB AND AUT BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ISL ITA LIE LTU LUX LVA "
        "MCO MDA MKD MLT MNE NLD NOR POL PRT ROU SMR SRB SVK SVN SWE UKR XKX"
    ),
    "gulf": "ARE BHR IRQ KWT OMN QAT SAU",
    "himalayan": "BTN NPL",
    "iberian": "ESP PRT",
    "maghreb": "DZA LBY MAR MRT TUN",
    "nordic": "DNK FIN ISL NOR SWE",
    "pacific": "COK FJI FSM KIR MHL NRU NIU PLW PNG SLB TON TUV VUT WSM",
    "sahel": "BFA MLI MRT NER TCD",
    "sahelian": "BFA MLI MRT NER TCD",
    "scandinavian": "DNK NOR SWE",
}
"""Adjectives of regions, and the states there."""
_ISLANDS = (
    "ATG AUS BHR BHS BRB COK COM CPV CUB CYP DMA DOM FJI FSM GBR GRD GRL HTI IDN IRL ISL JAM JPN KIR KNA LCA LKA MDG "
    "MDV MHL MLT MUS NCL NIU NRU NZL PHL PLW PNG PRI SGP SLB STP SYC TLS TON TTO TUV TWN VCT VUT WSM"
)
_ISLAND = re.compile(r"\b(?:islands?|archipelago)\b")


def fitting(low: str, keys: Iterable[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Return those of some states, by code, that a phrase in small letters fits; all of them where it tells nothing.

    A phrase that fits none of them tells nothing either: whom it means has another name here.
    """
    known = frozenset(keys)
    kept = known
    for word in re.findall(r"[a-z]+", low):
        kept &= frozenset(_WHERE[word].split()) if word in _WHERE else known
    if _ISLAND.search(low):
        kept &= frozenset(_ISLANDS.split())
    if form := _FORMS.search(low):
        kept &= frozenset(key for key in known if form[1] in _official(key, gazetteer))
    return kept or known


def too_few(low: str, keys: Iterable[str], count: int) -> bool:
    """Tell whether fewer of some states lie where a phrase in small letters says than it counts.

    "The three European countries" are nobody of a report that names one of them at most.
    """
    where = [frozenset(_WHERE[word].split()) for word in re.findall(r"[a-z]+", low) if word in _WHERE]
    return any(len(region.intersection(keys)) < count for region in where)


def _official(key: str, gazetteer: Gazetteer) -> str:
    """Return the official name of a state in small letters; empty for an organisation."""
    try:
        return (gazetteer.state(key).official or "").casefold()
    except KeyError:
        return ""
