"""Claims of many reports become events; copies of one text become one voice. Pure: nothing here reads a store.

A record keeps, for each claim, its `blocks` and its `rank`; the pairs of a block (`pairs`) are scored (`link`); claims
that hang together through links and judgements are put together (`cluster`), and events that belong together are
grouped (`groups`). `merge` does all of it at once in memory.
"""

from foedera.merge.belonging import group_of
from foedera.merge.blocking import LIMIT, block_mark, block_number, blocks, pairs, rank
from foedera.merge.clusters import DOUBT, Clustering, Doubt, cluster
from foedera.merge.copies import bands, near, same_text, signature, voices
from foedera.merge.grouping import groups
from foedera.merge.merging import Merging, merge
from foedera.merge.profiles import Profile, profile
from foedera.merge.rules import Rules, rules_of
from foedera.merge.score import link, reasons

__all__ = [
    "DOUBT",
    "LIMIT",
    "Clustering",
    "Doubt",
    "Merging",
    "Profile",
    "Rules",
    "bands",
    "block_mark",
    "block_number",
    "blocks",
    "cluster",
    "group_of",
    "groups",
    "link",
    "merge",
    "near",
    "pairs",
    "profile",
    "rank",
    "reasons",
    "rules_of",
    "same_text",
    "signature",
    "voices",
]
