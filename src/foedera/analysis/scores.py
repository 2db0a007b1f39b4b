"""How cooperative or hostile a PLOVER event is: Foedera's own scale, -10 (conflict) to 10 (cooperation).

PLOVER's makers publish no scores. These follow Goldstein's idea, that a deed weighs more than a word and that each can
be set on one line from war to alliance; the numbers are our own, round on purpose, so that nobody takes them for
measured. Whoever has better ones passes them to `balance`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PLOVER_SCORES: Mapping[str, float] = MappingProxyType({
    # verbal cooperation
    "CONSULT": 2.0,  # talks, visits, calls
    "SUPPORT": 4.0,  # backing in words; signing and ratifying
    "AGREE": 5.0,  # agreements to cooperate in future
    # material cooperation
    "CONCEDE": 5.0,  # yields, releases, eases
    "RETREAT": 5.0,  # withdraws forces
    "COOPERATE": 7.0,  # joint exercises, deliveries, shared work
    "AID": 8.0,  # gives goods, money, arms, training
    # verbal conflict
    "REQUEST": -1.0,  # asks and demands: wants what it has not been given
    "ACCUSE": -3.0,  # criticism, concern, blame, inquiries
    "REJECT": -4.0,  # refusals, broken-off plans
    "THREATEN": -6.0,  # threats of sanctions or force
    # material conflict
    "PROTEST": -4.0,  # demonstrations against the other
    "SANCTION": -7.0,  # embargoes, expulsions, withdrawn recognition
    "MOBILIZE": -5.0,  # forces set up or moved in
    "COERCE": -8.0,  # seizures, arrests, cyber attacks
    "ASSAULT": -10.0,  # armed force
})  # fmt: skip
"""PLOVER event types and their scores; read only."""
