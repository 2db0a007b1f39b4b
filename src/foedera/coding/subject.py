"""Whether a report is on sport, business or the arts, whose war words tell of no dealings between states."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.types import Sentence

_ELSEWHERE = frozenset(
    # sport
    "match semi-final semifinal final quarter-final quarterfinal tournament league championship cup goal "
    "goalkeeper striker midfielder defender penalty referee coach captain squad innings wicket batsman "
    "bowler try scrum lineout half-time halftime kickoff kick-off podium medal medallist relay sprint "
    "marathon lap race rider cyclist peloton racket tennis football footballer rugby cricket hockey "
    "basketball volleyball handball boxer boxing wrestler swimmer athlete stadium fixture playoff play-off "
    "scorer hat-trick knockout tie-break tiebreak grandstand regatta canoe paddler rower skier "
    # business
    "retailer grocer supermarket shopper shop store brand shareholder share dividend revenue turnover "
    "profit margin earnings quarter quarterly investor listing ipo startup start-up franchise merger "
    "takeover bidder customer consumer price pricing discount competitor rival e-commerce advertising "
    "marketing chain bakery brewery brewer hotelier airline fare fund hedge broker stock bond yield "
    "valuation insolvency creditor lender bank accountant auditor product launch warehouse wage salary "
    "workforce ceo chief-executive executive board company firm supplier logistics welder steelmaker "
    "scrapyard "
    # arts and leisure
    "theatre theater film director actor actress novel novelist poet poem painting painter gallery museum "
    "orchestra conductor symphony opera album singer band concert festival exhibition sculpture "
    "choreographer ballet dancer album audience critic chef restaurant recipe dish wine orchard vineyard "
    "harvest hailstorm gardener cinema premiere screening curator".split()
)
"""Lemmas of other subjects."""
_HERE = frozenset(
    "minister ministry president government parliament embassy ambassador diplomat diplomatic diplomacy "
    "foreign-ministry treaty summit sanction ceasefire truce troop soldier army navy military militia "
    "rebel insurgent general admiral colonel brigade battalion fleet frigate warship missile drone fighter "
    "tank howitzer weapon arms defence defense border sovereignty bilateral multilateral alliance nato un "
    "eu asean osce sco peacekeeper peacekeeping police protester opposition election regime junta coup "
    "refugee humanitarian embargo nuclear security strategic chancellor premier secretary envoy delegation "
    "consulate republic nation state country kremlin geopolitical invasion war-torn".split()
)
"""Lemmas of the subject: states, their forces, their dealings, their politics."""
_LEAST = 6
"""Words of other subjects from which on a report may be one."""
_SHARE = 4
"""How many of them there must be for each word of the subject."""


def is_elsewhere(sentences: tuple[Sentence, ...]) -> bool:
    """Tell whether a report is on another subject: many of its words are of one, hardly any of politics."""
    elsewhere = here = 0
    for sentence in sentences:
        for token in sentence.tokens:
            lemma = token.lemma.casefold()
            elsewhere += lemma in _ELSEWHERE
            here += lemma in _HERE
    return elsewhere >= _LEAST and elsewhere >= _SHARE * here
