"""Whom "its neighbour" and "its two neighbours" stand for: who borders on whose neighbour it is and was told of last.

Borders are those on land; islands and states across a strait have the ones that are called their neighbours. Whom a
report is about may be called a neighbour of the other, whatever lies between them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedera.types import Actor

_NEIGHBOUR = re.compile(
    r"(?i)\b(its|our|my|his|her|their|your) (?:(?!two\b)[\w-]+ ){0,2}?(two )?(?:[\w-]+ ){0,2}?neighbou?r(s)?"
)
_APPOSED = re.compile(r"(?: to the \w+)?, (?:the )?")
"""What stands between a neighbour and its name: "its neighbour, Togo"."""
_LETTERS = 40
"""Letters before the end of a phrase in which the word for whose neighbour it is stands."""
_REACH = 6
"""Sentences back in which a neighbour is named."""
_PAIR = 2
_BORDERS = (
    "AFG CHN IRN PAK TJK TKM UZB; AGO COD COG NAM ZMB; ALB GRC ITA MKD MNE XKX; AND ESP FRA; ARE IRN OMN QAT SAU; ARG "
    "BOL BRA CHL PRY URY; ARM AZE GEO IRN TUR; AUS IDN NZL PNG TLS; AUT CHE CZE DEU HUN ITA LIE SVK SVN; AZE GEO IRN "
    "RUS TUR; BDI COD RWA TZA; BEL DEU FRA LUX NLD; BEN BFA NER NGA TGO; BFA CIV GHA MLI NER TGO; BGD IND MMR; BGR "
    "GRC MKD ROU SRB TUR; BHR QAT SAU; BIH HRV MNE SRB; BLR LTU LVA POL RUS UKR; BLZ GTM MEX; BOL BRA CHL PER PRY; "
    "BRA COL GUF GUY PER PRY SUR URY VEN; BRN MYS; BTN CHN IND; BWA NAM ZAF ZMB ZWE; CAF CMR COD COG SDN SSD TCD; CAN "
    "DNK GRL USA; CHE DEU FRA ITA LIE; CHL PER; CHN HKG IND JPN KAZ KGZ KOR LAO MAC MMR MNG NPL PAK PHL PRK RUS TJK "
    "TWN VNM; CIV GHA GIN LBR MLI; CMR COG GAB GNQ NGA TCD; COD COG RWA SSD TZA UGA ZMB; COG GAB; COL ECU PAN PER "
    "VEN; CRI NIC PAN; CUB HTI JAM USA; CYP GRC TUR; CZE DEU POL SVK; DEU DNK FRA LUX NLD POL; DJI ERI ETH SOM YEM; "
    "DNK SWE; DOM HTI; DZA LBY MAR MLI MRT NER TUN; ECU PER; EGY ISR LBY PSE SAU SDN; ERI ETH SDN; ESH MAR MRT; ESP "
    "FRA MAR PRT; EST FIN LVA RUS; ETH KEN SDN SOM SSD; FIN NOR RUS SWE; FJI TON VUT WSM; FRA GBR ITA LUX MCO; GAB "
    "GNQ; GBR IRL; GEO RUS TUR; GHA TGO; GIN GNB LBR MLI SEN SLE; GMB SEN; GNB SEN; GRC ITA MKD TUR; GTM HND MEX SLV; "
    "GUY SUR VEN; HND NIC SLV; HRV HUN MNE SRB SVN; HUN ROU SRB SVK SVN UKR; IDN MYS PHL PNG SGP TLS; IND LKA MDV MMR "
    "NPL PAK; IRN IRQ KWT PAK TKM TUR; IRQ JOR KWT SAU SYR TUR; ISR JOR LBN PSE SYR; ITA MLT SMR SVN TUN; JOR PSE SAU "
    "SYR; JPN KOR PRK RUS; KAZ KGZ RUS TKM UZB; KEN SOM SSD TZA UGA; KGZ TJK UZB; KHM LAO THA VNM; KOR PRK; KWT SAU; "
    "LAO MMR THA VNM; LBN SYR; LBR SLE; LBY NER SDN TCD TUN; LKA MDV; LSO ZAF; LTU LVA POL RUS; LVA RUS; MDA ROU UKR; "
    "MDG MUS; MEX USA; MKD SRB XKX; MLI MRT NER SEN; MMR THA; MNE SRB XKX; MNG RUS; MOZ MWI SWZ TZA ZAF ZMB ZWE; MRT "
    "SEN; MWI TZA ZMB; MYS PHL SGP THA; NAM ZAF ZMB; NER NGA TCD; NGA TCD; NOR RUS SWE; OMN SAU YEM; PHL TWN; PNG "
    "SLB; POL RUS SVK UKR; PRK RUS; QAT SAU; ROU SRB UKR; RUS TUR UKR USA; RWA TZA UGA; SAU YEM; SDN SSD TCD; SRB "
    "XKX; SSD UGA; SVK UKR; SWZ ZAF; SYR TUR; TJK UZB; TKM UZB; TTO VEN; TUR UKR; TZA UGA ZMB; ZAF ZWE; ZMB ZWE"
)
"""States, each behind one that it borders on, which comes before it in the order of codes; every pair stands once."""


@lru_cache(maxsize=1)
def _borders() -> dict[str, set[str]]:
    """Return the neighbours of each state, by code."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for first, *others in map(str.split, _BORDERS.split(";")):
        for other in others:
            found[first].add(other)
            found[other].add(first)
    return dict(found)


def neighbours(
    context: Context, number: int, end: int, resolve: Callable[[int, int, int], tuple[Actor, ...] | None]
) -> tuple[Actor, ...]:
    """Return the one or two neighbours that words up to an offset stand for; nobody for any other words.

    "Lima accused its neighbour of spying" is about Chile, if that was told of last of those that border on Peru.

    Args:
        end: Where the phrase ends: after "neighbour".
        resolve: What tells whom "its" stands for.
    """
    begin = max(context.sentences[number].segment.start, end - _LETTERS)
    found = next((m for m in _NEIGHBOUR.finditer(context.text, begin, end) if m.end() == end), None)
    if found is None or bool(found[2]) != bool(found[3]):  # "its neighbours" may be all of them
        return ()
    whose = {actor.country for actor in resolve(number, *found.span(1)) or () if actor.country}
    apposed = _APPOSED.match(context.text, end)
    if len(whose) != 1 or (apposed and any(name.start == apposed.end() for name in context.named[number])):
        return ()
    own, count = whose.pop(), _PAIR if found[2] else 1
    likely = _borders().get(own, set()) | {key for actor in context.salient[:_PAIR] if (key := actor.country)} - {own}
    near = dict.fromkeys(code for code in _named_before(context, number, found.start()) if code in likely)
    return tuple(context.state(code) for code in [*near][:count][::-1]) if len(near) >= count else ()


def _named_before(context: Context, number: int, stop: int) -> Iterator[str]:
    """Yield the states named before an offset, by code, the last first; those of the section go before."""
    section = context.section(number)
    yield from (key for actor in section if (key := polity(actor)))
    for at in range(number, max(-1, number - _REACH - 1), -1):
        for name in reversed(context.named[at]):
            if name.end <= stop and name.actor.country:
                yield name.actor.country
